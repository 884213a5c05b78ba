"""The cells against every deal of every world, and the sentences against the cells."""

from itertools import product

import numpy as np
import pytest

from sim.analysis.pairs import Cells, cells, tied
from sim.analysis.sentences import map_caption
from sim.engine import Plan, run
from sim.errors import UnknownName
from sim.scenario import read_scenario
from sim.worlds import uncertain

BRUTE = """
format: 1
name: tiny
title: A tiny scenario
as_of: 2024-01-01
issues:
  land: {label: Land, must_settle: true, levels: {keep: Keep, share: Share, cede: Cede}}
  money: {must_settle: true, levels: {none: None, some: Some}}
  time: {must_settle: true, levels: {now: Now, later: Later}}
parties:
  a:
    label: Alpha
    weights: {land: 0.5, money: 0.3, time: 0.2}
    values:
      land: {table: {keep: 10, share: 6, cede: 0}}
      money: {table: {none: 0, some: 10}}
      time: {table: {now: 10, later: 0}}
    no_deal: {fixed: 0.6}
  b:
    weights: {land: 0.6, money: 0.3, time: 0.1}
    values:
      land: {table: {keep: 0, share: 5, cede: 10}}
      money: {table: {none: 10, some: 0}}
      time: {table: {now: 0, later: 10}}
    no_deal: {fixed: 0.35}
consent:
  both: {needs: [a, b], by: definition, judgement: two parties}
"""
GAINS = {
    "a": ({"keep": 0.5, "share": 0.3, "cede": 0}, {"none": 0, "some": 0.3}, {"now": 0.2, "later": 0}, 0.6),
    "b": ({"keep": 0, "share": 0.3, "cede": 0.6}, {"none": 0.3, "some": 0}, {"now": 0, "later": 0.1}, 0.35),
}


def accepts(party, deal):
    *gains, threshold = GAINS[party]
    return sum(table[level] for table, level in zip(gains, deal, strict=True)) >= threshold - 1e-9


@pytest.fixture(scope="module")
def tiny(tmp_path_factory):
    path = tmp_path_factory.mktemp("tiny") / "tiny.yaml"
    path.write_text(BRUTE)
    case = read_scenario(path).case
    return run(case, uncertain(case), Plan(draws=4, seed=1))


@pytest.fixture(scope="module")
def moscow_study():
    return study_of()


def study_of(*overrides, draws=256):
    case = read_scenario("moscow-talks", list(overrides)).case
    return run(case, uncertain(case), Plan(draws=draws, seed=1))


@pytest.mark.parametrize(("first", "second"), [("land", "money"), ("money", "land"), ("time", "land")])
def test_cells_equal_a_look_at_every_deal(tiny, first, second):
    found, space = cells(tiny, first, second), tiny.space
    deals = list(product(*space.levels))
    for (r, row), (c, column) in product(enumerate(found.rows), enumerate(found.columns)):
        holding = [d for d in deals if d[space.issue(first)] == column and d[space.issue(second)] == row]
        assert found.shares[r, c] == any(accepts("a", d) and accepts("b", d) for d in holding)
        refusing = [not any(accepts(party, d) for d in holding) for party in ("a", "b")]
        assert list(found.refused[:, r, c]) == refusing
        assert found.refusers[r][c] == ("a" if refusing[0] else "b" if refusing[1] else None)


def test_the_margins_are_the_shares_of_single_levels(tiny):
    found, deals = cells(tiny, "land", "money"), list(product(*tiny.space.levels))
    for names, shares, axis in ((found.columns, found.column_shares, 0), (found.rows, found.row_shares, 1)):
        for name, share in zip(names, shares, strict=True):
            assert share == any(accepts("a", d) and accepts("b", d) for d in deals if d[axis] == name)


def test_turning_the_map_turns_every_number(moscow_study):
    one, other = cells(moscow_study, "territory", "nato"), cells(moscow_study, "nato", "territory")
    assert np.array_equal(one.shares, other.shares.T)
    assert np.array_equal(one.refused, other.refused.swapaxes(1, 2))
    assert np.array_equal(one.column_shares, other.row_shares)
    assert np.array_equal(one.leading, other.leading.T)


def test_no_pair_has_a_zone_more_often_than_either_of_its_levels(moscow_study):
    found = cells(moscow_study, "territory", "nato")
    assert (found.shares <= found.column_shares).all()
    assert (found.shares <= found.row_shares[:, None]).all()
    assert found.column_shares.max() <= moscow_study.zone.share


def test_unknown_and_equal_issues_are_refused_with_what_would_be_right(tiny):
    with pytest.raises(UnknownName, match="unknown issue 'lnd'; did you mean 'land'"):
        cells(tiny, "lnd", "money")
    with pytest.raises(UnknownName, match="unknown issue to pair with 'land' 'land'; known: money, time"):
        cells(tiny, "land", "land")


def made(shares, refused=None, draws=1000):
    """Make cells of Moscow's first levels of territory and nato."""
    shares = np.array(shares, dtype=np.float64)
    rows, columns = shares.shape
    case = read_scenario("moscow-talks").case
    return Cells(
        first="territory",
        second="nato",
        columns=tuple(case.issues["territory"].levels)[:columns],
        rows=tuple(case.issues["nato"].levels)[:rows],
        parties=tuple(case.parties),
        shares=shares,
        column_shares=shares.max(axis=0),
        row_shares=shares.max(axis=1),
        refused=np.zeros((4, rows, columns)) if refused is None else np.array(refused, dtype=np.float64),
        draws=draws,
    )


def test_a_pair_ahead_by_more_than_sampling_is_named_with_its_share(moscow_study):
    said = map_caption(moscow_study, made([[0.1, 0.1], [0.1, 0.41]]))
    assert said.finding == (
        "Territory “Line of 2022” with NATO “Path affirmed” is most often acceptable: in 41% of worlds"
    )
    assert "with Frozen assets, Guarantees and EU track left free" in said.drawn
    assert "256 worlds (seed 1)" in said.drawn
    assert "Scenario: Moscow talks, 2 December 2025." in said.drawn
    assert "Outlined" not in said.drawn


def test_pairs_within_the_sampling_error_are_not_parted(moscow_study):
    two = map_caption(moscow_study, made([[0.40, 0.1], [0.1, 0.41]]))
    assert two.finding.startswith("Most often acceptable, in 40% to 41% of worlds: Territory “Line of 2022” with")
    assert two.finding.endswith("too close to tell apart")
    three = map_caption(moscow_study, made([[0.40, 0.39, 0.0], [0.0, 0.41, 0.0]]))
    assert "3 pairs with Territory “Russia withdraws” or “Line of 2022”" in three.finding
    assert "Outlined" in three.drawn
    every = map_caption(moscow_study, made([[0.4, 0.4], [0.4, 0.4]]))
    assert every.finding == "Equally often acceptable, in 40% of worlds: all 4 pairs of Territory and NATO"
    assert "Outlined" not in every.drawn


def test_the_error_of_a_difference_shrinks_with_the_draws():
    shares = np.array([[0.41, 0.38]])
    assert tied(shares, 500).tolist() == [[True, True]]
    assert tied(shares, 50_000).tolist() == [[True, False]]
    assert tied(np.array([[1.0, 0.0]]), 8).tolist() == [[True, False]]


def test_without_a_zone_the_title_says_so_and_who_refuses_most(moscow_study):
    refused = np.zeros((4, 1, 2))
    refused[2] = 0.5
    found = made([[0.0, 0.0]], refused)
    assert not found.leading.any()
    assert found.weak.all()
    assert map_caption(moscow_study, found).finding == (
        "No deal has every consent it needs in any of 1,000 worlds; Ukraine most often refuses every deal of a pair"
    )
    nobody = made([[0.0, 0.0]])
    assert nobody.refusers == ((None, None),)
    assert map_caption(moscow_study, nobody).finding.endswith("yet nobody ever refuses every deal of a pair")


def test_ties_of_refusers_go_to_the_first_in_the_file_and_are_told(moscow_study):
    found = made([[0.0, 0.9]], np.full((4, 1, 2), 0.25))
    assert found.refusers == (("us", "us"),)
    said = map_caption(moscow_study, found).drawn
    assert "(of several, the first in the file)" in said
    assert "whether or not its yes is needed" in said


def test_firm_lines_close_every_pair():
    study = study_of("dial.lines=1", draws=64)
    found = cells(study, "territory", "nato")
    assert not found.shares.any()
    assert map_caption(study, found).finding.startswith(
        "No deal has every consent it needs in any of 64 worlds; Russia"
    )


@pytest.mark.parametrize("overrides", [[], ["dial.lines=1"], ["dial.lines=0"]])
def test_no_sentence_sounds_like_a_forecast(overrides):
    study = study_of(*overrides, draws=64)
    for first, second in (("territory", "nato"), ("assets", "eu-track")):
        said = " ".join(map_caption(study, cells(study, first, second))).lower()
        assert not any(word in said for word in ("probab", "likely", "best", "chance"))


def test_a_pair_without_a_zone_never_leads(moscow_study):
    assert made([[0.004, 0.0], [0.0, 0.0]]).leading.tolist() == [[True, False], [False, False]]
