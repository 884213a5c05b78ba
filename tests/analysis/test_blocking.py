"""Who blocks what: shares of all deals with a level, worked out deal by deal."""

import numpy as np
import pandas as pd
import pytest
from games import played, run_of

from sim.analysis.blocking import ALONE, SEVERAL, SHARED, ZONE, alone, foremost, over_all, shown_levels, who_blocks
from sim.analysis.reasons import why
from sim.analysis.sentences import blocking_caption, short_names
from sim.deals import DealSpace
from sim.scenario import read_scenario

QUOTA = "{at_least: 2, of: everyone, vetoes: [p2]}"


@pytest.fixture(scope="module")
def moscow_study():
    return run_of(draws=256)


def two_with_the_last(yes):
    """Tell whether at least two of three say yes, the last among them: the rule of :data:`QUOTA`."""
    return sum(yes) >= 2 and yes[2]


def five_with_both(yes):
    """Tell whether at least five of six say yes, the fourth and fifth among them: the rule of the harbor game."""
    return sum(yes) >= 5 and yes[3] and yes[4]


def kind_of(yes, passes, parties):
    """Return the column that one deal of one world belongs to, from the definition."""
    if passes(yes):
        return ZONE
    openers = [party for p, party in enumerate(parties) if passes([*yes[:p], True, *yes[p + 1 :]])]
    if len(openers) == 1:
        return ALONE + openers[0]
    return SHARED if openers else SEVERAL


def world_by_world(study):
    """Go through every deal of every world: its levels by issue, who says yes, and whether it is in the zone."""
    for k in range(study.draws):
        for deal in range(study.space.deals):
            found = why(study.case, study.paths, study.seed, k, deal)
            yield found.deal, [bool(said) for said in found.parties["accepts"]], found.in_zone


def in_one_world(study):
    """Do the same from the counts of a single world."""
    for deal in range(study.space.deals):
        levels = dict(zip(study.space.issues, study.space.levels_of(deal), strict=True))
        yield levels, list(study.counts.accepted[deal] == 1), study.counts.joint[deal] == 1


def by_definition(answers, passes, parties):
    """Return what :func:`who_blocks` should find."""
    rows = []
    for levels, yes, in_zone in answers:
        kind = kind_of(yes, passes, parties)
        assert (kind == ZONE) == in_zone
        rows += [(issue, level, kind) for issue, level in levels.items()]
    told = pd.DataFrame(rows, columns=["issue", "level", "kind"])
    return told.groupby(["issue", "level"])["kind"].value_counts(normalize=True).unstack(fill_value=0.0)


def assert_same(found, expected):
    whole = expected.reindex(index=found.index, columns=found.columns, fill_value=0.0)
    pd.testing.assert_frame_equal(found, whole, check_names=False)


@pytest.mark.parametrize(
    ("needs", "passes"), [(None, all), (QUOTA, two_with_the_last), ("{at_least: 1, of: everyone}", any)]
)
def test_every_share_is_that_of_a_look_at_every_deal_of_every_world(tmp_path, needs, passes):
    study = played(tmp_path, (2, 3), draws=8, parties=3, needs=needs, no_deal="{uniform: [0.3, 0.8]}")
    assert_same(who_blocks(study), by_definition(world_by_world(study), passes, study.parties))


def test_the_quota_of_the_harbor_game_counts_a_deal_that_either_of_two_would_open_once():
    study = run_of("harbour-sports-park", draws=1)
    found = who_blocks(study)
    assert_same(found, by_definition(in_one_world(study), five_with_both, study.parties))
    assert found[SHARED].any()
    for party in ("mayor", "other-cities", "union", "environment"):
        assert not found[f"alone.{party}"].any(), "four yeses of six: the other without a veto would do as well"


def test_the_shares_of_every_level_add_to_one(moscow_study):
    for study in (moscow_study, run_of("harbour-sports-park", draws=8)):
        found = who_blocks(study)
        assert found.sum(axis=1).to_numpy() == pytest.approx(1, abs=1e-12)
        assert (found >= 0).all(axis=None)


def test_where_everybody_asked_must_agree_the_shares_are_those_of_the_table_of_parties(moscow_study, talks):
    shares = over_all(who_blocks(moscow_study))
    assert shares[SHARED] == 0
    for party in moscow_study.parties:
        assert shares[f"alone.{party}"] == pytest.approx(talks.parties.at[party, "alone"], abs=1e-12)
    assert shares[ZONE] == pytest.approx(moscow_study.counts.joint.mean() / 256, abs=1e-12)


def test_every_issue_gives_the_same_shares_of_all_deals(moscow_study):
    found = who_blocks(moscow_study)
    for issue in moscow_study.space.issues:
        assert found.loc[issue].mean().to_numpy() == pytest.approx(over_all(found).to_numpy(), abs=1e-12)


def test_parties_come_in_the_order_of_what_they_keep_out_and_equals_in_that_of_the_file():
    shares = pd.Series({ZONE: 0.5, "alone.a": 0.1, "alone.b": 0.0, "alone.c": 0.3, "alone.d": 0.1, SEVERAL: 0.0})
    assert list(alone(shares).index) == ["c", "a", "d"]


def shares_of(*numbers):
    return pd.Series(dict(zip(("us", "russia", "ukraine", "eu"), numbers, strict=False)))


def test_parties_within_the_sampling_error_of_the_first_are_foremost_with_it(moscow_study):
    assert foremost(moscow_study, shares_of(0.30, 0.10)) == ("us",)
    assert foremost(moscow_study, shares_of(0.30, 0.28, 0.1)) == ("us", "russia")
    assert foremost(moscow_study, shares_of()) == ()


def test_where_nothing_is_drawn_only_what_differs_by_half_a_point_or_less_is_alike():
    harbor = run_of("harbour-sports-park", draws=1)
    assert foremost(harbor, shares_of(0.300, 0.295, 0.294)) == ("us", "russia")


@pytest.mark.parametrize(
    ("sizes", "most", "shown"),
    [
        ((3, 2), 40, ((0, 1, 2), (0, 1))),
        ((1,), 40, ((0,),)),
        ((1, 5), 4, ((0,), (0, 2, 4))),
        ((101,), 5, ((0, 25, 50, 75, 100),)),
        ((9, 2, 9), 12, ((0, 2, 4, 6, 8), (0, 1), (0, 2, 4, 6, 8))),
        ((3, 3, 3), 2, ((0, 2), (0, 2), (0, 2))),
    ],
)
def test_levels_that_have_no_room_are_left_out_evenly_and_never_the_ends(sizes, most, shown):
    levels = tuple(tuple(f"l{k}" for k in range(size)) for size in sizes)
    assert shown_levels(DealSpace(tuple(f"i{i}" for i in range(len(sizes))), levels), most) == shown


def told(study, **shares):
    """Return the caption of a table in which every level has these shares."""
    table = who_blocks(study)
    table.loc[:] = 0.0
    for name, share in shares.items():
        table[name if name in table else ALONE + name.replace("_", "-")] = share
    return blocking_caption(study, table, shown_levels(study.space, 40))


def test_the_title_names_who_alone_keeps_out_most(moscow_study):
    said = told(moscow_study, zone=0.1, russia=0.3, ukraine=0.1, several=0.5)
    assert said.finding == "30% of deals are kept out by Russia alone, more than by any other party"
    assert "on average over 256 worlds (seed 1)" in said.drawn
    assert "Never the only one that could let a deal in: US and Europe (EU and UK)." in said.drawn
    assert said.drawn.endswith("Scenario: Moscow talks, 2 December 2025.")
    only = told(moscow_study, zone=0.1, russia=0.3, several=0.6).finding
    assert only == "30% of deals are kept out by Russia alone, by no other party alone"


def test_parties_that_cannot_be_told_apart_are_named_together_or_counted(moscow_study):
    two = told(moscow_study, zone=0.1, russia=0.21, ukraine=0.2, several=0.49).finding
    assert two == ("21% of deals are kept out by Russia alone and 20% by Ukraine alone, too close to tell apart")
    equal = told(moscow_study, zone=0.1, russia=0.2, ukraine=0.2, several=0.5).finding
    assert equal.endswith("and 20% by Ukraine alone, equally many")
    four = told(moscow_study, us=0.21, russia=0.2, ukraine=0.2, eu=0.19, zone=0.2).finding
    assert four == "Each of 4 parties alone keeps out 19% to 21% of deals, too close to tell apart"


def test_what_is_certain_is_within_half_a_point_rather_than_too_close():
    harbor = run_of("harbour-sports-park", draws=1)
    said = told(harbor, sportco=0.203, tourism=0.2, several=0.5, zone=0.097)
    assert said.finding == (
        "20% of deals are kept out by SportCo alone and 20% by Department of Tourism alone, within half a point"
    )


def test_without_a_zone_the_title_says_so_first(moscow_study):
    assert told(moscow_study, russia=0.3, several=0.7).finding == (
        "No deal has every consent it needs in any world; 30% of deals are kept out by Russia alone, "
        "by no other party alone"
    )
    assert told(moscow_study, several=1.0).finding.startswith("No deal has every consent it needs in any world; nobody")


def test_a_scenario_in_which_nothing_is_refused_says_so(moscow_study):
    said = told(moscow_study, zone=1.0)
    assert said.finding == "No deal is ever kept out: each has every consent it needs in every world"
    assert "Never the only one" not in said.drawn
    assert "Kept out" not in said.drawn


def test_where_nobody_is_alone_the_title_says_what_is_missing(moscow_study):
    assert told(moscow_study, zone=0.4, several=0.6).finding == (
        "Nobody keeps a deal out alone: where one fails, more than one yes is missing"
    )
    said = told(moscow_study, zone=0.4, any_one_of_several=0.2, several=0.4)
    assert said.finding == "Nobody keeps a deal out alone; 20% of deals lack one yes, that of any of several"
    assert "is counted once and under no party" in said.drawn


def test_levels_left_out_are_told(tmp_path):
    study = played(tmp_path, (100, 3), draws=4)
    said = blocking_caption(study, who_blocks(study), shown_levels(study.space, 40)).drawn
    assert "Of Issue i0 37 of 100 levels are drawn, evenly spaced." in said
    assert "Issue i1" not in said


def test_what_stands_in_brackets_is_left_out_of_names_that_stay_different():
    case = read_scenario("moscow-talks").case
    assert short_names(case)["eu"] == "Europe"
    changed = read_scenario("moscow-talks", ["parties.us.label=Europe (elsewhere)"]).case
    assert short_names(changed)["eu"] == "Europe (EU and UK)"


@pytest.mark.parametrize("overrides", [[], ["dial.lines=1"], ["dial.lines=0"]])
def test_no_sentence_sounds_like_a_forecast(overrides):
    study = run_of("moscow-talks", *overrides, draws=64)
    said = " ".join(blocking_caption(study, who_blocks(study), shown_levels(study.space, 40))).lower()
    assert not any(word in said for word in ("probab", "likely", "best", "chance"))


def test_whole_numbers_of_pairs_stand_behind_the_shares(moscow_study):
    pairs = 256 * moscow_study.space.deals / np.repeat(moscow_study.space.sizes, moscow_study.space.sizes)
    counted = who_blocks(moscow_study).to_numpy() * pairs[:, None]
    assert counted == pytest.approx(np.round(counted), abs=1e-6)
