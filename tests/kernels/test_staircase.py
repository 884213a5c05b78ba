import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.kernels import lowest_step, stairs_of, sure_menus


def random_menus(rng, draws=3):
    """Return menus with few distinct numbers, so that many deals tie; and the worth, key and openness of every deal."""
    sizes = rng.integers(1, 5, size=int(rng.integers(1, 5)))
    deals = int(np.prod(sizes))
    offsets = np.concatenate([[0], np.cumsum(sizes)])
    gains = rng.integers(0, 6, size=(draws, offsets[-1])).astype(np.float32)
    scores = rng.integers(0, 4, size=(draws, offsets[-1]))
    opened = rng.random((draws, offsets[-1])) < 0.85
    strides = np.repeat([int(np.prod(sizes[i + 1 :])) for i in range(len(sizes))], sizes)
    numbers = strides * np.concatenate([np.arange(size) for size in sizes])
    menus = sure_menus(gains, deals * scores - numbers, opened, offsets)
    table = np.stack(np.unravel_index(np.arange(deals), sizes), axis=1) + offsets[:-1]
    return menus, gains[:, table].sum(axis=2), scores[:, table].sum(axis=2), opened[:, table].all(axis=2)


def that_may_not_hold(menus, rng):
    """Return the same with chances for every entry of the last issue, and what every deal is then worth."""
    first, end = menus.offsets[-2:]
    cells = np.zeros(menus.gains.shape[1], np.int64)
    cells[first:end] = rng.permutation(end - first)
    shape = len(menus.gains), int(end - first)
    holds = np.round(4 * rng.random(shape)) / 4
    renewed = rng.integers(0, 6, size=shape).astype(np.float64)
    return menus._replace(cells=cells, holds=holds, renewed=renewed)


@settings(derandomize=True, deadline=None, database=None, max_examples=200)
@given(seed=st.integers(0, 2**32 - 1))
def test_an_offer_of_a_deal_that_may_not_hold_goes_by_what_it_is_worth_then(seed):
    rng = np.random.default_rng(seed)
    plain, worth, score, opened = random_menus(rng)
    menus = that_may_not_hold(plain, rng)
    stairs, deals = stairs_of(menus), worth.shape[1]
    cells = menus.cells[menus.offsets[-2] :][np.arange(deals) % (menus.offsets[-1] - menus.offsets[-2])]
    for w in range(len(worth)):
        hold, renewed = menus.holds[w, cells], menus.renewed[w, cells]
        effective = renewed + np.floor(hold * (worth[w] - renewed))
        assert (stairs.ends[w] == stairs.ends[w + 1]) == (not opened[w].any())
        if opened[w].any():
            first = int(-stairs.keys[stairs.ends[w]] % deals)
            best = np.flatnonzero(opened[w] & (effective == effective[opened[w]].max()))
            assert first == min(best, key=lambda d: (-score[w, d], d))
        for aspiration in np.unique(effective[opened[w]]).tolist():
            step = np.empty(1, np.int64)
            lowest_step(stairs, np.array([w]), np.array([aspiration], np.float32), step)
            possible = np.flatnonzero(opened[w] & (effective >= aspiration))
            offered = int(-stairs.keys[step[0]] % deals)
            assert offered == min(possible, key=lambda d: (-score[w, d], d))
            assert stairs.gains[step[0]] == effective[offered]


@settings(derandomize=True, deadline=None, database=None, max_examples=300)
@given(seed=st.integers(0, 2**32 - 1))
def test_an_offer_is_the_best_for_the_others_of_all_deals_worth_the_aspiration_and_of_several_the_first(seed):
    menus, worth, score, opened = random_menus(np.random.default_rng(seed))
    stairs = stairs_of(menus)
    deals = worth.shape[1]
    for w in range(len(worth)):
        assert (stairs.ends[w] == stairs.ends[w + 1]) == (not opened[w].any())
        for aspiration in np.unique(worth[w][opened[w]]).tolist():
            for just_below in (aspiration, aspiration - 0.5):
                step = np.empty(1, np.int64)
                lowest_step(stairs, np.array([w]), np.array([just_below], np.float32), step)
                offered = int(-stairs.keys[step[0]] % deals)
                possible = np.flatnonzero(opened[w] & (worth[w] >= just_below))
                assert offered == min(possible, key=lambda d: (-score[w, d], d))
                assert stairs.gains[step[0]] == worth[w, offered]


def test_a_staircase_falls_in_worth_and_rises_in_key():
    for seed in range(50):
        menus, *_ = random_menus(np.random.default_rng(seed), draws=5)
        stairs = stairs_of(menus)
        for first, end in zip(stairs.ends[:-1], stairs.ends[1:], strict=True):
            assert (np.diff(stairs.gains[first:end]) < 0).all()
            assert (np.diff(stairs.keys[first:end]) > 0).all()


def test_more_steps_than_the_first_room_holds_are_kept():
    rng = np.random.default_rng(1)
    sizes = [9, 9, 9]
    offsets = np.concatenate([[0], np.cumsum(sizes)])
    line = np.arange(9)
    gains = np.concatenate([line * 81, line * 9, line])[None].repeat(4, axis=0).astype(np.float32)
    keys = -gains.astype(np.int64) * 729 - rng.integers(0, 1, size=gains.shape)
    stairs = stairs_of(sure_menus(gains, keys, np.ones(gains.shape, np.bool_), offsets))
    assert np.diff(stairs.ends).tolist() == [729] * 4
    for w in range(4):
        np.testing.assert_array_equal(stairs.gains[stairs.ends[w] : stairs.ends[w + 1]], np.arange(728, -1, -1))


def test_one_step_more_than_the_first_room_holds_is_kept():
    gains = np.arange(65, 0, -1, dtype=np.float32)[None]
    keys = np.arange(0, 65)[None] * 65
    stairs = stairs_of(sure_menus(gains, keys, np.ones((1, 65), np.bool_), np.array([0, 65])))
    np.testing.assert_array_equal(stairs.gains, gains[0])
    np.testing.assert_array_equal(stairs.keys, keys[0])
