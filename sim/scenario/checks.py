"""What the beliefs should imply if they are sensible; the share of worlds in which they do is reported."""

from typing import Annotated

from pydantic import Field, Tag

from sim.written import OneOrMore, Reasoned, Written, naming_key

Parties = Annotated[OneOrMore, Field(min_length=1)]
"""One party, or a list that must all do so."""


class Stance(Written):
    """Parties and a proposal."""

    party: Parties
    """Name of the party, or a list of which all must."""
    proposal: str
    """Name of the proposal."""


class Preference(Written):
    """Parties and two proposals."""

    party: Parties
    """Name of the party, or a list of which all must."""
    proposal: str
    """The proposal liked better."""
    over: str
    """The proposal liked less."""


class Opposition(Written):
    """Two parties and the issues on which they are most opposed."""

    parties: tuple[str, str]
    """The two parties."""
    issues: Annotated[tuple[str, ...], Field(min_length=1)]
    """The most opposed issue first; issues not named come after."""


class Accepts(Reasoned):
    """The party would accept the proposal; written ``{accepts: {party: a, proposal: b}}``."""

    accepts: Stance
    """Who, and what."""


class RefusesProposal(Reasoned):
    """The party would refuse the proposal; written ``{refuses: {party: a, proposal: b}}``."""

    refuses: Stance
    """Who, and what."""


class Prefers(Reasoned):
    """The party likes one proposal better; written ``{prefers: {party: a, proposal: b, over: c}}``."""

    prefers: Preference
    """Who, what, and over what."""


class MostOpposed(Reasoned):
    """On these issues two parties are most opposed, by the covariance of their weighted values over the levels."""

    most_opposed: Opposition
    """Who, and on which issues."""


Check = Annotated[
    Annotated[Accepts, Tag("accepts")]
    | Annotated[RefusesProposal, Tag("refuses")]
    | Annotated[Prefers, Tag("prefers")]
    | Annotated[MostOpposed, Tag("most_opposed")],
    naming_key("accepts", "refuses", "prefers", "most_opposed"),
]
"""One check."""
