"""Worlds: what the draws mean. Tables of gains, reservation values, firm lines and standing rules.

Nothing of size draws x parties x deals is ever made.
"""

from sim.worlds.building import Worlds, build, quantities, record, space_of, uncertain
from sim.worlds.course import in_round, with_bent
from sim.worlds.lines import DrawnLine
from sim.worlds.no_deal import expectations, later
from sim.worlds.rules import bundles, compiled_rules, seated_rules

__all__ = [
    "DrawnLine",
    "Worlds",
    "build",
    "bundles",
    "compiled_rules",
    "expectations",
    "in_round",
    "later",
    "quantities",
    "record",
    "seated_rules",
    "space_of",
    "uncertain",
    "with_bent",
]
