"""What each ingredient does: rows are runs without it, on the same draws."""

import numpy as np
import pytest

from sim import Scenario
from sim.errors import BadArgument, ScenarioError
from sim.scenario.ingredients import INGREDIENTS, present, without

NOBODY_ASKED = {"consent.fighters": None, "consent.plan": None}


@pytest.fixture(scope="module")
def table(moscow):
    return moscow.ablate(draws=128).table


def test_a_row_is_a_run_without_the_ingredient(moscow, table):
    assert list(table.index) == ["as written", *present(moscow.case)]
    for name in ("lines", "cost", "facts"):
        study = moscow.change({"without": [name]}).run(draws=128).study
        assert table.loc[name, "zone"] == study.zone.share
        assert table.loc[name, "agreed"] == study.agreements.agreed.mean()
        assert table.loc[name, "slack"] == pytest.approx(study.middle_slack)
        assert table.loc[name, "change"] == pytest.approx(study.zone.share - table.loc["as written", "zone"])


def test_slack_is_not_below_nothing_iff_there_is_a_zone(moscow):
    study = moscow.run(draws=128).study
    np.testing.assert_array_equal(study.slack >= 0, study.in_zone)
    fitting = study.verdicts.compatible & ~study.in_zone
    np.testing.assert_array_equal(study.slack[fitting] * -1_000_000, np.abs(study.gaps.gap[fitting]))
    assert np.isneginf(study.slack[~study.verdicts.compatible]).all()


def test_taken_out_twice_is_taken_out_once_and_every_ingredient_is_named(moscow):
    for name in INGREDIENTS:
        bare = without(moscow.case, (name,))
        assert without(bare, (name,)) == bare
        assert name not in present(bare)


def test_where_some_deal_needs_nobodys_yes_slack_has_no_end_and_nothing_breaks(moscow, tmp_path):
    run = moscow.change(NOBODY_ASKED).run(draws=32)
    assert np.isposinf(run.study.slack).all()
    assert run.study.middle_slack is None
    run.save(tmp_path / "free")
    assert moscow.change(NOBODY_ASKED).ablate(draws=32).table["slack"].isna().any()


def test_what_cannot_be_taken_out_is_told(moscow):
    with pytest.raises(ScenarioError, match="which is no ingredient"):
        moscow.change({"without": ["line"]})
    claims = {f"consent.{name}": None for name, entry in moscow.case.consent.items() if entry.by != "claim"}
    with pytest.raises(ScenarioError, match="leaves nobody whose yes a deal needs"):
        moscow.change({**claims, "without": ["claims"]})
    plain = Scenario.load("harbour-sports-park")
    assert present(plain.case) == []
    with pytest.raises(BadArgument, match="has no ingredient"):
        plain.ablate()


def test_the_baseline_gives_facts_any_chance(moscow):
    from sim.analysis.baseline import prior_only

    fact = prior_only(moscow.case).facts["cities-taken"]
    assert fact.analyst.bounds == (0, 1)
    assert all(belief.bounds == (0, 1) for belief in fact.believed.values())
