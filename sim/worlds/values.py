"""Weights and values of every party, and their product in whole millionths."""

import numpy as np

from sim.arrays import Gains, PerIssue, PerLevel, millionths
from sim.beliefs import drawn
from sim.deals import DealSpace
from sim.scenario import Case, Issue
from sim.streams import Uniforms
from sim.values import Scale
from sim.weights import weigh


def scale_of(issue: Issue) -> Scale:
    """Return the levels of an issue as a scale."""
    positions = [level.at for level in issue.levels.values()]
    at = np.array(range(len(positions)) if positions[0] is None else positions, dtype=np.float64)
    return Scale(tuple(issue.levels), at)


class Worths:
    """The worth of levels to parties in some draws, each computed once; parties may follow one another."""

    def __init__(self, case: Case, uniforms: Uniforms) -> None:
        self._case = case
        self._uniforms = uniforms.under("parties")
        self._scales = {name: scale_of(issue) for name, issue in case.issues.items()}
        self._known: dict[tuple[str, str], PerLevel] = {}

    def of(self, party: str, issue: str) -> PerLevel:
        """Return the worth of an issue's levels to a party, 0 to 1; shape ``(draws, levels)``."""
        if (party, issue) not in self._known:
            value = self._case.parties[party].values[issue]
            own = self._uniforms.under(f"{party}.values.{issue}")
            self._known[party, issue] = value.worth(self._scales[issue], own, lambda other: self.of(other, issue))
        return self._known[party, issue]


def weights_of(case: Case, party: str, uniforms: Uniforms) -> PerIssue:
    """Return a party's weights, summing to 1; shape ``(draws, issues)``."""
    own = uniforms.under(f"parties.{party}.weights")
    return weigh(case.parties[party].weights, tuple(case.issues), own)


def shortfalls(case: Case, space: DealSpace, gains: Gains, uniforms: Uniforms, *, without_deal: bool) -> Gains:
    """Return what levels cost that fall short of what a party is averse to go below, in whole millionths; as ``gains``.

    Of those aversions that count without a deal too, or of those that do not.
    """
    costs = np.zeros_like(gains)
    for p, party in enumerate(case.parties):
        for name, aversion in case.parties[party].aversions.items():
            if aversion.without_deal is without_deal:
                cost = drawn(aversion.cost, uniforms.under(f"parties.{party}.aversions.{name}.cost"))
                for issue, level in aversion.at.items():
                    here = slice(*space.offsets[space.issue(issue) : space.issue(issue) + 2])
                    least = gains[:, p, space.position(issue, level)]
                    short = np.maximum(0, least[:, None] - gains[:, p, here])
                    costs[:, p, here] += np.floor(cost[:, None] * short + 0.5)
    return costs


def gains_of(case: Case, space: DealSpace, uniforms: Uniforms, weights: dict[str, PerIssue]) -> Gains:
    """Return weight times value in whole millionths; shape ``(draws, parties, levels)``."""
    worths = Worths(case, uniforms)
    gains = np.empty((uniforms.draws, len(case.parties), int(space.offsets[-1])), np.float32)
    for p, party in enumerate(case.parties):
        for i, issue in enumerate(case.issues):
            here = slice(space.offsets[i], space.offsets[i + 1])
            gains[:, p, here] = millionths(weights[party][:, i] * worths.of(party, issue).T).T
    return gains
