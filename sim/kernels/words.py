"""Sixty-four deals at a time: comparisons whose answers are the bits of one number.

Numba has no vectors, so these few operations are written in LLVM's own terms: it turns each into the widest
instructions of the machine at hand (four of AVX-512, eight of AVX2, sixteen of SSE or NEON). Arrays must be contiguous
and hold 64 entries from ``first`` on; they need no alignment.
"""

from collections.abc import Callable
from typing import Any

from llvmlite import ir
from numba.core import cgutils, types

from sim.kernels.jit import intrinsic

WIDTH = 64
"""Deals in a word."""
EIGHT = 8
"""Words that are settled at once."""
QUARTER = 16
"""Deals that are compared at once."""


def vector_at(context: Any, builder: Any, array_type: Any, array: Any, first: Any, element: Any) -> Any:
    """Return the address of 64 entries of an array as one vector."""
    data = context.make_array(array_type)(context, builder, array).data
    return builder.bitcast(builder.gep(data, [first]), ir.VectorType(element, WIDTH).as_pointer())


def spread(builder: Any, value: Any, width: int = WIDTH) -> Any:
    """Return 64 copies of a number, or so many, as one vector."""
    undefined = ir.Constant(ir.VectorType(value.type, width), ir.Undefined)
    one = builder.insert_element(undefined, value, ir.Constant(ir.IntType(32), 0))
    return builder.shuffle_vector(one, undefined, ir.Constant(ir.VectorType(ir.IntType(32), width), None))


@intrinsic
def acceptable_in(typing: Any, worths: Any, first: Any, threshold: Any) -> Any:
    """Return which of 64 float32 worths are acceptable: bit ``k`` is set iff ``worths[first + k] >= threshold``.

    The same ``>=`` as in :mod:`sim.kernels.acceptance`; an infinite one is reached by nothing finite.
    """

    def generate(context: Any, builder: Any, signature: Any, given: Any) -> Any:
        worth = builder.load(vector_at(context, builder, signature.args[0], given[0], given[1], ir.FloatType()))
        worth.align = 4
        return builder.bitcast(builder.fcmp_ordered(">=", worth, spread(builder, given[2])), ir.IntType(WIDTH))

    return types.uint64(worths, types.intp, types.float32), generate


def quarters_reached(builder: Any, worths: Any, first: Any, threshold: Any) -> list[Any]:
    """Return which of 64 float32 worths reach a threshold: four times sixteen answers."""
    needed, found = spread(builder, threshold, QUARTER), []
    for part in range(WIDTH // QUARTER):
        start = builder.gep(worths, [builder.add(first, ir.Constant(first.type, part * QUARTER))])
        worth = builder.load(builder.bitcast(start, ir.VectorType(ir.FloatType(), QUARTER).as_pointer()))
        worth.align = 4
        found.append(builder.fcmp_ordered(">=", worth, needed))
    return found


def said_by_all(builder: Any, members: Any, count: Any, answers: Callable[[Any], list[Any]]) -> list[Any]:
    """Return what the first so many members all say of 64 entries, four times sixteen answers; all without members.

    The answers stay in registers: one more member costs a comparison of what is left of each sixteen.
    """
    everything = ir.Constant(ir.VectorType(ir.IntType(1), QUARTER), [True] * QUARTER)
    left = [cgutils.alloca_once_value(builder, everything) for _ in range(WIDTH // QUARTER)]
    with cgutils.for_range(builder, count) as loop:
        for so_far, more in zip(left, answers(builder.load(builder.gep(members, [loop.index]))), strict=True):
            builder.store(builder.and_(builder.load(so_far), more), so_far)
    return [builder.load(so_far) for so_far in left]


def store_quarters(builder: Any, answers: list[Any], words: Any, place: Any) -> None:
    """Store four times sixteen answers as one word.

    Sixteen at a time go to memory, the first in the lowest bits (all machines numba knows put low bytes first): no step
    is spent on packing them into one register.
    """
    target = builder.bitcast(builder.gep(words, [place]), ir.IntType(QUARTER).as_pointer())
    for part, sixteen in enumerate(answers):
        bits = builder.bitcast(sixteen, ir.IntType(QUARTER))
        builder.store(bits, builder.gep(target, [ir.Constant(ir.IntType(64), part)])).align = 2


@intrinsic
def accept_in(typing: Any, words: Any, place: Any, worths: Any, first: Any, threshold: Any) -> Any:
    """Put into ``words[place]`` which of 64 float32 worths are acceptable, as :func:`acceptable_in` returns them."""

    def generate(context: Any, builder: Any, signature: Any, given: Any) -> Any:
        words, worths = (context.make_array(signature.args[k])(context, builder, given[k]).data for k in (0, 2))
        store_quarters(builder, quarters_reached(builder, worths, given[3], given[4]), words, given[1])
        return context.get_dummy_value()

    return types.void(words, types.intp, worths, types.intp, types.float32), generate


@intrinsic
def all_accept_in(
    typing: Any, words: Any, place: Any, members: Any, count: Any, worths: Any, first: Any, column_step: Any,
    limits: Any, row: Any, row_step: Any,
) -> Any:  # fmt: skip
    """Put into ``words[place]`` which of 64 columns all of some parties accept; all 64 where there are none.

    Bit ``k`` is set iff ``worths[first + k + p column_step] >= limits[row + p row_step]`` for the first so many
    ``members`` ``p``. Their answers stay in registers, where one more party costs a comparison of what is left of each
    sixteen, and only what all accept is written.
    """

    def generate(context: Any, builder: Any, signature: Any, given: Any) -> Any:
        words, members, worths, limits = (
            context.make_array(signature.args[k])(context, builder, given[k]).data for k in (0, 2, 4, 7)
        )

        def answers(party: Any) -> list[Any]:
            """Return which columns one party accepts."""
            limit = builder.load(builder.gep(limits, [builder.add(given[8], builder.mul(party, given[9]))]))
            return quarters_reached(builder, worths, builder.add(given[5], builder.mul(party, given[6])), limit)

        store_quarters(builder, said_by_all(builder, members, given[3], answers), words, given[1])
        return context.get_dummy_value()

    place = types.intp
    return types.void(words, place, members, place, worths, place, place, limits, place, place), generate


@intrinsic
def all_meet_in(
    typing: Any, values: Any, first: Any, step: Any, single: Any, single_step: Any, lanes: Any, count: Any
) -> Any:
    """Return which of 64 entries of one side meet one entry of the other in all of some lanes; all 64 without lanes.

    Bit ``k`` is set iff ``values[first + k + l step] >= -values[single + l single_step]`` for the first so many
    ``lanes`` ``l``. As in :func:`all_accept_in` the answers stay in registers until all lanes have been asked.
    """

    def generate(context: Any, builder: Any, signature: Any, given: Any) -> Any:
        values, lanes = (context.make_array(signature.args[k])(context, builder, given[k]).data for k in (0, 5))

        def answers(lane: Any) -> list[Any]:
            """Return which entries meet the single one in one lane."""
            other = builder.load(builder.gep(values, [builder.add(given[3], builder.mul(lane, given[4]))]))
            start = builder.add(given[1], builder.mul(lane, given[2]))
            return quarters_reached(builder, values, start, builder.fneg(other))

        return packed(builder, said_by_all(builder, lanes, given[6], answers))

    place = types.intp
    return types.uint64(values, place, place, place, place, lanes, place), generate


def packed(builder: Any, answers: list[Any]) -> Any:
    """Return four times sixteen answers as one word, the first in the lowest bit."""
    word = ir.Constant(ir.IntType(WIDTH), 0)
    for part, sixteen in enumerate(answers):
        bits = builder.zext(builder.bitcast(sixteen, ir.IntType(QUARTER)), ir.IntType(WIDTH))
        word = builder.or_(word, builder.shl(bits, ir.Constant(ir.IntType(WIDTH), part * QUARTER)))
    return word


@intrinsic
def nonzero_in(typing: Any, words: Any, first: Any) -> Any:
    """Return which of 64 words hold any bit: bit ``k`` is set iff ``words[first + k]`` is not 0."""

    def generate(context: Any, builder: Any, signature: Any, given: Any) -> Any:
        vector = builder.load(vector_at(context, builder, signature.args[0], given[0], given[1], ir.IntType(WIDTH)))
        vector.align = 8
        return builder.bitcast(builder.icmp_unsigned("!=", vector, ir.Constant(vector.type, None)), ir.IntType(WIDTH))

    return types.uint64(words, types.intp), generate


@intrinsic
def add_planes_in(typing: Any, totals: Any, first: Any, planes: Any, place: Any, step: Any, count: Any) -> Any:
    """Add 64 counts to as many int64 totals, from ``first`` on: ``planes[place + k step]`` holds bit ``k`` of each.

    So many planes, at most 15.
    """
    narrow = ir.VectorType(ir.IntType(16), WIDTH)

    def generate(context: Any, builder: Any, signature: Any, given: Any) -> Any:
        planes = context.make_array(signature.args[2])(context, builder, given[2]).data
        counts, none = ir.Constant(narrow, None), ir.Constant(narrow, None)
        for k in range(count.literal_value):
            at = builder.add(given[3], builder.mul(given[4], ir.Constant(given[4].type, k)))
            bits = builder.bitcast(builder.load(builder.gep(planes, [at])), ir.VectorType(ir.IntType(1), WIDTH))
            counts = builder.add(counts, builder.select(bits, ir.Constant(narrow, [1 << k] * WIDTH), none))
        target = vector_at(context, builder, signature.args[0], given[0], given[1], ir.IntType(WIDTH))
        so_far = builder.load(target)
        so_far.align = 8
        total = builder.add(so_far, builder.zext(counts, so_far.type))
        builder.store(total, target).align = 8
        return context.get_dummy_value()

    if isinstance(count, types.IntegerLiteral):
        return types.void(totals, types.intp, planes, types.intp, types.intp, count), generate
    return None


@intrinsic
def settle_in(
    typing: Any, words: Any, zone: Any, yes: Any, sole: Any, needed: Any, real: Any, row: Any, step: Any, parties: Any
) -> Any:
    """Settle eight words of deals by whom they ask and who accepts: the zone, and what each party alone keeps out.

    With ``refused_p = needed_p & ~yes_p`` the zone is what nobody refuses, and a party alone keeps out what it refuses
    and nobody else does. The words of a deal set begin at ``row`` and a ``step`` further for each party in ``needed``,
    in ``words`` from the places ``zone``, ``yes`` and ``sole`` on; only those in ``real`` are deals.
    """
    vector = ir.VectorType(ir.IntType(WIDTH), EIGHT)

    def generate(context: Any, builder: Any, signature: Any, given: Any) -> Any:
        words, needed, real = (
            context.make_array(signature.args[k])(context, builder, given[k]).data for k in (0, 4, 5)
        )

        def place(data: Any, first: Any, party: Any) -> Any:
            at = builder.add(builder.add(first, given[6]), builder.mul(party, given[7]))
            return builder.bitcast(builder.gep(data, [at]), vector.as_pointer())

        def read(data: Any, first: Any, party: Any) -> Any:
            found = builder.load(place(data, first, party))
            found.align = 8
            return found

        def refused(party: Any) -> Any:
            return builder.and_(read(needed, zero, party), builder.not_(read(words, given[2], party)))

        zero = ir.Constant(given[6].type, 0)
        once, twice = (cgutils.alloca_once_value(builder, ir.Constant(vector, None)) for _ in range(2))
        with cgutils.for_range(builder, given[8]) as loop:
            own, before = refused(loop.index), builder.load(once)
            builder.store(builder.or_(builder.load(twice), builder.and_(before, own)), twice)
            builder.store(builder.or_(before, own), once)
        deals = read(real, zero, zero)
        inside = builder.and_(deals, builder.not_(builder.load(once)))
        builder.store(inside, place(words, given[1], zero)).align = 8
        outside = builder.and_(deals, builder.not_(builder.load(twice)))
        with cgutils.for_range(builder, given[8]) as loop:
            alone = builder.and_(outside, refused(loop.index))
            builder.store(alone, place(words, given[3], loop.index)).align = 8
        return context.get_dummy_value()

    at = types.intp
    return types.void(words, at, at, at, needed, real, at, at, at), generate


@intrinsic
def members_in(typing: Any, word: Any) -> Any:
    """Return how many bits of a word are set."""

    def generate(context: Any, builder: Any, signature: Any, given: Any) -> Any:
        return builder.ctpop(given[0])

    return types.int64(types.uint64), generate


@intrinsic
def first_in(typing: Any, word: Any) -> Any:
    """Return the number of the lowest bit that is set; 64 where none is."""

    def generate(context: Any, builder: Any, signature: Any, given: Any) -> Any:
        return builder.cttz(given[0], ir.Constant(ir.IntType(1), 0))

    return types.int64(types.uint64), generate
