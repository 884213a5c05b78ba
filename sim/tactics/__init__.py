"""Tactics: how a party lowers its aspiration while talks go on.

To add a tactic: one file with a frozen spec (its naming key and ``drawn``, which returns a :class:`Stance`), and its
name in :data:`Tactic`.
"""

from typing import Annotated

from pydantic import Tag

from sim.tactics.firm import Firm, Unmoved
from sim.tactics.pressed import Hurried, Pressed
from sim.tactics.random_walk import RandomWalk, Walker
from sim.tactics.stance import Moment, Stance
from sim.tactics.time_dependent import LINEAR, Concession, TimeDependent
from sim.tactics.tit_for_tat import Reciprocal, TitForTat
from sim.written import naming_key

Tactic = Annotated[
    Annotated[TimeDependent, Tag("time_dependent")]
    | Annotated[Firm, Tag("firm")]
    | Annotated[TitForTat, Tag("tit_for_tat")]
    | Annotated[RandomWalk, Tag("random_walk")]
    | Annotated[Pressed, Tag("pressed")],
    naming_key("time_dependent", "firm", "tit_for_tat", "random_walk", "pressed", plain="time_dependent"),
]
"""How a party concedes."""

__all__ = [
    "LINEAR",
    "Concession",
    "Firm",
    "Hurried",
    "Moment",
    "Pressed",
    "RandomWalk",
    "Reciprocal",
    "Stance",
    "Tactic",
    "TimeDependent",
    "TitForTat",
    "Unmoved",
    "Walker",
]
