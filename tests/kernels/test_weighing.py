import numpy as np
import pytest

from sim.kernels.weighing import fill_weights


def weights_for(gains, sizes, least, rounds=16):
    """Return the weights of the parties, given gains of shape ``(levels, parties)``."""
    parties = gains.shape[1]
    weights, tries = np.empty(parties), np.empty(2 * parties)
    starts = np.cumsum([0, *sizes])
    fill_weights(rounds, gains.astype(np.float32).ravel(), starts, least.astype(np.float32), 0, weights, tries, parties)
    return weights


def best(gains, sizes, weights):
    """Return the largest weighted sum of a deal."""
    return np.maximum.reduceat(gains @ weights, np.cumsum([0, *sizes[:-1]])).sum()


@pytest.mark.parametrize("seed", range(20))
def test_weights_are_whole_and_bound_no_worse_than_equal_ones_but_for_rounding(seed):
    rng = np.random.default_rng(seed)
    sizes, parties = (3, 4, 5, 3), 4
    gains = np.floor(rng.random((sum(sizes), parties)) * 100_000)
    least = np.floor(rng.random(parties) * 300_000)
    weights, even = weights_for(gains, sizes, least), np.ones(parties)
    assert (weights == np.floor(weights)).all()
    assert weights.min() >= 1

    def above(w):
        return (best(gains, sizes, w) - w @ least) / w.sum()

    assert above(weights) <= above(even) + 0.01 * abs(best(gains, sizes, even))


def test_a_party_that_gets_more_than_enough_anyhow_loses_weight():
    gains = np.array([[10, 0], [10, 5]])
    easy, hard = weights_for(gains, (2,), np.array([0.0, 5.0]))
    assert easy < hard


def test_without_rounds_all_weigh_the_same():
    assert len(set(weights_for(np.ones((4, 3)), (2, 2), np.zeros(3), rounds=0))) == 1
