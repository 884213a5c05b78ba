"""What happened in the talks of one world, told act by act, and how it ended."""

from collections.abc import Iterator

import pandas as pd

from sim.analysis.sentences.wording import label_of, listed
from sim.scenario import Case


def deal_text(case: Case, act: pd.Series) -> str:
    """Return the deal on the table, level by level."""
    return " | ".join(issue.levels[str(act[name])].label for name, issue in case.issues.items())


def clause_text(case: Case, act: pd.Series) -> str:
    """Return the level that an act is about, and the one that stands there."""
    issue = case.issues[str(act["issue"])]
    wanted, standing = (issue.levels[str(level)].label for level in (act["level"], act[str(act["issue"])]))
    return f"{issue.label or act['issue']}: {wanted}, not {standing}"


def told(case: Case, act: pd.Series) -> str:
    """Tell one act in a sentence."""
    match act["act"]:
        case "offers":
            said = f"offers {deal_text(case, act)}"
        case "says yes":
            said = f"says yes ({worth_text(act)})"
        case "says no":
            said = f"says no: {reason(case, act)}"
        case "asks":
            said = f"asks for a repair ({clause_text(case, act)})"
        case "brings":
            said = f"finds the others there content with a repair ({clause_text(case, act)})"
        case "adopts":
            said = f"writes it into the draft: {deal_text(case, act)}"
        case "refuses":
            said = "leaves the draft as it is: by its lights it would get no better, or a refused clause would come in"
        case _:
            return f"Struck: {deal_text(case, act)}."
    return f"{label_of(case.parties, str(act['party']))} {said}."


def worth_text(act: pd.Series) -> str:
    """Return what a deal is worth to the one who acts, and what it asks for."""
    party = act["party"]
    return f"worth {act[f'worth.{party}']:.3f}, asks {act[f'asked.{party}']:.3f}"


def reason(case: Case, act: pd.Series) -> str:
    """Return why a party says no: a line that the deal crosses, or its worth; and what it would rather have."""
    crossed = str(act["lines"]).split()
    why = f"it crosses its {'line' if len(crossed) == 1 else 'lines'} {listed(crossed)}" if crossed else worth_text(act)
    return f"{why}; rather {clause_text(case, act)}" if act["level"] else why


def replay_lines(case: Case, played: pd.DataFrame) -> Iterator[str]:
    """Tell the talks round by round; rounds in which everybody does as in the round before are told once."""
    same = [name for name in played.columns if name != "round" and not name.startswith(("worth.", "asked."))]
    if not played.empty and played.iloc[0]["act"] != "offers":
        yield f"The first text: {deal_text(case, played.iloc[0])}"
    alike: list[int] = []
    before: list[tuple[object, ...]] = []
    for number, acts in played.groupby("round"):
        now = [tuple(act) for act in acts[same].itertuples(index=False)]
        if now == before:
            alike.append(int(str(number)))
            continue
        yield from as_before(alike)
        alike, before = [], now
        yield f"Round {number}"
        yield from (f"  {told(case, act)}" for _, act in acts.iterrows())
    yield from as_before(alike)


def as_before(rounds: list[int]) -> Iterator[str]:
    """Say in which rounds nothing new was done."""
    if rounds:
        yield f"Round {rounds[0]}: as before" if len(rounds) == 1 else f"Rounds {rounds[0]} to {rounds[-1]}: as before"


def ending(
    case: Case, played: pd.DataFrame, in_zone: bool, refused: tuple[str, ...], walked: tuple[str, ...]
) -> Iterator[str]:
    """Say how the talks ended: the deal, or who refused last, which clause and why."""
    if played.empty:
        yield "No deal: nobody put one on the table."
        return
    last = played.iloc[-1]
    if last["act"] == "struck":
        yield f"Struck in round {last['round']}: {deal_text(case, last)}."
        return
    yield f"No deal by round {last['round']}, the deadline" + (
        ", though a zone exists in this world." if in_zone else "; no zone exists in this world."
    )
    for party in refused:
        own = played[(played["party"] == party) & (played["act"] == "says no")]
        label = label_of(case.parties, party)
        if party in walked:
            yield f"{label} has walked out, and its yes was needed."
        elif own.empty or (own.iloc[-1][list(case.issues)] != last[list(case.issues)]).any():
            yield f"{label} never answered the last version of the text, and its yes was needed."
        else:
            yield f"{label} refused last: {reason(case, own.iloc[-1])}."
