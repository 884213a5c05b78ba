"""Alternating offers: in each round one party puts a deal on the table, and all answer it.

With a random order each round's proposer is drawn anew. Where consent is a quota this is the closed-rule bargaining of
legislatures: a random proposer, and a majority that takes or leaves the offer.

Sources: A. Rubinstein, "Perfect equilibrium in a bargaining model", Econometrica 50 (1982), 97-109, for two parties;
for more, the offer stands when all whose consent it needs have said yes. D. P. Baron, J. A. Ferejohn, "Bargaining in
legislatures", American Political Science Review 83 (1989), 1181-1206.
"""

from typing import Annotated, Literal

import numpy as np
from jaxtyping import Int64
from pydantic import Field

from sim.streams import Keyed, Uniforms
from sim.written import Reasoned


class AlternatingOffers(Reasoned):
    """One offer a round, by the parties in turn; written ``{alternating_offers: [a, b, c]}``."""

    alternating_offers: Annotated[tuple[str, ...], Field(min_length=1)]
    """Parties in the order in which they propose; from the top again after the last. One may stand there twice."""
    order: Literal["fixed", "rotating", "random"] = "fixed"
    """Whether the order stays, begins one later each time around, or a proposer is drawn for every round."""

    def drawn(self, uniforms: Uniforms) -> Keyed | None:
        """Return what proposers are drawn by, if they are."""
        return Keyed.by(uniforms.under("order").here()) if self.order == "random" else None

    def turns(self, round_number: int, luck: Keyed | None) -> int | Int64[np.ndarray, " draws"]:
        """Return whose turn it is in a round, counting from 1: a place in the order, for all draws or for each.

        >>> spec = AlternatingOffers(alternating_offers=("seller", "buyer"), order="rotating")
        >>> [spec.turns(r, None) for r in (1, 2, 3, 4)]
        [0, 1, 1, 0]
        """
        parties = len(self.alternating_offers)
        if luck is not None:
            return np.floor(luck.at(round_number) * parties).astype(np.int64)
        around, turn = divmod(round_number - 1, parties)
        return (turn + around) % parties if self.order == "rotating" else turn
