"""Value functions: what each level of an issue is worth to a party, from 0 (worst) to 1 (best).

To add one: one file with a frozen spec (its naming key and ``worth``), one name in :data:`Value`.
"""

from typing import Annotated

from pydantic import Tag

from sim.values.follows import Coupling, Follows
from sim.values.ideal import Ideal
from sim.values.linear import Linear
from sim.values.piecewise import Piecewise
from sim.values.scale import Scale
from sim.values.silent import Indifferent, Silent
from sim.values.table import Table
from sim.written import naming_key

Value = Annotated[
    Annotated[Table, Tag("table")]
    | Annotated[Linear, Tag("linear")]
    | Annotated[Ideal, Tag("ideal")]
    | Annotated[Piecewise, Tag("piecewise")]
    | Annotated[Follows, Tag("follows")]
    | Annotated[Silent, Tag("silent")]
    | Annotated[Indifferent, Tag("indifferent")],
    naming_key("table", "linear", "ideal", "piecewise", "follows", "silent", "indifferent"),
]
"""What a party is believed to want on an issue."""

__all__ = [
    "Coupling",
    "Follows",
    "Ideal",
    "Indifferent",
    "Linear",
    "Piecewise",
    "Scale",
    "Silent",
    "Table",
    "Value",
]
