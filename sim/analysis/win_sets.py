"""What would be ratified at home, and does a tighter win-set help those who stand before it at the table?

A **win-set** is the set of the deals that a home would ratify. A negotiator who is bound may gain by it (Schelling's
conjecture); what counts against it is that the deal may be lost. Sources: T. C. Schelling, "The Strategy of Conflict"
(1960), 22-28; R. D. Putnam, "Diplomacy and domestic politics: the logic of two-level games", International
Organization 42 (1988), 427-460; G. Tsebelis, "Veto Players: How Political Institutions Work" (2002), chapter 1.
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from sim.draws import REPLICATES
from sim.engine import AtHome, Home
from sim.results import Change, estimate, mean_among
from sim.results.changes import ends, paired_change
from sim.scenario import Case
from sim.streams import Medians, Uniforms
from sim.worlds import build, space_of

HELPS, HURTS, UNCLEAR = "helps", "hurts", "no clear difference"
"""What a home does to what its side gets where there is a deal either way."""


def win_sets_table(case: Case, homes: Sequence[Home], found: AtHome) -> pd.DataFrame:
    """Return what each of those who ratify lets pass, and what it does to each seat.

    A rule that asks for some of several has a row too: a parliament has a win-set that is none of its blocs'.

    Returns
    -------
        One row a home, each number with the ends ``_low`` and ``_high`` of its 95% interval. ``side``: the party it
        stands behind, if any. ``win_set``: the share of all deals that it lets pass, on average. ``passes``: the share
        of worlds in which it lets some deal of the zone at the table pass; ``of_zone``: the share of that zone, on
        average where there is one. ``opens``: the share of worlds without a zone that have one with its constant yes:
        there the zone is lost to it. By seat, ``change.P``: what the Nash deal is worth to it more than without this
        home's say, on its own scale, on average over the worlds in which there is one either way. ``effect``: whether
        that helps its side, as far as the interval tells. ``net``: the same for its side, where no deal counts as 0.
    """
    rows = [_row(case, home, found, k) for k, home in enumerate(homes)]
    return pd.DataFrame(rows, index=pd.Index([home.name for home in homes], name="home"))


def _row(case: Case, home: Home, found: AtHome, k: int) -> dict[str, object]:
    """Return one row."""
    draws, at_table = len(found.table), found.table > 0
    everywhere = np.ones(draws, np.bool_)
    passed = found.passed[:, k]
    shares = {
        "win_set": mean_among(found.win_sets[:, k] / space_of(case).deals, everywhere, REPLICATES),
        "passes": estimate(passed > 0, REPLICATES),
        "of_zone": mean_among(passed / np.maximum(1, found.table), at_table, REPLICATES),
        "opens": estimate(found.opened[:, k], REPLICATES),
    }
    seats = {seat: list(case.parties).index(seat) for seat in case.seats}
    changes = {seat: change_of(found, k, p) for seat, p in seats.items()}
    own = None if home.side is None else changes[home.side]
    net = None if home.side is None else change_of(found, k, seats[home.side], lost=0.0)
    row: dict[str, object] = {"side": home.side or ""}
    for name, share in shares.items():
        row |= ends(name, share)
    for seat, change in changes.items():
        row |= ends("change", change, f".{seat}")
    return row | {"effect": "" if own is None else effect_of(own)} | ends("net", net)


def change_of(found: AtHome, home: int, party: int, lost: float = np.nan) -> Change:
    """Return what a home's say changes of a party's Nash surplus, over the worlds with a Nash deal without it.

    ``lost`` is what the party has where there is none with it; not a number leaves these worlds out.
    """
    bound, freed = found.surplus[:, party], found.freed[:, home, party]
    bound = np.where(np.isnan(bound), lost, bound)
    missing = np.isnan(bound) | np.isnan(freed)
    return paired_change(np.where(missing, np.nan, freed), np.where(missing, np.nan, bound), share=False)


def effect_of(change: Change) -> str:
    """Say what a change is for whom it befalls.

    >>> effect_of(Change(0.0, 0.5, 0.25, 0.75)), effect_of(Change(0.5, 0.5, -0.25, 0.25))
    ('helps', 'no clear difference')
    """
    if not change.clear:
        return UNCLEAR
    return HELPS if change.change > 0 else HURTS


def heaviest_issues(case: Case) -> list[str]:
    """Return the issues, those first that weigh most with every belief at its median, summed over the parties."""
    weights = build(case, Uniforms(Medians(), 1)).weights
    total = np.sum([own[0] for own in weights.values()], axis=0)
    return [list(case.issues)[i] for i in np.argsort(-total, kind="stable")]
