"""The peer of a whole study: draw worlds, count all that is counted and solve every zone, each deal summed once."""

from typing import NamedTuple

import numpy as np

from benchmarks.domains import Domain
from benchmarks.numpy_counts import by_number, count
from benchmarks.numpy_deals import Chunk, Masks, accepting, chunks, passing, utilities, whole
from benchmarks.numpy_solutions import Solved, solutions_in
from sim.kernels import Counts, Verdicts, no_counts


class Studied(NamedTuple):
    """What is found."""

    counts: Counts
    verdicts: Verdicts
    solved: Solved


def studied(domain: Domain, draws: int, masks: Masks, chunk: Chunk) -> Studied:
    """Study the first worlds of a domain."""
    worlds = domain.worlds(draws)
    every = whole(masks.offsets)
    counts = no_counts(domain.deals, domain.parties, worlds.gains.shape[2])
    verdicts, found = [], []
    for some in chunks(worlds, chunk.worlds):
        worth = utilities(some, masks, every)
        yes = accepting(some, worth)
        verdicts.append(count(some, masks, yes, counts))
        found.extend(solutions_in(some, masks, worth, passing(yes, some, masks, every)))
    return Studied(
        by_number(counts, masks.numbers),
        Verdicts(*map(np.concatenate, zip(*verdicts, strict=True))),
        Solved(*map(np.array, zip(*found, strict=True))),
    )
