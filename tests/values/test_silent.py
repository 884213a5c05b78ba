import numpy as np
import pytest

from sim.streams import Uniforms
from sim.values import Indifferent, Scale, Silent

NAMES = ("a", "b", "c", "d", "e")
PLAIN = Scale(NAMES, np.arange(5.0))


def alone(party):
    raise AssertionError(f"asked for the worth of {party}")


def test_each_level_is_the_peak_equally_often():
    columns = {"peak": (np.arange(1000) + 0.5) / 1000, "fall_off": np.full(1000, 0.5)}
    worth = Silent(silent=True).worth(PLAIN, Uniforms(columns, 1000), alone)
    assert np.bincount(worth.argmax(axis=1)).tolist() == [200] * 5
    assert np.bincount(Silent(silent=True).peaks(PLAIN, Uniforms(columns, 1000))).tolist() == [200] * 5
    assert (worth == 1).sum(axis=1).tolist() == [1] * 1000


@pytest.mark.parametrize(
    "peak, expected",
    [(0.1, [1, 0.75, 0.5, 0.25, 0]), (0.3, [2 / 3, 1, 2 / 3, 1 / 3, 0]), (0.5, [0, 0.5, 1, 0.5, 0])],
)
def test_worth_falls_on_both_sides_in_straight_lines_when_the_exponent_is_1(peak, expected):
    worth = Silent(silent=True, fall_off=1).worth(PLAIN, Uniforms({"peak": np.array([peak])}, 1), alone)
    assert worth[0] == pytest.approx(expected)


def test_the_middle_draw_has_straight_lines():
    columns = {"peak": np.array([0.9]), "fall_off": np.array([0.5])}
    worth = Silent(silent=True).worth(PLAIN, Uniforms(columns, 1), alone)
    assert worth[0] == pytest.approx([0, 0.25, 0.5, 0.75, 1])


def test_distances_follow_falling_positions():
    scale = Scale(NAMES, np.array([10.0, 6.0, 2.0, 1.0, 0.0]))
    worth = Silent(silent=True, fall_off=1).worth(scale, Uniforms({"peak": np.array([0.5])}, 1), alone)
    assert worth[0] == pytest.approx([0, 0.5, 1, 7 / 8, 6 / 8])


def test_silence_is_not_indifference():
    columns = {"peak": np.array([0.5]), "fall_off": np.array([0.5])}
    assert Silent(silent=True).worth(PLAIN, Uniforms(columns, 1), alone).max() == 1
    assert Indifferent(indifferent=True).worth(PLAIN, Uniforms({}, 1), alone).max() == 0
