"""Counting over worlds, for sixty-four deals at a time: each count's bits lie in planes, a bit of 64 counts a word.

Words of eight worlds are added by full adders, each taking three bits of one weight to one of that weight and one of
twice it. What is left over, one word of weight eight, is kept until there are eight of these, which are added in the
same way to the planes of higher weight. That is little more than two steps a word and world where a byte a deal would
take eight times sixteen.

Source: M. D. R. Klarqvist, W. Mula, D. Lemire, "Efficient computation of positional population counts using SIMD
instructions", Concurrency and Computation: Practice and Experience 33 (2021), e6304.
"""

from typing import Any

from sim.kernels.bits import ZERO
from sim.kernels.jit import compiled, part
from sim.kernels.words import WIDTH, add_planes_in

GROUP = 8
"""Words that are added at once."""
WEIGHTS = 3
"""Times that words are added: those of weight 1, 8 and 64."""
PLANES = 3 * WEIGHTS
"""Bits of a count."""
MOST = (1 << PLANES) - GROUP
"""Worlds that fit in the planes."""


@part
def carried(a: Any, b: Any, c: Any) -> Any:
    """Return where at least two of three bits are set."""
    return (a & b) | (c & (a ^ b))


@part
def add_eight(words: Any, planes: Any, carry: Any) -> None:
    """Add eight words to the three bits of counts of their weight, and fill what is left over, of eight times it.

    Shapes ``(8, words)``, ``(3, words)`` and ``(words,)``.
    """
    w0, w1, w2, w3, w4, w5, w6, w7 = words[0], words[1], words[2], words[3], words[4], words[5], words[6], words[7]
    p0, p1, p2 = planes[0], planes[1], planes[2]
    for i in range(p0.size):
        ones, twos, fours = p0[i], p1[i], p2[i]
        two_a, ones = carried(ones, w0[i], w1[i]), ones ^ w0[i] ^ w1[i]
        two_b, ones = carried(ones, w2[i], w3[i]), ones ^ w2[i] ^ w3[i]
        two_c, ones = carried(ones, w4[i], w5[i]), ones ^ w4[i] ^ w5[i]
        two_d, ones = carried(ones, w6[i], w7[i]), ones ^ w6[i] ^ w7[i]
        four_a, twos = carried(twos, two_a, two_b), twos ^ two_a ^ two_b
        four_b, twos = carried(twos, two_c, two_d), twos ^ two_c ^ two_d
        carry[i], fours = carried(fours, four_a, four_b), fours ^ four_a ^ four_b
        p0[i], p1[i], p2[i] = ones, twos, fours


@compiled
def add_worlds(count: Any, last: Any, words: Any, planes: Any) -> None:
    """Add the words of up to eight worlds, those that come last of ``count`` so far, and what they carry on.

    ``words`` are of shape ``(WEIGHTS, 8, words)``: the answers of worlds, then what was left over with weight 8 and 64;
    ``planes`` of shape ``(PLANES, words)``. What is left over of the ``last`` worlds is added at once.
    """
    for weight in range(WEIGHTS):
        if count % GROUP != 0:
            words[weight, count % GROUP :] = ZERO
        carry = words[weight + 1, (count - 1) // GROUP % GROUP] if weight + 1 < WEIGHTS else words[0, 0]
        add_eight(words[weight], planes[3 * weight : 3 * weight + 3], carry)
        count = -(-count // GROUP)
        if not last and count % GROUP != 0:
            break


@compiled
def empty_planes(planes: Any, totals: Any) -> None:
    """Add the counts to totals, of shape ``(words * 64,)``, and begin anew."""
    step = planes.shape[1]
    for i in range(step):
        add_planes_in(totals, WIDTH * i, planes.reshape(-1), i, step, PLANES)
    planes[:] = ZERO
