"""Quasi-p-values: would a box be as dense by chance without one of its limits?

Source: B. P. Bryant and R. J. Lempert, "Thinking inside the box: a participatory, computer-assisted approach to
scenario discovery", Technological Forecasting and Social Change 77 (2010), 34-49, section 4.3.
"""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Bool
from scipy.special import betainc

from sim.statistics.ranking import Ranked, Room
from sim.statistics.samples import Sample

UNSURE = 0.05
"""Limits with a larger quasi-p-value are dropped."""


@dataclass(frozen=True, eq=False)
class OneLimit:
    """One limit of a box: an input's lower end, its upper end, or the categories it may be."""

    number: int
    """Which input."""
    codes: Bool[np.ndarray, " codes"]
    """The codes that the limit lets in."""


def limits_of(ranks: Ranked, room: Room) -> list[OneLimit]:
    """Return the limits of a box in codes; an input with an order may have two."""
    found, codes = [], np.arange(room.shape[1])
    for number in map(int, np.flatnonzero(ranks.restricted(room))):
        used, kept = ranks.used[number], room[number] & ranks.used[number]
        if ranks.unordered[number]:
            found.append(OneLimit(number, kept))
            continue
        within = np.flatnonzero(kept)
        ends = (codes >= within[0], codes <= within[-1])
        found += [OneLimit(number, used & let_in) for let_in in ends if (used & ~let_in).any()]
    return found


def room_of(ranks: Ranked, limits: list[OneLimit]) -> Room:
    """Return the box in codes that has these limits."""
    room = ranks.used.copy()
    for limit in limits:
        room[limit.number] &= limit.codes
    return room


def quasi_p(sample: Sample, among: Bool[np.ndarray, " draws"], limits: list[OneLimit]) -> list[float]:
    """Return the quasi-p-value of each limit of a box.

    With ``p`` the density of the box without the limit, it is the chance that so many draws as the box has, each of
    interest with chance ``p``, hold as many of interest as the box does, or more.

    Parameters
    ----------
    sample
        The draws; weights count as draws that stand there more than once.
    among
        Which of them count.
    limits
        All limits of the box.
    """
    crossed = [~limit.codes[sample.ranked.codes[limit.number]] for limit in limits]
    misses = np.sum(crossed, axis=0, dtype=np.int64)
    inside = among & (misses == 0)
    draws, hits = _counts(sample, inside)
    found = []
    for own in crossed:
        every, wanted = _counts(sample, inside | (among & own & (misses == 1)))
        found.append(tail(hits, draws, wanted / every if every > 0 else 1.0))
    return found


def tail(hits: float, draws: float, chance: float) -> float:
    """Return the chance of so many hits or more in so many draws.

    >>> tail(2, 2, 0.5), tail(0, 2, 0.5)
    (0.25, 1.0)
    """
    return float(betainc(hits, draws - hits + 1, chance)) if hits > 0 else 1.0


def surely(sample: Sample, among: Bool[np.ndarray, " draws"], limits: list[OneLimit]) -> list[OneLimit]:
    """Return the limits of a box without those that chance may have set, the least sure dropped first."""
    kept = list(limits)
    while kept:
        values = quasi_p(sample, among, kept)
        worst = int(np.argmax(values))
        if values[worst] <= UNSURE:
            break
        del kept[worst]
    return kept


def _counts(sample: Sample, inside: Bool[np.ndarray, " draws"]) -> tuple[float, float]:
    """Return the weight of some draws, and of those of interest among them."""
    return float(sample.weights[inside].sum()), float(sample.weights[inside & sample.of_interest].sum())
