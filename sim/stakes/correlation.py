"""Correlated beliefs: quantities that tend to be high in the same worlds, or one high where the other is low.

Each quantity keeps its own belief; what is shared is how high in it a world lies. Of the uniforms ``u`` that worlds
are drawn from, ``z = N^-1(u)`` is normal, and ``N(L z)`` takes their place, where ``N`` is the normal distribution and
``L L' = R`` the Cholesky factor of the correlations: a Gaussian copula. ``L`` is lower triangular, so that the path
named first keeps its draws, and every result is uniform again. Two quantities then both lie above their medians in
``1/4 + arcsin(rho) / (2 pi)`` of all worlds (Sheppard), and their rank correlation is ``6/pi arcsin(rho / 2)``.

Sources: A. Sklar, Publications de l'Institut de Statistique de l'Universite de Paris 8 (1959), 229-231; R. B. Nelsen,
"An Introduction to Copulas", 2nd edition (Springer, 2006); W. F. Sheppard, "On the application of the theory of error
to cases of normal distribution and normal correlation", Philosophical Transactions of the Royal Society A 192 (1899),
101-167.
"""

from typing import Annotated

from pydantic import Field

from sim.written import Label, Paths, Reasoned


class Correlation(Reasoned):
    """Uncertain quantities that are believed to be high together, or one high where the other is low."""

    label: Label = ""
    """A few words; the name when silent."""
    between: Paths
    """Dotted paths of two uncertain quantities or more, such as ``parties.a.no_deal.cost`` or ``words.will never``.
    Every pair of them has the correlation; the first keeps its draws."""
    rho: Annotated[float, Field(gt=-1, lt=1)]
    """The correlation of their normal scores, between -1 and 1: above 0 they are high together, below 0 one is high
    where the other is low."""
