"""What changes while talks go on, and worlds as they are in a later round.

No deal is worth something else by then, and lines may have given way.
"""

from collections.abc import Sequence

import numpy as np
from jaxtyping import Float32, UInt64

from sim.arrays import MILLION
from sim.beliefs import drawn
from sim.kernels import RuleArrays, WorldArrays
from sim.scenario import Case
from sim.stakes import Course, WarPath, exerted, happening
from sim.streams import Uniforms
from sim.worlds.no_deal import later


def course_of(
    case: Case, thresholds: Float32[np.ndarray, "draws parties"], wars: dict[str, WarPath], uniforms: Uniforms
) -> Course | None:
    """Return what changes with time, given what no deal is worth at first and how wars go on; None where nothing does.

    What happens while talks go on is left out where there are none.
    """
    talks = case.talks
    if talks is None:
        return Course({}, {}, wars, {}) if wars else None
    if not (wars or talks.drift or talks.optimism or talks.events or talks.pressure):
        return None
    own = {part: uniforms.under(part) for part in ("drift", "optimism", "events", "pressure")}
    course = Course(
        drifts={party: drawn(drift, own["drift"].under(party)) for party, drift in talks.drift.items()},
        optimism={
            party: (drawn(spec.gap, of_party.under("gap")), drawn(spec.learning, of_party.under("learning")))
            for party, spec in talks.optimism.items()
            for of_party in [own["optimism"].under(party)]
        },
        wars=wars,
        events={name: happening(event, own["events"].under(name)) for name, event in talks.events.items()},
    )
    parties = tuple(case.parties)
    for name, pressure in talks.pressure.items():
        worth = thresholds[:, [parties.index(party) for party in pressure.on]].astype(np.float64) / MILLION
        course = course.under_pressure(name, exerted(pressure, worth, own["pressure"].under(name)))
    return course


def in_round(
    arrays: WorldArrays, rules: RuleArrays, course: Course, parties: Sequence[str], round_number: int
) -> WorldArrays:
    """Return the worlds as they are in a round, counting from 1."""
    draws = len(arrays.thresholds)
    shifts = [np.broadcast_to(course.shift(party, round_number), (draws,)) for party in parties]
    bent = np.zeros(draws, np.uint64)
    for p, party in enumerate(parties):
        bent |= course.bent(party, round_number, draws).astype(np.uint64) << np.uint64(p)
    return with_bent(arrays._replace(thresholds=later(arrays.thresholds, np.stack(shifts, axis=1))), rules, bent)


def with_bent(arrays: WorldArrays, rules: RuleArrays, bent: UInt64[np.ndarray, " draws"]) -> WorldArrays:
    """Return the worlds with all lines of some parties, a set for each draw, no longer firm."""
    firm = arrays.firm_bundles.copy()
    for bundle, owner in enumerate(rules.bundle_parties):
        gone = bent >> np.uint64(owner) & np.uint64(1) == 1
        firm[gone] &= ~np.uint64(1 << bundle)
    return arrays._replace(allowed=arrays.allowed | bent[:, None], firm_bundles=firm)
