"""The matrix that a scenario's correlations make, and what is wrong where they make none."""

from collections.abc import Collection, Iterator, Mapping
from itertools import combinations

import numpy as np
from jaxtyping import Float

from sim.scenario.case import Case
from sim.scenario.placing import Fault
from sim.stakes import Correlation

LEAST_EIGENVALUE = 1e-9
"""Below this a matrix has no Cholesky factor that rounding leaves alone."""


def correlation_matrix(
    correlations: Mapping[str, Correlation], known: Collection[str] | None = None
) -> tuple[tuple[str, ...], Float[np.ndarray, "paths paths"]]:
    """Return the paths that are correlated in the order of the file, and the correlation of each with each.

    Parameters
    ----------
    correlations
        By name, as a scenario has them.
    known
        The paths that count; all when silent. What is taken out of a scenario correlates with nothing.
    """
    named = dict.fromkeys(path for entry in correlations.values() for path in entry.between)
    paths = tuple(path for path in named if known is None or path in known)
    place = {path: number for number, path in enumerate(paths)}
    matrix = np.eye(len(paths))
    for entry in correlations.values():
        for one, other in combinations([place[path] for path in entry.between if path in place], 2):
            matrix[one, other] = matrix[other, one] = entry.rho
    return paths, matrix


def correlation_faults(case: Case) -> Iterator[Fault]:
    """Find pairs with two correlations, and correlations that cannot all hold."""
    said: dict[frozenset[str], tuple[str, float]] = {}
    for name, entry in case.correlations.items():
        for pair in combinations(entry.between, 2):
            before, rho = said.setdefault(frozenset(pair), (name, entry.rho))
            if rho != entry.rho:
                told = f"is {entry.rho:g}, but '{before}' says {rho:g} of {' and '.join(pair)}"
                yield Fault(("correlations", name, "rho"), told, "give every pair one correlation")
                return
    yield from impossible(case.correlations)


def impossible(correlations: Mapping[str, Correlation]) -> Iterator[Fault]:
    """Find correlations that no quantities can have together: their matrix is not positive definite."""
    for names in tied(correlations):
        _, matrix = correlation_matrix({name: correlations[name] for name in names})
        least = float(np.linalg.eigvalsh(matrix)[0])
        if least > LEAST_EIGENVALUE:
            continue
        told = f"cannot hold of {len(matrix)} quantities: the least eigenvalue of their matrix is {least:.3g}"
        if len(names) == 1:
            hint = f"all pairs of {len(matrix)} can have more than {-1 / (len(matrix) - 1):.3g}, and less than 1"
            yield Fault(("correlations", names[0], "rho"), told, hint)
        else:
            told = told.replace("cannot hold", f"of {', '.join(names)} cannot all hold")
            yield Fault(("correlations",), told, "it must be above 0: bring some 'rho' nearer to 0")


def tied(correlations: Mapping[str, Correlation]) -> list[list[str]]:
    """Return the names of correlations that hang together by the quantities they share.

    >>> pairs = {"x": ("a", "b"), "y": ("c", "d"), "z": ("b", "e")}
    >>> tied({name: Correlation(between=pair, rho=0.5) for name, pair in pairs.items()})
    [['y'], ['x', 'z']]
    """
    groups: list[tuple[list[str], set[str]]] = []
    for name, entry in correlations.items():
        joined = [group for group in groups if group[1] & set(entry.between)]
        names = [one for group in joined for one in group[0]]
        paths = set(entry.between).union(*(group[1] for group in joined))
        groups = [group for group in groups if group not in joined] + [([*names, name], paths)]
    return [names for names, _ in groups]
