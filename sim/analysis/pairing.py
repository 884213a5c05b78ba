"""Can two runs be compared, and if so world by world? If not, the reason is told."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import combinations

from sim.analysis.inputs import differing_inputs
from sim.errors import BadArgument, NotPaired
from sim.store.records import RunRecord

Reason = tuple[str, str]
"""What keeps two runs apart, and what would be right."""
COLUMNS = ("label", "unit")
"""Columns that a table of runs has beside theirs; of a run's own columns all but one have a dot in their name."""


def refuse_incomparable(runs: Sequence[RunRecord]) -> None:
    """Refuse runs that cannot be compared with the first at all, or one that is given twice.

    Raises
    ------
    BadArgument
        If there are fewer than two runs, or two are the same.
    NotPaired
        If one does not share the base's menu: its worlds then hold other deals.
    """
    if len(runs) < 2:
        given = f"only '{runs[0].name}' is given" if runs else "none is given"
        raise BadArgument(f"a comparison needs two runs or more, the base first; {given}")
    for one, other in combinations(runs, 2):
        if same_run(one, other):
            both = f"'{one.name}' and '{other.name}' hold one and the same run"
            twice = f"'{one.name}' is given twice" if one.name == other.name else both
            raise BadArgument(f"{twice}; name each run once, the base first")
    base, *others = named_apart(runs)
    for other in others:
        if found := other_menu(base, other):
            raise NotPaired(base.name, other.name, *found)


def why_unpaired(base: RunRecord, other: RunRecord) -> Reason | None:
    """Return what keeps two runs from being compared world by world, and what would be right; None if nothing does."""
    return next(filter(None, (reason(base, other) for reason in REASONS)), None)


def named_apart(runs: Sequence[RunRecord]) -> list[RunRecord]:
    """Return the runs with a number behind every name that an earlier one has, so that each can name its columns."""
    found: list[RunRecord] = []
    taken = set(COLUMNS)
    for run in runs:
        plain = run.name.replace(".", "-")
        tries = (plain, *(f"{plain}-{number}" for number in range(2, len(runs) + len(taken) + 2)))
        name = next(name for name in tries if name not in taken)
        taken.add(name)
        found.append(replace(run, name=name))
    return found


def same_run(one: RunRecord, other: RunRecord) -> bool:
    """Tell whether two records hold one run: same scenario, same draws, same findings."""
    alike = (one.case.name, one.title, one.seed, one.draws) == (other.case.name, other.title, other.seed, other.draws)
    return alike and one.worlds.equals(other.worlds) and differing_inputs({"one": one.case, "other": other.case}).empty


def other_draws(base: RunRecord, other: RunRecord) -> Reason | None:
    """Tell whether the seeds or the numbers of worlds differ."""
    said, remedy = [], []
    if base.seed != other.seed:
        said.append(f"their seeds are {base.seed} and {other.seed}")
        remedy.append(f"--seed {base.seed}")
    if base.draws != other.draws:
        said.append(f"they hold {base.draws:,} and {other.draws:,} worlds")
        remedy.append(f"--draws {base.draws}")
    return (" and ".join(said), f"run '{other.name}' again with {' '.join(remedy)}") if said else None


def other_menu(base: RunRecord, other: RunRecord) -> Reason | None:
    """Tell which issues or levels only one of the two has."""
    alike = "compare runs with the same issues and levels"
    for has, lacks in ((base, other), (other, base)):
        for name, issue in has.case.issues.items():
            if name not in lacks.case.issues:
                return f"only '{has.name}' has the issue {name}", alike
            if missing := [level for level in issue.levels if level not in lacks.case.issues[name].levels]:
                return f"only '{has.name}' has the level {missing[0]} of {name}", alike
    return None


def other_streams(base: RunRecord, other: RunRecord) -> Reason | None:
    """Tell which uncertain quantity of both draws from another random stream in one than in the other."""
    place = {path: number for number, path in enumerate(base.paths)}
    for number, path in enumerate(other.paths):
        if place.get(path, number) != number:
            said = f"both draw {path}, but from different random streams (number {place[path]} and {number})"
            return said, f"make '{other.name}' from '{base.name}', with 'extends: FILE' or base.change({{...}})"
    return None


REASONS: tuple[Callable[[RunRecord, RunRecord], Reason | None], ...] = (other_draws, other_streams)
"""What keeps the worlds of two runs apart, the plainest first."""
