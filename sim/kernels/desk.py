"""All that a search works on, behind one reference: worlds, rules, tree, cases, and space made once.

A record of so many arrays is slow to hand from function to function by value; a reference costs nothing.
"""

from typing import Any, NamedTuple

import numpy as np
from numba.core import types
from numba.experimental import structref

from sim.kernels.bounds import cuts_of
from sim.kernels.cases import Cases, cases_of
from sim.kernels.goals import IDEAL
from sim.kernels.jit import part
from sim.kernels.pricing import lengths, nudges
from sim.kernels.shapes import RuleArrays, WorldArrays
from sim.kernels.trees import Tree, tree_of
from sim.kernels.uniting import united
from sim.kernels.vectors import LANES
from sim.kernels.words import WIDTH


class Space(NamedTuple):
    """Arrays to work in, for one world and one root at a time; rows are the parties and, last, the objective."""

    place_gains: Any
    """Gains by place, float32; shape ``(parties, levels)``."""
    lanes: Any
    """Terms of every level in every lane; shape ``(levels x width,)``."""
    weights: Any
    """Each party's weight in every lane; shape ``(parties x width,)``."""
    cuts: Any
    """By what rows' weights are cut in every lane; shape ``(rows x width,)``."""
    mixes: Any
    """Each row's weight in every lane; shape ``(rows x width,)``."""
    duals: Any
    """Dual prices found last, by goal; shape ``(goals, rows)``."""
    prices: Any
    """Dual prices of the root; shape ``(rows,)``."""
    factors: Any
    """By what prices are tried; shape ``(rounds x rows x lanes,)``."""
    worths: Any
    """What a unit of each party's utility is worth at them; shape ``(parties,)``."""
    slope: Any
    """How the bound changes with each price; shape ``(rows,)``."""
    lengths: Any
    """How far prices step against the slope; shape ``(lanes,)``."""
    shares: Any
    """Sixteen choices of prices; shape ``(rows x lanes,)``."""
    trial: Any
    """The parties' weights in each of them; shape ``(parties x lanes,)``."""
    top: Any
    """An issue's largest terms in each, and one level's; shape ``(2 x lanes,)``."""
    bounds: Any
    """The bound of each; shape ``(lanes,)``."""
    scales: Any
    """What a unit of utility adds to what a deal is worth; shape ``(rows,)``."""
    needs: Any
    """What each row must reach; shape ``(rows,)``."""
    asks: Any
    """The same in float32; shape ``(rows,)``."""
    excess: Any
    """By how much it does; shape ``(rows,)``."""
    objective: Any
    """The parties' weights in the objective; shape ``(parties,)``."""
    targets: Any
    """What each lane must reach; shape ``(width,)``."""
    tops: Any
    """Each issue's largest term in every lane; shape ``(issues x width,)``."""
    rest: Any
    """What one issue must add in every lane; shape ``(width,)``."""
    floors: Any
    """What each lane must have reached at every depth; shape ``(depths x width,)``."""
    sums: Any
    """What each lane has reached; shape ``(depths x width,)``."""
    tables: Any
    """What the block's combinations add to every row; shape ``(rows x 64,)``."""
    level_at: Any
    """The open levels of every issue, from its beginning on; shape ``(levels,)``."""
    spare: Any
    """Room to keep some of them; shape ``(levels,)``."""
    counts: Any
    """How many are open; shape ``(issues,)``."""
    positions: Any
    """How many have been looked at; shape ``(depths,)``."""
    bases: Any
    """How many had been before the last look; shape ``(depths,)``."""
    passing: Any
    """Set of those looked at last that passed and have not been tried; shape ``(depths,)``."""
    chosen: Any
    """The levels chosen; shape ``(issues,)``."""
    fitted: Any
    """Set of patterns that the levels chosen fit, by depth; shape ``(depths,)``."""
    common: Any
    """Set of patterns that all levels left fit, by depth; shape ``(depths,)``."""
    surplus: Any
    """Each party's surplus at the levels chosen; shape ``(parties,)``."""
    star: Any
    """Each party's surplus with the best deal; shape ``(parties,)``."""
    touching: Any
    """Surpluses at which the objective touches the product; shape ``(parties,)``."""
    ideals: Any
    """Each party's ideal surplus; shape ``(parties,)``."""
    best_levels: Any
    """Levels of the best deal; shape ``(issues,)``."""
    pool: Any
    """Levels of the best deals for other goals; shape ``(goals, issues)``."""
    last: Any
    """Levels of the best deals of the last world, by goal; shape ``(goals, issues)``."""
    roots: Any
    """Case and pivot level of every root; shape ``(roots, 2)``."""
    promises: Any
    """Bound of every root; shape ``(roots,)``."""


FIELDS = (
    "gains thresholds allowed firm_bundles active_rules holds setbacks "
    "groups quotas vetoes triggers bundle_parties "
    "place_levels first place_patterns place_numbers leading block holding digit_depths strides radices pivots "
    "starts required open_levels of_worlds plain "
) + " ".join(Space._fields)
SCALARS = {
    "world": np.int64(0),
    "goal": np.int64(0),
    "over": np.int64(1),
    "ties": np.int64(0),
    "pivot": np.int64(-1),
    "asked": np.uint64(0),
    "rows": np.uint64(0),
    "forbidden": np.uint64(0),
    "yes": np.uint64(0),
    "depth": np.int64(0),
    "start": np.int64(0),
    "laid": np.int64(0),
    "nodes": np.int64(2**62),
    "reach": 0.0,
    "slack": 0.0,
    "best_share": 0.0,
    "best_parts": 1.0,
    "best_number": np.int64(-1),
}
"""What changes on the desk beside the arrays, and where it begins."""


@structref.register
class DeskType(types.StructRef):
    """Numba's type of a desk."""

    def preprocess_fields(self, fields: Any) -> Any:
        """Return the fields with the types of their values, whatever the first values."""
        return tuple((name, types.unliteral(kind)) for name, kind in fields)


class Desk(structref.StructRefProxy):
    """A desk; made and used in compiled functions alone."""


structref.define_constructor(Desk, DeskType, [*FIELDS.split(), *SCALARS])


def real(*shape: int) -> Any:
    """Return zeros in float64."""
    return np.zeros(shape)


def single(*shape: int) -> Any:
    """Return zeros in float32."""
    return np.zeros(shape, np.float32)


def whole(*shape: int) -> Any:
    """Return zeros in int64."""
    return np.zeros(shape, np.int64)


def sets(*shape: int) -> Any:
    """Return empty sets."""
    return np.zeros(shape, np.uint64)


def room_for_rows(parties: int) -> dict[str, Any]:
    """Return room for prices, needs and surpluses."""
    rows, goals = parties + 1, IDEAL + parties
    return {
        "duals": np.ones((goals, rows)),
        "prices": real(rows),
        "factors": nudges(rows),
        "worths": real(parties),
        "slope": real(rows),
        "lengths": lengths(),
        "shares": single(rows * LANES),
        "trial": single(parties * LANES),
        "top": single(2 * LANES),
        "bounds": single(LANES),
        "scales": np.ones(rows),
        "needs": real(rows),
        "asks": single(rows),
        "excess": real(rows),
        "objective": real(parties),
        "surplus": real(parties),
        "star": real(parties),
        "touching": real(parties),
        "ideals": real(parties),
    }


def lines_of(**sizes: int) -> dict[str, Any]:
    """Return zeros in float32 that begin where a line of the cache does, so that no sixteen of them straddle two."""
    starts = np.cumsum([0, *(-(-size // LANES) * LANES for size in sizes.values())])
    space = single(int(starts[-1]) + LANES)
    shift = -space.ctypes.data // space.itemsize % LANES
    return {
        name: space[shift + at : shift + at + size] for (name, size), at in zip(sizes.items(), starts, strict=False)
    }


def room_for_lanes(parties: int, issues: int, levels: int, depths: int) -> dict[str, Any]:
    """Return room for lanes and the block's tables."""
    rows = parties + 1
    width = -(-(rows + 2) // LANES) * LANES
    lines = lines_of(
        lanes=levels * width,
        weights=parties * width,
        targets=width,
        tops=issues * width,
        rest=width,
        floors=depths * width,
        sums=depths * width,
        tables=rows * WIDTH,
    )
    return {**lines, "cuts": cuts_of(rows, width), "mixes": single(rows * width)}


def space_of(worlds: WorldArrays, tree: Tree, cases: Cases) -> Space:
    """Return space for a search."""
    parties, issues, levels = worlds.gains.shape[1], len(tree.first) - 1, len(tree.levels)
    goals, depths = IDEAL + parties, int(tree.leading) + 1
    most = int(np.diff(cases.starts).max(initial=1)) * max(1, int(tree.pivots))
    return Space(
        **room_for_rows(parties),
        **room_for_lanes(parties, issues, levels, depths),
        place_gains=single(parties, levels),
        level_at=whole(levels),
        spare=whole(levels),
        counts=whole(issues),
        positions=whole(depths),
        bases=whole(depths),
        passing=sets(depths),
        chosen=whole(issues),
        fitted=sets(depths),
        common=sets(depths),
        best_levels=whole(issues),
        pool=whole(goals, issues),
        last=np.tile(tree.first[:-1], (goals, 1)),
        roots=whole(most, 2),
        promises=real(most),
    )


def parts_of(worlds: WorldArrays, rules: RuleArrays) -> tuple[Any, ...]:
    """Return all that lies on a desk, in the order of its fields."""
    worlds, rules = united(worlds, rules)
    tree, cases = tree_of(worlds, rules), cases_of(worlds, rules)
    asking = (rules.groups, rules.quotas, rules.vetoes, rules.triggers, rules.bundle_parties)
    return (*worlds, *asking, *tree, *cases, *space_of(worlds, tree, cases), *SCALARS.values())


@part
def desk_of(parts: Any) -> Any:
    """Return a desk with everything on it."""
    return Desk(*parts)
