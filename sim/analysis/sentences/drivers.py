"""What may decide an outcome, in words: a party, a colon, and what differs."""

from sim.analysis.sentences.wording import label_of
from sim.scenario import Case
from sim.stakes import NoGate
from sim.written import parts_of

NUMBERS = {
    "cost": "cost of no deal",
    "plus": "no deal beyond what it is as good as",
    "no_deal": "worth of no deal",
}
"""What a party's numbers about no deal are called, by the last name of their path."""
WISHES = {
    "best": "what it likes best on",
    "fall_off": "how fast worth falls off on",
    "follows.by": "how far it follows others on",
    "peak": "what it would like best itself on",
}
"""What the beliefs about an issue's worth are called, by the end of their path."""


def driver_label(case: Case, face: str) -> str:
    """Say what a column of what was drawn shows; columns without words of their own keep their path.

    >>> from sim.scenario import read_scenario
    >>> case = read_scenario("moscow-talks").case
    >>> driver_label(case, "parties.russia.lines.land.firm"), driver_label(case, "parties.us.weights.assets")
    ("Russia: line 'land' is firm", 'US: weight of Frozen assets')
    >>> driver_label(case, "words.will never"), driver_label(case, "consent.plan.stands")
    ("words 'will never': how often meant", "claim 'plan' stands")
    >>> driver_label(case, "proposals.november.clauses.nato")
    'November draft: what it means on NATO'
    """
    match parts_of(face):
        case ["parties", party, "lines", name, "firm"]:
            twins = "".join(f", and with it '{twin}'" for twin in nested_with(case, party, name))
            return f"{label_of(case.parties, party)}: line '{name}' is firm{twins}"
        case ["parties", party, *rest]:
            return f"{label_of(case.parties, party)}: {_of_party(case, rest) or '.'.join(rest)}"
        case ["words", *word]:
            return f"words '{'.'.join(word)}': how often meant"
        case ["consent", name, "stands"]:
            return f"claim '{name}' stands"
        case ["proposals", name, "clauses", issue]:
            return f"{label_of(case.proposals, name)}: what it means on {label_of(case.issues, issue)}"
        case _:
            return face


def nested_with(case: Case, party: str, name: str) -> list[str]:
    """Return the other refusals of a party that are drawn with one: on its issue, each as firm as its words are."""
    lines = case.parties[party].lines
    issue = getattr(lines[name], "issue", None)
    return [
        other
        for other, line in lines.items()
        if other != name
        and issue is not None
        and getattr(line, "issue", None) == issue
        and not isinstance(case.words[line.words], NoGate)
    ]


def _of_party(case: Case, rest: list[str]) -> str | None:
    """Say what differs of a party."""
    match rest:
        case ["lines", name, "stands_at"]:
            return f"where line '{name}' stands"
        case ["weights", issue]:
            return f"weight of {label_of(case.issues, issue)}"
        case ["values", issue, *below]:
            said = WISHES.get(".".join(below), f"{'.'.join(below)} on")
            return f"{said} {label_of(case.issues, issue)}"
        case ["no_deal", "outlook", issue, level]:
            named = case.issues[issue].levels[level].label or level
            return f"without a deal, {label_of(case.issues, issue)}: {named}"
        case ["no_deal", *below]:
            return NUMBERS.get(below[-1] if below else "no_deal")
    return None
