"""Compiled loops over worlds and deals; the only place with numba.

Read ``shapes`` first: what worlds and rules are; what the rules alone settle is ``remembering``. Everything rests on
``acceptance``, ``bits``, ``words``, ``holding`` (a deal that may not hold is one more limit), ``uniting`` and
``halves`` (a deal is a row and a column). Then there are four ways to look, each a chain of files:

- every deal, 64 at a time: ``tiles``, ``half_sums``, ``answers``, ``consent``, ``zone_words``, then ``zone_sizes``, or
  ``zone_questions``, ``zone_marks``, ``acceptable_pairs``, ``bit_counters``, ``zone_counts``;
- only rows and columns that may be in the zone: ``needs``, ``lanes``, ``filtering``, ``listing``, ``listed_pairs``,
  ``solutions``;
- no deal at all but the best, by branch and bound: ``cases``, ``trees``, ``bounds``, ``pricing``, ``descent``,
  ``improving``, ``numbering``, ``branching``, and ``witnesses`` for pairs of levels;
- what nothing dominates: ``merging``, ``undominated``, ``frontier``, and ``searching``, ``lowest``, ``efficiency``.

``staircase`` and ``fairest`` hold the offers of talks, ``tabled`` the answers, and ``lines`` asks of the lines alone.
"""

from sim.kernels.acceptance import acceptable
from sim.kernels.branching import search, search_sizes
from sim.kernels.consenting import consented
from sim.kernels.desk import parts_of
from sim.kernels.digital_sequence import fill_uniforms
from sim.kernels.efficiency import improvements
from sim.kernels.fairest import fill_fairest
from sim.kernels.fairness import FACTOR
from sim.kernels.frontier import frontiers_of
from sim.kernels.goals import Goal
from sim.kernels.holding import effective_worth
from sim.kernels.jit import COLD
from sim.kernels.lanes import room_for_search
from sim.kernels.lines import fill_compatible
from sim.kernels.listed_pairs import count_listed_pairs, no_marks
from sim.kernels.listing import fill_deals, fill_sizes
from sim.kernels.merging import merging_of
from sim.kernels.needs import sorts_of
from sim.kernels.patterns import triggered
from sim.kernels.searching import search_of
from sim.kernels.shapes import (
    Counts,
    RuleArrays,
    Verdicts,
    WorldArrays,
    every_deal_holds,
    no_counts,
    no_verdicts,
)
from sim.kernels.solutions import fill_solutions, room_for_chunk
from sim.kernels.staircase import Menus, Stairs, lowest_step, stairs_of, sure_menus
from sim.kernels.tabled import fill_clear, fill_worths
from sim.kernels.uniting import origins, united
from sim.kernels.witnesses import count_pairs
from sim.kernels.zone_counts import count_zones
from sim.kernels.zone_sizes import size_zones

__all__ = [
    "COLD",
    "FACTOR",
    "Counts",
    "Goal",
    "Menus",
    "RuleArrays",
    "Stairs",
    "Verdicts",
    "WorldArrays",
    "acceptable",
    "consented",
    "count_listed_pairs",
    "count_pairs",
    "count_zones",
    "effective_worth",
    "every_deal_holds",
    "fill_clear",
    "fill_compatible",
    "fill_deals",
    "fill_fairest",
    "fill_sizes",
    "fill_solutions",
    "fill_uniforms",
    "fill_worths",
    "frontiers_of",
    "improvements",
    "lowest_step",
    "merging_of",
    "no_counts",
    "no_marks",
    "no_verdicts",
    "origins",
    "parts_of",
    "room_for_chunk",
    "room_for_search",
    "search",
    "search_of",
    "search_sizes",
    "size_zones",
    "sorts_of",
    "stairs_of",
    "sure_menus",
    "triggered",
    "united",
]
