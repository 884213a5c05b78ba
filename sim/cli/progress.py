"""Progress on standard error: one line that changes on a terminal, nothing elsewhere."""

from typing import TextIO

COMPILING = "Compiling the kernels once, about a minute.\n"
LONGEST = 60
"""Columns that are wiped; no color codes are used, for terminals that want none."""


class Progress:
    """Says what is under way, on a terminal only; that something is compiled is said everywhere."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._warned = False

    def __call__(self, what: str) -> None:
        """Say what is under way."""
        if self._stream.isatty():
            self.done()
            self._stream.write(f"{what} ...")
            self._stream.flush()

    def compiling(self) -> None:
        """Say that the first run compiles, if this is the first."""
        from sim.kernels import COLD  # imports Numba

        if COLD and not self._warned:
            self._warned = True
            self.done()
            self._stream.write(COMPILING)
            self._stream.flush()

    def done(self) -> None:
        """Take the line away."""
        if self._stream.isatty():
            self._stream.write(f"\r{' ' * LONGEST}\r")
            self._stream.flush()
