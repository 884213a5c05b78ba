"""Everything the zone is asked, counted over a block of worlds, every deal looked at.

For each world and tile a run of words is filled, each word the answers of 64 deals to one question of
:class:`~sim.kernels.zone_questions.Questions`; the runs of eight worlds at a time are added up by deal. Which levels
occur together in the zone is marked (:mod:`sim.kernels.zone_marks`), and so are the levels of what a party with a firm
bundle accepts, or any party where there are several pivot issues; else that follows from their gains
(:mod:`sim.kernels.acceptable_pairs`).
"""

from typing import Any, NamedTuple

import numpy as np

from sim.kernels.acceptable_pairs import add_acceptable, no_losses, owners_of
from sim.kernels.bit_counters import GROUP, MOST, PLANES, WEIGHTS, add_worlds, empty_planes
from sim.kernels.bits import ONE, ZERO, member
from sim.kernels.consent import fill_needed
from sim.kernels.jit import compiled
from sim.kernels.layouts import layout_of
from sim.kernels.lending import lent
from sim.kernels.level_pairs import Pairs, Seen, in_joint_order, nothing_seen
from sim.kernels.lines import fill_compatible
from sim.kernels.shapes import Counts, RuleArrays, Verdicts, WorldArrays
from sim.kernels.spreading import add_by_level, add_by_number
from sim.kernels.tiles import Tiles
from sim.kernels.words import WIDTH
from sim.kernels.zone_marks import add_batch, mark_sets, no_marks
from sim.kernels.zone_questions import Questions, answer, questions_of
from sim.kernels.zone_words import batch_size, fill_batch, fill_tile, in_order, room_for, whole


class Sums(NamedTuple):
    """What is added up by place in rows, columns and tiles."""

    words: Any
    """Answers of eight worlds in a tile, words of 64 deals, and what is left over of those before; shape ``(WEIGHTS, 8,
    questions, words)``."""
    planes: Any
    """Bits of a tile's counts over a batch; shape ``(PLANES, questions * words)``."""
    deals: Any
    """Counts by deal; shape ``(tiles, questions, words, 64)``."""
    seen: Seen
    """Worlds in which two levels occur together in the zone, or in a deal that a party with a firm bundle accepts."""
    cells: Any
    """Worlds in which a party with none accepts a deal with two levels; shape ``(parties, levels, levels)``."""


def no_sums(questions: Questions, parties: int, levels: int, tiles: Tiles, pairs: Pairs) -> Sums:
    """Return sums of nothing."""
    words = len(tiles.row_fits)
    run = questions.total * words
    answers = np.zeros(WEIGHTS * GROUP * run + WIDTH, np.uint64)
    return Sums(
        # some are left behind the last, for the rows are looked at 64 at a time where fewer may be left
        words=answers[: WEIGHTS * GROUP * run].reshape(WEIGHTS, GROUP, questions.total, words),
        planes=np.zeros((PLANES, run), np.uint64),
        deals=np.zeros((len(tiles.real), questions.total, words, WIDTH), np.int64),
        seen=nothing_seen(pairs, 1 + parties, np.int64),
        cells=np.zeros((parties, levels, levels), np.int64),
    )


@compiled
def count_tile(
    worlds: Any, rules: Any, tiles: Any, asked: Any, coalitions: Any, questions: Any, some: Any, tile: Any, room: Any,
    marks: Any, sums: Any, verdicts: Any,
) -> None:  # fmt: skip
    """Answer all questions in one tile for the worlds of a batch, and add them up by deal."""
    worlds, rules, tiles, room = lent(worlds), lent(rules), lent(tiles), lent(room)
    coalitions, marks, sums = lent(coalitions), lent(marks), lent(sums)
    words, left = sums.words, room.carry[: tiles.rows.numbers.size]
    coupled = member(room.members.size) - ONE if rules.pivots.size > 1 else ZERO
    fill_tile(rules, tiles, tile, room)
    for i in range(some.size):
        w, own = some[i], words[0, i % GROUP]
        active, firm = worlds.active_rules[w], worlds.firm_bundles[w]
        if i == 0 or active != worlds.active_rules[some[i - 1]]:
            fill_needed(active, asked.one_by_one, room.triggered, room.needed)
        size, alone = answer(
            rules, firm, active & asked.counting, coalitions, questions, i, tile, tiles.real[tile], room, own
        )
        verdicts.sizes[w] += size
        verdicts.blockers[w] |= alone
        sets = (owners_of(firm, rules.bundle_parties) | coupled) << ONE | np.uint64(size > 0)
        mark_sets(own, tiles.row_sizes, sets, tile, i, left, marks)
        if i % GROUP == GROUP - 1 or i == some.size - 1:
            add_worlds(i + 1, i == some.size - 1, words.reshape((WEIGHTS, GROUP, -1)), sums.planes)
    empty_planes(sums.planes, sums.deals[tile].reshape(-1))


def judge(worlds: WorldArrays, rules: RuleArrays, verdicts: Verdicts) -> None:
    """Settle what takes the whole zone: blockers, and whether lines are compatible.

    Where a zone exists nobody blocks it, and its deals cross no line of those whose yes they need.
    """
    empty = verdicts.sizes == 0
    verdicts.blockers[~empty] = 0
    compatible = np.ones(empty.sum(), np.bool_)
    fill_compatible(WorldArrays(*(part[empty] for part in worlds)), rules, compatible)
    verdicts.compatible[:] = True
    verdicts.compatible[empty] = compatible


def add_sums(sums: Sums, tiles: Tiles, pairs: Pairs, questions: Questions, draws: int, counts: Counts) -> None:
    """Add what was summed up by place to the counts by deal and level."""
    places = sums.deals
    by_deal = [(0, counts.joint[:, None]), (questions.yes, counts.accepted), (questions.sole, counts.sole)]
    for first, found in [*by_deal, (questions.coalitions, counts.coalitions)]:
        add_by_number(places, first, tiles.rows.numbers, tiles.columns.numbers, found)
    if questions.shared < questions.total:
        add_by_level(places[:, questions.shared :], tiles, counts.shared)
    together = in_joint_order(sums.seen, pairs, len(counts.cells))
    counts.cells[:] += together[0]
    counts.refused_cells[:] += np.triu(draws - together[1:] - sums.cells)


def count_zones(worlds: WorldArrays, rules: RuleArrays, coalitions: Any, counts: Counts, verdicts: Verdicts) -> None:
    """Look at every deal of every world: add to the counts, and fill the verdicts, which begin at nothing found."""
    worlds = whole(worlds)
    draws, parties, levels = worlds.gains.shape
    (tiles, pairs, asked), order = layout_of(rules), in_order(worlds)
    batch = batch_size(worlds, tiles, MOST)
    questions = questions_of(parties, len(coalitions), bool(asked.counting))
    room, marks = room_for(batch, worlds, rules, tiles), no_marks(batch, parties, tiles)
    sums, words = no_sums(questions, parties, levels, tiles, pairs), nothing_seen(pairs, 1, np.uint64)
    losses = no_losses(batch, levels)
    for first in range(0, draws, batch):
        some = order[first : first + batch]
        fill_batch(worlds, rules, tiles, some, room)
        add_acceptable(worlds, rules, some, room.by_pivot, losses, sums.cells)
        for tile in range(len(tiles.real)):
            count_tile(worlds, rules, tiles, asked, coalitions, questions, some, tile, room, marks, sums, verdicts)
        add_batch(pairs, len(some), marks, words, sums.seen)
    judge(worlds, rules, verdicts)
    add_sums(sums, tiles, pairs, questions, draws, counts)
