"""The screen of ``compare --attribute``."""

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from sim.analysis.sentences.attributing import attribution_lines, attribution_sentences, attribution_title
from sim.cli.paint import painted
from sim.cli.screen import unbroken, wrapped

if TYPE_CHECKING:
    import pandas as pd

    from sim.analysis.attributing import Attributed

LONGEST = 160
"""Letters of what a change is on the screen."""


def attribution_screen(found: "Attributed", inputs: "pd.DataFrame") -> Iterator[str]:
    """Write which change did it."""
    yield painted(sys.stdout)("Which change did it", "strong")
    yield from wrapped(f"{attribution_title(found)}.", "  ")
    for sentence in attribution_sentences(found):
        yield from wrapped(sentence, "  ")
    for change, told in attribution_lines(found, inputs):
        cut = change if len(change) <= LONGEST else f"{change[:LONGEST]}..."
        yield from wrapped(cut, "  ", "    ")
        yield from wrapped("; ".join(map(unbroken, told)), "      ")
    yield from wrapped(NOTE, "  ")
    yield ""


NOTE = (
    "alone: put into the base by itself; last: what taking it alone back from the other undoes; part: what it adds on "
    "average over all orders of putting changes in (Shapley value), which adds up to the whole. All in the worlds of "
    "the base, with paired 95% intervals; where the other run has worlds of its own, its share differs here from the "
    "one above by sampling."
)
"""What the words mean."""
