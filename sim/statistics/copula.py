"""A Gaussian copula: uniforms that depend on one another, made of uniforms that do not.

Source: R. B. Nelsen, "An Introduction to Copulas", 2nd edition (Springer, 2006).
"""

import numpy as np
from jaxtyping import Float
from scipy.special import ndtr, ndtri

LEAST = 2.0**-31
"""The least uniform that there is, half a part of a sequence of 30 digits: below it no inverse CDF has been tried."""


def correlated(
    uniforms: Float[np.ndarray, "quantities draws"], correlations: Float[np.ndarray, "quantities quantities"]
) -> Float[np.ndarray, "quantities draws"]:
    """Return ``N(L N^-1(u))``, ``N`` the normal distribution and ``L`` the Cholesky factor of the correlations.

    Every row is uniform again. A row on which no row before it has a hold, the first among them, stays as it is, bit
    for bit. Sums run over the rows in their order, so no number depends on how many draws are computed at once.

    Parameters
    ----------
    uniforms
        Uniforms, one row a quantity; shape ``(quantities, draws)``.
    correlations
        A positive definite matrix with ones on its diagonal; shape ``(quantities, quantities)``.

    Examples
    --------
    >>> correlated(np.array([[0.2, 0.9], [0.5, 0.5]]), np.array([[1.0, 0.8], [0.8, 1.0]])).round(3)
    array([[0.2  , 0.9  ],
           [0.25 , 0.847]])
    """
    factor, scores, found = np.linalg.cholesky(correlations), ndtri(uniforms), uniforms.copy()
    for row, weights in enumerate(factor):
        if weights[:row].any():
            score = np.zeros(uniforms.shape[1])
            for weight, one in zip(weights[: row + 1], scores, strict=False):
                score += weight * one
            found[row] = np.clip(ndtr(score), LEAST, 1 - LEAST)
    return found
