import numpy as np
import pytest

from sim.kernels.bit_counters import GROUP, MOST, PLANES, WEIGHTS, add_worlds, empty_planes


@pytest.mark.parametrize("worlds", [1, GROUP, 3 * GROUP + 5, 64, 65, 71, MOST - 9, MOST])
def test_bits_of_many_worlds_are_counted_place_by_place(worlds):
    rng = np.random.default_rng(worlds)
    words = rng.integers(0, 2**64, size=(worlds, 5), dtype=np.uint64)
    words[:, 0], words[:, 1] = 2**64 - 1, 0
    bits = words[..., None] >> np.arange(64, dtype=np.uint64) & np.uint64(1)
    planes, totals = np.zeros((PLANES, 5), np.uint64), np.ones(5 * 64, np.int64)
    room = rng.integers(0, 2**64, size=(WEIGHTS, GROUP, 5), dtype=np.uint64)
    for first in range(0, worlds, GROUP):
        some = words[first : first + GROUP]
        room[0, : len(some)] = some
        add_worlds(first + len(some), first + len(some) == worlds, room, planes)
    empty_planes(planes, totals)
    assert totals.tolist() == (1 + bits.sum(axis=0, dtype=np.int64)).ravel().tolist()
    assert not planes.any()
