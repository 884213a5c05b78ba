"""A party that takes another's view of an issue."""

from collections.abc import Callable

from sim.arrays import PerLevel
from sim.beliefs import Belief, drawn
from sim.streams import Uniforms
from sim.values.scale import Scale, rescaled
from sim.values.silent import Silent
from sim.written import Reasoned, Written


class Coupling(Written):
    """Whom a party follows, and how far."""

    party: str
    """Name of the party followed."""
    by: Belief
    """Share of the other's view, 0 to 1; the rest is an own view nobody stated."""


class Follows(Reasoned):
    """Another party's worth, mixed with an unknown own view; written ``{follows: {party: a, by: 0.8}}``."""

    follows: Coupling
    """The party followed and the share of its view."""

    def worth(self, scale: Scale, uniforms: Uniforms, of: Callable[[str], PerLevel]) -> PerLevel:
        """Return ``by * other's + (1 - by) * own``, rescaled; shape ``(draws, levels)``."""
        by = drawn(self.follows.by, uniforms.under("follows.by"))[:, None]
        own = Silent(silent=True).worth(scale, uniforms, of)
        return rescaled(by * of(self.follows.party) + (1 - by) * own)
