"""Built worlds written down one by one, as programs read them that know of one world at a time."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from itertools import pairwise
from typing import Any

import numpy as np

from benchmarks.given import Given
from sim.deals import every_deal
from sim.kernels import RuleArrays
from sim.negotiation.knowledge import central


@dataclass(frozen=True)
class Rule:
    """Whose yes some deals need."""

    asked: set[int]
    quota: int
    vetoes: set[int]
    triggered: np.ndarray
    """Which deals need it; shape ``(deals,)``."""

    def passes(self, deal: int, yes: set[int]) -> bool:
        """Tell whether these yeses are enough for a deal."""
        return not self.triggered[deal] or (len(self.asked & yes) >= self.quota and self.vetoes <= yes)


@dataclass(frozen=True)
class Table:
    """What is the same in every world."""

    order: list[int]
    """Who proposes after whom."""
    rounds: int
    offsets: np.ndarray
    """Where each issue begins among the levels, and the end of the last."""
    pictured: list[np.ndarray]
    """What every deal is believed to be worth to each party; each of shape ``(deals,)``."""


@dataclass(frozen=True)
class World:
    """One world; worths are whole millionths."""

    table: Table
    gains: np.ndarray
    """Worth of a level to a party; shape ``(parties, levels)``."""
    no_deal: list[float]
    exponents: list[float]
    """How each party concedes."""
    opened: np.ndarray
    """Whether a party's firm lines let a level pass; shape ``(parties, levels)``."""
    firm_bundles: list[tuple[int, np.ndarray]]
    """Whose firm lines across issues refuse which deals."""
    rules: list[Rule]
    """Those that stand."""


def one_by_one(given: Given) -> Iterator[World]:
    """Go through some built worlds."""
    arrays, rules, parties = given.worlds.arrays, given.rules, range(len(given.case.parties))
    fits = rules.fits(every_deal(rules.offsets))
    table, every_rule = table_of(given), rules_of(rules, parties, fits)
    bundles = [(int(owner), has(fits, b)) for b, owner in enumerate(rules.bundle_parties)]
    exponents = np.stack([concession.exponents for concession in given.worlds.concessions.values()], axis=1)
    for w in range(given.count):
        yield World(
            table=table,
            gains=arrays.gains[w].astype(np.float64),
            no_deal=arrays.thresholds[w].tolist(),
            exponents=exponents[w].tolist(),
            opened=np.array([has(arrays.allowed[w], p) for p in parties]),
            firm_bundles=[bundle for b, bundle in enumerate(bundles) if has(arrays.firm_bundles[w], b)],
            rules=[rule for r, rule in enumerate(every_rule) if has(arrays.active_rules[w], r)],
        )


def table_of(given: Given) -> Table:
    """Return what the worlds share."""
    names, talks = list(given.case.parties), given.case.talks
    order = [names.index(name) for name in talks.protocol.alternating_offers]
    offsets = given.rules.offsets
    pictured = [
        over_deals(np.add, gains, offsets) for gains in central(given.case, given.rules).gains.astype(np.float64)
    ]
    return Table(order, talks.rounds, offsets, pictured)


def over_deals(combine: np.ufunc, levels: np.ndarray, offsets: np.ndarray) -> np.ndarray:
    """Combine something said of levels over all deals; shape ``(deals,)``."""
    return reduce(combine.outer, [levels[first:end] for first, end in pairwise(offsets)]).ravel()


def rules_of(rules: RuleArrays, parties: range, fits: np.ndarray) -> list[Rule]:
    """Return every rule, standing or not, given which patterns every deal fits."""
    return [
        Rule(
            asked={p for p in parties if has(rules.groups[r], p)},
            quota=int(quota),
            vetoes={p for p in parties if has(rules.vetoes[r], p)},
            triggered=fits & rules.triggers[r] != 0,
        )
        for r, quota in enumerate(rules.quotas)
    ]


def has(sets: Any, member: int) -> Any:
    """Tell which sets, written as bits, hold a member."""
    return sets >> np.uint64(member) & np.uint64(1) == 1
