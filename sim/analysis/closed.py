"""Structural emptiness: do the stated refusals alone leave no level of some issue? That needs no simulation."""

from itertools import pairwise

import numpy as np

from sim.scenario import Case
from sim.stakes import Consent
from sim.streams import Medians, Uniforms
from sim.worlds import build, space_of


def standing_entries(case: Case) -> list[Consent]:
    """Return the consent entries that can stand: claims bend at one end of their dial."""
    return [entry for entry in case.consent.values() if entry.words is None or case.dial.consents > 0]


def needed_always(case: Case) -> tuple[str, ...]:
    """Return the parties whose yes every deal of every world needs."""
    found: list[str] = []
    for entry in standing_entries(case):
        if not entry.when and (entry.words is None or case.dial.consents == 1):
            everyone = entry.needs.at_least == len(entry.needs.of)
            found += entry.needs.of if everyone else entry.needs.vetoes
    return tuple(party for party in case.parties if party in found)


def closed_issues(case: Case, dial: float) -> tuple[str, ...]:
    """Return the issues of which no level is left by the needed parties' lines, at an end of the dial (0 or 1)."""
    space, parties = space_of(case), tuple(case.parties)
    needed = np.uint64(sum(1 << parties.index(party) for party in needed_always(case)))
    open_levels = build(case.with_lines_at(dial), Uniforms(Medians(), draws=1)).arrays.allowed[0] & needed == needed
    edges = pairwise(space.offsets)
    return tuple(issue for issue, (a, b) in zip(case.issues, edges, strict=True) if not open_levels[a:b].any())
