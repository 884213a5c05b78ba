"""A run of as many worlds as a sampling error takes."""

import json

from cli.shell import dealzones


def test_the_run_has_the_error_wished_and_says_what_stopping_does(tmp_path):
    done = dealzones("run", "moscow-talks", "--until", "3%", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    flat = " ".join(done.stdout.split())
    assert "1,024 draws: the sampling error kept within \u00b13 points there and at 512." in flat
    folder = tmp_path / "results" / "moscow-talks"
    assert json.loads((folder / "answer.json").read_text(encoding="utf-8"))["draws"] == 1024
    assert (folder / "figures" / "convergence.png").exists()


def test_draws_are_then_the_most_there_may_be(tmp_path):
    done = dealzones("run", "moscow-talks", "--until", "0.1%", "--draws", "100", cwd=tmp_path)
    assert "100 draws, the most there may be" in " ".join(done.stdout.split())


def test_what_is_no_sampling_error_is_refused_before_anything_runs(tmp_path):
    done = dealzones("run", "moscow-talks", "--until", "1", cwd=tmp_path)
    assert done.returncode != 0
    assert "did you mean 1%?" in done.stderr
    assert not (tmp_path / "results").exists()


def test_a_correlation_of_what_no_world_draws_is_refused_with_its_place(tmp_path):
    slip = "correlations.x={between: [parties.russia.no_deal.cots, parties.us.no_deal.cost], rho: 0.5}"
    done = dealzones("run", "moscow-talks", "--set", slip, cwd=tmp_path)
    assert done.returncode != 0
    assert "did you mean 'parties.russia.no_deal.cost'?" in done.stderr
