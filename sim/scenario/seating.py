"""What is wrong with who sits where, and with what happens at the table though every name and type is right."""

from collections.abc import Iterator
from math import prod
from typing import Any

from sim.errors import did_you_mean
from sim.protocols import SealedBids
from sim.scenario.case import Case
from sim.scenario.ingredients import INGREDIENTS, without
from sim.scenario.merging import REASONS
from sim.scenario.placing import Fault
from sim.stakes import AsGoodAs, Outlook

MOST_CELLS = 200
"""Combinations of the levels that say how well a deal holds, or are linked."""
MOST_SPOILERS = 4
"""Each is a rule beside those of consent."""


def talk_faults(case: Case) -> Iterator[Fault]:
    """Find events that come when the talks are over."""
    if case.talks is None:
        return
    for name, event in case.talks.events.items():
        if event.round is not None and event.round > case.talks.rounds:
            hint = f"the talks last {case.talks.rounds} rounds"
            yield Fault(("talks", "events", name, "round"), "comes after the deadline", hint)


def seat_faults(case: Case) -> Iterator[Fault]:
    """Find parties without a seat where only those at the table can be, and the other way round."""
    away = {name for name, party in case.parties.items() if not party.seat}
    if not case.seats:
        yield Fault(("parties",), "leave nobody at the table", "give some of them a seat")
    for name, party in case.parties.items():
        if party.behind is not None and party.seat:
            hint = "only who has no seat stands behind somebody; take it out, or say 'seat: false'"
            yield Fault(("parties", name, "behind"), f"is said of {name}, who has a seat at the table", hint)
        elif party.behind in away:
            hint = f"seats: {', '.join(case.seats)}"
            yield Fault(("parties", name, "behind"), f"names {party.behind}, who has no seat at the table", hint)
    for name, entry in case.consent.items():
        asked = set(entry.needs.of)
        if asked & away and asked - away:
            hint = f"ask {', '.join(sorted(asked & away))} in an entry of their own"
            yield Fault(("consent", name, "needs"), "mixes parties at the table with those who ratify", hint)
    for path in mentions(case.talks.model_dump(), ("talks",), away) if case.talks is not None and away else ():
        yield Fault(path, f"names {path[-1]}, who has no seat at the table", f"seats: {', '.join(case.seats)}")


def mentions(node: Any, path: tuple[str, ...], names: set[str]) -> Iterator[tuple[str, ...]]:
    """Go through the paths at which plain data names one of some names, the name last."""
    if isinstance(node, dict):
        for key, below in node.items():
            if key in names and path not in (("talks", "events"), ("talks", "pressure")):
                yield (*path, key)
            if key not in REASONS:
                yield from mentions(below, (*path, key), names)
    elif isinstance(node, list | tuple):
        for below in node:
            yield from mentions(below, path, names)
    elif node in names:
        yield (*path, node)


def ingredient_faults(case: Case) -> Iterator[Fault]:
    """Find ingredients to be taken out that there are not."""
    for name in case.without:
        if name not in INGREDIENTS:
            yield Fault(("without",), f"names '{name}', which is no ingredient", did_you_mean(name, INGREDIENTS))
            return
    if not without(case, case.without).consent:
        yield Fault(("without",), "leaves nobody whose yes a deal needs", "leave some consent by definition or law")


def hold_faults(case: Case) -> Iterator[Fault]:
    """Find more combinations of levels, or spoilers, than can be looked at."""
    bare = without(case, tuple(name for name in case.without if name in INGREDIENTS))
    pivots = sorted(bare.pivots)
    if (cells := prod(len(case.issues[issue].levels) for issue in pivots)) > MOST_CELLS:
        linked = [name for name, party in bare.parties.items() if party.links]
        place = ("hold",) if bare.hold is not None else ("parties", linked[0], "links")
        told = f"with all 'links' and 'hold' of the file couples {cells:,} combinations of levels ({', '.join(pivots)})"
        yield Fault(place, told, f"keep to {MOST_CELLS:,}: name fewer issues")
    if bare.hold is None:
        return
    if all(entry.when or entry.words is not None for entry in bare.consent.values()):
        hint = "add a consent entry without 'when', by definition or law"
        yield Fault(("hold",), "would let deals last that nobody is asked about", hint)
    if bare.talks is not None and isinstance(bare.talks.protocol, SealedBids):
        hint = "take 'hold' out, or choose another protocol"
        yield Fault(("hold",), "cannot be told from a price alone, as sealed bids are", hint)
    if len(bare.hold.spoilers) > MOST_SPOILERS:
        yield Fault(("hold", "spoilers"), f"names {len(bare.hold.spoilers)} parties", f"keep to {MOST_SPOILERS}")


def side_deal_faults(case: Case) -> Iterator[Fault]:
    """Find side deals whose worth cannot be told, for no deal is a bare number to somebody."""
    bare = without_expectations(case)
    for name, deal in case.side_deals.items():
        if away := [party for party in deal.between if not case.parties[party].seat]:
            yield Fault(("side_deals", name, "between"), f"names {away[0]}, who has no seat", "leave them out")
    for name in case.side_deals if bare else ():
        hint = "give it an 'outlook' or 'as_good_as'"
        yield Fault(("side_deals", name), f"needs to know what {bare[0]} expects issue by issue without a deal", hint)


def without_expectations(case: Case) -> list[str]:
    """Return the parties to whom no deal is a bare number: what they expect issue by issue is not said."""
    return [name for name, party in case.parties.items() if not isinstance(party.no_deal, Outlook | AsGoodAs)]
