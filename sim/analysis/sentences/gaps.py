"""What is said of worlds without a zone: how far the nearest deal is, and how many would have to give way."""

import numpy as np

from sim.analysis.gaps import middle_gap
from sim.analysis.sentences.wording import count, percent
from sim.results import Study


def gap_sentences(study: Study) -> tuple[str, ...]:
    """Say how much is missing where lines leave some deal without a zone, and who gives way where they leave none."""
    missing, crossed = ~study.in_zone & study.verdicts.compatible, ~study.verdicts.compatible
    said = []
    middle = middle_gap(study)
    if middle is not None:
        said.append(
            f"Where lines leave some deal but there is no zone ({percent(missing.mean())} of worlds), the nearest deal "
            f"leaves whoever lacks most {middle:.2f} of its scale short of no deal (median)."
        )
    if crossed.any():
        fewest, times = np.unique(study.gaps.giving_way[crossed], return_counts=True)
        most = int(fewest[times.argmax()])
        share = percent(float(times.max()) / crossed.sum())
        said.append(
            f"Where lines leave none ({percent(crossed.mean())}), {count(most, 'party', 'parties')} would have to give "
            f"way on {'its' if most == 1 else 'their'} lines in {share} of those worlds."
        )
    return tuple(said)
