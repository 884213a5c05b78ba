"""Proposals in every world: a known text is one deal, a believed clause differs from world to world."""

import numpy as np
from jaxtyping import Int64

from sim.beliefs import LevelBelief, OneLevel, pick
from sim.deals import DealSpace
from sim.scenario import OPEN, Case, Proposal
from sim.streams import Uniforms

SILENT = "silent"
"""A clause that says nothing: it amounts to the issue's ``if_silent`` level."""


def clause(
    case: Case, space: DealSpace, issue: str, belief: LevelBelief, uniforms: Uniforms
) -> Int64[np.ndarray, " draws"]:
    """Return the joint-axis position of a clause; shape ``(draws,)``."""
    silent = case.issues[issue].if_silent
    levels = [silent if level == SILENT else level for level in belief.options if level != OPEN]
    if OPEN in belief.options:
        every = np.arange(len(case.issues[issue].levels)) + space.offsets[space.issue(issue)]
        return every[pick(uniforms.here(), len(every), None)]
    places = np.array([space.position(issue, str(level)) for level in levels])
    if isinstance(belief, OneLevel) or len(places) == 1:
        return np.repeat(places, uniforms.draws)
    return places[pick(uniforms.here(), len(places), belief.chances)]


def deal_of(case: Case, space: DealSpace, proposal: Proposal, uniforms: Uniforms) -> Int64[np.ndarray, "draws issues"]:
    """Return the joint-axis positions of a proposal's levels; an issue it does not name is silent."""
    clauses = []
    for issue in case.issues:
        belief = proposal.clauses.get(issue, OneLevel(level=SILENT))
        clauses.append(clause(case, space, issue, belief, uniforms.under(f"clauses.{issue}")))
    return np.stack(clauses, axis=1)


def proposals_of(case: Case, space: DealSpace, uniforms: Uniforms) -> dict[str, Int64[np.ndarray, "draws issues"]]:
    """Return the levels of every proposal, believed clauses independently drawn; each ``(draws, issues)``."""
    own = uniforms.under("proposals")
    return {name: deal_of(case, space, text, own.under(name)) for name, text in case.proposals.items()}
