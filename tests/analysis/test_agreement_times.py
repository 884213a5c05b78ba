"""How soon talks reach a deal, and whether some reach one more often."""

import numpy as np
import pytest
from scipy import stats

from sim.analysis.agreement_times import Curve, agreed_by_round, median_round, more_often
from sim.analysis.sentences import agreement_caption, pace
from sim.errors import BadArgument
from sim.results import estimate


def curve(rounds, *, deadline=20, zone=1.0, label="Base case"):
    return Curve(label, np.array(rounds, np.int64), deadline, zone)


def struck(share, *, draws=800, zone=1.0, label="Base case", turn=0):
    """Return talks that strike a deal in round 3 of exactly this share of worlds: the first ones, turned by some."""
    rounds = np.where(np.arange(draws) < round(share * draws), 3, 0)
    return curve(np.roll(rounds, turn), zone=zone, label=label)


def test_shares_rise_from_round_to_round_by_hand():
    found = agreed_by_round(np.array([1, 2, 2, 4, 0, 0, 0, 0]), 4)
    assert found.index.name == "round"
    assert list(found.index) == [0, 1, 2, 3, 4]
    assert list(found["share"]) == [0, 1 / 8, 3 / 8, 3 / 8, 4 / 8]


def test_every_interval_is_that_of_the_estimate_over_replicates():
    rounds = np.random.default_rng(5).integers(0, 8, 500)
    found = agreed_by_round(rounds, 7)
    for r, row in found.iterrows():
        expected = estimate((rounds > 0) & (rounds <= r), 8)
        assert tuple(row) == (expected.share, expected.low, expected.high)


def test_the_curve_never_falls_holds_its_interval_and_ends_at_what_was_reached():
    talks = curve(np.random.default_rng(6).integers(0, 21, 999))
    found = agreed_by_round(talks.rounds, 20)
    assert (np.diff(found["share"]) >= 0).all()
    assert (found["low"] <= found["share"]).all()
    assert (found["share"] <= found["high"]).all()
    assert found["share"].iloc[-1] == talks.reached == (talks.rounds > 0).mean()


def test_the_median_is_over_the_worlds_with_a_deal():
    assert median_round(np.array([0, 0, 0, 4, 9, 5])) == 5
    assert median_round(np.array([0, 4, 5])) == 4.5
    assert median_round(np.zeros(3, np.int64)) is None


@pytest.mark.parametrize(
    ("rounds", "deadline", "said"),
    [
        ([1, 5], 4, "a deal in round 5 of talks with rounds 1 to 4; 0 stands for no deal"),
        ([1, -1], 4, "a deal in round -1 of talks"),
        ([], 4, "0 worlds and 4 rounds"),
        ([0], 0, "1 worlds and 0 rounds"),
    ],
)
def test_rounds_that_the_talks_do_not_have_are_refused(rounds, deadline, said):
    with pytest.raises(BadArgument, match=said):
        agreed_by_round(np.array(rounds, np.int64), deadline)
    with pytest.raises(BadArgument, match=said):
        curve(rounds, deadline=deadline)


@pytest.mark.parametrize("zone", [0.49, 1.01])
def test_more_deals_than_zones_or_more_zones_than_worlds_are_refused(zone):
    with pytest.raises(BadArgument, match="'Base case': a zone exists in a share"):
        struck(0.5, zone=zone)


def test_as_many_deals_as_zones_are_not():
    assert struck(0.5, zone=0.5).reached == 0.5


def test_the_difference_is_a_t_interval_over_the_differences_of_the_replicates():
    rng = np.random.default_rng(9)
    one, other = (curve(rng.integers(0, top, 640)) for top in (9, 4))
    within = [(one.rounds[r::8] > 0).mean() - (other.rounds[r::8] > 0).mean() for r in range(8)]
    low, high = stats.t.interval(0.95, 7, loc=np.mean(within), scale=stats.sem(within))
    found = more_often(one, other)
    assert (found.change, found.low, found.high) == pytest.approx((one.reached - other.reached, low, high), abs=1e-12)
    turned = more_often(other, one)
    assert (turned.change, turned.low, turned.high) == pytest.approx(
        (-found.change, -found.high, -found.low), abs=1e-12
    )
    assert found.clear == turned.clear == (low > 0)


def test_in_the_same_worlds_a_difference_is_seen_that_two_intervals_would_hide():
    shared = np.random.default_rng(2).random(1024)
    one, other = (curve(np.where(shared < share, 5, 0)) for share in (0.52, 0.50))
    apart = [agreed_by_round(talks.rounds, 20).iloc[-1] for talks in (one, other)]
    assert apart[1]["high"] > apart[0]["low"]
    assert more_often(one, other).clear


def test_talks_are_compared_with_themselves_and_with_as_many_worlds_only():
    assert not more_often(struck(0.5), struck(0.5)).clear
    assert more_often(curve([3]), curve([0])).low is None, "one world tells no error"
    with pytest.raises(BadArgument, match="'A' has 800 worlds and 'B' 80; talks are compared in the same worlds"):
        more_often(struck(0.5, label="A"), struck(0.5, draws=80, label="B"))


def told(*curves):
    return agreement_caption(curves, seed=4, scenario="Moscow talks")


@pytest.mark.parametrize(
    ("share", "zone", "finding"),
    [
        (0.41, 0.61, "Talks reach a deal in 41% of worlds, 20 points short of the zone"),
        (0.60, 0.61, "Talks reach a deal in 60% of worlds, 1 point short of the zone"),
        (0.6, 0.601, "Talks reach a deal in 60% of worlds, under 1 point short of the zone"),
        (0.61, 0.61, "Talks reach a deal in every world with a zone: in 61% of worlds"),
        (0.0, 0.61, "Talks reach no deal in any world, though a zone exists in 61%"),
        (0.0, 0.0, "No world has a zone, so talks reach no deal"),
    ],
)
def test_the_title_of_one_curve_measures_it_by_the_zone(share, zone, finding):
    assert told(struck(share, zone=zone)).finding == finding


def test_the_second_line_says_what_is_drawn():
    assert told(struck(0.5)).drawn == (
        "Share of 800 worlds (seed 4) in which talks have struck a deal by each round, with its 95% interval. "
        "Dashed line: worlds with a zone, which talks cannot pass. Scenario: Moscow talks."
    )
    assert "Dashed lines:" in told(struck(0.5), struck(0.4)).drawn
    assert "All are compared in the same worlds." in told(struck(0.5), struck(0.4)).drawn


def test_who_clearly_reaches_more_is_named_with_its_lead():
    low, high = struck(0.5, label="Low"), struck(0.7, label="High")
    assert told(low, high).finding == (
        "Talks reach a deal in 70% of worlds with “High”, 20 points more than with “Low”"
    )
    assert told(low, high, struck(0.65, label="Middle")).finding == (
        "Talks reach a deal in 70% of worlds with “High”, 5 points more than with the next, “Middle”"
    )
    long = told(struck(0.5, label="b" * 100), struck(0.7, label="a" * 100)).finding
    assert long.endswith("20 points more than with the next")


def worlds_apart(shares, labels="ABCDEF"):
    """Return talks whose deals lie in unlike worlds, so that small differences are not clear."""
    rng = np.random.default_rng(11)
    return [
        curve(np.where(rng.random(400) < share, 5, 0), label=label)
        for share, label in zip(shares, labels, strict=False)
    ]


def test_what_sampling_cannot_part_is_no_clear_difference():
    assert told(struck(0.5), struck(0.5, label="Other")).finding == (
        "No clear difference: talks reach a deal in 50% of worlds in both cases"
    )
    three = worlds_apart((0.5, 0.5, 0.5))
    assert not any(more_often(one, other).clear for one in three for other in three)
    reached = sorted(talks.reached for talks in three)
    assert told(*three).finding == (
        f"No clear difference: talks reach a deal in {reached[0]:.0%} to {reached[-1]:.0%} of worlds in all 3 cases"
    )


def test_several_that_lead_together_are_named_or_counted():
    rest = struck(0.1, draws=400, label="Rest")
    two = worlds_apart((0.5, 0.5))
    first, second = sorted(two, key=lambda talks: -talks.reached)
    assert told(*two, rest).finding == (
        f"Talks reach a deal most often with “{first.label}” and “{second.label}”: in {second.reached:.0%} to "
        f"{first.reached:.0%} of worlds, none clearly below the highest"
    )
    four = worlds_apart((0.5,) * 4)
    assert told(*four, rest).finding.startswith("Talks reach a deal most often with 4 of 5 cases: in ")


def test_no_deal_at_all_is_said_of_all():
    assert told(struck(0), struck(0)).finding == "Talks reach no deal in any world, in both cases"
    assert told(struck(0), struck(0), struck(0)).finding == "Talks reach no deal in any world, in all 3 cases"


def test_the_pace_is_how_often_and_how_soon():
    assert pace(struck(0.5)) == "deal in 50%, median round 3"
    assert pace(struck(0)) == "no deal in any world"


def test_no_sentence_sounds_like_a_forecast():
    said = " ".join([*told(struck(0.5)), *told(struck(0.5), struck(0.7)), pace(struck(0.5))]).lower()
    assert not any(word in said for word in ("probab", "likely", "best", "chance"))
