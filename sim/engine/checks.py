"""The scenario's checks in every world."""

from itertools import pairwise

import numpy as np
from jaxtyping import Bool, Float

from sim.kernels import RuleArrays
from sim.scenario import Case
from sim.scenario.checks import Accepts, Check, MostOpposed, Prefers, RefusesProposal
from sim.worlds import Worlds
from sim.zones import accepts, utility_of

Holds = Bool[np.ndarray, " draws"]


def covariance(worlds: Worlds, first: int, second: int, levels: slice) -> Float[np.ndarray, " draws"]:
    """Return the covariance of two parties' weighted values over an issue's levels; shape ``(draws,)``.

    ``(n sum ab - sum a sum b) / n^2``: gains are whole millionths, so all but the division is exact.
    """
    a, b = (worlds.arrays.gains[:, p, levels].T.astype(np.float64, order="C") for p in (first, second))
    n = len(a)
    return (n * (a * b).sum(axis=0) - a.sum(axis=0) * b.sum(axis=0)) / n**2


def most_opposed(case: Case, worlds: Worlds, rules: RuleArrays, check: MostOpposed) -> Holds:
    """Tell in which worlds two parties are opposed on the named issues, and more than on any other, in that order."""
    parties, issues = list(case.parties), list(case.issues)
    first, second = (parties.index(name) for name in check.most_opposed.parties)
    edges = pairwise(rules.offsets)
    opposed = np.stack([covariance(worlds, first, second, slice(a, b)) for a, b in edges], axis=1)
    ranking = np.argsort(opposed, axis=1, kind="stable")
    named = [issues.index(name) for name in check.most_opposed.issues]
    return (ranking[:, : len(named)] == named).all(axis=1) & (opposed[:, named] < 0).all(axis=1)


def holds(case: Case, worlds: Worlds, rules: RuleArrays, check: Check) -> Holds:
    """Tell in which worlds a check holds; where several parties are named, for all of them; shape ``(draws,)``."""
    parties = list(case.parties)

    def takes(party: str, proposal: str) -> Holds:
        """Tell in which worlds a party accepts a proposal."""
        return accepts(worlds.arrays, rules, parties.index(party), worlds.proposals[proposal])

    def worth(party: str, proposal: str) -> Float[np.ndarray, " draws"]:
        """Return a proposal's utility to a party."""
        return utility_of(worlds.arrays, rules, parties.index(party), worlds.proposals[proposal])

    match check:
        case Accepts(accepts=said):
            return np.logical_and.reduce([takes(party, said.proposal) for party in said.party])
        case RefusesProposal(refuses=said):
            return np.logical_and.reduce([~takes(party, said.proposal) for party in said.party])
        case Prefers(prefers=liked):
            better = [worth(party, liked.proposal) > worth(party, liked.over) for party in liked.party]
            return np.logical_and.reduce(better)
        case MostOpposed():
            return most_opposed(case, worlds, rules, check)


def checked(case: Case, worlds: Worlds, rules: RuleArrays) -> dict[str, Holds]:
    """Return in which worlds each check holds."""
    return {name: holds(case, worlds, rules, check) for name, check in case.checks.items()}
