"""The menu of an issue: levels one by one, or numbers evenly spaced."""

from decimal import Decimal
from typing import Annotated, Any, ClassVar

from pydantic import Field, field_validator

from sim.written import Label, PlainForm, Written, plainly

MOST_LEVELS = 300
"""Levels that the issues may have in all: pairs of levels are counted one by one."""
LARGEST = 1e12
"""A number beyond this is a slip; up to it a step of a thousandth tells neighbors apart."""
End = Annotated[float, Field(ge=-LARGEST, le=LARGEST)]
Info = Any
"""What pydantic tells of the fields before; its own type cannot be checked at runtime."""


class Level(PlainForm):
    """One possible settlement of an issue; written as its label, or as a mapping."""

    plain: ClassVar[str] = "label"

    label: Label
    """A few words, as they appear on screen and in figures."""
    note: str = ""
    """What the level means in full; neutral words."""
    at: float | None = None
    """Its position in the issue's own unit, if it has one."""


class Range(Written):
    """Numbers evenly spaced, each a level called by it; written ``{from: 0, to: 300, step: 10, unit: "bn USD"}``.

    Counted in decimals as they are written, so that steps of .1 lead from 0 to 1 exactly.
    """

    start: End = Field(alias="from")
    """The first number."""
    to: End
    """The last number, more than the first; whole steps must lead to it."""
    step: Annotated[float, Field(gt=0)]
    """From one number to the next."""
    unit: Label = ""
    """What is counted; stands behind the number wherever a level is shown."""

    @field_validator("to")
    @classmethod
    def _rises(cls, to: float, info: Info) -> float:
        start = info.data.get("start")
        if start is not None and to <= start:
            raise ValueError(f"must lie above 'from', here {plainly(start)} and {plainly(to)}")
        return to

    @field_validator("step")
    @classmethod
    def _leads_to_the_end(cls, step: float, info: Info) -> float:
        if "start" not in info.data or "to" not in info.data:
            return step
        start, to, by = map(exact, (info.data["start"], info.data["to"], step))
        steps, rest = divmod(to - start, by)
        if rest:
            ends = [start + by * count for count in (steps, steps + 1) if count]
            missed = f"of {plainly(step)} does not lead from {plainly(start)} to {plainly(to)}"
            raise ValueError(f"{missed}: end at {' or '.join(map(plainly, ends))}")
        if steps >= MOST_LEVELS:
            raise ValueError(f"makes {steps + 1:,} levels: take longer steps; issues may have {MOST_LEVELS} in all")
        return step

    @property
    def told(self) -> str:
        """Return what the levels are called, in a few words."""
        return f"levels run from {plainly(self.start)} to {plainly(self.to)} by {plainly(self.step)}"

    @property
    def levels(self) -> dict[str, Level]:
        """Return the levels by name, each at its number."""
        start, to, step = map(exact, (self.start, self.to, self.step))
        names = [plainly(start + step * count) for count in range(int((to - start) / step) + 1)]
        return {name: Level(label=f"{name} {self.unit}".strip(), at=float(name)) for name in names}


def exact(number: float) -> Decimal:
    """Return a number as it is written: .1 is a tenth."""
    return Decimal(repr(float(number)))


def levels_of(said: dict[str, Any]) -> dict[str, Level]:
    """Return the levels of an issue that does not list them, given its other fields: those of its range, if any."""
    found = said.get("range")
    return found.levels if found else {}
