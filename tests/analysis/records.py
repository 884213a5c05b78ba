"""Records of runs made for tests: a scenario, and a table of worlds written by hand."""

import numpy as np
import pandas as pd

from sim.store import RunRecord


def worlds_of(zone, **columns):
    """Return a table of worlds in which the zone is given, and more columns if wanted."""
    zone = np.asarray(zone, bool)
    table = {
        "draw": np.arange(len(zone)),
        "zone": zone,
        "zone_size": np.where(zone, 3, 0),
        "lines_compatible": np.ones(len(zone), bool),
        "blockers": np.where(zone, "", "russia ukraine"),
        **columns,
    }
    return pd.DataFrame(table)


def record(case, zone=(), name="base", *, paths=("words.demands",), seed=1, version="0.1.0", **columns):
    """Return the record of a run that found a zone in these worlds."""
    return RunRecord(name, case, paths, seed, len(zone), worlds_of(zone, **columns), version)
