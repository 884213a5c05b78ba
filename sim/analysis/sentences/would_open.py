"""What it would take, in words."""

import pandas as pd

from sim.analysis.opening import Opening
from sim.analysis.sentences.captions import Caption
from sim.analysis.sentences.drivers import driver_label
from sim.analysis.sentences.wording import count, label_of, percent

NAMED = 4
"""Beliefs or sets named in a sentence at most."""
MAJORITY = 0.1
"""How far from half of the worlds a share lies that is called most of them."""
FEW = 20
"""Of fewer closed worlds no more is said than how many there are."""
LEAST = 0.02
"""Smaller shares of worlds are not named."""


def lacking(found: Opening) -> str:
    """Say what a closed world lacks."""
    if found.proposal is None:
        return "a zone"
    return f"every consent to {label_of(found.case.proposals, found.proposal)}"


def opening_sentences(found: Opening) -> tuple[str, ...]:
    """Return what may be said of what it would take."""
    if not found.looked or found.table.empty:
        lack = f"{percent(1 - found.open.share)} of {found.draws:,} worlds lack {lacking(found)}"
        if found.looked:
            return (f"{lack}; nothing in the file is uncertain, so no belief could change.",)
        return (f"All {found.draws:,} worlds have {lacking(found)} as they are: nothing has to change.",)
    if found.looked < FEW:
        looked = count(found.looked, "world", "worlds")
        return (f"Only {looked} of {found.draws:,} lack {lacking(found)}: too few to say more; run more draws.",)
    return tuple(said for said in (first(found), alone(found), jointly(found), nothing_found(found)) if said)


def first(found: Opening) -> str:
    """Say in how many worlds something is missing, and how many one belief alone would open."""
    closed = percent(1 - found.open.share)
    looked = count(found.looked, "world", "worlds")
    said = f"{closed} of {found.draws:,} worlds lack {lacking(found)}; {looked} of these were looked at."
    one = found.any_alone
    if one is None or not one.share:
        return f"{said} No belief alone was found to open any."
    return f"{said} In {percent(one.share)} ({percent(one.low)} to {percent(one.high)}) some one belief would do."


def alone(found: Opening) -> str | None:
    """Name the beliefs that open most worlds alone."""
    rows = found.table[found.table["opens_low"] > 0].head(NAMED)
    rows = rows[rows["opens"] >= LEAST]
    if rows.empty:
        return None
    return f"Alone: {'; '.join(_one(found, str(name), row) for name, row in rows.iterrows())}."


def _one(found: Opening, name: str, row: pd.Series) -> str:
    """Say of one belief how many worlds it opens and by how much it would have to change."""
    ends = f"{percent(row['opens_low'])} to {percent(row['opens_high'])}"
    said = f"{driver_label(found.case, name)} would open {percent(row['opens'])} ({ends})"
    higher = row["up"] > 0.5
    if name.endswith((".firm", ".stands")):
        return f"{said} if it {'were so' if higher else 'were not so'}, as far as its words let it"
    way = "higher" if higher else "lower"
    if row["up"] not in (0, 1):
        way = f"mostly {way}" if abs(row["up"] - 0.5) > MAJORITY else "higher or lower"
    return f"{said}, {way} by {row['change']:.1f} spreads in the median world"


def jointly(found: Opening) -> str | None:
    """Name the sets of beliefs that most often do it with the least change."""
    rows = found.together[found.together["share"] >= LEAST].head(NAMED)
    if rows.empty:
        return None
    said = [f"{_set(found, row['beliefs'])} ({percent(row['share'])})" for _, row in rows.iterrows()]
    return f"The least change found, most often: {'; '.join(said)}."


def _set(found: Opening, names: str) -> str:
    """Name the beliefs of a set."""
    return " together with ".join(driver_label(found.case, name) for name in names.split(", "))


def nothing_found(found: Opening) -> str | None:
    """Say for how many worlds nothing was found, which does not mean that there is nothing."""
    if not found.never:
        return None
    return f"For {percent(found.never)} of the closed worlds nothing was found; that is no proof that nothing would do."


def opening_caption(found: Opening) -> Caption:
    """Return the caption of the figure."""
    title = found.case.title or found.case.name
    row = found.table.iloc[0] if len(found.table) and found.looked else None
    finding = f"No belief alone was found to bring {lacking(found)}"
    if row is None:
        finding = f"All worlds have {lacking(found)}"
    elif row["opens_low"] > 0:
        alike = found.table[found.table["opens_high"] >= row["opens_low"]].head(NAMED)
        labels = " or ".join(driver_label(found.case, str(name)) for name in alike.index)
        share = percent(row["opens"])
        finding = f"One belief changed would bring {lacking(found)} to up to {share} of worlds that lack it: {labels}"
    return Caption(
        finding,
        f"{title}: share of {count(found.looked, 'world', 'worlds')} without {lacking(found)} that changing one belief "
        "would open, with 95% intervals; beside it the least change in the middle world, in spreads of the belief. "
        "Under the beliefs of the file; not a forecast.",
    )
