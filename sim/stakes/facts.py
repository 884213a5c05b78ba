"""Contested facts: what the parties believe to be so, and what one who looks from outside does.

Each party decides by its own belief: if it gives a fact the chance ``q_p``, and no deal is worth ``f_p`` more to it
should it be so, it waits with ``D_p + q_p f_p``. Where parties believe different things both can think that going on
serves them, though no fact does: J. D. Fearon, "Rationalist explanations for war", International Organization 49
(1995), 379-414, on private information about the course of war. An **analyst** has a belief of its own; without
``contested`` everybody believes as the analyst does.
"""

import numpy as np
from pydantic import field_validator

from sim.arrays import PerDraw
from sim.beliefs import Share, Shift, drawn
from sim.streams import Uniforms
from sim.written import Label, Name, Reasoned


class Fact(Reasoned):
    """Something that may be so, and what hangs on it."""

    label: Label = ""
    """A few words; the name when silent."""
    analyst: Share
    """The chance that it is so, as one who looks from outside believes."""
    believed: dict[Name, Share] = {}
    """By party, the chance that it gives it; as the analyst does when silent."""
    no_deal: dict[Name, Shift]
    """By party, how much more (below 0: less) no deal is worth should it be so, on its own scale from 0 to 1."""

    @field_validator("no_deal")
    @classmethod
    def _some(cls, effects: dict[str, Shift]) -> dict[str, Shift]:
        if not effects:
            raise ValueError("names nobody to whom it matters")
        return effects


def expected_shift(facts: dict[str, Fact], party: str, uniforms: Uniforms) -> PerDraw:
    """Return what a party adds to no deal for all that it believes, on its own scale; shape ``(draws,)``."""
    shift = np.zeros(uniforms.draws)
    for name, fact in facts.items():
        own = uniforms.under(name)
        chance = drawn(fact.analyst, own.under("analyst"))
        if party in fact.believed:
            chance = drawn(fact.believed[party], own.under(f"believed.{party}"))
        if party in fact.no_deal:
            shift += chance * drawn(fact.no_deal[party], own.under(f"no_deal.{party}"))
    return shift
