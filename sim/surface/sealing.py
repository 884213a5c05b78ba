"""Sealing a run before an event, and scoring it after: a folder with the scenario, and what it commits to."""

import datetime
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
from pydantic import ValidationError

from sim.analysis.committing import Happened, commitments, scored_against
from sim.engine import scored_of
from sim.errors import BadArgument, ScenarioError, did_you_mean
from sim.files import replace_folder, sha256
from sim.scenario import Case, read_scenario
from sim.scenario.problems import problems_of
from sim.scenario.yaml_files import read
from sim.store import as_json, manifest
from sim.surface.folder import resolved

if TYPE_CHECKING:
    from sim.surface.run import Run
    from sim.surface.scenario import Scenario

SEAL, SCENARIO = "seal.json", "scenario.yaml"


@dataclass(frozen=True)
class Verified:
    """A sealed run beside what happened."""

    table: pd.DataFrame
    """One row for everything that happened and was committed to; see :mod:`sim.analysis.committing`."""
    covered: float | None
    """Share of worlds whose zone holds the settlement; None where it is not known on every issue."""
    rank: int | None
    """One more than the number of deals that are in the zone of more worlds than it."""
    deals: int
    """How many deals there are."""
    digest: str
    """The hash of the seal, to be compared with the one that was published."""


def sealed(scenario: "Scenario", draws: int, seed: int, folder: Path, day: datetime.date) -> Path:
    """Run a scenario, and write what it commits to into a new folder; return its path.

    Raises
    ------
    BadArgument
        If something is there already: what is sealed is never written over.
    """
    if folder.exists():
        raise BadArgument(f"{folder} is there already, and what is sealed stays; choose another folder with --out")
    run = scenario.run(draws, seed)
    files = {SCENARIO: resolved(run)}
    seal = {"sealed": day.isoformat(), **manifest(run.study, scenario.overrides(), files), "commits": committed(run)}
    replace_folder(folder, {**files, SEAL: as_json(seal)}, SEAL)
    return folder


def committed(run: "Run") -> dict[str, Any]:
    """Return what a run commits to."""
    study = run.study
    return commitments(study, scored_of(study.case, study.paths, run.plan))


def broken_open(folder: Path) -> dict[str, Any]:
    """Return the seal in a folder.

    Raises
    ------
    BadArgument
        If there is none, or the scenario beside it is not the one that was sealed.
    """
    try:
        seal: dict[str, Any] = json.loads((folder / SEAL).read_text(encoding="utf-8"))
        expected, found = seal["files"][SCENARIO], sha256((folder / SCENARIO).read_bytes())
        if not {"agreement", "settlement", "accepts"} <= set(seal["commits"]):
            raise KeyError("commits")
    except (OSError, ValueError, KeyError, TypeError):
        raise BadArgument(f"{folder} holds no seal; name a folder that 'dealzones seal' wrote") from None
    if found != expected:
        told = f"its hash begins with {found[:12]}, not {expected[:12]}"
        raise BadArgument(f"{folder / SCENARIO} is not what was sealed: {told}")
    return seal


def happened_in(path: Path) -> Happened:
    """Read what happened from a file.

    Raises
    ------
    ScenarioError
        With every mistake in it.
    """
    node = read(path, str(path))
    try:
        return Happened.model_validate(node.plain())
    except ValidationError as error:
        raise ScenarioError(problems_of(error, node, Happened)) from None


def verified(folder: Path, outcomes: Path) -> Verified:
    """Score a sealed run by what happened."""
    from sim.surface.scenario import Scenario

    seal, happened = broken_open(folder), happened_in(outcomes)
    case = read_scenario(folder / SCENARIO).case
    for what, name, known in names_in(happened, case):
        if name not in known:
            near = did_you_mean(name, known)
            raise BadArgument(f"{outcomes}: there is no {what} '{name}' in what was sealed; {near}")
    table = scored_against(seal["commits"], happened)
    digest = sha256((folder / SEAL).read_bytes())
    if set(happened.settlement) != set(case.issues):
        return Verified(table, None, None, 0, digest)
    study = Scenario.load(folder / SCENARIO).run(seal["draws"], seal["seed"]).study
    if not study.counted:
        return Verified(table, None, None, study.space.deals, digest)
    counts = study.counts.joint
    own = counts[study.space.number(tuple(happened.settlement[issue] for issue in case.issues))]
    return Verified(table, float(own) / study.draws, 1 + int((counts > own).sum()), study.space.deals, digest)


def names_in(happened: Happened, case: Case) -> list[tuple[str, str, list[str]]]:
    """Return every name that is used, what it names, and those that are known."""
    issues, parties = list(case.issues), list(case.parties)
    found = [("issue", issue, issues) for issue in happened.settlement]
    found += [
        (f"level of {issue}", level, list(case.issues[issue].levels))
        for issue, level in happened.settlement.items()
        if issue in case.issues
    ]
    for proposal, said in happened.accepts.items():
        found.append(("proposal", proposal, list(case.proposals)))
        found += [("party", party, parties) for party in said]
    return found
