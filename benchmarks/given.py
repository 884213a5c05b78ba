"""What both sides of a comparison are given: worlds of a scenario, built before any clock runs."""

from dataclasses import dataclass

from sim.draws import draw
from sim.kernels import RuleArrays
from sim.scenario import Case, read_scenario
from sim.worlds import Worlds, build, compiled_rules, space_of, uncertain

SEED = 1
"""Of the draws."""


@dataclass(frozen=True)
class Given:
    """Some worlds of a scenario, and whose consent a deal needs in them."""

    case: Case
    paths: tuple[str, ...]
    """Its uncertain quantities."""
    worlds: Worlds
    rules: RuleArrays

    @property
    def count(self) -> int:
        """Return how many worlds there are."""
        return len(self.worlds.arrays.thresholds)

    def built_again(self) -> Worlds:
        """Draw the same worlds and build them once more."""
        return built(self.case, self.paths, self.count)


def built(case: Case, paths: tuple[str, ...], count: int) -> Worlds:
    """Draw and build the first worlds of a scenario."""
    return build(case, draw(paths, SEED, 0, count))


def first_worlds(name: str, count: int) -> Given:
    """Return the first worlds of a shipped scenario, whose parties make offers in turn: peers know no other talks."""
    reading = read_scenario(name)
    if reading.case.talks is not None:
        reading = reading.changed({"talks.protocol": {"alternating_offers": list(reading.case.parties)}})
    case = reading.case
    paths = uncertain(case)
    return Given(case, paths, built(case, paths, count), compiled_rules(case, space_of(case)))
