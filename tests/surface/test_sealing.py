"""Sealing and scoring: what is sealed can be checked, is never written over, and is scored as by hand."""

import datetime
import json
import math

import pytest
from cli.shell import dealzones

from sim import Scenario
from sim.analysis.committing import Happened, of_answer, of_level, scored_against
from sim.errors import BadArgument, ScenarioError
from sim.files import sha256
from sim.surface.sealing import broken_open, happened_in, sealed, verified

DAY = datetime.date(2025, 12, 2)
HAPPENED = """\
agreement: true
settlement: {territory: freeze, nato: pledge, assets: frozen, guarantees: european, eu-track: merit}
accepts: {november: {ukraine: false, russia: true}}
"""


@pytest.fixture(scope="module")
def seal(tmp_path_factory):
    folder = tmp_path_factory.mktemp("seals") / "one"
    return sealed(Scenario.load("moscow-talks"), 64, 1, folder, DAY)


def outcomes(folder, text=HAPPENED):
    file = folder / "happened.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def test_a_seal_holds_the_day_the_shares_and_the_hash_of_the_scenario_and_gives_them_again(seal):
    found = broken_open(seal)
    assert found["sealed"] == "2025-12-02"
    assert found["files"] == {"scenario.yaml": sha256((seal / "scenario.yaml").read_bytes())}
    run = Scenario.load(seal / "scenario.yaml").run(draws=64)
    assert found["commits"]["agreement"] == pytest.approx(run.study.agreed.share)
    for shares in found["commits"]["settlement"].values():
        assert sum(shares.values()) == pytest.approx(1)
    table = Scenario.load("moscow-talks").proposals(draws=64).table
    assert found["commits"]["accepts"]["november"]["ukraine"] == pytest.approx(table.loc["november", "accepts.ukraine"])


def test_what_happened_is_scored_as_by_hand(seal, tmp_path):
    found, commits = verified(seal, outcomes(tmp_path)), broken_open(seal)["commits"]
    agreed = commits["agreement"]
    assert found.table.loc["agreement"].tolist() == pytest.approx([agreed, (1 - agreed) ** 2, -math.log(agreed)])
    land = commits["settlement"]["territory"]
    brier = sum((share - (level == "freeze")) ** 2 for level, share in land.items())
    of_land = found.table.loc["settlement.territory", ["share", "brier"]]
    assert of_land.tolist() == pytest.approx([land["freeze"], brier])
    study = Scenario.load("moscow-talks").run(draws=64).study
    number = study.space.number(("freeze", "pledge", "frozen", "european", "merit"))
    assert found.covered == study.counts.joint[number] / 64
    assert found.rank == 1 + (study.counts.joint > study.counts.joint[number]).sum()


def test_scores_of_a_yes_and_of_levels():
    assert of_answer(0.75, True) == (0.75, 0.0625, pytest.approx(-math.log(0.75)))
    assert of_level({"a": 0.5, "b": 0.5}, "a")[1] == 0.5
    assert of_level({"a": 0.0, "b": 1.0}, "a") == (0.0, 2.0, math.inf)
    committed = {"agreement": None, "settlement": {}, "accepts": {}}
    assert scored_against(committed, Happened(agreement=True, settlement={"x": "a"})).empty


def test_a_seal_is_never_written_over_and_what_was_changed_is_told(seal, tmp_path):
    with pytest.raises(BadArgument, match="what is sealed stays"):
        sealed(Scenario.load("moscow-talks"), 64, 1, seal, DAY)
    copy = tmp_path / "copy"
    copy.mkdir()
    for name in ("seal.json", "scenario.yaml"):
        (copy / name).write_bytes((seal / name).read_bytes())
    (copy / "scenario.yaml").write_text("format: 1\n", encoding="utf-8")
    with pytest.raises(BadArgument, match="is not what was sealed"):
        verified(copy, outcomes(tmp_path))
    with pytest.raises(BadArgument, match="holds no seal"):
        verified(tmp_path, outcomes(tmp_path))


@pytest.mark.parametrize(
    ("text", "error", "told"),
    [
        ("settlement: {teritory: freeze}", BadArgument, "no issue 'teritory'"),
        ("settlement: {territory: frieze}", BadArgument, "did you mean 'freeze'"),
        ("accepts: {november: {rusia: true}}", BadArgument, "no party 'rusia'"),
        ("agreement: perhaps", ScenarioError, "agreement"),
        ("agreed: true", ScenarioError, "agreed"),
    ],
)
def test_slips_in_what_happened_are_told(seal, tmp_path, text, error, told):
    with pytest.raises(error, match=told):
        verified(seal, outcomes(tmp_path, text + "\n"))


def test_the_file_of_what_happened_is_read(tmp_path):
    assert happened_in(outcomes(tmp_path)).accepts == {"november": {"ukraine": False, "russia": True}}


def test_the_commands_seal_and_score(tmp_path):
    folder = tmp_path / "sealed"
    done = dealzones("seal", "camp-david", "--draws", "8", "--out", str(folder), cwd=tmp_path)
    assert f"Sealed in {folder}/" in done.stdout
    assert json.loads((folder / "seal.json").read_text(encoding="utf-8"))["commits"]["agreement"] is None
    told = dealzones("score", str(folder), str(outcomes(tmp_path, "settlement: {sinai: '10'}\n")), cwd=tmp_path)
    assert "settlement.sinai" in told.stdout
