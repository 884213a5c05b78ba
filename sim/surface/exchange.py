"""A run in the forms that other tools take."""

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from sim.analysis.faces import faces_of
from sim.analysis.measures import measures_of
from sim.analysis.tables import worlds_table

if TYPE_CHECKING:
    from sim.surface.run import Run


def experiments_and_outcomes(run: "Run") -> tuple[pd.DataFrame, dict[str, np.ndarray]]:
    """Return a run as the EMA Workbench takes experiments and outcomes, for its PRIM, trees, scores and plots.

    Source: J. H. Kwakkel, "The Exploratory Modeling Workbench", Environmental Modelling & Software 96 (2017), 239-250.

    Returns
    -------
        One row a world with what was drawn, a column a belief: numbers, levels as categories, answers as booleans; with
        the columns ``scenario``, ``policy`` and ``model`` that the workbench expects. And by outcome what each world
        counts for, not a number where it does not count: ``zone``, ``zone_size`` and all others that runs are compared
        by.
    """
    study = run.study
    worlds = worlds_table(study)
    columns = {name: study.drawn[name] for name in faces_of(study, talks=True).names}
    experiments = pd.DataFrame(columns, index=pd.RangeIndex(study.draws))
    for name, column in columns.items():
        if column.dtype.kind not in "fb":
            experiments[name] = pd.Categorical(column)
    model = pd.Categorical([study.case.name] * study.draws)
    experiments = experiments.assign(scenario=np.arange(study.draws), policy=model, model=model)
    outcomes = {name: measure.values(worlds) for name, measure in measures_of(study.case, worlds).items()}
    return experiments, {name: values for name, values in outcomes.items() if values is not None}
