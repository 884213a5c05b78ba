"""The scenarios that come along: all are right, and the list of them names every one and no other."""

import re

import pytest

from sim.scenario import read_scenario, shipped
from sim.worlds import uncertain

LISTED = (shipped.folder() / "README.md").read_text(encoding="utf-8")


def test_the_list_holds_every_scenario_and_no_other():
    linked = set(re.findall(r"\]\(((?:classic/)?[a-z-]+\.yaml)\)", LISTED))
    assert linked == {str(file.relative_to(shipped.folder())) for file in shipped.files().values()}


@pytest.mark.parametrize("name", sorted(shipped.files()))
def test_every_scenario_is_right_has_a_title_and_draws_something_or_says_all(name):
    case = read_scenario(name).case
    assert case.title
    assert len(set(uncertain(case))) == len(uncertain(case))


@pytest.mark.parametrize("name", [name for name in sorted(shipped.files()) if name.startswith("moscow-talks-")])
def test_every_variant_says_why_in_a_paragraph_and_asks_in_its_first_line(name):
    file = shipped.files()[name]
    first = file.read_text(encoding="utf-8").splitlines()[0]
    assert first.startswith("# ")
    assert len(read_scenario(name).case.note) > 40
