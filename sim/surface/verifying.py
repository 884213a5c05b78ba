"""Scoring a sealed run after the event: is the seal whole, does it say what its scenario implies, what happened?"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from sim.analysis.committing import SETTLED_BY, Happened, questions, scored_against, unsealed
from sim.errors import LISTED, BadArgument
from sim.files import sha256
from sim.store import versions
from sim.surface.outcomes import happened_in
from sim.surface.sealing import SCENARIO, SEAL, committed

if TYPE_CHECKING:
    from sim.surface.run import Run

SAME = 1e-9
"""Shares that differ by no more are the same."""
HOLDS: Mapping[str, type] = {"draws": int, "seed": int, "files": dict, "commits": dict, "versions": dict}
"""What a seal must hold, and as what."""


@dataclass(frozen=True)
class Verified:
    """A sealed run beside what happened."""

    table: pd.DataFrame
    """One row for everything that happened and was committed to; see :mod:`sim.analysis.committing`."""
    unsealed: dict[str, str]
    """Everything else that happened, with the reason why it is not scored."""
    settled_by: str
    """What the shares of levels are shares of."""
    covered: float | None
    """Share of worlds whose zone holds the settlement; None where it has no rank."""
    rank: int | None
    """One more than the number of deals that are in the zone of more worlds than it; None where it has none."""
    deals: int
    """How many deals there are."""
    unranked: str | None
    """Why the settlement has no rank; None where it has one, or none is told."""
    digest: str
    """The hash of the seal, to be compared with the one that was published."""


def broken_open(folder: Path, digest: str | None = None) -> dict[str, Any]:
    """Return the seal in a folder.

    Parameters
    ----------
    folder
        What was sealed.
    digest
        The hash that was published; the seal must have it.

    Raises
    ------
    BadArgument
        If a file is missing or damaged, or is not the one that was sealed.
    """
    data = contents_of(folder, SEAL)
    found = sha256(data)
    if digest is not None and found != digest.strip().lower():
        raise BadArgument(f"{folder / SEAL} is not the seal with that hash: its own is {found}")
    try:
        seal = json.loads(data)
    except ValueError:
        raise BadArgument(f"{folder / SEAL} is damaged: it is no JSON") from None
    for name, kind in HOLDS.items():
        if not isinstance(seal, dict) or not isinstance(seal.get(name), kind):
            raise BadArgument(f"{folder / SEAL} is damaged: it has no '{name}'")
    expected, own = str(seal["files"].get(SCENARIO)), sha256(contents_of(folder, SCENARIO))
    if own != expected:
        told = f"its hash begins with {own[:12]}, not {expected[:12]}"
        raise BadArgument(f"{folder / SCENARIO} is not what was sealed: {told}")
    return dict(seal)


def contents_of(folder: Path, name: str) -> bytes:
    """Return the bytes of a file of a seal, or say that it is missing."""
    try:
        return (folder / name).read_bytes()
    except OSError:
        raise BadArgument(
            f"{folder} holds no seal: {name} is missing; name a folder that 'dealzones seal' wrote"
        ) from None


def verified(folder: Path, outcomes: Path, digest: str | None = None) -> Verified:
    """Score a sealed run by what happened.

    Parameters
    ----------
    folder
        What was sealed.
    outcomes
        A file with what happened; see :class:`sim.analysis.committing.Happened`.
    digest
        The hash that was published, if it is to be checked.

    Raises
    ------
    BadArgument, ScenarioError
        If the seal is damaged or altered, or what happened cannot be read or answers nothing that was sealed.
    """
    from sim.surface.scenario import Scenario

    seal = broken_open(folder, digest)
    scenario = Scenario.load(folder / SCENARIO)
    happened = happened_in(outcomes, scenario.case)
    run = scenario.run(seal["draws"], seal["seed"])
    commits = committed(run)
    refuse_altered(folder, seal, commits)
    table = scored_against(commits, happened)
    if table.empty:
        names = questions(commits)
        more = f" and {len(names) - LISTED} more" if len(names) > LISTED else ""
        told = ", ".join(names[:LISTED]) + more or "none"
        raise BadArgument(f"{outcomes} answers no question that was sealed; sealed were: {told}")
    covered, rank, unranked = ranked(run, happened)
    return Verified(
        table=table,
        unsealed=unsealed(commits, happened),
        settled_by=SETTLED_BY[commits["settlement_of"]],
        covered=covered,
        rank=rank,
        deals=run.study.space.deals,
        unranked=unranked,
        digest=sha256(contents_of(folder, SEAL)),
    )


def refuse_altered(folder: Path, seal: Mapping[str, Any], commits: Mapping[str, Any]) -> None:
    """Refuse a seal that does not say what a run of its scenario implies.

    Raises
    ------
    BadArgument
        With what differs, and the versions that do.
    """
    said, implied = dict(leaves(seal["commits"])), dict(leaves(commits))
    apart = [name for name in {**implied, **said} if not alike(said.get(name), implied.get(name))]
    if apart:
        name, more = apart[0], f" (and {len(apart) - 1} more)" if len(apart) > 1 else ""
        here = versions()
        other = [
            f"{what} {was}, here {here.get(what)}" for what, was in seal["versions"].items() if here.get(what) != was
        ]
        cause = f", unless versions make the difference: {'; '.join(other)}" if other else ""
        raise BadArgument(
            f"{folder / SEAL} does not say what its scenario implies: {name} is {said.get(name)} there, and a run "
            f"gives {implied.get(name)}{more}; it was changed after it was sealed{cause}"
        )


def leaves(commits: Mapping[str, Any], path: str = "commits") -> Iterator[tuple[str, Any]]:
    """Go through what was committed to, by dotted path."""
    for name, below in commits.items():
        if isinstance(below, Mapping) and below:
            yield from leaves(below, f"{path}.{name}")
        else:
            yield f"{path}.{name}", below


def alike(one: Any, other: Any) -> bool:
    """Tell whether two shares are the same, or two words."""
    if isinstance(one, float | int) and isinstance(other, float | int):
        return abs(one - other) <= SAME
    return bool(one == other)


def ranked(run: "Run", happened: Happened) -> tuple[float | None, int | None, str | None]:
    """Return in which share of worlds the settlement is in the zone, and its rank among deals, or why it has none."""
    study, settled = run.study, happened.settlement
    if not settled:
        return None, None, None
    if missing := [issue for issue in study.space.issues if issue not in settled]:
        return None, None, f"The settlement has no rank among deals: nothing is told of {', '.join(missing)}."
    if not study.counted:
        return None, None, f"The settlement has no rank: {study.space.deals:,} deals are too many to rank."
    counts = study.counts.joint
    own = counts[study.space.number(tuple(settled[issue] for issue in study.space.issues))]
    return float(own) / study.draws, 1 + int((counts > own).sum()), None
