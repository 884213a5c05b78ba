"""Comparisons in the hand, and the folder they leave."""

import json
import sys
from subprocess import run as run_process

import pandas as pd
import pytest

import sim
from sim import Scenario, compare
from sim.errors import BadArgument, FolderInUse, NotARun, NotPaired
from sim.files import sha256
from sim.plots import lint


@pytest.fixture(scope="module")
def softer(moscow):
    return moscow.change({"parties.ukraine.lines.land.words": "opposed"}, name="softer").run(256)


@pytest.fixture(scope="module")
def comparison(talks, softer):
    return compare(talks, softer)


@pytest.fixture(scope="module")
def folders(talks, softer, tmp_path_factory):
    results = tmp_path_factory.mktemp("results")
    return talks.save(results / "base"), softer.save(results / "other")


def test_compare_is_there_from_the_start_and_loaded_when_asked_for():
    assert "compare" in sim.__all__
    assert sim.compare is compare


def test_runs_and_their_folders_give_the_same_tables(comparison, folders, talks):
    stored, mixed = compare(*folders), compare(talks, str(folders[1]))
    for every in (True, False):
        numbers = comparison.table(every=every).to_numpy().tolist()
        assert stored.table(every=every).to_numpy().tolist() == numbers
        assert mixed.table(every=every).to_numpy().tolist() == numbers
    assert stored.table().columns[2:4].tolist() == ["base", "other"]
    assert stored.inputs().to_numpy().tolist() == comparison.inputs().to_numpy().tolist()


def test_the_inputs_that_differ_are_those_that_were_changed(comparison):
    assert comparison.inputs().to_dict("index") == {
        "parties.ukraine.lines.land.words": {"moscow-talks": "will never", "softer": "opposed"}
    }


def test_the_answer_is_plain_and_holds_what_the_table_holds(comparison):
    answer = json.loads(json.dumps(comparison.answer()))
    table = comparison.table(every=True)
    assert list(answer["measures"]) == table.index.tolist()
    for name, row in table.iterrows():
        told = answer["measures"][name]["runs"]["softer"]
        assert told["change"] == pytest.approx(row["softer.change"], abs=1e-6)
        assert told["finding"] == row["softer.finding"]
    assert answer["base"] == "moscow-talks"


def test_a_notebook_shows_inputs_first_and_escapes_what_people_wrote(comparison, talks, moscow):
    page = comparison._repr_html_()
    assert page.index("Inputs that differ") < page.index("Outcomes that are not exactly equal")
    assert "parties.ukraine.lines.land.words" in page
    odd = moscow.change({"parties.us.no_deal.cost": 3}, name="odd")
    run = odd.change({"title": "<script>"}).run(256)
    assert "<script>" not in compare(talks, run)._repr_html_()
    assert "No input differs." in compare(talks, moscow.change({}, name="same").run(256))._repr_html_()


def test_a_long_input_is_shown_whole_in_a_notebook(talks, moscow):
    table = {level: k for k, level in enumerate(moscow.case.issues["assets"].levels)}
    run = moscow.change({"parties.us.values.assets": {"table": table}}, name="tabled").run(256)
    assert "returned: 6}}" in compare(talks, run)._repr_html_()


def test_what_is_printed_names_the_runs_and_the_finding(comparison):
    assert repr(comparison).startswith("<Comparison of softer against moscow-talks: A zone exists in ")


def test_a_comparison_leaves_its_files(comparison, tmp_path):
    folder = comparison.save(tmp_path / "both")
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    figures = {f"figures/{name}.{kind}" for name in ("differences", "agreement") for kind in ("png", "svg")}
    assert files == {"run.json", "compare.csv", "inputs.csv"} | figures
    noted = json.loads((folder / "run.json").read_text())
    assert [run["name"] for run in noted["compared"]] == ["moscow-talks", "softer"]
    for name, hashed in noted["files"].items():
        assert sha256((folder / name).read_bytes()) == hashed
    table = pd.read_csv(folder / "compare.csv", index_col="measure")
    assert table["softer"].tolist() == pytest.approx(comparison.table(every=True)["softer"].tolist(), rel=1e-5)
    assert pd.read_csv(folder / "inputs.csv", index_col="path").shape == (1, 2)


def test_the_same_comparison_leaves_the_same_bytes(comparison, talks, moscow, tmp_path):
    one = comparison.save(tmp_path / "one")
    run = moscow.change({"parties.ukraine.lines.land.words": "opposed"}, name="softer").run(256, block=100)
    other = compare(talks, run).save(tmp_path / "other")
    for path in one.rglob("*"):
        if path.is_file():
            assert path.read_bytes() == (other / path.relative_to(one)).read_bytes()


def test_a_comparison_is_called_after_its_runs(comparison, talks, moscow, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert comparison.save().as_posix() == "results/moscow-talks-and-softer"
    long = [moscow.change({"dial.lines": 0.6 + k / 10}, name=f"{'variant' * 6}-{k}").run(256) for k in range(2)]
    assert compare(talks, *long).save().as_posix() == "results/moscow-talks-and-2-others"


def test_a_comparison_never_replaces_a_run_or_files_of_somebody_else(comparison, folders, tmp_path):
    before = (folders[0] / "run.json").read_bytes()
    with pytest.raises(BadArgument, match="holds a run, not a comparison; choose another name with --name"):
        comparison.save(folders[0])
    assert (folders[0] / "run.json").read_bytes() == before
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "notes.txt").write_text("mine")
    with pytest.raises(FolderInUse):
        comparison.save(tmp_path / "mine")
    assert comparison.save(tmp_path / "own") == comparison.save(tmp_path / "own")


def test_the_figure_is_one_of_matplotlibs(comparison):
    from matplotlib.figure import Figure

    assert isinstance(comparison.plot.differences(), Figure)


def test_what_is_no_run_is_told():
    """In a process of its own: here the types are checked on the way in."""
    said = "try: sim.compare({})\nexcept sim.errors.BadArgument as error: print(error)\n"
    wrong = ("[1, 2]", "sim.Scenario.load('moscow-talks')")
    script = "import sim, sim.errors\n" + "".join(said.format(argument) for argument in wrong)
    done = run_process([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    first, second = done.stdout.splitlines()
    assert "each an argument of its own; list is neither" in first
    assert "Scenario is neither (a scenario is run first: scenario.run())" in second


def test_what_cannot_be_compared_is_refused_with_the_reason(talks, folders):
    with pytest.raises(BadArgument, match="only 'moscow-talks' is given"):
        compare(talks)
    with pytest.raises(BadArgument, match="given twice"):
        compare(talks, talks)
    with pytest.raises(BadArgument, match="given twice"):
        compare(folders[0], str(folders[0]))
    with pytest.raises(BadArgument, match="'moscow-talks' and 'base' hold one and the same run"):
        compare(talks, folders[0])
    with pytest.raises(NotARun, match="'nowhere' does not exist"):
        compare(talks, "nowhere")
    with pytest.raises(NotPaired, match="has the issue"):
        compare(talks, Scenario.load("harbour-sports-park").run(256))


def test_times_to_agreement_are_drawn_where_all_runs_have_talks_and_refused_where_one_has_none(moscow):
    base, firmer = moscow.run(draws=32), moscow.change({"dial.lines": 0.7}, name="firmer").run(draws=32)
    figure = compare(base, firmer).plot.agreement()
    assert lint(figure) == []
    labels = {line.get_label() for line in figure.axes[0].get_lines()}
    assert {"moscow-talks", "firmer"} <= labels
    silent = moscow.change({"talks": None}, name="silent").run(draws=32)
    with pytest.raises(BadArgument, match="'silent' has no talks"):
        compare(base, silent).plot.agreement()


def test_runs_of_other_worlds_are_compared_unpaired_and_it_is_said_why(talks, moscow, tmp_path):
    apart = compare(talks, moscow.change({"dial.lines": 0.3}, name="softer").run(128, seed=2))
    assert apart.found.unpaired["softer"][0] == "their seeds are 1 and 2 and they hold 256 and 128 worlds"
    paired = compare(talks, moscow.change({"dial.lines": 0.3}, name="softer").run(256))
    row, tight = apart.table().loc["zone"], paired.table().loc["zone"]
    assert row["softer.low"] < row["softer.change"] < row["softer.high"]
    assert row["softer.high"] - row["softer.low"] > tight["softer.high"] - tight["softer.low"]
    answer = apart.answer()
    assert "softer is not paired with moscow-talks, because their seeds are 1 and 2" in " ".join(answer["sentences"])
    assert list(answer["not_paired"]) == ["softer"]
    assert paired.answer()["not_paired"] == {}
    assert "not all drawn alike" in apart._repr_html_()
    assert lint(apart.plot.differences()) == []
    folder = apart.save(tmp_path / "apart")
    assert not (folder / "figures" / "agreement.png").exists()
    noted = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    assert [(run["seed"], run["draws"]) for run in noted["compared"]] == [(1, 256), (2, 128)]
    with pytest.raises(BadArgument, match="runs that share their worlds; softer does not"):
        apart.plot.agreement()
