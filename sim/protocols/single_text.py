"""Single negotiating text: a mediator carries one draft from meeting to meeting, and takes in one repair at a time.

At every stop each party there says yes to the draft as it stands, or asks for one repair: another level of one issue.
The mediator takes a repair in if by its own lights the text gets no worse, which weighs what it believes each party
still lacks of no deal, with a bias, what it lacks itself, and its own aims. The deal is struck when all whose consent
it needs have said yes to the same version. Parties that meet without the mediator agree on a repair that none of them
loses by, and bring it along.

Sources: R. Fisher, "International Mediation: A Working Guide" (1978); H. Raiffa, "The Art and Science of Negotiation"
(1982), chapter 14, on the single negotiating text of Camp David; A. Kydd, "Which side are you on? Bias, credibility,
and mediation", American Journal of Political Science 47 (2003), 597-611, on biased mediators.
"""

from dataclasses import dataclass
from typing import Annotated

import numpy as np
from pydantic import Field, model_validator

from sim.arrays import PerDraw
from sim.beliefs import Fixed, Share, Size, drawn
from sim.streams import Uniforms
from sim.written import Name, Reasoned, Written

Stop = Annotated[tuple[str, ...], Field(min_length=1)]
"""Parties that meet; the draft is talked over with the mediator if it is among them."""


@dataclass(frozen=True)
class DrawnShuttle:
    """What a mediator gives weight to in some worlds."""

    bias: dict[str, PerDraw]
    """Weight of what a party lacks, where it is stated; each of shape ``(draws,)``."""
    own_aims: PerDraw
    """Weight of what the text is worth to the mediator itself; shape ``(draws,)``."""
    learning: PerDraw
    """How far one request moves what the mediator believes, as a share of the scale; shape ``(draws,)``."""

    def weight(self, party: str) -> PerDraw:
        """Return the weight of what a party lacks; shape ``(draws,)``."""
        return self.bias.get(party, np.ones_like(self.own_aims))


class Shuttle(Written):
    """Who carries the draft where, and what the mediator gives weight to."""

    mediator: str
    """The party that holds the draft."""
    stops: Annotated[tuple[Stop, ...], Field(min_length=1)]
    """The meetings of a tour, in their order; a round is one tour."""
    starts_from: str | None = None
    """The proposal that is the first draft; the mediator's most useful deal when silent."""
    bias: dict[Name, Size] = {}
    """Weight of what a party is believed to lack, 1 when silent: above 1 for those the mediator leans to."""
    own_aims: Size = Fixed(fixed=0.0)
    """Weight of what the text is worth to the mediator itself, next to what others lack."""
    learning: Share = Fixed(fixed=0.02)
    """How far a request moves what the mediator believes the two levels to be worth to the one who asks, as a share of
    its scale; a judgement where it is not stated."""
    favorite: str | None = None
    """A party whose refusals the mediator never writes into the draft."""

    @model_validator(mode="after")
    def _check(self) -> "Shuttle":
        if not any(self.mediator in stop for stop in self.stops):
            raise ValueError(f"sends the mediator, {self.mediator}, to none of the stops")
        return self


class SingleText(Reasoned):
    """One draft, carried from meeting to meeting; written ``{single_text: {mediator: ..., stops: [[...], ...]}}``."""

    single_text: Shuttle
    """Who carries it where."""

    def drawn(self, uniforms: Uniforms) -> DrawnShuttle:
        """Return what the mediator gives weight to in every draw."""
        own, text = uniforms.under("single_text"), self.single_text
        bias = {party: drawn(weight, own.under(f"bias.{party}")) for party, weight in text.bias.items()}
        aims, learning = (drawn(getattr(text, name), own.under(name)) for name in ("own_aims", "learning"))
        return DrawnShuttle(bias, aims, learning)
