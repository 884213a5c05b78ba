"""As many draws as a wished sampling error takes, found by asking only whether a zone exists."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sim.arrays import whole
from sim.engine import MOST_DRAWS, zone_share
from sim.errors import BadArgument
from sim.results import Estimate
from sim.statistics.stopping import doublings, narrow_enough

if TYPE_CHECKING:
    from sim.surface.scenario import Scenario

LARGEST = 0.5
"""No share is further than this from a half: such an error says nothing."""


@dataclass(frozen=True)
class Until:
    """How many draws a wished sampling error takes."""

    margin: float
    """What was wished, as a share."""
    tried: tuple[Estimate, ...]
    """The share of worlds with a zone at each number of draws that was tried."""
    certain: bool = False
    """Whether nothing is uncertain, so that all worlds are one."""

    @property
    def draws(self) -> int:
        """Return the number of draws to run."""
        return self.tried[-1].draws

    @property
    def reached(self) -> bool:
        """Tell whether the error is as small as wished."""
        return self.certain or narrow_enough([found.margin for found in self.tried], self.margin)

    @property
    def told(self) -> str:
        """Say how many draws it takes, and what that does to the interval."""
        wished, last = f"+-{100 * self.margin:g} points", self.tried[-1]
        if self.certain:
            return "Nothing is uncertain: all worlds are one, and more draws tell no more."
        if not self.reached:
            missed = (
                f"more than the {wished} wished" if last.margin > self.margin else f"but not {wished} for long enough"
            )
            said = (
                f"{last.draws:,} draws, the most there may be: the sampling error is +-{100 * last.margin:.2g} points"
            )
            return f"{said}, {missed}."
        return (
            f"{last.draws:,} draws: the sampling error kept within {wished} there and at {self.tried[-2].draws:,}. An "
            "interval at which one stops is slightly too narrow; asking twice guards against most of that."
        )

    def __repr__(self) -> str:
        return f"<Until: {self.told}>"


def draws_until(
    scenario: "Scenario",
    margin: float | str,
    seed: int = 1,
    *,
    most: int = MOST_DRAWS,
    memory: int | str = "2 GB",
    tell: Callable[[str], None] = lambda _: None,
) -> Until:
    """Return how many draws it takes until the share of worlds with a zone is known as well as wished.

    From 512 on the draws are doubled until the 95% sampling interval reaches no further than wished from the share, at
    two sizes in a row; see :mod:`sim.statistics.stopping`. Only existence is asked, which is much faster than a run.

    Parameters
    ----------
    scenario
        The scenario.
    margin
        The sampling error, as a share or a text such as ``"1%"`` or ``"0.01"``.
    seed
        The seed of the run.
    most
        The most draws there may be; the run has as many where they are not enough.
    memory
        What the run may take.
    tell
        Told what is under way.

    Raises
    ------
    BadArgument
        If the margin is none, or ``most`` is no number of draws.
    TooMuchMemory
        As soon as a run of the draws that it takes would need more memory than it may.

    Examples
    --------
    >>> from sim import Scenario
    >>> draws_until(Scenario.load("moscow-talks"), "5%").draws
    1024
    """
    wished, tried = margin_of(margin), []
    if not 0 < whole(most, "the most draws") <= MOST_DRAWS:
        raise BadArgument(f"the most draws must be between 1 and {MOST_DRAWS:,}, not {most:,}")
    for draws in doublings(most):
        plan = scenario.plan(draws, seed, memory=memory)
        tell(f"{draws:,} draws")
        tried.append(zone_share(scenario.case, scenario.columns, plan))
        found = Until(wished, tuple(tried), certain=not scenario.columns)
        if found.reached:
            break
    return found


def margin_of(margin: float | str) -> float:
    """Read a sampling error.

    >>> margin_of("1%"), margin_of("0.5 %"), margin_of("0.01"), margin_of(0.02)
    (0.01, 0.005, 0.01, 0.02)
    """
    meant = ""
    if isinstance(margin, str):
        found = re.fullmatch(r"\s*(\d+\.?\d*|\.\d+)\s*(%?)\s*", margin)
        if found is None:
            raise BadArgument(f"'{margin}' is no sampling error; write one like 1% or 0.01")
        share = float(found[1]) / (100 if found[2] else 1)
        meant = f"; did you mean {found[1]}%?" if not found[2] and LARGEST <= share < 100 * LARGEST else ""
    else:
        share = float(margin)
    if not 0 < share < LARGEST:
        raise BadArgument(f"a sampling error lies above 0 and below 50%, such as 1% or 0.01, not {margin}{meant}")
    return share
