"""Counting over worlds, for sixty-four deals at a time: each count's bits lie in planes, a bit of 64 counts a word.

Words of eight worlds are added by full adders, each taking three bits of one weight to one of that weight and one of
twice it; what is left over, one bit of weight eight, ripples up the higher planes. That is three steps a word and
world where a byte a deal would take eight times sixteen.

Source: M. D. R. Klarqvist, W. Mula, D. Lemire, "Efficient computation of positional population counts using SIMD
instructions", Concurrency and Computation: Practice and Experience 33 (2021), e6304.
"""

from typing import Any

import numpy as np

from sim.kernels.bits import ZERO
from sim.kernels.consent import add_bit
from sim.kernels.jit import compiled, part
from sim.kernels.words import WIDTH, count_in

GROUP = 8
"""Worlds that are added at once."""
PLANES = 9
"""Bits of a count."""
MOST = (1 << PLANES) - GROUP
"""Worlds that fit in the planes."""


@part
def carried(a: Any, b: Any, c: Any) -> Any:
    """Return where at least two of three bits are set."""
    return (a & b) | (c & (a ^ b))


@compiled
def add_eight(words: Any, planes: Any) -> None:
    """Add the words of eight worlds to the counts; shapes ``(8, words)`` and ``(PLANES, words)``."""
    w0, w1, w2, w3, w4, w5, w6, w7 = words[0], words[1], words[2], words[3], words[4], words[5], words[6], words[7]
    p0, p1, p2 = planes[0], planes[1], planes[2]
    carry = words[0]
    for i in range(p0.size):
        ones, twos, fours = p0[i], p1[i], p2[i]
        two_a, ones = carried(ones, w0[i], w1[i]), ones ^ w0[i] ^ w1[i]
        two_b, ones = carried(ones, w2[i], w3[i]), ones ^ w2[i] ^ w3[i]
        two_c, ones = carried(ones, w4[i], w5[i]), ones ^ w4[i] ^ w5[i]
        two_d, ones = carried(ones, w6[i], w7[i]), ones ^ w6[i] ^ w7[i]
        four_a, twos = carried(twos, two_a, two_b), twos ^ two_a ^ two_b
        four_b, twos = carried(twos, two_c, two_d), twos ^ two_c ^ two_d
        eight, fours = carried(fours, four_a, four_b), fours ^ four_a ^ four_b
        p0[i], p1[i], p2[i] = ones, twos, fours
        carry[i] = eight
    for k in range(3, PLANES):
        add_bit(planes[k], carry)


@compiled
def empty_planes(planes: Any, totals: Any) -> None:
    """Add the counts to totals, of shape ``(words * 64,)``, and begin anew."""
    small = np.zeros(WIDTH, np.int16)
    for i in range(planes.shape[1]):
        small[:] = 0
        for k in range(PLANES):
            count_in(small, 0, planes[k, i], np.int16(1 << k))
        of_word = totals[WIDTH * i : WIDTH * i + WIDTH]
        for bit in range(WIDTH):
            of_word[bit] += small[bit]
    planes[:] = ZERO
