"""When to stop drawing: once the sampling error is as small as wished, at two sizes in a row.

Who stops as soon as an interval is narrow enough stops more often than not where it came out too narrow, so that it
holds the true value a little less often than it says; the fault vanishes only as the wished error goes to 0. Asking for
it at two sizes in a row, the second twice the first, guards against most of that: a narrow interval by luck is seldom
narrow twice.

Sources: Y. S. Chow and H. Robbins, "On the asymptotic theory of fixed-width sequential confidence intervals for the
mean", Annals of Mathematical Statistics 36 (1965), 457-462; P. W. Glynn and W. Whitt, "The asymptotic validity of
sequential stopping rules for stochastic simulations", Annals of Applied Probability 2 (1992), 180-198.
"""

from collections.abc import Sequence

FIRST = 512
"""Draws to begin with: 64 a replicate."""
IN_A_ROW = 2
"""Sizes at which the error must be as small as wished."""


def doublings(most: int, first: int = FIRST) -> list[int]:
    """Return the numbers of draws to try, each twice the one before; the last is the most there may be.

    >>> doublings(3000), doublings(512), doublings(100)
    ([512, 1024, 2048, 3000], [512], [100])
    """
    found = [first]
    while 2 * found[-1] < most:
        found.append(2 * found[-1])
    return [*found, most] if found[-1] < most else [most]


def narrow_enough(margins: Sequence[float], wished: float) -> bool:
    """Tell whether the errors found so far are small enough to stop.

    >>> narrow_enough([0.03, 0.01], 0.01), narrow_enough([0.01, 0.02, 0.01, 0.007], 0.01)
    (False, True)
    """
    return len(margins) >= IN_A_ROW and all(margin <= wished for margin in margins[-IN_A_ROW:])
