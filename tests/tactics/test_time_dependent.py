import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from sim.streams import Uniforms
from sim.tactics import LINEAR, Concession, TimeDependent


def at(time, *, best=1_000_000, no_deal=200_000, exponent=1.0):
    """Return one aspiration in whole millionths."""
    numbers = (np.array([x], np.float32) for x in (best, no_deal))
    return float(Concession(np.array([exponent])).aspirations(time, *numbers)[0])


def exponents(spec, draws=3):
    return TimeDependent.model_validate(spec).drawn(Uniforms({"time_dependent": np.linspace(0.1, 0.9, draws)}, draws))


@pytest.mark.parametrize(("word", "exponent"), [("boulware", 4), ("linear", 1), ("conceder", 0.25)])
def test_a_word_stands_for_its_exponent(word, exponent):
    assert exponents({"time_dependent": word}).exponents.tolist() == [exponent] * 3


def test_a_belief_differs_from_world_to_world():
    found = exponents({"time_dependent": {"log_uniform": [0.25, 4]}}).exponents
    np.testing.assert_allclose(found, 0.25 * 16 ** np.array([0.1, 0.5, 0.9]))


def test_half_way_through_four_tenths_are_given_by_a_linear_party_that_has_eight_tenths_to_give():
    assert [at(t) for t in (0, 0.5, 1)] == [1_000_000, 600_000, 200_000]


def test_at_half_time_a_boulware_party_still_asks_for_nearly_all_and_a_conceder_for_little():
    # 1 - .5^4 = .9375 and 1 - .5^.25 = .1591
    assert at(0.5, exponent=4.0, no_deal=0) == 937_500
    assert at(0.5, exponent=0.25, no_deal=0) == 159_104


@given(
    no_deal=st.integers(0, 10**6),
    room=st.integers(0, 10**6),
    exponent=st.floats(0.05, 20),
    times=st.lists(st.floats(0, 1), min_size=2, max_size=5).map(sorted),
)
def test_aspirations_are_whole_never_rise_and_stay_between_the_best_deal_and_no_deal(no_deal, room, exponent, times):
    wanted = [at(t, best=no_deal + room, no_deal=no_deal, exponent=exponent) for t in (0.0, *times, 1.0)]
    assert wanted == sorted(wanted, reverse=True)
    assert (wanted[0], wanted[-1]) == (no_deal + room, no_deal)
    assert all(x == int(x) for x in wanted)


@pytest.mark.parametrize("exponent", [0, -1, {"uniform": [0, 2]}, "stubborn"])
def test_an_exponent_that_is_not_above_0_or_a_word_not_known_is_refused(exponent):
    with pytest.raises(ValidationError):
        TimeDependent.model_validate({"time_dependent": exponent})


def test_a_party_whose_tactic_is_not_stated_concedes_linearly():
    assert LINEAR.drawn(Uniforms({}, 2)).exponents.tolist() == [1, 1]


@pytest.mark.parametrize(("plain", "exponent"), [("boulware", 4), (2, 2), (0.5, 0.5)])
def test_a_word_or_number_alone_is_a_tactic_and_is_written_out_in_full(plain, exponent):
    spec = TimeDependent.model_validate(plain)
    assert spec.model_dump(mode="json", exclude_unset=True) == {"time_dependent": exponent}
    assert TimeDependent.model_validate(spec.model_dump(mode="json", exclude_unset=True)) == spec


def test_half_a_millionth_is_rounded_up():
    assert at(0.5, best=1, no_deal=0) == 1
