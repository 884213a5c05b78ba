"""Which inputs go together.

Source: C. Spearman, "The proof and measurement of association between two things", American Journal of Psychology 15
(1904), 72-101.
"""

import numpy as np
from jaxtyping import Float
from scipy.special import stdtrit
from scipy.stats import rankdata

SLIP = 0.05
"""How often any pair at all may be said to go together by chance."""


def rank_correlations(inputs: Float[np.ndarray, "draws inputs"]) -> Float[np.ndarray, "inputs inputs"]:
    """Return the rank correlation of every pair of inputs; 0 with an input that does not vary.

    >>> rank_correlations(np.array([[0.0, 5.0, 1.0], [1.0, 4.0, 1.0], [2.0, 0.0, 1.0]]))[0].round(9).tolist()
    [1.0, -1.0, 0.0]
    """
    ranks = rankdata(inputs, axis=0)
    ranks -= ranks.mean(axis=0)
    spread = np.sqrt((ranks**2).sum(axis=0))
    ranks /= np.where(spread > 0, spread, 1)
    return ranks.T @ ranks


def going_together_in(
    inputs: Float[np.ndarray, "draws inputs"], replicates: int, least: float
) -> list[tuple[int, int, float]]:
    """Return pairs of inputs and their mean rank correlation over the replicates, the closest first.

    Parameters
    ----------
    inputs
        One column an input.
    replicates
        Draw ``k`` belongs to replicate ``k mod replicates``.
    least
        Pairs less close than this are left out; so are those whose correlation differs so much between replicates that
        one pair of all might be as close by chance.
    """
    count = inputs.shape[1]
    if count < 2 or len(inputs) < 3 * replicates:
        return []
    found = np.stack([rank_correlations(inputs[r::replicates]) for r in range(replicates)])
    mean, error = found.mean(axis=0), found.std(axis=0, ddof=1) / np.sqrt(replicates)
    chance = stdtrit(replicates - 1, 1 - SLIP / (count * (count - 1)))
    pairs = np.argwhere(np.triu((np.abs(mean) >= least) & (np.abs(mean) > chance * error), 1))
    return sorted(((int(i), int(j), float(mean[i, j])) for i, j in pairs), key=lambda pair: -abs(pair[2]))
