"""What the draws of a run say of other beliefs, in one sentence."""

from sim.analysis.inputs import on_one_line, written
from sim.analysis.reweighting import Weighted, node_at
from sim.analysis.sentences.wording import listed, percent
from sim.draws import REPLICATES
from sim.results import Estimate, Study
from sim.statistics.reweighting import weighted_change

NAMED = 3
"""More beliefs than this are counted, not named."""


def reweighted_finding(study: Study, weighted: Weighted, zone: Estimate) -> str:
    """Say how often a zone exists under other beliefs, how far that is from the run, and what its draws are worth."""
    if not weighted.paths:
        return f"Nothing differs from the run: a zone exists in {percent(zone.share)} of worlds."
    said = [f"{path} = {on_one_line(written(node_at(weighted.case, path)))}" for path in weighted.paths]
    beliefs = listed(said) if len(said) <= NAMED else f"{len(said)} other beliefs"
    change = weighted_change(study.in_zone * 1.0, weighted.weights, REPLICATES)
    if change.low > 0 or change.high < 0:
        apart = f"{100 * abs(change.value):.1f} points {'more' if change.value > 0 else 'less'} than"
    else:
        apart = "no clear difference from"
    return (
        f"With {beliefs} a zone exists in {percent(zone.share)} of worlds (sampling +-{100 * zone.margin:.1f} points), "
        f"{apart} the run's {percent(study.zone.share)}; its {study.draws:,} draws are worth {weighted.effective:,.0f} "
        "of equal weight."
    )
