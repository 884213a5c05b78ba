"""One world's talks, act by act."""

from itertools import pairwise

import numpy as np
import pandas as pd
import pytest

from sim.analysis.sentences.replaying import deal_text
from sim.errors import BadArgument

TURNS = {"talks.protocol": {"alternating_offers": ["us", "russia", "ukraine", "eu"]}}


@pytest.fixture(scope="module")
def in_turn(moscow):
    return moscow.change(TURNS).run(draws=64, seed=1)


@pytest.mark.parametrize("protocol", ["as written", "in turn"])
def test_a_replay_ends_as_the_talks_of_its_world_did(talks, in_turn, protocol):
    run = talks if protocol == "as written" else in_turn
    ended, space = run.study.agreements, run.study.space
    for draw in range(24):
        found = run.replay(draw)
        acts = found.acts
        struck = acts[acts["act"] == "struck"]
        assert len(struck) == (ended.struck[draw] >= 0)
        assert found.played.in_zone == run.study.in_zone[draw]
        members = {party for p, party in enumerate(run.study.parties) if int(ended.refused[draw]) >> p & 1}
        assert set(found.played.refused) == members
        if len(struck):
            last = acts.iloc[-1]
            assert last["round"] == ended.rounds[draw]
            assert tuple(last[list(space.issues)]) == space.levels_of(int(ended.struck[draw]))


def test_who_speaks_in_turn_offers_what_it_would_take_and_asks_for_less_and_less(in_turn):
    acts = in_turn.replay(3).acts
    offers = acts[acts["act"] == "offers"]
    assert offers["party"].tolist()[:5] == ["us", "russia", "ukraine", "eu", "us"]
    for party in in_turn.study.parties:
        assert (np.diff(acts[f"asked.{party}"]) <= 0).all()
        own = acts[acts["party"] == party]
        content = own[own["act"].isin(["offers", "says yes"])]
        assert (content[f"worth.{party}"] >= content[f"asked.{party}"]).all()
        assert (content["lines"] == "").all()
        refused = own[own["act"] == "says no"]
        short = refused[f"worth.{party}"] < refused[f"asked.{party}"]
        assert (short | (refused["lines"] != "")).all()


def test_where_a_zone_was_missed_the_ending_names_who_refused_last_which_clause_and_why(talks):
    ended = talks.study.agreements
    missed = np.flatnonzero(talks.study.in_zone & ~ended.agreed)[:5]
    assert len(missed) == 5
    for draw in missed:
        found = talks.replay(int(draw))
        first, text, *whys = found.ending()
        possible = whys.pop()
        assert first == "No deal by round 40, the deadline, though a zone exists in this world."
        last = found.acts.iloc[-1]
        assert text == f"The last text: {deal_text(talks.study.case, last)}."
        levels = found.played.possible
        assert possible.endswith(f"{deal_text(talks.study.case, pd.Series(levels))}.")
        assert all(talks.why(int(draw), levels).parties["accepts"][party] for party in ("russia", "ukraine"))
        assert len(whys) == len(found.played.refused) > 0
        for party, why in zip(found.played.refused, whys, strict=True):
            own = found.acts[(found.acts["party"] == party) & (found.acts["act"] == "says no")].iloc[-1]
            label = talks.study.case.parties[party].label
            assert why.startswith(f"{label} refused last: ")
            crossed = own["lines"].split()
            assert all(line in why for line in crossed)
            if not crossed:
                assert f"worth {own[f'worth.{party}']:.3f}, asks {own[f'asked.{party}']:.3f}" in why
            no_deal = found.rounds["no_deal"].loc[(40, party)]
            assert f"no deal is worth {no_deal:.3f} to it" in why
            if party in found.played.enough:
                issue, level = found.played.enough[party]
                changed = {**last[list(talks.study.case.issues)], issue: level}
                assert talks.why(int(draw), changed).parties["accepts"][party]
            if own["level"]:
                assert talks.study.case.issues[own["issue"]].levels[own["level"]].label in why


def test_rounds_in_which_nothing_new_is_done_are_told_once(talks):
    for draw in range(8):
        found = talks.replay(draw)
        lines = list(found.lines())
        numbers = [line for line in lines if line.startswith("Round")]
        assert len(numbers) <= found.acts["round"].nunique()
        assert lines[0].startswith("The first text: ")
        assert lines[1] == "Round 1"


def test_talks_in_which_nothing_was_put_on_the_table_are_told_too(moscow):
    turns, blow = {"alternating_offers": ["ukraine"]}, {"round": 1, "no_deal": {"ukraine": 1}}
    change = {"talks.protocol": turns, "talks.rounds": 2, "talks.events": {"blow": blow}}
    found = moscow.change(change).replay(3)  # no deal is worth more to it than any
    assert found.ending()[0] == "No deal: nobody put one on the table; no zone exists in this world."
    assert "act" in found.acts.to_csv()
    assert list(found.lines()) == ["Round 1", "  Event: blow."]
    assert found.plot() is not None


@pytest.mark.parametrize(
    "protocol",
    [{"final_offer": "us"}, {"monotonic_concession": ["russia", "ukraine"]}, {"bilateral_first": ["us", "eu"]}],
)
def test_every_protocol_is_told_to_its_end(moscow, protocol):
    other = moscow.change({"talks.protocol": protocol, "talks.rounds": 6})
    for draw in range(4):
        found = other.replay(draw)
        offers = found.acts[found.acts["act"] == "offers"]
        assert len(offers)
        assert found.rounds.index.get_level_values("round").max() <= 6
        assert found.ending()[0].startswith(("Struck in round", "No deal by round 6, the deadline"))
        assert list(found.lines())
        assert found.plot() is not None


def test_a_replay_is_drawn_and_saved_once(talks, tmp_path):
    found = talks.replay(3)
    assert found.save_figure(tmp_path / "talks.png").read_bytes().startswith(b"\x89PNG")
    assert b"<svg" in found.save_figure(tmp_path / "talks.svg").read_bytes()
    with pytest.raises(BadArgument, match=r"let its name end in .png or .svg"):
        found.save_figure(tmp_path / "talks.pdf")
    with pytest.raises(BadArgument):
        found.save_figure(tmp_path / "talks.png")


def test_a_replay_reads_the_same_in_a_terminal_and_in_a_notebook(talks):
    found = talks.replay(3)
    assert all(sentence in repr(found) for sentence in found.ending())
    assert found.title in found._repr_html_()


def test_a_world_that_does_not_exist_or_a_scenario_without_talks_is_refused(talks, moscow):
    with pytest.raises(BadArgument, match="there is no draw 256; this run has draws 0 to 255"):
        talks.replay(256)
    with pytest.raises(BadArgument, match="moscow-talks says nothing of talks"):
        moscow.change({"talks": None}).run(draws=8).replay(0)


def test_what_a_mediator_makes_of_a_repair_tells_whether_it_takes_it_in(talks):
    weighed = [f"weighed.{party}" for party in talks.study.parties]
    for draw in range(24):
        acts = talks.replay(draw).acts
        adopted, refused = (acts[acts["act"] == act] for act in ("adopts", "refuses"))
        assert (adopted[weighed].sum(axis=1) >= -1e-6).all()
        for _, act in refused[refused[weighed].sum(axis=1) >= 1e-6].iterrows():
            assert (act["issue"], act["level"]) == ("nato", "member")  # the only level that the mediator itself refuses
        assert acts[~acts["act"].isin(["adopts", "refuses"])][weighed].isna().all(axis=None)


def test_a_stop_is_told_once_before_what_is_done_there(talks):
    found = talks.replay(3)
    lines = list(found.lines())
    stops = [line for line in lines if line.startswith("  ") and not line.startswith("    ")]
    assert set(stops) <= {"  US and Ukraine:", "  Ukraine and Europe (EU and UK):", "  US and Russia:"}
    for line, after in pairwise(lines):
        if line in stops:
            assert after.startswith("    ")


def test_the_opening_names_protocol_firm_lines_and_consents(talks):
    found = talks.replay(3)
    who, firm, consents = found.opening()
    assert who.startswith("US carries one draft from stop to stop")
    assert who.endswith("Rounds: 40 at most.")
    assert all(f"{', '.join(names)} (" in firm for names in found.played.firm.values() if names)
    assert "fighters (Ukraine and Russia)" in consents


def test_events_are_told_in_the_round_in_which_they_happen_and_no_deal_moves_with_them(moscow):
    hit = moscow.change(
        {
            "talks.events": {"aid-cut": {"round": 3, "no_deal": {"ukraine": -0.1}, "bends": {"ukraine": 1}}},
            "talks.rounds": 5,
            **TURNS,
        }
    )
    told = 0
    for draw in range(6):
        found = hit.replay(draw)
        lines = list(found.lines())
        played = [line.split(" (")[0] for line in lines]
        if "Round 3" not in played:
            continue
        told += 1
        assert lines[played.index("Round 3") + 1] == "  Event: aid-cut."
        assert "to Ukraine by now)" in lines[played.index("Round 3")]
        no_deal = found.rounds["no_deal"].xs("ukraine", level="party")
        assert no_deal[3] == pytest.approx(no_deal[1] - 0.1, abs=1e-6)
        after = found.acts[(found.acts["round"] >= 3) & (found.acts["party"] == "ukraine")]
        assert (after["lines"] == "").all()
        assert found.plot() is not None
    assert told


def test_the_scalars_by_round_are_those_of_the_acts(talks):
    found = talks.replay(3)
    last = found.acts.groupby("round").last()
    for party in talks.study.parties:
        own = found.rounds.xs(party, level="party")
        assert (own["asked"] == last[f"asked.{party}"].astype(float)).all()
        assert (own["worth"] == last[f"worth.{party}"]).all()
        assert (own["no_deal"] <= own["asked"]).all()
