"""The headline of a run: its answer, and everything that must stand beside it."""

from collections import Counter
from dataclasses import dataclass

from sim.analysis.closed import closed_issues
from sim.analysis.sentences.wording import label_of, percent, points
from sim.results import Estimate
from sim.scenario import Case
from sim.scenario.paths import beliefs
from sim.stakes import NoGate

DIAL_AS_DRAWN = 0.5


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
            return "In every world the lines rule out every deal."
        return (
            f"Two factors: lines leave some deal in {percent(self.compatible.share)} of worlds; "
            f"where they do, a zone exists in {percent(self.zone_if_compatible)}."
        )

    @property
    def baseline(self) -> str:
        """Return what the model and its menus give without any source."""
        return (
            f"With weights, ideals, lines, claims and outlooks set flat (prior only): {percent(self.prior_only.share)}."
        )

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
        bending = "However much the refusals bend" if gated(self.case) else "As the lines stand"
        for dial, when in ((0.0, bending), (1.0, "If all stated refusals are firm")):
            closed = [label_of(self.case.issues, issue) for issue in closed_issues(self.case, dial)]
            if closed:
                return f"{when}, no level of {' or '.join(closed)} is left: that needs no simulation."
        return None

    @property
    def origin(self) -> str:
        """Return the share of beliefs by where they come from."""
        counted = ", ".join(f"{count} {basis}" for basis, count in self.bases.items())
        return f"Beliefs by basis: {counted}."

    @property
    def turned(self) -> str | None:
        """Return where the dials stand, if anybody turned them."""
        said = []
        for dial, what in (("lines", "refusals"), ("consents", "claims to be asked")):
            stands = getattr(self.case.dial, dial)
            if stands != DIAL_AS_DRAWN:
                said.append(f"the dial of {what} at {stands:g}")
        return f"Here {' and '.join(said)} (0 bends all, .5 as believed, 1 all firm)." if said else None

    @property
    def sentences(self) -> tuple[str, ...]:
        """Return everything that is said, in order."""
        answer = (self.first, self.ends, self.ground)
        beside = (self.turned, self.factors, self.baseline, self.range_of_readings, self.structure, self.origin)
        return tuple(sentence for sentence in (*answer, *beside) if sentence)


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
