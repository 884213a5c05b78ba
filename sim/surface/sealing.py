"""Sealing a run before an event: a folder with the scenario as it ran, and what it commits to."""

import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.analysis.committing import commitments
from sim.engine import scored_of
from sim.engine.settling import zone_levels
from sim.errors import BadArgument
from sim.files import replace_folder
from sim.store import as_json, manifest
from sim.surface.folder import resolved

if TYPE_CHECKING:
    from sim.surface.run import Run
    from sim.surface.scenario import Scenario

SEAL, SCENARIO = "seal.json", "scenario.yaml"


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
    by_zones = study.agreements is None and study.counted
    levels = zone_levels(study.case, study.paths, run.plan) if by_zones else None
    return commitments(study, scored_of(study.case, study.paths, run.plan), levels)
