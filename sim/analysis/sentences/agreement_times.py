"""What the figure of the time to agreement says of itself."""

from collections.abc import Sequence
from itertools import combinations

from sim.analysis.agreement_times import Curve, median_round, more_often
from sim.analysis.sentences.captions import LENGTHY, Caption
from sim.analysis.sentences.wording import count, listed, percent

NAMED = 3
"""More cases than this that reach a deal equally often are counted, not named."""


def agreement_caption(curves: Sequence[Curve], *, seed: int, scenario: str) -> Caption:
    """Return how often talks reach a deal, or with whom they do most often, and what is drawn.

    Parameters
    ----------
    curves
        What is drawn; of several, all in the same worlds.
    seed
        The seed of these worlds.
    scenario
        What the scenario is called.
    """
    one, worlds = len(curves) == 1, count(len(curves[0].rounds), "world", "worlds")
    drawn = (
        f"Share of {worlds} (seed {seed}) in which talks have struck a deal by each round, with its 95% interval.",
        f"Dashed line{'' if one else 's'}: worlds with a zone, which talks cannot pass.",
        "" if one else "All are compared in the same worlds.",
        f"Scenario: {scenario}.",
    )
    return Caption(_alone(curves[0]) if one else _compared(curves), " ".join(filter(None, drawn)))


def pace(curve: Curve) -> str:
    """Say how often talks reach a deal, and how soon."""
    middle = median_round(curve.rounds)
    if middle is None:
        return "no deal in any world"
    return f"deal in {percent(curve.reached)}, median round {middle:g}"


def _alone(curve: Curve) -> str:
    if not curve.zone:
        return "No world has a zone, so talks reach no deal"
    if not curve.reached:
        return f"Talks reach no deal in any world, though a zone exists in {percent(curve.zone)}"
    if curve.zone - curve.reached < 1e-9:
        return f"Talks reach a deal in every world with a zone: in {percent(curve.zone)} of worlds"
    return (
        f"Talks reach a deal in {percent(curve.reached)} of worlds, "
        f"{in_points(curve.zone - curve.reached)} short of the zone"
    )


def _compared(curves: Sequence[Curve]) -> str:
    first, *rest = sorted(curves, key=lambda curve: -curve.reached)
    among = "both cases" if len(curves) == 2 else f"all {len(curves)} cases"
    if not first.reached:
        return f"Talks reach no deal in any world, in {among}"
    alike = [first, *(curve for curve in rest if not more_often(first, curve).clear)]
    between = _between(alike)
    if len(alike) == len(curves):
        apart = any(more_often(one, other).clear for one, other in combinations(curves, 2))
        said = "None is clearly below the highest" if apart else "No clear difference"
        return f"{said}: talks reach a deal in {between} of worlds in {among}"
    if len(alike) == 1:
        gap = in_points(more_often(first, rest[0]).change)
        than = "" if len(curves) == 2 else " the next,"
        second = f"{than} “{rest[0].label}”" if len(first.label + rest[0].label) <= LENGTHY else " the next"
        return f"Talks reach a deal in {between} of worlds with “{first.label}”, {gap} more than with{second}"
    names = listed([f"“{curve.label}”" for curve in alike])
    if len(alike) > NAMED or len(names) > LENGTHY:
        names = f"{len(alike)} of {len(curves)} cases"
    return f"Talks reach a deal most often with {names}: in {between} of worlds, none clearly below the highest"


def _between(curves: Sequence[Curve]) -> str:
    most, least = percent(curves[0].reached), percent(min(curve.reached for curve in curves))
    return most if most == least else f"{least} to {most}"


def in_points(difference: float) -> str:
    """Write a difference of two shares in percentage points.

    >>> in_points(0.204), in_points(0.012), in_points(0.002)
    ('20 points', '1 point', 'under 1 point')
    """
    whole = round(100 * difference)
    return count(whole, "point", "points") if whole else "under 1 point"
