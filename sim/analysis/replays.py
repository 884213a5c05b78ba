"""How did the talks go in one world? The same agents, with one world on their leading axis, act by act."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from sim.arrays import MILLION
from sim.deals import places
from sim.draws import draw
from sim.engine.talking import opened
from sim.scenario import Case
from sim.worlds import Worlds, build, compiled_rules, space_of
from sim.zones import existence

if TYPE_CHECKING:
    from sim.negotiation import Ensemble, Party, Said

ONLY = np.array([0])
"""The one world there is."""


@dataclass(frozen=True)
class Played:
    """The talks of one world."""

    acts: pd.DataFrame
    """One row an act; see :func:`replay`."""
    in_zone: bool
    """Whether a zone exists in the world, in some round that was played."""
    refused: tuple[str, ...]
    """The parties whose yes the last deal needed and did not have; none where it was struck."""
    walked: tuple[str, ...]
    """The parties that had walked out in the last round."""


def replay(case: Case, paths: tuple[str, ...], seed: int, number: int) -> Played:
    """Rebuild one world and let its parties negotiate again.

    Parameters
    ----------
    case
        A scenario with talks.
    paths
        Its uncertain quantities, in the order of the run.
    seed
        The run's seed.
    number
        Which draw, counting from 0.

    Returns
    -------
        Every act in a row: in which ``round`` which ``party`` did what (``act``: offers, says yes, says no, asks,
        brings, adopts, refuses; at the end struck, by nobody); the ``issue`` and ``level`` that it is about, which for
        a no is what the party would rather have; the ``lines`` of its own, firm in this world, that the deal on the
        table crosses; that deal, level by issue; and, by party, what the deal is worth to it (``worth.P``) and what it
        asks for (``asked.P``; nothing where it has walked), 0 to 1. The parties see nothing of the last two.
    """
    from sim.negotiation import at_the_table  # Mesa is slow to import

    worlds, rules = build(case, draw(paths, seed, number, 1)), compiled_rules(case, space_of(case))
    model = at_the_table(case, worlds, rules)
    model.told = []
    rows: list[dict[str, object]] = []
    while model.running:
        model.told.clear()
        model.step()
        rows.extend(_row(case, worlds, model, said) for said in model.told)
    refused, walked = (members(model, sets[0]) for sets in (model.refused(), model.walked))
    in_zone = existence(worlds.arrays, rules).in_zone
    if worlds.course is not None:
        in_zone = opened(case, worlds, rules, model.rounds)
    acts = pd.DataFrame(rows, columns=columns_of(case), index=pd.RangeIndex(len(rows)))
    return Played(acts, bool(in_zone[0]), refused, walked)


def members(model: "Ensemble", parties: np.uint64) -> tuple[str, ...]:
    """Return the names of a set of parties."""
    return tuple(name for name, seat in model.seats.items() if int(parties) & int(seat.bit))


def columns_of(case: Case) -> list[str]:
    """Return the columns of a table of acts."""
    own = [f"{what}.{party}" for party in case.parties for what in ("worth", "asked")]
    return ["round", "party", "act", "issue", "level", "lines", *case.issues, *own]


def _row(case: Case, worlds: Worlds, model: "Ensemble", said: "Said") -> dict[str, object]:
    """Return one act with the deal on the table then, and what everybody makes of it."""
    space = space_of(case)
    row: dict[str, object] = {"round": said.round, "party": said.party, "act": said.act, "issue": "", "level": ""}
    if said.level >= 0:
        issue = int(model.issue_of[said.level])
        row |= {"issue": space.issues[issue], "level": space.levels[issue][said.level - int(space.offsets[issue])]}
    levels = places(np.array([said.deal]), space.offsets)
    seat = model.seats.get(said.party)
    row["lines"] = "" if seat is None else " ".join(_crossed(worlds, model, seat, levels))
    row |= dict(zip(space.issues, space.levels_of(said.deal), strict=True))
    for name, other in model.seats.items():
        row[f"worth.{name}"] = float(other.utilities(ONLY, levels)[0]) / MILLION
        row[f"asked.{name}"] = None if other.walks[0] else float(other.aspirations(ONLY)[0]) / MILLION
    return row


def _crossed(worlds: Worlds, model: "Ensemble", seat: "Party", levels: np.ndarray) -> Iterator[str]:
    """Go through the names of a party's firm lines that a deal crosses."""
    bundle = 0
    for drawn in worlds.lines:
        if drawn.refused is None:
            crosses = bool(model.rules.fits(levels)[0] & np.uint64(1 << bundle))
            bundle += 1
        else:
            place = levels[0, drawn.issue] - int(model.rules.offsets[drawn.issue])
            crosses = bool(drawn.refused[0, place])
        if drawn.party == seat.name and drawn.firm[0] and crosses:
            yield drawn.name
