"""The runs that somebody asks to compare: folders that runs left, and scenarios, which are run now."""

import os
from collections.abc import Callable, Sequence
from pathlib import Path

from sim.errors import BadArgument, ScenarioError, nearest
from sim.store import MANIFEST, RunRecord, read_record
from sim.surface.comparing import record_of
from sim.surface.scenario import DRAWS, Scenario

Asked = RunRecord | Scenario


def runs_of(
    names: Sequence[str],
    draws: int | None = None,
    seed: int | None = None,
    *,
    results: Path = Path("results"),
    tell: Callable[[str], None] = lambda _: None,
) -> list[RunRecord]:
    """Return the runs of some folders and scenarios; one that cannot be read is told before any is run.

    Parameters
    ----------
    names
        Folders that runs left, scenario files, or names of shipped scenarios.
    draws
        Worlds of the scenarios that are run now; as many as the first folder holds when silent.
    seed
        Their seed; that of the first folder when silent.
    results
        Where the folders of runs lie, to say what might be meant by a name that nothing has.
    tell
        Told what is under way.
    """
    if len(names) < 2:
        given = f"only '{names[0]}' is given" if names else "none is given"
        raise BadArgument(f"a comparison needs two runs or more, the base first; {given}")
    asked = [asked_for(name, results) for name in names]
    stored = [run for run in asked if isinstance(run, RunRecord)]
    for record in stored:
        refuse_other_worlds(record, draws, seed)
    draws = draws if draws is not None else stored[0].draws if stored else DRAWS
    seed = seed if seed is not None else stored[0].seed if stored else 1
    found: list[RunRecord] = []
    for run in asked:
        if isinstance(run, RunRecord):
            found.append(run)
        else:
            tell(f"{run.case.name}: {draws:,} worlds")
            found.append(record_of(run.run(draws, seed)))
    return found


def corner_runs(
    name: str, draws: int | None = None, seed: int | None = None, *, tell: Callable[[str], None] = lambda _: None
) -> list[RunRecord]:
    """Return the runs of a scenario as its file says it, and at each corner of its dial.

    Parameters
    ----------
    name
        A scenario file, or the name of a shipped one.
    draws, seed
        How many worlds, and which.
    tell
        Told what is under way.
    """
    found = []
    for scenario in corners(Scenario.load(name)):
        tell(f"{scenario.case.name}: {draws or DRAWS:,} worlds")
        found.append(record_of(scenario.run(draws or DRAWS, 1 if seed is None else seed)))
    return found


def corners(scenario: Scenario) -> list[Scenario]:
    """Return a scenario, and it with its dial turned to either end: of lines, and of claims to be asked if it has any.

    Where the file itself stands at an end, that is left out.

    >>> [corner.case.name for corner in corners(Scenario.load("moscow-talks"))]
    ['moscow-talks', 'lines-bend', 'lines-firm', 'claims-bend', 'claims-firm']
    """
    ends = {"lines-bend": ("lines", 0.0), "lines-firm": ("lines", 1.0)}
    if any(entry.words is not None for entry in scenario.case.consent.values()):
        ends |= {"claims-bend": ("consents", 0.0), "claims-firm": ("consents", 1.0)}
    stands = {name: end for name, end in ends.items() if getattr(scenario.case.dial, end[0]) != end[1]}
    return [scenario, *(scenario.change({f"dial.{dial}": at}, name) for name, (dial, at) in stands.items())]


def asked_for(name: str, results: Path) -> Asked:
    """Return the run that a folder holds, or the scenario of a file or a name."""
    path = Path(name)
    if path.is_dir() and ((path / MANIFEST).exists() or os.sep in name):
        return read_record(path)
    try:
        return Scenario.load(name)
    except ScenarioError as error:
        if path.is_dir():
            return read_record(path)
        if os.path.lexists(path):
            raise
        raise BadArgument(f"there is no results folder and no scenario '{name}'{meant(name, results, error)}") from None


def meant(name: str, results: Path, error: ScenarioError) -> str:
    """Say which folder of a run, or else which scenario, is spelt most like a name that nothing has."""
    folders = {path.parent.name: path.parent for path in sorted(results.glob(f"*/{MANIFEST}"))}
    near = nearest(Path(name).name, folders)
    hint = f"did you mean '{folders[near]}'?" if near else error.problems[0].hint
    return f"; {hint}" if hint else ""


def refuse_other_worlds(run: RunRecord, draws: int | None, seed: int | None) -> None:
    """Refuse a number of worlds or a seed that a folder's run does not have."""
    for what, wanted, has in (("--draws", draws, run.draws), ("--seed", seed, run.seed)):
        if wanted is not None and wanted != has:
            raise BadArgument(
                f"'{run.name}' was run with {what} {has}, and {what} {wanted} is asked for; leave {what} out, or run "
                f"'{run.name}' again with it"
            )
