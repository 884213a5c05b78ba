"""Whole studies: drawing, tables, counts and solutions; how soon a slider moves; and what a second core gives."""

import os
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import replace
from functools import partial

import numpy as np

from benchmarks.findings import Finding
from benchmarks.numpy_chunks import CHUNKS
from benchmarks.numpy_deals import masks_of
from benchmarks.numpy_study import Studied, studied
from benchmarks.pairing import Row, fastest
from benchmarks.zone_rows import QUESTIONS, Asked, described, in_order, same_arrays
from sim.deals import deals_of
from sim.draws import draw
from sim.engine import Plan, run, zone_share
from sim.engine.studies import task_of
from sim.engine.tasks import cut
from sim.kernels import RuleArrays, WorldArrays
from sim.scenario import Case, read_scenario
from sim.worlds import build, uncertain
from sim.zones import solutions, tally
from sim.zones.looking import MOST_COUNTED, by_level, verdicts_of

STUDY = "whole study: draw, tables, counts, solutions"
BLOCK = 1024
"""Worlds that we draw at once."""
LIVE, LIVE_DRAWS = 100.0, 10_000
"""Milliseconds after which a slider still feels live, with so many draws."""
IDLE = 0.3
"""Processes that want a core on average, up to which a machine counts as idle."""


def rows(given: Asked, target: float | None = None) -> Iterator[Row]:
    """Go through the comparison of a whole study; both sides draw the same worlds with the same lines of NumPy."""
    domain = given.domain()

    def ours(draws: int) -> list[Studied]:
        """Study some worlds, a block of draws at a time."""
        blocks = [domain.worlds(min(BLOCK, draws - first), first) for first in range(0, draws, BLOCK)]
        return [studied_by_us(worlds, domain.rules) for worlds in blocks]

    ours(given.worlds)
    masks = masks_of(domain.rules, given.parties)
    row = Row(STUDY, "", partial(ours, given.worlds), ours, given.worlds, given.peer_worlds, target=target)
    row = replace(row, where=described(given, domain.worlds(given.worlds), domain.rules))
    for order in (masks, masks._replace(last_first=False)):
        theirs = partial(studied, domain, given.peer_worlds, order)
        chunk = fastest(theirs, [chunk for chunk in CHUNKS if chunk.worlds <= given.peer_worlds])
        check(ours(given.peer_worlds), theirs(chunk))
        yield replace(row, against=in_order(order, chunk), peer=partial(theirs, chunk))


def studied_by_us(worlds: WorldArrays, rules: RuleArrays) -> Studied:
    """Return what a run finds of some worlds, but for the gaps of those without a zone."""
    solved = solutions(worlds, rules)
    if deals_of(rules.offsets) <= MOST_COUNTED:
        found = tally(worlds, rules)
        return Studied(found.counts, found.verdicts, solved)
    verdicts = verdicts_of(worlds, rules, solved)
    return Studied(by_level(worlds, rules, verdicts.sizes), verdicts, solved)


def check(ours: list[Studied], theirs: Studied) -> None:
    """Refuse to go on if a first block is not the same on both sides."""
    first = ours[0]
    same = same_arrays((*first.counts, *first.verdicts), (*theirs.counts, *theirs.verdicts))
    if not same or not QUESTIONS["solutions"].same(first.solved, theirs.solved):
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


def cores(draws: int, repeat: int) -> Iterator[Finding]:
    """Go through how many times sooner two threads are done than one, by the clock on the wall."""
    case = read_scenario("moscow-talks").case
    paths = uncertain(case)
    target = 1.85 if draws == LIVE_DRAWS else None
    task = task_of(case, paths, Plan(draws, seed=1))
    worlds = [build(case, draw(paths, 1, block.first, block.count)).arrays for block in cut(draws, BLOCK)]
    work = partial(studied_by_us, rules=task.rules)
    yield two_threads(
        "counts and solutions of worlds that are drawn", partial(list_of, work, worlds), draws, repeat, target
    )
    share = partial(shared, case, paths, draws)
    yield two_threads("share of worlds with a zone, drawn anew", share, draws, repeat, None)


def list_of(work: Callable[[WorldArrays], Studied], worlds: list[WorldArrays], pool: Executor) -> list[Studied]:
    """Study blocks of worlds by some threads."""
    return list(pool.map(work, worlds))


def shared(case: Case, paths: tuple[str, ...], draws: int, pool: Executor) -> object:
    """Return the share of worlds with a zone, found by some threads in as many blocks as there are cores."""
    return zone_share(case, paths, Plan(draws, seed=1, block=-(-draws // 2), executor=pool))


def two_threads(
    words: str, work: Callable[[Executor], object], draws: int, repeat: int, target: float | None
) -> Finding:
    """Return how many times sooner two threads do some work than one."""
    before = idle()

    def by(threads: int) -> Callable[[], object]:
        """Work with so many threads."""

        def whole() -> object:
            with ThreadPoolExecutor(threads) as pool:
                return work(pool)

        return whole

    by(2)()
    ratios = np.array([waited(by(1)) / waited(by(2)) for _ in range(repeat)])
    where = f"Moscow talks, {draws:,} draws, the clock on the wall"
    return Finding(f"two threads: {words}", where, "one thread", ratios, target=target, note=before or idle())


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
