"""What differs between worlds as a table of numbers: levels by their place in the file, answers as 0 and 1."""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Float

from sim.analysis.tables import touched
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


def faces_of(study: Study, *, talks: bool = False) -> Faces:
    """Return what differs between the worlds of a study.

    Parameters
    ----------
    study
        A finished run.
    talks
        Whether to count what only the talks rest on.
    """
    found = drivers_of(study.case, talks=talks)
    columns = [as_numbers(study.case, driver.face, study.drawn[driver.face]) for driver in found]
    return Faces(tuple(found), np.stack(columns, axis=1) if columns else np.empty((study.draws, 0)))


def signs_of(study: Study, faces: Faces) -> Float[np.ndarray, " drivers"]:
    """Return 1 for a face that rises with its stream, and -1 for one that falls, as the place of a ceiling may."""
    found = [
        np.cov(column, study.drawn[driver.streams[0]])[0, 1] if study.draws > 1 else 1.0
        for driver, column in zip(faces.drivers, faces.values.T, strict=True)
    ]
    return np.where(np.array(found) < 0, -1.0, 1.0)


def as_numbers(case: Case, face: str, column: np.ndarray) -> Float[np.ndarray, " draws"]:
    """Return a recorded column as numbers; levels in the order in which their issue lists them."""
    if column.dtype.kind in "fb":
        return column.astype(np.float64)
    places = {level: place for place, level in enumerate(case.issues[issue_of(case, face)].levels)}
    names, where = np.unique(column, return_inverse=True)
    return np.array([float(places[str(name)]) for name in names])[where]


def issue_of(case: Case, face: str) -> str:
    """Return the issue whose levels a recorded column holds."""
    match parts_of(face):
        case ["parties", party, "lines", name, _]:
            (found,) = touched(case.parties[party].lines[name])
            return found
        case [_, _, _, issue, *_]:
            return issue
    raise KeyError(face)
