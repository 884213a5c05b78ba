"""Pressure: one party makes waiting worth less to others, round by round, at a price to itself.

It works through two channels that are kept apart. No deal is worth less to those pressed with every round; that alone
moves no firm line, and a deal that crosses one stays refused at any worth. And, with a chance a round, all lines of
one who is pressed give way.

A dial aims it: 1 puts all on the weaker side, 0 none, and 1/2 the same on either of two; one alone takes all of it.
**Weaker** is the one to whom no deal is worth less in a world when talks begin, on its own scale from 0 to 1: a
judgement, for such scales are not the same. Of equals it is the first named. Where somebody says who the weaker is,
that can be written instead.

Source for leverage as the price a party can put on another's refusal: T. C. Schelling, "The Strategy of Conflict"
(1960), chapters 2 and 5.
"""

import numpy as np
from jaxtyping import Float64
from pydantic import model_validator

from sim.beliefs import Fixed, Share, drawn
from sim.stakes.course import Exerted, Happening, waited
from sim.streams import Keyed, Uniforms
from sim.written import Reasoned, SomeParties


class Pressure(Reasoned):
    """Who presses whom, how hard, and at what price."""

    by: str
    """The party that presses."""
    on: SomeParties
    """Those that it may press."""
    weaker: str | None = None
    """The weaker of them, where it is known; the one to whom no deal is worth less in a world when silent."""
    aim: Share = Fixed(fixed=0.5)
    """The share of the pressure that falls on the weaker of them, 0 to 1; the others share the rest alike."""
    no_deal: Share = Fixed(fixed=0.0)
    """What no deal is worth less, with every round, to all of them together, each on its own scale from 0 to 1."""
    bends: Share = Fixed(fixed=0.0)
    """The chance in a round that the firm lines of one on whom all of the pressure falls give way; less for a share."""
    price: Share = Fixed(fixed=0.0)
    """What no deal is worth less, with every round, to the one that presses."""

    @model_validator(mode="after")
    def _check(self) -> "Pressure":
        if all(size.bounds[1] == 0 for size in (self.no_deal, self.bends, self.price)):
            raise ValueError("changes nothing; give 'no_deal', 'bends' or 'price'")
        if self.by in self.on:
            raise ValueError(f"lets {self.by} press itself")
        if self.weaker is not None and self.weaker not in self.on:
            raise ValueError(f"calls {self.weaker} the weaker, who is not pressed: name it under 'on'")
        return self


def exerted(pressure: Pressure, no_deal: Float64[np.ndarray, "draws pressed"], uniforms: Uniforms) -> Exerted:
    """Return what pressure does in every draw.

    Parameters
    ----------
    pressure
        Who presses whom.
    no_deal
        What no deal is worth to those who may be pressed when talks begin; shape ``(draws, pressed)``.
    uniforms
        What beliefs are drawn by.
    """
    aim, lost, chance, price = (
        drawn(getattr(pressure, name), uniforms.under(name)) for name in ("aim", "no_deal", "bends", "price")
    )
    weaker = no_deal.argmin(axis=1) if pressure.weaker is None else pressure.on.index(pressure.weaker)
    drifts, gives_way = {pressure.by: -price}, {}
    for place, party in enumerate(pressure.on):
        share = np.where(weaker == place, aim, (1 - aim) / (len(pressure.on) - 1)) if len(pressure.on) > 1 else 1.0
        drifts[party] = -lost * share
        if pressure.bends.bounds[1] == 0:
            continue
        luck = Keyed.by(uniforms.under(f"gives_way.{party}").here()).at(0)
        begins = 1 + waited(chance * share, luck)  # nobody presses before the first round is over
        gives_way[party] = Happening(begins, {}, {party: np.ones(len(begins), np.bool_)})
    return Exerted(drifts, gives_way)
