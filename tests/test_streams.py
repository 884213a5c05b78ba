import numpy as np
import pytest

from sim.streams import Medians, Uniforms

COLUMNS = {"a": np.array([0.1, 0.2]), "a.b": np.array([0.3, 0.4]), "words.will never": np.array([0.5, 0.6])}


def test_uniforms_are_found_by_their_dotted_path():
    uniforms = Uniforms(COLUMNS, 2)
    assert uniforms.under("a").here().tolist() == [0.1, 0.2]
    assert uniforms.under("a").under("b").here().tolist() == [0.3, 0.4]
    assert uniforms.under("words").under("will never").here().tolist() == [0.5, 0.6]


def test_going_below_leaves_the_place_above_as_it_was():
    above = Uniforms(COLUMNS, 2).under("a")
    below = above.under("b")
    assert (above.path, below.path) == ("a", "a.b")
    assert below.draws == 2
    assert below.columns is COLUMNS


def test_a_path_that_was_not_drawn_is_an_error():
    with pytest.raises(KeyError, match=r"a\.c"):
        Uniforms(COLUMNS, 2).under("a").under("c").here()


def test_medians_answer_one_half_for_any_path_and_remember_it():
    asked = Medians()
    uniforms = Uniforms(asked, draws=1)
    assert uniforms.under("x").under("y").here().tolist() == [0.5]
    assert uniforms.under("b").here().tolist() == [0.5]
    assert uniforms.under("b").here().tolist() == [0.5]
    assert list(asked) == ["x.y", "b"]


def test_medians_remember_only_what_was_asked():
    asked = Medians()
    Uniforms(asked, draws=1).under("x")
    assert list(asked) == []
