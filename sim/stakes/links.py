"""Links: levels of several issues that are worth more, or less, together than each is alone.

A deal that has one of the named levels under every issue named is worth ``b`` more to the party than the sum of its
parts: ``u = sum_i w_i v_i(l_i) + sum b``. It is how one concession pays for another (J. K. Sebenius, "Negotiation
arithmetic: adding and subtracting issues and parties", International Organization 37 (1983), 281-316). What going on is
expected to bring is no deal, and links add nothing to it.
"""

from pydantic import field_validator

from sim.beliefs import Shift
from sim.stakes.no_deal import Swing
from sim.written import LevelNames, Name, Reasoned


class Link(Reasoned):
    """What some levels are worth together; written ``{together: {issue: [levels], ...}, worth: .., swing: ..}``."""

    together: dict[Name, LevelNames]
    """By issue, the levels one of which a deal must have; two issues or more."""
    worth: Shift
    """How much more a deal is worth that has them, in units of the swing; below 0 for less."""
    swing: Swing = "largest"
    """The unit."""

    @field_validator("together")
    @classmethod
    def _several(cls, together: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
        if len(together) < 2:
            raise ValueError("names fewer than two issues; what a level is worth alone stands under 'values'")
        return together
