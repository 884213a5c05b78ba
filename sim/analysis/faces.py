"""What differs between worlds as a table of numbers: levels by their place in the file, answers as 0 and 1."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from jaxtyping import Float

from sim.arrays import PerDraw
from sim.results import Study
from sim.scenario import Case
from sim.worlds.drivers import Driver, drivers_of
from sim.written import parts_of


@dataclass(frozen=True)
class Faces:
    """The faces of what may decide an outcome, in every world."""

    drivers: tuple[Driver, ...]
    values: Float[np.ndarray, "draws drivers"]

    @property
    def names(self) -> list[str]:
        """Return the paths under which the faces are recorded."""
        return [driver.face for driver in self.drivers]


def faces_of(study: Study, *, talks: bool = False, text: str | None = None) -> Faces:
    """Return what differs between the worlds of a study.

    Parameters
    ----------
    study
        A finished run.
    talks
        Whether to count what only the talks rest on.
    text
        The proposal that is asked about, if one is.
    """
    found = drivers_of(study.case, talks=talks, text=text)
    columns = [as_numbers(study.case, driver.face, study.drawn[driver.face]) for driver in found]
    return Faces(tuple(found), np.stack(columns, axis=1) if columns else np.empty((study.draws, 0)))


def signs_of(faces: Faces, uniforms: Mapping[str, PerDraw]) -> Float[np.ndarray, " drivers"]:
    """Return 1 for a face that rises with its stream, and -1 for one that falls, as the place of a ceiling may."""
    found = [
        np.cov(column, uniforms[driver.streams[0]])[0, 1] if len(column) > 1 else 1.0
        for driver, column in zip(faces.drivers, faces.values.T, strict=True)
    ]
    return np.where(np.array(found) < 0, -1.0, 1.0)


def as_numbers(case: Case, face: str, column: np.ndarray) -> Float[np.ndarray, " draws"]:
    """Return a recorded column as numbers; levels in the order in which their issue lists them."""
    if column.dtype.kind in "fb":
        return column.astype(np.float64)
    issue = issue_of(case, face)
    assert issue is not None, f"{face} holds texts that are no levels"
    places = {level: place for place, level in enumerate(case.issues[issue].levels)}
    names, where = np.unique(column, return_inverse=True)
    return np.array([float(places[str(name)]) for name in names])[where]


def issue_of(case: Case, face: str) -> str | None:
    """Return the issue whose levels a recorded column holds; None where it holds no levels."""
    match parts_of(face):
        case ["parties", party, "lines", line, "stands_at"]:
            return str(getattr(case.parties[party].lines[line], "issue"))  # noqa: B009, lines across issues have none
        case ["parties", _, "values", issue, "best"] | ["proposals", _, "clauses", issue]:
            return issue
    return None
