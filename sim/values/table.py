"""Worth level by level."""

from collections.abc import Callable

import numpy as np
from pydantic import model_validator

from sim.arrays import PerLevel
from sim.beliefs import Belief, Fixed, drawn
from sim.streams import Uniforms
from sim.values.scale import Scale, rescaled
from sim.written import Reasoned


class Table(Reasoned):
    """Worth of each level in any unit, rescaled to worst 0 and best 1; written ``{table: {level: number}}``."""

    table: dict[str, Belief]
    """A number or a belief for every level of the issue."""

    @model_validator(mode="after")
    def _check(self) -> "Table":
        certain = {entry.fixed for entry in self.table.values() if isinstance(entry, Fixed)}
        if len(certain) < 2 and all(isinstance(entry, Fixed) for entry in self.table.values()):
            raise ValueError(
                "holds one number for every level, so no level is better than another: write {silent: true} if the "
                "wish is unknown, {indifferent: true} if the party does not care"
            )
        return self

    def worth(self, scale: Scale, uniforms: Uniforms, of: Callable[[str], PerLevel]) -> PerLevel:
        """Return the rescaled numbers; shape ``(draws, levels)``."""
        given = uniforms.under("table")
        return rescaled(np.stack([drawn(self.table[level], given.under(level)) for level in scale.names]).T)
