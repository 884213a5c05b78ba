"""Hold: a deal may break, and leave renewed war to those who have given something up for it.

A deal holds with chance ``h``, which hangs on the level of one issue, the guarantees, as party ``p`` believes:

    h_p(g) = a + (1 - a) s(g) c_p

``a`` is the chance that it holds though nobody guarantees it, ``s(g)`` the share of what is left that a guarantee of
level ``g`` makes good if it is honored, and ``c_p`` the chance that ``p`` gives to its being honored. Where it breaks,
war goes on from where the deal has put the parties: ``l_p(d)`` below no deal, above it for who has gained by the deal
what makes it stronger. A deal is then worth ``h u + (1 - h) (D - l)``, and acceptable iff

    u >= D + (1 - h) / h * l

If renewed war is worth no deal, hold makes nothing acceptable or unacceptable. An **analyst** gives a chance of its own
that a guarantee is honored, or draws it from the guarantor's own interest: it honors where what it would lose outweighs
what that costs it. Whether an agreed deal **lasts** goes by the analyst's chance. **Spoilers** are parties whose yes no
rule asks for, or not only that: where one spoils, a deal that it refuses does not last.

Sources: R. Powell, "War as a commitment problem", International Organization 60 (2006), 169-203; B. F. Walter, "The
critical barrier to civil war settlement", International Organization 51 (1997), 335-364, on guarantees; S. J. Stedman,
"Spoiler problems in peace processes", International Security 22 (1997), 5-53. The form of ``h`` is ours.
"""

from typing import Annotated

from pydantic import Tag, field_validator

from sim.beliefs import Share, Shift
from sim.stakes.no_deal import Swing
from sim.written import Name, Reasoned, naming_key


class Incentive(Reasoned):
    """A guarantor that honors its word where that is worth it; written ``{guarantor: .., stake: .., cost: ..}``."""

    guarantor: str
    """The party that would have to act."""
    stake: Swing
    """What it would lose if it did not: a swing of its own."""
    cost: Share
    """What honoring costs it, on its own scale from 0 to 1."""


Honored = Annotated[
    Annotated[Incentive, Tag("guarantor")] | Annotated[Share, Tag("number")],
    naming_key("guarantor", plain="number", otherwise="number"),
]
"""The chance that a guarantee is honored, or whose interest it hangs on."""


class Loss(Reasoned):
    """How far below no deal renewed war leaves a party; written ``{levels: {issue: {level: ..}}, swing: ..}``."""

    levels: dict[Name, dict[str, Shift]]
    """By issue and level, what having settled on it costs should war come back, in units of the swing; below 0 where it
    makes the party stronger. Levels not named cost nothing."""
    swing: Swing = "largest"
    """The unit."""

    @field_validator("levels")
    @classmethod
    def _some(cls, levels: dict[str, dict[str, Shift]]) -> dict[str, dict[str, Shift]]:
        if not any(levels.values()):
            raise ValueError("names no level; name those that cost the party something should war come back")
        return levels


class Hold(Reasoned):
    """How well deals hold, and what is left if they break."""

    guarantee: str
    """The issue whose level says how well a deal is guaranteed."""
    alone: Share
    """The chance that a deal holds that nobody guarantees."""
    strength: dict[str, Share]
    """By level, the share of what is left that the guarantee makes good if it is honored; nothing for levels not
    named."""
    honored: Honored
    """The chance that it is honored, as one who looks from outside believes."""
    believed: dict[Name, Share] = {}
    """By party, the chance that it gives to that; as the analyst does when silent."""
    loss: dict[Name, Loss] = {}
    """By party, what it has lost or gained should war come back."""
    spoilers: dict[Name, Share] = {}
    """By party, the chance that it is able to break a deal that it refuses."""

    @property
    def pivots(self) -> set[str]:
        """Return the issues on whose levels hang how well a deal holds or what is left if it breaks."""
        return {self.guarantee}.union(*(loss.levels for loss in self.loss.values()))
