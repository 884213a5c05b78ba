"""How the talks ended, world by world."""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Bool, Int64, UInt64

VERDICTS = ("no zone", "zone missed", "agreed, inefficient", "agreed, efficient")
"""What became of the talks in a world: no deal could have had every consent it needs; one could, yet none was struck;
one was struck, and another deal of the zone is better for some party with a consent right, worse for none, and crosses
no line that was kept; one was struck, and there is no such deal."""


@dataclass(frozen=True)
class Agreements:
    """What the talks struck, over all draws."""

    deadline: int
    """The last round."""
    struck: Int64[np.ndarray, " draws"]
    """Number of the deal that was struck, -1 where none was."""
    rounds: Int64[np.ndarray, " draws"]
    """The round in which it was struck, counting from 1; 0 where none was."""
    walked: UInt64[np.ndarray, " draws"]
    """Set of the parties that walked at once: no deal that clears their lines is worth no deal to them."""
    better: Int64[np.ndarray, " draws"]
    """A deal of the zone that is better for some party with a consent right and worse for none; -1 where none is."""

    @property
    def agreed(self) -> Bool[np.ndarray, " draws"]:
        """Tell in which draws a deal was struck; shape ``(draws,)``."""
        return self.struck >= 0

    def walked_out(self, party: int) -> Bool[np.ndarray, " draws"]:
        """Tell in which draws a party walked at once; shape ``(draws,)``."""
        return (self.walked >> np.uint64(party)) & np.uint64(1) == 1

    def verdicts(self, in_zone: Bool[np.ndarray, " draws"]) -> Int64[np.ndarray, " draws"]:
        """Return the place of each draw's verdict in :data:`VERDICTS`, given which draws have a zone."""
        efficient = self.agreed & (self.better < 0)
        return in_zone.astype(np.int64) + self.agreed + efficient
