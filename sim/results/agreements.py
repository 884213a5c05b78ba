"""How the talks ended, world by world."""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Bool, Int64, UInt64

from sim.scenario import Case

VERDICTS = ("no zone", "zone missed", "agreed, not ratified", "agreed, inefficient", "agreed, efficient")
"""What became of the talks in a world: in no round could a deal have had every consent it needs; in some one could, yet
none was struck; one was struck at the table, and somebody who must ratify it would not; one was struck, and another
deal of the zone is better for some party with a consent right, worse for none, and crosses no line that was kept; one
was struck, and there is no such deal."""


UNRATIFIED = "agreed, not ratified"


def verdicts_of(case: Case) -> list[str]:
    """Return the verdicts that talks of a scenario can end with: ratification only where there is any."""
    return [verdict for verdict in VERDICTS if case.ratifiers or verdict != UNRATIFIED]


REASONS = ("struck", "no zone", "walked out", "deadline")
"""Why talks ended as they did: a deal was struck; in no round could one have been; a party whose yes the last deal
needed had walked out; time ran out."""


@dataclass(frozen=True)
class Agreements:
    """What the talks struck, over all draws."""

    deadline: int
    """The last round."""
    struck: Int64[np.ndarray, " draws"]
    """Number of the deal that was struck, -1 where none was."""
    ratified: Bool[np.ndarray, " draws"]
    """Whether it was struck and all who must ratify it would."""
    rounds: Int64[np.ndarray, " draws"]
    """The round in which it was struck, counting from 1; 0 where none was, or none that was ratified."""
    walked: UInt64[np.ndarray, " draws"]
    """Set of the parties that had walked out in the last round played: nothing that clears their lines was worth no
    deal to them."""
    last: Int64[np.ndarray, " draws"]
    """Number of the deal that was on the table last, -1 where there never was one."""
    refused: UInt64[np.ndarray, " draws"]
    """Set of the parties whose yes that deal needed and did not have; empty where it was struck."""
    opened: Bool[np.ndarray, " draws"]
    """Whether a zone existed in some round that was played."""
    lasted: Bool[np.ndarray, " draws"]
    """Whether a deal was struck, and ratified where it must be, that lasts; all last that surely hold."""
    better: Int64[np.ndarray, " draws"]
    """A deal of the zone that is better for some party with a consent right and worse for none; -1 where none is."""

    @property
    def agreed(self) -> Bool[np.ndarray, " draws"]:
        """Tell in which draws a deal was struck, and ratified where it must be; shape ``(draws,)``."""
        return self.ratified

    def walked_out(self, party: int) -> Bool[np.ndarray, " draws"]:
        """Tell in which draws a party walked at once; shape ``(draws,)``."""
        return (self.walked >> np.uint64(party)) & np.uint64(1) == 1

    @property
    def verdicts(self) -> Int64[np.ndarray, " draws"]:
        """Return the place of each draw's verdict in :data:`VERDICTS`; shape ``(draws,)``."""
        struck = self.struck >= 0
        ended = [~struck & ~self.opened, ~struck, ~self.ratified, self.better >= 0]
        return np.select(ended, [0, 1, 2, 3], 4)

    @property
    def reasons(self) -> Int64[np.ndarray, " draws"]:
        """Return the place of what ended each draw's talks in :data:`REASONS`; shape ``(draws,)``."""
        out = self.walked & self.refused != 0
        return np.select([self.struck >= 0, ~self.opened, out], [0, 1, 2], 3)

    def lacked(self, party: int) -> Bool[np.ndarray, " draws"]:
        """Tell where a party was among those whose yes the last deal needed and did not have; shape ``(draws,)``."""
        return (self.refused >> np.uint64(party)) & np.uint64(1) == 1
