"""What those who ratify do to the zone at the table, and to what each seat gets by the Nash solution.

Two questions are asked of each home, and each is a game of its own: what is left of the zone at the table if it alone
is asked, and what all but it would ratify. A home is a party without a seat, or a rule that asks for some of several of
them: no bloc of a parliament decides alone, so the parliament has a win-set that is none of theirs.
"""

from typing import NamedTuple

import numpy as np
from jaxtyping import Bool, Float64, Int64

from sim.engine.blocks import seats_of
from sim.engine.tasks import Block, Task
from sim.kernels import RuleArrays, WorldArrays
from sim.scenario import Case
from sim.worlds import seated_rules
from sim.zones import solutions, surplus_at, zone_sizes
from sim.zones.parts import always_yes


class Home(NamedTuple):
    """Who ratifies."""

    name: str
    """The party, or the dotted path of the rule."""
    side: str | None
    """The party at the table behind which it stands, all of them where it is a rule."""
    own: np.uint64
    """Set of the rules that ask it."""
    alone: RuleArrays
    """The rules as they are where these ask for its yes and nobody else's."""
    free: RuleArrays
    """The rules as they are once it says yes to every deal."""


class AtHome(NamedTuple):
    """What each home does in some worlds."""

    table: Int64[np.ndarray, " draws"]
    """Number of deals in the zone of those at the table, whoever would have to ratify them."""
    ratified: Int64[np.ndarray, " draws"]
    """Number of deals among them that all at home let pass: the zone."""
    win_sets: Int64[np.ndarray, "draws homes"]
    """Number of all deals that each home lets pass: it accepts them, or is not asked."""
    passed: Int64[np.ndarray, "draws homes"]
    """Number of deals in the zone at the table that it lets pass."""
    opened: Bool[np.ndarray, "draws homes"]
    """Whether there is no zone, and would be with its constant yes."""
    surplus: Float64[np.ndarray, "draws parties"]
    """What the Nash deal is worth to each party beyond no deal, on its own scale; not a number where there is none."""
    freed: Float64[np.ndarray, "draws homes parties"]
    """The same with each home's constant yes."""


def homes_of(case: Case, rules: RuleArrays) -> list[Home]:
    """Return those who ratify: the parties in the file's order, then the rules that ask for a quota of them."""
    found = [home_of(case, rules, name) for name in case.ratifiers]
    for rule, (name, entry) in enumerate(case.consent.items()):
        if entry.needs.at_least == len(entry.needs.of) or not set(entry.needs.of) <= set(case.ratifiers):
            continue
        sides = {case.parties[party].behind for party in entry.needs.of}
        never = rules.triggers.copy()
        never[rule] = 0
        side = sides.pop() if len(sides) == 1 else None
        found.append(Home(f"consent.{name}", side, np.uint64(1 << rule), rules, rules._replace(triggers=never)))
    return found


def home_of(case: Case, rules: RuleArrays, name: str) -> Home:
    """Return one party that ratifies."""
    party = list(case.parties).index(name)
    asking = [rule for rule, entry in enumerate(case.consent.values()) if name in entry.needs.of]
    groups, quotas, vetoes = (part.copy() for part in (rules.groups, rules.quotas, rules.vetoes))
    groups[asking] = vetoes[asking] = 1 << party
    quotas[asking] = 1
    own, alone = sum(1 << rule for rule in asking), rules._replace(groups=groups, quotas=quotas, vetoes=vetoes)
    return Home(name, case.parties[name].behind, np.uint64(own), alone, always_yes(rules, party))


def at_home_in(task: Task, block: Block) -> AtHome:
    """Draw a block of worlds, and ask each home in turn."""
    worlds = task.worlds(block).arrays
    homes, seats = homes_of(task.case, task.rules), seats_of(task.case)
    solved = solutions(worlds, task.rules, seats=seats)
    freed = [solutions(worlds, home.free, seats=seats) for home in homes]
    asked, table = worlds.active_rules, worlds.active_rules & seated_rules(task.case)
    return AtHome(
        table=sizes_where(worlds, task.rules, table),
        ratified=solved.sizes,
        win_sets=np.stack([sizes_where(worlds, home.alone, asked & home.own) for home in homes], axis=1),
        passed=np.stack([sizes_where(worlds, home.alone, table | asked & home.own) for home in homes], axis=1),
        opened=np.stack([(solved.sizes == 0) & (one.sizes != 0) for one in freed], axis=1),
        surplus=surplus_at(worlds, task.rules, solved.nash),
        freed=np.stack([surplus_at(worlds, task.rules, one.nash) for one in freed], axis=1),
    )


def sizes_where(worlds: WorldArrays, rules: RuleArrays, standing: np.ndarray) -> Int64[np.ndarray, " draws"]:
    """Count the deals that some of the rules let pass; ``standing`` holds a set of rules a draw."""
    return zone_sizes(worlds._replace(active_rules=standing), rules)
