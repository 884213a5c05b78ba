"""A deal as people write it."""

import numpy as np

from sim.deals import DealSpace
from sim.errors import BadArgument

Deal = int | np.integer | str | tuple[str, ...] | dict[str, str]
"""A deal by its number, its levels in the order of the issues (a tuple, or a text with commas), or level by issue."""


def deal_number(space: DealSpace, deal: Deal) -> int:
    """Return the number of a deal given by number, by levels in order, or by issue.

    >>> space = DealSpace(("land", "money"), (("keep", "share"), ("none", "some")))
    >>> deal_number(space, "share, none"), deal_number(space, {"money": "some", "land": "keep"}), deal_number(space, 3)
    (2, 1, 3)
    """
    match deal:
        case int() | np.integer():
            return checked_number(space, int(deal))
        case str():
            if deal.strip().isdecimal():
                return deal_number(space, int(deal))
            return deal_number(space, tuple(level.strip() for level in deal.split(",")))
        case dict():
            return space.number(in_order(space, deal))
        case levels:
            if len(levels) != len(space.issues):
                raise BadArgument(
                    f"a deal has {len(space.issues)} levels ({', '.join(space.issues)}), not {len(levels)}"
                )
            return space.number(tuple(levels))


def checked_number(space: DealSpace, deal: int) -> int:
    """Return the number of a deal, or refuse one that does not exist."""
    if not 0 <= deal < space.deals:
        raise BadArgument(f"there is no deal {deal}; deals are numbered 0 to {space.deals - 1}")
    return deal


def in_order(space: DealSpace, deal: dict[str, str]) -> tuple[str, ...]:
    """Return the levels of a deal in the order of the issues, or refuse one that leaves an issue out."""
    for issue in deal:
        space.issue(issue)
    if missing := [issue for issue in space.issues if issue not in deal]:
        raise BadArgument(f"a deal settles every issue; this one says nothing of {', '.join(missing)}")
    return tuple(deal[issue] for issue in space.issues)
