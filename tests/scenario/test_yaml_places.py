import pytest
from scenario.refusals import mark, only

from sim.scenario.yaml_files import parse


def test_every_value_and_key_knows_its_place():
    root = parse("a: 1\nparties:\n  russia: {floor: 0.25}\n  list:\n    - x\n    - {y: z}\n", "f.yaml")
    floor = root.at(["parties", "russia", "floor"])
    assert (floor.span.line, floor.span.column, floor.span.end) == (2, 18, 22)
    place = floor.span.place()
    assert (place.file, place.line, place.column, place.width) == ("f.yaml", 3, 19, 4)
    assert (place.source, place.before) == ("  russia: {floor: 0.25}", "parties:")
    key, russia = root.at(["parties"]).mapping["russia"]
    assert (key.line, key.column, key.end) == (2, 2, 8)
    assert (russia.span.column, russia.span.end) == (10, 23)
    assert root.at(["parties", "list", 1, "y"]).value == "z"
    assert root.at(["parties", "list", 2]) is None
    assert root.at(["parties", "iran"]) is None
    assert root.at(["a", "b"]) is None


def test_a_mapping_of_several_lines_is_marked_by_its_first_key():
    node = parse("a:\n  first: 1 # note\n  second: 2\n", "f.yaml").at(["a"])
    assert (node.span.place().column, node.span.place().width) == (3, 5)


def test_a_byte_order_mark_is_accepted_and_shifts_nothing():
    assert mark(only("\ufeffa: .nan\n")) == (1, 4, 4)


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_lines_count_the_same_whatever_ends_them(ending):
    assert mark(only(ending.join(["a: 1", "b: .nan", ""]))) == (2, 4, 4)


@pytest.mark.parametrize(
    ("text", "tag", "place"),
    [
        ("a: !!binary aGk=\n", "!!binary", (1, 4, 8)),
        ("a: !!python/object:os.system {}\n", "!!python/object:os.system", (1, 4, 25)),
        ("a: [!x, 2]\n", "!x", (1, 5, 2)),
        ("a: &b !x 2\n", "!x", (1, 7, 2)),
        ("a: ! 5\n", "!", (1, 4, 1)),
        ("!x\na: 5\n", "!x", (1, 1, 2)),
    ],
)
def test_tags_are_refused(text, tag, place):
    problem = only(text)
    assert problem.message == f"tags are not read: {tag}"
    assert mark(problem) == place


@pytest.mark.parametrize(
    ("text", "place"), [("%YAML 1.1\n---\na: 1\n", (1, 1, 9)), ("# see %TAG\n\n%FOO bar\n---\na: 1\n", (3, 1, 8))]
)
def test_directives_are_refused(text, place):
    problem = only(text)
    assert problem.message == "'%' lines are not read"
    assert mark(problem) == place
