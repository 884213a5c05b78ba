"""What is measured, on how many worlds, and what is aimed at.

The targets are ratios that separate prototypes reached on one machine; on another one they are a yardstick, no promise.
"""

from dataclasses import dataclass, replace

from benchmarks.growth import Growth
from benchmarks.zone_rows import QUESTIONS, Asked

Aimed = tuple[Asked, float | None]
"""Worlds, and the target if there is one."""


@dataclass(frozen=True)
class Reach:
    """One run of all comparisons."""

    repeat: int
    """Repetitions of every pair."""
    talks: tuple[int, int]
    """Worlds of the Moscow talks, and how many of them NegMAS is given."""
    matched: int
    """Random domains in which NegMAS plays by our rules, for each number of parties."""
    zones: tuple[tuple[str, Asked, float | None], ...]
    """Question by name, next to NumPy."""
    studies: tuple[Aimed, ...]
    frontiers: tuple[Aimed, ...]
    negmas_sizes: tuple[Aimed, ...]
    negmas_analyses: tuple[Asked, ...]
    discovery: tuple[int, int, int]
    """Draws, inputs and seeds with which boxes are compared."""
    roofline: tuple[Aimed, ...]
    growth: tuple[Growth, ...]
    many: tuple[tuple[str, str, str, int, float | None], ...]
    """Words, our function, size, draws and the most microseconds a world."""
    memory: tuple[tuple[str, str, int], ...]
    """Question, size and draws."""
    live: int
    """Draws of the Moscow talks while someone waits, and by one and two threads."""


def zones() -> tuple[tuple[str, Asked, float | None], ...]:
    """Return the questions about zones: plain ones with targets, then with all ingredients, then of two parties."""
    small, middle, large, huge = (
        Asked("1e4", worlds=1024, peer_worlds=64),
        Asked("1e5", worlds=256, peer_worlds=16),
        Asked("1e6", worlds=1024, peer_worlds=4),
        Asked("1e7", worlds=512, peer_worlds=2),
    )
    few, fewer = replace(middle, worlds=128), replace(large, worlds=16)
    aimed: list[tuple[str, Asked, float | None]] = [
        *(("sizes", asked, 80) for asked in (small, few, fewer)),
        *(("tally", asked, 60) for asked in (small, few)),
        ("existence", large, 2_000),
        ("existence", huge, 8_000),
        ("zone_sizes", large, 2_000),
        ("zone_sizes", huge, 8_000),
        ("solutions", small, 60),
        ("solutions", middle, 150),
        ("solutions", large, 2_500),
        ("solutions", huge, None),
        *(("gaps", asked, None) for asked in (small, large)),
    ]
    names = tuple(QUESTIONS)
    everything = [(name, replace(small, worlds=256, everything=True), None) for name in names]
    everything += [(name, replace(large, worlds=128, everything=True), None) for name in ("existence", "solutions")]
    pairs = [(name, replace(small, worlds=256, parties=2), None) for name in names]
    return (*aimed, *everything, *pairs)


GROWING = tuple((size, 4, draws) for size, draws in (("1e3", 1024), ("1e4", 1024), ("1e5", 512), ("1e6", 512)))
FURTHER = (*GROWING, ("1e7", 4, 256), ("1e8", 4, 256))
SEARCHES = {"gap": "gap by search", "nash": "Nash by search", "utilitarian": "utilitarian by search"}
GROWTHS = (
    Growth("zone size", "sizes", "draws", tuple(("1e4", 4, draws) for draws in (64, 256, 1024, 4096))),
    Growth("zone size", "sizes", "deals", (("1e4", 4, 256), ("1e5", 4, 64), ("1e6", 4, 8))),
    Growth("zone size", "sizes", "parties", tuple(("1e4", parties, 256) for parties in (2, 3, 4, 6, 8))),
    Growth("counts", "tally", "deals", (("1e3", 4, 1024), ("1e4", 4, 512), ("1e5", 4, 128))),
    Growth("exact size by pruning", "zone_sizes", "deals", (*GROWING, ("1e7", 4, 64))),
    Growth("all solutions", "solutions", "deals", (*GROWING, ("1e7", 4, 64))),
    *(Growth(words, name, "deals", FURTHER, target=0.06) for name, words in SEARCHES.items()),
    Growth("all by search", "searched", "deals", FURTHER),
    Growth("offers of a party", "staircases", "deals", FURTHER),
    Growth("all by search", "searched", "parties", tuple(("1e6", parties, 64) for parties in (2, 3, 4, 6, 8))),
)

FULL = Reach(
    repeat=7,
    talks=(500, 30),
    matched=300,
    zones=zones(),
    studies=((Asked("1e4", worlds=1024, peer_worlds=64), 50), (Asked("1e6", worlds=256, peer_worlds=4), 190)),
    frontiers=(
        (Asked("1e3", worlds=64, peer_worlds=64), None),
        (Asked("1e4", worlds=64, peer_worlds=16), 20),
        (Asked("1e5", worlds=64, peer_worlds=4), 150),
    ),
    negmas_sizes=(
        (Asked("1e3", worlds=1024, peer_worlds=2), None),
        (Asked("1e3", parties=2, worlds=1024, peer_worlds=2), None),
        (Asked("1e4", worlds=4096, peer_worlds=1), 600_000),
        (Asked("1e5", worlds=512, peer_worlds=1), 600_000),
        (Asked("1e6", worlds=64, peer_worlds=1), 600_000),
    ),
    negmas_analyses=(
        Asked("1e3", worlds=256, peer_worlds=16),
        Asked("1e3", parties=2, worlds=256, peer_worlds=16),
        Asked("1e4", worlds=256, peer_worlds=4),
        Asked("1e4", parties=2, worlds=256, peer_worlds=4),
        Asked("1e5", worlds=64, peer_worlds=1),
        Asked("1e6", worlds=16, peer_worlds=1),
    ),
    discovery=(100_000, 60, 20),
    roofline=((Asked("1e4", worlds=4096), 0.45), (Asked("1e6", worlds=64), 0.45)),
    growth=GROWTHS,
    many=(
        *((words, name, "1e10", 128, 99) for name, words in SEARCHES.items()),
        ("all by search", "searched", "1e10", 64, None),
        ("gap by search", "gap", "1e12", 32, None),
    ),
    memory=(("existence", "1e6", 8), ("tally", "1e5", 8), ("solutions", "1e6", 8)),
    live=10_000,
)
QUICK = replace(
    FULL,
    repeat=3,
    talks=(200, 5),
    matched=40,
    zones=tuple((name, Asked("1e4", worlds=64, peer_worlds=16), None) for name in QUESTIONS),
    studies=((Asked("1e4", worlds=64, peer_worlds=16), None),),
    frontiers=((Asked("1e4", worlds=16, peer_worlds=4), None),),
    negmas_sizes=((Asked("1e3", worlds=64, peer_worlds=1), None),),
    negmas_analyses=(Asked("1e3", worlds=64, peer_worlds=4),),
    discovery=(10_000, 30, 3),
    roofline=((Asked("1e4", worlds=64), None),),
    growth=tuple(replace(growth, steps=growth.steps[:2], target=None) for growth in GROWTHS[:1]),
    many=(),
    memory=(),
    live=1_000,
)
