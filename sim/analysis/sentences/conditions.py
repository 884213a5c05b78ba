"""Under which conditions something happens, in words."""

from sim.analysis.conditions import AGREED, BLOCKS, NO_ZONE, ZONE, Discovered, Judged
from sim.analysis.sentences.captions import Caption
from sim.analysis.sentences.wording import count, label_of, listed, percent, points
from sim.statistics.discovery import Step

SAID = {
    ZONE: ("a zone exists", "the worlds with one"),
    NO_ZONE: ("no zone exists", "the worlds without one"),
    AGREED: ("talks strike a deal", "the worlds in which they do"),
}
"""What happens, and the worlds in which it does."""


def happens(found: Discovered) -> tuple[str, str]:
    """Say what happens, and what the worlds are called in which it does."""
    if found.target in SAID:
        return SAID[found.target]
    party = label_of(found.study.case.parties, found.target.removeprefix(BLOCKS))
    return f"there is no zone, and {party}'s constant yes alone would open one", "the worlds in which that is so"


def conditions_finding(found: Discovered) -> str:
    """Say what the first box found, in one sentence."""
    return _first(found, found.chosen[0], found.judged[0]) if found.chosen else _nothing(found)


def conditions_sentences(found: Discovered) -> list[str]:
    """Say what every box found, one sentence a box."""
    if not found.judged:
        return [_nothing(found)]
    later = [_later(found, *one) for one in zip(found.chosen[1:], found.judged[1:], strict=True)]
    return [conditions_finding(found), *later]


def conditions_caption(found: Discovered, number: int) -> Caption:
    """Return what one box found, and what its picture draws."""
    said = conditions_sentences(found)[number]
    drawn = (
        f"Left: each dot is a box, judged in the {count(_judges(found), 'world', 'worlds')} it was not found in (of "
        f"{found.study.draws:,}, seed {found.study.seed}): which share of {_these(found)} it holds, and in which share "
        "of its own worlds that is so. Dashed: the share of all worlds."
    )
    if found.judged:
        drawn += " Ring: the chosen box. Right: what it asks for, and which part of all worlds meets each condition."
    return Caption(said.removesuffix("."), f"{drawn} Scenario: {found.study.case.title or found.study.case.name}.")


def _first(found: Discovered, step: Step, how: Judged) -> str:
    """Say what the first box found."""
    what, which = happens(found)
    return (
        f"In {_density(how)} of the worlds in which {listed(found.texts(step.box))}, {what}, against "
        f"{percent(found.base.share)} of all; these are {_coverage(how)} of {which}."
    )


def _later(found: Discovered, step: Step, how: Judged) -> str:
    """Say what a further box found in what those before leave."""
    asked = listed(found.texts(step.box))
    return (
        f"Of the other worlds, in {_density(how)} of those in which {asked}, {happens(found)[0]}; "
        f"these are another {_coverage(how)}."
    )


def _density(how: Judged) -> str:
    """Write how dense a box is."""
    if how.density is None:
        return "none"
    return f"{percent(how.density.share)} ({points(how.density.margin)})"


def _coverage(how: Judged) -> str:
    return "none" if how.coverage is None else percent(how.coverage.share)


def _nothing(found: Discovered) -> str:
    """Say that nothing stands out, and how often it happens."""
    base = found.base.share
    if base in (0, 1):
        always = "it never happens that" if base == 0 else "in every world"
        return f"Nothing stands out: {always} {happens(found)[0]}."
    if found.few:
        rare = f"{count(found.rarer, 'world', 'worlds')} of {found.study.draws:,}"
        return f"Only {rare} differ from the others in whether {happens(found)[0]}, too few to tell when: draw more."
    return (
        f"Nothing stands out: no few conditions were found under which {happens(found)[0]} clearly more often than in "
        f"all worlds ({percent(base)})."
    )


def _these(found: Discovered) -> str:
    """Return the worlds in which it happens, named in full."""
    return f"the worlds in which {happens(found)[0]}"


def _judges(found: Discovered) -> int:
    """Return in how many worlds boxes are judged."""
    return found.study.draws // 2
