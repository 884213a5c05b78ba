"""The sentences of a run. All are computed here, from numbers; nothing else writes about results."""

from collections import Counter
from dataclasses import dataclass

from sim.analysis.closed import closed_issues
from sim.results import Estimate, Study
from sim.scenario import Case
from sim.scenario.paths import beliefs
from sim.stakes import NoGate


def percent(share: float) -> str:
    """Write a share of worlds; only none is 0% and only all is 100%.

    >>> percent(0.648), percent(0.0001), percent(0.9999), percent(1.0)
    ('65%', 'under 1%', 'over 99%', '100%')
    """
    if 0 < share < 0.005:
        return "under 1%"
    if 0.995 <= share < 1:
        return "over 99%"
    return f"{share:.0%}"


def points(margin: float) -> str:
    """Write a sampling error in percentage points.

    >>> points(0.0112), points(0.002)
    ('+-1.1 points', '+-0.2 points')
    """
    return f"+-{100 * margin:.1f} points"


@dataclass(frozen=True)
class Headline:
    """What may be said of a run, with everything that must stand beside it."""

    case: Case
    zone: Estimate
    compatible: Estimate
    zone_if_compatible: float | None
    all_bend: Estimate
    all_firm: Estimate
    prior_only: Estimate
    readings: dict[str, Estimate]
    """Share of worlds with a zone under each shipped reading of the same words."""

    @property
    def first(self) -> str:
        """Return the answer with its sampling error."""
        return (
            f"A settlement every needed party would accept exists in {percent(self.zone.share)} of "
            f"{self.zone.draws:,} possible worlds (sampling {points(self.zone.margin)})."
        )

    @property
    def ends(self) -> str:
        """Return both ends of the dial."""
        if not gated(self.case):
            return "The file states no refusal that could bend."
        return (
            f"If all stated refusals bend, {percent(self.all_bend.share)}; "
            f"if all are firm, {percent(self.all_firm.share)}."
        )

    @property
    def ground(self) -> str:
        """Return what the number rests on."""
        sourced, judged = self.grounds
        return (
            f"This follows from the file's beliefs ({sourced} rest on statements, {judged} are judgement); "
            "this is not a forecast."
        )

    @property
    def grounds(self) -> tuple[int, int]:
        """Return how many beliefs rest on statements, and how many are judgement."""
        return grounds(self.case)

    @property
    def bases(self) -> dict[str, int]:
        """Return how many beliefs are quoted, published, ordinal and judgement."""
        counted = Counter(place.basis for place in beliefs(self.case))
        return {basis: counted[basis] for basis in ("quoted", "published", "ordinal", "judgement")}

    @property
    def factors(self) -> str:
        """Return the two factors of the answer."""
        if self.zone_if_compatible is None:
            return "In no world does any deal cross no needed party's firm line."
        return (
            f"Two factors: lines leave some deal in {percent(self.compatible.share)} of worlds; "
            f"where they do, a zone exists in {percent(self.zone_if_compatible)}."
        )

    @property
    def baseline(self) -> str:
        """Return what the model and its menus give without any source."""
        return f"With every sourced belief set flat (prior only): {percent(self.prior_only.share)}."

    @property
    def range_of_readings(self) -> str | None:
        """Return the range over the readings of the same words."""
        if not self.readings:
            return None
        shares = [self.zone.share, *(reading.share for reading in self.readings.values())]
        return (
            f"{len(shares)} readings of the same words: "
            f"from {percent(min(shares))} to {percent(max(shares))} of worlds."
        )

    @property
    def structure(self) -> str | None:
        """Return which issues the refusals close without any simulation."""
        for dial, when in ((0.0, "However much the refusals bend"), (1.0, "If all stated refusals are firm")):
            closed = [self.case.issues[issue].label or issue for issue in closed_issues(self.case, dial)]
            if closed:
                return f"{when}, no level of {' or '.join(closed)} is left: that needs no simulation."
        return None

    @property
    def origin(self) -> str:
        """Return the share of beliefs by where they come from."""
        counted = ", ".join(f"{count} {basis}" for basis, count in self.bases.items())
        return f"Beliefs by basis: {counted}."

    @property
    def sentences(self) -> tuple[str, ...]:
        """Return everything that is said, in order."""
        said = (self.first, self.ends, self.ground, self.factors, self.baseline, self.range_of_readings, self.structure)
        return tuple(sentence for sentence in (*said, self.origin) if sentence)


def grounds(case: Case) -> tuple[int, int]:
    """Return how many beliefs rest on statements (or a published scale), and how many are judgement."""
    found = beliefs(case)
    judged = sum(place.basis == "judgement" for place in found)
    return len(found) - judged, judged


def gated(case: Case) -> bool:
    """Tell whether any line is said in words that may not be meant, or stands at an uncertain place."""
    lines = [line for party in case.parties.values() for line in party.lines.values()]
    return any(not isinstance(case.words[line.words], NoGate) or moves(line) for line in lines)


def moves(line: object) -> bool:
    """Tell whether a line's position is uncertain."""
    belief = getattr(line, "at_least", None) or getattr(line, "at_most", None)
    return belief is not None and len(belief.options) > 1


def headline(base: Study, bend: Study, firm: Study, prior: Study, readings: dict[str, Study]) -> Headline:
    """Put the studies of a run together."""
    return Headline(
        case=base.case,
        zone=base.zone,
        compatible=base.compatible,
        zone_if_compatible=base.zone_if_compatible,
        all_bend=bend.zone,
        all_firm=firm.zone,
        prior_only=prior.zone,
        readings={name: study.zone for name, study in readings.items()},
    )
