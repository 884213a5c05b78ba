"""No deal: what a party has if the talks fail and the fighting goes on.

Its worth, the **reservation value**, is the least utility a party accepts. It moves with the party's own weights when
it is stated as an outlook or as another settlement; a bare number does not, and is labeled so.
"""

from typing import Annotated, Literal

from pydantic import Tag

from sim.beliefs import Belief, Fixed
from sim.stakes.war import War
from sim.written import LevelName, Name, Reasoned, Written, naming_key


class SwingBetween(Written):
    """A unit of worth: the party's own weight on an issue times its own difference between two levels of it."""

    issue: str
    """Name of the issue."""
    between: tuple[LevelName, LevelName]
    """The two levels."""


Swing = SwingBetween | Literal["largest"]
"""A named swing, or the party's largest weighted swing of any issue."""


class Outlook(Reasoned):
    """Continued war as each party expects it, less a cost; written ``{outlook: {issue: {level: chance}}, cost: ...}``.

    ``D = sum_i w_i E[v_i | outlook] - cost * swing``; see :mod:`sim.stakes.war` for a war that changes with time.
    """

    outlook: dict[Name, dict[str, Belief]]
    """For every issue, the levels the party expects to live under if there is no deal, with chances scaled to 1."""
    cost: Belief = Fixed(fixed=0.0)
    """What going on costs, in units of the swing."""
    swing: Swing = "largest"
    """The unit of the cost."""
    war: War | None = None
    """How going on changes with time; the same in every round when silent."""


class AsGoodAs(Reasoned):
    """No deal is as good as a named settlement; written ``{as_good_as: {issue: level}, plus: ..., swing: ...}``."""

    as_good_as: dict[Name, LevelName]
    """A level for every issue."""
    plus: Belief = Fixed(fixed=0.0)
    """What is added, in units of the swing."""
    swing: Swing = "largest"
    """The unit of what is added."""


NoDeal = Annotated[
    Annotated[Outlook, Tag("outlook")] | Annotated[AsGoodAs, Tag("as_good_as")] | Annotated[Belief, Tag("number")],
    naming_key("outlook", "as_good_as", plain="number", otherwise="number"),
]
"""What no deal is worth to a party."""
