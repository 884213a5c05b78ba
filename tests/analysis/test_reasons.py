import numpy as np
import pytest

from sim.errors import BadArgument, UnknownName


def test_the_reasons_agree_with_the_counts(moscow):
    run = moscow.run(draws=24)
    deal = int(run.study.counts.joint.argmax())
    answers = [run.why(number, deal) for number in range(24)]
    assert 0 < sum(answer.in_zone for answer in answers) < 24
    assert sum(answer.in_zone for answer in answers) == run.study.counts.joint[deal]
    for p, party in enumerate(run.study.parties):
        accepted = sum(bool(answer.parties.at[party, "accepts"]) for answer in answers)
        assert accepted == run.study.counts.accepted[deal, p]


def test_a_party_accepts_what_is_enough_and_crosses_no_firm_line(talks):
    for number in range(0, 256, 16):
        table = talks.why(number, "more-land, neutral, frozen, as-now, merit").parties
        np.testing.assert_array_equal(table["accepts"], table["enough"] & (table["firm"] == ""))
        np.testing.assert_allclose(table["surplus"], table["utility"] - table["no_deal"], atol=1e-9)


def test_a_deal_can_be_named_in_four_ways(talks):
    levels = ("freeze", "neutral", "frozen", "as-now", "merit")
    named = dict(zip(talks.study.space.issues, levels, strict=True))
    ways = (levels, ", ".join(levels), named, talks.study.space.number(levels))
    assert len({str(talks.why(3, way).deal) for way in ways}) == 1


def test_what_does_not_exist_is_refused(talks):
    with pytest.raises(BadArgument, match="no draw 256"):
        talks.why(256, 0)
    with pytest.raises(BadArgument, match="no deal 8232"):
        talks.why(0, 8232)
    with pytest.raises(BadArgument, match="says nothing of nato"):
        talks.why(0, {"territory": "freeze"})
    with pytest.raises(UnknownName, match="did you mean 'freeze'"):
        talks.why(0, "freze, neutral, frozen, as-now, merit")
