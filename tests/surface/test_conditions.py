"""Conditions as a notebook asks for them."""

import pytest

from sim.errors import BadArgument
from sim.plots import Figure
from sim.surface.conditions import conditions_in


@pytest.fixture(scope="module")
def found(talks):
    return conditions_in(talks)


def test_the_table_the_tree_the_sentence_and_the_figure_are_at_hand(found, talks):
    assert found.table.index.names == ["box", "input"]
    assert found.tree.index.name == "leaf"
    assert found.finding == found.sentences[0]
    assert found.finding in repr(found)
    assert isinstance(found.plot(), Figure)
    assert found._repr_html_().startswith("<div>")
    assert (found.table["base"] == talks.zone.share).all()


def test_there_is_no_figure_of_a_box_that_was_not_found(found):
    with pytest.raises(BadArgument, match="there is no box 9"):
        found.plot(9)
