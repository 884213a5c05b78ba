"""The talks: a Mesa model and its agents; the only place with Mesa."""

from sim.kernels import RuleArrays
from sim.negotiation.ensemble import Ensemble, Outcomes
from sim.negotiation.knowledge import Own, central, own_of
from sim.negotiation.party import Party
from sim.negotiation.procedures import procedure_of
from sim.negotiation.watching import Said
from sim.scenario import Case
from sim.worlds import Worlds, seated_rules, space_of


def at_the_table(case: Case, worlds: Worlds, rules: RuleArrays) -> Ensemble:
    """Return the talks of a scenario in some worlds, before the first round."""
    if case.talks is None:
        raise ValueError(f"{case.name} says nothing of talks")
    space, picture = space_of(case), central(case, rules)
    seats = {name: own_of(case, space, worlds, rules, p) for p, name in enumerate(case.parties) if name in case.seats}
    asked = worlds.arrays.active_rules & seated_rules(case)  # who ratifies is asked when all is struck
    talks = Ensemble(case.talks.rounds, seats, picture, rules, asked, worlds.course)
    talks.procedure = procedure_of(case, worlds, talks, picture)
    return talks


__all__ = ["Ensemble", "Outcomes", "Own", "Party", "Said", "at_the_table"]
