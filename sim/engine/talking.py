"""The talks in every world of a block, and what became of them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from jaxtyping import Bool, Float64, Int64

from sim.deals import places
from sim.engine.tasks import Block, Task
from sim.kernels import RuleArrays, WorldArrays
from sim.protocols import FinalOffer, SealedBids
from sim.scenario import Case
from sim.worlds import Worlds, in_round, later, seated_rules, with_bent
from sim.zones import better_deals, consented_to, existence, surplus_at


@dataclass(frozen=True)
class Ended:
    """How the talks of one scenario ended in some worlds."""

    in_zone: Bool[np.ndarray, " draws"]
    """Whether there was a zone in some round that was played; shape ``(draws,)``."""
    talks: dict[str, np.ndarray]
    """What :func:`talked` returns."""
    surplus: Float64[np.ndarray, "draws parties"]
    """What the deal that was struck is worth to each party beyond what no deal was worth when talks began, on its own
    scale; not a number where none was."""


def talked(case: Case, worlds: Worlds, rules: RuleArrays, in_zone: Bool[np.ndarray, " draws"]) -> dict[str, np.ndarray]:
    """Let the parties negotiate, and return how that ended, each of shape ``(draws,)``; nothing without talks."""
    if case.talks is None:
        return {}
    from sim.negotiation import at_the_table  # Mesa is slow to import, and not every scenario has talks

    ended = at_the_table(case, worlds, rules).run()
    thresholds = at_striking(case, worlds, ended.rounds).thresholds
    thresholds[:, [party in case.seats for party in case.parties]] = ended.no_deal
    last = with_bent(worlds.arrays._replace(thresholds=thresholds), rules, ended.bent)
    passed = ratified(case, last, rules, ended.struck)
    return {
        "struck": ended.struck,
        "ratified": passed,
        "rounds": np.where(passed, ended.rounds, 0),
        "walked": ended.walked,
        "last": ended.last,
        "refused": ended.refused,
        "opened": in_zone if worlds.course is None else opened(case, worlds, rules, passed, ended.rounds),
        "lasted": passed & struck_to_last(worlds, last, rules, ended.struck),
        "better": better_deals(last, rules, ended.struck),
    }


def struck_to_last(
    worlds: Worlds, last: WorldArrays, rules: RuleArrays, struck: Int64[np.ndarray, " draws"]
) -> Bool[np.ndarray, " draws"]:
    """Tell where a struck deal lasts, in worlds as they were by then."""
    if worlds.lasting is None:
        return struck >= 0
    return consented_to(worlds.lasting.deals_of(last), rules, places(np.maximum(struck, 0), rules.offsets))


def at_striking(case: Case, worlds: Worlds, rounds: Int64[np.ndarray, " draws"]) -> WorldArrays:
    """Return worlds with what no deal was worth at home in the round in which each deal was struck, if one was."""
    thresholds = worlds.arrays.thresholds.copy()
    for p, party in enumerate(case.parties):
        if worlds.course is None or case.parties[party].seat:
            continue
        for number in np.unique(rounds[rounds > 0]):
            then = rounds == number
            shift = np.broadcast_to(worlds.course.shift(party, int(number)), rounds.shape)
            thresholds[then, p] = later(worlds.arrays.thresholds[then, p], shift[then])
    return worlds.arrays._replace(thresholds=thresholds)


def ratified(
    case: Case, arrays: WorldArrays, rules: RuleArrays, struck: Int64[np.ndarray, " draws"]
) -> Bool[np.ndarray, " draws"]:
    """Tell where a deal was struck that all who must ratify it would, in worlds as they were at home by then."""
    if not case.ratifiers:
        return struck >= 0
    home = arrays._replace(active_rules=arrays.active_rules & ~seated_rules(case))
    return (struck >= 0) & consented_to(home, rules, places(np.maximum(struck, 0), rules.offsets))


def opened(
    case: Case,
    worlds: Worlds,
    rules: RuleArrays,
    passed: Bool[np.ndarray, " draws"],
    struck_in: Int64[np.ndarray, " draws"],
) -> Bool[np.ndarray, " draws"]:
    """Tell where a zone existed in some round that was played, with no deal and lines as they were then.

    A deal that was struck, and ratified where it must be, was in the zone.
    """
    assert case.talks is not None
    assert worlds.course is not None
    found = passed.copy()
    at_once = isinstance(case.talks.protocol, FinalOffer | SealedBids)
    for number in range(case.talks.rounds if at_once else 1, case.talks.rounds + 1):
        then = in_round(worlds.arrays, rules, worlds.course, tuple(case.parties), number)
        looked = ~found & ((struck_in == 0) | (number <= struck_in))
        found[looked] = existence(WorldArrays(*(part[looked] for part in then)), rules).in_zone
    return found


def ended_in(tasks: Sequence[Task], block: Block) -> list[Ended]:
    """Draw a block of worlds of several scenarios, and let their parties negotiate."""
    return [ended(task, task.worlds(block)) for task in tasks]


def ended(task: Task, worlds: Worlds) -> Ended:
    """Let the parties of one scenario negotiate, and tell what each got."""
    in_zone = existence(worlds.arrays, task.rules).in_zone
    talks = talked(task.case, worlds, task.rules, in_zone)
    surplus = surplus_at(worlds.arrays, task.rules, np.where(talks["ratified"], talks["struck"], -1))
    return Ended(talks["opened"], talks, surplus)
