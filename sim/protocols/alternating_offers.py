"""Alternating offers: in each round one party in turn puts a deal on the table, and all answer it.

Source: A. Rubinstein, "Perfect equilibrium in a bargaining model", Econometrica 50 (1982), 97-109, for two parties;
for more, the offer stands when all whose consent it needs have said yes.
"""

from typing import Annotated

from pydantic import Field

from sim.written import Reasoned


class AlternatingOffers(Reasoned):
    """One offer a round, by the parties in turn; written ``{alternating_offers: [a, b, c]}``."""

    alternating_offers: Annotated[tuple[str, ...], Field(min_length=1)]
    """Parties in the order in which they propose; from the top again after the last. One may stand there twice."""

    def speaker(self, round_number: int) -> str:
        """Return who proposes in a round, counting from 1.

        >>> AlternatingOffers(alternating_offers=("seller", "buyer")).speaker(3)
        'seller'
        """
        return self.alternating_offers[(round_number - 1) % len(self.alternating_offers)]
