"""What a sweep along one belief, or along the dial of refusals, finds in one sentence."""

from sim.analysis.sentences.captions import Caption
from sim.analysis.sentences.headline import gated, moving, worded
from sim.analysis.sentences.wording import percent
from sim.analysis.sweeping import Point, Swept, ends
from sim.scenario import Case

NAMED = 3
"""More values than this are counted, not named."""
BRIEF = 40
"""What the file says in more letters than this is left out of a sentence."""


def sweep_caption(swept: Swept) -> Caption:
    """Return what a sweep finds, and what its picture draws."""
    drawn = (
        f"Share of {swept.draws:,} worlds (seed {swept.seed}), the same for every value, in which some deal has every "
        "consent it needs (a zone exists), and in which firm lines alone leave some deal (lines compatible); with 95% "
        f"intervals of sampling. Scenario: {swept.case.title or swept.case.name}."
    )
    return Caption(f"A zone exists {_range(swept)}{_own(swept)}", drawn)


def dial_caption(swept: Swept) -> Caption:
    """Return what turning the dial of refusals finds, and what its picture draws; both ends are among the points."""
    drawn = (
        f"Share of {swept.draws:,} worlds (seed {swept.seed}), the same at every stand of the dial, in which some deal "
        "has every consent it needs (a zone exists), and in which firm lines alone leave some deal (lines "
        f"compatible); with 95% intervals of sampling. Scenario: {swept.case.title or swept.case.name}."
    )
    return Caption(_along_dial(swept), drawn)


def _range(swept: Swept) -> str:
    found = ends(swept.points)
    low, high = percent(found.low), percent(found.high)
    if len(swept.points) == 1:
        return f"in {low} of worlds ({_at(swept, found.least)})"
    if found.clear:
        return f"in {low} ({_at(swept, found.least)}) to {high} ({_at(swept, found.most)}) of worlds"
    share = low if low == high else f"{low} to {high}"
    return f"in {share} of worlds at all {len(swept.points)} values, with no clear difference"


def _at(swept: Swept, points: tuple[Point, ...]) -> str:
    """Name a few values, or count them."""
    if len(points) > NAMED:
        return f"at {len(points)} of {len(swept.points)} values"
    numbers = all(point.number for point in points)
    return ("at " if numbers else "with ") + " or ".join(point.text for point in points)


def _own(swept: Swept) -> str:
    """Say what the file itself gives."""
    own = swept.own
    said = f" ({own.text})" if own.value is not None and len(own.text) <= BRIEF else ""
    return f"; in {percent(own.share)} as the file says{said}"


def _along_dial(swept: Swept) -> str:
    own = f"a zone exists in {percent(swept.own.share)} of worlds"
    if not gated(swept.case):
        return f"The file states no refusal that could bend: {own} wherever the dial stands"
    bent, firm = (percent(point.share) for point in (swept.points[0], swept.points[-1]))
    bending, firmly = _when(swept.case)
    return f"A{own[1:]} as the file stands, in {bent} {bending} and in {firm} {firmly}"


def _when(case: Case) -> tuple[str, str]:
    """Say what both ends of the dial mean for the lines of a scenario."""
    if not moving(case):
        return "if all refusals bend", "if all are firm"
    if not worded(case):
        return "with every demand at its least", "with every demand at its most"
    return "if all refusals bend and demands are at their least", "if all are firm and at their strictest"
