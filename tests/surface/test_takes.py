import numpy as np
import pytest

from sim.analysis.faces import faces_of, signs_of
from sim.errors import UnknownName
from sim.plots import lint


@pytest.fixture(scope="module")
def run(moscow):
    return moscow.run(draws=64, seed=1)


@pytest.fixture(scope="module")
def found(run):
    return run.takes()


def test_a_ceiling_that_falls_with_its_stream_is_told_in_the_order_of_its_levels(run):
    faces = faces_of(run.study)
    signs = dict(zip(faces.names, signs_of(run.study, faces), strict=True))
    assert signs["parties.ukraine.lines.land.stands_at"] == -1
    assert signs["parties.russia.lines.land.stands_at"] == signs["parties.ukraine.no_deal.cost"] == 1


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
    case = run.study.case
    text = case.proposals["november"]
    certain = {issue: text.clauses[issue].options[0] for issue in case.issues if issue in text.clauses}
    deal = {issue: certain.get(issue) or spec.if_silent for issue, spec in case.issues.items()}
    asked = {issue: level if level != "silent" else case.issues[issue].if_silent for issue, level in deal.items()}
    fixed = run.scenario.change({f"proposals.moscow-paper.clauses.{issue}": level for issue, level in asked.items()})
    one, other = run.scenario.run(draws=12).takes(deal=asked), fixed.run(draws=12).takes("moscow-paper")
    assert one.table.drop(columns="label").equals(other.table.drop(columns="label"))
    assert one.lacks.equals(other.lacks)


def test_an_unknown_proposal_is_refused(run):
    with pytest.raises(UnknownName, match="november"):
        run.takes("novembr")


def test_where_nothing_is_uncertain_nothing_could_change():
    from sim import Scenario

    run = Scenario.load("harbour-sports-park").run(draws=8)
    (said,) = run.takes(deal=3).sentences
    assert "no belief could change" in said
    (said,) = run.takes().sentences
    assert "nothing has to change" in said


def test_the_figure_has_every_word_on_the_page(found):
    assert not lint(found.plot())
