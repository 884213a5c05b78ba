"""What a comparison of runs says of itself."""

from math import isnan

from sim.analysis.comparing import CLEAR, Compared, Outcome, finding
from sim.analysis.measures import SHARE, Unit
from sim.analysis.sentences.captions import Caption
from sim.analysis.sentences.wording import count, listed, percent
from sim.results import Change
from sim.statistics.jackknife import LEVEL

NAMED = 3
"""A title names at most so many runs beside the base; of more it gives the range."""
LONGEST_NAME = 36
"""Letters of a run's name in a title or a picture."""
ROUGH = 9.95
"""Changes of so many points are drawn without a decimal."""
MANY = 20
"""From so many intervals on, a reader is told that some miss."""


def value_text(unit: Unit, value: float) -> str:
    """Write a measure.

    >>> value_text("share of worlds", 0.617), value_text("deals", 688.97), value_text("rounds", float("nan"))
    ('62%', '689.0 deals', 'in no world')
    """
    if isnan(value):
        return "in no world"
    return percent(value) if unit == SHARE else f"{value:,.1f} {unit}"


def change_text(unit: Unit, change: Change) -> str:
    """Write a change with its sampling error, or why it is not told.

    >>> change_text("share of worlds", Change(0.62, 0.84, 0.2, 0.24)), change_text("deals", Change(9.0, 12.5, 3.5, 3.5))
    ('+22.0 points (+-2.0)', '+3.5 deals')
    >>> change_text("share of worlds", Change(0.62, 0.63, -0.01, 0.03))
    'no clear difference'
    """
    if (said := finding(change)) != CLEAR:
        return said
    scale, name = (100, "points") if unit == SHARE else (1, unit)
    return f"{scale * change.change:+,.1f} {name}{_error(scale, change)}"


def _error(scale: float, change: Change) -> str:
    """Write the sampling error of a change, or both ends of its interval where they lie at unlike distances."""
    if change.low is None or change.high is None or not change.margin:
        return ""
    up, down = (f"{scale * width:,.1f}" for width in (change.high - change.change, change.change - change.low))
    return f" (+-{up})" if up == down else f" ({scale * change.low:+,.1f} to {scale * change.high:+,.1f})"


def short_change(change: Change) -> str:
    """Write a change of a share in percentage points, for a figure; nothing if it is not clear.

    >>> short_change(Change(0.62, 0.84, 0.2, 0.24)), short_change(Change(0.5, 0.46, -0.05, -0.03))
    ('+22', '−4.0')
    """
    if not change.clear:
        return ""
    number = 100 * change.change
    return f"{number:+.{int(abs(number) < ROUGH)}f}".replace("-", "−")


def called(name: str) -> str:
    """Return the name of a run, without its middle if it is too long for a title.

    >>> called("softer"), called("a-very-long-name-that-somebody-gave-to-a-run-of-his-2")
    ('softer', 'a-very-long-name-…o-a-run-of-his-2')
    """
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME // 2 - 1]}…{name[-LONGEST_NAME // 2 + 2 :]}"


def others_of(found: Compared) -> str:
    """Return the names of the runs that are held against the base."""
    return listed([called(run.name) for run in found.others])


def opening(found: Compared) -> str:
    """Return what is held against what, as the title of a table."""
    return f"{others_of(found)} against {called(found.base.name)}"


def scope(found: Compared) -> str:
    """Return what the runs have in common, or how their worlds differ."""
    if found.unpaired:
        worlds = listed(
            [f"{count(run.draws, 'world', 'worlds')} of seed {run.seed} in {called(run.name)}" for run in found.runs]
        )
        return f"{worlds}, not all drawn alike"
    return f"{count(found.base.draws, 'world', 'worlds')} in each run, drawn alike · seed {found.base.seed}"


def equal_measures(found: Compared) -> str:
    """Return how many measures are exactly equal in all runs."""
    equal, of = len(found.outcomes) - len(found.differing), len(found.outcomes)
    if equal == of:
        return f"All {count(of, 'measure is', 'measures are')} exactly equal in all runs."
    return f"{equal} of {count(of, 'measure', 'measures')} {'is' if equal == 1 else 'are'} exactly equal in all runs."


def remarks(found: Compared) -> list[str]:
    """Return what a reader must know beside the table: what is left out, and how far the intervals go."""
    said = [
        f"{called(name)} is not paired with {called(found.base.name)}, because {why}: its intervals are those of two "
        f"independent runs (Welch), wider than paired ones. To pair them: {remedy}."
        for name, (why, remedy) in found.unpaired.items()
    ]
    for lacking in dict.fromkeys(found.left_out.values()):
        labels = "; ".join(label for label, runs in found.left_out.items() if runs == lacking)
        why = f"not in {listed(lacking)}" if lacking else "a check of one name asks something else"
        said.append(f"Left out ({why}): {labels}.")
    versions = {run.version for run in found.runs}
    if len(versions) > 1:
        told = ", ".join(f"{run.name} {run.version}" for run in found.runs)
        said.append(f"Made by different versions of this program, which may differ by themselves: {told}.")
    intervals = sum(change.low is not None for outcome in found.differing for change in outcome.changes)
    if intervals >= MANY:
        said.append(f"Each interval stands for itself: {1 - LEVEL:.0%} of such intervals miss the true change.")
    return said


def title(found: Compared) -> str:
    """Return the main finding: how often a zone exists, or else what changes most."""
    shares = [outcome for outcome in found.outcomes if outcome.measure.unit == SHARE]
    zone = next(outcome for outcome in shares if outcome.measure.name == "zone")
    most = max(shares, key=lambda outcome: outcome.largest)
    base, runs = called(found.base.name), listed([called(name) for name in found.names])
    if zone.largest:
        return f"A zone exists in {percent(zone.base)} of worlds in {base}, {_elsewhere(found, zone)}"
    if most.largest:
        same = f"A zone exists in {percent(zone.base)} of worlds in every run"
        start = same if zone.equal else "How often a zone exists shows no clear difference"
        return f"{start}. Most changed: {most.measure.label}: {percent(most.base)} in {base}, {_elsewhere(found, most)}"
    if any(not outcome.equal for outcome in shares):
        return f"No share of worlds shows a clear difference between {runs}"
    return f"No share of worlds differs between {runs}"


def _elsewhere(found: Compared, outcome: Outcome) -> str:
    """Say how large a share is in the other runs."""
    if len(found.others) > NAMED:
        shares = sorted(change.other for change in outcome.changes if not isnan(change.other))
        return f"{percent(shares[0])} to {percent(shares[-1])} in {len(found.others)} others"
    told = []
    for run, change in zip(found.others, outcome.changes, strict=True):
        unclear = "the same" if change.equal else finding(change)
        told.append(f"{percent(change.other) if change.clear else unclear} in {called(run.name)}")
    return listed(told)


def differences_caption(found: Compared, *, rows: int, runs: int, greyed: bool) -> Caption:
    """Return the finding, and what is drawn.

    Parameters
    ----------
    found
        The comparison.
    rows
        How many measures are left out of the picture.
    runs
        How many runs are left out of the picture.
    greyed
        Whether some change is drawn in grey.
    """
    base = called(found.base.name)
    alike = (
        f"Shares of {count(found.base.draws, 'world', 'worlds')}, drawn alike in every run (seed {found.base.seed})."
    )
    drawn = (
        f"{scope(found)}." if found.unpaired else alike,
        f"Numbers: change from {base} in percentage points; bars with ends: its {interval_of(found)}.",
        "Grey: no clear difference, or too few worlds to tell." if greyed else "",
        f"Left out here but in the table: {_left_out(rows, runs)}." if rows or runs else "",
        f"Base: {found.base.title}.",
    )
    return Caption(title(found), " ".join(filter(None, drawn)))


def interval_of(found: Compared) -> str:
    """Return what the intervals of changes are."""
    return "95% interval, paired where worlds are drawn alike" if found.unpaired else "paired 95% interval"


def _left_out(rows: int, runs: int) -> str:
    parts = [count(rows, "share that differs", "shares that differ")] if rows else []
    return listed(parts + ([count(runs, "run", "runs")] if runs else []))
