"""What a scenario file may say. The docstring under each field is its manual."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field, StringConstraints, model_validator

from sim.beliefs import LevelBelief
from sim.scenario.checks import Check
from sim.scenario.menus import Level, Range, levels_of
from sim.scenario.talks import Talks
from sim.stakes import Aversion, Consent, Correlation, Fact, Hold, Line, Link, NoDeal, Pattern, SideDeal, Word
from sim.values import Value
from sim.weights import Weights
from sim.written import Day, Label, LevelName, Name, PlainForm, Reasoned, Written

FolderName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]*$", max_length=80)]
"""A name that can safely be a folder: letters, digits, ``-`` and ``_``."""
Share = Annotated[float, Field(ge=0, le=1)]


class Issue(Reasoned):
    """One thing a deal settles."""

    label: Label = ""
    """A word or two; the name when silent."""
    range: Range | None = None
    """Numbers as the possible settlements, in place of ``levels``."""
    levels: dict[Name, Level] = Field(default_factory=levels_of, min_length=2)
    """The possible settlements. Their order is the issue's direction: floors, ceilings and ideals follow it."""
    must_settle: bool = False
    """Whether every text must say something on this issue."""
    if_silent: LevelName | None = None
    """The level that a signed text amounts to when it is silent on this issue."""
    note: str = ""
    """Anything a reader should know, such as where the menu of levels comes from."""

    @model_validator(mode="after")
    def _check(self) -> "Issue":
        if (self.range is None) == ("levels" not in self.model_fields_set):
            raise ValueError("needs either 'levels' or a 'range', and only one of them")
        if self.must_settle == (self.if_silent is not None):
            raise ValueError("needs either 'must_settle: true' or 'if_silent: LEVEL', and only one of them")
        at = [level.at for level in self.levels.values() if level.at is not None]
        if at and len(at) < len(self.levels):
            raise ValueError("gives some levels a position 'at' but not all")
        if at and at not in (sorted(set(at)), sorted(set(at), reverse=True)):
            raise ValueError("must list its levels by rising or falling 'at', no two alike")
        return self


class Party(Reasoned):
    """A party: at the table, or without a seat there and asked at home."""

    seat: bool = True
    """Whether it sits at the table. A party without a seat ratifies: consents name it, and it never speaks."""
    behind: str | None = None
    """The party at the table that it stands behind, where it has no seat: whose home it is."""
    label: Label = ""
    """Its name on screen; the key when silent."""
    color: Annotated[str, StringConstraints(pattern=r"^#[0-9A-Fa-f]{6}$")] | None = None
    """Its color in figures, such as ``"#0F5FA8"``; one of a palette when silent."""
    weights: Weights
    """How much each issue matters: the swing from its worst to its best level, as a share of all."""
    values: dict[Name, Value]
    """What each level of an issue is worth to it."""
    lines: dict[Name, Line] = {}
    """What it refuses whatever else is offered, by name."""
    links: dict[Name, Link] = {}
    """What levels of several issues are worth to it together, by name."""
    aversions: dict[Name, Aversion] = {}
    """Levels below which it loses more than they are worth less, by name."""
    no_deal: NoDeal
    """What it has if there is no deal."""
    note: str = ""
    """Anything a reader should know."""


OPEN = "open"
"""A clause that is still to be settled: any level, all alike."""


class Reaction(PlainForm, Reasoned):
    """What a party made of a proposal, as far as it is on record; written as one of the words."""

    plain: ClassVar[str] = "said"

    said: Literal["accepts", "refuses", "unclear"]
    """Whether it took it, would not, or left that open."""


class Proposal(Reasoned):
    """A text on the table."""

    label: Label = ""
    """Its name on screen; the key when silent."""
    clauses: dict[Name, LevelBelief]
    """For each issue a level, ``silent``, ``open`` (still to be settled), or a belief over levels where the text is not
    known."""
    reactions: dict[Name, Reaction] = {}
    """By party, what it made of it. Shown beside what the beliefs imply; nothing is fitted to it."""
    date: Day | None = None
    """When it was put forward; not after the scenario's ``as_of``."""
    note: str = ""
    """Anything a reader should know."""

    def options(self, issue: str) -> tuple[str, ...]:
        """Return the levels that its clause on an issue may be."""
        return self.clauses[issue].options if issue in self.clauses else ("silent",)


Kind = Literal["number", "structure", "check", "background", "duplicate", "not yet used"]
"""What a statement does in a scenario."""


class Statement(Written):
    """One thing somebody said, in our own words."""

    said: str
    """The paraphrase."""
    by: str
    """Who said it."""
    mode: Literal["quoted", "reported", "narrated"] = "reported"
    """Quoted words, reported words, or the source's own account."""
    kind: Kind
    """What it does here: moves a number, shapes a rule, checks the outcome, or nothing (yet)."""
    note: str = ""
    """How it was read, and what is doubtful in it."""
    duplicate_of: str | None = None
    """The statement it repeats."""

    @model_validator(mode="after")
    def _check(self) -> "Statement":
        if (self.kind == "duplicate") != (self.duplicate_of is not None):
            raise ValueError("needs 'duplicate_of' when its kind is duplicate, and only then")
        return self


class Source(Written):
    """A document and the statements taken from it."""

    title: str
    """What it is."""
    date: Day
    """When it appeared; the scenario's ``as_of`` may not be earlier."""
    publisher: str = ""
    """Who published it."""
    note: str = ""
    """What it does not say, doubts about the text, and the like."""
    not_said: tuple[str, ...] = ()
    """What a reader might expect in it and will not find."""
    statements: dict[Name, Statement] = {}
    """By name; beliefs point here with ``because``."""


class Dial(Written):
    """Two dials between 0 (all bend) and 1 (all firm); .5 leaves the words as believed."""

    lines: Share = 0.5
    """How firmly all refusals are meant; moves uncertain floors and ceilings too."""
    consents: Share = 0.5
    """How firmly all claims to be asked are meant."""


class Case(Written):
    """A scenario: who negotiates what, what each is believed to want, and where every belief comes from."""

    format: Literal[1]
    """Version of this file format."""
    name: FolderName
    """Names the results folder; the file's own name when silent."""
    title: Label = ""
    """A headline."""
    note: str = ""
    """A paragraph for readers."""
    as_of: Day
    """The day the scenario speaks of; later sources are refused."""
    sources: dict[Name, Source] = {}
    """A list of source files, or the sources themselves."""
    issues: Annotated[dict[Name, Issue], Field(min_length=1)]
    """What is negotiated."""
    parties: Annotated[dict[Name, Party], Field(min_length=1, max_length=60)]
    """Who negotiates."""
    consent: Annotated[dict[Name, Consent], Field(min_length=1, max_length=60)]
    """Whose yes a deal needs, by name."""
    facts: dict[Name, Fact] = {}
    """What may or may not be so, and what each party believes of it."""
    correlations: dict[Name, Correlation] = {}
    """By name, uncertain quantities that are high in the same worlds, or apart; all others are independent."""
    hold: Hold | None = None
    """How well deals hold, and what is left if they break; without it every deal holds."""
    side_deals: dict[Name, SideDeal] = {}
    """What some could settle between them while the war goes on; looked at apart from the zone."""
    talks: Talks | None = None
    """How they negotiate; without it only the zone is found."""
    proposals: dict[Name, Proposal] = {}
    """Texts on the table."""
    rules_of_thumb: dict[Name, dict[Name, Pattern]] = {}
    """By name, rules without a model: a party takes a proposal iff it has one of the levels named under each issue.
    They stand beside what the beliefs imply."""
    checks: dict[Name, Check] = {}
    """What the beliefs should imply if they are sensible; reported, never forced."""
    readings: tuple[str, ...] = ()
    """Scenario files in which others read the same words differently."""
    words: dict[str, Word] = {}
    """How firmly a word is meant; the shipped words file when silent."""
    without: tuple[str, ...] = ()
    """Ingredients that are taken out: the scenario is then the one that never said them."""
    dial: Dial = Dial()
    """How firmly everything is meant, for what-if runs."""
    columns: tuple[str, ...] = ()
    """Paths of the uncertain quantities in the order of their random streams; written by the program."""

    @property
    def seats(self) -> tuple[str, ...]:
        """Return the parties at the table, in the file's order."""
        return tuple(name for name, party in self.parties.items() if party.seat)

    @property
    def ratifiers(self) -> tuple[str, ...]:
        """Return the parties without a seat that some consent asks, in the file's order."""
        asked = {name for entry in self.consent.values() for name in entry.needs.of}
        return tuple(name for name, party in self.parties.items() if not party.seat and name in asked)

    @property
    def pivots(self) -> set[str]:
        """Return the issues whose levels say how well a deal holds, or are linked with others."""
        linked = [set(link.together) for party in self.parties.values() for link in party.links.values()]
        return set[str]().union(*linked, () if self.hold is None else self.hold.pivots)

    @property
    def lines(self) -> list[Line]:
        """Return every line of every party."""
        return [line for party in self.parties.values() for line in party.lines.values()]

    def with_lines_at(self, dial: float) -> "Case":
        """Return the scenario with the dial of its lines turned."""
        return self.model_copy(update={"dial": self.dial.model_copy(update={"lines": dial})})
