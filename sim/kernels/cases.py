"""The zone as a union of plain zones, in which certain parties must accept and certain levels are left out.

A standing rule lets a deal pass iff the deal does not trigger it or enough parties accept. It is not triggered iff each
of its patterns is broken at one of the issues the pattern names: at a level outside it. Enough accept iff all members
of one of its least winning coalitions do. So a rule is a choice among **ways**, each a set of parties that must accept
and a set of levels left open, and the zone is the union, over one way for each rule, of the deals that meet all of
them. Ways that demand more than another are dropped. Where there are too many a rule is left out of the choice: the
union then holds the zone and more, which is enough for a bound, as every deal found is put to the rules themselves.

Source of the coalitions: J. von Neumann, O. Morgenstern, "Theory of Games and Economic Behavior" (1944), section 50.
"""

from itertools import combinations, pairwise
from math import comb
from typing import Any, NamedTuple

import numpy as np

from sim.kernels.remembering import remembered
from sim.kernels.shapes import RuleArrays, WorldArrays

MOST_WAYS = 12
"""A rule with more ways than this is left out of the choice."""
MOST_CASES = 48
"""A rule that would make more cases than this is left out of the choice."""


class Case(NamedTuple):
    """A plain zone, written as the bits of whole numbers."""

    required: int
    """Set of the parties that must accept."""
    open_levels: int
    """Set of the places of levels that may be chosen."""


class Cases(NamedTuple):
    """The plain zones whose union is the zone, for each set of standing rules."""

    starts: Any
    """Where the cases of each set of standing rules begin, and their end; shape ``(sets + 1,)``."""
    required: Any
    """Set of the parties that must accept; shape ``(cases,)``."""
    open_levels: Any
    """Whether a level may be chosen; shape ``(cases, levels)``."""
    of_worlds: Any
    """Which set of standing rules a world has; shape ``(draws,)``."""
    plain: Any
    """Whether a set of standing rules has one case that is the zone itself; shape ``(sets,)``."""


def bits_of(members: int) -> list[int]:
    """Return the members of a set."""
    return [k for k in range(members.bit_length()) if members >> k & 1]


def least_demanding(cases: list[Case]) -> list[Case]:
    """Drop every case that demands no less than another: more parties, fewer levels."""
    kept: list[Case] = []
    for case in sorted(set(cases), key=lambda c: (c.required.bit_count(), -c.open_levels.bit_count())):
        if not any(k.required & ~case.required == 0 and case.open_levels & ~k.open_levels == 0 for k in kept):
            kept.append(case)
    return kept


def both(some: list[Case], others: list[Case]) -> list[Case]:
    """Return the cases that meet one of some and one of others."""
    return least_demanding([Case(a.required | b.required, a.open_levels & b.open_levels) for a in some for b in others])


def coalitions(group: int, quota: int, vetoes: int) -> list[int] | None:
    """Return the least winning coalitions of a rule; None where they are too many."""
    others, more = bits_of(group & ~vetoes), quota - vetoes.bit_count()
    if more <= 0:
        return [vetoes]
    if comb(len(others), more) > MOST_WAYS:
        return None
    return [vetoes | sum(1 << p for p in some) for some in combinations(others, more)]


def spans(rules: RuleArrays) -> list[int]:
    """Return the set of the levels of each issue."""
    return [(1 << int(end)) - (1 << int(first)) for first, end in pairwise(rules.offsets)]


def evasions(rules: RuleArrays, triggers: int) -> list[Case] | None:
    """Return the ways not to trigger a rule; None where they are too many."""
    issues = spans(rules)
    ways = [Case(0, sum(issues))]
    for pattern in bits_of(triggers):
        outside = sum(1 << s for s, fits in enumerate(rules.patterns) if not int(fits) >> pattern & 1)
        breaks = [Case(0, sum(issues) & ~issue | outside & issue) for issue in issues if outside & issue]
        ways = [way for way in both(ways, breaks) if all(way.open_levels & issue for issue in issues)]
        if len(ways) > MOST_WAYS:
            return None
    return ways


def ways_of(rules: RuleArrays, rule: int) -> tuple[list[Case], bool]:
    """Return the ways to satisfy a rule, and whether they say all that it says: too many ways are cut to fewer."""
    everything = sum(spans(rules))
    group, vetoes, triggers = (int(x[rule]) for x in (rules.groups, rules.vetoes, rules.triggers))
    winning, evading = coalitions(group, int(rules.quotas[rule]), vetoes), evasions(rules, triggers)
    if evading is None:
        return [Case(0, everything)], False
    accepting = [Case(some, everything) for some in ([vetoes] if winning is None else winning)]
    return least_demanding(accepting + evading), winning is not None


@remembered
def ways_in(rules: RuleArrays) -> tuple[tuple[list[Case], bool], ...]:
    """Return the ways to satisfy each rule, and whether they say all that it says."""
    return tuple(ways_of(rules, rule) for rule in range(len(rules.quotas)))


@remembered
def union(rules: RuleArrays, active: int) -> tuple[list[Case], bool]:
    """Return the cases for one set of standing rules, those with fewest ways first, and whether they are the zone."""
    ways = ways_in(rules)
    cases, plain = [Case(0, sum(spans(rules)))], True
    for rule in sorted(bits_of(active & ((1 << len(ways)) - 1)), key=lambda r: len(ways[r][0])):
        own, exact = ways[rule]
        more = both(cases, own)
        fits = len(more) <= MOST_CASES
        cases, plain = more if fits else cases, plain and exact and fits
    return cases, plain and len(cases) == 1


def cases_of(worlds: WorldArrays, rules: RuleArrays) -> Cases:
    """Return the cases of every set of standing rules that some world has."""
    distinct, of_worlds = np.unique(worlds.active_rules, return_inverse=True)
    unions, levels = [union(rules, int(active)) for active in distinct], len(rules.patterns)
    every = [case for cases, _ in unions for case in cases]
    return Cases(
        starts=np.cumsum([0, *(len(cases) for cases, _ in unions)]).astype(np.int64),
        required=np.array([case.required for case in every], np.uint64),
        open_levels=np.array([[case.open_levels >> s & 1 for s in range(levels)] for case in every], bool).reshape(
            -1, levels
        ),
        of_worlds=of_worlds.astype(np.int64).reshape(-1),
        plain=np.array([plain for _, plain in unions]),
    )
