"""How did the talks go in one world? The same agents, with one world on their leading axis, act by act."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from sim.arrays import MILLION
from sim.deals import places
from sim.engine.talking import at_striking, opened, ratified
from sim.engine.tasks import uniforms_of
from sim.kernels import RuleArrays, acceptable
from sim.scenario import Case
from sim.worlds import Worlds, build, compiled_rules, in_round, space_of
from sim.zones import accepts, consented_to, existence, largest_values

if TYPE_CHECKING:
    from sim.negotiation import Ensemble, Party, Said

BLANK: dict[str, object] = dict.fromkeys(("meeting", "party", "issue", "level", "event", "lines"), "")
"""An act of which nothing is said."""
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
    rounds: pd.DataFrame
    """One row a round and party: what it ``asked`` for, None once it has walked; what ``no_deal`` was worth to it; the
    ``worth`` of the deal on the table, None where there was none, each from 0 to 1; and its ``yes`` to that deal."""
    home: tuple[str, ...]
    """Who at home would refuse the deal that was struck, where it would not be ratified."""
    possible: dict[str, str] | None
    """A deal of the zone as it was in the last round, level by issue: of all, the one whose least surplus is largest.
    None where there was no zone then."""
    enough: dict[str, tuple[str, str]]
    """By party that refused the last text, the issue and level that it would have taken it with: of such single
    changes the one worth least to it. Parties without one are not there."""
    firm: dict[str, tuple[str, ...]]
    """By party, its lines that are firm in this world when talks begin."""
    standing: tuple[str, ...]
    """The consents that stand in this world."""


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
        Every act in a row: in which ``round``, at which ``meeting`` (those who met; empty where all are at the table),
        which ``party`` did what (``act``: offers, says yes, says no, asks, brings, adopts, refuses; by nobody: happens
        and, at the end, struck); the ``issue`` and ``level`` that it is about, which for a no is what the party would
        rather have; the ``event`` that happens; the ``lines`` of its own, firm by then, that the deal on the table
        crosses; that deal, level by issue; and, by party, what the deal is worth to it (``worth.P``) and what it asks
        for (``asked.P``; nothing where it has walked), 0 to 1. The parties see nothing of the last two. Where a
        mediator adopts or refuses a repair, ``weighed.P`` is what it makes of it for each party, times its weight.
    """
    from sim.negotiation import at_the_table  # Mesa is slow to import

    worlds, rules = build(case, uniforms_of(case, paths, seed, number, 1)), compiled_rules(case, space_of(case))
    model = at_the_table(case, worlds, rules)
    rows = list(acts_of(case, worlds, model))
    struck = model.struck
    home = at_home(case, worlds, rules, struck, model.rounds)
    refused, walked = (members(model, sets[0]) for sets in (model.refused(), model.walked))
    in_zone = existence(worlds.arrays, rules).in_zone
    if worlds.course is not None:
        in_zone = opened(case, worlds, rules, (struck >= 0) & (not home), model.rounds)
    acts = pd.DataFrame(rows, columns=columns_of(case), index=pd.RangeIndex(len(rows)))
    firm = {
        party: tuple(line.name for line in worlds.lines if line.party == party and line.firm[0])
        for party in case.parties
    }
    standing = tuple(name for name, stands in worlds.consents.items() if stands[0])
    enough = {party: change for party in refused if (change := enough_of(case, worlds, model, model.seats[party]))}
    possible = possible_at_last(case, worlds, rules, model.round)
    return Played(acts, bool(in_zone[0]), refused, walked, rounds_of(model), home, possible, enough, firm, standing)


def at_home(case: Case, worlds: Worlds, rules: RuleArrays, struck: np.ndarray, rounds: np.ndarray) -> tuple[str, ...]:
    """Return who at home would refuse the deal that was struck, if one was and it is not ratified.

    Named are those whom a rule asks that is not met: who is not asked, or is outvoted, stops nothing.
    """
    arrays = at_striking(case, worlds, rounds)
    if struck[0] < 0 or ratified(case, arrays, rules, struck)[0]:
        return ()
    parties, text, asked = list(case.parties), places(struck, rules.offsets), set()
    for rule, entry in enumerate(case.consent.values()):
        alone = arrays._replace(active_rules=arrays.active_rules & np.uint64(1 << rule))
        if not consented_to(alone, rules, text)[0]:
            asked |= set(entry.needs.of)
    return tuple(
        name for name in case.ratifiers if name in asked and not accepts(arrays, rules, parties.index(name), text)[0]
    )


def possible_at_last(case: Case, worlds: Worlds, rules: RuleArrays, number: int) -> dict[str, str] | None:
    """Return a deal of the zone as it was in a round."""
    arrays, space = worlds.arrays, space_of(case)
    if worlds.course is not None:
        arrays = in_round(arrays, rules, worlds.course, tuple(case.parties), number)
    largest = largest_values(arrays, rules)
    if largest.value[0] < 0:
        return None
    return dict(zip(space.issues, space.levels_of(int(largest.deal[0])), strict=True))


def enough_of(case: Case, worlds: Worlds, model: "Ensemble", seat: "Party") -> tuple[str, str] | None:
    """Return the issue and level with which a party would take the text on the table, if one change is enough."""
    space, issue_of = space_of(case), model.issue_of
    changed = np.repeat(model.levels(ONLY), len(issue_of), axis=0)
    changed[np.arange(len(issue_of)), issue_of] = np.arange(len(issue_of))
    worth = seat.utilities(np.zeros(len(issue_of), np.int64), changed)
    enough = np.flatnonzero(acceptable(worth, seat.wanted[0]))
    for level in enough[np.argsort(worth[enough], kind="stable")]:
        if not seat.walks[0] and not any(_crossed(worlds, model, seat, changed[level : level + 1])):
            issue = int(issue_of[level])
            return space.issues[issue], space.levels[issue][level - int(space.offsets[issue])]
    return None


def acts_of(case: Case, worlds: Worlds, model: "Ensemble") -> Iterator[dict[str, object]]:
    """Play the talks of one world, and go through all that happens."""
    model.watch()
    assert model.told is not None
    while model.running:
        before = model.round
        model.told.clear()
        model.step()
        for name, event in {} if worlds.course is None else worlds.course.events.items():
            if before < event.begins[0] <= model.round:
                yield BLANK | {"round": model.round, "act": "happens", "event": name}
        for said in model.told:
            yield _row(case, worlds, model, said)


def rounds_of(model: "Ensemble") -> pd.DataFrame:
    """Return what was collected of every party by round."""
    assert model.datacollector is not None
    collected = model.datacollector.get_agent_vars_dataframe().reset_index(drop=True)
    numbers = collected.astype({"asked": float, "worth": float})
    return numbers.set_index(["round", "party"])


def members(model: "Ensemble", parties: np.uint64) -> tuple[str, ...]:
    """Return the names of a set of parties."""
    return tuple(name for name, seat in model.seats.items() if int(parties) & int(seat.bit))


def columns_of(case: Case) -> list[str]:
    """Return the columns of a table of acts."""
    own = [f"{what}.{party}" for party in case.seats for what in ("worth", "asked", "weighed")]
    return ["round", "meeting", "party", "act", "issue", "level", "event", "lines", *case.issues, *own]


def _row(case: Case, worlds: Worlds, model: "Ensemble", said: "Said") -> dict[str, object]:
    """Return one act with the deal on the table then, and what everybody makes of it."""
    space = space_of(case)
    row = BLANK | {
        "round": said.round,
        "party": said.party,
        "act": said.act,
        "meeting": " ".join(said.meeting),
    }
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
    worths = [round(worth) / MILLION for worth in said.weighed]
    weighed = {f"weighed.{name}": worth for name, worth in zip(case.parties, worths, strict=False)}
    if said.act in ("says yes", "says no"):
        row[f"asked.{said.party}"] = float(model.seats[said.party].wanted[0]) / MILLION
    return row | {name: weighed[name] for name in columns_of(case) if name in weighed}


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
        if drawn.party == seat.name and drawn.firm[0] and crosses and not model.bent[0] & seat.bit:
            yield drawn.name
