"""Lines: what a party refuses whatever else is offered.

Without them additive utility lets anyone sell anything. A line names levels, a floor, a ceiling or a bundle across
issues, and the words it was said in; the words decide how often it is *firm* (see :mod:`sim.stakes.words`). Floors
and ceilings follow the file's order of levels, and their position may itself be uncertain.
"""

from typing import Annotated, Any

import numpy as np
from pydantic import Field, Tag

from sim.arrays import LevelMask
from sim.beliefs import LevelBelief, OneOfLevels, pick
from sim.stakes.words import dialed
from sim.streams import Uniforms
from sim.values import Scale
from sim.written import LevelNames, Name, Reasoned, naming_key


class Refuses(Reasoned):
    """Refuses the named levels; written ``{issue: i, refuses: [a, b], words: ...}``."""

    issue: str
    """Name of the issue."""
    refuses: LevelNames
    """Levels never accepted while the line is firm."""
    words: str
    """The words it was said in, as listed in the words file."""

    def refused(self, scale: Scale, uniforms: Uniforms, dial: float) -> LevelMask:
        """Tell which levels are refused if firm; shape ``(draws, levels)``."""
        return np.tile([name in self.refuses for name in scale.names], (uniforms.draws, 1))


class AtLeast(Reasoned):
    """A floor: refuses every level before it in the file's order; written ``{issue: i, at_least: a, words: ...}``."""

    issue: str
    """Name of the issue."""
    at_least: LevelBelief
    """The first level that may be accepted."""
    words: str
    """The words it was said in."""

    def refused(self, scale: Scale, uniforms: Uniforms, dial: float) -> LevelMask:
        """Tell which levels lie below the floor, the loosest floor being the lowest; shape ``(draws, levels)``."""
        floors = position(self.at_least, scale, uniforms.under("at_least"), dial, strictest_last=True)
        return np.arange(len(scale.names))[None, :] < floors[:, None]


class AtMost(Reasoned):
    """A ceiling: refuses every level after it in the file's order; written ``{issue: i, at_most: a, words: ...}``."""

    issue: str
    """Name of the issue."""
    at_most: LevelBelief
    """The last level that may be accepted."""
    words: str
    """The words it was said in."""

    def refused(self, scale: Scale, uniforms: Uniforms, dial: float) -> LevelMask:
        """Tell which levels lie above the ceiling, the loosest ceiling being the highest; shape ``(draws, levels)``."""
        ceilings = position(self.at_most, scale, uniforms.under("at_most"), dial, strictest_last=False)
        return np.arange(len(scale.names))[None, :] > ceilings[:, None]


class NeverTogether(Reasoned):
    """Refuses deals that hold one of the levels under every issue; written ``{never_together: {i: [a], j: [b]}}``."""

    never_together: Annotated[dict[Name, LevelNames], Field(min_length=2)]
    """Levels by issue; the deal is refused where all issues match."""
    words: str
    """The words it was said in."""


Line = Annotated[
    Annotated[Refuses, Tag("refuses")]
    | Annotated[AtLeast, Tag("at_least")]
    | Annotated[AtMost, Tag("at_most")]
    | Annotated[NeverTogether, Tag("never_together")],
    naming_key("refuses", "at_least", "at_most", "never_together"),
]
"""One line of a party."""

OneIssueLine = Refuses | AtLeast | AtMost


def position(belief: LevelBelief, scale: Scale, uniforms: Uniforms, dial: float, *, strictest_last: bool) -> Any:
    """Return where a floor or ceiling stands in the file's order, moved by the dial; integer shape ``(draws,)``.

    The believed levels are put in order from loosest to strictest, and the dialed uniform picks one, so raising the
    dial never loosens the line.
    """
    places = sorted((scale.index(level) for level in belief.options), reverse=not strictest_last)
    if len(places) == 1:
        return np.repeat(places, uniforms.draws)
    chances = None
    if isinstance(belief, OneOfLevels) and belief.chances is not None:
        by_place = dict(zip((scale.index(level) for level in belief.one_of), belief.chances, strict=True))
        chances = tuple(by_place[place] for place in places)
    return np.array(places)[pick(dialed(uniforms.here(), dial), len(places), chances)]
