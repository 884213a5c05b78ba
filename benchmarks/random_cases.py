"""Scenarios made by lot: a hundred to a thousand deals, everybody's yes, offers in turn, and nobody has a line.

What a party thinks of a level is a whole number from 0 to 4, and it cares for about four issues in five; so there are
deals that others are believed to like equally well, and a rule for ties has something to decide. A few parties walk: to
them no deal is worth more than any.
"""

from math import prod
from typing import Any

import numpy as np

from benchmarks.given import Given
from sim.draws import draw
from sim.scenario import Case
from sim.worlds import build, compiled_rules, space_of, uncertain

DEALS = (100, 1_000)
"""The fewest and the most."""


def random_given(parties: int, seed: int) -> Given:
    """Return one world of a scenario made by lot; the same from the same seed."""
    rng = np.random.default_rng([parties, seed])
    case = Case.model_validate(written(rng, [f"party{p}" for p in range(parties)]))
    paths = uncertain(case)
    return Given(case, paths, build(case, draw(paths, seed, 0, 1)), compiled_rules(case, space_of(case)))


def written(rng: np.random.Generator, parties: list[str]) -> dict[str, Any]:
    """Return a scenario as one would write it."""
    issues = {
        f"issue{i}": {"levels": {f"level{i}{k}": f"Level {k}" for k in range(size)}, "must_settle": True}
        for i, size in enumerate(sizes(rng))
    }
    return {
        "format": 1,
        "name": "by-lot",
        "as_of": "2025-12-02",
        "issues": issues,
        "parties": {name: party(rng, issues) for name in parties},
        "consent": {"all": {"needs": parties, "by": "definition"}},
        "talks": {
            "protocol": {"alternating_offers": parties},
            "rounds": int(rng.integers(8, 60)),
            "tactics": {name: {"time_dependent": {"log_uniform": [0.2, 5]}} for name in parties},
        },
    }


def sizes(rng: np.random.Generator) -> list[int]:
    """Return how many levels each issue has."""
    while True:
        drawn = rng.integers(2, 8, size=rng.integers(3, 6)).tolist()
        if DEALS[0] <= prod(drawn) <= DEALS[1]:
            return drawn


def party(rng: np.random.Generator, issues: dict[str, Any]) -> dict[str, Any]:
    """Return a party: weights and reservation value are uncertain, so it is not quite what others believe."""
    cares = rng.random(len(issues)) < 0.8
    cares[rng.integers(len(issues))] = True
    weights, values = {}, {}
    for (issue, spec), care in zip(issues.items(), cares, strict=True):
        levels = list(spec["levels"])
        thoughts = rng.permutation([0, 4, *rng.integers(0, 5, len(levels) - 2)]).tolist()
        weights[issue] = {"about": int(rng.integers(1, 4)), "spread": 0.3} if care else 0
        values[issue] = {"table": dict(zip(levels, thoughts, strict=True))} if care else {"indifferent": True}
    return {"weights": weights, "values": values, "no_deal": {"uniform": [0, 1.02]}}
