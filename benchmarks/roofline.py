"""The compare roofline: how many float32 numbers one core compares with a threshold a second, and our share of it.

A dense count of zone deals needs one comparison a world, deal and party. Here nothing else is done: some numbers stay
in the nearest cache, eight thresholds in registers, and the answers are combined as masks of one vector register, so
that neither loads nor the loop around nor the packing of answers into words limit it.
"""

from collections.abc import Iterator
from functools import partial
from typing import Any

import numpy as np
from llvmlite import ir
from numba.core import types
from numba.extending import intrinsic

from benchmarks.ours import asked
from benchmarks.pairing import Row
from benchmarks.zone_rows import Asked, described
from sim.kernels.jit import compiled

NUMBERS, THRESHOLDS = 1024, 512
"""How many stay in the cache."""
ROUNDS = 2_000
LANES = NUMBERS * THRESHOLDS * ROUNDS
"""Comparisons of one call."""


@intrinsic
def reached_by_all(typing: Any, worths: Any, first: Any, thresholds: Any) -> Any:  # noqa: ARG001
    """Return which of 16 float32 worths reach all eight thresholds of a tuple: bit ``k`` is about ``first + k``."""
    vector, integer = ir.VectorType(ir.FloatType(), 16), ir.IntType(32)

    def generate(context: Any, builder: Any, signature: Any, given: Any) -> Any:
        data = context.make_array(signature.args[0])(context, builder, given[0]).data
        worth = builder.load(builder.bitcast(builder.gep(data, [given[1]]), vector.as_pointer()))
        worth.align = 4
        reached = ir.Constant(ir.VectorType(ir.IntType(1), 16), [True] * 16)
        for k in range(8):
            one = builder.insert_element(
                ir.Constant(vector, ir.Undefined), builder.extract_value(given[2], k), integer(0)
            )
            spread = builder.shuffle_vector(one, one, ir.Constant(ir.VectorType(integer, 16), None))
            reached = builder.and_(reached, builder.fcmp_ordered(">=", worth, spread))
        return builder.zext(builder.bitcast(reached, ir.IntType(16)), ir.IntType(64))

    return types.uint64(worths, types.intp, thresholds), generate


@compiled
def compared(worths: Any, thresholds: Any, rounds: Any) -> Any:
    """Compare every number with every threshold; return something that depends on all answers."""
    seen = np.uint64(0)
    for _ in range(rounds):
        for k in range(0, thresholds.size, 8):
            first = thresholds[k], thresholds[k + 1], thresholds[k + 2], thresholds[k + 3]
            second = thresholds[k + 4], thresholds[k + 5], thresholds[k + 6], thresholds[k + 7]
            for i in range(0, worths.size, 16):
                seen ^= reached_by_all(worths, i, first + second)
        thresholds[0] += 1  # or else one round would do for all
    return seen


def roofline(rounds: int = ROUNDS) -> int:
    """Make as many comparisons as :data:`LANES` says, unless fewer rounds are asked for."""
    worths = np.arange(NUMBERS, dtype=np.float32)
    return int(compared(worths, np.linspace(0, NUMBERS, THRESHOLDS, dtype=np.float32), rounds))


def rows(given: Asked, target: float | None = None) -> Iterator[Row]:
    """Go through our share of the roofline: the time of one comparison there, over ours of a world, deal and party."""
    work = asked("sizes")
    domain = given.domain()
    worlds, rules = domain.worlds(given.worlds), domain.rules
    ours, units = partial(work, worlds, rules), given.worlds * domain.deals * domain.parties
    ours()
    roofline(1)
    yield Row(
        "zone size, share of the compare roofline",
        "float32 comparisons in registers",
        ours,
        roofline,
        units,
        LANES,
        where=described(given, worlds, rules),
        target=target,
        counted="comparisons",
    )
