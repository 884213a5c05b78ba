"""In which order deals are searched for the one with the lowest number."""

from math import prod
from typing import Any, NamedTuple

import numpy as np

from sim.kernels.halves import half_of
from sim.kernels.jit import compiled
from sim.kernels.reach import certain_to_come, to_come
from sim.kernels.remembering import remembered
from sim.kernels.shapes import RuleArrays

MOST_COLUMNS = 512
"""Issues become columns from the last on while they have no more combinations than this."""
FEW_ROWS = 200
"""Up to so many rows weighing the parties costs more than it saves."""
ROUNDS = 16
"""Steps of weighing otherwise."""


class Search(NamedTuple):
    """The order of issues and levels; the last few issues are searched together, as columns."""

    levels: Any
    """Joint-axis positions of the levels, issue after issue, by rising share of the number; shape ``(levels,)``."""
    shares: Any
    """Their shares of the number; shape ``(levels,)``."""
    starts: Any
    """Where each issue begins among them, and the end; shape ``(issues + 1,)``."""
    certain: Any
    """Patterns that all levels still to come fit, by how many issues are chosen; shape ``(issues + 1,)``."""
    least: Any
    """Least share of the number still to come; shape ``(issues + 1,)``."""
    most: Any
    """Largest share of the number still to come; shape ``(issues + 1,)``."""
    columns: Any
    """The issues that are columns; shape ``(column issues,)``."""
    column_levels: Any
    """Joint-axis positions of the levels of a column; shape ``(columns, column issues)``."""
    column_shares: Any
    """Share of the number; shape ``(columns,)``."""
    column_fits: Any
    """Set of the patterns that the levels of a column fit; shape ``(columns,)``."""
    rounds: Any
    """How many steps the weighing of the parties takes; none where there are few rows to search."""


@remembered
def search_of(rules: RuleArrays) -> Search:
    """Return the order of search: the pivot issue first, then those that move the number most."""
    issues = range(len(rules.offsets) - 1)
    spans = [np.arange(rules.offsets[i], rules.offsets[i + 1]) for i in issues]
    spans = [span[np.argsort(rules.numbers[span], kind="stable")] for span in spans]
    reach = [np.ptp(rules.numbers[span]) for span in spans]
    order = sorted(issues, key=lambda i: (i not in rules.pivots, -reach[i]))
    spans = [spans[i] for i in order]
    shares = [rules.numbers[span] for span in spans]
    rows = len(order)
    while rows > 1 and prod(len(span) for span in spans[rows - 1 :]) <= MOST_COLUMNS:
        rows -= 1
    columns = half_of(rules, tuple(order[rows:]))
    return Search(
        levels=np.concatenate(spans),
        shares=np.concatenate(shares),
        starts=np.cumsum([0, *(len(span) for span in spans)]),
        certain=certain_to_come(rules.patterns, spans),
        least=np.array(to_come((own[0] for own in shares), int.__add__, 0)),
        most=np.array(to_come((own[-1] for own in shares), int.__add__, 0)),
        columns=columns.issues,
        column_levels=columns.levels,
        column_shares=columns.numbers,
        column_fits=columns.fits,
        rounds=ROUNDS if prod(len(span) for span in spans[:rows]) > FEW_ROWS else 0,
    )


@compiled
def find_levels(search: Search, number: Any, places: Any) -> None:
    """Fill the place of each level of a deal among those of the search, given its number.

    Issue by issue the first level is taken whose share leaves no less than the least and no more than the most that the
    others can make up; a choice that does not work out to the end is taken back.
    """
    shares, starts, least, most = search.shares, search.starts, search.least, search.most
    issues = starts.size - 1
    depth, left = 0, number
    places[0] = starts[0]
    while depth < issues:
        if places[depth] == starts[depth + 1]:
            depth -= 1
            left += shares[places[depth]]
            places[depth] += 1
            continue
        still = left - shares[places[depth]]
        if least[depth + 1] <= still <= most[depth + 1]:
            left = still
            depth += 1
            if depth < issues:
                places[depth] = starts[depth]
        else:
            places[depth] += 1
