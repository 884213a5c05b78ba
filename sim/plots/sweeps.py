"""A sweep: how often a zone exists, and lines leave a deal, at one value of a belief after another."""

from sim.analysis.sentences import sweep_caption
from sim.analysis.statements import unit_of
from sim.analysis.sweeping import Swept
from sim.plots.curves import BESIDE, WIDTH, share_curves
from sim.plots.figure import Figure
from sim.plots.headings import wrapped

SIZE = 10
"""Of the axis's name, in points."""


def sweep_curve(swept: Swept) -> Figure:
    """Draw the shares of worlds with a zone and with compatible lines, value by value.

    Numbers stand on a true axis and are joined; words and beliefs stand side by side and are not.
    """
    unit = unit_of(swept.path)
    return share_curves(swept, sweep_caption(swept), broken(swept.path) + (f"\n{unit}" if unit else ""))


def broken(path: str) -> str:
    """Break a dotted path after its dots into lines that fit under the axis.

    >>> broken("parties.russia.no_deal.cost")
    'parties.russia.no_deal.cost'
    """
    return wrapped(path.replace(".", ". "), WIDTH - BESIDE, SIZE).replace(". ", ".")
