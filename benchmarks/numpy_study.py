"""The peer of a whole study: draw worlds, count all that is counted and solve every zone, each deal summed once.

What is counted is what a run counts: each deal where they are few, else levels and pairs of levels.
"""

from typing import NamedTuple

import numpy as np

from benchmarks.domains import Domain
from benchmarks.numpy_counts import by_number, count
from benchmarks.numpy_deals import Chunk, Masks, accepting, chunks, passing, utilities, whole
from benchmarks.numpy_solutions import Solved, solutions_in
from sim.kernels import Counts, Verdicts, no_counts
from sim.zones.looking import MOST_COUNTED


class Studied(NamedTuple):
    """What is found."""

    counts: Counts
    verdicts: Verdicts
    solved: Solved


def studied(domain: Domain, draws: int, masks: Masks, chunk: Chunk) -> Studied:
    """Study the first worlds of a domain."""
    worlds = domain.worlds(draws)
    every = whole(masks.offsets)
    by_deal = domain.deals <= MOST_COUNTED
    counts = no_counts(domain.deals if by_deal else 0, domain.parties, worlds.gains.shape[2])
    verdicts, found = [], []
    for some in chunks(worlds, chunk.worlds):
        worth = utilities(some, masks, every)
        yes = accepting(some, worth)
        verdicts.append(count(some, masks, yes, counts, by_deal))
        found.extend(solutions_in(some, masks, worth, passing(yes, some, masks, every)))
    return Studied(
        by_number(counts, masks.numbers) if by_deal else counts,
        Verdicts(*map(np.concatenate, zip(*verdicts, strict=True))),
        Solved(*map(np.array, zip(*found, strict=True))),
    )
