"""The answer of a run as plain numbers: the same on every machine, for any block size, executor or thread count."""

import math
from typing import Any

import numpy as np

from sim.analysis.agreement_times import median_round
from sim.analysis.bargaining import SOLUTIONS, solutions_table
from sim.analysis.gaps import middle_gap
from sim.analysis.sentences import Headline, sweep_caption, talks_sentences
from sim.analysis.sweeping import Point, Swept
from sim.analysis.tables import buyable_table, checks_table, deals_table, parties_table, talks_table
from sim.arrays import MILLION
from sim.files import sha256
from sim.results import Estimate, Study

SHOWN_DEALS = 10
"""Deals listed in the answer; the table of all is beside it."""
SHOWN_SOLUTIONS = 3
"""Deals listed of each bargaining solution."""


def on_grid(share: float | None) -> float | None:
    """Round to whole millionths, halves upward.

    >>> on_grid(1 / 3)
    0.333333
    """
    return None if share is None else math.floor(float(share) * MILLION + 0.5) / MILLION


def estimated(found: Estimate) -> dict[str, float | None]:
    """Return a share with its interval."""
    return {"share": on_grid(found.share), "low": on_grid(found.low), "high": on_grid(found.high)}


def answer(study: Study, said: Headline) -> dict[str, Any]:
    """Return the numbers and sentences of a run."""
    sourced, judged = said.grounds
    return {
        "scenario": study.case.name,
        "seed": study.seed,
        "draws": study.draws,
        "sentences": list(said.sentences),
        "zone": estimated(said.zone),
        "lines_compatible": estimated(said.compatible),
        "zone_at_table": None if said.at_table is None else estimated(said.at_table),
        "zone_that_lasts": None if said.lasting is None else estimated(said.lasting),
        "lasts_by_guarantee": {level: on_grid(share) for level, share in said.by_guarantee.items()},
        "slack": on_grid(said.slack),
        "zone_if_compatible": on_grid(said.zone_if_compatible),
        "all_bend": estimated(said.all_bend),
        "all_firm": estimated(said.all_firm),
        "prior_only": estimated(said.prior_only),
        "readings": {name: estimated(reading) for name, reading in said.readings.items()},
        "beliefs": {"sourced": sourced, "judgement_only": judged, **said.bases},
        "talks": talk_numbers(study),
        "parties": party_numbers(study),
        "checks": {name: on_grid(share) for name, share in checks_table(study)["holds"].items()},
        "buyable": {f"{row.party}.{row.issue}": on_grid(row.bought) for row in buyable_table(study).itertuples()},
        "deals": deal_numbers(study),
        "solutions": solution_numbers(study),
        "gap": gap_numbers(study),
        "sha256": hashes(study),
    }


def talk_numbers(study: Study) -> dict[str, Any] | None:
    """Return how the talks ended; None where the scenario has none."""
    if study.agreements is None or study.agreed is None:
        return None
    found = study.agreed_if_zone
    return {
        "sentences": list(talks_sentences(study)),
        "rounds": study.agreements.deadline,
        "agreed": estimated(study.agreed),
        "agreed_if_zone": None if found is None else estimated(found),
        "median_round": median_round(study.agreements.rounds),
        "verdicts": {name: on_grid(share) for name, share in talks_table(study)["share"].items()},
    }


def sweep_answer(swept: Swept) -> dict[str, Any]:
    """Return the numbers and the sentence of a sweep."""
    return {
        "scenario": swept.case.name,
        "seed": swept.seed,
        "draws": swept.draws,
        "path": swept.path,
        "sentences": [f"{sweep_caption(swept).finding}."],
        "as_in_file": point_numbers(swept.own),
        "values": [point_numbers(point) for point in swept.points],
    }


def point_numbers(point: Point) -> dict[str, Any]:
    """Return what follows from one value of a belief."""
    return {
        "value": point.value,
        "zone": estimated(point.found.zone),
        "lines_compatible": estimated(point.found.compatible),
        "zone_if_compatible": on_grid(point.found.zone_if_compatible),
        "as_in_file": point.as_in_file,
    }


def party_numbers(study: Study) -> dict[str, dict[str, float | None]]:
    """Return how often each party stands in the way."""
    table = parties_table(study)
    return {party: {name: on_grid(table.at[party, name]) for name in table.columns} for party in study.parties}


def deal_numbers(study: Study) -> list[dict[str, Any]]:
    """Return the most often acceptable deals."""
    if not study.counted:
        return []
    top = deals_table(study).head(SHOWN_DEALS)
    return [
        {"deal": int(deal), "levels": list(study.space.levels_of(int(deal))), "zone": on_grid(share)}
        for deal, share in top["zone"].items()
    ]


def solution_numbers(study: Study) -> dict[str, list[dict[str, Any]]]:
    """Return the deals that each bargaining solution picks most often."""
    table = solutions_table(study, SHOWN_SOLUTIONS)
    return {
        name: [
            {"deal": int(row.deal), "levels": list(study.space.levels_of(int(row.deal))), "share": on_grid(row.share)}
            for row in table[table.index == name].itertuples()
        ]
        for name in SOLUTIONS
    }


def gap_numbers(study: Study) -> dict[str, Any]:
    """Return what is missing where there is no zone, and in how many worlds how many parties would have to give way."""
    fewest, times = np.unique(study.gaps.giving_way[~study.verdicts.compatible], return_counts=True)
    return {
        "median": on_grid(middle_gap(study)),
        "giving_way": {str(most): on_grid(share / study.draws) for most, share in zip(fewest, times, strict=True)},
    }


def hashes(study: Study) -> dict[str, str]:
    """Return hashes of the whole-number tables behind the answer."""
    arrays = {
        **study.counts._asdict(),
        **study.verdicts._asdict(),
        **study.solutions._asdict(),
        **study.gaps._asdict(),
    }
    if study.agreements is not None:
        arrays |= {
            "struck": study.agreements.struck,
            "rounds": study.agreements.rounds,
            "better": study.agreements.better,
            "walked": study.agreements.walked,
            "last": study.agreements.last,
            "refused": study.agreements.refused,
        }
    return {name: sha256(np.ascontiguousarray(array).tobytes()) for name, array in arrays.items()}
