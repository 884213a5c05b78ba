"""One study: a scenario, its draws, and what was found."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from jaxtyping import Bool, Float64, Int64

from sim.deals import DealSpace
from sim.draws import REPLICATES
from sim.kernels import Counts, Verdicts
from sim.results.agreements import Agreements
from sim.results.estimates import Estimate, estimate, estimate_among
from sim.results.factors import Factors
from sim.scenario import Case
from sim.worlds import space_of
from sim.zones import NOT_COUNTED, Gaps, Solutions


@dataclass(frozen=True)
class Study:
    """What follows from a scenario's beliefs, over all draws."""

    case: Case
    paths: tuple[str, ...]
    """Uncertain quantities in the order of their columns."""
    seed: int
    draws: int
    counts: Counts
    """Sums over all draws."""
    verdicts: Verdicts
    """What was found in each draw."""
    drawn: dict[str, np.ndarray]
    """What was drawn, by dotted path; each of shape ``(draws,)``."""
    checks: dict[str, Bool[np.ndarray, " draws"]]
    """In which draws each check holds."""
    buyable: Int64[np.ndarray, "parties issues"]
    """Draws in which the worst level of an issue could be made good by the best of the rest."""
    solutions: Solutions
    """The bargaining solutions in each draw."""
    gaps: Gaps
    """How far each draw without a zone is from one."""
    at_table: Bool[np.ndarray, " draws"]
    """In which draws those at the table have a zone, whoever would have to ratify its deals."""
    slack: Float64[np.ndarray, " draws"]
    """The largest least surplus in each draw, from 0 to 1: what the deal that leaves the worst-off of those asked most
    leaves it. Below 0 where there is no zone, minus infinite where lines leave no deal."""
    lasting: Bool[np.ndarray, " draws"]
    """In which draws some zone deal lasts, where deals may not hold; as the zone where all do."""
    lasting_counts: Counts
    """Sums over all draws, of deals that last."""
    holding: Int64[np.ndarray, " levels"]
    """Draws in which a deal with a level lasts if it is agreed, spoilers aside."""
    agreements: Agreements | None = None
    """How the talks ended, if the scenario has any."""

    @cached_property
    def space(self) -> DealSpace:
        """Return the deal space."""
        return space_of(self.case)

    @property
    def parties(self) -> tuple[str, ...]:
        """Return the parties' names in the file's order."""
        return tuple(self.case.parties)

    @cached_property
    def factors(self) -> Factors:
        """Return in which draws a zone exists, and in which the lines are compatible."""
        return Factors(self.verdicts.sizes != 0, self.verdicts.compatible, self.lasting)

    @property
    def counted(self) -> bool:
        """Tell whether every deal was counted, or there were too many and only levels and their pairs were."""
        return len(self.counts.joint) > 0

    @property
    def measured(self) -> bool:
        """Tell whether the size of every zone is known."""
        return not (self.verdicts.sizes == NOT_COUNTED).any()

    @property
    def in_zone(self) -> Bool[np.ndarray, " draws"]:
        """Tell in which draws a zone exists; shape ``(draws,)``."""
        return self.factors.in_zone

    @property
    def zone(self) -> Estimate:
        """Return the share of worlds in which some deal has every consent it needs."""
        return self.factors.zone

    @property
    def zone_at_table(self) -> Estimate | None:
        """Return the share of worlds in which those at the table have a zone; None where nobody is asked at home."""
        return self.share(self.at_table) if self.case.ratifiers else None

    @property
    def zone_that_lasts(self) -> Estimate | None:
        """Return the share of worlds in which some zone deal lasts; None where every deal holds."""
        return self.share(self.lasting) if self.case.hold is not None else None

    @property
    def holds_by_guarantee(self) -> dict[str, float]:
        """Return by guarantee the share of worlds in which a deal with it lasts; nothing where every deal holds."""
        if self.case.hold is None:
            return {}
        issue = self.space.issue(self.case.hold.guarantee)
        counts = self.holding[self.space.offsets[issue] : self.space.offsets[issue + 1]]
        return {level: int(n) / self.draws for level, n in zip(self.space.levels[issue], counts, strict=True)}

    @property
    def compatible(self) -> Estimate:
        """Return the share of worlds in which some deal crosses no needed party's firm lines."""
        return self.factors.compatible

    @property
    def zone_if_compatible(self) -> float | None:
        """Return the share with a zone among worlds with compatible lines; the two shares multiply to the zone's."""
        return self.factors.zone_if_compatible

    @property
    def middle_slack(self) -> float | None:
        """Return the median slack of the worlds in which lines leave some deal.

        None where there is none, or where some deal needs nobody's yes and slack has no end.
        """
        fitting = self.slack[self.verdicts.compatible]
        middle = float(np.median(fitting)) if len(fitting) else np.inf
        return middle if np.isfinite(middle) else None

    def blocked_by(self, party: int) -> Bool[np.ndarray, " draws"]:
        """Tell in which draws this party's constant yes alone would open an empty zone; shape ``(draws,)``."""
        return (self.verdicts.blockers >> np.uint64(party)) & np.uint64(1) == 1

    @cached_property
    def agreed(self) -> Estimate | None:
        """Return the share of worlds in which talks strike a deal, if there are talks."""
        return None if self.agreements is None else self.share(self.agreements.agreed)

    @cached_property
    def agreed_if_zone(self) -> Estimate | None:
        """Return the share of the worlds with a zone, in some round played, in which talks strike a deal."""
        if self.agreements is None:
            return None
        return estimate_among(self.agreements.agreed, self.agreements.opened, REPLICATES)

    def share(self, happened: Bool[np.ndarray, " draws"]) -> Estimate:
        """Return the share of draws in which something happened, with its interval."""
        return estimate(happened, REPLICATES)
