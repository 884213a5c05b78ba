"""Tactics that do not go by time alone."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from sim.streams import Uniforms
from sim.tactics import Concession, Firm, Hurried, Moment, Pressed, RandomWalk, Tactic, TitForTat

WRITTEN = TypeAdapter(Tactic)


def moment(best=1_000_000, no_deal=200_000, first=np.nan, last=np.nan, number=1):
    worths = (np.array([x], np.float32) for x in (best, no_deal, no_deal, first, last))
    return Moment(np.array([0]), number, 0.5, *worths)


def stance(written, draws=1):
    spec = WRITTEN.validate_python(written)
    paths = {"firm": 0.5, "tit_for_tat": 0.5, "random_walk": 0.37}
    return spec.drawn(Uniforms({path: np.full(draws, u) for path, u in paths.items()}, draws))


def test_who_is_firm_asks_for_its_share_of_the_way_whatever_the_time():
    assert stance({"firm": 0.25}).wants(moment()).tolist() == [400_000]


def test_who_reciprocates_asks_for_all_before_anything_is_offered():
    assert stance({"tit_for_tat": 1.0}).wants(moment()).tolist() == [1_000_000]


@pytest.mark.parametrize(("reciprocity", "asked"), [(0.0, 1_000_000), (1.0, 500_000), (2.0, 250_000)])
def test_who_is_given_twice_as_much_asks_for_half(reciprocity, asked):
    assert stance({"tit_for_tat": reciprocity}).wants(moment(first=200_000, last=400_000)).tolist() == [asked]


@given(*(st.integers(0, 10**6) for _ in range(4)))
def test_nobody_asks_for_more_than_the_best_or_less_than_no_deal(a, b, first, last):
    no_deal, best = sorted((a, b))
    now = moment(best, no_deal, first, last, number=7)
    for written in ({"tit_for_tat": 1.5}, {"firm": 0.4}, {"random_walk": True}):
        asked = stance(written).wants(now)
        assert no_deal <= asked[0] <= best
        assert asked[0] == int(asked[0])


def test_a_random_walker_asks_for_anything_and_for_the_same_each_time_it_is_asked():
    walker = stance({"random_walk": True}, draws=1)
    asked = [float(walker.wants(moment(no_deal=0, number=number))[0]) for number in range(200)]
    assert 400_000 < np.mean(asked) < 600_000
    assert len(set(asked)) > 190
    assert float(walker.wants(moment(no_deal=0, number=3))[0]) == asked[3]


@pytest.mark.parametrize(
    "written", [{"firm": 1.5}, {"firm": {"uniform": [-1, 1]}}, {"tit_for_tat": -1}, {"random_walk": False}]
)
def test_what_makes_no_sense_is_refused(written):
    with pytest.raises(ValidationError):
        WRITTEN.validate_python(written)


def test_kinds_are_told_apart():
    kinds = [
        type(WRITTEN.validate_python(written)) for written in ({"firm": 1}, {"tit_for_tat": 1}, {"random_walk": True})
    ]
    assert kinds == [Firm, TitForTat, RandomWalk]


def hurried(time, no_deal, first_no_deal, haste=1.0, exponent=2.0):
    stance = Hurried(np.array([exponent]), np.array([haste]))
    worths = (np.array([value], np.float32) for value in (1_000_000, no_deal, first_no_deal))
    return float(stance.wants(Moment(np.array([0]), 1, time, *worths, None, None))[0])


def test_who_is_not_pressed_concedes_with_time_alone():
    spared = Concession(np.array([2.0])).aspirations(0.3, np.float32([1e6]), np.float32([4e5]))
    assert hurried(0.3, 400_000, 400_000) == spared[0]
    assert hurried(0.3, 400_000, 300_000) == spared[0]  # its no deal has gained
    assert hurried(0.3, 400_000, 500_000, haste=0.0) == spared[0]


def test_a_loss_puts_the_clock_forward_by_its_share_of_the_room():
    # lost .12 of a room of .6: the clock of a haste of 1 stands at .3 + .2
    assert hurried(0.3, 400_000, 520_000) == 400_000 + 600_000 * (1 - 0.5**2)
    assert hurried(0.9, 400_000, 520_000) == 400_000  # no later than the end


def test_haste_and_exponent_are_bounded():
    for bad in ({"haste": -1}, {"haste": 1, "exponent": 0}):
        with pytest.raises(ValidationError):
            Pressed.model_validate({"pressed": bad})
