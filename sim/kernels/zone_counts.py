"""Everything the zone is asked, counted over a block of worlds, every deal looked at.

For each world and tile a run of words is filled, each word the answers of 64 deals to one question of
:class:`Questions`; the runs of eight worlds at a time are added up by deal. Which levels occur together is marked tile
by tile and told when all tiles have been seen.
"""

from typing import Any, NamedTuple

import numpy as np

from sim.kernels.bit_counters import GROUP, MOST, PLANES, add_eight, empty_planes
from sim.kernels.bits import ZERO, holds, member
from sim.kernels.consent import add_stuck, fill_needed, fill_sole, fill_stuck
from sim.kernels.jit import compiled, part
from sim.kernels.layouts import layout_of
from sim.kernels.lending import lent
from sim.kernels.level_pairs import (
    Pairs,
    Seen,
    add_mixed,
    add_within,
    in_joint_order,
    mark_levels,
    mark_rows,
    nothing_seen,
)
from sim.kernels.lines import fill_compatible
from sim.kernels.shapes import Counts, RuleArrays, Verdicts, WorldArrays
from sim.kernels.spreading import add_by_level, add_by_number
from sim.kernels.tiles import Tiles, meet_words
from sim.kernels.words import WIDTH
from sim.kernels.zone_words import (
    batch_size,
    fill_answers,
    fill_batch,
    fill_inside,
    fill_tile,
    in_order,
    room_for,
    whole,
)


class Questions(NamedTuple):
    """Where in a run of words the answers to a question begin; the zone's own come first."""

    yes: int
    """Which deals a party accepts; one a party."""
    sole: int
    """Which deals a party alone keeps out; one a party."""
    coalitions: int
    """Which deals all members of a coalition accept; one a coalition."""
    shared: int
    """Which deals several parties each alone keep out: one a party, then one for all. Only with rules that count."""
    total: int
    """How many there are."""


class Marks(NamedTuple):
    """What is kept of the zone and of each party's answers in the worlds of a batch until all tiles are seen."""

    levels: Any
    """The OR over the rows with each level, last over all; shape ``(batch, tiles, 1 + parties, row levels + 1)``."""
    rows: Any
    """Which rows hold some deal; shape ``(batch, 1 + parties, row words)``."""
    columns: Any
    """Which columns hold some deal: the OR over all rows again; shape ``(batch, 1 + parties, tiles)``."""


class Sums(NamedTuple):
    """What is added up by place in rows, columns and tiles."""

    words: Any
    """Answers of eight worlds in a tile, words of 64 deals; shape ``(8, questions, words)``."""
    planes: Any
    """Bits of a tile's counts over a batch; shape ``(PLANES, questions * words)``."""
    deals: Any
    """Counts by deal; shape ``(tiles, questions, words, 64)``."""
    seen: Seen
    """Worlds in which two levels occur together in the zone, or in a deal that a party accepts."""


def questions_of(parties: int, coalitions: int, counting: bool) -> Questions:
    """Return where the answers to each question begin."""
    shared = 1 + 2 * parties + coalitions
    return Questions(1, 1 + parties, 1 + 2 * parties, shared, shared + counting * (parties + 1))


def no_sums(questions: Questions, parties: int, tiles: Tiles, pairs: Pairs) -> Sums:
    """Return sums of nothing."""
    words = len(tiles.row_fits)
    run = questions.total * words
    answers = np.zeros(GROUP * run + WIDTH, np.uint64)
    return Sums(
        # some are left behind the last, for the rows are looked at 64 at a time where fewer may be left
        words=answers[: GROUP * run].reshape(GROUP, questions.total, words),
        planes=np.zeros((PLANES, run), np.uint64),
        deals=np.zeros((len(tiles.real), questions.total, words, WIDTH), np.int64),
        seen=nothing_seen(pairs, 1 + parties, np.int64),
    )


def no_marks(batch: int, parties: int, tiles: Tiles) -> Marks:
    """Return marks of nothing."""
    sets, row_words = 1 + parties, -(-len(tiles.rows.numbers) // WIDTH)
    return Marks(
        levels=np.zeros((batch, len(tiles.real), sets, tiles.row_sizes.sum() + 1), np.uint64),
        rows=np.zeros((batch, sets, row_words), np.uint64),
        columns=np.zeros((batch, sets, len(tiles.real)), np.uint64),
    )


@part
def fill_coalitions(coalitions: Any, yes: Any, accepted: Any) -> None:
    """Fill which deals all members of each coalition accept."""
    accepted[:] = ~ZERO
    for c in range(coalitions.size):
        for p in range(yes.shape[0]):
            if holds(coalitions[c], p):
                meet_words(yes[p], accepted[c])


@part
def fill_alone(real: Any, groups: Any, counting: Any, room: Any, zone: Any, yes: Any, sole: Any) -> Any:
    """Fill which deals each party alone keeps out; return the parties with some."""
    alone = ZERO
    for p in range(yes.shape[0]):
        fill_stuck(room.needed[p], yes[p], room.once, room.twice, room.carry)
        if counting != ZERO:
            add_stuck(p, counting, groups, yes[p], room.short, room.hopeless, room.carry)
        if fill_sole(real, zone, room.carry, sole[p]):
            alone |= member(p)
    return alone


@part
def fill_shared(sole: Any, shared: Any) -> None:
    """Fill which deals several parties each alone keep out: those of each party, and last all of them."""
    parties, rows = sole.shape
    for row in range(rows):
        once, several = ZERO, ZERO
        for p in range(parties):
            several |= once & sole[p, row]
            once |= sole[p, row]
        shared[parties, row] = several
    for p in range(parties):
        shared[p] = sole[p] & shared[parties]


@part
def mark(words: Any, row_sizes: Any, tile: Any, left: Any, levels: Any, rows: Any, columns: Any) -> None:
    """Mark what occurs in one world's zone and in the deals each party accepts; their answers come first."""
    for k in range(rows.shape[0]):
        mark_levels(words[k], row_sizes, left, levels[tile, k])
        mark_rows(words[k], rows[k])
        columns[k, tile] = levels[tile, k, -1]


@part
def answer(
    rules: Any, firm: Any, counting: Any, coalitions: Any, questions: Any, i: Any, tile: Any, real: Any, room: Any,
    words: Any,
) -> Any:  # fmt: skip
    """Answer all questions about a tile's deals in one world; return the zone's size and who alone keeps some out."""
    zone, yes, sole = words[0], words[questions.yes : questions.sole], words[questions.sole : questions.coalitions]
    fill_answers(rules, firm, i, tile, room, yes)
    size = fill_inside(rules, counting, real, room, yes, zone)
    alone = fill_alone(real, rules.groups, counting, room, zone, yes, sole)
    fill_coalitions(coalitions, yes, words[questions.coalitions : questions.shared])
    if questions.shared < questions.total:
        fill_shared(sole, words[questions.shared :])
    return size, alone


@compiled
def count_tile(
    worlds: Any, rules: Any, tiles: Any, asked: Any, coalitions: Any, questions: Any, some: Any, tile: Any, room: Any,
    marks: Any, sums: Any, verdicts: Any,
) -> None:  # fmt: skip
    """Answer all questions in one tile for the worlds of a batch, and add them up by deal."""
    worlds, rules, tiles, room = lent(worlds), lent(rules), lent(tiles), lent(room)
    coalitions, marks, sums = lent(coalitions), lent(marks), lent(sums)
    words = sums.words
    fill_tile(rules, tiles, tile, room)
    for i in range(some.size):
        w, own = some[i], words[i % GROUP]
        active, firm = worlds.active_rules[w], worlds.firm_bundles[w]
        if i == 0 or active != worlds.active_rules[some[i - 1]]:
            fill_needed(active, asked.one_by_one, room.triggered, room.needed)
        size, alone = answer(
            rules, firm, active & asked.counting, coalitions, questions, i, tile, tiles.real[tile], room, own
        )
        verdicts.sizes[w] += size
        verdicts.blockers[w] |= alone
        mark(
            own,
            tiles.row_sizes,
            tile,
            room.carry[: tiles.rows.numbers.size],
            marks.levels[i],
            marks.rows[i],
            marks.columns[i],
        )
        if i % GROUP == GROUP - 1 or i == some.size - 1:
            words[i % GROUP + 1 :] = ZERO
            add_eight(words.reshape((GROUP, -1)), sums.planes)
    empty_planes(sums.planes, sums.deals[tile].reshape(-1))


@part
def add_pairs(pairs: Any, i: Any, marks: Any, words: Any, seen: Any) -> None:
    """Count which levels occur together in one world, and forget its rows."""
    add_within(marks.rows[i], pairs.rows_with, words.of_rows, seen.of_rows)
    add_within(marks.columns[i], pairs.columns_with, words.of_columns, seen.of_columns)
    add_mixed(marks.levels[i], pairs.columns_at, words.mixed, seen.mixed)
    marks.rows[i] = ZERO


@compiled
def add_batch(pairs: Any, count: Any, marks: Any, words: Any, seen: Any) -> None:
    """Count which levels occur together in each of the first worlds of a batch."""
    pairs, marks, words, seen = lent(pairs), lent(marks), lent(words), lent(seen)
    for i in range(count):
        add_pairs(pairs, i, marks, words, seen)


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
    counts.refused_cells[:] += np.triu(draws - together[1:])


def count_zones(worlds: WorldArrays, rules: RuleArrays, coalitions: Any, counts: Counts, verdicts: Verdicts) -> None:
    """Look at every deal of every world: add to the counts, and fill the verdicts, which begin at nothing found."""
    worlds = whole(worlds)
    draws, parties, _ = worlds.gains.shape
    (tiles, pairs, asked), order = layout_of(rules), in_order(worlds)
    batch = batch_size(worlds, tiles, MOST)
    questions = questions_of(parties, len(coalitions), bool(asked.counting))
    room, marks = room_for(batch, parties, rules, tiles), no_marks(batch, parties, tiles)
    sums, words = no_sums(questions, parties, tiles, pairs), nothing_seen(pairs, 1 + parties, np.uint64)
    for first in range(0, draws, batch):
        some = order[first : first + batch]
        fill_batch(worlds, rules, tiles, some, room)
        for tile in range(len(tiles.real)):
            count_tile(worlds, rules, tiles, asked, coalitions, questions, some, tile, room, marks, sums, verdicts)
        add_batch(pairs, len(some), marks, words, sums.seen)
    judge(worlds, rules, verdicts)
    add_sums(sums, tiles, pairs, questions, draws, counts)
