import numpy as np
import pytest

from sim.streams import Uniforms
from sim.values import Coupling, Follows, Scale, Silent
from sim.values.silent import Indifferent

SCALE = Scale(("a", "b", "c", "d"), np.arange(4.0))
U = (np.arange(64) + 0.5) / 64
COLUMNS = {"peak": U, "fall_off": U[::-1], "follows.by": U}
OTHER = np.stack([0 * U, 0.2 + 0.3 * U, 0 * U + 1, 1 - U], axis=1)
"""Worst 0 and best 1 in every draw."""


def alone(party):
    raise AssertionError(f"asked for the worth of {party}")


def worth(by, columns=COLUMNS, asked=None):
    value = Follows(follows=Coupling(party="x", by=by))

    def of(party):
        if asked is not None:
            asked.append(party)
        return OTHER

    return value.worth(SCALE, Uniforms(columns, 64), of)


def own():
    return Silent(silent=True).worth(SCALE, Uniforms(COLUMNS, 64), alone)


def test_following_wholly_is_the_other_s_worth_exactly():
    assert worth(1).tolist() == OTHER.tolist()


def test_following_not_at_all_is_a_silent_own_view_exactly():
    assert worth(0).tolist() == own().tolist()


@pytest.mark.parametrize("by", [0.2, 0.8])
def test_following_in_part_mixes_both_and_rescales(by):
    mixed = by * OTHER + (1 - by) * own()
    low, high = mixed.min(axis=1, keepdims=True), mixed.max(axis=1, keepdims=True)
    assert worth(by) == pytest.approx((mixed - low) / (high - low), abs=1e-12)


def test_an_uncertain_share_is_drawn_by_its_own_path():
    found = worth({"uniform": [0.5, 1]})
    for k in (0, 20, 63):
        assert found[k] == pytest.approx(worth(0.5 + U[k] / 2)[k], abs=1e-12)


def test_only_the_party_followed_is_asked():
    asked = []
    worth(0.8, asked=asked)
    assert asked == ["x"]


def test_a_follower_of_the_indifferent_has_its_own_view_only():
    nothing = Indifferent(indifferent=True).worth(SCALE, Uniforms({}, 64), alone)
    found = Follows(follows=Coupling(party="x", by=0.5)).worth(SCALE, Uniforms(COLUMNS, 64), lambda _: nothing)
    assert found == pytest.approx(own(), abs=1e-12)
