"""What a comparison says: computed from its numbers, for any number of runs."""

from dataclasses import replace
from math import nan

import numpy as np
import pytest
from analysis.records import record

from sim.analysis.comparing import compared
from sim.analysis.sentences.comparing import (
    LONGEST_NAME,
    called,
    change_text,
    differences_caption,
    equal_measures,
    opening,
    remarks,
    scope,
    short_change,
    title,
    value_text,
)
from sim.results import Change

SHARE = "share of worlds"


def zone(number, of=800):
    """Return worlds of which the first few have a zone, spread evenly over the replicates."""
    return np.arange(of) < number


def held(case, *numbers, **columns):
    """Return a comparison of runs with a zone in so many of 800 worlds."""
    names = ("base", "one", "two", "three", "four", "five", "six")
    return compared([record(case, zone(number), name, **columns) for name, number in zip(names, numbers, strict=False)])


def test_the_title_says_how_often_a_zone_exists_in_every_run(moscow):
    assert title(held(moscow.case, 400, 600)) == "A zone exists in 50% of worlds in base, 75% in one"
    assert (
        title(held(moscow.case, 400, 600, 200)) == "A zone exists in 50% of worlds in base, 75% in one and 25% in two"
    )
    assert title(held(moscow.case, 0, 800)) == "A zone exists in 0% of worlds in base, 100% in one"


def test_a_run_without_a_clear_difference_gets_no_number_in_the_title(moscow):
    assert title(held(moscow.case, 400, 600, 401)).endswith("75% in one and no clear difference in two")
    same = record(moscow.case, zone(400), "two", zone_size=np.full(800, 7))
    found = compared([record(moscow.case, zone(400)), record(moscow.case, zone(600), "one"), same])
    assert title(found).endswith("75% in one and the same in two")


def test_of_many_runs_the_title_gives_the_range(moscow):
    said = title(held(moscow.case, 400, 600, 200, 40, 500))
    assert said == "A zone exists in 50% of worlds in base, 5% to 75% in 4 others"


def test_where_a_zone_exists_as_often_the_title_says_what_changed_most(moscow):
    case = moscow.change({"checks": {"land": {"accepts": {"party": "us", "proposal": "refined"}}}}).case
    runs = [
        record(case, zone(400), name, **{"checks.land": zone(number)}) for name, number in (("base", 80), ("one", 400))
    ]
    assert title(compared(runs)) == (
        'A zone exists in 50% of worlds in every run. Most changed: US accepts "Refined text": 10% in base, 50% in one'
    )
    unclear = [runs[0], replace(runs[1], worlds=runs[1].worlds.assign(zone=zone(401)))]
    assert title(compared(unclear)).startswith("How often a zone exists shows no clear difference. Most changed: US")


def test_without_any_difference_the_title_says_so(moscow):
    sized = {"zone_size": np.full(800, 7)}
    found = compared([record(moscow.case, zone(400)), record(moscow.case, zone(400), "one", **sized)])
    assert title(found) == "No share of worlds differs between base and one"
    assert title(held(moscow.case, 400, 401)) == "No share of worlds shows a clear difference between base and one"


def test_the_opening_and_the_scope_name_runs_worlds_and_seed(moscow):
    found = held(moscow.case, 400, 600, 200)
    assert opening(found) == "one and two against base"
    assert scope(found) == "800 worlds in each run, drawn alike · seed 1"


def test_equal_measures_are_counted(moscow):
    found = held(moscow.case, 400, 600)
    equal = sum(outcome.equal for outcome in found.outcomes)
    assert equal_measures(found) == f"{equal} of {len(found.outcomes)} measures are exactly equal in all runs."
    same = compared([record(moscow.case, zone(4)), record(moscow.change({}, name="else").case, zone(4), "else")])
    assert equal_measures(same) == f"All {len(same.outcomes)} measures are exactly equal in all runs."


def test_what_is_left_out_is_told_once_for_each_reason(moscow):
    talks = {"agreed": zone(300), "round": np.full(800, 2), "verdict": ["no zone"] * 800}
    found = compared([record(moscow.case, zone(400)), record(moscow.case, zone(400), "talked", **talks)])
    (said,) = remarks(found)
    assert said.startswith("Left out (not in base): The talks agree; ")
    assert said.count("Talks: ") == 3


def test_runs_of_different_versions_are_told(moscow):
    found = compared([record(moscow.case, zone(4)), record(moscow.case, zone(5), "one", version="0.2.0")])
    assert remarks(found) == [
        "Made by different versions of this program, which may differ by themselves: base 0.1.0, one 0.2.0."
    ]


def test_with_many_intervals_a_reader_is_told_that_some_miss(moscow):
    assert not remarks(held(moscow.case, 400, 600))
    assert remarks(held(moscow.case, 400, 600, 300, 200, 100, 500, 700)) == [
        "Each interval stands for itself: 5% of such intervals miss the true change."
    ]


@pytest.mark.parametrize(
    ("unit", "value", "said"),
    [
        (SHARE, 0.001, "under 1%"),
        (SHARE, 1.0, "100%"),
        ("deals", 1234.56, "1,234.6 deals"),
        ("rounds", nan, "in no world"),
    ],
)
def test_a_value_is_written_in_its_unit(unit, value, said):
    assert value_text(unit, value) == said


@pytest.mark.parametrize(
    ("unit", "change", "said"),
    [
        (SHARE, Change(0.5, 0.4, -0.12, -0.08), "-10.0 points (+-2.0)"),
        (SHARE, Change(0.99, 0.996, 0.001, 0.012), "+0.6 points (+0.1 to +1.2)"),
        (SHARE, Change(0.5, 0.51, -0.01, 0.03), "no clear difference"),
        (SHARE, Change(0.5, 0.9), "too few worlds"),
        (SHARE, Change(0.5, 0.5, 0.0, 0.0), "equal"),
        ("rounds", Change(7.0, 9.5, 2.0, 3.0), "+2.5 rounds (+-0.5)"),
        ("deals", Change(55.0, 12.0, -43.0, -43.0), "-43.0 deals"),
        ("deals", Change(nan, 12.0), "too few worlds"),
    ],
)
def test_a_change_is_a_number_only_where_it_is_clear(unit, change, said):
    assert change_text(unit, change) == said


def test_a_figure_gets_a_short_change():
    assert short_change(Change(0.0, 1.0, 0.99, 1.0)) == "+100"
    assert short_change(Change(0.2, 0.299, 0.09, 0.11)) == "+9.9"
    assert short_change(Change(0.2, 0.2996, 0.09, 0.11)) == "+10"
    assert short_change(Change(0.2, 0.1, -0.2, 0.1)) == ""


def test_a_long_name_keeps_its_beginning_and_its_end():
    long = "moscow-talks-with-everything-changed-that-can-be-changed-2"
    assert len(called(long)) <= LONGEST_NAME
    assert called(long).startswith("moscow-talks")
    assert called(long).endswith("changed-2")
    assert called("x" * LONGEST_NAME) == "x" * LONGEST_NAME


def test_the_caption_says_what_is_drawn_greyed_and_left_out(moscow):
    found = held(moscow.case, 400, 600)
    plain = differences_caption(found, rows=0, runs=0, greyed=False)
    assert plain.finding == title(found)
    assert plain.drawn == (
        "Shares of 800 worlds, drawn alike in every run (seed 1). Numbers: change from base in percentage points; bars "
        "with ends: its paired 95% interval. Base: Moscow talks, 2 December 2025."
    )
    full = differences_caption(found, rows=1, runs=2, greyed=True).drawn
    assert "Grey: no clear difference, or too few worlds to tell." in full
    assert "Left out here but in the table: 1 share that differs and 2 runs." in full
