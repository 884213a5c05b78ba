import numpy as np
import pytest

from sim.analysis.faces import faces_of, signs_of
from sim.errors import UnknownName
from sim.plots import lint

SMALL = """
format: 1
as_of: 2024-01-01
issues:
  land: {must_settle: true, levels: {all: All, most: Most, half: Half, none: None}}
  price: {must_settle: true, levels: {low: Low, middle: Middle, high: High}}
parties:
  holder:
    weights: {land: {about: 0.6, spread: 0.3}, price: 0.4}
    values: {land: {table: {all: 3, most: 2, half: 1, none: 0}}, price: {table: {low: 0, middle: 1, high: 2}}}
    lines: {keep: {issue: land, at_most: {one_of: [most, half]}, words: will never, judgement: made up}}
    no_deal: {uniform: [0.3, 0.7]}
  buyer:
    weights: {land: 0.5, price: 0.5}
    values: {land: {table: {all: 0, most: 1, half: 2, none: 3}}, price: {table: {low: 2, middle: 1, high: 0}}}
    lines: {gain: {issue: land, at_least: {one_of: [most, half, none]}, words: demands, judgement: made up}}
    no_deal: {uniform: [0.2, 0.6]}
consent: {both: {needs: [holder, buyer], by: definition, judgement: made up}}
proposals: {paper: {label: The paper, clauses: {land: half, price: middle}}}
"""


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    from sim import Scenario

    path = tmp_path_factory.mktemp("small") / "small.yaml"
    path.write_text(SMALL)
    return Scenario.load(path).run(draws=256, seed=1)


@pytest.fixture(scope="module")
def found(run):
    return run.takes()


def test_a_ceiling_that_falls_with_its_stream_is_told_in_the_order_of_its_levels(run):
    faces = faces_of(run.study)
    signs = dict(zip(faces.names, signs_of(faces, run.study.drawn), strict=True))
    assert signs["parties.holder.lines.keep.stands_at"] == -1
    assert signs["parties.buyer.lines.gain.stands_at"] == signs["parties.buyer.no_deal"] == 1


def test_what_opens_worlds_upward_lies_higher_where_they_are_open(found):
    rows = found.table[(found.table["opens"] > 0.2) & found.table["up"].isin((0, 1))]
    assert len(rows) > 2
    assert (np.sign(rows["where_open"] - rows["where_closed"]) == np.where(rows["up"] == 1, 1, -1)).all()


def test_sentences_hold_the_numbers_of_the_table(found):
    said = " ".join(found.sentences)
    top = found.table.iloc[0]
    assert f"{top['label']} would open {top['opens']:.0%}" in said
    assert found.text is None
    assert found.lacks is None


def test_a_deal_and_the_proposal_that_says_the_same_take_the_same(run):
    one, other = run.takes(deal="half, middle"), run.takes("paper")
    assert one.table.equals(other.table)
    assert one.lacks.equals(other.lacks)


def test_an_unknown_proposal_is_refused(run):
    with pytest.raises(UnknownName, match="paper"):
        run.takes("papr")


def test_where_nothing_is_uncertain_nothing_could_change():
    from sim import Scenario

    run = Scenario.load("harbour-sports-park").run(draws=8)
    (said,) = run.takes(deal=3).sentences
    assert "no belief could change" in said
    (said,) = run.takes().sentences
    assert "nothing has to change" in said


def test_the_figure_has_every_word_on_the_page(found):
    assert not lint(found.plot())


def test_of_a_text_it_is_asked_too_what_its_clauses_mean(moscow):
    found = moscow.run(draws=128).takes("november")
    assert "November draft: what it means on NATO" in set(found.table["label"])


TWINS = {
    "parties.holder.lines.keep-too": {
        "issue": "land",
        "at_most": {"one_of": ["most", "half"]},
        "words": "unacceptable",
        "judgement": "made up",
    }
}


def test_lines_that_share_a_draw_are_named_together(run):
    twins = run.scenario.change(TWINS).run(draws=64)
    labels = twins.takes().table["label"]
    assert labels["parties.holder.lines.keep.firm"] == "holder: line 'keep' is firm, and with it 'keep-too'"
    assert labels["parties.holder.lines.keep-too.firm"] == "holder: line 'keep-too' is firm, and with it 'keep'"


def test_what_is_nearly_always_meant_is_still_let_bend(run):
    sure = {"words.will never": {"beta": [60, 1]}, "parties.holder.no_deal": 0, "parties.buyer.no_deal": 0}
    firm = {"parties.holder.lines.keep.at_most": "all", "parties.buyer.lines.gain.at_least": "half"}
    found = run.scenario.change(sure | firm).run(draws=256, seed=1).takes()
    row = found.table.loc["parties.holder.lines.keep.firm"]
    assert found.found.looked > 200
    assert row["opens"] == 1
    assert row["up"] == 0


def test_of_few_closed_worlds_only_their_number_is_told(run):
    (said,) = run.scenario.run(draws=16).takes().sentences
    assert "too few to say more" in said
