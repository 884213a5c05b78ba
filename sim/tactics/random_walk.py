"""Random walker: each round it asks for anything between no deal and its most useful deal, all alike.

The baseline against which a tactic is held: whoever follows it learns nothing and gives nothing away.
"""

from dataclasses import dataclass
from typing import ClassVar, Literal

import numpy as np

from sim.streams import Keyed, Uniforms
from sim.tactics.stance import Millionths, Moment
from sim.written import Reasoned


@dataclass(frozen=True)
class Walker:
    """What one party's wishes are drawn by in some worlds."""

    listens: ClassVar[bool] = False
    luck: Keyed

    def wants(self, moment: Moment) -> Millionths:
        """Return what a deal must be worth, drawn anew for every round."""
        room = moment.best.astype(np.float64) - moment.no_deal
        share = self.luck.at(moment.number)[moment.rows]
        return np.floor(moment.no_deal + share * room + 0.5).astype(np.float32)


class RandomWalk(Reasoned):
    """Anything acceptable to itself; written ``{random_walk: true}``."""

    random_walk: Literal[True]
    """Always true."""

    def drawn(self, uniforms: Uniforms) -> Walker:
        """Return what the party's wishes are drawn by."""
        return Walker(Keyed.by(uniforms.under("random_walk").here()))
