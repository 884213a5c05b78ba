"""What each ingredient costs: a study of the Moscow talks with it, beside the same without it."""

from collections.abc import Iterator

import numpy as np

from benchmarks.findings import Finding
from benchmarks.pairing import seconds
from sim.engine import Plan, run
from sim.scenario import Case, read_scenario
from sim.scenario.ingredients import INGREDIENTS, present, without
from sim.worlds import uncertain

FILES = {
    "moscow-talks": 1,
    "moscow-talks-war": 1,
    "moscow-talks-hold": 1,
    "moscow-talks-ratified": 1,
    "moscow-talks-leverage": 1,
    "moscow-talks-shocks": 1,
    "moscow-talks-everything": 10,
}
"""Between them they hold every ingredient that a shipped file has; by how much each divides the draws."""


def findings(count: int, repeat: int) -> Iterator[Finding]:
    """Go through the ingredients, each in the first file that has it."""
    done: set[str] = set()
    for name, divisor in FILES.items():
        case = read_scenario(name).case
        for ingredient in present(case):
            if ingredient not in done:
                done.add(ingredient)
                yield factor(case, name, ingredient, count // divisor, repeat)


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
