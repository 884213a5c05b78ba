"""Whole studies: drawing, tables, counts and solutions; how soon a slider moves; and what a second core gives."""

import os
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

import numpy as np

from benchmarks.findings import Finding
from benchmarks.numpy_chunks import CHUNKS
from benchmarks.numpy_deals import masks_of
from benchmarks.numpy_study import Studied, studied
from benchmarks.pairing import Row, fastest
from benchmarks.zone_rows import QUESTIONS, Asked, described
from sim.engine import Plan, run, zone_share
from sim.scenario import read_scenario
from sim.worlds import uncertain
from sim.zones import solutions, tally

BLOCK = 256
"""Worlds that we draw at once."""
LIVE, LIVE_DRAWS = 100.0, 10_000
"""Milliseconds after which a slider still feels live, with so many draws."""
IDLE = 0.3
"""Processes that want a core on average, up to which a machine counts as idle."""


def rows(given: Asked, target: float | None = None) -> Iterator[Row]:
    """Go through the comparison of a whole study; both sides draw the same worlds with the same lines of NumPy."""
    domain = given.domain()
    masks = masks_of(domain.rules, given.parties)

    def ours(draws: int) -> list[Any]:
        """Study some worlds, a block of draws at a time."""
        blocks = [domain.worlds(min(BLOCK, draws - first), first) for first in range(0, draws, BLOCK)]
        return [(tally(worlds, domain.rules), solutions(worlds, domain.rules)) for worlds in blocks]

    first = partial(studied, domain, given.peer_worlds, masks)
    chunk = fastest(first, [chunk for chunk in CHUNKS if chunk.worlds <= given.peer_worlds])
    check(ours(given.peer_worlds), first(chunk))
    ours(given.worlds)
    yield Row(
        "whole study: draw, tables, counts, solutions",
        f"NumPy, {chunk}",
        partial(ours, given.worlds),
        partial(first, chunk),
        given.worlds,
        given.peer_worlds,
        where=described(given, domain.worlds(given.worlds), domain.rules),
        target=target,
    )


def check(ours: list[Any], theirs: Studied) -> None:
    """Refuse to go on if a first block is not the same on both sides."""
    (counted, solved) = ours[0]
    same = QUESTIONS["tally"].same(counted, theirs[:2]) and QUESTIONS["solutions"].same(solved, theirs.solved)
    if not same:
        raise AssertionError("not the same study")


def live(draws: int, repeat: int) -> Iterator[Finding]:
    """Go through what is asked of a scenario while someone waits, by the clock on the wall and on all cores."""
    case = read_scenario("moscow-talks").case
    paths = uncertain(case)
    where = f"Moscow talks, {draws:,} draws, {os.cpu_count()} cores, the clock on the wall"
    for words, ask, target in (
        ("share of worlds with a zone, drawn anew", zone_share, LIVE if draws == LIVE_DRAWS else None),
        ("whole run", run, None),
    ):
        work = partial(ask, case, paths, Plan(draws, seed=1))
        ask(case, paths, Plan(BLOCK, seed=1))
        times = np.array([waited(work) * 1e3 for _ in range(repeat)])
        yield Finding(words, where, "", times, unit="ms", target=target, at_most=True, note=idle())


def cores(draws: int, repeat: int) -> Finding:
    """Return how many times sooner two threads are done than one, through the engine, by the clock on the wall."""
    case = read_scenario("moscow-talks").case
    paths = uncertain(case)
    before = idle()

    def by(threads: int) -> Callable[[], object]:
        """Run with so many threads."""

        def work() -> object:
            with ThreadPoolExecutor(threads) as pool:
                return zone_share(case, paths, Plan(draws, seed=1, executor=pool))

        return work

    by(2)()
    ratios = np.array([waited(by(1)) / waited(by(2)) for _ in range(repeat)])
    where = f"Moscow talks, {draws:,} draws, the clock on the wall"
    return Finding(
        "two threads", where, "one thread", ratios, target=1.85 if draws == LIVE_DRAWS else None, note=before or idle()
    )


def waited(work: Callable[[], object]) -> float:
    """Return the seconds on the wall."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def idle() -> str:
    """Return a warning if others were at work on this machine while a wall clock ran: by what two threads get of it."""
    start, spent = time.perf_counter(), time.process_time()
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(busy, range(2)))
    got = (time.process_time() - spent) / (time.perf_counter() - start)
    return "" if got > 2 - IDLE else f"the machine was not idle: two threads got {got:.2f} of 2 cores."


def busy(_: int) -> float:
    """Keep a core busy without the interpreter's lock."""
    numbers = np.random.default_rng(0).random(200_000)
    return float(sum(np.sort(numbers)[0] for _ in range(20)))
