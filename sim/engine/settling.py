"""On which level each issue would be settled if every deal of a zone were as likely, world by world."""

import numpy as np
from jaxtyping import Float64

from sim.deals import places
from sim.engine.studies import Plan, task_of
from sim.engine.tasks import Block, Task
from sim.scenario import Case
from sim.zones import zone_deals, zone_sizes


def zone_levels_in(task: Task, block: Block) -> Float64[np.ndarray, "draws levels"]:
    """Draw a block of worlds, and return the share of the zone's deals with each level; zeros where there is no zone.

    Every issue's shares sum to 1 where there is a zone.
    """
    arrays, offsets = task.worlds(block).arrays, task.rules.offsets
    shares = np.zeros((block.count, int(offsets[-1])))
    for w in np.flatnonzero(zone_sizes(arrays, task.rules)).tolist():
        deals = zone_deals(arrays, task.rules, w)
        shares[w] = np.bincount(places(deals, offsets).ravel(), minlength=shares.shape[1]) / len(deals)
    return shares


def zone_levels(case: Case, paths: tuple[str, ...], plan: Plan) -> Float64[np.ndarray, "draws levels"]:
    """Return for every world the share of its zone's deals with each level; zeros where there is no zone."""
    return np.concatenate(list(plan.over_blocks(zone_levels_in, task_of(case, paths, plan))))
