"""Sixteen bounds at a time: sums that are carried side by side and compared with their floors at once.

As in :mod:`sim.kernels.words` the operations are written in LLVM's own terms, which turns them into the widest
instructions of the machine. Arrays are contiguous float32 and hold 16 entries from the given place on.
"""

from collections.abc import Callable
from typing import Any

from llvmlite import ir
from numba.core import cgutils, types
from numba.extending import intrinsic

LANES = 16
"""Bounds in a group."""


def _place(context: Any, builder: Any, array_type: Any, array: Any, first: Any) -> Any:
    """Return the address of 16 entries of an array as one vector."""
    data = context.make_array(array_type)(context, builder, array).data
    return builder.bitcast(builder.gep(data, [first]), ir.VectorType(ir.FloatType(), LANES).as_pointer())


def _read(builder: Any, place: Any) -> Any:
    """Read 16 entries that need no alignment."""
    found = builder.load(place)
    found.align = 4
    return found


def _spread(builder: Any, value: Any) -> Any:
    """Return 16 copies of a number as one vector."""
    undefined = ir.Constant(ir.VectorType(value.type, LANES), ir.Undefined)
    one = builder.insert_element(undefined, value, ir.Constant(ir.IntType(32), 0))
    return builder.shuffle_vector(one, undefined, ir.Constant(ir.VectorType(ir.IntType(32), LANES), None))


@intrinsic
def step_in(typing: Any, sums: Any, at: Any, terms: Any, first: Any, floors: Any, below: Any, to: Any) -> Any:
    """Put ``sums[at:] + terms[first:]`` into ``sums[to:]``; tell whether no lane is below ``floors[below:]``."""

    def generate(context: Any, builder: Any, signature: Any, given: Any) -> Any:
        kinds = signature.args
        start = _read(builder, _place(context, builder, kinds[0], given[0], given[1]))
        term = _read(builder, _place(context, builder, kinds[2], given[2], given[3]))
        floor = _read(builder, _place(context, builder, kinds[4], given[4], given[5]))
        total = builder.fadd(start, term)
        builder.store(total, _place(context, builder, kinds[0], given[0], given[6])).align = 4
        short = builder.bitcast(builder.fcmp_ordered("<", total, floor), ir.IntType(LANES))
        return builder.icmp_unsigned("==", short, ir.Constant(ir.IntType(LANES), 0))

    place = types.intp
    return types.boolean(sums, place, terms, place, floors, place, place), generate


@intrinsic
def short_in(typing: Any, sums: Any, at: Any, terms: Any, first: Any, floors: Any, below: Any) -> Any:
    """Return in which lanes, as bits, ``sums[at:] + terms[first:]`` is below ``floors[below:]``."""

    def generate(context: Any, builder: Any, signature: Any, given: Any) -> Any:
        kinds = signature.args
        start = _read(builder, _place(context, builder, kinds[0], given[0], given[1]))
        term = _read(builder, _place(context, builder, kinds[2], given[2], given[3]))
        floor = _read(builder, _place(context, builder, kinds[4], given[4], given[5]))
        short = builder.bitcast(builder.fcmp_ordered("<", builder.fadd(start, term), floor), ir.IntType(LANES))
        return builder.zext(short, ir.IntType(64))

    place = types.intp
    return types.uint64(sums, place, terms, place, floors, place), generate


def _lanewise(combined: Callable[[Any, Any, Any, Any], Any]) -> Any:
    """Return an operation ``to[at:] = combined(to[at:], terms[first:], factor)`` on 16 entries."""

    @intrinsic
    def operation(typing: Any, to: Any, at: Any, terms: Any, first: Any, factor: Any) -> Any:
        """Change 16 entries."""

        def generate(context: Any, builder: Any, signature: Any, given: Any) -> Any:
            place = _place(context, builder, signature.args[0], given[0], given[1])
            term = _read(builder, _place(context, builder, signature.args[2], given[2], given[3]))
            changed = combined(builder, _read(builder, place), term, _spread(builder, given[4]))
            builder.store(changed, place).align = 4
            return context.get_dummy_value()

        return types.void(to, types.intp, terms, types.intp, types.float32), generate

    return operation


def _tilted(builder: Any, own: Any, length: Any, slope: Any) -> Any:
    """Return what is there times ``1 - length slope`` where the slope falls, else divided by ``1 + length slope``."""
    nought, one = ir.Constant(own.type, [0.0] * LANES), ir.Constant(own.type, [1.0] * LANES)
    falls = builder.fcmp_ordered("<", slope, nought)
    steep = builder.select(falls, builder.fsub(nought, slope), slope)
    factor = builder.fadd(one, builder.fmul(length, steep))
    return builder.select(falls, builder.fmul(own, factor), builder.fdiv(own, factor))


set_in = _lanewise(lambda builder, own, term, factor: builder.fmul(factor, term))
"""Set 16 entries to a multiple of others."""
add_in = _lanewise(lambda builder, own, term, factor: builder.fadd(own, builder.fmul(factor, term)))
"""Add a multiple of others to 16 entries."""
divide_in = _lanewise(lambda builder, own, term, factor: builder.fmul(factor, builder.fdiv(own, term)))
"""Divide 16 entries by others, times a factor."""
raise_in = _lanewise(lambda builder, own, term, factor: builder.select(builder.fcmp_ordered(">", term, own), term, own))
"""Raise 16 entries to others where these are higher; the factor is of no use."""
tilt_in = _lanewise(_tilted)
"""Step against a slope by the lengths in others."""


@intrinsic
def blend_in(
    typing: Any, weights: Any, row: Any, gap: Any, values: Any, first: Any, count: Any, sums: Any, to: Any
) -> Any:
    """Put ``sum_p values[first + p] weights[row + p gap:]`` over ``count`` entries into ``sums[to:]``."""

    def generate(context: Any, builder: Any, signature: Any, given: Any) -> Any:
        kinds = signature.args
        vector = ir.VectorType(ir.FloatType(), LANES)
        total = cgutils.alloca_once_value(builder, ir.Constant(vector, None))
        values_at = context.make_array(kinds[3])(context, builder, given[3]).data
        with cgutils.for_range(builder, given[5]) as loop:
            weight_at = builder.add(given[1], builder.mul(loop.index, given[2]))
            weight = _read(builder, _place(context, builder, kinds[0], given[0], weight_at))
            value = builder.load(builder.gep(values_at, [builder.add(given[4], loop.index)]))
            builder.store(builder.fadd(builder.load(total), builder.fmul(weight, _spread(builder, value))), total)
        builder.store(builder.load(total), _place(context, builder, kinds[6], given[6], given[7])).align = 4
        return context.get_dummy_value()

    place = types.intp
    return types.void(weights, place, place, values, place, place, sums, place), generate
