"""The long test: what the kernels find in thousands of random worlds, against the definitions.

    python tests/fuzz.py --worlds 10000 --seed 1

Prints what the worlds were like and fails if anything differs, or if too few of them were of a kind that matters.
Another check is one function and one line in ``CHECKS``.
"""

import argparse
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cached_property
from itertools import combinations
from typing import Any

import numpy as np
from kernels import best_deals_oracle as best
from kernels import oracle
from kernels.games import MANY, game, random_shape

import sim.zones
from sim.kernels import RuleArrays, WorldArrays

DRAWS, LARGE_DRAWS = 20, 4
"""Worlds of a game, and of a large one: the definitions need memory."""
LARGE_EVERY = 20
"""Every so many games one is large."""
LEAST = {
    "no zone": 0.3,
    "a zone": 0.3,
    "a deal exactly at a threshold": 0.2,
    "firm lines": 0.3,
    "firm bundles": 0.3,
    "consent to some deals only": 0.3,
    "quotas": 0.3,
    "vetoes": 0.3,
    "a party asked about some deals only": 0.3,
    "linked issues": 0.3,
    "deals that may not hold": 0.3,
    f"{MANY:,} deals and more": 0.005,
}
"""Share of the worlds that must be of each kind."""


class Truth:
    """What is true of some worlds, worked out when asked for."""

    def __init__(self, worlds: WorldArrays, rules: RuleArrays, seed: int) -> None:
        self.worlds, self.rules = worlds, rules
        self.struck = np.random.default_rng(seed).integers(-1, len(oracle.table(rules)), len(worlds.thresholds))

    @cached_property
    def clear(self) -> np.ndarray:
        """Return who crosses no line of its own with which deals; shape ``(draws, parties, deals)``."""
        return oracle.clears(self.worlds, self.rules)

    @cached_property
    def worth(self) -> np.ndarray:
        """Return what deals are worth; shape ``(draws, parties, deals)``."""
        return oracle.utilities(self.worlds, self.rules)

    @cached_property
    def surplus(self) -> np.ndarray:
        """Return what deals are worth beyond no deal; shape ``(draws, parties, deals)``."""
        return oracle.surpluses(self.worlds, self.rules)

    @cached_property
    def inside(self) -> np.ndarray:
        """Return which deals are in the zone; shape ``(draws, deals)``."""
        return oracle.zone(self.clear & (self.surplus >= 0), self.worlds, self.rules)

    @cached_property
    def values(self) -> np.ndarray:
        """Return the value of every deal; shape ``(draws, deals)``."""
        return oracle.values(self.worlds, self.rules)

    @cached_property
    def players(self) -> np.ndarray:
        """Return whom some standing rule asks; shape ``(draws, parties)``."""
        return oracle.players(self.worlds, self.rules)

    @property
    def each(self) -> range:
        """Return the worlds by number."""
        return range(len(self.worlds.thresholds))


Pairs = Iterator[tuple[str, Any, Any]]
"""What is compared: its name, what is found, and what is true."""


def tally(work: Callable[..., Any], truth: Truth) -> Pairs:
    """Compare all counts and verdicts."""
    found = work(truth.worlds, truth.rules)
    counts, verdicts = oracle.by_definition(truth.worlds, truth.rules)
    for ours, true in ((found.counts, counts), (found.verdicts, verdicts)):
        for name, values in ours._asdict().items():
            yield name, values, getattr(true, name)


def existence(work: Callable[..., Any], truth: Truth) -> Pairs:
    """Compare where lines leave a deal and where there is a zone."""
    compatible, in_zone = work(truth.worlds, truth.rules)
    yield "compatible", compatible, oracle.zone(truth.clear, truth.worlds, truth.rules).any(axis=1)
    yield "in_zone", in_zone, truth.inside.any(axis=1)


def sizes(work: Callable[..., Any], truth: Truth) -> Pairs:
    """Compare how many deals are in the zone."""
    yield "sizes", work(truth.worlds, truth.rules), truth.inside.sum(axis=1)


def solutions(work: Callable[..., Any], truth: Truth) -> Pairs:
    """Compare sizes, all solutions, and the ideals of players."""
    found = work(truth.worlds, truth.rules)
    yield "sizes", found.sizes, truth.inside.sum(axis=1)
    yield from best_deals(found, truth)


def searched(work: Callable[..., Any], truth: Truth) -> Pairs:
    """Compare where there is a zone, all solutions, and the ideals of players."""
    found = work(truth.worlds, truth.rules)
    yield from existence(lambda worlds, rules: (found.compatible, found.in_zone), truth)
    yield from best_deals(found, truth)


def best_deals(found: Any, truth: Truth) -> Pairs:
    """Compare all solutions, and the ideals of players, 0 for others and where no deal is a solution."""
    given = [(truth.surplus[w], truth.inside[w], truth.players[w]) for w in truth.each]
    true = np.array([best.solutions(*one) for one in given])
    for k, name in enumerate(("nash", "kalai_smorodinsky", "egalitarian", "utilitarian")):
        yield name, getattr(found, name), true[:, k]
    ideals = np.zeros(truth.worlds.thresholds.shape, np.int64)
    for w in np.flatnonzero(true[:, 0] >= 0):
        ideals[w, truth.players[w]] = best.ideals(*given[w])
    yield "ideal", found.ideal, ideals


def gaps(work: Callable[..., Any], truth: Truth) -> Pairs:
    """Compare the gap, the nearest deal and who must give way, which are 0, -1 and 0 where there is a zone."""
    empty = ~truth.inside.any(axis=1)
    found = work(truth.worlds, truth.rules, empty)
    true = [best.gap(truth.values[w]) if empty[w] else (0, -1) for w in truth.each]
    crossed = empty & (np.array(true)[:, 1] < 0)
    yield "gap", found.gap, [gap for gap, _ in true]
    yield "nearest", found.nearest, [nearest for _, nearest in true]
    yield "giving_way", found.giving_way, [fewest_giving_way(truth, w) if crossed[w] else 0 for w in truth.each]


def fewest_giving_way(truth: Truth, w: int) -> int:
    """Return the size of the smallest set of parties without whose lines some deal clears the rest."""
    one = WorldArrays(*(part[w : w + 1] for part in truth.worlds))
    parties = range(truth.worth.shape[1])
    for count in parties:
        for some in combinations(parties, count):
            clear = truth.clear[w : w + 1].copy()
            clear[:, list(some)] = True
            if oracle.zone(clear, one, truth.rules).any():
                return count
    return len(parties)


def zone_frontiers(work: Callable[..., Any], truth: Truth) -> Pairs:
    """Compare the deals of the zone that no other one of it is better for to the players."""
    numbers, ends = work(truth.worlds, truth.rules)
    for w in truth.each:
        true = best.undominated(truth.worth[w, truth.players[w]], truth.inside[w])
        yield "zone frontier", numbers[ends[w] : ends[w + 1]], true


def frontiers(work: Callable[..., Any], truth: Truth) -> Pairs:
    """Compare the deals that no other one is better for to all parties, where these are few."""
    if truth.worth.shape[1] > 4:
        return
    numbers, ends = work(truth.worlds, truth.rules)
    for w in truth.each:
        true = best.undominated(truth.worth[w], np.ones(truth.worth.shape[2], np.bool_))
        yield "frontier", numbers[ends[w] : ends[w + 1]], true


def better_deals(work: Callable[..., Any], truth: Truth) -> Pairs:
    """Compare the deals that are better than a struck one, chosen at random."""
    true = [
        best.better(truth.worth[w], truth.inside[w], truth.clear[w], truth.players[w], deal) if deal >= 0 else -1
        for w, deal in enumerate(truth.struck)
    ]
    yield "better deals", work(truth.worlds, truth.rules, truth.struck), true


CHECKS = {
    check.__name__: check
    for check in (tally, existence, sizes, solutions, searched, gaps, frontiers, zone_frontiers, better_deals)
} | {"zone_sizes": sizes}
"""By the name of our function in :mod:`sim.zones`."""


def kinds(truth: Truth, *, linked: bool) -> dict[str, np.ndarray]:
    """Tell of what kinds the worlds are."""
    worlds, rules, parties = truth.worlds, truth.rules, truth.worth.shape[1]
    stands, triggers = oracle.members(worlds.active_rules, len(rules.quotas)), oracle.triggered(rules)
    asked, vetoes = (oracle.members(sets, parties) for sets in (rules.groups, rules.vetoes))
    zone, some, quota = truth.inside.any(axis=1), ~triggers.all(axis=0), rules.quotas < asked.sum(axis=1)
    about = [(stands[:, r, None] & triggers[None, :, r])[:, None] & asked[r][None, :, None] for r in range(len(some))]
    about = np.logical_or.reduce(about)
    return {
        "no zone": ~zone,
        "a zone": zone,
        "a deal exactly at a threshold": (truth.values == 0).any(axis=1),
        "firm lines": ~oracle.members(worlds.allowed, parties).all(axis=(1, 2)),
        "firm bundles": worlds.firm_bundles != 0,
        "consent to some deals only": stands[:, some].any(axis=1),
        "quotas": stands[:, quota].any(axis=1),
        "vetoes": stands[:, quota & vetoes.any(axis=1)].any(axis=1),
        "a party asked about some deals only": (about.any(axis=2) & ~about.all(axis=2)).any(axis=1),
        "linked issues": np.full(len(zone), linked),
        "deals that may not hold": np.full(len(zone), len(rules.pivots) > 0),
        f"{MANY:,} deals and more": np.full(len(zone), truth.worth.shape[2] >= MANY),
    }


def differing(truth: Truth) -> Iterator[str]:
    """Name what our functions find that is not so."""
    for name, check in CHECKS.items():
        for what, found, true in check(getattr(sim.zones, name), truth):
            if not np.array_equal(found, true):
                yield f"{name}: {what}"


def fuzzed(worlds: int, seed: int) -> tuple[Counter, list[str]]:
    """Look at worlds until there are enough; return how many were of each kind, and what differs."""
    rng, seen, wrong = np.random.default_rng(seed), Counter(), []
    number = 0
    while seen["worlds"] < worlds:
        large = number % LARGE_EVERY == LARGE_EVERY - 1
        shape = random_shape(rng, large=large)
        truth = Truth(*game(shape, LARGE_DRAWS if large else DRAWS), seed=shape.seed)
        wrong += [f"{what} in {shape}" for what in dict.fromkeys(differing(truth))]
        seen["worlds"] += len(truth.worlds.thresholds)
        seen.update({kind: int(mask.sum()) for kind, mask in kinds(truth, linked=shape.linked).items()})
        number += 1
    return seen, wrong


def main() -> int:
    """Look, print, and return 1 if anything is wrong."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--worlds", type=int, default=10_000, metavar="N")
    parser.add_argument("--seed", type=int, default=1, metavar="N")
    asked = parser.parse_args()
    start = time.perf_counter()
    seen, wrong = fuzzed(asked.worlds, asked.seed)
    print(f"{seen['worlds']:,} worlds, seed {asked.seed}, {time.perf_counter() - start:.0f} s")
    for kind, least in LEAST.items():
        share = seen[kind] / seen["worlds"]
        print(f"  {share:7.1%}  {kind}" + ("" if share >= least else f": too few, {least:.1%} are needed"))
    print("Compared: " + ", ".join(CHECKS))
    print("\n".join(["Different:", *wrong]) if wrong else "Nothing differs.")
    return int(bool(wrong) or any(seen[kind] < least * seen["worlds"] for kind, least in LEAST.items()))


if __name__ == "__main__":
    sys.exit(main())
