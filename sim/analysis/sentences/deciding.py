"""Which beliefs decide, in words: what stands out, how sure that is, and what goes together."""

from sim.analysis.deciding import LEAST, Deciding
from sim.analysis.sentences.captions import Caption
from sim.analysis.sentences.drivers import driver_label
from sim.analysis.sentences.wording import count, listed, percent

LEADING = 3
"""Beliefs named beside the headline at most."""
NAMED = 5
"""Beliefs named in a sentence at most."""


def deciding_sentences(found: Deciding) -> tuple[str, ...]:
    """Return what may be said of which beliefs decide an outcome."""
    if found.rarer == 0 or not len(found.table):
        return (never_varies(found),)
    if found.few:
        return (too_few(found),)
    said = (
        how_many(found),
        leading(found),
        unclear(found),
        through_others(found),
        in_pairs(found),
        trusted(found),
    )
    return tuple(sentence for sentence in said if sentence)


def most_telling(found: Deciding) -> tuple[tuple[str, float], ...]:
    """Return what the beliefs are called that tell most, known alone, each with its share of the variance."""
    rows = found.table.loc[found.marginal].sort_values("first", ascending=False, kind="stable").head(LEADING)
    return tuple((driver_label(found.study.case, str(name)), float(index)) for name, index in rows["first"].items())


def how_many(found: Deciding) -> str:
    """Say how many beliefs stand out."""
    beliefs, decisive = len(found.table), found.decisive
    if not decisive:
        return f"Of {count(beliefs, 'belief', 'beliefs')}, none stands out for: {found.measure.label}."
    verb = "stands out" if len(decisive) == 1 else "stand out"
    return f"Of {count(beliefs, 'belief', 'beliefs')}, {len(decisive)} {verb} for: {found.measure.label}."


def leading(found: Deciding) -> str | None:
    """Name the beliefs that decide most, with their shares."""
    shown = found.decisive[:NAMED]
    if not shown:
        return None
    rest = len(found.decisive) - len(shown)
    more = f"; {rest} more follow" if rest else ""
    return f"{'; '.join(_one(found, name) for name in shown)}{more}."


def _one(found: Deciding, name: str) -> str:
    """Name one belief with what it tells, alone and in all."""
    row, label = found.table.loc[name], driver_label(found.study.case, name)
    own = f"{_share(row['first'])} of the variance alone ({_share(row['first_low'])} to {_share(row['first_high'])})"
    if row["total"] != row["total"]:
        return f"{label}: {own}"
    return f"{label}: {own}, {_share(row['total'])} with all it does beside others"


def _share(index: float) -> str:
    """Write a share of the variance; chance may bring it below 0 or above 1."""
    return percent(min(1.0, max(0.0, index)))


def unclear(found: Deciding) -> str | None:
    """Name the beliefs that may do much or nothing."""
    if not found.untold:
        return None
    rows = found.table.loc[found.untold[:NAMED]]
    said = [
        f"{driver_label(found.study.case, str(name))} ({_share(row['total_low'])} to {_share(row['total_high'])})"
        for name, row in rows.iterrows()
    ]
    return f"Too unsure to say whether these do much beside others, or nothing: {'; '.join(said)}."


def through_others(found: Deciding) -> str | None:
    """Name the beliefs that tell something, but nothing that others do not: causes of these, or merely with them."""
    if not found.borrowed:
        return None
    names = listed([driver_label(found.study.case, name) for name in found.borrowed[:NAMED]])
    return f"Nothing beside what others tell, as causes of these or merely along with them: {names}."


def in_pairs(found: Deciding) -> str | None:
    """Name the beliefs that stand out and go with others."""
    named = {*found.decisive, *found.borrowed}
    pairs = [pair for pair in found.together if named & {*pair[:2]}][:NAMED]
    if not pairs:
        return None
    case = found.study.case
    said = [f"{driver_label(case, a)} and {driver_label(case, b)} ({rho:+.2f})" for a, b, rho in pairs]
    return f"These go together, so shares alone credit both (rank correlation): {'; '.join(said)}."


def trusted(found: Deciding) -> str:
    """Say where totals come from, or why there are none."""
    untold = found.table["total"].isna().all()
    if found.score != found.score and untold:
        return "Trees could not be tested, so nothing is said of what beliefs do beside others."
    if found.score != found.score:
        return (
            "Both shares come from the same worlds with one belief drawn anew: of a line its own draw, while how often "
            "its words are meant is a belief apart."
        )
    told = f"tell the outcome of worlds they never saw with {found.scored} {found.score:.2f}"
    if untold:
        return f"Trees {told}: too poor to read off what beliefs do beside others."
    return f"What beliefs do beside others is read off trees, which {told}."


def never_varies(found: Deciding) -> str:
    """Say that the outcome is the same in all worlds, or that nothing is uncertain."""
    if not len(found.table):
        return f"{found.measure.label}: nothing in the file is uncertain, so no belief decides."
    return f"{found.measure.label}: the same in all of {found.counted:,} worlds, so no belief decides."


def too_few(found: Deciding) -> str:
    """Say that too few worlds have one of the answers, or have any."""
    if found.rarer is None:
        few = f"it counts in only {count(found.counted, 'world', 'worlds')}"
    else:
        few = f"only {count(found.rarer, 'world', 'worlds')} of {found.counted:,} have the rarer answer"
    return f"{found.measure.label}: {few}, too few to tell which beliefs decide; run more draws."


def deciding_caption(found: Deciding, shown: int) -> Caption:
    """Return the caption of the figure: what stands out, and what is drawn."""
    title = found.study.case.title or found.study.case.name
    names = [driver_label(found.study.case, name) for name in found.decisive[:2]]
    finding = f"{found.measure.label}: {'most hangs on ' + ', then '.join(names) if names else 'no belief stands out'}"
    left = f", the first {shown} of {len(found.table)} beliefs" if shown < len(found.table) else ""
    return Caption(
        finding,
        f"{title}: shares of the outcome's variance with 95% intervals over {found.counted:,} worlds{left}; below "
        f"{percent(LEAST)} nothing is said to stand out. Under the beliefs of the file; not a forecast.",
    )
