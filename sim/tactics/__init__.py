"""Tactics: how a party lowers its aspiration while talks go on.

To add a tactic: one file with a frozen spec (its naming key and ``drawn``), and its name in :data:`Tactic`.
"""

from typing import TypeAlias

from sim.tactics.time_dependent import LINEAR, Concession, TimeDependent

Tactic: TypeAlias = TimeDependent
"""How a party concedes."""

__all__ = ["LINEAR", "Concession", "Tactic", "TimeDependent"]
