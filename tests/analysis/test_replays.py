"""One world's talks, round by round."""

import numpy as np
import pytest

from sim.errors import BadArgument


def test_a_replay_ends_as_the_talks_of_its_world_did(talks):
    ended, space = talks.study.agreements, talks.study.space
    for draw in range(24):
        played = talks.replay(draw)
        last = played.iloc[-1]
        assert played["struck"].sum() == (ended.struck[draw] >= 0)
        assert len(played) == (ended.rounds[draw] or 40)
        if ended.struck[draw] >= 0:
            assert tuple(last[list(space.issues)]) == space.levels_of(int(ended.struck[draw]))
            assert {"russia", "ukraine"} <= set(last["yes"].split())


def test_a_replay_shows_what_each_party_asked_for_and_what_the_offer_was_worth(talks):
    played = talks.replay(3)
    assert played["speaker"].tolist()[:5] == ["us", "russia", "ukraine", "eu", "us"]
    assert (played["yes"] != "").all()
    for party in talks.study.parties:
        assert (np.diff(played[f"asked.{party}"]) <= 0).all()
        own = played[played["speaker"] == party]
        assert (own[f"worth.{party}"] >= own[f"asked.{party}"]).all()
        said_yes = played["yes"].str.split().map(lambda names, party=party: party in names)
        assert (played.loc[said_yes, f"worth.{party}"] >= played.loc[said_yes, f"asked.{party}"]).all()
    last = talks.replay(int(np.flatnonzero(~talks.study.agreements.agreed)[0])).iloc[-1]
    threshold = {party: talks.study.drawn[f"parties.{party}.no_deal.worth"] for party in talks.study.parties}
    failed = int(np.flatnonzero(~talks.study.agreements.agreed)[0])
    assert [last[f"asked.{party}"] for party in threshold] == [float(worth[failed]) for worth in threshold.values()]


def test_a_world_that_does_not_exist_or_a_scenario_without_talks_is_refused(talks, moscow):
    with pytest.raises(BadArgument, match="there is no draw 256; this run has draws 0 to 255"):
        talks.replay(256)
    with pytest.raises(BadArgument, match="moscow-talks says nothing of talks"):
        moscow.change({"talks": None}).run(draws=8).replay(0)
