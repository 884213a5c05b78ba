"""The files of a run."""

from pathlib import Path
from typing import TYPE_CHECKING

from sim.analysis.sentences.headline import gated
from sim.analysis.tables import worlds_table
from sim.files import replace_folder
from sim.store import ANSWER, MANIFEST, as_csv, as_json, as_netcdf, as_parquet, as_yaml, manifest

if TYPE_CHECKING:
    from sim.surface.run import Run

OPENING = """\
# The scenario as it ran: everything it extends or reads is written out. It runs as it is and gives the same worlds;
# only the files of other readings are not in it.
"""


def resolved(run: "Run") -> bytes:
    """Return the scenario as it ran, with the order of its random streams; runnable anywhere."""
    case = run.study.case.model_copy(update={"columns": run.study.paths, "readings": ()})
    return as_yaml(case.model_dump(mode="json", exclude_unset=True, by_alias=True), OPENING)


def contents(run: "Run") -> dict[str, bytes]:
    """Return the bytes of every file but the manifest."""
    from sim.plots import png, svg  # matplotlib is slow to import

    study = run.study
    files = {
        ANSWER: as_json(run.answer()),
        "scenario.yaml": resolved(run),
        "deals.csv": as_csv(run.deals),
        "parties.csv": as_csv(run.parties),
        "beliefs.csv": as_csv(run.telling.table.drop(columns=["total", "total_low", "total_high"])),
        "draws.parquet": as_parquet(worlds_table(study)),
        "acceptance.nc": as_netcdf(run.acceptance),
    }
    figures = {"blockers": run.plot.blockers()} if study.counted else {}
    if len(study.space.issues) > 1:
        figures["zone"] = run.plot.zone()
        if study.case.hold is not None:
            figures["lasting"] = run.plot.zone(lasting=True)
    if gated(study.case):
        figures["dial"] = run.plot.dial()
    if study.agreements is not None:
        figures["agreement"] = run.plot.agreement()
    if study.paths:
        figures["convergence"] = run.plot.convergence()
    for name, figure in figures.items():
        files |= {f"figures/{name}.png": png(figure), f"figures/{name}.svg": svg(figure)}
    return files


def saved(run: "Run", folder: Path) -> Path:
    """Write a run's folder whole, or leave everything as it was."""
    files = contents(run)
    files[MANIFEST] = as_json(manifest(run.study, run.scenario.overrides(), files))
    replace_folder(folder, files, MANIFEST)
    return folder
