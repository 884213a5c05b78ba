"""As many draws as a wished sampling error takes."""

import pytest

from sim import Scenario
from sim.errors import BadArgument, TooMuchMemory
from sim.surface.until import draws_until, margin_of


def test_a_run_of_the_draws_found_has_the_error_wished(moscow):
    found = draws_until(moscow, "2%")
    assert found.reached
    assert [one.margin <= 0.02 for one in found.tried[-2:]] == [True, True]
    assert [one.draws for one in found.tried] == [512 * 2**k for k in range(len(found.tried))]
    run = moscow.run(draws=found.draws)
    assert (run.zone.share, run.zone.margin) == (found.tried[-1].share, found.tried[-1].margin)
    assert f"{found.draws:,} draws: the sampling error kept within +-2 points there and at" in found.told
    assert "too narrow" in repr(found)


def test_a_smaller_error_takes_more(moscow):
    assert draws_until(moscow, 0.01).draws > draws_until(moscow, 0.03).draws


def test_the_most_there_may_be_are_not_passed_and_it_is_told(moscow):
    found = draws_until(moscow, "0.1%", most=1000)
    assert (found.draws, found.reached) == (1000, False)
    assert "1,000 draws, the most there may be" in found.told
    assert "more than the +-0.1 points wished" in found.told
    assert "for long enough" in draws_until(moscow, "10%", most=256).told


def test_where_nothing_is_uncertain_the_first_size_is_enough():
    found = draws_until(Scenario.load("harbour-sports-park"), "0.1%")
    assert (found.draws, found.reached) == (512, True)
    assert found.told.startswith("Nothing is uncertain")


def test_what_is_under_way_is_told(moscow):
    said = []
    draws_until(moscow, "5%", tell=said.append)
    assert said == ["512 draws", "1,024 draws"]


def test_a_run_too_large_for_the_memory_is_refused_when_it_would_be_needed(moscow):
    with pytest.raises(TooMuchMemory):
        draws_until(moscow, "0.1%", memory="1 GB")


@pytest.mark.parametrize(
    "margin, told",
    [
        ("1", "not 1; did you mean 1%"),
        ("60%", "above 0 and below 50%.*not 60%$"),
        ("0", "above 0 and below 50%"),
        (2, "above 0 and below 50%"),
        (float("nan"), "above 0 and below 50%"),
        ("-1%", "'-1%' is no sampling error; write one like 1% or 0.01"),
        ("little", "'little' is no sampling error"),
    ],
)
def test_what_is_no_sampling_error_is_refused(margin, told):
    with pytest.raises(BadArgument, match=told):
        margin_of(margin)


def test_the_most_draws_must_be_a_number_of_draws(moscow):
    for most in (0, 2_000_000):
        with pytest.raises(BadArgument, match="the most draws must be between 1 and 1,000,000"):
            draws_until(moscow, "1%", most=most)
