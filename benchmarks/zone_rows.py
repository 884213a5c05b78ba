"""Our answers about zones next to NumPy's, on generated domains."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import numpy as np

from benchmarks import numpy_chunks, numpy_counts, numpy_solutions
from benchmarks.domains import Domain, domain
from benchmarks.given import Given
from benchmarks.numpy_deals import Chunk, Masks, masks_of, some_of
from benchmarks.ours import asked
from benchmarks.pairing import Row, fastest
from sim.kernels import RuleArrays, WorldArrays
from sim.zones import existence


@dataclass(frozen=True)
class Question:
    """One question, as asked of us and of NumPy."""

    words: str
    name: str
    """Of our function."""
    peer: Callable[[WorldArrays, Masks, Chunk], Any]
    same: Callable[[Any, Any], bool]
    """Whether our answer and the peer's are the same."""
    chunks: tuple[Chunk, ...] = numpy_chunks.CHUNKS
    of_empty: bool = False
    """Whether only worlds without a zone are asked about."""


@dataclass(frozen=True)
class Asked:
    """A domain, and how many of its worlds each side is given."""

    size: str
    parties: int = 4
    everything: bool = False
    worlds: int = 64
    peer_worlds: int = 16

    def domain(self) -> Domain:
        """Return the domain."""
        return domain(self.size, parties=self.parties, everything=self.everything)


def same_arrays(ours: Any, theirs: Any) -> bool:
    """Tell whether all arrays are equal."""
    return all(np.array_equal(a, b) for a, b in zip(ours, theirs, strict=True))


QUESTIONS = {
    "sizes": Question("zone size", "sizes", numpy_chunks.sizes, np.array_equal, numpy_chunks.IN_PIECES),
    "zone_sizes": Question(
        "exact size by pruning", "zone_sizes", numpy_chunks.sizes, np.array_equal, numpy_chunks.IN_PIECES
    ),
    "existence": Question("is there a zone", "existence", numpy_chunks.existing, same_arrays, numpy_chunks.IN_PIECES),
    "tally": Question(
        "zone, parties' and leave-one-out counts",
        "tally",
        numpy_counts.counted,
        lambda ours, theirs: same_arrays((*ours.counts, *ours.verdicts), (*theirs[0], *theirs[1])),
    ),
    "solutions": Question(
        "exact size and all solutions",
        "solutions",
        numpy_solutions.solved,
        lambda ours, theirs: same_arrays([getattr(ours, name) for name in theirs._fields], theirs),
    ),
    "gaps": Question(
        "gap and nearest deal of empty zones",
        "gaps",
        numpy_solutions.gaps,
        lambda ours, theirs: same_arrays((ours.gap, ours.nearest), theirs),
        of_empty=True,
    ),
}


def rows(question: Question, given: Asked, target: float | None = None) -> Iterator[Row]:
    """Go through the comparisons on a generated domain."""
    asked_of = given.domain()
    worlds, rules = asked_of.worlds(given.worlds), asked_of.rules
    yield from compared(question, worlds, rules, given.peer_worlds, described(given, worlds, rules), target)


def of_talks(given: Given) -> Iterator[Row]:
    """Go through the comparisons on the worlds of a scenario."""
    share, deals = existence(given.worlds.arrays, given.rules).in_zone.mean(), np.prod(np.diff(given.rules.offsets))
    where = f"Moscow talks, {deals:,} deals, {len(given.case.parties)} parties, P(zone) {share:.2f}"
    for question in QUESTIONS.values():
        yield from compared(question, given.worlds.arrays, given.rules, given.count, where, None)


def compared(
    question: Question, worlds: WorldArrays, rules: RuleArrays, peer_worlds: int, where: str, target: float | None
) -> Iterator[Row]:
    """Go through the comparisons with NumPy, once both sides have found the same."""
    work = asked(question.name)
    if question.of_empty:
        worlds, work = empty(worlds, rules), partial(of_empty, work)
    if not len(worlds.thresholds):
        return
    first = some_of(worlds, 0, peer_worlds)
    ours, theirs = partial(work, worlds, rules), partial(question.peer, first)
    masks = masks_of(rules, worlds.gains.shape[1])
    row = Row(question.words, "", ours, ours, len(worlds.gains), len(first.gains), where=where, target=target)
    for order in (masks, masks._replace(last_first=False))[: 1 if target is None else 2]:
        chunk = best_chunk(question, first, order)
        if not question.same(work(first, rules), theirs(order, chunk)):
            raise AssertionError(f"not the same answer: {question.words}, {where}")
        ours()
        yield replace(row, against=in_order(order, chunk), peer=partial(theirs, order, chunk))


def in_order(order: Masks, chunk: Chunk) -> str:
    """Name the peer: it adds up issues from the last one, which is quicker, or plainly from the first."""
    return f"NumPy, {chunk}" if order.last_first else f"NumPy, first issue first, {chunk}"


def empty(worlds: WorldArrays, rules: RuleArrays) -> WorldArrays:
    """Return the worlds without a zone whose lines leave some deal."""
    found = existence(worlds, rules)
    return WorldArrays(*(part[found.compatible & ~found.in_zone] for part in worlds))


def of_empty(gaps: Callable[..., Any], worlds: WorldArrays, rules: Any) -> Any:
    """Ask about worlds that are all known to be empty."""
    return gaps(worlds, rules, np.ones(len(worlds.thresholds), np.bool_))


def best_chunk(question: Question, worlds: WorldArrays, masks: Masks) -> Chunk:
    """Return the chunk with which the peer is fastest, of those that the worlds and the memory allow."""
    deals, count = len(masks.numbers), len(worlds.thresholds)
    fits = [chunk for chunk in question.chunks if chunk.worlds <= max(count, 1) and chunk.worlds * deals <= MOST]
    fits = [chunk for chunk in fits if deals > PIECES or not chunk.fixed]
    return fastest(lambda chunk: question.peer(worlds, masks, chunk), fits)


MOST = 20_000_000
"""Deals of all worlds of a chunk."""
PIECES = 50_000
"""Below so many deals no world is cut into pieces."""


def described(given: Asked, worlds: WorldArrays, rules: RuleArrays) -> str:
    """Return what a reader must know of the worlds."""
    share, deals = existence(worlds, rules).in_zone.mean(), np.prod(np.diff(rules.offsets))
    within = "all ingredients" if given.everything else "plain"
    return f"{deals:,} deals, {given.parties} parties, P(zone) {share:.2f}, {within}"
