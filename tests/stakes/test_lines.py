import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from sim.stakes import AtLeast, AtMost, Line, NeverTogether, Refuses, position
from sim.streams import Uniforms
from sim.values import Scale

LINE = TypeAdapter(Line)
SCALE = Scale(("a", "b", "c", "d"), np.arange(4.0))
NOTHING = Uniforms({}, 1)
uniform = st.integers(0, 2**30 - 1).map(lambda k: (k + 0.5) / 2**30)
dial = st.floats(0, 1)
some_levels = st.lists(st.sampled_from("abcd"), min_size=2, max_size=4, unique=True)


def at(u, key):
    u = np.atleast_1d(np.array(u, dtype=float))
    return Uniforms({key: u}, len(u))


def refused(line, u=None, d=0.5, scale=SCALE):
    key = "at_least" if isinstance(line, AtLeast) else "at_most"
    found = line.refused(scale, NOTHING if u is None else at(u, key), d)
    return ["".join(name for name, out in zip(scale.names, row, strict=True) if out) for row in found]


def floor(*levels, **more):
    return AtLeast(issue="i", at_least={"one_of": levels, **more}, words="demands")


def ceiling(*levels, **more):
    return AtMost(issue="i", at_most={"one_of": levels, **more}, words="demands")


def test_named_levels_are_refused_in_every_draw():
    line = Refuses(issue="i", refuses=["d", "b"], words="opposed")
    found = line.refused(SCALE, Uniforms({}, 3), 0.0)
    assert found.dtype == np.bool_
    assert found.tolist() == [[False, True, False, True]] * 3
    assert refused(Refuses(issue="i", refuses="c", words="opposed")) == ["c"]


def test_a_certain_floor_refuses_what_stands_before_it_and_asks_for_no_uniform():
    for level, below in [("a", ""), ("b", "a"), ("d", "abc")]:
        assert refused(AtLeast(issue="i", at_least=level, words="demands")) == [below]
    assert refused(floor("c")) == ["ab"]


def test_a_certain_ceiling_refuses_what_stands_after_it_and_asks_for_no_uniform():
    for level, above in [("a", "bcd"), ("b", "cd"), ("d", "")]:
        assert refused(AtMost(issue="i", at_most=level, words="demands")) == [above]
    assert refused(ceiling("c")) == ["d"]


def test_the_floor_and_the_ceiling_themselves_are_not_refused():
    assert "b" not in refused(AtLeast(issue="i", at_least="b", words="demands"))[0]
    assert "b" not in refused(AtMost(issue="i", at_most="b", words="demands"))[0]


def test_lines_follow_the_file_s_order_and_not_the_positions():
    falling = Scale(SCALE.names, np.array([9.0, 5.0, 2.0, 0.0]))
    assert refused(floor("b", "d"), u=[0.1, 0.9], scale=falling) == ["a", "abc"]
    assert refused(ceiling("b", "d"), u=[0.1, 0.9], scale=falling) == ["", "cd"]


def test_an_uncertain_floor_goes_from_the_lowest_upward():
    assert refused(floor("b", "c", "d"), u=[0.1, 0.5, 0.9]) == ["a", "ab", "abc"]


def test_an_uncertain_ceiling_goes_from_the_highest_downward():
    assert refused(ceiling("a", "b", "c"), u=[0.1, 0.5, 0.9]) == ["d", "cd", "bcd"]


def test_the_order_in_which_the_levels_are_written_does_not_matter():
    u = [0.1, 0.5, 0.9]
    assert refused(floor("d", "b", "c"), u=u) == refused(floor("b", "c", "d"), u=u)
    assert refused(ceiling("b", "a", "c"), u=u) == refused(ceiling("a", "b", "c"), u=u)


def test_chances_follow_their_levels_up_a_floor():
    u = (np.arange(80) + 0.5) / 80
    found = refused(floor("c", "b", "d", chances=[5, 1, 2]), u=u)
    assert found == ["a"] * 10 + ["ab"] * 50 + ["abc"] * 20


def test_chances_follow_their_levels_down_a_ceiling():
    u = (np.arange(80) + 0.5) / 80
    found = refused(ceiling("a", "b", "c", chances=[5, 1, 2]), u=u)
    assert found == ["d"] * 20 + ["cd"] * 10 + ["bcd"] * 50
    assert refused(ceiling("b", "c", "a", chances=[1, 2, 5]), u=u) == found


def test_at_dial_0_a_line_stands_at_its_loosest_and_at_1_at_its_strictest():
    u = [0.01, 0.5, 0.99]
    assert refused(floor("b", "d"), u=u, d=0.0) == ["a"] * 3
    assert refused(floor("b", "d"), u=u, d=1.0) == ["abc"] * 3
    assert refused(ceiling("a", "c"), u=u, d=0.0) == ["d"] * 3
    assert refused(ceiling("a", "c"), u=u, d=1.0) == ["bcd"] * 3
    weighted = {"chances": [1, 1000]}
    assert refused(floor("b", "d", **weighted), u=u, d=0.0) == ["a"] * 3
    assert refused(ceiling("c", "a", **weighted), u=u, d=0.0) == ["d"] * 3


def test_the_dial_moves_a_position_by_the_same_power_as_firmness():
    assert refused(floor("b", "c"), u=[0.6, 0.8], d=1 / 3) == ["a", "ab"]
    assert refused(floor("b", "c"), u=[0.2, 0.3], d=2 / 3) == ["a", "ab"]


@given(levels=some_levels, u=uniform, dials=st.tuples(dial, dial).map(sorted), make=st.sampled_from([floor, ceiling]))
def test_raising_the_dial_never_opens_a_level(levels, u, dials, make):
    low, high = (set(refused(make(*levels), u=u, d=d)[0]) for d in dials)
    assert low <= high


@given(levels=some_levels, us=st.tuples(uniform, uniform).map(sorted), d=dial, make=st.sampled_from([floor, ceiling]))
def test_a_greater_uniform_is_never_looser(levels, us, d, make):
    low, high = (set(names) for names in refused(make(*levels), u=us, d=d))
    assert low <= high


def test_the_position_is_the_place_in_the_file_s_order():
    belief = floor("b", "d").at_least
    found = position(belief, SCALE, Uniforms({"": np.array([0.2, 0.7])}, 2), 0.5, strictest_last=True)
    assert found.tolist() == [1, 3]
    found = position(belief, SCALE, Uniforms({"": np.array([0.2, 0.7])}, 2), 0.5, strictest_last=False)
    assert found.tolist() == [3, 1]


@pytest.mark.parametrize(
    "written, kind",
    [
        ({"issue": "i", "refuses": ["a", "b"], "words": "opposed", "because": ["A1"]}, Refuses),
        ({"issue": "i", "at_least": "b", "words": "demands"}, AtLeast),
        ({"issue": "i", "at_most": {"one_of": ["a", "b"], "chances": [1, 2]}, "words": "will never"}, AtMost),
        ({"never_together": {"i": ["a"], "j": ["x", "y"]}, "words": "opposed"}, NeverTogether),
    ],
)
def test_the_written_form_round_trips(written, kind):
    line = LINE.validate_python(written)
    assert type(line) is kind
    dumped = LINE.dump_python(line, mode="json", exclude_unset=True)
    assert dumped == written
    assert LINE.validate_python(dumped) == line


@pytest.mark.parametrize(
    "written, message",
    [
        ({"issue": "i", "words": "opposed"}, "only one: refuses, at_least"),
        ({"issue": "i", "refuses": ["a"]}, "Field required"),
        ({"issue": "i", "refuses": [], "words": "opposed"}, "at least 1 item"),
        ({"refuses": ["a"], "words": "opposed"}, "Field required"),
        ({"issue": "i", "at_least": {"one_of": []}, "words": "opposed"}, "at least 1 item"),
        ({"issue": "i", "at_least": "a", "at_most": "b", "words": "opposed"}, "only one"),
        ({"never_together": {"i": "a"}, "words": "opposed"}, "at least 2 items"),
    ],
    ids=str,
)
def test_an_impossible_line_is_refused_and_told_why(written, message):
    with pytest.raises(ValidationError) as caught:
        LINE.validate_python(written)
    assert any(message in error["msg"] for error in caught.value.errors()), caught.value.errors()
