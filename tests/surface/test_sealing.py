"""Sealing and scoring: what is sealed can be checked, is never written over, and is scored as by hand."""

import datetime
import json
import math

import pytest
from cli.shell import dealzones

from sim import Scenario
from sim.analysis.committing import Happened, of_answer, of_level, scored_against, unsealed
from sim.cli.seal_command import score_screen
from sim.errors import BadArgument, ScenarioError
from sim.files import sha256
from sim.surface import sealed, verified
from sim.surface.outcomes import happened_in
from sim.surface.verifying import broken_open

DRAWS = 24
DAY = datetime.date(2025, 12, 2)
MOSCOW = Scenario.load("moscow-talks").case
HAPPENED = """\
agreement: true
settlement: {territory: freeze, nato: pledge, assets: frozen, guarantees: european, eu-track: merit}
accepts: {november: {ukraine: false, russia: true}}
"""


@pytest.fixture(scope="module")
def seal(tmp_path_factory):
    folder = tmp_path_factory.mktemp("seals") / "one"
    return sealed(Scenario.load("moscow-talks"), DRAWS, 1, folder, DAY)


def outcomes(folder, text=HAPPENED):
    file = folder / "happened.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def test_a_seal_holds_the_day_the_shares_and_the_hash_of_the_scenario_and_gives_them_again(seal):
    found = broken_open(seal)
    assert found["sealed"] == "2025-12-02"
    assert found["files"] == {"scenario.yaml": sha256((seal / "scenario.yaml").read_bytes())}
    run = Scenario.load(seal / "scenario.yaml").run(draws=DRAWS)
    assert found["commits"]["agreement"] == pytest.approx(run.study.agreed.share)
    for shares in found["commits"]["settlement"].values():
        assert sum(shares.values()) == pytest.approx(1)
    table = Scenario.load("moscow-talks").proposals(draws=DRAWS).table
    assert found["commits"]["accepts"]["november"]["ukraine"] == pytest.approx(table.loc["november", "accepts.ukraine"])


def test_what_happened_is_scored_as_by_hand(seal, tmp_path):
    found, commits = verified(seal, outcomes(tmp_path)), broken_open(seal)["commits"]
    agreed = commits["agreement"]
    assert found.table.loc["agreement"].tolist() == pytest.approx([agreed, (1 - agreed) ** 2, -math.log(agreed)])
    land = commits["settlement"]["territory"]
    brier = sum((share - (level == "freeze")) ** 2 for level, share in land.items())
    of_land = found.table.loc["settlement.territory", ["share", "brier"]]
    assert of_land.tolist() == pytest.approx([land["freeze"], brier])
    study = Scenario.load("moscow-talks").run(draws=DRAWS).study
    number = study.space.number(("freeze", "pledge", "frozen", "european", "merit"))
    assert found.covered == study.counts.joint[number] / DRAWS
    assert found.rank == 1 + (study.counts.joint > study.counts.joint[number]).sum()


def test_scores_of_a_yes_and_of_levels():
    assert of_answer(0.75, True) == (0.75, 0.0625, pytest.approx(-math.log(0.75)))
    assert of_level({"a": 0.5, "b": 0.5}, "a")[1] == 0.5
    assert of_level({"a": 0.0, "b": 1.0}, "a") == (0.0, 2.0, math.inf)
    committed = {"agreement": None, "settlement": {}, "accepts": {}}
    assert scored_against(committed, Happened(agreement=True, settlement={"x": "a"})).empty


def test_what_happened_and_was_not_sealed_is_told_with_the_reason():
    committed = {"agreement": None, "settlement": {}, "settlement_of": "zones", "accepts": {}}
    assert unsealed(committed, Happened(agreement=True, settlement={"x": "a"})) == {
        "agreement": "not sealed: the scenario has no talks",
        "settlement.x": "not sealed: no world has a zone",
    }


def test_without_talks_each_world_with_a_zone_and_in_it_each_deal_counts_alike(tmp_path):
    scenario = Scenario.load("harbour-sports-park")
    folder = sealed(scenario, 8, 1, tmp_path / "harbor", DAY)
    commits = broken_open(folder)["commits"]
    study = scenario.run(draws=8).study
    deals = [study.space.levels_of(int(deal)) for deal in study.counts.joint.nonzero()[0]]
    assert len(deals) == 55  # as published: the same 55 in every world
    for i, (issue, levels) in enumerate(commits["settlement"].items()):
        for level, share in levels.items():
            assert share == pytest.approx(sum(deal[i] == level for deal in deals) / 55), issue
    last = "settlement: {" + ", ".join(f"{i}: {x}" for i, x in zip(study.space.issues, deals[-1], strict=True)) + "}"
    found = verified(folder, outcomes(tmp_path, last + "\nagreement: true\n"))
    assert (found.table["share"] > 0).all()
    assert found.covered == 1
    told = " ".join(score_screen(found))
    assert "deals of the zones" in told
    assert "not sealed: the scenario has no talks" in told


def test_zones_of_several_worlds_count_alike_whatever_their_size(tmp_path):
    scenario = Scenario.load("one-who-chooses").change({"parties.chooser.no_deal": {"uniform": [0, 0.6]}})
    folder = sealed(scenario, 16, 1, tmp_path / "chooser", DAY)
    run, shares = scenario.run(draws=16), []
    for draw in range(16):
        zone = [deal for deal in range(9) if run.why(draw, deal).in_zone]
        shares.append(sum(run.study.space.levels_of(deal)[0] == "all" for deal in zone) / len(zone))
    assert broken_open(folder)["commits"]["settlement"]["one"]["all"] == pytest.approx(sum(shares) / 16)


def test_what_no_world_held_is_infinite_and_said_to_be(seal, tmp_path):
    commits = broken_open(seal)["commits"]
    level = next(level for level, share in commits["settlement"]["territory"].items() if share == 0)
    found = verified(seal, outcomes(tmp_path, f"settlement: {{territory: {level}}}\n"))
    assert found.table.loc["settlement.territory", "log"] == math.inf
    told = " ".join(score_screen(found))
    assert "inf: outside what the run held possible" in told
    assert "nothing is told of nato" in told
    assert "inf:" not in " ".join(score_screen(verified(seal, outcomes(tmp_path, "agreement: true\n"))))


def test_a_seal_that_was_edited_is_refused_with_what_differs(seal, tmp_path):
    copy = tmp_path / "edited"
    copy.mkdir()
    (copy / "scenario.yaml").write_bytes((seal / "scenario.yaml").read_bytes())
    edited = json.loads((seal / "seal.json").read_text(encoding="utf-8"))
    edited["commits"]["agreement"] = 0.99
    (copy / "seal.json").write_text(json.dumps(edited), encoding="utf-8")
    with pytest.raises(BadArgument, match=r"commits\.agreement is 0\.99 there, and a run gives"):
        verified(copy, outcomes(tmp_path))
    edited = json.loads((seal / "seal.json").read_text(encoding="utf-8"))
    edited["sealed"] = "2020-01-01"
    (copy / "seal.json").write_text(json.dumps(edited), encoding="utf-8")
    broken_open(copy)  # nothing hangs on the day: the published hash alone tells
    digest = sha256((seal / "seal.json").read_bytes())
    with pytest.raises(BadArgument, match="is not the seal with that hash"):
        broken_open(copy, digest)
    assert broken_open(seal, digest.upper())["sealed"] == "2025-12-02"


def test_outcomes_that_answer_nothing_are_refused_with_the_questions(seal, tmp_path):
    with pytest.raises(BadArgument, match=r"answers no question.*agreement, settlement.territory"):
        verified(seal, outcomes(tmp_path, "note: nothing yet\n"))


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("seal.json", "garbage", "is damaged: it is no JSON"),
        ("seal.json", "{}", "is damaged: it has no 'draws'"),
        ("seal.json", None, "seal.json is missing"),
        ("scenario.yaml", None, "scenario.yaml is missing"),
    ],
)
def test_of_a_damaged_seal_the_file_is_told(seal, tmp_path, name, text, told):
    copy = tmp_path / "damaged"
    copy.mkdir()
    for one in ("seal.json", "scenario.yaml"):
        (copy / one).write_bytes((seal / one).read_bytes())
    (copy / name).unlink()
    if text is not None:
        (copy / name).write_text(text, encoding="utf-8")
    with pytest.raises(BadArgument, match=told):
        verified(copy, outcomes(tmp_path))


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
    ("text", "told"),
    [
        ("settlement: {teritory: freeze}", r"no issue 'teritory'(?s:.*):1:14"),
        ("settlement: {territory: frieze}", r"(?s:.*)did you mean 'freeze'"),
        ("settlement: {nato: silent}", r"(?s:.*)silence amounts to [a-z-]+: write that"),
        ("settlement: {territory: silent}", r"(?s:.*)every deal settles it; leave it out"),
        ("accepts: {november: {rusia: true}}", r"no party 'rusia'(?s:.*):1:22"),
        ("accepts: {novembre: {russia: true}}", "(?s:.*)did you mean 'november'"),
        ("agreement: perhaps", "agreement"),
        ("agreed: true", "unknown key 'agreed' in the outcomes"),
        ("agreement: false\nsettlement: {territory: freeze}", "the outcomes tells? of a settlement"),
    ],
)
def test_slips_in_what_happened_are_told_at_their_line(tmp_path, text, told):
    with pytest.raises(ScenarioError, match=told):
        happened_in(outcomes(tmp_path, text + "\n"), MOSCOW)


def test_the_file_of_what_happened_is_read(tmp_path):
    happened = happened_in(outcomes(tmp_path, HAPPENED + "note: from the papers\n"), MOSCOW)
    assert happened.accepts == {"november": {"ukraine": False, "russia": True}}
    assert happened.note == "from the papers"


def test_the_commands_seal_and_score(tmp_path):
    folder = tmp_path / "sealed"
    done = dealzones("seal", "camp-david", "--draws", "8", "--out", str(folder), cwd=tmp_path)
    assert f"Sealed in {folder}/" in done.stdout
    assert json.loads((folder / "seal.json").read_text(encoding="utf-8"))["commits"]["agreement"] is None
    told = dealzones("score", str(folder), str(outcomes(tmp_path, "settlement: {sinai: '10'}\n")), cwd=tmp_path)
    assert "settlement.sinai" in told.stdout
