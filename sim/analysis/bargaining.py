"""Which deals the classic bargaining solutions pick, and how often."""

import pandas as pd

from sim.analysis.tables import deals_table
from sim.results import Study

SOLUTIONS = {
    "nash": "Nash",
    "kalai_smorodinsky": "Kalai-Smorodinsky",
    "egalitarian": "egalitarian",
    "utilitarian": "utilitarian",
}
"""The solutions by the name of their column, as the literature calls them."""


def solutions_table(study: Study, number: int = 1) -> pd.DataFrame:
    """Return the deals that each bargaining solution picks in most worlds: share of worlds, then the levels.

    Nash: the largest product of the players' gains over no deal; Kalai-Smorodinsky: the largest least share of a
    player's ideal gain; egalitarian: the largest least gain; utilitarian: the largest sum of gains; all over the deals
    of the zone at which no player loses. Players are the parties whose yes some deal needs.
    """
    deals = deals_table(study)
    rows = []
    for name in SOLUTIONS:
        top = deals[deals[name] > 0].sort_values(name, ascending=False, kind="stable").head(number)
        rows += [(name, deal, row[name], *row[list(study.space.issues)]) for deal, row in top.iterrows()]
    return pd.DataFrame(rows, columns=["solution", "deal", "share", *study.space.issues]).set_index("solution")
