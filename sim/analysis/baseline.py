"""The prior-only baseline: the same scenario with every sourced belief set flat.

What it gives is owed to the model and its menus alone; what a scenario gives beyond it is owed to its sources.
Weights become uniform on the simplex; ideals and followers become unknown wishes; lines keep their issue and direction
with a uniform position; everything said is firm with a chance uniform on (0, 1); outlooks become even over their
levels; any chance of a fact, or that a deal holds, is as good as another; a correlation that rests on sources is none.
Consents by definition or law, issues, levels, what is lost, linked or averted, and judgement numbers stay.
"""

from sim.beliefs import Fixed, OneOfLevels, Uniform
from sim.scenario import Case, Issue, Party
from sim.stakes import AtLeast, AtMost, Correlation, Fact, Hold, Line, NoDeal, Outlook
from sim.values import Follows, Ideal, Silent, Value
from sim.weights import Flat


def prior_only(case: Case) -> Case:
    """Return the scenario with every sourced belief set flat."""
    parties = {name: _flat_party(party, case.issues) for name, party in case.parties.items()}
    words = {word: Uniform(uniform=(0.0, 1.0)) for word in case.words}
    facts = {name: _flat_fact(fact) for name, fact in case.facts.items()}
    hold = None if case.hold is None else _flat_hold(case.hold)
    flat = {"parties": parties, "words": words, "facts": facts, "hold": hold}
    return case.model_copy(update={**flat, "correlations": _judged(case.correlations)})


def _judged(correlations: dict[str, Correlation]) -> dict[str, Correlation]:
    """Return the correlations that rest on judgement alone."""
    return {
        name: entry for name, entry in correlations.items() if not entry.because and entry.basis in (None, "judgement")
    }


def _flat_hold(hold: Hold) -> Hold:
    anything = Uniform(uniform=(0.0, 1.0))
    flat = {part: dict.fromkeys(getattr(hold, part), anything) for part in ("strength", "believed", "spoilers")}
    return hold.model_copy(update={"alone": anything, "honored": anything, **flat})


def _flat_fact(fact: Fact) -> Fact:
    anything = Uniform(uniform=(0.0, 1.0))
    return fact.model_copy(update={"analyst": anything, "believed": dict.fromkeys(fact.believed, anything)})


def _flat_party(party: Party, issues: dict[str, Issue]) -> Party:
    return party.model_copy(
        update={
            "weights": Flat(flat=True),
            "values": {issue: _flat_value(value) for issue, value in party.values.items()},
            "lines": {name: _flat_line(line, issues) for name, line in party.lines.items()},
            "no_deal": _flat_no_deal(party.no_deal),
        }
    )


def _flat_value(value: Value) -> Value:
    match value:
        case Ideal(fall_off=fall_off):
            return Silent(silent=True, fall_off=fall_off)
        case Follows():
            return Silent(silent=True)
        case _:
            return value


def _flat_line(line: Line, issues: dict[str, Issue]) -> Line:
    match line:
        case AtLeast():
            return line.model_copy(update={"at_least": OneOfLevels(one_of=tuple(issues[line.issue].levels))})
        case AtMost():
            return line.model_copy(update={"at_most": OneOfLevels(one_of=tuple(issues[line.issue].levels))})
        case _:
            return line


def _flat_no_deal(no_deal: NoDeal) -> NoDeal:
    if not isinstance(no_deal, Outlook):
        return no_deal
    even = {issue: dict.fromkeys(chances, Fixed(fixed=1.0)) for issue, chances in no_deal.outlook.items()}
    return no_deal.model_copy(update={"outlook": even})
