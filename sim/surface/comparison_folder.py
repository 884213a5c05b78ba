"""The files of a comparison."""

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.analysis.agreement_times import have_talks, talk_curves
from sim.analysis.attributing import Attributed, attribution_table
from sim.analysis.comparing import Compared
from sim.analysis.comparison_tables import outcome_table
from sim.analysis.sentences import agreement_caption
from sim.errors import BadArgument
from sim.files import replace_folder
from sim.store import MANIFEST, RunRecord, as_csv, as_json, comparison_manifest

if TYPE_CHECKING:
    from sim.plots import Figure

MOST_CURVES = 6
"""Runs whose times to agreement go into one figure."""
LONGEST = 80
"""Letters of a folder's name."""


def folder_name(found: Compared) -> str:
    """Return what a comparison's folder is called: the names of the runs, or of the base where they are too long."""
    names = [re.sub(r"[^A-Za-z0-9_-]+", "-", name).strip("-") or "run" for name in found.names]
    full = "-and-".join(names)
    others = len(names) - 1
    return (
        full
        if len(full) <= LONGEST
        else f"{names[0][: LONGEST - 16].strip('-')}-and-{others}-other{'s' * (others > 1)}"
    )


def checked_name(name: str) -> str:
    """Return a folder's name that somebody chose, or refuse one that leads elsewhere."""
    if not re.fullmatch(rf"[A-Za-z0-9][A-Za-z0-9_-]{{0,{LONGEST - 1}}}", name):
        raise BadArgument(f"'{name}' cannot name a folder; use letters, digits, - and _, at most {LONGEST}")
    return name


def refuse_run(folder: Path) -> None:
    """Refuse to put a comparison where a run lies: that took longer to make."""
    try:
        noted = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return  # whose files these are is looked at when the folder is replaced
    if not isinstance(noted, dict) or "compared" not in noted:
        raise BadArgument(f"'{folder}' holds a run, not a comparison; choose another name with --name")


def agreement_figure(found: Compared) -> "Figure":
    """Draw the time to agreement of every run; refused where one has no talks or other worlds."""
    from sim.plots import agreement_times  # matplotlib is slow to import

    if found.unpaired:
        raise BadArgument(
            f"times to agreement are drawn of runs that share their worlds; {next(iter(found.unpaired))} does not"
        )

    curves = talk_curves(found.runs)
    return agreement_times(curves, agreement_caption(curves, seed=found.base.seed, scenario=found.base.title))


def named(run: RunRecord) -> dict[str, Any]:
    """Return what a comparison notes of a run."""
    return {"name": run.name, "scenario": run.case.name, "title": run.title, "seed": run.seed, "draws": run.draws}


def saved_comparison(found: Compared, folder: Path, did: Attributed | None = None) -> Path:
    """Write a comparison's folder whole, or leave everything as it was; with what each change did, if that is asked."""
    from sim.plots import differences, png, svg  # matplotlib is slow to import

    refuse_run(folder)
    figures = {"differences": differences(found)}
    if have_talks(found.runs) and not found.unpaired and len(found.runs) <= MOST_CURVES:
        figures["agreement"] = agreement_figure(found)
    files = {"compare.csv": as_csv(outcome_table(found, every=True)), "inputs.csv": as_csv(found.inputs)}
    if did is not None:
        files["attribution.csv"] = as_csv(attribution_table(did))
    for name, figure in figures.items():
        files |= {f"figures/{name}.png": png(figure), f"figures/{name}.svg": svg(figure)}
    runs = [named(run) for run in found.runs]
    files[MANIFEST] = as_json(comparison_manifest(runs, found.base.seed, found.base.draws, files))
    replace_folder(folder, files, MANIFEST)
    return folder
