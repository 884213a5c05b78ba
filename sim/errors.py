"""What can go wrong, said in sentences: where it is, what was found, what would be right.

::

    DealzonesError          everything this package raises on purpose
    ├── ScenarioError       a scenario file or an override is wrong; holds every problem found
    ├── UnknownName         a party, issue, level or path that the scenario does not have
    ├── TooManyDeals        the issues and levels make more deals than a run may hold
    ├── TooMuchMemory       a run would take more memory than it may
    ├── TooManyParties      more parties than the whole frontier can be found for
    ├── FolderInUse         a results folder holds files that no run wrote
    ├── NotARun             a folder does not hold what a run left there
    ├── NotPaired           two runs cannot be compared world by world
    └── BadArgument         a number or name given to a function cannot be used

"No deal" is a result, never an error.
"""

import difflib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

Paint = Callable[[str, str], str]
"""Colors a text by its role: ``error``, ``place``, ``caret`` or ``hint``."""


def _unpainted(text: str, _role: str) -> str:
    return text


SHOWN_IN_FULL = 20
"""Problems shown with their line; the rest get one line each."""
LISTED = 8
WIDEST = 110


@dataclass(frozen=True)
class Place:
    """A stretch of one line of a file, or of an override (``line`` is 0).

    Lines and columns count from 1, in characters.
    """

    file: str
    line: int
    column: int
    width: int
    source: str
    """The line itself; of an override, its whole text."""
    before: str = ""
    """The line above it."""

    @property
    def arrow(self) -> str:
        """``file:line:column``, or the override as it was typed."""
        return f"{self.file}:{self.line}:{self.column}" if self.line else f"{self.file} {_window(self.source, 0)[0]}"


@dataclass(frozen=True)
class Problem:
    """One slip: what is wrong, what would be right, and where it stands."""

    message: str
    hint: str = ""
    place: Place | None = None


class DealzonesError(Exception):
    """Root of the errors this package raises on purpose."""


class ScenarioError(DealzonesError):
    """A scenario cannot be read; every problem found is told at once.

    Parameters
    ----------
    problems
        What was found, in any order: files come first, in the order of their lines, overrides last.
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(sorted(dict.fromkeys(problems), key=_order))
        super().__init__(self.problems)

    def __str__(self) -> str:
        return self.render()

    def render(self, paint: Paint = _unpainted) -> str:
        """Write the problems out with their lines, colored by ``paint``."""
        shown, rest = self.problems[:SHOWN_IN_FULL], self.problems[SHOWN_IN_FULL:]
        parts = [render(problem, paint) for problem in shown]
        if rest:
            parts.append("\n".join(_one_line(problem, paint) for problem in rest))
        count = len(self.problems)
        return "\n\n".join(parts) + f"\n\n{count} problem{'s' * (count != 1)}; nothing was run."


class UnknownName(DealzonesError):  # noqa: N818
    """A name that the scenario does not have.

    Parameters
    ----------
    what
        What the name was taken for: "party", "issue", "path".
    name
        The name that was given.
    known
        The names there are.
    """

    def __init__(self, what: str, name: str, known: Sequence[str]) -> None:
        super().__init__(what, name, known)
        self.what, self.name, self.known = what, name, known

    def __str__(self) -> str:
        return "; ".join(filter(None, [f"unknown {self.what} '{self.name}'", did_you_mean(self.name, self.known)]))


class TooManyDeals(DealzonesError):  # noqa: N818
    """The levels of all issues multiply to more deals than a run may hold."""

    def __init__(self, deals: int, limit: int) -> None:
        super().__init__(deals, limit)
        self.deals, self.limit = deals, limit

    def __str__(self) -> str:
        return (
            f"the issues and levels make {self.deals:,} deals, and at most {self.limit:,} can be computed; "
            "take away levels, or an issue"
        )


class TooMuchMemory(DealzonesError):  # noqa: N818
    """A run would take more memory than it may."""

    def __init__(self, needed: int, budget: int, hint: str) -> None:
        super().__init__(needed, budget, hint)
        self.needed, self.budget, self.hint = needed, budget, hint

    def __str__(self) -> str:
        return (
            f"this run would take about {in_gigabytes(self.needed)} of memory, and {in_gigabytes(self.budget)} are "
            f"allowed (--memory); {self.hint}"
        )


def in_gigabytes(count: int) -> str:
    """Write a number of bytes in gigabytes.

    >>> in_gigabytes(2_000_000_000), in_gigabytes(150_000_000)
    ('2 GB', '0.15 GB')
    """
    return f"{float(f'{count / 1e9:.2g}'):,g} GB"


class TooManyParties(DealzonesError):  # noqa: N818
    """The whole frontier is asked for with more parties than it can be found for."""

    def __init__(self, parties: int, limit: int) -> None:
        super().__init__(parties, limit)
        self.parties, self.limit = parties, limit

    def __str__(self) -> str:
        return (
            f"the frontier of all deals is found for at most {self.limit} parties, and here are {self.parties}: with "
            "every further party fewer deals are worse than another for everybody, until nearly all of them are on it; "
            "ask for the frontier of the zone, which takes any number"
        )


class FolderInUse(DealzonesError):  # noqa: N818
    """A folder that a run would replace holds files of somebody else."""

    def __init__(self, folder: str, files: Sequence[str]) -> None:
        super().__init__(folder, files)
        self.folder, self.files = folder, files

    def __str__(self) -> str:
        named = ", ".join(self.files[:3]) + (" and others" if len(self.files) > 3 else "")
        return f"'{self.folder}' holds files that no run wrote ({named}); move them, or choose another name with --name"


class NotARun(DealzonesError):  # noqa: N818
    """A folder that was taken for the results of a run is none, or is no longer what the run left.

    Parameters
    ----------
    folder
        The folder as it was named.
    found
        What is the matter with it, said of the folder.
    remedy
        What would be right.
    """

    def __init__(self, folder: str, found: str, remedy: str) -> None:
        super().__init__(folder, found, remedy)
        self.folder, self.found, self.remedy = folder, found, remedy

    def __str__(self) -> str:
        return f"'{self.folder}' {self.found}; {self.remedy}"


class NotPaired(DealzonesError):  # noqa: N818
    """Two runs whose worlds do not belong together, so that their difference has no paired interval.

    Parameters
    ----------
    base, other
        What the two runs are called.
    difference
        What keeps them apart, as a sentence of its own.
    remedy
        What would be right.
    """

    def __init__(self, base: str, other: str, difference: str, remedy: str) -> None:
        super().__init__(base, other, difference, remedy)
        self.base, self.other, self.difference, self.remedy = base, other, difference, remedy

    def __str__(self) -> str:
        return f"'{self.base}' and '{self.other}' cannot be compared: {self.difference}; {self.remedy}"


class BadArgument(DealzonesError, ValueError):  # noqa: N818
    """Something given to a function or command cannot be used; the message says what would be right."""


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known name that is spelt most like a word; None if none is near."""
    lowered = {name.lower(): name for name in known}
    near = difflib.get_close_matches(word.lower(), lowered, n=1, cutoff=0.66)
    return lowered[near[0]] if near else None


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Offer the nearest known name, else list the known ones; empty when there are none.

    Examples
    --------
    >>> did_you_mean("teritory", ["territory", "assets"])
    "did you mean 'territory'?"
    >>> did_you_mean("xyz", ["territory", "assets"])
    'known: territory, assets'
    """
    names = list(dict.fromkeys(known))
    near = nearest(word, names)
    if near:
        return f"did you mean '{near}'?"
    more = f" and {len(names) - LISTED} more" if len(names) > LISTED else ""
    return f"known: {', '.join(names[:LISTED])}{more}" if names else ""


def render(problem: Problem, paint: Paint = _unpainted) -> str:
    """Write one problem with its line, a caret under the slip, and the hint."""
    head = f"{paint('error', 'error')}: {problem.message}"
    hint = paint(problem.hint, "hint") if problem.hint else ""
    place = problem.place
    if place is None:
        return f"{head}\n  {hint}" if hint else head
    line, column = _window(place.source, place.column - 1)
    caret = paint("^" * max(1, min(place.width, len(line) - column)), "caret")
    below = f"{_padding(line[:column])}{caret} {hint}".rstrip()
    lines = [head, f"  {paint('-->', 'place')} {place.arrow}"]
    if not place.line:
        return "\n".join([*lines, f"      {line}", f"      {below}"])
    if place.before.strip() and column == place.column - 1:
        lines.append(f"{paint(f'{place.line - 1:5d} |', 'place')} {_window(place.before, 0)[0]}")
    lines.append(f"{paint(f'{place.line:5d} |', 'place')} {line}".rstrip())
    lines.append(f"{paint('      |', 'place')} {below}")
    return "\n".join(lines)


def _one_line(problem: Problem, paint: Paint) -> str:
    where = f"{problem.place.arrow}: " if problem.place else ""
    hint = f" ({paint(problem.hint, 'hint')})" if problem.hint else ""
    return f"{paint('error', 'error')}: {where}{problem.message}{hint}"


def _order(problem: Problem) -> tuple[int, str, int, int]:
    place = problem.place
    if place is None:
        return (0, "", 0, 0)
    return (1, place.file, place.line, place.column) if place.line else (2, "", 0, 0)


def _window(line: str, column: int) -> tuple[str, int]:
    """Cut a long line around a column (0-based), and mask what a terminal would act upon."""
    shown = "".join(sign if sign.isprintable() or sign == "\t" else "\ufffd" for sign in line)
    start = column - WIDEST // 2 if column > WIDEST - 20 else 0
    cut = shown[start : start + WIDEST]
    head, tail = "…" * (start > 0), "…" * (start + WIDEST < len(shown))
    return f"{head}{cut}{tail}".rstrip(), column - start + len(head)


def _padding(text: str) -> str:
    return "".join("\t" if sign == "\t" else " " for sign in text)
