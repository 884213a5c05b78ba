"""The manifest of a run: what went in, with which versions, and a hash of every file."""

import platform
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from typing import Any, Protocol, runtime_checkable

from sim.files import sha256
from sim.scenario import Case

PACKAGES = ("dealzones", "numpy", "scipy", "numba", "pandas", "pyarrow", "xarray", "matplotlib", "pydantic")
MANIFEST, ANSWER = "run.json", "answer.json"


@runtime_checkable
class Studied(Protocol):
    """What was run: a study, or a sweep."""

    @property
    def case(self) -> Case:
        """Return the scenario."""

    @property
    def seed(self) -> int:
        """Return the seed."""

    @property
    def draws(self) -> int:
        """Return how many worlds."""


def manifest(study: Studied, overrides: Sequence[tuple[str, Any, str]], files: Mapping[str, bytes]) -> dict[str, Any]:
    """Return the manifest: no path of this machine, no time of day, no timings, no block size, no executor."""
    return {
        "scenario": study.case.name,
        "title": study.case.title,
        "as_of": study.case.as_of.isoformat(),
        "seed": study.seed,
        "draws": study.draws,
        "overrides": [{"path": path, "value": value, "from": where} for path, value, where in overrides],
        "versions": versions(),
        "files": {name: sha256(data) for name, data in sorted(files.items())},
    }


def versions() -> dict[str, str]:
    """Return the versions of what computed the numbers."""
    return {"python": platform.python_version(), **{name: version(name) for name in PACKAGES}}


def comparison_manifest(runs: Sequence[Mapping[str, Any]], seed: int, draws: int, files: Mapping[str, bytes]) -> Any:
    """Return the manifest of a comparison: the runs it holds against the first of them, and a hash of every file."""
    return {
        "compared": list(runs),
        "seed": seed,
        "draws": draws,
        "versions": versions(),
        "files": {name: sha256(data) for name, data in sorted(files.items())},
    }
