"""How many talks a second one core plays, protocol by protocol, and how much of the time is Mesa's own."""

import cProfile
import pstats
from collections.abc import Callable, Iterator
from typing import Any

import mesa
import numpy as np

from benchmarks.findings import Finding
from benchmarks.given import built
from benchmarks.pairing import seconds
from sim.negotiation import Outcomes, at_the_table
from sim.scenario import Case, read_scenario
from sim.worlds import compiled_rules, space_of, uncertain

PARTIES = ("us", "russia", "ukraine", "eu")
TURNS = {"talks.protocol": {"alternating_offers": list(PARTIES)}}
WAYS: dict[str, dict[str, Any]] = {
    "offers in turn": TURNS,
    "offers in turn, nearest to the last": {**TURNS, "talks.offers": dict.fromkeys(PARTIES, "nearest")},
    "offers in turn, best for the worst-off": {**TURNS, "talks.offers": dict.fromkeys(PARTIES, "best_for_worst_off")},
    "offers in turn, learning from offers": {**TURNS, "talks.learning": dict.fromkeys(PARTIES, 0.02)},
    "offers in turn, events and drift": {
        **TURNS,
        "talks.drift": {"ukraine": -0.002, "russia": -0.002},
        "talks.events": {"x": {"chance": 0.05, "no_deal": {"ukraine": -0.05}, "bends": {"ukraine": 0.2}}},
    },
    "single text": {},
}
"""What is changed of the Moscow talks."""
LEAST = 9_000
"""Talks a second and core that offers in turn should reach."""


def prepared(case: Case, count: int) -> Callable[[], Outcomes]:
    """Return the talks of a scenario in some worlds, which are built before any clock runs."""
    worlds, rules = built(case, uncertain(case), count), compiled_rules(case, space_of(case))

    def play() -> Outcomes:
        """Play the talks of all worlds."""
        return at_the_table(case, worlds, rules).run()

    play()
    return play


def findings(count: int, repeat: int) -> Iterator[Finding]:
    """Go through the rates, then the share of Mesa."""
    moscow = read_scenario("moscow-talks")
    for words, change in WAYS.items():
        play = prepared(moscow.changed(change).case if change else moscow.case, count)
        rates = np.array([count / seconds(play) for _ in range(repeat)])
        where = f"Moscow talks, 8,232 deals, 4 parties; {count:,} draws"
        target = LEAST if words == "offers in turn" else None
        yield Finding(f"talks: {words}", where, "", rates, unit="talks/s", target=target)
    shares = np.array([share_of_mesa(play) for _ in range(3)])
    yield Finding("Mesa's own share of the time, by profile", where, "", shares, unit="", target=0.1, at_most=True)


def share_of_mesa(play: Callable[[], Outcomes]) -> float:
    """Return the part of the time that is spent in Mesa's own lines."""
    profile = cProfile.Profile()
    profile.runcall(play)
    own = [(place[0], spent) for place, (_, _, spent, _, _) in pstats.Stats(profile).stats.items()]  # type: ignore[attr-defined]
    folder = mesa.__path__[0]
    return sum(spent for file, spent in own if file.startswith(folder)) / sum(spent for _, spent in own)
