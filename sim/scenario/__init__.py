"""Scenario files: what they may say, and how they are read."""

from sim.scenario import shipped
from sim.scenario.case import OPEN, Case, Dial, Issue, Party, Proposal, Source, Statement
from sim.scenario.menus import Level, Range
from sim.scenario.reader import Reading, prefixes, read_scenario

__all__ = [
    "OPEN",
    "Case",
    "Dial",
    "Issue",
    "Level",
    "Party",
    "Proposal",
    "Range",
    "Reading",
    "Source",
    "Statement",
    "prefixes",
    "read_scenario",
    "shipped",
]
