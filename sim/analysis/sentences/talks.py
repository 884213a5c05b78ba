"""What is said of the talks: how often they strike a deal, and what becomes of a zone that is there."""

import numpy as np

from sim.analysis.agreement_times import median_round
from sim.analysis.sentences.wording import count, label_of, listed, percent, points
from sim.draws import REPLICATES
from sim.results import UNRATIFIED, VERDICTS, Study, estimate_among
from sim.scenario.paths import talk_beliefs


def talks_sentences(study: Study) -> tuple[str, ...]:
    """Return how the talks ended, in sentences; nothing where the scenario has none."""
    if study.agreements is None or study.agreed is None:
        return ()
    said = (_reached(study), _of_zones(study), _lasted(study), _missed(study), _walked(study), _ground(study), CAVEAT)
    return tuple(sentence for sentence in said if sentence)


CAVEAT = (
    "Parties see offers only and stick to their tactics; another order, deadline or tactic gives other talks, "
    "never a larger zone."
)


def _reached(study: Study) -> str:
    assert study.agreements is not None
    assert study.agreed is not None
    share, median = study.agreed, median_round(study.agreements.rounds)
    when = "" if median is None else f", at least half of these by round {median:g} of {study.agreements.deadline}"
    unratified = study.share(study.agreements.verdicts == VERDICTS.index(UNRATIFIED)).share
    besides = f" In another {percent(unratified)} one is struck that would not be ratified." if unratified else ""
    what = "strike a deal that is ratified" if study.case.ratifiers else "strike a deal"
    return f"Talks {what} in {percent(share.share)} of worlds (sampling {points(share.margin)}){when}.{besides}"


def _of_zones(study: Study) -> str | None:
    """Say how often talks find a zone that is there, and how often something else would have served some better."""
    found = study.agreed_if_zone
    assert study.agreements is not None
    if found is None:
        return None
    verdicts = study.agreements.verdicts
    struck, inefficient = int((verdicts >= 3).sum()), int((verdicts == VERDICTS.index("agreed, inefficient")).sum())
    where = f"Where a zone exists, they find it in {percent(found.share)} of worlds (sampling {points(found.margin)})"
    if not struck:
        return f"{where}."
    return (
        f"{where}; in {percent(inefficient / struck)} of agreements another acceptable deal would have been better for "
        "some party with a consent right and worse for none."
    )


def _lasted(study: Study) -> str | None:
    """Say what part of the deals that are struck lasts."""
    assert study.agreements is not None
    lasting = estimate_among(study.agreements.lasted, study.agreements.agreed, REPLICATES)
    if study.case.hold is None or lasting is None:
        return None
    return (
        f"Of what is agreed {percent(lasting.share)} lasts, as the analyst sees it (sampling {points(lasting.margin)})."
    )


def _missed(study: Study) -> str | None:
    """Say whose yes the last text lacked where a zone was missed, and how often."""
    assert study.agreements is not None
    missed = study.agreements.verdicts == VERDICTS.index("zone missed")
    if not missed.any():
        return None
    shares = {
        label_of(study.case.parties, name): float(study.agreements.lacked(p)[missed].mean())
        for p, name in enumerate(study.parties)
    }
    said = [f"{label} in {percent(share)}" for label, share in sorted(shares.items(), key=lambda one: -one[1]) if share]
    return f"Where they miss a zone, the last text lacks the yes of {listed(said)}." if said else None


def _walked(study: Study) -> str | None:
    """Say who walks at once, and how often."""
    assert study.agreements is not None
    shares = {party: float(np.mean(study.agreements.walked_out(p))) for p, party in enumerate(study.parties)}
    said = [f"{label_of(study.case.parties, party)} in {percent(share)}" for party, share in shares.items() if share]
    if not said:
        return None
    return (
        "Walks at once, because nothing that clears its lines is worth as much as no deal to it: "
        f"{listed(said)} of worlds."
    )


def _ground(study: Study) -> str:
    """Say what the talks rest on beyond what the zone rests on."""
    found = talk_beliefs(study.case)
    judged = sum(place.basis == "judgement" for place in found)
    return f"They rest on {count(len(found), 'belief', 'beliefs')} more, {judged} of them judgement."
