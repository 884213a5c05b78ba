"""Sieves of sixty-four: the greatest of those that are left, and what is left, one after another.

Like :mod:`sim.kernels.words`, in LLVM's own terms; arrays must be contiguous and hold 64 entries from ``first`` on.
"""

from typing import Any

import numpy as np
from llvmlite import ir
from numba.core import types

from sim.kernels.bits import ONE, ZERO
from sim.kernels.jit import compiled, intrinsic
from sim.kernels.words import WIDTH, spread, vector_at

MASK = ir.VectorType(ir.IntType(1), WIDTH)
SHORT = 16
"""Entries that are shifted at a time: the first sums of a half are few."""
LOST = float("-inf")


def mask_of(builder: Any, word: Any) -> Any:
    """Return the bits of a word as a mask.

    The empty assembly keeps the word a plain number up to here: LLVM would carry masks through branches where it cannot
    always copy them.
    """
    kind = ir.FunctionType(word.type, [word.type])
    return builder.bitcast(builder.asm(kind, "", "=r,0", [word], side_effect=False), MASK)


@intrinsic
def greatest_in(typing: Any, values: Any, first: Any, word: Any) -> Any:
    """Return the greatest of those of 64 float32 values whose bit is set; minus infinity where none is."""

    def generate(context: Any, builder: Any, signature: Any, given: Any) -> Any:
        value = builder.load(vector_at(context, builder, signature.args[0], given[0], given[1], ir.FloatType()))
        value.align = 4
        lost = spread(builder, ir.Constant(ir.FloatType(), LOST))
        value = builder.select(mask_of(builder, given[2]), value, lost)
        width = WIDTH
        while width > 1:
            width //= 2
            low, high = (
                builder.shuffle_vector(value, value, ir.Constant(ir.VectorType(ir.IntType(32), width), places))
                for places in (list(range(width)), list(range(width, 2 * width)))
            )
            value = builder.select(builder.fcmp_ordered(">", low, high), low, high)
        return builder.extract_element(value, ir.Constant(ir.IntType(32), 0))

    return types.float32(values, types.intp, types.uint64), generate


@intrinsic
def keep_in(typing: Any, values: Any, first: Any, word: Any, kept: Any, place: Any) -> Any:
    """Write those of 64 float32 values whose bit is set one after another, from ``place`` on.

    All are read before any is written, so what is kept may stand where it was read, or before.
    """

    def generate(context: Any, builder: Any, signature: Any, given: Any) -> Any:
        value = builder.load(vector_at(context, builder, signature.args[0], given[0], given[1], ir.FloatType()))
        value.align = 4
        data = context.make_array(signature.args[3])(context, builder, given[3]).data
        target = builder.gep(data, [given[4]])
        kind = ir.FunctionType(ir.VoidType(), [value.type, target.type, MASK])
        store = builder.module.declare_intrinsic(f"llvm.masked.compressstore.v{WIDTH}f32", fnty=kind)
        builder.call(store, [value, target, mask_of(builder, given[2])])
        return context.get_dummy_value()

    return types.void(values, types.intp, types.uint64, kept, types.intp), generate


@intrinsic
def shifted_in(typing: Any, values: Any, first: Any, amount: Any, shifted: Any, place: Any) -> Any:
    """Write 16 float32 values plus an amount from ``place`` on."""
    vector = ir.VectorType(ir.FloatType(), SHORT)

    def generate(context: Any, builder: Any, signature: Any, given: Any) -> Any:
        source = context.make_array(signature.args[0])(context, builder, given[0]).data
        target = context.make_array(signature.args[3])(context, builder, given[3]).data
        value = builder.load(builder.bitcast(builder.gep(source, [given[1]]), vector.as_pointer()))
        value.align = 4
        total = builder.fadd(value, spread(builder, given[2], SHORT))
        builder.store(total, builder.bitcast(builder.gep(target, [given[4]]), vector.as_pointer())).align = 4
        return context.get_dummy_value()

    return types.void(values, types.intp, types.float32, shifted, types.intp), generate


@compiled
def words_of(entries: Any) -> Any:
    """Return how many words hold this many bits."""
    return (entries + 63) >> 6


@compiled
def entries_in(word: Any, entries: Any) -> Any:
    """Return which bits of a word stand for one of so many entries, the last word of which may be short."""
    left = entries - (word << 6)
    return ~ZERO if left >= 64 else (ONE << np.uint64(left)) - ONE
