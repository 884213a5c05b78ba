"""Pictures, one a file; the only place with matplotlib, so nothing imports this at start-up."""

from sim.plots.agreement_curves import agreement_times
from sim.plots.blockers import who_blocks_what
from sim.plots.dates import zone_by_date
from sim.plots.deciding import what_decides
from sim.plots.dials import dial_curve
from sim.plots.dumbbells import differences
from sim.plots.figure import Figure, png, save, svg
from sim.plots.linting import lint
from sim.plots.opening import what_it_takes
from sim.plots.replays import replayed
from sim.plots.sweeps import sweep_curve
from sim.plots.win_sets import who_accepts_what
from sim.plots.zone_maps import zone_map

__all__ = [
    "Figure",
    "agreement_times",
    "dial_curve",
    "differences",
    "lint",
    "png",
    "replayed",
    "save",
    "svg",
    "sweep_curve",
    "what_decides",
    "what_it_takes",
    "who_accepts_what",
    "who_blocks_what",
    "zone_by_date",
    "zone_map",
]
