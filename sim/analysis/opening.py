"""What would it take: which beliefs, alone or together, would have to be otherwise in the worlds that lack something?

Changes are in standard deviations of the normal variable with the same place in its distribution as the belief has in
its own, so that a weight, a cost and the place of a floor are told on one scale. Where the worlds with it and those
without it lie says which beliefs would have to hold.

Sources: R. Lahdelma, J. Hokkanen and P. Salminen, "SMAA - stochastic multiobjective acceptability analysis", European
Journal of Operational Research 106 (1998), 137-143, the central preferences; P. Bjerager, "On computation methods for
structural reliability analysis", Structural Safety 9 (1990), 79-96, distance in such a space.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from jaxtyping import Bool, Float

from sim.analysis.faces import Faces
from sim.arrays import MILLION
from sim.draws import REPLICATES
from sim.engine import Opened
from sim.results import Estimate, estimate, estimate_among
from sim.scenario import Case

COLUMNS = ("opens", "opens_low", "opens_high", "change", "up", "moved", "where_open", "where_closed")
"""Of the table of beliefs."""


@dataclass(frozen=True)
class Opening:
    """What would open the worlds that lack something."""

    case: Case
    proposal: str | None
    """The text that lacks a consent; None where it is the zone that is missing."""
    draws: int
    open: Estimate
    """Share of worlds that are open as they are."""
    looked: int
    """Closed worlds that were looked at."""
    any_alone: Estimate | None
    """Share of these that some one belief would open; None where none is closed."""
    table: pd.DataFrame
    """One row a belief; see :func:`would_open`."""
    together: pd.DataFrame
    """One row a set of beliefs; see :func:`sets_table`."""
    never: float
    """Share of the closed worlds looked at for which nothing was found."""


def would_open(
    case: Case, proposal: str | None, faces: Faces, signs: Float[np.ndarray, " drivers"], found: Opened
) -> Opening:
    """Return what would open the worlds that lack something.

    Parameters
    ----------
    case
        The scenario.
    proposal
        The text that lacks a consent; None for the zone.
    faces
        The beliefs that may change.
    signs
        Whether the face of each rises with its stream or falls.
    found
        What would open each world.

    Returns
    -------
        A table by ``belief``: ``opens``, the share of the closed worlds that changing it alone would open, with the
        ends ``_low`` and ``_high`` of its 95% interval; ``change``, the median of the least such change, and ``up``,
        the share in which the belief would have to be higher; ``moved``, the share in which it belongs to the least
        joint change found; ``where_open`` and ``where_closed``, the mean of the belief in the worlds that are open and
        closed as they are, a level by its place, an answer as a share.
    """
    draws = len(found.open)
    among = np.zeros(draws, np.bool_)
    among[found.looked] = True
    finite = np.isfinite(found.alone.change)
    rows = [_row(found, faces, signs, among, k) for k in range(len(faces.names))]
    table = pd.DataFrame(rows, index=pd.Index(faces.names, name="belief"), columns=COLUMNS)
    reached = np.isfinite(found.together.size)
    return Opening(
        case=case,
        proposal=proposal,
        draws=draws,
        open=estimate(found.open, REPLICATES),
        looked=len(found.looked),
        any_alone=estimate_among(spread(finite.any(axis=1), found, draws), among, REPLICATES),
        table=table.sort_values(["opens", "moved"], ascending=False, kind="stable"),
        together=sets_table(faces.names, found),
        never=float((~reached & ~finite.any(axis=1)).mean()) if len(found.looked) else float("nan"),
    )


def _row(
    found: Opened, faces: Faces, signs: Float[np.ndarray, " drivers"], among: Bool[np.ndarray, " draws"], k: int
) -> dict[str, float]:
    """Return the row of one belief."""
    there = np.isfinite(found.alone.change[:, k])
    opens = estimate_among(spread(there, found, len(found.open)), among, REPLICATES)
    changes, column = signs[k] * found.alone.change[there, k], faces.values[:, k]
    return {
        "opens": opens.share if opens else np.nan,
        "opens_low": opens.low if opens else np.nan,
        "opens_high": opens.high if opens else np.nan,
        "change": float(np.median(np.abs(changes))) if len(changes) else np.nan,
        "up": float((changes > 0).mean()) if len(changes) else np.nan,
        "moved": float(found.together.moved[:, k].mean()) if len(found.looked) else np.nan,
        "where_open": _mean(column[found.open]),
        "where_closed": _mean(column[~found.open]),
    }


def _mean(values: Float[np.ndarray, " draws"]) -> float:
    """Return a mean; not a number of nothing."""
    return float(values.mean()) if len(values) else float("nan")


def spread(flags: Bool[np.ndarray, " closed"], found: Opened, draws: int) -> Bool[np.ndarray, " draws"]:
    """Return what is known of the closed worlds looked at as a column of all worlds."""
    column = np.zeros(draws, np.bool_)
    column[found.looked] = flags
    return column


def lacks_table(case: Case, missing: Float[np.ndarray, "draws parties"]) -> pd.DataFrame:
    """Return what a side payment would have to be worth for a text that only worth keeps from being accepted.

    Parameters
    ----------
    case
        The scenario.
    missing
        What the text is short of no deal, in whole millionths; not a number where the party accepts it or where a line
        of it is crossed, which no payment buys.

    Returns
    -------
        One row a party: ``share`` of worlds in which only worth is missing, and ``lacks``, its median there on the
        party's own scale, 0 to 1.
    """
    rows = []
    for column in missing.T:
        short = column[~np.isnan(column)]
        rows.append((len(short) / len(column), float(np.median(short)) / MILLION if len(short) else np.nan))
    return pd.DataFrame(rows, columns=["share", "lacks"], index=pd.Index(list(case.parties), name="party"))


def sets_table(names: Sequence[str], found: Opened) -> pd.DataFrame:
    """Return the sets of beliefs that open closed worlds together, the most frequent first.

    With any one of a set as it was, the world is closed again.

    Returns
    -------
        One row a set: ``beliefs``, their names with commas; ``share`` of the closed worlds looked at; ``size``, the
        median length of the joint change.
    """
    reached = np.isfinite(found.together.size)
    keys = [tuple(int(k) for k in np.flatnonzero(row)) for row in found.together.moved]
    counts = Counter(key for key, there in zip(keys, reached, strict=True) if there)
    rows = [
        {
            "beliefs": ", ".join(names[k] for k in key),
            "number": len(key),
            "share": times / len(found.looked),
            "size": float(np.median(found.together.size[[one == key for one in keys]])),
        }
        for key, times in sorted(counts.items(), key=lambda pair: (-pair[1], len(pair[0]), pair[0]))
    ]
    return pd.DataFrame(rows, columns=["beliefs", "number", "share", "size"])
