"""The peer of the zone from the field: NegMAS, which knows of one world at a time and calls utility functions.

Both sides get the same generated domains under one rule, everybody's yes. Worths are told in whole millionths, so that
its float64 sums are exact too; a firm line is told as a worth far below any reservation value. Two ways of asking:

- **its utility functions**: every outcome, every party, ``ufun(outcome) >= ufun.reserved_value``. In 0.16 reading that
  attribute takes some fifteen times as long as the utility itself, so the same is also timed with attributes read once
  and no party asked after the first that refuses.
  Where there are more outcomes than one would wait for, the first ones are timed and the rest taken to cost as much.
- **its analysis**: ``pareto_frontier``, ``nash_points``, ``kalai_points``, ``ks_points`` and ``max_welfare_points``.
  Its frontier is that of the outcomes that nobody loses by. Its Kalai-Smorodinsky points are those with the least
  difference between shares, ours the one with the largest least share, so these are not compared.

NegMAS (AGPL) is used here and nothing of it is copied: https://github.com/yasserfarouk/negmas
"""

import warnings
from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice, pairwise, product
from typing import Any, NamedTuple

import numpy as np

from benchmarks.numpy_deals import has, masks_of, utilities, whole
from benchmarks.ours import asked
from benchmarks.pairing import Row
from benchmarks.zone_rows import Asked, described
from sim.kernels import RuleArrays, WorldArrays

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # one of its dependencies does not compile without a warning
    from negmas import make_issue
    from negmas.preferences import LinearAdditiveUtilityFunction
    from negmas.preferences.ops import kalai_points, ks_points, max_welfare_points, nash_points, pareto_frontier

REFUSED = -1e9
"""What a level that a firm line refuses is worth, in millionths."""
OUTCOMES = 20_000
"""Of so many outcomes at most utilities are asked for."""


class Analysis(NamedTuple):
    """What its analysis finds: the utilities of every party, in whole millionths, at its points."""

    frontier: list[tuple[float, ...]]
    nash: list[tuple[float, ...]]
    kalai: list[tuple[float, ...]]
    welfare: list[tuple[float, ...]]


def told(worlds: WorldArrays, rules: RuleArrays, w: int) -> tuple[list[Any], list[Any]]:
    """Return the issues, and every party's utility function in one world."""
    edges = list(pairwise(rules.offsets))
    issues = [make_issue(list(range(end - first)), f"issue {i}") for i, (first, end) in enumerate(edges)]
    functions = []
    for p, gains in enumerate(worlds.gains[w].astype(np.float64)):
        worth = np.where(has(worlds.allowed[w], p), gains, REFUSED)
        tables = [dict(enumerate(worth[first:end].tolist())) for first, end in edges]
        reserved = float(worlds.thresholds[w, p])
        functions.append(LinearAdditiveUtilityFunction(tables, issues=issues, reserved_value=reserved))
    return issues, functions


def acceptable(issues: list[Any], functions: list[Any], most: int | None = None) -> int:
    """Count the first outcomes that every utility function finds worth its reserved value, asking all of them."""
    count = 0
    for outcome in islice(product(*(range(issue.cardinality) for issue in issues)), most):
        enough = [f(outcome) >= f.reserved_value for f in functions]
        count += all(enough)
    return count


def acceptable_at_once(issues: list[Any], functions: list[Any], most: int | None = None) -> int:
    """Count the same; reserved values are read once, and nobody is asked after the first that refuses."""
    outcomes = product(*(range(issue.cardinality) for issue in issues))
    reserved = [(f, f.reserved_value) for f in functions]
    return sum(all(f(outcome) >= least for f, least in reserved) for outcome in islice(outcomes, most))


WAYS = {
    "NegMAS, ufun(outcome) >= reserved_value": acceptable,
    "NegMAS, until one refuses, reserved values read once": acceptable_at_once,
}
"""How utility functions are asked, by words."""


def analyzed(issues: list[Any], functions: list[Any]) -> Analysis:
    """Return what its analysis finds."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns of many outcomes
        frontier = list(pareto_frontier(functions, issues=issues)[0])
        if not frontier:
            return Analysis([], [], [], [])
        ks_points(functions, frontier, issues=issues)
        points = (find(functions, frontier, issues=issues) for find in (nash_points, kalai_points, max_welfare_points))
        return Analysis(frontier, *([worth for worth, _ in found] for found in points))


def size_rows(given: Asked, target: float | None = None) -> Iterator[Row]:
    """Go through the comparison of zone sizes, once both sides have found the same."""
    work = asked("sizes")
    domain = given.domain()
    worlds, rules = domain.worlds(given.worlds), domain.rules
    where, deals = described(given, worlds, rules), domain.deals
    tables = [told(worlds, rules, w) for w in range(given.peer_worlds)]
    note = f"NegMAS is asked about {OUTCOMES:,} outcomes of a world at most, and the time for all taken in proportion."
    ours, asked_of = partial(work, worlds, rules), len(tables) * min(1, OUTCOMES / deals)
    sizes = ours()[: len(tables)].tolist()
    for words, count in WAYS.items():
        if deals <= OUTCOMES and [count(*one) for one in tables] != sizes:
            raise AssertionError(f"not the same sizes: {where}")
        peer = partial(each, count, tables)
        yield Row("zone size", words, ours, peer, given.worlds, asked_of, note, where, target, most=3)


def each(count: Callable[..., int], tables: list[Any]) -> list[int]:
    """Count the acceptable outcomes of some worlds."""
    return [count(*one, most=OUTCOMES) for one in tables]


def analysis_rows(given: Asked) -> Iterator[Row]:
    """Go through the comparison of solutions and frontiers, once both sides have found the same."""
    solutions, frontiers = asked("solutions"), asked("zone_frontiers")
    domain = given.domain()
    worlds, rules = domain.worlds(given.worlds), domain.rules
    tables = [told(worlds, rules, w) for w in range(given.peer_worlds)]

    def ours() -> tuple[Any, Any]:
        """Return all solutions and the frontiers of all zones."""
        return solutions(worlds, rules), frontiers(worlds, rules)

    def peer() -> list[Analysis]:
        """Analyze every world by itself."""
        return [analyzed(*one) for one in tables]

    found, (numbers, ends) = ours()
    for w, theirs in enumerate(peer()):
        check(worlds, rules, w, theirs, found, numbers[ends[w] : ends[w + 1]])
    yield Row(
        "all solutions and the zone's frontier",
        "NegMAS, pareto_frontier and its points",
        ours,
        peer,
        given.worlds,
        len(tables),
        where=described(given, worlds, rules),
        most=3,
    )


def check(worlds: WorldArrays, rules: RuleArrays, w: int, theirs: Analysis, found: Any, frontier: np.ndarray) -> None:
    """Refuse to go on if the frontier, or the worth of a solution, is not the same."""
    one = WorldArrays(*(part[w : w + 1] for part in worlds))
    worth = utilities(one, masks_of(rules, worlds.gains.shape[1]), whole(rules.offsets))[0].astype(np.float64)
    surplus = worth - worlds.thresholds[w, :, None].astype(np.float64)
    same = {tuple(worth[:, deal]) for deal in frontier} == set(theirs.frontier)
    for deal, points, score in (
        (found.nash[w], theirs.nash, np.prod),
        (found.utilitarian[w], theirs.welfare, np.sum),
        (found.egalitarian[w], theirs.kalai, np.min),
    ):
        if deal >= 0:
            gained = np.array(points) - worlds.thresholds[w].astype(np.float64)
            same &= np.isclose(score(surplus[:, deal]), score(gained[0]), rtol=1e-12)
    if not same:
        raise AssertionError(f"not the same frontier or solutions in world {w}")
