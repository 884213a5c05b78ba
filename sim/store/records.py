"""A run as a record: what a comparison needs of it, read back from the folder that the run left."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from sim.errors import NotARun
from sim.files import sha256
from sim.scenario import Case, read_scenario
from sim.store.provenance import ANSWER, MANIFEST

SCENARIO, WORLDS = "scenario.yaml", "draws.parquet"
CHECKS = "checks."
"""Opens the names of columns that tell in which worlds a check holds."""
AGAIN = "run the scenario again, or compare the scenario file itself"


@dataclass(frozen=True)
class RunRecord:
    """One run: what went in, and what was found in each of its worlds."""

    name: str
    """What it is called beside other runs."""
    case: Case
    paths: tuple[str, ...]
    """Uncertain quantities in the order of their random streams."""
    seed: int
    draws: int
    worlds: pd.DataFrame
    """What was found in each world, one row a draw; without the columns of what was drawn."""
    version: str
    """The version of this package that ran it."""

    @property
    def title(self) -> str:
        """Return the scenario's headline."""
        return self.case.title or self.case.name


def found_columns(names: Iterable[str]) -> list[str]:
    """Return the columns of what was found; all others go by the dotted path of what was drawn.

    >>> found_columns(["zone", "checks.land-hardest", "parties.us.no_deal.worth"])
    ['zone', 'checks.land-hardest']
    """
    return [name for name in names if "." not in name or name.startswith(CHECKS)]


def read_record(folder: Path) -> RunRecord:
    """Read what a run left in its folder.

    Raises
    ------
    NotARun
        If the folder holds no run, or no longer what the run wrote.
    """
    noted = manifest_of(folder)
    data = {name: bytes_of(folder, name, expected) for name, expected in noted["files"].items()}
    answer = json.loads(data[ANSWER])
    if any(answer.get(key) != noted[key] for key in ("scenario", "seed", "draws")):
        raise NotARun(str(folder), f"was changed by hand: {ANSWER} and {MANIFEST} differ", AGAIN)
    case = read_scenario(folder / SCENARIO).case
    return RunRecord(
        name=folder.resolve().name,
        case=case,
        paths=case.columns,
        seed=noted["seed"],
        draws=noted["draws"],
        worlds=read_worlds(data[WORLDS]),
        version=noted["versions"]["dealzones"],
    )


def read_worlds(data: bytes) -> pd.DataFrame:
    """Return what was found in each world, from the bytes of the table of worlds."""
    file = pq.ParquetFile(pa.BufferReader(data))
    return file.read(found_columns(file.schema_arrow.names)).to_pandas()


def manifest_of(folder: Path) -> dict[str, Any]:
    """Return the manifest of a run's folder, or refuse a folder that no run left."""
    if not folder.is_dir():
        found = "is a file, not a results folder" if folder.exists() else "does not exist"
        raise NotARun(str(folder), found, "name a folder that 'dealzones run' wrote")
    try:
        noted = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise NotARun(
            str(folder), f"is no results folder: it holds no {MANIFEST}", "name a folder that 'dealzones run' wrote"
        ) from None
    except (OSError, ValueError):
        raise NotARun(str(folder), f"is no results folder: its {MANIFEST} cannot be read", AGAIN) from None
    match noted:
        case {"compared": [{"name": str()}, *_] as runs} if all(isinstance(run, dict) for run in runs):
            names = ", ".join(str(run.get("name")) for run in runs)
            raise NotARun(str(folder), "holds a comparison, not a run", f"name the runs it compares: {names}")
        case {"sweep": dict()}:
            raise NotARun(str(folder), "holds a sweep, not a run", "name a folder that 'dealzones run' wrote")
    if not complete(noted):
        raise NotARun(str(folder), f"is no results folder: its {MANIFEST} is not what a run writes", AGAIN)
    return dict(noted)


def complete(noted: Any) -> bool:
    """Tell whether a manifest says all that is needed of a run."""
    match noted:
        case {
            "scenario": str(),
            "seed": int(),
            "draws": int(),
            "versions": {"dealzones": str()},
            "files": dict() as files,
        }:
            return {ANSWER, SCENARIO, WORLDS} <= files.keys()
    return False


def bytes_of(folder: Path, name: str, expected: str) -> bytes:
    """Return the bytes of a file, or refuse one that is missing or no longer what the run wrote."""
    try:
        data = (folder / name).read_bytes()
    except FileNotFoundError:
        raise NotARun(str(folder), f"is not whole: {name} is missing", AGAIN) from None
    if sha256(data) != expected:
        raise NotARun(str(folder), f"was changed after it was written: {name} is not what the run left", AGAIN)
    return data
