"""What happens while talks go on: no deal drifts, optimism fades, and events shift what no deal is worth.

A party accepts in round ``r`` what is worth ``D(r)`` to it, not ``D``: waiting changes what it waits with. Nothing here
changes what a deal is worth.

Sources: J. D. Fearon, "Rationalist explanations for war", International Organization 49 (1995), 379-414, on optimism
that keeps a zone shut; B. L. Slantchev, "The principle of convergence in wartime negotiations", American Political
Science Review 97 (2003), 621-632, on its fading as the battlefield tells.
"""

from dataclasses import dataclass, replace
from typing import Annotated

import numpy as np
from jaxtyping import Float64
from pydantic import Field, model_validator

from sim.arrays import Mask, PerDraw
from sim.beliefs import Fixed, Share, Shift, Size, drawn
from sim.stakes.war import WarPath
from sim.streams import Keyed, Uniforms
from sim.written import Name, Reasoned


def faded(gap: PerDraw, rounds: float, learning: PerDraw) -> PerDraw:
    """Return what is left of a party's optimism after so many rounds: ``gap / (1 + t s0^2 / sv^2)``.

    A normal belief with variance ``s0^2`` about the outcome of war, and one observation a round of variance ``sv^2``
    whose mean is the truth: the mean of the belief nears it by that factor. ``learning`` is ``s0^2 / sv^2``.
    """
    return gap / (1 + rounds * learning)


class Optimism(Reasoned):
    """How much too high a party rates what it has without a deal, and how soon it learns."""

    gap: Shift
    """What no deal seems worth to it at first beyond what it is worth, on its own scale from 0 to 1."""
    learning: Size = Fixed(fixed=0.0)
    """How much a round of fighting tells: variance of the first belief over that of one observation; 0 is nothing."""


class Event(Reasoned):
    """Something that may happen while talks go on, and what it does to no deal from then on."""

    round: Annotated[int, Field(ge=1)] | None = None
    """The round at whose beginning it happens; silent where it may come at any time."""
    chance: Share | None = None
    """The chance that it happens in a round, if it has not yet; silent where its round is known."""
    no_deal: dict[Name, Shift] = {}
    """By party, how much more (below 0: less) no deal is worth from then on, on its own scale from 0 to 1."""
    bends: dict[Name, Share] = {}
    """By party, the chance that its firm lines, all of them, give way from then on."""

    @model_validator(mode="after")
    def _check(self) -> "Event":
        if (self.round is None) == (self.chance is None):
            raise ValueError("needs either a 'round' or a 'chance', and only one of them")
        if not (self.no_deal or self.bends):
            raise ValueError("changes nothing; give 'no_deal' or 'bends'")
        return self


@dataclass(frozen=True)
class Happening:
    """One event in some worlds."""

    begins: PerDraw
    """The round at whose beginning it happens, infinite where it never does; shape ``(draws,)``."""
    shifts: dict[str, PerDraw]
    """What it adds to each party's no deal; each of shape ``(draws,)``."""
    bends: dict[str, Mask]
    """Whether it makes a party's lines give way; each of shape ``(draws,)``."""


def round_of(event: Event, uniforms: Uniforms) -> PerDraw:
    """Return the round of an event: the stated one, or the first with it, ``ceil(log u / log(1 - chance))``."""
    if event.round is not None:
        return np.full(uniforms.draws, float(event.round))
    assert event.chance is not None
    return waited(drawn(event.chance, uniforms.under("chance")), Keyed.by(uniforms.under("luck").here()).at(0))


def waited(chance: PerDraw, luck: PerDraw) -> PerDraw:
    """Return the first round in which something happens that has a chance in every round, infinite for no chance."""
    stays = 1 - chance
    with np.errstate(divide="ignore", invalid="ignore"):
        rounds = np.ceil(np.log(luck) / np.log(stays))
    return np.where(stays <= 0, 1.0, np.where(stays >= 1, np.inf, rounds))


def happening(event: Event, uniforms: Uniforms) -> Happening:
    """Return when an event happens in every draw, and what it does."""
    shifts, bends = uniforms.under("no_deal"), uniforms.under("bends")
    return Happening(
        begins=round_of(event, uniforms),
        shifts={party: drawn(shift, shifts.under(party)) for party, shift in event.no_deal.items()},
        bends={
            party: drawn(chance, own) > Keyed.by(own.under("luck").here()).at(0)
            for party, chance in event.bends.items()
            for own in [bends.under(party)]
        },
    )


@dataclass(frozen=True)
class Exerted:
    """What pressure does in some worlds, by party."""

    drifts: dict[str, PerDraw]
    """What it adds to no deal with every round; each of shape ``(draws,)``."""
    gives_way: dict[str, Happening]
    """When the lines of those pressed give way."""


@dataclass(frozen=True)
class Course:
    """What changes while talks go on in some worlds, by party."""

    drifts: dict[str, PerDraw]
    optimism: dict[str, tuple[PerDraw, PerDraw]]
    """First gap and learning."""
    wars: dict[str, WarPath]
    """How going on changes with time, on the party's scale from 0 to 1."""
    events: dict[str, Happening]
    """By name; the lines of a party that give way under pressure are one too."""

    def under_pressure(self, name: str, exerted: Exerted) -> "Course":
        """Return the same with a pressure of some name added."""
        drifts = self.drifts | {party: drift + self.drifts.get(party, 0.0) for party, drift in exerted.drifts.items()}
        gives_way = {f"{name}, the lines of {party} give way": event for party, event in exerted.gives_way.items()}
        return replace(self, drifts=drifts, events=self.events | gives_way)

    def shift(self, party: str, round_number: int) -> Float64[np.ndarray, " draws"] | float:
        """Return what is added to a party's no deal in a round, counting from 1; shape ``(draws,)``."""
        passed = round_number - 1
        shifts: list[PerDraw] = []
        if party in self.drifts:
            shifts.append(passed * self.drifts[party])
        if party in self.optimism:
            gap, learning = self.optimism[party]
            shifts.append(faded(gap, passed, learning))
        if party in self.wars:
            shifts.append(self.wars[party].at(passed) - self.wars[party].at(0))
        concerned = [event for event in self.events.values() if party in event.shifts]
        shifts += [np.where(event.begins <= round_number, event.shifts[party], 0.0) for event in concerned]
        return sum(shifts, start=0.0)

    def bent(self, party: str, round_number: int, draws: int) -> Mask:
        """Tell where a party's lines have given way by a round, counting from 1; shape ``(draws,)``."""
        found = np.zeros(draws, np.bool_)
        for event in self.events.values():
            if party in event.bends:
                found |= (event.begins <= round_number) & event.bends[party]
        return found
