import numpy as np
import pytest
from analysis.sweeps import point, swept

from sim.analysis.answers import sweep_answer
from sim.analysis.sentences import dial_caption, sweep_caption
from sim.analysis.sweeping import Point
from sim.results import Factors
from sim.scenario import read_scenario


def finding(*points, **how):
    return sweep_caption(swept(*points, **how)).finding


def test_the_sentence_names_the_range_and_where_its_ends_are():
    said = finding(point(0, 8), point(0.5, 40), point(1, 72))
    assert said == "A zone exists in 10% (at 0) to 90% (at 1) of worlds; in 60% as the file says: {uniform: [0, 1]}"


def test_the_order_of_the_values_does_not_matter():
    assert "in 10% (at 0) to 90% (at 1) of worlds" in finding(point(1, 72), point(0.5, 40), point(0, 8))


def test_an_inner_value_can_be_an_end():
    assert "in 10% (at 0.5) to 90% (at 1) of worlds" in finding(point(0, 40), point(0.5, 8), point(1, 72))


def test_words_and_beliefs_are_named_as_the_file_would_write_them():
    said = finding(point("opposed", 72), point({"one_of": [0, 1]}, 8), own=point("will never", 48))
    assert said == (
        'A zone exists in 10% (with {one_of: [0, 1]}) to 90% (with "opposed") of worlds; '
        'in 60% as the file says: "will never"'
    )


def test_values_within_the_sampling_error_of_an_end_are_named_together_or_counted():
    said = finding(point(0, 8), point(1, 72), point(2, 72), point(3, 72))
    assert "in 10% (at 0) to 90% (at 1 or 2 or 3) of worlds" in said
    said = finding(point(0, 8), *(point(k, 72) for k in range(1, 5)))
    assert "to 90% (at 4 of 5 values) of worlds" in said


def test_a_range_within_the_error_is_no_clear_difference():
    one, other = np.zeros(80, bool), np.zeros(80, bool)
    one[:8] = other[:9] = True
    points = (Point(0, Factors(one, one, one)), Point(1, Factors(other, other, other)))
    assert "in 10% to 11% of worlds at both values, with no clear difference" in finding(*points)
    assert "in 10% of worlds at both values, the same worlds" in finding(point(0, 8), point(1, 8))


def test_more_than_two_values_without_a_clear_difference_are_counted():
    assert "in 10% of worlds at all 3 values, the same worlds" in finding(*(point(k, 8) for k in range(3)))


def test_one_value_is_told_alone():
    assert finding(point(0.25, 8)).startswith("A zone exists in 10% of worlds (at 0.25); in 60% as the file says")


def test_what_the_file_says_is_left_out_where_it_says_nothing_or_too_much():
    assert finding(point(0, 8), own=point(None, 48)).endswith("; in 60% as the file says")
    long = {"one_of": [f"level-{k}" for k in range(9)]}
    assert finding(point(0, 8), own=point(long, 48)).endswith("; in 60% as the file says")


def test_long_values_are_counted_and_not_named():
    belief = {"one_of": ["freeze", "empty-zone", "recognized", "more-land"]}
    said = finding(point("opposed", 8), *(point({**belief, "chances": [1, 1, 1, k]}, 72) for k in (1, 2)))
    assert 'in 10% (with "opposed") to 90% (at 2 of 3 values) of worlds' in said


@pytest.mark.parametrize(
    ("points", "own", "ring"),
    [
        ((point(0, 8), point(1, 72)), point(0.5, 40), True),
        ((point(0, 8), point(1, 72)), point(1.5, 40), False),
        ((point(0, 8), point(1, 72)), point({"uniform": [0, 1]}, 40), False),
        ((point("opposed", 8), point("unclear", 72, as_in_file=True)), point("unclear", 72), True),
        ((point("opposed", 8), point("unclear", 72)), point(0.5, 72), False),
    ],
)
def test_the_ring_is_explained_where_it_is_drawn(points, own, ring):
    assert ("Ring: what the file says." in sweep_caption(swept(*points, own=own)).drawn) == ring


def test_the_second_line_says_how_many_worlds_with_which_seed_and_of_what():
    drawn = sweep_caption(swept(point(0, 8))).drawn
    assert drawn.startswith("Share of 80 worlds (seed 1), the same at every value")
    assert drawn.endswith("Scenario: Moscow talks, 2 December 2025.")


def test_the_answer_holds_the_numbers_of_every_value_and_of_the_file():
    answer = sweep_answer(swept(point(0.5, 8, 16), point(1, 0, 0)))
    assert answer["path"] == "parties.russia.no_deal.cost"
    assert answer["values"][0]["value"] == 0.5
    assert answer["values"][0]["zone"]["share"] == 0.1
    assert answer["values"][0]["lines_compatible"]["share"] == 0.2
    assert [value["zone_if_compatible"] for value in answer["values"]] == [0.5, None]
    assert answer["as_in_file"]["value"] == {"uniform": [0, 1]}
    assert answer["as_in_file"]["zone"]["share"] == 0.6
    assert answer["sentences"] == [finding(point(0.5, 8, 16), point(1, 0, 0)) + "."]


def dial(case):
    return swept(point(0.0, 80), point(0.5, 48), point(1.0, 0), own=point(0.5, 48), case=case, path="dial.lines")


def lines(case, **lines):
    """Return the scenario with nothing but these lines of Ukraine."""
    parties = {name: party.model_copy(update={"lines": {}}) for name, party in case.parties.items()}
    kept = {
        name: case.parties["ukraine"].lines[line].model_copy(update={"words": words})
        for name, (line, words) in lines.items()
    }
    parties["ukraine"] = parties["ukraine"].model_copy(update={"lines": kept})
    return case.model_copy(update={"parties": parties})


def test_along_the_dial_both_ends_are_told_with_what_they_mean(moscow):
    assert dial_caption(dial(moscow.case)).finding == (
        "A zone exists in 60% of worlds as the file stands; in 100% if all refusals bend and demands are at their "
        "least, in 0% if all are firm and at their strictest"
    )


def test_along_the_dial_only_what_the_file_holds_is_spoken_of(moscow):
    demands = lines(moscow.case, land=("land", "demands"))
    assert dial_caption(dial(demands)).finding.endswith(
        "in 100% with every demand at its least, in 0% with every demand at its most"
    )
    refused = moscow.case.parties["russia"].lines["no-nato"]
    parties = {name: party.model_copy(update={"lines": {}}) for name, party in moscow.case.parties.items()}
    parties["russia"] = parties["russia"].model_copy(update={"lines": {"no-nato": refused}})
    said = dial_caption(dial(moscow.case.model_copy(update={"parties": parties}))).finding
    assert said.endswith("in 100% if all refusals bend, in 0% if all are firm")


def test_a_scenario_without_a_refusal_that_could_bend_says_so():
    harbor = read_scenario("harbour-sports-park").case
    assert dial_caption(dial(harbor)).finding == (
        "The file states no refusal that could bend: a zone exists in 60% of worlds wherever the dial stands"
    )


@pytest.mark.parametrize("word", ["probab", "likely", "best", "forecast", "optimal"])
def test_no_sentence_speaks_of_chances_or_winners(word, moscow):
    for caption in (sweep_caption(swept(point(0, 8), point(1, 72))), dial_caption(dial(moscow.case))):
        assert word not in " ".join(caption).lower()
