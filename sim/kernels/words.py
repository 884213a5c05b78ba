"""Sixty-four deals at a time: comparisons whose answers are the bits of one number.

Numba has no vectors, so these few operations are written in LLVM's own terms: it turns each into the widest
instructions of the machine at hand (four of AVX-512, eight of AVX2, sixteen of SSE or NEON). Arrays must be contiguous
and hold 64 entries from ``first`` on; they need no alignment.
"""

from typing import Any

from llvmlite import ir
from numba.core import types

from sim.kernels.jit import intrinsic

WIDTH = 64
"""Deals in a word."""


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


@intrinsic
def accept_in(typing: Any, words: Any, place: Any, worths: Any, first: Any, threshold: Any) -> Any:
    """Put into ``words[place]`` which of 64 float32 worths are acceptable, as :func:`acceptable_in` returns them.

    Sixteen answers at a time go to memory, the first in the lowest bits (all machines numba knows put low bytes first):
    no step is spent on packing them into one register.
    """
    lanes = 16

    def generate(context: Any, builder: Any, signature: Any, given: Any) -> Any:
        data = context.make_array(signature.args[0])(context, builder, given[0]).data
        target = builder.bitcast(builder.gep(data, [given[1]]), ir.IntType(lanes).as_pointer())
        source = context.make_array(signature.args[2])(context, builder, given[2]).data
        needed = spread(builder, given[4], lanes)
        for part in range(WIDTH // lanes):
            start = builder.add(given[3], ir.Constant(given[3].type, part * lanes))
            vector = ir.VectorType(ir.FloatType(), lanes).as_pointer()
            worth = builder.load(builder.bitcast(builder.gep(source, [start]), vector))
            worth.align = 4
            answers = builder.bitcast(builder.fcmp_ordered(">=", worth, needed), ir.IntType(lanes))
            builder.store(answers, builder.gep(target, [ir.Constant(ir.IntType(64), part)])).align = 2
        return context.get_dummy_value()

    return types.void(words, types.intp, worths, types.intp, types.float32), generate


@intrinsic
def nonzero_in(typing: Any, words: Any, first: Any) -> Any:
    """Return which of 64 words hold any bit: bit ``k`` is set iff ``words[first + k]`` is not 0."""

    def generate(context: Any, builder: Any, signature: Any, given: Any) -> Any:
        vector = builder.load(vector_at(context, builder, signature.args[0], given[0], given[1], ir.IntType(WIDTH)))
        vector.align = 8
        return builder.bitcast(builder.icmp_unsigned("!=", vector, ir.Constant(vector.type, None)), ir.IntType(WIDTH))

    return types.uint64(words, types.intp), generate


@intrinsic
def count_in(typing: Any, counters: Any, first: Any, word: Any, weight: Any) -> Any:
    """Add a weight to those of 64 counters, from ``first`` on, whose bit of a word is set."""

    def generate(context: Any, builder: Any, signature: Any, given: Any) -> Any:
        kind = given[3].type
        place = vector_at(context, builder, signature.args[0], given[0], given[1], kind)
        so_far = builder.load(place)
        so_far.align = kind.width // 8
        bits = builder.bitcast(given[2], ir.VectorType(ir.IntType(1), WIDTH))
        none = ir.Constant(ir.VectorType(kind, WIDTH), None)
        more = builder.select(bits, spread(builder, given[3]), none)
        builder.store(builder.add(so_far, more), place).align = kind.width // 8
        return context.get_dummy_value()

    return types.void(counters, types.intp, types.uint64, counters.dtype), generate


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
