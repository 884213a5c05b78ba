import numpy as np


def test_experiments_and_outcomes_pair_row_by_row(talks):
    experiments, outcomes = talks.to_ema()
    draws = talks.study.draws
    assert len(experiments) == draws
    assert {"scenario", "policy", "model"} <= set(experiments.columns)
    assert all(values.shape == (draws,) for values in outcomes.values())
    assert np.array_equal(outcomes["zone"] == 1, talks.study.in_zone)
    firm = experiments["parties.ukraine.lines.land.firm"]
    assert firm.dtype == bool
    assert experiments["parties.russia.lines.land.stands_at"].dtype == "category"
    assert not experiments.isna().any().any()


def test_a_run_is_a_table_of_worlds(talks):
    table = talks.to_dataframe()
    assert len(table) == talks.study.draws
    assert table["zone"].mean() == talks.zone.share
    assert "parties.ukraine.no_deal.cost" in table.columns
