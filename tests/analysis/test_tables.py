import numpy as np

from sim import Scenario
from sim.analysis.most_acceptable import top_deals
from sim.analysis.rescaling import rescaled_tables
from sim.analysis.sentences import top_caption
from sim.analysis.unmoved import unmoved_aversions


def test_deals_are_listed_most_often_acceptable_first(talks):
    shares = talks.deals["zone"].to_numpy()
    assert (np.diff(shares) <= 0).all()
    assert len(shares) == talks.study.space.deals
    best = talks.deals.index[0]
    assert talks.deals.loc[best, "zone"] == talks.study.counts.joint.max() / talks.study.draws


def test_a_party_never_accepts_a_deal_less_often_than_all_who_must(talks):
    for party in ("russia", "ukraine"):
        assert (talks.deals[f"accepts.{party}"] >= talks.deals["zone"]).all()


def test_the_grid_holds_the_same_shares_on_named_axes(talks):
    row = talks.deals.iloc[0]
    levels = {issue: row[issue] for issue in talks.study.space.issues}
    assert float(talks.acceptance.zone.sel(levels)) == row["zone"]
    assert float(talks.acceptance.accepts.sel(party="russia", **levels)) == row["accepts.russia"]


def test_a_set_of_deals_lies_within_the_error_of_the_first(talks):
    top = top_deals(talks.study, 3)
    assert top.alike >= 1
    assert list(top.shares) == sorted(top.shares, reverse=True)
    empty = Scenario.load("moscow-talks", ["dial.lines=1"]).run(draws=16)
    assert top_deals(empty.study, 3).deals == ()


def test_of_deals_acceptable_equally_often_the_number_is_told():
    study = Scenario.load("split-the-dollar").run(draws=8).study
    top = top_deals(study, 5)
    assert (top.deals, top.equal) == ((0, 1, 2, 3, 4), 251)
    assert "first in the file's order of 251" in top_caption(top, certain=True)
    assert "251 deals are acceptable" in top_caption(top, certain=True)


def test_aversions_that_move_no_deal_are_found_where_no_deal_is_a_bare_number():
    averse = {"parties.ukraine.aversions.land": {"at": {"territory": "freeze"}, "cost": 1}}
    moscow = Scenario.load("moscow-talks").change(averse)
    assert unmoved_aversions(moscow.case) == {}
    number = moscow.change({"parties.ukraine.no_deal": 0.3})
    assert list(unmoved_aversions(number.case)) == ["parties.ukraine.aversions.land"]
    audience = number.change({"parties.ukraine.aversions.land.without_deal": False})
    assert unmoved_aversions(audience.case) == {}


def test_the_table_of_worlds_agrees_with_the_counts(talks):
    from sim.analysis.tables import worlds_table

    table = worlds_table(talks.study)
    assert table["zone"].sum() == talks.study.in_zone.sum()
    assert set(" ".join(table["blockers"]).split()) <= set(talks.study.parties)
    assert (table.loc[table["zone"], "blockers"] == "").all()


def test_blockers_and_buying_are_shares_of_worlds(talks):
    assert ((talks.parties >= 0) & (talks.parties <= 1))[["refuses", "alone", "blocks"]].all(axis=None)
    assert talks.buyable["bought"].between(0, 1).all()
    lines = talks.buyable.set_index(["party", "issue"])["lines"]
    assert lines["russia", "territory"] == "land (demands)"


def test_the_loader_says_which_tables_it_rescaled():
    found = rescaled_tables(Scenario.load("harbour-sports-park").case)
    assert found["parties.mayor.values.loan.table"] == (0, 40)
