"""Aversion: falling short of a named level costs more than the level is worth less.

A level ``l`` below a reference ``r`` of the same issue, as the party sees both, brings ``w v(l) - a w (v(r) - v(l))``;
at and above the reference nothing changes. A swing across the reference grows by it, and so does what is counted in
such a swing. Two ingredients of the literature have this form:

- **Loss aversion**: the reference is what the party has or feels entitled to, ``a = lambda - 1``, and it counts with
  and without a deal. D. Kahneman, A. Tversky, "Prospect theory", Econometrica 47 (1979), 263-291; J. S. Levy, "Loss
  aversion, framing effects, and international conflict", Handbook of War Studies II (2000), 193-221.
- **Audience costs**: the reference is what a leader has said in public, and only a deal below it costs anything. J. D.
  Fearon, "Domestic political audiences and the escalation of international disputes", American Political Science
  Review 88 (1994), 577-592; disputed by J. Snyder, E. D. Borghard, "The cost of empty threats", American Political
  Science Review 105 (2011), 437-456.

No shipped scenario has any: there is nothing in the sources that they could be fed with.
"""

from typing import Annotated

from pydantic import field_validator

from sim.beliefs import Belief, within
from sim.written import LevelName, Name, Reasoned


class Aversion(Reasoned):
    """What it costs to fall short of some levels; written ``{at: {issue: level, ...}, cost: .., without_deal: ..}``."""

    at: dict[Name, LevelName]
    """The reference, of one issue or more: levels below it, as the party sees them, bring less than they are worth."""
    cost: Annotated[Belief, within(0, 4)]
    """How much less, as a share of what is short: ``a``."""
    without_deal: bool = True
    """Whether it counts without a deal too, as loss aversion does; audience costs do not."""

    @field_validator("at")
    @classmethod
    def _some(cls, levels: dict[str, str]) -> dict[str, str]:
        if not levels:
            raise ValueError("names no level to fall short of")
        return levels
