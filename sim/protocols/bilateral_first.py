"""Bilateral first: some parties agree among themselves, and only what they agree on is put to the others.

They make offers in turn. A text that all of them say yes to is put to everybody else whose consent it needs, to take or
leave; if these refuse, the first go on among themselves.
"""

from typing import Annotated

from pydantic import Field, field_validator

from sim.streams import Uniforms
from sim.written import Reasoned


class BilateralFirst(Reasoned):
    """Some agree first, others are asked later; written ``{bilateral_first: [a, b]}``."""

    bilateral_first: Annotated[tuple[str, ...], Field(min_length=2)]
    """The parties that agree first, in the order in which they propose."""

    @field_validator("bilateral_first")
    @classmethod
    def _check(cls, parties: tuple[str, ...]) -> tuple[str, ...]:
        if len(set(parties)) < len(parties):
            raise ValueError("names a party twice; name each once")
        return parties

    def drawn(self, uniforms: Uniforms) -> None:
        """Return what differs from world to world: nothing."""
        del uniforms
