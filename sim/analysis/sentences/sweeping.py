"""What a sweep along one belief, or along the dial of refusals, finds in one sentence."""

import numpy as np

from sim.analysis.sentences.captions import Caption
from sim.analysis.sentences.headline import gated, moving, worded
from sim.analysis.sentences.wording import count, percent
from sim.analysis.sweeping import Point, Swept, differ, ends
from sim.scenario import Case

NAMED = 3
"""More values than this are counted, not named."""
BRIEF = 80
"""Values of more letters together are counted too."""
OWN_BRIEF = 40
"""What the file says in more letters is left out."""


def sweep_caption(swept: Swept) -> Caption:
    """Return what a sweep finds, and what its picture draws."""
    finding = f"A zone exists {_range(swept)}{_own(swept)}{_lasting(swept)}"
    return Caption(finding, _drawn(swept, "at every value"))


def dial_caption(swept: Swept) -> Caption:
    """Return what turning the dial of refusals finds, and what its picture draws; both ends are among the points."""
    return Caption(_along_dial(swept), _drawn(swept, "wherever the dial stands"))


def _drawn(swept: Swept, where: str) -> str:
    ring = " Ring: what the file says." if swept.own_is_among else ""
    return (
        f"Share of {swept.draws:,} worlds (seed {swept.seed}), the same {where}, in which some deal has every consent "
        "it needs (a zone exists), and in which firm lines alone leave some deal (lines compatible); with 95% sampling "
        f"intervals.{ring} Scenario: {swept.case.title or swept.case.name}."
    )


def _range(swept: Swept) -> str:
    found = ends(swept.points)
    low, high = percent(found.low), percent(found.high)
    if len(swept.points) == 1:
        return f"in {low} of worlds ({_at(swept, found.least)})"
    if found.clear:
        return f"in {low} ({_at(swept, found.least)}) to {high} ({_at(swept, found.most)}) of worlds"
    share = low if low == high else f"{low} to {high}"
    values = "both values" if len(swept.points) == 2 else f"all {len(swept.points)} values"
    first, *others = (point.found.in_zone for point in swept.points)
    alike = all(np.array_equal(first, other) for other in others)
    return f"in {share} of worlds at {values}, {'the same worlds' if alike else 'with no clear difference'}"


def _lasting(swept: Swept) -> str:
    """Say at which values some zone deal lasts in fewest and in most worlds; nothing where every deal holds."""
    if swept.case.hold is None or len(swept.points) == 1:
        return ""
    low, high = (choose(swept.points, key=lambda point: point.found.lasts.share) for choose in (min, max))
    fewest, most = (percent(point.found.lasts.share) for point in (low, high))
    if not differ(low, high, "lasting"):
        return f". It lasts in {fewest if fewest == most else f'{fewest} to {most}'}, with no clear difference"
    return f". It lasts in {fewest} ({_at(swept, (low,))}) to {most} ({_at(swept, (high,))})"


def _at(swept: Swept, points: tuple[Point, ...]) -> str:
    """Name a few values, or count them."""
    said = " or ".join(map(_named, points))
    if len(points) > NAMED or len(said) > BRIEF:
        return f"at {len(points)} of {count(len(swept.points), 'value', 'values')}"
    return f"at {said}" if all(point.number for point in points) else f"with {said}"


def _named(point: Point) -> str:
    """Return a value as a file would write it, a word in quotation marks."""
    return f'"{point.value}"' if isinstance(point.value, str) else point.text


def _own(swept: Swept) -> str:
    """Say what the file itself gives."""
    said = _named(swept.own)
    named = f": {said}" if swept.own.value is not None and len(said) <= OWN_BRIEF else ""
    return f"; in {percent(swept.own.share)} as the file says{named}"


def _along_dial(swept: Swept) -> str:
    own = f"a zone exists in {percent(swept.own.share)} of worlds"
    if not gated(swept.case):
        return f"The file states no refusal that could bend: {own} wherever the dial stands"
    bent, firm = (percent(point.share) for point in (swept.points[0], swept.points[-1]))
    bending, firmly = _when(swept.case)
    return f"A{own[1:]} as the file stands; in {bent} {bending}, in {firm} {firmly}"


def _when(case: Case) -> tuple[str, str]:
    """Say what both ends of the dial mean for the lines of a scenario."""
    if not moving(case):
        return "if all refusals bend", "if all are firm"
    if not worded(case):
        return "with every demand at its least", "with every demand at its most"
    return "if all refusals bend and demands are at their least", "if all are firm and at their strictest"
