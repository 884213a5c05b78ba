"""What is put down where one negotiation is watched: what is said, and every party's scalars round by round."""

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from sim.arrays import MILLION
from sim.negotiation.mesa_apart import mesa

if TYPE_CHECKING:
    from sim.negotiation.party import Party

ONLY = np.array([0])
"""The one negotiation there is."""


class Said(NamedTuple):
    """Something that a party did in one of the talks."""

    round: int
    party: str
    act: str
    """offers, says yes, says no, asks, brings, adopts, refuses; at the end struck, by nobody."""
    deal: int
    """Number of the deal on the table then; -1 where there is none."""
    level: int
    """Joint-axis position of the level that it is about; -1 where it is about the whole deal."""
    meeting: tuple[str, ...] = ()
    """Who met; empty where all are at the table."""
    weighed: tuple[float, ...] = ()
    """By party, what a mediator who takes a repair in or not makes of it for that party, in whole millionths times its
    weight: below 0 for one that it believes to lack more. Its own place holds its own aims. Empty for other acts."""


def scalars() -> mesa.DataCollector:
    """Return what collects, of every party at the end of a round, what it asks for and has without a deal.

    Columns by step and agent: ``round`` of the talks, which a final offer comes to in one step; ``party``; ``asked``,
    what it asks for, None once it has walked; ``no_deal``, what no deal is worth to it; ``worth``, what the deal on the
    table is, None where there is none; each on its own scale from 0 to 1; and ``yes``, whether it has said yes to that
    deal.
    """
    return mesa.DataCollector(
        agent_reporters={
            "round": round_of,
            "party": "name",
            "asked": asked,
            "no_deal": no_deal,
            "worth": worth,
            "yes": said_yes,
        }
    )


def round_of(seat: "Party") -> int:
    """Return the round that was played."""
    return seat.model.round


def asked(seat: "Party") -> float | None:
    """Return what a party asks for."""
    return None if seat.walks[0] else float(seat.aspirations(ONLY)[0]) / MILLION


def no_deal(seat: "Party") -> float:
    """Return what no deal is worth to a party in this round."""
    return float(seat.no_deal[0]) / MILLION


def worth(seat: "Party") -> float | None:
    """Return what the deal on the table is worth to a party."""
    talks = seat.model
    return None if talks.offers[0] < 0 else float(seat.utilities(ONLY, talks.levels(ONLY))[0]) / MILLION


def said_yes(seat: "Party") -> bool:
    """Tell whether a party has said yes to the deal on the table."""
    return bool(seat.model.yes[0] & seat.bit)
