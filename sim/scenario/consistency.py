"""What is wrong with a scenario though every name and type is right."""

from collections import Counter
from collections.abc import Iterator
from math import prod

import numpy as np

from sim.beliefs import Belief
from sim.errors import Problem
from sim.scenario.case import OPEN, Case, Issue, Proposal
from sim.scenario.correlating import correlation_faults
from sim.scenario.menus import MOST_LEVELS
from sim.scenario.nodes import Node
from sim.scenario.placing import Fault, placed
from sim.scenario.seating import hold_faults, ingredient_faults, seat_faults, side_deal_faults, talk_faults
from sim.stakes import AsGoodAs, Incentive, NeverTogether, NoGate, Outlook, Refuses, Swing
from sim.values import Follows, Ideal, Linear, Piecewise, Silent, Table
from sim.weights import Flat, Ordered

LARGEST_NUMBER = 10.0
"""A no-deal value beyond this many times the whole utility scale is a slip."""

LEAST_UNIFORM = np.array([2.0**-31])
SMALLEST_CHANCE = 1e-200
"""At least one level of an outlook keeps a chance above this, so that all can be scaled to sum to 1."""
LARGEST_WORTH = 1e9
"""Numbers in a table are a scale of their own; beyond this they are a slip."""
MOST_WAYS = 1000
"""Each way to fill the open clauses of a proposal is looked at."""
MOST_PATTERNS = 64
"""A set of bundles is the bits of one number."""


def faults(case: Case, root: Node) -> list[Problem]:
    """Return a problem for every fault of a scenario whose parts are all well formed."""
    found = [*weight_faults(case), *value_faults(case), *no_deal_faults(case), *line_faults(case)]
    found += [*proposal_faults(case), *source_faults(case), *consent_faults(case), *word_faults(case)]
    found += [
        *column_faults(case),
        *menu_faults(case),
        *talk_faults(case),
        *ingredient_faults(case),
        *seat_faults(case),
        *side_deal_faults(case),
        *hold_faults(case),
        *unit_faults(case),
        *correlation_faults(case),
    ]
    return [placed(root, fault) for fault in found]


def menu_faults(case: Case) -> Iterator[Fault]:
    """Find menus with more levels than can be looked at pair by pair."""
    levels = sum(len(issue.levels) for issue in case.issues.values())
    if levels > MOST_LEVELS:
        yield Fault(("issues",), f"have {levels:,} levels in all", f"keep to {MOST_LEVELS}")


def column_faults(case: Case) -> Iterator[Fault]:
    """Find random streams given to one path twice."""
    if len(set(case.columns)) < len(case.columns):
        yield Fault(("columns",), "names a path twice", "take 'columns' out; the program writes it")


def weight_faults(case: Case) -> Iterator[Fault]:
    """Find parties to whom nothing matters, or whose order names an issue twice."""
    for name, party in case.parties.items():
        path = ("parties", name, "weights")
        match party.weights:
            case Ordered(order=order):
                if len(set(order)) < len(order):
                    yield Fault((*path, "order"), "names an issue twice", "name every issue once")
            case Flat():
                pass
            case by_issue:
                if not any(weight.about > 0 for weight in by_issue.values()):
                    yield Fault(path, "are all zero", "give at least one issue a weight above 0")


def value_faults(case: Case) -> Iterator[Fault]:
    """Find scales without positions, and parties that follow one another in a circle."""
    for name, party in case.parties.items():
        for issue, value in party.values.items():
            path = ("parties", name, "values", issue)
            match value:
                case Linear() | Piecewise():
                    yield from scale_faults(path, case.issues[issue], value)
                case Table(table=table):
                    yield from table_faults((*path, "table"), table)
                case Follows():
                    yield from follow_faults(case, name, issue, value)
                case Ideal() | Silent() if value.fall_off.bounds[0] <= 0:
                    yield Fault(
                        (*path, "fall_off"), "must lie above 0", f"here it begins at {value.fall_off.bounds[0]:g}"
                    )


def table_faults(path: tuple[str, ...], table: dict[str, Belief]) -> Iterator[Fault]:
    """Find numbers that are a slip whatever their unit."""
    if max(abs(bound) for entry in table.values() for bound in entry.bounds) > LARGEST_WORTH:
        yield Fault(path, "holds a number beyond reason", f"keep it within {LARGEST_WORTH:g}")


def scale_faults(path: tuple[str, ...], issue: Issue, value: Linear | Piecewise) -> Iterator[Fault]:
    """Find scales without positions, and points that make all levels alike."""
    positions = [level.at for level in issue.levels.values() if level.at is not None]
    if not positions:
        yield Fault(path, "needs levels with positions 'at'", "give every level of the issue an 'at'")
    elif isinstance(value, Piecewise) and len(set(np.interp(positions, *np.transpose(value.piecewise)))) == 1:
        hint = "put points between the levels, or write {indifferent: true}"
        yield Fault(path, "gives all levels the same worth", hint)


def follow_faults(case: Case, party: str, issue: str, value: Follows) -> Iterator[Fault]:
    """Find a circle of followers, and a share beyond 0 and 1."""
    path = ("parties", party, "values", issue, "follows")
    low, high = value.follows.by.bounds
    if low < 0 or high > 1:
        yield Fault((*path, "by"), "must lie between 0 and 1", f"here it reaches from {low:g} to {high:g}")
    circle, leader = [party], value.follows.party
    while leader not in circle:
        circle.append(leader)
        further = case.parties[leader].values[issue]
        if not isinstance(further, Follows):
            return
        leader = further.follows.party
    shown = " follows ".join([*circle, leader])
    yield Fault((*path, "party"), f"goes in a circle: {shown}", "give one of them a view of its own")


def no_deal_faults(case: Case) -> Iterator[Fault]:
    """Find chances below 0 or all 0, numbers beyond reason, and swings between a level and itself."""
    for name, party in case.parties.items():
        path = ("parties", name, "no_deal")
        match party.no_deal:
            case Outlook() as outlook:
                yield from outlook_faults(path, outlook)
                yield from size_faults((*path, "cost"), outlook.cost)
                yield from swing_faults(path, outlook.swing)
            case AsGoodAs(plus=plus, swing=swing):
                yield from size_faults((*path, "plus"), plus)
                yield from swing_faults(path, swing)
            case number:
                yield from size_faults(path, number)
                if number.bounds[0] > 1:
                    yield Fault(
                        path, "is above the whole scale, so that no deal is enough", "utilities run from 0 to 1"
                    )


def size_faults(path: tuple[str, ...], number: Belief) -> Iterator[Fault]:
    """Find a number far beyond the scale of utilities, where whole millionths would no longer be exact."""
    if max(abs(bound) for bound in number.bounds) > LARGEST_NUMBER:
        yield Fault(path, "is far off the scale of utilities, 0 to 1", f"keep it within {LARGEST_NUMBER:g}")


def outlook_faults(path: tuple[str, ...], outlook: Outlook) -> Iterator[Fault]:
    """Find chances that are negative, or all zero."""
    for issue, chances in outlook.outlook.items():
        here = (*path, "outlook", issue)
        bounds = [chance.bounds for chance in chances.values()]
        if any(low < 0 for low, _ in bounds):
            yield Fault(here, "holds a chance below 0", "chances are 0 or more, and are scaled to sum to 1")
        elif all(may_be_zero(chance) for chance in chances.values()):
            yield Fault(here, "may give no level a chance", "give at least one level a chance that is never 0")


def may_be_zero(chance: Belief) -> bool:
    """Tell whether a chance can be 0, or so small that it vanishes: its least possible value is."""
    return bool(chance.at(LEAST_UNIFORM)[0] < SMALLEST_CHANCE)


def unit_faults(case: Case) -> Iterator[Fault]:
    """Find links and losses counted in a swing between a level and itself."""
    for name, party in case.parties.items():
        for link_name, link in party.links.items():
            yield from swing_faults(("parties", name, "links", link_name), link.swing)
    for name, loss in () if case.hold is None else case.hold.loss.items():
        yield from swing_faults(("hold", "loss", name), loss.swing)
    if case.hold is not None and isinstance(case.hold.honored, Incentive):
        yield from swing_faults(("hold", "honored"), case.hold.honored.stake, "stake")


def swing_faults(path: tuple[str, ...], swing: Swing, key: str = "swing") -> Iterator[Fault]:
    """Find a swing between a level and itself."""
    if not isinstance(swing, str) and len(set(swing.between)) == 1:
        yield Fault((*path, key), "is between a level and itself", "name two levels")


def line_faults(case: Case) -> Iterator[Fault]:
    """Find lines that refuse every level of their issue, and more patterns than a run can hold."""
    bundles = sum(isinstance(line, NeverTogether) for line in case.lines)
    triggers = {str(sorted(pattern.items())) for entry in case.consent.values() for pattern in entry.when or [{}]}
    triggers |= {"[]"} if case.hold is not None and case.hold.spoilers else set()
    if bundles + len(triggers) > MOST_PATTERNS:
        yield Fault(
            ("consent",),
            f"and the lines across issues hold {bundles} bundles (never_together) and {len(triggers)} patterns (when)",
            f"at most {MOST_PATTERNS} of both can be held",
        )
    for name, party in case.parties.items():
        for line_name, line in party.lines.items():
            if isinstance(line, Refuses) and set(line.refuses) == set(case.issues[line.issue].levels):
                path = ("parties", name, "lines", line_name)
                yield Fault(path, f"refuses every level of {line.issue}", "leave one that may be accepted")


def proposal_faults(case: Case) -> Iterator[Fault]:
    """Find proposals that are silent where every text must say something."""
    for name, proposal in case.proposals.items():
        for issue, spec in case.issues.items():
            if spec.must_settle and silent_on(proposal, issue):
                path = ("proposals", name, "clauses", issue)
                yield Fault(path, "may be silent, but every text must settle it", "give it a level, or 'open'")
            if OPEN in (options := proposal.options(issue)) and len(options) > 1:
                path = ("proposals", name, "clauses", issue)
                yield Fault(path, "is open and names levels", "write 'open' alone, or the levels it may be")
        if proposal.date is not None and proposal.date > case.as_of:
            hint = "leave the proposal out, or move 'as_of'"
            yield Fault(
                ("proposals", name, "date"), f"is {proposal.date}, after this scenario's day {case.as_of}", hint
            )
        if (ways := prod(len(case.issues[i].levels) for i in case.issues if OPEN in proposal.options(i))) > MOST_WAYS:
            told = f"leaves {ways:,} ways to settle what is open"
            yield Fault(("proposals", name, "clauses"), told, f"leave {MOST_WAYS:,} at most")


def silent_on(proposal: Proposal, issue: str) -> bool:
    """Tell whether a proposal may say nothing on an issue."""
    clause = proposal.clauses.get(issue)
    return clause is None or "silent" in clause.options


def source_faults(case: Case) -> Iterator[Fault]:
    """Find sources of a later day, and statements with one name in two sources."""
    for name, source in case.sources.items():
        if source.date > case.as_of:
            later = f"is {source.date}, after this scenario's day {case.as_of}"
            yield Fault(("sources", name, "date"), later, "leave the source out, or move 'as_of'")
    counted = Counter(statement for source in case.sources.values() for statement in source.statements)
    for statement, times in counted.items():
        if times > 1:
            yield Fault(("sources",), f"hold a statement '{statement}' {times} times", "name statements once")


def consent_faults(case: Case) -> Iterator[Fault]:
    """Find mixtures of ``moved`` with levels."""
    for name, entry in case.consent.items():
        for pattern in entry.when:
            for issue, levels in pattern.items():
                if "moved" in levels and len(levels) > 1:
                    yield Fault(("consent", name, "when"), f"mixes 'moved' with levels of {issue}", "write one of them")


def word_faults(case: Case) -> Iterator[Fault]:
    """Find words whose chance of being meant is no chance."""
    for name, word in case.words.items():
        if not isinstance(word, NoGate) and not 0 <= word.bounds[0] <= word.bounds[1] <= 1:
            low, high = word.bounds
            yield Fault(
                ("words", name), "must be a chance between 0 and 1", f"here it reaches from {low:g} to {high:g}"
            )
