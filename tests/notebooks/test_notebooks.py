"""Every notebook runs from top to bottom, shows its figures and numbers, and is stored without outputs."""

import json
import os
import re
from pathlib import Path

import pytest

from sim import Scenario, compare

FOLDER = Path(__file__).parents[2] / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))
DRAWS = 64


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_stored_without_outputs(path):
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        assert cell["cell_type"] != "code" or (cell["outputs"], cell["execution_count"]) == ([], None)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_no_number_of_a_result_is_written_into_the_prose(path):
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        assert cell["cell_type"] == "code" or not re.search(r"\d%|\d percent", "".join(cell["source"]))


@pytest.fixture(scope="module")
def cells():
    """Return the code cells of the Moscow notebook by their last line, after a run with few worlds."""
    nbformat, nbclient = pytest.importorskip("nbformat"), pytest.importorskip("nbclient")
    pytest.importorskip("ipykernel")
    notebook = nbformat.read(FOLDER / "moscow-talks.ipynb", as_version=4)
    before = os.environ.get("DEALZONES_DRAWS")
    os.environ["DEALZONES_DRAWS"] = str(DRAWS)
    try:
        nbclient.NotebookClient(notebook, timeout=300, kernel_name="python3").execute()
    finally:
        del os.environ["DEALZONES_DRAWS"]
        if before is not None:
            os.environ["DEALZONES_DRAWS"] = before
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    return {cell.source.splitlines()[-1]: cell.outputs for cell in code}


def shown(outputs, mime):
    """Return what a cell shows of one kind."""
    return ["".join(one["data"][mime]) for one in outputs if "data" in one and mime in one["data"]]


def printed(outputs):
    """Return what a cell prints."""
    return "".join(one["text"] for one in outputs if one.get("name") == "stdout")


def test_no_cell_warns(cells):
    assert not [one for outputs in cells.values() for one in outputs if one.get("name") == "stderr"]


@pytest.mark.parametrize(
    "last_line",
    [
        "run.plot.blockers()",
        "run.plot.dial()",
        "run.plot.agreement()",
        "both.plot.differences()",
        "sweep.plot()",
        "told.plot()",
    ],
)
def test_a_cell_that_ends_in_a_figure_shows_it_once(cells, last_line):
    assert len(shown(cells[last_line], "image/png")) == 1


def test_a_cell_that_ends_in_a_run_shows_its_headline_and_one_map(cells):
    (page,) = shown(cells["run"], "text/html")
    run = Scenario.load("moscow-talks").run(draws=DRAWS, seed=1)
    assert page.count("<img") == 1
    assert run.headline.first.replace("+-", "±") in page
    assert not shown(cells["run"], "image/png")


def test_the_talks_are_those_of_a_run_outside_the_notebook(cells):
    run = Scenario.load("moscow-talks").run(draws=DRAWS, seed=1)
    assert printed(cells["run.talks"]).splitlines() == [str(run.agreed), f"where a zone exists: {run.agreed_if_zone}"]


def test_the_comparison_is_that_of_a_comparison_outside_the_notebook(cells):
    base = Scenario.load("moscow-talks")
    path = "parties.russia.lines.land.at_least"
    softer = base.change({path: "freeze"}, name="line-of-contact")
    both = compare(base.run(draws=DRAWS, seed=1), softer.run(draws=DRAWS, seed=1))
    (inputs,) = shown(cells["both.inputs()"], "text/html")
    assert path in inputs
    assert inputs.count("<tr>") - 1 == 1, "one input differs"
    (table,) = shown(cells["both.table()"], "text/html")
    assert table.strip() == both.table()._repr_html_().strip()


def test_weighing_the_draws_agrees_with_a_rerun_within_their_errors(cells):
    (last_line,) = [line for line in cells if line.startswith('print("within their errors:')]
    said = printed(cells[last_line]).splitlines()
    assert said[-1] == "within their errors: True"
    assert said[-2].startswith("a rerun: ")


def test_the_conditions_are_those_of_a_run_outside_the_notebook(cells):
    run = Scenario.load("moscow-talks").run(draws=DRAWS, seed=1)
    assert printed(cells["print(run.conditions().finding)"]).strip() == str(run.conditions().finding).strip()
