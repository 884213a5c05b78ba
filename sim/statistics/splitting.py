"""Splitting: a tree whose leaves are boxes, beside what peeling finds.

Source: L. Breiman, J. H. Friedman, R. A. Olshen and C. J. Stone, "Classification and Regression Trees" (1984),
chapters 2 and 8.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from jaxtyping import Bool, Float32

from sim.statistics.boxes import Box, Measures, box_of, measures
from sim.statistics.discovery import odd_replicates
from sim.statistics.peeling import STEADY, Pace
from sim.statistics.ranking import Room
from sim.statistics.samples import Sample

LEAVES = 8
"""A tree has at most so many leaves, as many as a reader can take in."""


@dataclass(frozen=True)
class Leaf:
    """One leaf of a tree: the leaves share all draws out among them."""

    box: Box
    found: Measures
    """In the draws that the tree was grown on."""
    held_out: Measures
    """In the others."""


def split(sample: Sample, *, leaves: int = LEAVES, pace: Pace = STEADY) -> list[Leaf]:
    """Grow a tree on the even replicates, and return its leaves, the densest first.

    It sees codes by rank, so that no rising scale of an input matters, and one column for each category of an input
    without an order. A leaf holds at least as much as a peeled box must. Of the trees with up to so many leaves that
    one is taken which foretells the target best in the odd replicates, by the mean squared error.
    """
    tests = odd_replicates(sample.draws)
    trees = [_grown(sample, ~tests, size, pace) for size in range(2, leaves + 1)]
    errors = [_error(sample, rooms, tests) for rooms in trees]
    found = [_leaf(sample, room, tests) for room in trees[int(np.argmin(errors))]]
    return sorted(found, key=lambda leaf: -np.nan_to_num(leaf.found.density))


def _grown(sample: Sample, among: Bool[np.ndarray, " draws"], leaves: int, pace: Pace) -> list[Room]:
    """Return the leaves of a tree with so many leaves at most, grown on some draws."""
    # scikit-learn is slow to import
    from sklearn.tree import DecisionTreeClassifier, DecisionTreeRegressor

    rows, columns = np.flatnonzero(among & (sample.weights > 0)), list(_columns(sample))
    if not columns or not len(rows):
        return [sample.ranked.used]
    binary = bool((sample.target == sample.of_interest).all())
    kind = DecisionTreeClassifier if binary else DecisionTreeRegressor
    tree = kind(max_leaf_nodes=leaves, min_weight_fraction_leaf=pace.mass_min, random_state=0)
    tree.fit(_seen(sample, columns)[rows], sample.target[rows], sample_weight=sample.weights[rows])
    return list(_rooms(tree.tree_, columns, sample.ranked.used, 0))


def _error(sample: Sample, rooms: list[Room], tests: Bool[np.ndarray, " draws"]) -> float:
    """Return the squared error in some draws of foretelling each by its leaf's mean in the others."""
    error = 0.0
    for room in rooms:
        inside = sample.ranked.inside(room)
        mean = np.nan_to_num(measures(sample, inside, ~tests).mean)
        error += float((sample.weights * (sample.target - mean) ** 2)[inside & tests].sum())
    return error


def _leaf(sample: Sample, room: Room, tests: np.ndarray) -> Leaf:
    """Judge one leaf."""
    inside = sample.ranked.inside(room)
    return Leaf(box_of(sample, room), measures(sample, inside, ~tests), measures(sample, inside, tests))


def _columns(sample: Sample) -> Iterator[tuple[int, int | None]]:
    """Return what the tree sees: the number of an input, with the code that is asked for where it has no order."""
    for number, used in enumerate(sample.ranked.used):
        codes = int(used.sum())
        if codes > 1:
            yield from ((number, code) for code in range(codes)) if sample.unordered[number] else [(number, None)]


def _seen(sample: Sample, columns: list[tuple[int, int | None]]) -> Float32[np.ndarray, "draws columns"]:
    """Return what the tree sees of each draw."""
    codes = sample.ranked.codes
    seen = [codes[number] if code is None else codes[number] == code for number, code in columns]
    return np.array(seen, np.float32).T


def _rooms(tree: Any, columns: list[tuple[int, int | None]], room: Room, node: int) -> Iterator[Room]:
    """Return the boxes of the leaves below a node."""
    left, right = int(tree.children_left[node]), int(tree.children_right[node])
    if left == right:
        yield room
        return
    number, code = columns[int(tree.feature[node])]
    codes = np.arange(room.shape[1])
    below = codes <= tree.threshold[node] if code is None else codes != code
    for side, let_in in ((left, below), (right, ~below)):
        narrower = room.copy()
        narrower[number] &= let_in
        yield from _rooms(tree, columns, narrower, side)
