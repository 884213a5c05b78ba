from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter
from ruamel.yaml import YAML

from sim.beliefs import Beta, Fixed, LogUniform, OneOf, Pert, Triangular, TruncatedNormal, Uniform
from sim.stakes import NoGate, Word, dialed, firm, meant
from sim.stakes.words import CELLS

WORD = TypeAdapter(Word)
SHIPPED = Path(__file__).parents[2] / "scenarios" / "priors" / "words.yaml"
uniform = st.integers(0, 2**30 - 1).map(lambda k: (k + 0.5) / 2**30)
chance = st.floats(0.001, 0.999)
dial = st.floats(0.0, 1.0)


@given(u=uniform)
def test_the_ends_and_the_middle_of_the_dial_are_exact(u):
    x = np.array([u])
    assert dialed(x, 0.0).tolist() == [0]
    assert dialed(x, 0.5).tolist() == [u]
    assert dialed(x, 1.0).tolist() == [1]


@pytest.mark.parametrize(
    "d, u, expected",
    [(1 / 3, 0.25, 0.0625), (0.25, 0.5, 0.125), (0.75, 0.125, 0.5), (0.8, 0.0625, 0.5), (0.2, 0.5, 0.0625)],
)
def test_between_them_u_is_raised_to_the_power_one_less_d_over_d(d, u, expected):
    assert dialed(np.array([u]), d)[0] == pytest.approx(expected, rel=1e-12)


@given(u=uniform, dials=st.tuples(dial, dial).map(sorted))
def test_raising_the_dial_never_lowers_the_uniform(u, dials):
    low, high = (dialed(np.array([u]), d)[0] for d in dials)
    assert 0 <= low <= high * (1 + 1e-15) <= 1 + 1e-15


@given(us=st.tuples(uniform, uniform).map(sorted), d=dial)
def test_the_dial_keeps_the_order_of_worlds(us, d):
    low, high = dialed(np.array(us), d)
    assert low <= high


def test_the_dial_does_not_write_into_what_it_is_given():
    u = np.array([0.25, 0.5])
    for d in (0.0, 0.3, 0.5, 1.0):
        dialed(u, d)
    assert u.tolist() == [0.25, 0.5]


def test_a_refusal_is_firm_where_the_uniform_reaches_one_less_the_chance():
    u = np.array([0.125, 0.25, 0.375])
    assert firm(u, np.full(3, 0.75), 0.5).tolist() == [False, True, True]
    assert firm(u, np.array([0.875, 0.5, 0.625]), 0.5).tolist() == [True, False, True]


def test_the_chance_is_the_share_of_firm_worlds():
    u = (np.arange(1000) + 0.5) / 1000
    for q in (0.1, 0.25, 0.9):
        assert firm(u, np.full(1000, q), 0.5).sum() == round(1000 * q)


@given(u=uniform, q=chance)
def test_at_dial_0_all_refusals_bend_and_at_1_all_are_firm(u, q):
    assert not firm(np.array([u]), np.array([q]), 0.0)[0]
    assert firm(np.array([u]), np.array([q]), 1.0)[0]


@given(u=uniform, q=chance, dials=st.tuples(dial, dial).map(sorted))
def test_what_is_firm_stays_firm_when_the_dial_is_raised(u, q, dials):
    low, high = (firm(np.array([u]), np.array([q]), d)[0] for d in dials)
    assert high or not low


@given(u=uniform, qs=st.tuples(chance, chance).map(sorted), d=dial)
def test_refusals_that_share_a_uniform_nest_by_their_chance(u, qs, d):
    weaker, stronger = firm(np.array([u, u]), np.array(qs), d)
    assert stronger or not weaker


def test_the_dialed_uniform_is_compared_and_not_the_drawn_one():
    assert firm(np.array([0.5]), np.array([0.75]), 0.25).tolist() == [False]
    assert firm(np.array([0.125]), np.array([0.5]), 0.75).tolist() == [True]


@pytest.mark.parametrize("written", [{"no_gate": True}, {"beta": [6, 2]}, 0.4, {"uniform": [0, 1], "because": ["A1"]}])
def test_a_word_round_trips(written):
    word = WORD.validate_python(written)
    dumped = WORD.dump_python(word, mode="json", exclude_unset=True)
    assert dumped == written
    assert WORD.validate_python(dumped) == word


def test_a_word_is_a_belief_or_has_no_gate():
    assert isinstance(WORD.validate_python({"no_gate": True}), NoGate)
    assert isinstance(WORD.validate_python(0.4), Fixed)
    assert isinstance(WORD.validate_python({"beta": [6, 2]}), Beta)


def test_the_shipped_words_hold_the_agreed_beliefs():
    written = YAML(typ="safe").load(SHIPPED)
    words = TypeAdapter(dict[str, Word]).validate_python(written.get("words", written))
    assert isinstance(words["demands"], NoGate)
    for said, shape in [
        ("will never", (6, 2)),
        ("unacceptable", (4, 3)),
        ("must involve", (4, 3)),
        ("can only", (4, 3)),
        ("strongly opposed", (2, 4)),
        ("fiercely opposes", (2, 4)),
        ("ruled out", (2, 4)),
        ("opposed", (1, 6)),
    ]:
        assert words[said].beta == shape, said
    assert words["said by an opponent"].uniform == (0, 1)


CHANCES = [
    Beta(beta=(6, 2)),
    Beta(beta=(0.05, 0.05)),
    Uniform(uniform=(0, 1)),
    Triangular(triangular=(0, 0, 1)),
    Pert(pert=(0.2, 0.3, 0.9)),
    LogUniform(log_uniform=(0.01, 1)),
    OneOf(one_of=(0.25, 0.5, 1)),
    OneOf(one_of=(0.25, 0.5), chances=(1, 2)),
    TruncatedNormal(truncated_normal=(0.5, 0.2, 0, 1)),
]


@pytest.mark.parametrize("word", CHANCES, ids=str)
@pytest.mark.parametrize("d", [0, 0.3, 0.5, 1])
def test_a_refusal_is_meant_exactly_where_the_chance_of_its_word_makes_it_firm(word, d):
    rng = np.random.default_rng(3)
    v = (rng.integers(0, 2**30, 4000) + 0.5) / 2**30
    v[: CELLS + 1] = np.arange(CELLS + 1).clip(0.5 / 2**20, CELLS - 0.5 / 2**20) / CELLS
    q = word.at(v)
    u = (rng.integers(0, 2**30, 4000) + 0.5) / 2**30
    u[::2] = (1 - q[::2]).clip(2**-31, 1 - 2**-31)
    u[::6] = np.nextafter(u[::6], 0)
    assert meant(u, word, v, d).tolist() == firm(u, q, d).tolist()
