"""Tactics: how a party lowers its aspiration while talks go on.

To add a tactic: one file with a frozen spec (its naming key and ``drawn``), and its name in :data:`Tactic`.
"""

from typing import TypeAlias

from sim.tactics.time_dependent import LINEAR, Concession, TimeDependent
from sim.written import KINDS

Tactic: TypeAlias = TimeDependent
"""How a party concedes."""
KINDS.add("time_dependent")  # one that is restated drops the reason of the one before, as all beliefs do

__all__ = ["LINEAR", "Concession", "Tactic", "TimeDependent"]
