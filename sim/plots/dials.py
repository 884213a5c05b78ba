"""The dial of refusals: how often a zone exists from all bending to all firm."""

from sim.analysis.sentences import dial_caption
from sim.analysis.sweeping import Swept
from sim.plots.curves import share_curves
from sim.plots.figure import Figure

AXIS = "dial.lines: 0 bends every refusal, 0.5 leaves the words as believed, 1 makes every one firm"


def dial_curve(swept: Swept) -> Figure:
    """Draw the shares of worlds with a zone and with compatible lines along the dial of refusals."""
    return share_curves(swept, dial_caption(swept), AXIS)
