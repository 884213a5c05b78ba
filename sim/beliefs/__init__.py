"""Beliefs about a number or a level: each an inverse CDF of one uniform, written with one naming key.

A plain number is a certain one. To add a belief: one file with a frozen spec (its naming key, ``bounds`` and
``at``), one name in :data:`Belief`.
"""

from typing import Annotated

import numpy as np
from pydantic import Tag

from sim.arrays import PerDraw
from sim.beliefs.beta import Beta
from sim.beliefs.fixed import Fixed
from sim.beliefs.limits import within
from sim.beliefs.log_uniform import LogUniform
from sim.beliefs.one_of import OneLevel, OneOf, OneOfLevels, pick
from sim.beliefs.pert import Pert
from sim.beliefs.triangular import Triangular
from sim.beliefs.truncated_normal import TruncatedNormal
from sim.beliefs.uniform import Uniform
from sim.streams import Uniforms
from sim.written import naming_key

Belief = Annotated[
    Annotated[Fixed, Tag("fixed")]
    | Annotated[Uniform, Tag("uniform")]
    | Annotated[Triangular, Tag("triangular")]
    | Annotated[Pert, Tag("pert")]
    | Annotated[Beta, Tag("beta")]
    | Annotated[OneOf, Tag("one_of")]
    | Annotated[LogUniform, Tag("log_uniform")]
    | Annotated[TruncatedNormal, Tag("truncated_normal")],
    naming_key(
        "fixed", "uniform", "triangular", "pert", "beta", "one_of", "log_uniform", "truncated_normal", plain="fixed"
    ),
]
"""What is believed about a number."""

LevelBelief = Annotated[
    Annotated[OneLevel, Tag("level")] | Annotated[OneOfLevels, Tag("one_of")],
    naming_key("level", "one_of", plain="level"),
]
"""What is believed about a level."""


Share = Annotated[Belief, within(0, 1)]
"""A belief about a share or a chance, from 0 to 1."""
Shift = Annotated[Belief, within(-1, 1)]
"""A belief about a change on a party's own scale from 0 to 1."""
Size = Annotated[Belief, within(0)]
"""A belief about a number that is not below 0."""

Uncertain = Uniform | Triangular | Pert | Beta | OneOf | LogUniform | TruncatedNormal
"""Every belief but a certain number."""


def drawn(belief: Belief, uniforms: Uniforms) -> PerDraw:
    """Return the believed number in every draw; a certain one asks for no uniform; shape ``(draws,)``."""
    if isinstance(belief, Fixed):
        return np.full(uniforms.draws, belief.fixed)
    return belief.at(uniforms.here())


__all__ = [
    "Belief",
    "Beta",
    "Fixed",
    "LevelBelief",
    "LogUniform",
    "OneLevel",
    "OneOf",
    "OneOfLevels",
    "Pert",
    "Share",
    "Shift",
    "Size",
    "Triangular",
    "TruncatedNormal",
    "Uncertain",
    "Uniform",
    "drawn",
    "pick",
    "within",
]
