"""What each ingredient costs: a study of the Moscow talks with it, beside the same without it."""

from collections.abc import Iterator

import numpy as np

from benchmarks.findings import Finding
from benchmarks.pairing import seconds
from sim.engine import Plan, run
from sim.scenario import Case, read_scenario
from sim.scenario.ingredients import INGREDIENTS, present, without
from sim.worlds import uncertain

FILES = (
    "moscow-talks",
    "moscow-talks-war",
    "moscow-talks-hold",
    "moscow-talks-ratified",
    "moscow-talks-leverage",
    "moscow-talks-shocks",
    "moscow-talks-everything",
)
"""Between them they hold every ingredient that a shipped file has."""


def findings(count: int, repeat: int) -> Iterator[Finding]:
    """Go through the ingredients, each in the first file that has it."""
    done: set[str] = set()
    for name in FILES:
        case = read_scenario(name).case
        for ingredient in present(case):
            if ingredient not in done:
                done.add(ingredient)
                yield factor(case, name, ingredient, count, repeat)


def factor(case: Case, name: str, ingredient: str, count: int, repeat: int) -> Finding:
    """Return how many times as long a study takes with an ingredient as without it, run in pairs."""
    paths, plan = uncertain(case), Plan(count, 1)
    bare = without(case, (ingredient,))
    ratios = []
    for _ in range(repeat + 1):
        with_it = seconds(lambda: run(case, paths, plan))
        ratios.append(with_it / seconds(lambda: run(bare, paths, plan)))
    words = f"a study with {INGREDIENTS[ingredient].words}, as a multiple of without"
    return Finding(words, f"{name}; {count:,} draws", "", np.array(ratios[1:]), unit="x")
