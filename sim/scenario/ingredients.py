"""Ingredients of a scenario, each of which can be taken out to see what it does.

Taken out, an ingredient is not there at all: the scenario is the one that never said it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sim.beliefs import Fixed
from sim.scenario.case import Case, Party
from sim.stakes import NeverTogether, Outlook

NOTHING = Fixed(fixed=0.0)


@dataclass(frozen=True)
class Ingredient:
    """Something that a scenario may say and might as well not."""

    words: str
    """What it is."""
    taken_out: Callable[[Case], Case]
    """Return a scenario without it."""


def each_party(change: Callable[[Party], dict[str, Any]]) -> Callable[[Case], Case]:
    """Return what changes every party of a scenario."""

    def changed(case: Case) -> Case:
        """Return the scenario with its parties changed."""
        parties = {name: party.model_copy(update=change(party)) for name, party in case.parties.items()}
        return case.model_copy(update={"parties": parties})

    return changed


def lines_that(across: bool) -> Callable[[Party], dict[str, Any]]:
    """Return what takes out a party's lines on one issue, or those across issues."""

    def without(party: Party) -> dict[str, Any]:
        """Return the party's other lines."""
        kept = {name: line for name, line in party.lines.items() if isinstance(line, NeverTogether) is not across}
        return {"lines": kept}

    return without


def outlook_with(**change: Any) -> Callable[[Party], dict[str, Any]]:
    """Return what changes a party's outlook on going on, if its no deal is one."""

    def changed(party: Party) -> dict[str, Any]:
        """Return the party's no deal with its outlook changed."""
        return {"no_deal": party.no_deal.model_copy(update=change)} if isinstance(party.no_deal, Outlook) else {}

    return changed


def without_facts(case: Case) -> Case:
    """Return a scenario in which nothing hangs on facts."""
    return case.model_copy(update={"facts": {}})


def seen_alike(case: Case) -> Case:
    """Return a scenario in which everybody believes of facts what the analyst does."""
    alike = {name: fact.model_copy(update={"believed": {}}) for name, fact in case.facts.items()}
    return case.model_copy(update={"facts": alike})


def without_correlations(case: Case) -> Case:
    """Return a scenario in which all that is uncertain is independent."""
    return case.model_copy(update={"correlations": {}})


def without_hold(case: Case) -> Case:
    """Return a scenario in which every deal holds."""
    return case.model_copy(update={"hold": None})


def without_spoilers(case: Case) -> Case:
    """Return a scenario in which nobody can break a deal."""
    hold = None if case.hold is None else case.hold.model_copy(update={"spoilers": {}})
    return case.model_copy(update={"hold": hold})


def without_claims(case: Case) -> Case:
    """Return a scenario in which nobody is asked because somebody claims so."""
    return case.model_copy(update={"consent": {n: entry for n, entry in case.consent.items() if entry.by != "claim"}})


def without_ratifiers(case: Case) -> Case:
    """Return a scenario in which nobody has to ratify."""
    at_table = {name: entry for name, entry in case.consent.items() if set(entry.needs.of) <= set(case.seats)}
    return case.model_copy(update={"consent": at_table})


def of_talks(part: str) -> Callable[[Case], Case]:
    """Return what takes out a part of the talks that is there by name."""

    def without(case: Case) -> Case:
        """Return the scenario with talks that lack it."""
        return (
            case if case.talks is None else case.model_copy(update={"talks": case.talks.model_copy(update={part: {}})})
        )

    return without


INGREDIENTS = {
    "lines": Ingredient("lines on one issue", each_party(lines_that(across=False))),
    "bundles": Ingredient("lines across issues", each_party(lines_that(across=True))),
    "links": Ingredient("links between issues", each_party(lambda _: {"links": {}})),
    "aversions": Ingredient("aversion to falling short", each_party(lambda _: {"aversions": {}})),
    "claims": Ingredient("claims to be asked", without_claims),
    "ratifiers": Ingredient("ratification at home", without_ratifiers),
    "hold": Ingredient("deals that may not hold", without_hold),
    "spoilers": Ingredient("spoilers", without_spoilers),
    "cost": Ingredient("what going on without a deal costs", each_party(outlook_with(cost=NOTHING))),
    "facts": Ingredient("contested facts", without_facts),
    "contested": Ingredient("beliefs about facts that differ from the analyst's", seen_alike),
    "correlations": Ingredient("correlated beliefs", without_correlations),
    "war": Ingredient("a war that changes with time", each_party(outlook_with(war=None))),
    "drift": Ingredient("no deal that drifts", of_talks("drift")),
    "optimism": Ingredient("optimism about no deal", of_talks("optimism")),
    "events": Ingredient("events while talks go on", of_talks("events")),
    "pressure": Ingredient("pressure while talks go on", of_talks("pressure")),
    "learning": Ingredient("learning from offers", of_talks("learning")),
}
"""By the name that ``without`` takes."""


IN_TIME = ("war", "drift", "optimism", "events", "pressure")
"""Those that change what no deal is worth as rounds pass."""


def moves_with_time(case: Case) -> bool:
    """Tell whether anything in a scenario changes as rounds pass."""
    return without(case, IN_TIME) != case


def present(case: Case) -> list[str]:
    """Return the ingredients that a scenario has: those whose taking out changes what it says.

    What would leave nobody to be asked cannot be taken out.
    """
    bare = {name: one.taken_out(case) for name, one in INGREDIENTS.items()}
    return [name for name, other in bare.items() if other != case and other.consent]


def without(case: Case, names: tuple[str, ...]) -> Case:
    """Return a scenario with some ingredients taken out."""
    for name in names:
        case = INGREDIENTS[name].taken_out(case)
    return case
