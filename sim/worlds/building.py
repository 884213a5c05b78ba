"""Build worlds from uniforms, and say what was drawn."""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Bool, Float32, Int64

from sim.arrays import MILLION, Gains, PerDraw, PerIssue
from sim.beliefs import drawn
from sim.deals import DealSpace
from sim.kernels import WorldArrays
from sim.protocols import Drawn
from sim.scenario import Case
from sim.stakes import AsGoodAs, Course, Outlook, WarPath, expected_shift
from sim.streams import Medians, Uniforms
from sim.tactics import Stance
from sim.worlds.course import course_of
from sim.worlds.hold import Lasting, cell_of, holds_of, lasting_of
from sim.worlds.lines import DrawnLine, allowed_levels, drawn_lines
from sim.worlds.no_deal import later, path_of, threshold_of
from sim.worlds.proposals import proposals_of
from sim.worlds.recording import Quantities, line_columns, peaks, texts, uncertain_numbers
from sim.worlds.rules import as_bits, standing
from sim.worlds.values import gains_of, shortfalls, weights_of


@dataclass(frozen=True)
class Worlds:
    """Some possible worlds of a scenario."""

    arrays: WorldArrays
    """What the kernels take."""
    weights: dict[str, PerIssue]
    """Weights by party; each of shape ``(draws, issues)``."""
    lines: tuple[DrawnLine, ...]
    """Every line, firm or bending."""
    consents: dict[str, Bool[np.ndarray, " draws"]]
    """Which consent entries stand."""
    proposals: dict[str, Int64[np.ndarray, "draws issues"]]
    """Level positions of every proposal; each of shape ``(draws, issues)``."""
    concessions: dict[str, Stance]
    """How each party concedes, if the scenario has talks."""
    protocol: Drawn
    """What of the protocol differs from world to world, if anything does."""
    learning: dict[str, PerDraw]
    """How far an offer moves what a party believes of others, where it learns; each of shape ``(draws,)``."""
    course: Course | None
    """What changes while talks go on, if anything does."""
    lasting: Lasting | None
    """Which deals last, where some may not hold."""
    side_shifts: dict[str, dict[str, PerDraw]]
    """By side deal and party, what else it adds to no deal, from 0 to 1; each of shape ``(draws,)``."""


def space_of(case: Case) -> DealSpace:
    """Return the deal space of a scenario."""
    return DealSpace(tuple(case.issues), tuple(tuple(issue.levels) for issue in case.issues.values()))


def build(case: Case, uniforms: Uniforms) -> Worlds:
    """Turn uniforms into worlds."""
    space, parties = space_of(case), tuple(case.parties)
    weights = {party: weights_of(case, party, uniforms) for party in parties}
    plain = gains_of(case, space, uniforms, weights)
    gains = plain - shortfalls(case, space, plain, uniforms, without_deal=True)
    together = holds_of(case, space, plain, uniforms)
    thresholds, wars = reservations(case, space, gains, units=plain, links=together["links"], uniforms=uniforms)
    lines = drawn_lines(case, uniforms)
    consents = standing(case, uniforms)
    arrays = WorldArrays(
        gains=gains - shortfalls(case, space, plain, uniforms, without_deal=False),
        thresholds=thresholds,
        allowed=allowed_levels(lines, parties, space, uniforms.draws),
        firm_bundles=as_bits((line.firm for line in lines if line.refused is None), uniforms.draws),
        active_rules=as_bits(consents.values(), uniforms.draws),
        **together,
    )
    talks = uniforms.under("talks")
    return Worlds(
        arrays=arrays,
        weights=weights,
        lines=lines,
        consents=consents,
        proposals=proposals_of(case, space, uniforms),
        concessions=concessions(case, talks),
        protocol=None if case.talks is None else case.talks.protocol.drawn(talks.under("protocol")),
        learning=learning_of(case, talks.under("learning")),
        course=course_of(case, arrays.thresholds, wars, talks),
        lasting=lasting_of(case, space, plain, uniforms.under("hold")),
        side_shifts=side_shifts(case, uniforms.under("side_deals")),
    )


def reservations(
    case: Case, space: DealSpace, gains: Gains, *, units: Gains, links: np.ndarray, uniforms: Uniforms
) -> tuple[Float32[np.ndarray, "draws parties"], dict[str, WarPath]]:
    """Return what no deal is worth to every party at first, in whole millionths, and the wars that have a path.

    Expectations are of ``gains``, swings of ``units``: what levels are worth to nobody averse to anything.
    """
    thresholds = np.empty((uniforms.draws, len(case.parties)), np.float32)
    wars: dict[str, WarPath] = {}
    for p, party in enumerate(case.parties):
        own, no_deal = uniforms.under(f"parties.{party}.no_deal"), case.parties[party].no_deal
        thresholds[:, p] = threshold_of(no_deal, gains[:, p], units[:, p], space, own)
        if isinstance(no_deal, AsGoodAs) and case.pivots:
            linked = links[:, p, cell_of(no_deal.as_good_as, case, space)]
            thresholds[:, p] = later(thresholds[:, p], linked / MILLION)
        if case.facts:
            thresholds[:, p] = later(thresholds[:, p], expected_shift(case.facts, party, uniforms.under("facts")))
        if isinstance(no_deal, Outlook) and no_deal.war is not None:
            wars[party] = path_of(no_deal, units[:, p], space, own).scaled(1 / MILLION)
    return thresholds, wars


def side_shifts(case: Case, uniforms: Uniforms) -> dict[str, dict[str, PerDraw]]:
    """Return what each side deal adds to no deal besides what it settles."""
    return {
        name: {party: drawn(shift, uniforms.under(f"{name}.no_deal.{party}")) for party, shift in deal.no_deal.items()}
        for name, deal in case.side_deals.items()
    }


def learning_of(case: Case, uniforms: Uniforms) -> dict[str, PerDraw]:
    """Return how far an offer moves what each party that learns believes of others."""
    spec = {} if case.talks is None else case.talks.learning
    return {party: drawn(rate, uniforms.under(party)) for party, rate in spec.items()}


def concessions(case: Case, uniforms: Uniforms) -> dict[str, Stance]:
    """Return how each party concedes; nothing where a scenario has no talks."""
    if case.talks is None:
        return {}
    own = uniforms.under("tactics")
    return {party: case.talks.tactic(party).drawn(own.under(party)) for party in case.parties}


def record(case: Case, worlds: Worlds, uniforms: Uniforms, quantities: Quantities) -> dict[str, np.ndarray]:
    """Return what was drawn, one column a quantity by dotted path, each of shape ``(draws,)``.

    A quantity that is no number of its own (which level is the ideal, whether a refusal is meant) is there twice: as
    what it means, and under its path as the uniform it was drawn from.
    """
    columns: dict[str, np.ndarray] = {}
    for p, party in enumerate(case.parties):
        columns[f"parties.{party}.no_deal.worth"] = worlds.arrays.thresholds[:, p].astype(np.float64) / MILLION
        for i, issue in enumerate(case.issues):
            columns[f"parties.{party}.weights.{issue}"] = worlds.weights[party][:, i]
    for line in worlds.lines:
        columns |= line_columns(case, line)
    columns |= {f"consent.{name}.stands": stands for name, stands in worlds.consents.items()}
    columns |= peaks(case, uniforms) | texts(case, worlds.proposals)
    columns |= {path: spec.at(uniforms.columns[path]) for path, spec in quantities.numbers.items()}
    rest = [path for path in quantities.paths if path not in columns]
    return columns | {path: uniforms.columns[path].copy() for path in rest}  # a view would keep all columns in memory


def quantities(case: Case) -> Quantities:
    """Return what is uncertain in a scenario."""
    return Quantities(uncertain_numbers(case), uncertain(case))


def uncertain(case: Case) -> tuple[str, ...]:
    """Return the paths of a scenario's uncertain quantities: those its worlds ask a uniform for.

    What lines and claims hang on comes first, then the costs of no deal, then the rest, then what only the talks hang
    on, each sorted: the first Sobol columns are the most even, and these quantities decide most. On the Moscow scenario
    that order divides the variance of the share of worlds with a zone by 7, against none for a plain sorted list.
    """
    asked = Medians()
    build(case, Uniforms(asked, draws=1))
    return tuple(sorted(asked, key=lambda path: (_importance(path), path)))


def _importance(path: str) -> int:
    if path.startswith("words.") or ".firmness" in path or ".lines." in path:
        return 0
    if path.startswith("talks."):
        return 3
    return 1 if path.endswith((".no_deal.cost", ".no_deal.plus")) else 2
