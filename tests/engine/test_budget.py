import subprocess
import sys
from pathlib import Path

import pytest

from sim import Scenario
from sim.engine import memory_of
from sim.engine.budget import estimated
from sim.errors import BadArgument, TooMuchMemory
from sim.scenario import read_scenario

MOSCOW = read_scenario("moscow-talks").case


@pytest.mark.parametrize(
    ("text", "count"), [("2 GB", 2 * 10**9), ("500MB", 5 * 10**8), ("1.5 g", 15 * 10**8), ("1000", 1000)]
)
def test_an_amount_of_memory_is_read_as_people_write_it(text, count):
    assert memory_of(text) == count


@pytest.mark.parametrize("text", ["", "much", "-1 GB", "2 PB", "0", "1e9"])
def test_what_is_no_amount_of_memory_is_refused(text):
    with pytest.raises(BadArgument, match="memory"):
        memory_of(text)


def test_the_estimate_grows_with_draws_and_stays_the_same_where_only_the_block_is_full():
    totals = [estimated(MOSCOW, 200, draws, 1024).total for draws in (2048, 4096, 100_000)]
    assert totals[0] < totals[1] < totals[2]
    assert estimated(MOSCOW, 200, 2048, 1024).total < 2 * 10**9, "a usual run fits the usual budget"


def test_a_run_too_large_is_refused_before_it_starts_and_told_how_many_draws_would_fit():
    with pytest.raises(TooMuchMemory, match=r"take about .* GB of memory, and 1 GB are allowed .*--memory.*draws"):
        Scenario.load("moscow-talks").run(draws=900_000, memory="1 GB")


def test_a_budget_that_nothing_fits_is_told_as_such():
    with pytest.raises(TooMuchMemory, match="allow about"):
        Scenario.load("moscow-talks").run(draws=16, memory="1 MB")


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="only Linux tells the peak of a process by itself")
def test_a_run_takes_no_more_than_was_estimated():
    code = (
        "from sim import Scenario; from pathlib import Path; Scenario.load('moscow-talks').run(4096).study;"
        "print(Path('/proc/self/status').read_text().partition('VmHWM:')[2].split()[0])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=600)
    columns = 2 * len(Scenario.load("moscow-talks").columns)
    assert 1024 * int(done.stdout) < estimated(MOSCOW, columns, 4096, 1024).total
