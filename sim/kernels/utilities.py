"""What every deal is worth to a party, in the order of the issues, the last one's levels fastest."""

from typing import Any

from sim.kernels.jit import part


@part
def fill_utilities(gains: Any, offsets: Any, utilities: Any) -> None:
    """Fill ``u(d) = sum_i gains[d_i]``, issue by issue and from the back, so nothing is overwritten unread."""
    utilities[0] = 0
    filled = 1
    for issue in range(offsets.size - 1):
        first, levels = offsets[issue], offsets[issue + 1] - offsets[issue]
        for d in range(filled - 1, -1, -1):
            so_far = utilities[d]
            for level in range(levels - 1, -1, -1):
                utilities[d * levels + level] = so_far + gains[first + level]
        filled *= levels
