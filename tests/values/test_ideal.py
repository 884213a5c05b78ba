import numpy as np
import pytest

from sim.streams import Uniforms
from sim.values import Ideal, Scale
from sim.values.scale import falling

NAMES = ("a", "b", "c", "d", "e")
PLAIN = Scale(NAMES, np.arange(5.0))
STRAIGHT = {"fall_off": 1.0}


def alone(party):
    raise AssertionError(f"asked for the worth of {party}")


def worth(scale, u=0.5, **written):
    columns = {"ideal": np.array([u]), "fall_off": np.array([0.5])}
    return Ideal(**written).worth(scale, Uniforms(columns, 1), alone)[0]


def test_a_set_at_the_first_end_is_satisfied_at_or_before_the_drawn_ideal():
    assert worth(PLAIN, u=0.75, ideal=("a", "b"), **STRAIGHT) == pytest.approx([1, 1, 2 / 3, 1 / 3, 0])
    assert worth(PLAIN, u=0.25, ideal=("a", "b"), **STRAIGHT) == pytest.approx([1, 0.75, 0.5, 0.25, 0])


def test_a_set_at_the_last_end_is_satisfied_at_or_after_the_drawn_ideal():
    assert worth(PLAIN, u=0.25, ideal=("d", "e"), **STRAIGHT) == pytest.approx([0, 1 / 3, 2 / 3, 1, 1])
    assert worth(PLAIN, u=0.75, ideal=("d", "e"), **STRAIGHT) == pytest.approx([0, 0.25, 0.5, 0.75, 1])


def test_a_set_in_the_middle_peaks_at_the_drawn_ideal():
    assert worth(PLAIN, u=0.25, ideal=("b", "c"), **STRAIGHT) == pytest.approx([2 / 3, 1, 2 / 3, 1 / 3, 0])
    assert worth(PLAIN, u=0.75, ideal=("b", "c"), **STRAIGHT) == pytest.approx([0, 0.5, 1, 0.5, 0])


def test_a_set_that_holds_both_ends_has_no_direction():
    assert worth(PLAIN, u=0.75, ideal=("a", "e"), **STRAIGHT) == pytest.approx([0, 0.25, 0.5, 0.75, 1])
    assert worth(PLAIN, u=0.5, ideal=NAMES, **STRAIGHT) == pytest.approx([0, 0.5, 1, 0.5, 0])


def test_distances_follow_the_positions():
    scale = Scale(NAMES, np.array([0.0, 1.0, 2.0, 6.0, 10.0]))
    assert worth(scale, ideal=("a",), **STRAIGHT) == pytest.approx([1, 0.9, 0.8, 0.4, 0])
    assert worth(scale, ideal=("c",), **STRAIGHT) == pytest.approx([1 - 2 / 8, 1 - 1 / 8, 1, 0.5, 0])


def test_beyond_follows_the_order_of_the_file_even_where_positions_fall():
    scale = Scale(NAMES, np.array([10.0, 6.0, 2.0, 1.0, 0.0]))
    assert worth(scale, u=0.75, ideal=("a", "b"), **STRAIGHT) == pytest.approx([1, 1, 1 / 3, 1 / 6, 0])
    assert worth(scale, u=0.25, ideal=("d", "e"), **STRAIGHT) == pytest.approx([0, 4 / 9, 8 / 9, 1, 1])
    assert worth(scale, ideal=("c",), **STRAIGHT) == pytest.approx([0, 0.5, 1, 7 / 8, 0.75])


def test_the_order_in_which_the_set_is_written_does_not_matter():
    for u in (0.25, 0.75):
        assert worth(PLAIN, u=u, ideal=("b", "a")).tolist() == worth(PLAIN, u=u, ideal=("a", "b")).tolist()


def test_each_level_of_the_set_is_the_ideal_equally_often():
    columns = {"ideal": (np.arange(900) + 0.5) / 900}
    peaks = Ideal(ideal=("b", "c", "e")).peaks(PLAIN, Uniforms(columns, 900))
    assert np.bincount(peaks, minlength=5).tolist() == [0, 300, 300, 0, 300]


def test_a_set_of_one_asks_for_no_ideal():
    assert Ideal(ideal="b").peaks(PLAIN, Uniforms({}, 3)).tolist() == [1, 1, 1]


def test_exponent_2_spares_the_first_step_and_one_half_does_not():
    assert worth(PLAIN, ideal=("a",), fall_off=2) == pytest.approx([1, 15 / 16, 3 / 4, 7 / 16, 0])
    assert worth(PLAIN, ideal=("a",), fall_off=0.5) == pytest.approx([1, 0.5, 1 - 0.5**0.5, 1 - 0.75**0.5, 0])


def test_when_nothing_is_said_the_exponent_is_as_likely_halved_as_doubled():
    u = np.array([1e-9, 0.25, 0.5, 0.75, 1 - 1e-9])
    found = Ideal(ideal=("a",)).worth(PLAIN, Uniforms({"fall_off": u}, 5), alone)
    exponents = np.log(1 - found[:, 1]) / np.log(1 / 4)
    assert exponents == pytest.approx([0.5, 0.5**0.5, 1, 2**0.5, 2])


def test_falling_on_paper():
    distances = np.array([[0.0, 1.0, 2.0], [4.0, 1.0, 0.0]])
    assert falling(distances, np.array([1.0, 2.0])) == pytest.approx(np.array([[1, 0.5, 0], [0, 15 / 16, 1]]))
