"""A weight for each issue, lognormal around what is stated."""

from math import log, sqrt
from typing import Annotated, ClassVar

import numpy as np
from pydantic import Field, Tag, field_validator
from scipy.special import ndtri

from sim.arrays import PerDraw
from sim.streams import Uniforms
from sim.written import PlainForm, Reasoned, naming_key

INTERVAL_IN_SDS = 3.29
"""A stated interval is read as the middle 90%: it spans 2 x 1.645 standard deviations of the logarithm."""
NEARLY_NOTHING = 0.02
"""Stands for a stated lower end of zero (judgement): a lognormal weight has no zero."""


class About(PlainForm, Reasoned):
    """A weight around a number; written ``{about: 0.36, spread: 0.2}``, or as the number itself."""

    plain: ClassVar[str] = "about"

    about: Annotated[float, Field(ge=0)]
    """Median before all weights of the party are scaled to sum to 1."""
    spread: Annotated[float, Field(ge=0, le=3)] = 0.0
    """Standard deviation of the logarithm; 0 is a certain weight."""


class Between(Reasoned):
    """A weight inside an interval, most of the time; written ``{between: [0.25, 0.5]}``."""

    between: tuple[Annotated[float, Field(ge=0)], Annotated[float, Field(gt=0)]]
    """The interval, read as the middle 90%; a lower end of 0 is taken as .02."""

    @field_validator("between")
    @classmethod
    def _check(cls, ends: tuple[float, float]) -> tuple[float, float]:
        if not max(ends[0], NEARLY_NOTHING) < ends[1]:
            raise ValueError(
                f"must be [low, high] with low below high and high above .02, here {ends[0]:g}, {ends[1]:g}"
            )
        return ends

    @property
    def about(self) -> float:
        """Return the geometric middle of the interval."""
        low, high = self.between
        return sqrt(max(low, NEARLY_NOTHING) * high)

    @property
    def spread(self) -> float:
        """Return the standard deviation of the logarithm."""
        low, high = self.between
        return log(high / max(low, NEARLY_NOTHING)) / INTERVAL_IN_SDS


Weight = Annotated[
    Annotated[About, Tag("about")] | Annotated[Between, Tag("between")],
    naming_key("about", "between", plain="about"),
]
"""What is believed about the weight of one issue."""


def lognormal(weight: Weight, uniforms: Uniforms) -> PerDraw:
    """Return ``about * exp(spread * z)``; a certain weight asks for no uniform; shape ``(draws,)``."""
    if weight.spread == 0 or weight.about == 0:
        return np.full(uniforms.draws, weight.about)
    return weight.about * np.exp(weight.spread * ndtri(uniforms.here()))
