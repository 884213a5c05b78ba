"""What happened in the talks of one world, told act by act, and how it ended."""

from collections.abc import Callable, Iterator

import pandas as pd

from sim.analysis.replays import Played
from sim.analysis.sentences.protocols import protocol_text
from sim.analysis.sentences.wording import label_of, listed, names
from sim.scenario import Case

SEEN = 5e-4
"""A change of what no deal is worth that shows in three decimals."""


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
        case "happens":
            return f"Event: {act['event']}."
        case "struck":
            return f"Struck: {deal_text(case, act)}."
    return f"{label_of(case.parties, str(act['party']))} {done(case, act)}."


def done(case: Case, act: pd.Series) -> str:
    """Say what a party does."""
    said: dict[object, Callable[[], str]] = {
        "offers": lambda: f"offers {deal_text(case, act)}",
        "says yes": lambda: f"says yes ({worth_text(act)})",
        "says no": lambda: f"says no: {reason(case, act)}",
        "asks": lambda: f"asks for a repair ({clause_text(case, act)})",
        "asks nothing": lambda: "asks for no repair: every change that would gain it something has been turned down",
        "brings": lambda: f"finds a repair at nobody's cost there, for the mediator ({clause_text(case, act)})",
        "brings nothing": lambda: "finds no repair by which nobody there would lose",
        "adopts": lambda: f"writes it into the draft ({weighed_text(case, act)}): {deal_text(case, act)}",
        "refuses": lambda: f"leaves the draft as it is ({weighed_text(case, act)})",
    }
    return said[act["act"]]()


def worth_text(act: pd.Series) -> str:
    """Return what a deal is worth to the one who acts, and what it asks for."""
    party = act["party"]
    return f"worth {act[f'worth.{party}']:.3f}, asks {act[f'asked.{party}']:.3f}"


def weighed_text(case: Case, act: pd.Series) -> str:
    """Return what the mediator makes of a repair, party by party, or that it may not write the clause."""
    weights = {party: float(act[f"weighed.{party}"]) for party in case.seats}
    whole = sum(round(1e6 * weight) for weight in weights.values())
    if act["act"] == "refuses" and whole >= 0:
        return "it does not write a clause that it, or the party it favors, refuses"
    said = [
        f"{'its own aims' if party == act['party'] else label_of(case.parties, party)} {weight:+.3f}"
        for party, weight in weights.items()
        if abs(weight) >= SEEN
    ]
    return f"weighs {listed(said)}, {whole / 1e6:+.3f} in sum" if said else "to it, all are as well off with either"


def reason(case: Case, act: pd.Series) -> str:
    """Return why a party says no: a line that the deal crosses, or its worth; and what it would rather have."""
    crossed = str(act["lines"]).split()
    why = f"it crosses its {'line' if len(crossed) == 1 else 'lines'} {listed(crossed)}" if crossed else worth_text(act)
    return f"{why}; rather {clause_text(case, act)}" if act["level"] else why


def opening(case: Case, played: Played) -> Iterator[str]:
    """Say by which protocol the parties negotiate, and which lines and consents hold in this world."""
    yield protocol_text(case)
    lines = [f"{', '.join(firm)} ({label_of(case.parties, party)})" for party, firm in played.firm.items() if firm]
    yield f"Firm here: {'; '.join(lines)}." if lines else "No line is firm here."
    needed = [f"{name} ({names(case, case.consent[name].needs.of)})" for name in played.standing]
    yield f"Consents that stand: {'; '.join(needed)}."


def replay_lines(case: Case, played: Played, last: int | None = None) -> Iterator[str]:
    """Tell the talks round by round; rounds in which everybody does as in the round before are told once.

    Parameters
    ----------
    case
        The scenario.
    played
        Its talks in one world.
    last
        How many rounds to tell, counted from the end; all when None.
    """
    acts, deadline = played.acts, last_round(played)
    spoken = acts[acts["act"] != "happens"]
    if not spoken.empty and spoken.iloc[0]["act"] != "offers":
        yield f"The first text: {deal_text(case, spoken.iloc[0])}"
    beginning = 1 if last is None else max(1, deadline - last + 1)
    if beginning > 1:
        yield f"Rounds 1 to {beginning - 1} are left out"
    same = [name for name in acts.columns if name != "round" and not name.startswith(("worth.", "asked.", "weighed."))]
    alike: list[int] = []
    before: list[tuple[object, ...]] = []
    for number, of_round in acts[acts["round"] >= beginning].groupby("round"):
        now = [tuple(act) for act in of_round[same].itertuples(index=False)]
        if now == before:
            alike.append(int(str(number)))
            continue
        yield from as_before(alike)
        alike, before = [], now
        yield f"Round {number}{no_deal_text(case, played, int(str(number)))}"
        yield from round_lines(case, of_round)
    yield from as_before(alike)


def round_lines(case: Case, acts: pd.DataFrame) -> Iterator[str]:
    """Tell what was done in one round, stop by stop where parties meet apart."""
    meeting = ""
    for _, act in acts.iterrows():
        if act["meeting"] != meeting:
            meeting = act["meeting"]
            yield f"  {names(case, tuple(meeting.split()))}:"
        yield f"{'    ' if act['meeting'] else '  '}{told(case, act)}"


def no_deal_text(case: Case, played: Played, number: int) -> str:
    """Say what no deal is worth in a round, to those to whom it was worth something else in the round before."""
    rounds = played.rounds.index.get_level_values("round")
    before = rounds[rounds < number].max() if (rounds < number).any() else number
    now, then = (played.rounds["no_deal"].xs(which, level="round") for which in (number, before))
    moved = [party for party in case.seats if abs(now[party] - then[party]) >= SEEN]
    said = [f"{now[party]:.3f} to {label_of(case.parties, party)}" for party in moved]
    return f" (no deal is worth {listed(said)} by now)" if said else ""


def as_before(rounds: list[int]) -> Iterator[str]:
    """Say in which rounds nothing new was done."""
    if rounds:
        yield f"Round {rounds[0]}: as before" if len(rounds) == 1 else f"Rounds {rounds[0]} to {rounds[-1]}: as before"


def last_round(played: Played) -> int:
    """Return the last round that was played."""
    return int(played.rounds.index.get_level_values("round").max())


def ending(case: Case, played: Played) -> Iterator[str]:
    """Say how the talks ended: the deal, or who refused last, which clause and why."""
    acts = played.acts[played.acts["act"] != "happens"]
    if acts.empty:
        yield f"No deal: nobody put one on the table{zone_text(played)}"
        return
    last = acts.iloc[-1]
    if last["act"] == "struck":
        yield f"Struck in round {last['round']}: {deal_text(case, last)}."
        if played.home:
            yield f"It would not be ratified: {names(case, played.home)} would refuse it."
        return
    yield f"No deal by round {last_round(played)}, the deadline{zone_text(played)}"
    if played.refused:
        yield f"The last text: {deal_text(case, last)}."
    yield from (refusal(case, played, party) for party in played.refused)
    if played.possible is not None:
        said = " | ".join(case.issues[name].levels[level].label for name, level in played.possible.items())
        yield f"A deal that was in the zone at the end, worth no deal to all whose yes it needs: {said}."


def refusal(case: Case, played: Played, party: str) -> str:
    """Say why the last text had no yes of a party whose yes it needed."""
    acts = played.acts[played.acts["act"] != "happens"]
    own = acts[(acts["party"] == party) & (acts["act"] == "says no")]
    label, issues = label_of(case.parties, party), list(case.issues)
    if party in played.walked:
        return f"{label} has walked out, and its yes was needed."
    if own.empty or (own.iloc[-1][issues] != acts.iloc[-1][issues]).any():
        return f"{label} never answered the last version of the text, and its yes was needed."
    return f"{label} refused last: {reason(case, own.iloc[-1])}; {enough_text(case, played, party)}."


def zone_text(played: Played) -> str:
    """Say whether there was a zone, as the end of a sentence."""
    return ", though a zone exists in this world." if played.in_zone else "; no zone exists in this world."


def enough_text(case: Case, played: Played, party: str) -> str:
    """Say what no deal is worth to a party, and which single change of the last text it would have taken."""
    no_deal = played.rounds["no_deal"].loc[(last_round(played), party)]
    found = played.enough.get(party)
    if found is None:
        change = "no single change would have been enough"
    else:
        issue, level = found
        change = (
            f"{label_of(case.issues, issue)}: {case.issues[issue].levels[level].label} would have been enough for it"
        )
    return f"no deal is worth {no_deal:.3f} to it, and {change}"
