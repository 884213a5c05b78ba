"""Compatible lines: does some deal pass if a yes means only that no firm line is crossed?

Only two things of a level matter: which parties' lines let it pass, and which patterns it fits. A level that lets more
parties pass and fits fewer patterns is never worse, as both add up over the issues of a deal by AND, more yeses fail no
rule, and fewer patterns neither trigger more rules nor fall in more bundles. So of each issue, and of what several issues
make together, only the choices are kept that no other one covers: a handful, however many deals there are. They are built
for the rows' issues and the columns' apart, so that there are never more of them than rows or columns.
"""

from typing import Any, NamedTuple

import numpy as np

from sim.kernels.bits import ZERO
from sim.kernels.every_deal import passes
from sim.kernels.jit import compiled
from sim.kernels.listing import players_in
from sim.kernels.needs import Sorts, refusing_in
from sim.kernels.patterns import triggered
from sim.kernels.shapes import RuleArrays, WorldArrays


class Choices(NamedTuple):
    """Room for the choices of rows, of columns, and of one more issue with either."""

    clear: Any
    """Set of the parties whose level lines let a choice pass; shape ``(3, choices)``."""
    fits: Any
    """Set of the patterns that it fits; shape ``(3, choices)``."""


def room_for_choices(sorts: Sorts) -> Choices:
    """Return room for as many choices as there are rows or columns."""
    shape = 3, max(len(sorts.rows.numbers), len(sorts.columns.numbers)) + 1
    return Choices(np.zeros(shape, np.uint64), np.zeros(shape, np.uint64))


@compiled
def add_choice(clear: Any, fits: Any, own_clear: Any, own_fits: Any, count: Any) -> Any:
    """Add a choice unless another one covers it, in place of all that it covers; return how many there are."""
    for k in range(count):
        if own_clear & ~clear[k] == ZERO and fits[k] & ~own_fits == ZERO:
            return count
    kept = 0
    for k in range(count):
        if clear[k] & ~own_clear != ZERO or own_fits & ~fits[k] != ZERO:
            clear[kept], fits[kept] = clear[k], fits[k]
            kept += 1
    clear[kept], fits[kept] = own_clear, own_fits
    return kept + 1


@compiled
def fill_choices(issues: Any, offsets: Any, allowed: Any, patterns: Any, players: Any, used: Any, room: Any) -> Any:
    """Fill the choices that some issues leave, in the first row; return how many there are."""
    clear, fits, next_clear, next_fits = room
    clear[0], fits[0], count = players, used, 1
    for issue in issues:
        more = 0
        for level in range(offsets[issue], offsets[issue + 1]):
            for k in range(count):
                more = add_choice(next_clear, next_fits, clear[k] & allowed[level], fits[k] & patterns[level], more)
        clear[:more], fits[:more] = next_clear[:more], next_fits[:more]
        count = more
    return count


@compiled
def some_pass(rows: Any, columns: Any, active: Any, firm: Any, rules: Any) -> Any:
    """Tell whether some choice of rows with one of columns passes all rules that stand."""
    row_clear, row_fits = rows
    column_clear, column_fits = columns
    for row in range(row_clear.size):
        for column in range(column_clear.size):
            fits = row_fits[row] & column_fits[column]
            yes = row_clear[row] & column_clear[column] & ~refusing_in(fits & firm, rules.bundle_parties)
            if passes(yes, triggered(fits, rules.triggers) & active, rules):
                return True
    return False


@compiled
def fill_compatible(worlds: WorldArrays, rules: RuleArrays, sorts: Any, room: Any, compatible: Any) -> None:
    """Fill in which worlds some deal passes if a yes means only that no firm line is crossed."""
    clear, fits, offsets = room.clear, room.fits, rules.offsets
    for w in range(worlds.active_rules.size):
        active, firm, allowed = worlds.active_rules[w], worlds.firm_bundles[w], worlds.allowed[w]
        players, used = players_in(active, rules.groups), firm
        for rule in range(rules.triggers.size):
            used |= rules.triggers[rule]
        row_issues, column_issues = sorts.rows.issues, sorts.columns.issues
        spare = clear[2], fits[2]
        height = fill_choices(row_issues, offsets, allowed, rules.patterns, players, used, (clear[0], fits[0], *spare))
        width = fill_choices(column_issues, offsets, allowed, rules.patterns, players, used, (clear[1], fits[1], *spare))
        rows, columns = (clear[0, :height], fits[0, :height]), (clear[1, :width], fits[1, :width])
        compatible[w] = some_pass(rows, columns, active, firm, rules)
