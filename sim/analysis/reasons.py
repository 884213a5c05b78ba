"""Why a deal is or is not in the zone of one world: every number behind one answer."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from jaxtyping import Int64

from sim.arrays import MILLION
from sim.deals import places
from sim.engine.tasks import uniforms_of
from sim.kernels import RuleArrays, acceptable, triggered
from sim.scenario import Case
from sim.worlds import DrawnLine, Worlds, build, compiled_rules, space_of
from sim.zones import accepts, utility_of


@dataclass(frozen=True)
class Why:
    """One deal in one world."""

    draw: int
    deal: dict[str, str]
    """Level by issue."""
    in_zone: bool
    parties: pd.DataFrame
    """By party: utility, no-deal value, surplus, enough, the firm lines it crosses, those that bend, accepts; where
    deals may not hold ``if_it_holds``, the ``chance`` that it gives that, and ``if_not``: utility is their mean."""
    consents: pd.DataFrame
    """By consent entry: whether it stands in this world, is triggered by the deal, and is met."""
    lasts: bool | None = None
    """Whether it would last, spoilers aside; None where every deal holds."""


def why(case: Case, paths: tuple[str, ...], seed: int, number: int, deal: int) -> Why:
    """Rebuild one world and answer for one deal.

    Parameters
    ----------
    case
        The scenario.
    paths
        Its uncertain quantities, in the order of the run.
    seed
        The run's seed.
    number
        Which draw, counting from 0.
    deal
        Which deal, by number.
    """
    space = space_of(case)
    worlds = build(case, uniforms_of(case, paths, seed, number, 1))
    rules = compiled_rules(case, space)
    answers = party_answers(case, worlds, rules, deal)
    yes = {party for party, answer in answers["accepts"].items() if answer}
    consents = consent_answers(case, worlds, rules, deal, yes)
    in_zone = bool((~consents["stands"] | ~consents["triggered"] | consents["met"]).all())
    lasts = None
    if worlds.lasting is not None:
        lasts = bool(worlds.lasting.levels[0, places(np.array([deal]), rules.offsets)[0]].all())
    return Why(number, dict(zip(space.issues, space.levels_of(deal), strict=True)), in_zone, answers, consents, lasts)


def party_answers(case: Case, worlds: Worlds, rules: RuleArrays, deal: int) -> pd.DataFrame:
    """Return what each party makes of the deal, in units of its own scale."""
    text = places(np.array([deal]), rules.offsets)
    rows = []
    for p, party in enumerate(case.parties):
        utility, threshold = utility_of(worlds.arrays, rules, p, text)[0], worlds.arrays.thresholds[0, p]
        crossed = [line for line in worlds.lines if line.party == party and crosses(line, rules, worlds, text[0])]
        rows.append(
            {
                "party": party,
                "utility": utility / MILLION,
                "no_deal": float(threshold) / MILLION,
                "surplus": (utility - float(threshold)) / MILLION,
                "enough": bool(acceptable(utility, threshold)),
                "firm": ", ".join(f"{line.name} ({line.line.words})" for line in crossed if line.firm[0]),
                "bending": ", ".join(f"{line.name} ({line.line.words})" for line in crossed if not line.firm[0]),
                "accepts": bool(accepts(worlds.arrays, rules, p, text)[0]),
                **(parts_of_worth(worlds, rules, p, text) if case.hold is not None else {}),
            }
        )
    return pd.DataFrame(rows).set_index("party")


def parts_of_worth(
    worlds: Worlds, rules: RuleArrays, party: int, text: Int64[np.ndarray, "one issues"]
) -> dict[str, float]:
    """Return what a deal is worth to a party if it holds, the chance of that, and what is left if not."""
    arrays, cell = worlds.arrays, int(rules.cells(text)[0])
    gain = float(arrays.gains[0, party, text[0]].astype(np.float64).sum())
    return {
        "if_it_holds": (gain + float(arrays.links[0, party, cell])) / MILLION,
        "chance": float(arrays.holds[0, party, cell]),
        "if_not": (float(arrays.thresholds[0, party]) - float(arrays.setbacks[0, party, cell])) / MILLION,
    }


def crosses(line: DrawnLine, rules: RuleArrays, worlds: Worlds, levels: Int64[np.ndarray, " issues"]) -> bool:
    """Tell whether a deal crosses a line, firm or not."""
    if line.refused is None:
        bundles = [(other.party, other.name) for other in worlds.lines if other.refused is None]
        return bool(int(rules.fits(levels)) >> bundles.index((line.party, line.name)) & 1)
    return bool(line.refused[0, levels[line.issue] - rules.offsets[line.issue]])


def consent_answers(case: Case, worlds: Worlds, rules: RuleArrays, deal: int, yes: set[str]) -> pd.DataFrame:
    """Return for every consent entry whether it stands, is triggered, and is met."""
    (levels,) = places(np.array([deal]), rules.offsets)
    concerned = triggered(rules.fits(levels), rules.triggers)
    rows = []
    for k, (name, entry) in enumerate(case.consent.items()):
        agreed = [party for party in entry.needs.of if party in yes]
        rows.append(
            {
                "consent": name,
                "needs": f"{entry.needs.at_least} of {', '.join(entry.needs.of)}",
                "stands": bool(worlds.consents[name][0]),
                "triggered": bool(int(concerned) >> k & 1),
                "met": len(agreed) >= entry.needs.at_least and set(entry.needs.vetoes) <= yes,
            }
        )
    return pd.DataFrame(rows).set_index("consent")
