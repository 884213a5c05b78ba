"""How did the talks go in one world? The same agents, with one world on their leading axis, round by round."""

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from sim.arrays import MILLION
from sim.draws import draw
from sim.scenario import Case
from sim.worlds import build, compiled_rules, space_of

if TYPE_CHECKING:
    from sim.negotiation import Ensemble


def replay(case: Case, paths: tuple[str, ...], seed: int, number: int) -> pd.DataFrame:
    """Rebuild one world and let its parties negotiate again.

    Parameters
    ----------
    case
        A scenario with talks.
    paths
        Its uncertain quantities, in the order of the run.
    seed
        The run's seed.
    number
        Which draw, counting from 0.

    Returns
    -------
        One row a round: who spoke; the level offered on each issue, or nothing where the speaker has walked; who said
        yes; whether the deal was struck; and, by party, what the offer was worth to it (``worth.P``) and what it asked
        for (``asked.P``), 0 to 1 on its own scale. The parties saw nothing of the last two.
    """
    from sim.negotiation import at_the_table  # Mesa is slow to import

    model = at_the_table(case, build(case, draw(paths, seed, number, 1)), compiled_rules(case, space_of(case)))
    rows = []
    while model.running:
        model.step()
        rows.append(_played(case, model))
    return pd.DataFrame(rows).set_index("round")


def _played(case: Case, model: "Ensemble") -> dict[str, object]:
    """Return what happened in the round just played, in the first world."""
    assert case.talks is not None
    deal, only = int(model.offers[0]), np.array([0])
    levels = space_of(case).levels_of(deal) if deal >= 0 else ("",) * len(case.issues)
    row: dict[str, object] = {"round": model.round, "speaker": case.talks.protocol.speaker(model.round)}
    row |= dict(zip(case.issues, levels, strict=True))
    row["yes"] = " ".join(name for name, seat in model.seats.items() if model.yes[0] & seat.bit)
    row["struck"] = bool(model.rounds[0] == model.round)
    for name, seat in model.seats.items():
        row[f"worth.{name}"] = float(seat.utilities(only, model.levels(only))[0]) / MILLION if deal >= 0 else None
        row[f"asked.{name}"] = None if seat.walks[0] else float(seat.aspirations(only)[0]) / MILLION
    return row
