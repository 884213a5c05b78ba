"""Consent: whose yes a deal needs.

Every entry is a rule ``not trigger or quota``: where the deal matches ``when``, enough of the named parties must
accept it, the ones with a veto among them. A rule by definition or law always stands; a claim stands in a world as
firmly as its words (see :mod:`sim.stakes.words`).
"""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from sim.written import LevelNames, Name, Reasoned, Written


class Quota(Written):
    """Some of a group, with vetoes; written ``{at_least: 5, of: [...], vetoes: [...]}``."""

    at_least: Annotated[int, Field(ge=1)]
    """How many of the group must accept."""
    of: Annotated[tuple[str, ...], Field(min_length=1)]
    """Names of the parties in the group."""
    vetoes: tuple[str, ...] = ()
    """Names of those in the group who must be among them."""

    @model_validator(mode="after")
    def _check(self) -> "Quota":
        if len(set(self.of)) < len(self.of):
            raise ValueError("names a party twice")
        if self.at_least > len(self.of):
            raise ValueError(f"asks for {self.at_least} of {len(self.of)} parties")
        if stray := [party for party in self.vetoes if party not in self.of]:
            raise ValueError(f"gives a veto to {', '.join(stray)}, who is not in the group")
        return self


def _all_of(value: Any) -> Any:
    if isinstance(value, str):
        value = (value,)
    if isinstance(value, list | tuple):
        return {"at_least": max(len(value), 1), "of": value}
    return value


Pattern = Annotated[dict[Name, LevelNames], Field(min_length=1)]
"""Levels by issue, or ``moved``: matched where the deal holds one of them under every issue named."""


def _patterns(value: Any) -> Any:
    return (value,) if isinstance(value, dict) else value


class Consent(Reasoned):
    """Whose yes is needed; written ``{needs: [party], when: {issue: moved}, by: claim, words: ...}``."""

    needs: Annotated[Quota, BeforeValidator(_all_of, json_schema_input_type=str | list[str] | Quota)]
    """A list of parties, all needed, or a quota ``{at_least: 5, of: [...], vetoes: [...]}``."""
    when: Annotated[
        tuple[Pattern, ...],
        BeforeValidator(_patterns, json_schema_input_type=Pattern | list[Pattern]),
        Field(min_length=1),
    ] = ()
    """The deals it concerns; silent means every deal. A list of patterns means any of them."""
    by: Literal["definition", "law", "claim"]
    """Why: who fights must agree (definition), a rule in force (law), or somebody says so (claim)."""
    words: str | None = None
    """The words of a claim, as listed in the words file."""

    @model_validator(mode="after")
    def _check(self) -> "Consent":
        if (self.by == "claim") != (self.words is not None):
            raise ValueError("needs 'words' when it is by claim, and only then")
        return self
