"""What would open a world: the least change of one belief, or of some together, that gives it what it lacks.

A belief is moved along its own distribution, which every belief has: in standard deviations of the normal variable that
has the same place in its distribution as the belief has in its own. A change of 1 takes a belief from its middle to
where 16% of worlds lie beyond it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from jaxtyping import Bool, Float, Int64
from scipy.special import ndtr, ndtri

from sim.engine.tasks import Block, Task
from sim.streams import Uniforms
from sim.worlds import Worlds, build
from sim.zones import clears, consented_to, existence, utilities_of

COARSE = (1e-6, 0.02, 0.1, 0.22, 0.34, 0.46, 0.54, 0.66, 0.78, 0.9, 0.98, 1 - 1e-6)
"""Places in its distribution that a belief is tried at first, to see whether it opens any world at all: nearly to its
ends, where what is nearly always meant still bends, and near enough that no level is missed that one world in eight
has."""
FINE = 24
"""Places it is then tried at, evenly through its distribution."""
PARTNERS = 4
"""Open worlds from which a closed one may take beliefs; that which asks least is kept."""
MOST_CLOSED = 256
"""Closed worlds looked at."""
HALVINGS = 7
"""How often the way to a joint change is halved."""

Columns = dict[str, np.ndarray]
Asked = Callable[[Worlds], Bool[np.ndarray, " draws"]]


class Alone(NamedTuple):
    """What each belief alone would do in some closed worlds."""

    change: Float[np.ndarray, "draws drivers"]
    """The least change that opens the world, with its sign; infinite where none does."""


class Together(NamedTuple):
    """What beliefs together, or one of them, would do in some closed worlds."""

    moved: Bool[np.ndarray, "draws drivers"]
    """The beliefs that change: with any one of them as it was, the others all the way, the world is closed again."""
    size: Float[np.ndarray, " draws"]
    """The length of the least such change found, all moved alike far on the way; infinite where none was found."""


@dataclass(frozen=True)
class Opener:
    """Closed worlds, what is asked of them, and the beliefs that may change."""

    task: Task
    asked: Asked
    streams: Sequence[Sequence[str]]
    """The streams of each belief."""
    own: Columns
    """The uniforms of the closed worlds."""
    draws: int

    def opens(self, changed: Columns, among: Bool[np.ndarray, " draws"]) -> Bool[np.ndarray, " draws"]:
        """Tell which of some worlds are open with some streams changed."""
        found = np.zeros(self.draws, np.bool_)
        if among.any():
            columns = {path: column[among] for path, column in {**self.own, **changed}.items()}
            found[among] = self.asked(build(self.task.case, Uniforms(columns, int(among.sum()))))
        return found

    def alone(self) -> Alone:
        """Try every belief alone at places all through its distribution."""
        change = np.full((self.draws, len(self.streams)), np.inf)
        for k, streams in enumerate(self.streams):
            if self._least(streams, COARSE, change[:, k]):
                self._least(streams, tuple((np.arange(FINE) + 0.5) / FINE), change[:, k])
        return Alone(change)

    def _least(self, streams: Sequence[str], places: Sequence[float], least: Float[np.ndarray, " draws"]) -> bool:
        """Lower the least change of one belief by what is found at some places; tell whether any world opens."""
        for place in places:
            moves = ndtri(place) - ndtri(self.own[streams[0]])
            better = self.opens({path: np.full(self.draws, place) for path in streams}, np.abs(moves) < np.abs(least))
            least[better] = moves[better]
        return bool(np.isfinite(least).any())

    def together(self, others: Columns, times: Int64[np.ndarray, " drivers"]) -> Together:
        """Take every belief from open worlds, and give back each that the world stays open without.

        Parameters
        ----------
        others
            The uniforms of open worlds.
        times
            How many worlds each belief opens alone; those that open fewest are given back first.
        """
        best = Together(np.zeros((self.draws, len(self.streams)), np.bool_), np.full(self.draws, np.inf))
        for number in range(PARTNERS):
            from_there = self._partners(others, number)
            moved = self._given_back(from_there, times)
            size = self._way(from_there, moved)
            less = size < best.size
            best = Together(np.where(less[:, None], moved, best.moved), np.where(less, size, best.size))
        return best

    def _partners(self, others: Columns, number: int) -> Columns:
        """Return an open world for each closed one, another one for another number."""
        count = len(next(iter(others.values())))
        chosen: Int64[np.ndarray, " draws"] = (np.arange(self.draws) * PARTNERS + number) % count
        return {path: column[chosen] for path, column in others.items()}

    def _mixed(self, from_there: Columns, moved: Bool[np.ndarray, "draws drivers"]) -> Columns:
        """Return the streams of the beliefs that change as they are there, the others as they are here."""
        changed = dict(self.own)
        for k, streams in enumerate(self.streams):
            for path in streams:
                changed[path] = np.where(moved[:, k], from_there[path], changed[path])
        return changed

    def _given_back(
        self, from_there: Columns, times: Int64[np.ndarray, " drivers"]
    ) -> Bool[np.ndarray, "draws drivers"]:
        """Return the beliefs that cannot be given back.

        All that open no world alone are given back at once where that leaves the world open. What was needed while
        others changed may not be so without them; so all are asked again, until none more is given back.
        """
        moved = np.ones((self.draws, len(self.streams)), np.bool_)
        few = moved & (times > 0)
        enough = self.opens(self._mixed(from_there, few), np.ones(self.draws, np.bool_))
        moved[enough] = few[enough]
        before = -1
        while moved.sum() != before:  # one given back may spare one that was needed until then
            before = moved.sum()
            for k in np.argsort(times, kind="stable"):
                without = moved.copy()
                without[:, k] = False
                moved[:, k] &= ~self.opens(self._mixed(from_there, without), moved[:, k])
        return moved

    def _way(self, from_there: Columns, moved: Bool[np.ndarray, "draws drivers"]) -> Float[np.ndarray, " draws"]:
        """Return how far the beliefs that change must go, each by the same part of its way; infinite if never open."""
        paths = [path for streams in self.streams for path in streams]
        gaps = {path: ndtri(from_there[path]) - ndtri(self.own[path]) for path in dict.fromkeys(paths)}
        length = np.sqrt(sum(moved[:, k] * gaps[streams[0]] ** 2 for k, streams in enumerate(self.streams)))
        low, high = np.zeros(self.draws), np.ones(self.draws)
        reached = self.opens(self._mixed(from_there, moved), np.ones(self.draws, np.bool_))
        for _ in range(HALVINGS):
            part = (low + high) / 2
            there = {path: ndtr(ndtri(self.own[path]) + part * gap) for path, gap in gaps.items()}
            enough = self.opens(self._mixed({**from_there, **there}, moved), reached)
            low, high = np.where(enough, low, part), np.where(enough, part, high)
        return np.where(reached, high * length, np.inf)


def zone_exists(task: Task) -> Asked:
    """Ask whether a zone exists."""
    return lambda worlds: existence(worlds.arrays, task.rules).in_zone


def text_in_zone(task: Task, name: str) -> Asked:
    """Ask whether a proposal has every consent it needs."""
    return lambda worlds: consented_to(worlds.arrays, task.rules, worlds.proposals[name])


def missing_worth(task: Task, name: str, draws: int) -> Float[np.ndarray, "draws parties"]:
    """Return what a proposal is short of no deal to every party, in whole millionths.

    Not a number where the party accepts it, or where a firm line of it is crossed.
    """
    worlds = task.worlds(Block(0, 0, draws))
    text, arrays = worlds.proposals[name], worlds.arrays
    short = arrays.thresholds - utilities_of(arrays, task.rules, text)
    clear = np.stack([clears(arrays, task.rules, p, text) for p in range(short.shape[1])], axis=1)
    return np.where(clear & (short > 0), short, np.nan)


class Opened(NamedTuple):
    """What would open the closed worlds among some."""

    open: Bool[np.ndarray, " draws"]
    """Whether a world is open as it is."""
    looked: Int64[np.ndarray, " closed"]
    """The closed worlds that were looked at."""
    alone: Alone
    together: Together


def opened(task: Task, asked: Asked, streams: Sequence[Sequence[str]], draws: int) -> Opened:
    """Find what would open each closed world.

    Parameters
    ----------
    task
        The study.
    asked
        What makes a world open.
    streams
        The streams of each belief that may change.
    draws
        How many worlds; at most :data:`MOST_CLOSED` closed ones are looked at, the first.
    """
    columns = dict(task.uniforms(Block(0, 0, draws)).columns)
    is_open = asked(build(task.case, Uniforms(columns, draws)))
    looked = np.flatnonzero(~is_open)[:MOST_CLOSED]
    opener = Opener(task, asked, streams, {path: own[looked] for path, own in columns.items()}, len(looked))
    nothing = Together(np.zeros((len(looked), len(streams)), np.bool_), np.full(len(looked), np.inf))
    if not len(looked):
        return Opened(is_open, looked, Alone(np.empty((0, len(streams)))), nothing)
    alone, together = opener.alone(), nothing
    if is_open.any():
        others = {path: own[is_open] for path, own in columns.items()}
        together = opener.together(others, np.isfinite(alone.change).sum(axis=0))
    return Opened(is_open, looked, alone, shorter(alone, together))


def shorter(alone: Alone, together: Together) -> Together:
    """Return the least change found of each world, where that is of one belief too.

    >>> alone = Alone(np.array([[2.0, -0.5], [np.inf, 3.0]]))
    >>> shorter(alone, Together(np.array([[True, True], [True, True]]), np.array([1.0, 2.0])))
    Together(moved=array([[False,  True],
           [ True,  True]]), size=array([0.5, 2. ]))
    """
    sizes = np.abs(alone.change)
    least = sizes.min(axis=1, initial=np.inf)
    less = least < together.size
    own = (sizes == least[:, None]) & (np.cumsum(sizes == least[:, None], axis=1) == 1)
    return Together(np.where(less[:, None], own, together.moved), np.where(less, least, together.size))
