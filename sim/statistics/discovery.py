"""Scenario discovery: boxes found in half of the draws and judged in the other half.

The rule. Draw ``k`` belongs to replicate ``k mod 8``; boxes are looked for in the even replicates only. From every box
of the trajectory those limits are dropped, the least sure first, that have a quasi-p-value above .05. Of the boxes
left, that one is chosen whose draws correlate most with being of interest in the odd replicates (Matthews'
coefficient). The harmonic mean of coverage and density would rather restrict nothing where most draws are of interest;
this does not care how many are. Nothing is found if, in the odd replicates, chance would fill a box of that many draws
as densely, at the base rate of all draws, more than once in a thousand times. A further box is looked for in what those
before leave.

As one box of some dozens is chosen in the odd replicates, what it does there is a little flattered. How stable a box is
decides nothing: inputs that tell the same share random halves between them, and each alone then looks unstable.
"""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Bool

from sim.statistics.boxes import Box, Measures, box_of, measures
from sim.statistics.peeling import STEADY, Pace, trajectory
from sim.statistics.quasi_p_values import OneLimit, limits_of, quasi_p, room_of, surely, tail
from sim.statistics.ranking import Room
from sim.statistics.samples import Sample
from sim.statistics.stability import in_halves, shares

REPLICATES = 8
"""Draw ``k`` belongs to replicate ``k mod 8``."""
CHANCE = 0.001
"""Nothing is found where chance would do as well more often than this."""


@dataclass(frozen=True)
class Step:
    """One box of a trade-off between coverage and density."""

    box: Box
    found: Measures
    """In the draws that it was found in."""
    held_out: Measures
    """In the draws that it was not found in."""
    quasi_p: dict[str, float]
    """By input, the larger quasi-p-value of its limits, in the draws that the box was found in."""
    stability: dict[str, float]
    """By input, in which share of halves boxes of that mass restrict it."""


@dataclass(frozen=True)
class Discovery:
    """A trade-off, and which box of it is chosen."""

    steps: tuple[Step, ...]
    """The boxes from the largest on; the first restricts nothing."""
    chosen: int | None
    """The number of the chosen box; None where nothing is found."""
    left: Bool[np.ndarray, " draws"]
    """Which draws earlier boxes leave to this one."""

    @property
    def best(self) -> Step | None:
        """Return the chosen box; None where nothing is found."""
        return None if self.chosen is None else self.steps[self.chosen]


def odd_replicates(draws: int) -> Bool[np.ndarray, " draws"]:
    """Return which draws boxes are judged in.

    >>> odd_replicates(4).tolist()
    [False, True, False, True]
    """
    odd: Bool[np.ndarray, " draws"] = np.arange(draws) % REPLICATES % 2 == 1
    return odd


def discover(sample: Sample, rng: np.random.Generator, *, most: int = 2, pace: Pace = STEADY) -> tuple[Discovery, ...]:
    """Look for boxes that hold much of what is of interest, one after the other.

    Parameters
    ----------
    sample
        The draws.
    rng
        Chooses the halves for stability.
    most
        How many boxes at most.
    pace
        How patiently boxes are peeled.

    Returns
    -------
        One discovery a box; where nothing is found, one without a chosen box.
    """
    found: list[Discovery] = []
    left = np.ones(sample.draws, np.bool_)
    while len(found) < most:
        one = _one(sample, left, rng, pace)
        if one.best is None:
            break
        found.append(one)
        left = left & ~one.best.box.inside(sample)
    return tuple(found) or (one,)


def _one(sample: Sample, left: Bool[np.ndarray, " draws"], rng: np.random.Generator, pace: Pace) -> Discovery:
    """Look for one box in what is left."""
    tests = odd_replicates(sample.draws)
    among = left & ~tests
    halves = in_halves(sample, among, rng, pace)
    rooms: dict[bytes, tuple[Room, list[OneLimit], float]] = {}
    for room in trajectory(sample, among, pace):
        kept = surely(sample, among, limits_of(sample.ranked, room))
        slimmer = room_of(sample.ranked, kept)
        mass = measures(sample, sample.ranked.inside(slimmer), among).mass
        rooms.setdefault(slimmer.tobytes(), (slimmer, kept, mass))
    steps = tuple(_step(sample, left, room, limits, shares(halves, mass)) for room, limits, mass in rooms.values())
    best = int(np.argmax([step.held_out.correlation for step in steps]))
    return Discovery(steps, best if _clear(sample, steps[best], tests) else None, left)


def _step(
    sample: Sample, left: Bool[np.ndarray, " draws"], room: Room, limits: list[OneLimit], stability: np.ndarray
) -> Step:
    """Judge one box."""
    tests = odd_replicates(sample.draws)
    inside = left & sample.ranked.inside(room)
    values: dict[str, float] = {}
    for limit, value in zip(limits, quasi_p(sample, left & ~tests, limits), strict=True):
        name = sample.names[limit.number]
        values[name] = max(value, values.get(name, 0.0))
    steady = {name: float(stability[sample.names.index(name)]) for name in values}
    return Step(box_of(sample, room), measures(sample, inside, ~tests), measures(sample, inside, tests), values, steady)


def _clear(sample: Sample, step: Step, tests: Bool[np.ndarray, " draws"]) -> bool:
    """Tell whether a box is denser than chance would make it."""
    every = float(sample.weights[tests].sum())
    wanted = float(sample.weights[tests & sample.of_interest].sum())
    draws = step.held_out.mass * every
    if not step.box.limits or not draws > 0:
        return False
    return tail(step.held_out.density * draws, draws, wanted / every) <= CHANCE
