"""The peers of the benchmarks find what we find, so a ratio of times compares like with like."""

import re
from dataclasses import replace

import numpy as np
import pytest
from negotiation.test_ensemble import random_talks, with_bundles
from worlds.test_worlds import drawn_at_once, random_scenario, scenario

from benchmarks import mesa_batch_run, numpy_chunks, numpy_counts, pairing, random_cases, zone_rows
from benchmarks.findings import of_pair
from benchmarks.given import Given, first_worlds
from benchmarks.mesa_batch_run import Negotiation, RememberingNegotiation
from benchmarks.numpy_deals import masks_of
from benchmarks.one_by_one import one_by_one
from benchmarks.table import HEADINGS, cells, table
from sim.negotiation import at_the_table
from sim.tactics import Concession
from sim.tactics.time_dependent import EXPONENTS
from sim.worlds import build, compiled_rules, space_of
from sim.zones import existence, tally


@pytest.fixture(scope="module")
def given():
    return first_worlds("moscow-talks", 20)


def random_given(seed, count):
    """Return worlds with lines across issues, quotas, vetoes and any tactics."""
    rng = np.random.default_rng(seed)
    written = with_bundles(rng, random_scenario(rng))
    case = scenario(**written, talks=random_talks(rng, written))
    return Given(case, (), build(case, drawn_at_once(case, seed, count)), compiled_rules(case, space_of(case)))


def outcomes(given):
    ended = at_the_table(given.case, given.worlds, given.rules).run()
    return ended.struck.tolist(), ended.rounds.tolist()


@pytest.mark.parametrize("model", [Negotiation, RememberingNegotiation])
def test_a_mesa_model_a_world_strikes_the_same_deals_in_the_same_rounds(given, model):
    mesa_batch_run.lay_out(given)
    struck, rounds = outcomes(given)
    assert mesa_batch_run.talked(model) == (struck, rounds)
    assert len(set(struck)) > 3
    assert -1 in struck


@pytest.mark.parametrize("seed", range(12))
def test_it_does_so_in_any_talks(seed):
    given = random_given(seed, 6)
    mesa_batch_run.lay_out(given)
    assert mesa_batch_run.talked(Negotiation) == outcomes(given)


@pytest.mark.parametrize("chunk", numpy_chunks.CHUNKS)
@pytest.mark.parametrize(
    "worlds",
    [
        pytest.param(lambda: first_worlds("moscow-talks", 20), id="moscow"),
        pytest.param(lambda: first_worlds("harbour-sports-park", 2), id="harbour"),
        *(pytest.param(lambda seed=seed: random_given(seed, 20), id=f"random{seed}") for seed in range(4)),
    ],
)
def test_chunks_of_numpy_find_the_same_zones_and_counts(worlds, chunk):
    given = worlds()
    arrays, rules = given.worlds.arrays, given.rules
    masks = masks_of(rules, len(given.case.parties))
    np.testing.assert_array_equal(numpy_chunks.existing(arrays, masks, chunk), existence(arrays, rules))
    found, (counts, verdicts) = tally(arrays, rules), numpy_counts.counted(arrays, masks, chunk)
    for name, ours in (found.counts._asdict() | found.verdicts._asdict()).items():
        np.testing.assert_array_equal((counts._asdict() | verdicts._asdict())[name], ours, err_msg=name)


def test_rows_are_refused_where_the_two_sides_differ(given, monkeypatch):
    monkeypatch.setattr(mesa_batch_run, "talked", lambda model: ([0], [1]))
    with pytest.raises(AssertionError, match="same deals"):
        mesa_batch_run.rows(given)
    wrong = replace(zone_rows.QUESTIONS["existence"], peer=lambda worlds, masks, chunk: np.zeros((2, 20), np.bool_))
    with pytest.raises(AssertionError, match="zone"):
        next(zone_rows.compared(wrong, given.worlds.arrays, given.rules, 20, "Moscow", None))


def test_every_row_runs_both_sides_on_the_worlds_it_names(given):
    for row in [*mesa_batch_run.rows(given), *zone_rows.of_talks(given)]:
        assert (row.worlds, row.peer_worlds) == (20, 20)
        assert row.ours() is not None
        assert row.peer() is not None


def test_the_peer_takes_its_turn_between_two_of_ours(monkeypatch):
    clock, called = [0.0], []

    def takes(name, time):
        def work():
            called.append(name)
            clock[0] += time

        return work

    monkeypatch.setattr(pairing.time, "process_time", lambda: clock[0])
    row = pairing.Row("question", "peer", takes("ours", 2), takes("peer", 30), worlds=10, peer_worlds=5, target=40)
    timed = pairing.paired(row, 2)
    assert called == ["ours", "peer", "ours"] * 2
    assert timed.ratios.tolist() == [30, 30]  # 6 s a world against 0.2 s
    assert cells(of_pair(timed)) == (
        *("question", "30 x", "30 .. 30", "40 x", "no: 25% below"),
        *("peer", "10 and 5 draws", "5", "0.167"),
    )


def test_the_table_keeps_its_columns_under_each_other():
    rest = ("", "", "peer", "worlds", "1", "2")
    lines = table([HEADINGS, ("a", "9 x", "8 .. 10", *rest), ("abc", "12 x", "1 .. 2", *rest)]).split("\n")
    assert len({len(line) for line in lines}) == 1
    assert [re.split(r" {2,}", line)[1].strip() for line in lines] == ["measured", "--------", "9 x", "12 x"]


def test_negmas_means_the_same_by_the_words_for_tactics():
    pytest.importorskip("negmas")
    from benchmarks.negmas_sao import AspirationNegotiator

    for word, exponent in EXPONENTS.items():
        for time in (0, 0.2, 0.5, 0.9, 1):
            best, no_deal = np.float32([1_000_000]), np.float32([0])
            ours = Concession(np.array([exponent])).aspirations(time, best, no_deal)
            for named in (word, exponent):
                theirs = AspirationNegotiator(aspiration_type=named).utility_at(time)
                assert ours[0] == pytest.approx(1_000_000 * theirs, abs=1)


def test_negmas_agrees_only_on_what_every_party_takes(given):
    pytest.importorskip("negmas")
    from benchmarks import negmas_sao

    same = negmas_sao.unanimous(given)
    worlds = list(one_by_one(same))
    space = space_of(given.case)
    agreed = negmas_sao.negotiated(same, worlds)
    assert 0 < sum(deal is not None for deal in agreed) < 20
    zone = tally(same.worlds.arrays, same.rules).verdicts.sizes > 0
    assert not any(deal and not zone[w] for w, deal in enumerate(agreed))
    for world, deal in zip(worlds, agreed, strict=True):
        if deal is not None:
            levels = [space.position(issue, level) for issue, level in zip(space.issues, deal, strict=True)]
            assert world.opened[:, levels].all()
            assert (world.gains[:, levels].sum(axis=1) >= np.array(world.no_deal) - 1).all()


def test_negmas_is_told_what_deals_are_worth(given):
    pytest.importorskip("negmas")
    from benchmarks import negmas_sao

    same = negmas_sao.unanimous(given)
    world, space = next(one_by_one(same)), space_of(given.case)
    talks = negmas_sao.mechanism(same, world)
    assert [negotiator.name for negotiator in talks.negotiators] == list(given.case.talks.protocol.alternating_offers)
    for p, negotiator in zip(world.table.order, talks.negotiators, strict=True):
        assert negotiator.ufun.reserved_value == pytest.approx(world.no_deal[p] / 1e6)
        for deal in range(0, space.deals, 97):
            told, levels = negotiator.ufun(space.levels_of(deal)), space.table[deal]
            if world.opened[p, levels].all():
                assert told == pytest.approx(world.gains[p, levels].sum() / 1e6)
            else:
                assert told < negotiator.ufun.reserved_value


@pytest.mark.parametrize("parties", [2, 3, 4])
def test_negmas_by_our_rules_strikes_the_same_deals_at_the_same_offers(parties):
    pytest.importorskip("negmas")
    from benchmarks import negmas_match

    given = [random_cases.random_given(parties, seed) for seed in range(40)]
    domains, we = [negmas_match.Domain.of(one) for one in given], [negmas_match.ours(one) for one in given]
    assert [domain.negotiated(negmas_match.first, in_turn=True) for domain in domains] == we
    assert 0 < negmas_match.agreed(we) < 1
    lots = [[domain.negotiated(negmas_match.by_lot(lot), in_turn=True) for domain in domains] for lot in range(2)]
    assert any(lot != we for lot in lots), "there are ties"


def test_the_shares_of_negmas_by_our_rules_are_refused_where_an_ending_differs(monkeypatch):
    pytest.importorskip("negmas")
    from benchmarks import negmas_match

    found = list(negmas_match.findings(3, 4))
    assert found[0].median == 1
    assert all(0 <= share <= 1 for one in found for share in one.values)
    monkeypatch.setattr(negmas_match, "first", lambda deals: int(deals[-1]))
    with pytest.raises(AssertionError, match="3 parties in domains"):
        next(negmas_match.findings(3, 20))


class WhoSaysNoOffersNext(Negotiation):
    """Our delegates in the order of NegMAS."""

    speaker = 0

    def step(self):
        self.round += 1
        deal, parties = self.delegates[self.speaker].offer(), len(self.delegates)
        asked = [(self.speaker + k) % parties for k in range(1, parties + 1)]
        refusing = [q for q in asked if not self.delegates[q].takes(deal)]  # itself too, if it walks
        if refusing:
            self.speaker = refusing[0]
        else:
            self.struck, self.rounds = deal, self.round
        self.running = bool(refusing) and self.round < self.table.rounds
        self.datacollector.collect(self)


@pytest.mark.parametrize("parties", [2, 3, 4])
def test_in_the_usual_way_of_negmas_nothing_but_the_order_of_proposers_differs(parties):
    pytest.importorskip("negmas")
    from benchmarks import negmas_match

    unlike = 0
    for seed in range(20):
        given = random_cases.random_given(parties, seed)
        mesa_batch_run.lay_out(given)
        struck, rounds = mesa_batch_run.talked(WhoSaysNoOffersNext)
        usual = negmas_match.Domain.of(given).negotiated(negmas_match.first, in_turn=False)
        assert usual == (struck[0], rounds[0])
        unlike += usual != negmas_match.ours(given)
    assert (unlike > 0) == (parties > 2)
