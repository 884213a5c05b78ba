"""Zones of the same worlds with some beliefs drawn anew: the design from which shares of variance are certain."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from jaxtyping import Bool

from sim.draws import draw
from sim.engine.lasting import Exists, exists_in
from sim.engine.tasks import Block, Task, tied
from sim.streams import Uniforms
from sim.worlds import build

ANEW = "anew."
"""Opens the paths of the second uniforms, which have columns of their own behind those of the first."""


class Swapped(NamedTuple):
    """What holds in worlds with beliefs drawn anew; the columns are the groups."""

    in_zone: Bool[np.ndarray, "draws groups"]
    """Whether some deal has every consent it needs."""
    compatible: Bool[np.ndarray, "draws groups"]
    """Whether the lines leave some deal."""
    lasting: Bool[np.ndarray, "draws groups"]
    """Whether some zone deal lasts: all do where every deal holds."""


def swapped_in(given: tuple[Task, Sequence[Sequence[str]]], block: Block) -> Swapped:
    """Draw a block of worlds, and tell what holds in it with the streams of each group drawn anew.

    Parameters
    ----------
    given
        The study, and groups of paths of its streams: none leaves the worlds as they are.
    block
        Which draws.
    """
    task, groups = given
    both = draw((*task.paths, *(f"{ANEW}{path}" for path in task.paths)), task.seed, block.first, block.count).columns
    own = {path: both[path] for path in task.paths}
    found = [exists_with(task, own, {path: both[f"{ANEW}{path}"] for path in group}, block.count) for group in groups]
    return Swapped(*(np.stack([np.asarray(part) for part in parts], axis=1) for parts in zip(*found, strict=True)))


def exists_with(task: Task, own: Mapping[str, np.ndarray], changed: Mapping[str, np.ndarray], draws: int) -> Exists:
    """Tell what holds in worlds in which some streams have other uniforms; what is correlated follows them."""
    return exists_in(build(task.case, tied(task.case, Uniforms({**own, **changed}, draws))), task.rules)
