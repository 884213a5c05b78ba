"""Aversion: falling short of a named level costs more than the level is worth less.

A level ``l`` below a reference ``r`` of the same issue, as the party sees both, brings ``w v(l) - a w (v(r) - v(l))``;
at and above the reference nothing changes. Of several references on one issue each adds its own. Swings, in which the
cost of war and other things are counted, stay as they were: an aversion makes an outlook below its reference worse and
no war dearer. Two ingredients of the literature have this form:

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
    """The reference, of one issue or more: levels below it, as the party sees them in that world, bring less than they
    are worth. Of an issue with ``silent`` values, which they are is drawn with its ideal; with ``indifferent``, none.
    Several references on one issue, in aversions of their own, add up."""
    cost: Annotated[Belief, within(0, 4)]
    """How much less, as a share of what is short, 0 to 4: ``a``, in loss aversion ``lambda - 1``."""
    without_deal: bool = True
    """Whether it counts without a deal too, as loss aversion does; audience costs do not. A ``no_deal`` that is a bare
    number counts what it says, and no aversion moves it."""

    @field_validator("at")
    @classmethod
    def _some(cls, levels: dict[str, str]) -> dict[str, str]:
        if not levels:
            raise ValueError("names no level to fall short of")
        return levels
