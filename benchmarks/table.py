"""Findings as lines under each other on the screen, and as a table in a file."""

from collections.abc import Sequence

from benchmarks.findings import Finding, rate

HEADINGS = ("question", "measured", "min .. max", "target", "reached", "peer", "worlds", "ours/s", "peer's/s")
NUMBERS = (1, 2, 3, 7, 8)
"""Columns that hold numbers."""


def cells(finding: Finding) -> tuple[str, ...]:
    """Return a line of the table."""
    spread = f"{rate(finding.values.min())} .. {rate(finding.values.max())}"
    bound = "at most " if finding.at_most else ""
    target = "" if finding.target is None else f"{bound}{rate(finding.target)} {finding.unit}".rstrip()
    measured = f"{rate(finding.median)} {finding.unit}".rstrip()
    return (
        finding.question,
        measured,
        spread,
        target,
        finding.reached,
        finding.against,
        finding.where,
        *finding.rates,
    )


def table(lines: Sequence[tuple[str, ...]]) -> str:
    """Return lines of cells as text: words to the left, numbers to the right."""
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    form = "  ".join(f"{{:{'>' if k in NUMBERS else '<'}{width}}}" for k, width in enumerate(widths))
    ruled = [lines[0], tuple("-" * width for width in widths), *lines[1:]]
    return "\n".join(form.format(*line).rstrip() for line in ruled)


def markdown(lines: Sequence[tuple[str, ...]]) -> str:
    """Return lines of cells as a table in Markdown."""
    rule = tuple("--:" if k in NUMBERS else ":--" for k in range(len(lines[0])))
    return "\n".join("| " + " | ".join(line) + " |" for line in (lines[0], rule, *lines[1:]))


def notes(findings: Sequence[Finding]) -> list[str]:
    """Return what a reader must know, once each."""
    return list(dict.fromkeys(f"{one.question}: {one.note}" for one in findings if one.note))
