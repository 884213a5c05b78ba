"""Time-dependent concession: an aspiration that falls from the best deal to no deal as the deadline comes near.

At time ``t`` (0 in the first round, 1 in the last) a party whose most useful deal is worth ``best`` and whose no deal
is worth ``D`` accepts and offers deals worth at least ``a(t) = D + (best - D)(1 - t^e)``. An exponent ``e`` above 1 is
a *Boulware* tactic (firm, then hurried at the end), 1 is linear, below 1 is a *conceder* (early and generous).

Source: P. Faratin, C. Sierra, N. R. Jennings, "Negotiation decision functions for autonomous agents", Robotics and
Autonomous Systems 24 (1998), 159-182; their beta is ``1 / e``. The exponents of the three words are judgement.
"""

from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, Literal

import numpy as np
from jaxtyping import Float64
from pydantic import BeforeValidator, GetJsonSchemaHandler, field_validator, model_validator

from sim.arrays import PerDraw
from sim.beliefs import Belief, Fixed, drawn
from sim.streams import Uniforms
from sim.tactics.stance import Millionths, Moment
from sim.written import Reasoned

EXPONENTS = {"boulware": 4.0, "linear": 1.0, "conceder": 0.25}
"""What the words mean when no number is given."""


def _from_word(value: Any) -> Any:
    if isinstance(value, str) and value not in EXPONENTS:
        raise ValueError(f"must be a number, a belief or one of {', '.join(EXPONENTS)}, not '{value}'")
    return EXPONENTS[value] if isinstance(value, str) else value


@dataclass(frozen=True)
class Concession:
    """How one party concedes in some worlds."""

    listens: ClassVar[bool] = False
    exponents: PerDraw
    """The exponent ``e``, above 0; shape ``(draws,)``."""

    def aspirations(
        self, time: float | Float64[np.ndarray, " rows"], best: Millionths, no_deal: Millionths
    ) -> Millionths:
        """Return ``D + (best - D)(1 - t^e)`` in whole millionths; shape ``(draws,)``.

        Parameters
        ----------
        time
            How much of the time is over, from 0 in the first round to 1 in the last; one number or shape ``(draws,)``.
        best
            Worth of the most useful deal, at least that of no deal; shape ``(draws,)``.
        no_deal
            Worth of no deal; shape ``(draws,)``.
        """
        room = best.astype(np.float64) - no_deal
        return np.floor(no_deal + room * (1 - time**self.exponents) + 0.5).astype(np.float32)

    def wants(self, moment: Moment) -> Millionths:
        """Return what a deal must be worth."""
        return Concession(self.exponents[moment.rows]).aspirations(moment.time, moment.best, moment.no_deal)


class TimeDependent(Reasoned):
    """An aspiration that falls with time alone; written ``boulware``, a number, or ``{time_dependent: BELIEF}``."""

    time_dependent: Annotated[
        Belief,
        BeforeValidator(_from_word, json_schema_input_type=Literal["boulware", "linear", "conceder"] | Belief),
    ]
    """``boulware`` (4), ``linear`` (1), ``conceder`` (.25), or the exponent: above 1 holds out, below 1 gives in."""

    @model_validator(mode="before")
    @classmethod
    def _from_plain(cls, value: Any) -> Any:
        return {"time_dependent": value} if isinstance(value, str | int | float) else value

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema: Any, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """Offer the plain forms to editors too."""
        mapping = handler.resolve_ref_schema(handler(core_schema))
        plain = [{"type": "string", "enum": list(EXPONENTS)}, {"type": "number"}]
        return {"title": mapping.pop("title"), "anyOf": [*plain, dict(mapping)]}

    @field_validator("time_dependent")
    @classmethod
    def _check(cls, exponent: Belief) -> Belief:
        if exponent.bounds[0] <= 0:
            raise ValueError(f"must lie above 0, here it begins at {exponent.bounds[0]:g}")
        return exponent

    def drawn(self, uniforms: Uniforms) -> Concession:
        """Return how the party concedes in every draw."""
        return Concession(drawn(self.time_dependent, uniforms.under("time_dependent")))


LINEAR = TimeDependent(time_dependent=Fixed(fixed=1.0))
"""The tactic of a party whose own is not stated."""
