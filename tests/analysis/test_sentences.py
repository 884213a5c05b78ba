import re
from dataclasses import replace

import numpy as np
import pytest

from sim import Scenario
from sim.analysis.sentences import Headline, percent, points
from sim.results import Estimate


def told(case, zone=0.615, compatible=0.627, bend=1.0, firm=0.0, prior=0.5, readings=()):
    def estimate(share):
        return Estimate(share, max(0, share - 0.01), min(1, share + 0.01), 2048)

    inside = zone / compatible if compatible else None
    return Headline(
        case=case,
        zone=estimate(zone),
        compatible=estimate(compatible),
        zone_if_compatible=inside,
        all_bend=estimate(bend),
        all_firm=estimate(firm),
        prior_only=estimate(prior),
        single=0.35,
        readings={f"reading {n}": estimate(share) for n, share in enumerate(readings)},
    )


def test_the_first_sentences_hold_the_numbers(moscow):
    said = told(moscow.case)
    assert said.first == (
        "A settlement every needed party would accept exists in 62% of 2,048 possible worlds (sampling +-1.0 points)."
    )
    assert said.ends == (
        "If all stated refusals bend and demands are at their least, 100%; if all are firm and at their strictest, 0%."
    )
    assert said.one_deal == "No single deal does for all worlds: the one most often acceptable is so in 35%."
    assert said.ground.endswith("this is not a forecast.")


def test_only_none_is_0_percent_and_only_all_is_100():
    shares = (0, 1e-9, 0.0049, 0.0051, 0.5, 0.994, 0.996, 1 - 1e-9, 1)
    written = ["0%", "under 1%", "under 1%", "1%", "50%", "99%", "over 99%", "over 99%", "100%"]
    assert [percent(share) for share in shares] == written
    assert points(0.0112) == "+-1.1 points"


def test_no_share_strictly_between_is_written_as_none_or_all():
    for share in [1 / 200, 199 / 200, *np.linspace(0.0001, 0.9999, 5001)]:
        assert percent(float(share)) not in ("0%", "100%")


def test_the_counts_of_beliefs_are_those_of_the_file(moscow):
    sourced, judged = told(moscow.case).grounds
    bases = told(moscow.case).bases
    assert sourced + judged == sum(bases.values())
    assert judged == bases["judgement"]
    assert f"({sourced} rest on statements, {judged} are judgement)" in told(moscow.case).ground
    classic = told(Scenario.load("split-the-dollar").case)
    assert "(7 rest on statements, 1 is judgement)" in classic.ground


def test_a_deal_acceptable_everywhere_is_said_to_be(moscow):
    assert replace(told(moscow.case), single=1.0).one_deal == "Some deal is acceptable in every world."


def test_what_stands_beside_the_opening_repeats_nothing_of_it(moscow):
    said = replace(told(moscow.case, zone=0.99), slack=0.1)
    assert said.room in said.beside
    assert said.ground not in said.beside
    assert said.sentences == (said.first, said.ends, said.ground, *said.beside)
    assert "middle world" not in replace(said, certain=True).room


def test_the_range_covers_this_reading_and_the_others(moscow):
    assert told(moscow.case, readings=(0.25, 0.82)).range_of_readings == (
        "3 readings of the same words: from 25% to 82% of worlds."
    )
    assert told(moscow.case).range_of_readings is None


def test_without_a_compatible_world_the_factors_say_so(moscow):
    assert "rule out every deal" in told(moscow.case, zone=0, compatible=0).factors


def test_a_file_without_refusals_has_no_dial_to_speak_of():
    harbor = Scenario.load("harbour-sports-park")
    assert told(harbor.case).ends == "The file states no refusal that could bend."


def test_the_structure_names_the_issue_that_firm_refusals_close(moscow):
    assert "no level of Territory is left" in told(moscow.case).structure
    bent = moscow.change({"parties.ukraine.lines.land": None})
    assert told(bent.case).structure is None


def test_whose_yes_is_needed_is_said(moscow):
    assert told(moscow.case).needed == (
        "Whose yes: every deal needs Russia and Ukraine; US and Europe (EU and UK) for some deals, in a quota or by "
        "claim."
    )
    assert told(Scenario.load("harbour-sports-park").case).needed.startswith(
        "Whose yes: every deal needs SportCo and Department of Tourism; "
    )


def test_claims_count_as_their_dial_says(moscow):
    def needed(dial):
        return told(moscow.change({"dial.consents": dial}).case).needed

    assert needed(1).startswith("Whose yes: every deal needs Russia, Ukraine and Europe (EU and UK); US for some")
    claims = {name: None for name, entry in moscow.case.consent.items() if entry.words is None}
    only_claims = moscow.change({f"consent.{name}": None for name in claims}).change({"dial.consents": 0})
    assert told(only_claims.case).needed == "Whose yes: nobody is needed."


def test_demands_are_not_said_to_bend(moscow):
    lines = {f"parties.{party}.lines": None for party in ("us", "ukraine", "eu")}
    demands = moscow.change({**lines, "parties.russia.lines.no-nato": None})
    assert told(demands.case).ends == "With every demand at its least, 100%; with every demand at its most, 0%."


def test_a_title_stays_short_enough_to_be_read_again(moscow):
    long = moscow.change({"title": "x" * 118}).change({"dial.lines": 0.75})
    assert len(long.case.title) <= 120
    assert long.case.title.endswith("..., with dial.lines = 0.75")
    assert moscow.change({"note": "a\nb"}).case.title.endswith(", with 1 change")
    assert moscow.change({"parties.us.lines.no-nato": None}).case.title.endswith("no-nato = null")


def test_a_file_that_leaves_nothing_uncertain_speaks_of_no_sampling():
    run = Scenario.load("harbour-sports-park").run(draws=2)
    assert (
        run.headline.first == "A settlement every needed party would accept exists: nothing in the file is uncertain."
    )
    assert run.headline.one_deal is None


def test_what_was_changed_by_hand_is_in_the_title(moscow):
    assert moscow.change({"dial.lines": 0.75}).case.title == "Moscow talks, 2 December 2025, with dial.lines = 0.75"
    several = {f"parties.{party}.weights.eu-track": {"between": [0.1, 0.2]} for party in moscow.case.parties}
    assert moscow.change(several).case.title.endswith(", with 4 changes")
    assert moscow.change({}, name="other").case.title == moscow.case.title


def test_a_turned_dial_is_told(moscow):
    assert told(moscow.case).turned is None
    turned = moscow.change({"dial.lines": 1, "dial.consents": 0.25})
    assert told(turned.case).turned == (
        "Here the dial of refusals at 1 and the dial of claims to be asked at 0.25 "
        "(0 bends all, .5 as believed, 1 all firm)."
    )


def test_lines_that_cannot_bend_are_not_said_to_bend(moscow):
    stuck = moscow.change({f"parties.{party}.lines": None for party in moscow.case.parties})
    both = {"at_least": "double-bar", "words": "demands"}, {"at_most": "member", "words": "demands"}
    for party, line in zip(("russia", "ukraine"), both, strict=True):
        stuck = stuck.change({f"parties.{party}.lines": {"bar": {"issue": "nato", **line}}})
    assert told(stuck.case).structure.startswith("As the lines stand, no level of NATO is left")


def test_no_sentence_speaks_of_probability_or_of_the_best(moscow):
    for sentence in told(moscow.case, readings=(0.3,)).sentences:
        assert not re.search(r"\b(probab\w*|likely|chance of|best)\b", sentence)


def test_a_run_says_what_it_counted(talks):
    said = talks.headline
    assert said.zone.share == talks.study.in_zone.mean()
    assert said.zone_if_compatible == pytest.approx(talks.study.in_zone.sum() / talks.study.verdicts.compatible.sum())
    assert said.all_bend.share >= said.zone.share >= said.all_firm.share
