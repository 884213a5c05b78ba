"""Numbers and names in words."""

from collections.abc import Mapping, Sequence

from sim.scenario import Case, Issue, Party, Proposal

WRITTEN = "as written"
"""The line of a table that holds the scenario as its file says it."""


def percent(share: float) -> str:
    """Write a share of worlds; only none is 0% and only all is 100%.

    >>> percent(0.648), percent(0.0001), percent(0.9999), percent(1.0)
    ('65%', 'under 1%', 'over 99%', '100%')
    """
    if 0 < share <= 0.005:
        return "under 1%"
    if 0.995 <= share < 1:
        return "over 99%"
    return f"{share:.0%}"


def points(margin: float) -> str:
    """Write a sampling error in percentage points.

    >>> points(0.0112), points(0.002)
    ('+-1.1 points', '+-0.2 points')
    """
    return f"+-{100 * margin:.1f} points"


def label_of(named: Mapping[str, Issue] | Mapping[str, Party] | Mapping[str, Proposal], name: str) -> str:
    """Return what an issue, a party or a proposal is called on screen."""
    return named[name].label or name


def listed(names: Sequence[str]) -> str:
    """Join names with commas and an "and".

    >>> listed(["a"]), listed(["a", "b", "c"])
    ('a', 'a, b and c')
    """
    *before, last = names
    return f"{', '.join(before)} and {last}" if before else last


def names(case: Case, parties: Sequence[str]) -> str:
    """Return the labels of some parties."""
    return listed([label_of(case.parties, party) for party in parties])


def count(number: int, one: str, many: str) -> str:
    """Write a number of things.

    >>> count(1, "party", "parties"), count(4, "party", "parties")
    ('1 party', '4 parties')
    """
    return f"{number:,} {one if number == 1 else many}"
