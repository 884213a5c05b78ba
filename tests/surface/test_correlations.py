"""Correlated beliefs from end to end: the same worlds but for what is correlated, as often together as said."""

import numpy as np
import pytest
from games import written
from ruamel.yaml import YAML

from sim import Scenario, compare
from sim.analysis.baseline import prior_only
from sim.engine import Plan, factors
from sim.engine.studies import task_of
from sim.engine.swapping import swapped_in
from sim.engine.tasks import Block, uniforms_of
from sim.errors import ScenarioError
from sim.surface.correlations import refuse_certain
from sim.surface.folder import resolved

OTHER = "parties.p1.no_deal"
TIED = f"correlations: {{x: {{between: [parties.p0.no_deal, {OTHER}], rho: -0.7}}}}"
COSTS = ["parties.russia.no_deal.cost", "parties.ukraine.no_deal.cost"]


def loaded(tmp_path, *lines):
    path = tmp_path / "made.yaml"
    path.write_text("\n".join([written([2, 2]), *lines]) + "\n")
    return Scenario.load(path)


@pytest.fixture(scope="module")
def weary(moscow):
    return moscow.change({"correlations.weary": {"between": COSTS, "rho": 0.6, "because": ["A12"]}}, name="weary")


@pytest.fixture(scope="module")
def runs(moscow, weary):
    return moscow.run(draws=256), weary.run(draws=256)


def test_every_other_column_is_what_it_was(runs):
    plain, tied = (run.study.drawn for run in runs)
    moved = [path for path in plain if not np.array_equal(plain[path], tied[path])]
    assert set(moved) == {COSTS[1], "parties.ukraine.no_deal.worth"}


def drawn_at(scenario, draws=4096):
    """Return both costs in every draw."""
    uniforms = uniforms_of(scenario.case, scenario.columns, 1, 0, draws)
    costs = (scenario.case.parties[party].no_deal.cost for party in ("russia", "ukraine"))
    return [cost.at(uniforms.columns[path]) for cost, path in zip(costs, COSTS, strict=True)]


@pytest.mark.parametrize("rho", [-0.8, 0.3, 0.9])
@pytest.mark.parametrize("belief", [{"uniform": [0, 1]}, {"one_of": [0.2, 0.8]}, {"beta": [2, 2]}])
def test_beliefs_lie_above_their_medians_together_as_sheppard_found(moscow, rho, belief):
    tied = moscow.change({**dict.fromkeys(COSTS, belief), "correlations.x": {"between": COSTS, "rho": rho}})
    high = [costs > 0.5 for costs in drawn_at(tied)]
    assert (high[0] & high[1]).mean() == pytest.approx(0.25 + np.arcsin(rho) / (2 * np.pi), abs=0.015)
    assert high[1].mean() == pytest.approx(0.5, abs=0.01)


def test_no_result_hangs_on_blocks(tmp_path):
    tied = loaded(tmp_path, TIED)
    whole, cut = (tied.run(draws=100, block=block).study for block in (100, 23))
    assert all(np.array_equal(whole.drawn[path], cut.drawn[path]) for path in whole.drawn)
    assert np.array_equal(whole.in_zone, cut.in_zone)


def test_asking_only_whether_a_zone_exists_does_not_share_uniforms_between_other_correlations(moscow, weary, runs):
    both = factors([(one.case, moscow.columns) for one in (moscow, weary)], Plan(256, 1))
    for found, run in zip(both, runs, strict=True):
        assert np.array_equal(found.in_zone, run.study.in_zone)


def test_with_nothing_drawn_anew_the_worlds_are_those_of_the_run(moscow, weary, runs):
    task = task_of(weary.case, moscow.columns, Plan(256, 1))
    assert np.array_equal(swapped_in((task, [()]), Block(0, 0, 256)).in_zone[:, 0], runs[1].study.in_zone)


def test_one_world_looked_at_alone_is_the_world_of_the_run(runs):
    run = runs[1]
    for draw in (0, 100):
        why = run.why(draw, 0)
        assert why.parties.loc["ukraine", "no_deal"] == run.study.drawn["parties.ukraine.no_deal.worth"][draw]
        assert run.replay(draw).played.in_zone == run.study.agreements.opened[draw]


def test_it_is_an_ingredient(tmp_path):
    tied, bare = loaded(tmp_path, TIED), loaded(tmp_path)
    assert tied.change({"without": ["correlations"]}).case.correlations == {}
    table = tied.ablate(draws=256).table
    assert table["zone"].tolist() == [tied.run(draws=256).zone.share, bare.run(draws=256).zone.share]
    assert table.index.tolist() == ["as written", "correlations"]


def test_the_baseline_drops_what_rests_on_a_source_and_keeps_a_judgement(moscow, weary):
    judged = moscow.change({"correlations.x": {"between": COSTS, "rho": 0.6, "judgement": "one war"}})
    assert prior_only(weary.case).correlations == {}
    assert list(prior_only(judged.case).correlations) == ["x"]


def test_a_comparison_names_it_and_the_ledger_counts_it(weary, runs):
    assert [path for path in compare(*runs).inputs().index if path.startswith("correlations")]
    assert "correlations.weary" in weary.statements().loc["A12", "homes"].split()
    assert "correlations.weary" in weary.paths().index


def test_the_resolved_file_keeps_it_and_gives_the_same_worlds(tmp_path):
    run = loaded(tmp_path, TIED).run(draws=64)
    written_out = resolved(run).decode()
    assert YAML(typ="safe").load(written_out)["correlations"]["x"] == {
        "between": ["parties.p0.no_deal", OTHER],
        "rho": -0.7,
    }
    (tmp_path / "resolved.yaml").write_text(written_out)
    again = Scenario.load(tmp_path / "resolved.yaml").run(draws=64)
    assert all(np.array_equal(again.study.drawn[path], column) for path, column in run.study.drawn.items())


def test_a_change_that_makes_one_of_them_certain_leaves_the_other_its_draws(weary, runs):
    certain = weary.change({COSTS[0]: 0.5})
    refuse_certain(certain.reading, certain.columns)
    assert np.array_equal(certain.run(draws=256).study.drawn[COSTS[1]], runs[1].study.drawn[COSTS[1]])


@pytest.mark.parametrize(
    "path, told",
    [
        ("parties.p0.no_dael", "names parties.p0.no_dael, which no world draws"),
        ("parties.p0.weights.i0", "names parties.p0.weights.i0, which is certain or no number"),
    ],
)
def test_what_no_world_draws_is_refused_at_its_place(tmp_path, path, told):
    scenario = loaded(tmp_path, "correlations:", f"  x: {{between: [parties.p1.no_deal, {path}], rho: 0.5}}")
    with pytest.raises(ScenarioError) as caught:
        refuse_certain(scenario.reading, scenario.columns)
    assert told in str(caught.value)
    assert "made.yaml:" in str(caught.value)


def test_what_is_mere_luck_is_refused():
    shocks = Scenario.load("moscow-talks-shocks")
    luck = next(path for path in shocks.columns if path.endswith(".luck"))
    tied = shocks.change({"correlations.x": {"between": [COSTS[0], luck], "rho": 0.5}})
    with pytest.raises(ScenarioError, match="which is luck in talks"):
        refuse_certain(tied.reading, tied.columns)


def test_a_correlation_can_be_taken_back(weary):
    assert weary.change({"correlations.weary": None}).case.correlations == {}


def test_the_nearest_path_is_offered(tmp_path):
    scenario = loaded(tmp_path, "correlations: {x: {between: [parties.p1.no_deal, parties.p0.no_dael], rho: 0.5}}")
    with pytest.raises(ScenarioError, match=r"did you mean 'parties\.p0\.no_deal'"):
        refuse_certain(scenario.reading, scenario.columns)


def test_what_an_ingredient_taken_out_would_have_drawn_is_no_mistake(weary):
    bare = weary.change({"without": ["cost"]})
    refuse_certain(bare.reading, ())
