"""The headline of a run: its answer, and everything that must stand beside it."""

from collections import Counter
from dataclasses import dataclass, field

from sim.analysis.closed import closed_issues, needed_always, standing_entries
from sim.analysis.sentences.wording import count, label_of, names, percent, points
from sim.results import Estimate
from sim.scenario import Case
from sim.scenario.paths import beliefs
from sim.stakes import NoGate

DIAL_AS_DRAWN = 0.5
RARE = 0.05
"""Below this share, and above one less it, the largest least surplus says more than the share does."""


@dataclass(frozen=True, repr=False)
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
    single: float | None
    """Share of worlds in which the most often acceptable deal is in the zone; None where deals are too many."""
    at_table: Estimate | None = None
    """Share of worlds in which those at the table have a zone; None where nobody is asked at home."""
    lasting: Estimate | None = None
    """Share of worlds in which some zone deal lasts; None where every deal holds."""
    by_guarantee: dict[str, float] = field(default_factory=dict)
    """Share of worlds in which a deal with a guarantee lasts, by level; nothing where every deal holds."""
    slack: float | None = None
    """Median over the worlds with compatible lines of the largest least surplus; None where there is none."""
    telling: tuple[tuple[str, float], ...] = ()
    """What tells most of whether a zone exists, each with its first-order index, the share of the variance it tells."""
    certain: bool = False
    """Whether the file leaves nothing uncertain, so that all worlds are one."""

    @property
    def first(self) -> str:
        """Return the answer with its sampling error, if anything is drawn at all."""
        if self.certain:
            answer = "A settlement" if self.zone.share else "No settlement"
            return f"{answer} every needed party would accept exists: nothing in the file is uncertain."
        worlds = count(self.zone.draws, "possible world", "possible worlds")
        return (
            f"A settlement every needed party would accept exists in {percent(self.zone.share)} of {worlds} "
            f"(sampling {points(self.zone.margin)})."
        )

    @property
    def ends(self) -> str:
        """Return both ends of the dial: it moves uncertain floors and ceilings too."""
        if not gated(self.case):
            return "The file states no refusal that could bend."
        bent, firm = percent(self.all_bend.share), percent(self.all_firm.share)
        if not moving(self.case):
            return f"If all stated refusals bend, {bent}; if all are firm, {firm}."
        if not worded(self.case):
            return f"With every demand at its least, {bent}; with every demand at its most, {firm}."
        return (
            f"If all stated refusals bend and demands are at their least, {bent}; "
            f"if all are firm and at their strictest, {firm}."
        )

    @property
    def ground(self) -> str:
        """Return what the number rests on."""
        return f"This follows from the file's beliefs ({grounds_text(self.case)}); this is not a forecast."

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
    def ratified(self) -> str | None:
        """Return what ratification leaves of the zone that those at the table have."""
        if self.at_table is None:
            return None
        left = percent(self.zone.share)
        return f"Those at the table alone have a zone in {percent(self.at_table.share)}; ratification leaves {left}."

    @property
    def lasts(self) -> str | None:
        """Return in how many worlds some deal that all accept also lasts."""
        if self.lasting is None:
            return None
        return (
            f"Some such deal also lasts in {percent(self.lasting.share)} of worlds, as the analyst sees it "
            f"(sampling {points(self.lasting.margin)}): acceptance and hold are two answers."
        )

    @property
    def guarantees(self) -> str | None:
        """Return how often a deal lasts by the level of its guarantee, whatever else it says."""
        if self.case.hold is None or not self.by_guarantee:
            return None
        levels = self.case.issues[self.case.hold.guarantee].levels
        said = [f"{levels[level].label} {percent(share)}" for level, share in self.by_guarantee.items()]
        return f"A deal lasts, by {label_of(self.case.issues, self.case.hold.guarantee)}: {', '.join(said)} of worlds."

    @property
    def room(self) -> str | None:
        """Return how far inside or outside the zone the best deal lies, where nearly all or no worlds have one."""
        if self.slack is None or RARE <= self.zone.share <= 1 - RARE:
            return None
        most = f"the deal that leaves the worst-off of those asked most leaves it {abs(self.slack):.2f} of its scale"
        where = f"{'beyond' if self.slack >= 0 else 'short of'} no deal."
        if self.certain:
            return f"Of all deals that clear the lines {most} {where}"
        return f"A share so near an end tells little; in the middle world with compatible lines {most} {where}"

    @property
    def one_deal(self) -> str | None:
        """Return how often the same deal would do: another one is in the zone of another world."""
        if self.certain or self.single is None or not self.zone.share:
            return None
        if self.single == 1:
            return "Some deal is acceptable in every world."
        return f"No single deal does for all worlds: the one most often acceptable is so in {percent(self.single)}."

    @property
    def needed(self) -> str:
        """Return whose yes every deal needs, and whose only some deals do."""
        always = needed_always(self.case)
        asked = {party for entry in standing_entries(self.case) for party in entry.needs.of}
        some = [party for party in self.case.parties if party in asked and party not in always]
        said = [f"every deal needs {names(self.case, always)}"] if always else []
        said += [f"{names(self.case, some)} for some deals, in a quota or by claim"] if some else []
        return f"Whose yes: {'; '.join(said) or 'nobody is needed'}."

    @property
    def most_telling(self) -> str | None:
        """Return which beliefs tell most, known alone; None where none stands out."""
        if not self.telling:
            return None
        said = [f"{label} ({percent(min(1.0, index))})" for label, index in self.telling]
        return f"Known alone, these tell most of whether a zone exists (share of the variance): {'; '.join(said)}."

    @property
    def baseline(self) -> str:
        """Return what the model and its menus give without any source."""
        return (
            "With weights, ideals, lines, claims and outlooks set flat (prior only): "
            f"{percent(self.prior_only.share)} (sampling {points(self.prior_only.margin)})."
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
        for dial, when in ((0.0, bending), (1.0, "If all stated refusals are firm and at their strictest")):
            closed = [label_of(self.case.issues, issue) for issue in closed_issues(self.case, dial)]
            if closed:
                return f"{when}, no level of {' or '.join(closed)} is left: that needs no simulation."
        return None

    @property
    def origin(self) -> str:
        """Return the share of beliefs by where they come from."""
        counted = ", ".join(f"{number} {basis}" for basis, number in self.bases.items())
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

    def __repr__(self) -> str:
        return "\n".join(self.sentences)

    @property
    def opening(self) -> str:
        """Return the answer, both ends of the dial and what it rests on, as they stand at the top of a screen."""
        return " ".join((self.first, self.ends, self.ground))

    @property
    def sentences(self) -> tuple[str, ...]:
        """Return everything that is said, in order."""
        return (self.first, self.ends, self.ground, *self.beside)

    @property
    def beside(self) -> tuple[str, ...]:
        """Return what is said below the opening, in order."""
        beside = (
            self.room,
            self.turned,
            self.factors,
            self.most_telling,
            self.ratified,
            self.lasts,
            self.guarantees,
            self.one_deal,
            self.needed,
        )
        scale = (self.baseline, self.range_of_readings, self.structure, self.origin)
        return tuple(sentence for sentence in (*beside, *scale) if sentence)


def grounds(case: Case) -> tuple[int, int]:
    """Return how many beliefs rest on statements (or a published scale), and how many are judgement."""
    found = beliefs(case)
    judged = sum(place.basis == "judgement" for place in found)
    return len(found) - judged, judged


def grounds_text(case: Case) -> str:
    """Say the same in words."""
    sourced, judged = grounds(case)
    return f"{count(sourced, 'rests on a statement', 'rest on statements')}, {count(judged, 'is', 'are')} judgement"


def gated(case: Case) -> bool:
    """Tell whether the dial moves any line: its firmness or its place."""
    return moving(case) or worded(case)


def worded(case: Case) -> bool:
    """Tell whether any line is said in words that may not be meant."""
    return any(not isinstance(case.words[line.words], NoGate) for line in case.lines)


def moving(case: Case) -> bool:
    """Tell whether any floor or ceiling stands at an uncertain place."""
    places = [getattr(line, "at_least", None) or getattr(line, "at_most", None) for line in case.lines]
    return any(place is not None and len(place.options) > 1 for place in places)
