"""How time grows: the slope of log time over log size, by least squares. Twice the work in twice the time is 1."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from benchmarks.domains import domain
from benchmarks.findings import Finding
from benchmarks.ours import asked
from benchmarks.pairing import seconds


@dataclass(frozen=True)
class Growth:
    """One question, asked of more and more."""

    words: str
    name: str
    """Of our function."""
    axis: str
    """What grows: draws, deals or parties."""
    steps: Sequence[tuple[str, int, int]]
    """Size, parties and draws at each step; enough draws that a clock can tell."""
    target: float | None = None


@dataclass(frozen=True)
class Step:
    """One step, ready to run."""

    amount: float
    """How much there is of what grows."""
    draws: float
    """By how many worlds time is divided."""
    work: Callable[[], object]


def steps(growth: Growth) -> Iterator[Step]:
    """Go through the steps, each of which has run once."""
    question = asked(growth.name)
    for size, parties, draws in growth.steps:
        made = domain(size, parties=parties)
        worlds = made.worlds(draws)
        amount = {"draws": draws, "deals": made.deals, "parties": parties}[growth.axis]
        work = partial(question, worlds, made.rules)
        work()
        yield Step(amount, 1 if growth.axis == "draws" else draws, work)


def slope(amounts: Sequence[float], times: Sequence[float]) -> float:
    """Return the slope of log time over log amount.

    >>> round(slope([10, 100, 1000], [1, 2, 4]), 3)
    0.301
    """
    return float(np.polyfit(np.log(amounts), np.log(times), 1)[0])


def finding(growth: Growth, repeat: int) -> Finding:
    """Return the slope in each repetition."""
    ready = list(steps(growth))
    rounds = [[seconds(step.work) / step.draws for step in ready] for _ in range(repeat)]
    amounts = [step.amount for step in ready]
    slopes = np.array([slope(amounts, times) for times in rounds])
    last = np.median([times[-1] for times in rounds]) / (ready[-1].amount if growth.axis == "draws" else 1)
    where = f"{amounts[0]:,} to {amounts[-1]:,} {growth.axis}, plain"
    return Finding(
        f"{growth.words}: growth in {growth.axis}",
        where,
        "slope of log time",
        slopes,
        unit="",
        target=growth.target,
        at_most=True,
        note=f"{last * 1e6:,.3g} us a world at the last step.",
    )


def many(words: str, name: str, size: str, draws: int, most: float | None, repeat: int) -> Finding:
    """Return how many microseconds a world takes among so many deals."""
    question = asked(name)
    made = domain(size)
    work = partial(question, made.worlds(draws), made.rules)
    work()
    times = np.array([seconds(work) / draws * 1e6 for _ in range(repeat)])
    where = f"{made.deals:,} deals, 4 parties, plain; {draws:,} draws"
    return Finding(f"{words}: a world", where, "", times, unit="us", target=most, at_most=True)
