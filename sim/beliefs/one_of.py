"""One of a few: numbers or levels, each with a chance."""

from typing import Annotated, Any, ClassVar

import numpy as np
from annotated_types import Gt
from jaxtyping import Int64
from pydantic import Field, model_validator

from sim.arrays import PerDraw
from sim.written import LevelName, PlainForm, Reasoned

Chances = tuple[Annotated[float, Gt(0)], ...]


def pick(u: PerDraw, options: int, chances: Chances | None) -> Int64[np.ndarray, " draws"]:
    """Return which of the options each uniform falls on, in their order; shape ``(draws,)``.

    With equal chances that is ``min(options - 1, floor(u * options))``.
    """
    if chances is None:
        return np.minimum(options - 1, np.floor(u * options)).astype(np.int64)
    upto = np.cumsum(np.array(chances))
    return np.searchsorted(upto[:-1] / upto[-1], u, side="right").astype(np.int64)


def same_length(options: tuple[Any, ...], chances: Chances | None) -> None:
    """Refuse chances that do not pair with the options."""
    if chances is not None and len(chances) != len(options):
        raise ValueError(f"has {len(options)} options but {len(chances)} chances")


class OneOf(Reasoned):
    """One of a few numbers; written ``{one_of: [1, 2, 4]}``, with ``chances: [...]`` unless all are alike."""

    one_of: Annotated[tuple[float, ...], Field(min_length=1)]
    """The possible numbers."""
    chances: Chances | None = None
    """One positive chance for each, scaled to sum to 1; equal when silent."""

    @model_validator(mode="after")
    def _check(self) -> "OneOf":
        same_length(self.one_of, self.chances)
        if list(self.one_of) != sorted(set(self.one_of)):
            raise ValueError("must list its numbers once each, from low to high")
        return self

    @property
    def bounds(self) -> tuple[float, float]:
        """Return the least and the greatest possible value."""
        return min(self.one_of), max(self.one_of)

    def at(self, u: PerDraw) -> PerDraw:
        """Return the option each uniform falls on; shape ``(draws,)``."""
        return np.array(self.one_of)[pick(u, len(self.one_of), self.chances)]


class OneLevel(PlainForm, Reasoned):
    """A level known for certain; written as its name."""

    plain: ClassVar[str] = "level"

    level: LevelName
    """Name of the level."""

    @property
    def options(self) -> tuple[str, ...]:
        """Return the possible levels: this one."""
        return (self.level,)


class OneOfLevels(Reasoned):
    """One of a few levels; written ``{one_of: [a, b]}``, with ``chances: [...]`` unless all are alike."""

    one_of: Annotated[tuple[LevelName, ...], Field(min_length=1)]
    """Names of the possible levels."""
    chances: Chances | None = None
    """One positive chance for each, scaled to sum to 1; equal when silent."""

    @model_validator(mode="after")
    def _check(self) -> "OneOfLevels":
        same_length(self.one_of, self.chances)
        if len(set(self.one_of)) < len(self.one_of):
            raise ValueError("names a level twice")
        return self

    @property
    def options(self) -> tuple[str, ...]:
        """Return the possible levels."""
        return self.one_of
