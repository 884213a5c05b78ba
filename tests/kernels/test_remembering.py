"""What is remembered is told apart by what the rules hold and by everything else that is asked."""

from typing import Any

import numpy as np
from kernels.games import Shape, game

from sim.kernels.remembering import remembered

SHAPE = Shape(levels=(2, 3), parties=2, bundles=1, rules=2, strictness=0.6, seed=0)


def test_work_is_done_once_for_rules_that_hold_the_same() -> None:
    rules = game(SHAPE)[1]
    done: list[int] = []

    @remembered
    def work(rules: Any, number: int) -> int:
        done.append(number)
        return len(rules.quotas) + number

    copy = rules._replace(numbers=rules.numbers.copy())
    assert work(rules, 1) == work(copy, 1)
    assert done == [1]
    work(rules, 2)
    assert done == [1, 2]


def test_work_is_done_again_for_rules_that_hold_something_else() -> None:
    rules = game(SHAPE)[1]
    done: list[Any] = []
    work = remembered(done.append)
    for other in (rules, rules._replace(numbers=rules.numbers + 1), rules._replace(pivots=np.array([1]))):
        work(other)
    assert len(done) == 3
