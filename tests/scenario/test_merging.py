import pytest
from scenario.files import plain, write

from sim.scenario.chain import layers
from sim.scenario.merging import gathered, merged, overridden
from sim.scenario.yaml_files import parse

pytestmark = pytest.mark.usefixtures("shipped_folder")


def test_mappings_merge_lists_replace_and_null_takes_a_key_away(folder):
    write(folder, "a.yaml", "m: {a: 1, b: 2, c: {d: 3}}\nl: [1, 2]\n")
    child = write(folder, "b.yaml", "extends: a.yaml\nm: {a: null, c: {e: 4}}\nl: [3]\n")
    assert plain(child) == {"m": {"b": 2, "c": {"d": 3, "e": 4}}, "l": [3]}


def test_null_over_nothing_stays_for_the_schema_to_judge(folder):
    write(folder, "a.yaml", "m: {a: null}\n")
    assert plain(write(folder, "b.yaml", "extends: a.yaml\nn: null\n")) == {"m": {"a": None}, "n": None}


def test_another_kind_replaces_a_mapping_whole_where_kinds_are_known(folder):
    file = write(folder, "a.yaml", "w: {triangular: [1, 2, 3], because: [A1]}\n")
    stack = layers(file, ["w={uniform: [0, 1]}"])
    assert gathered(stack).plain() == {"w": {"triangular": [1, 2, 3], "because": ["A1"], "uniform": [0, 1]}}
    assert merged(stack).plain() == {"w": {"uniform": [0, 1]}}
    same = layers(file, ["w.triangular=[1, 1, 2]", "w.judgement=ours"])
    kept = merged(same).plain()
    assert kept == {"w": {"triangular": [1, 1, 2], "because": ["A1"], "judgement": "ours"}}


def test_each_value_keeps_the_file_and_line_it_came_from(folder):
    write(folder, "a.yaml", "m:\n  x: 1\n  y: 2\n")
    root = merged(layers(write(folder, "b.yaml", "extends: a.yaml\nm: {y: 3}\n"), ["m.x=4"]))
    assert root.at(["m", "y"]).span.file.endswith("b.yaml")
    assert root.at(["m", "x"]).span.place().arrow == "--set m.x=4"
    assert root.mapping["m"][0].place().arrow.endswith("b.yaml:2:1")
    assert root.span.file.endswith("b.yaml")


def test_provenance_lists_what_lies_over_the_root_by_file_and_line(folder):
    write(folder, "sources/one.yaml", "title: One\n")
    write(folder, "a.yaml", "x: 1\nm: {a: 1, b: 2}\n")
    write(folder, "b.yaml", "extends: a.yaml\nm:\n  a: 3\n  c: 4\nsources: [sources/one.yaml]\n")
    child = write(folder, "c.yaml", "extends: b.yaml\nm: {c: null}\nl: [1, 2]\n")
    stack = layers(child, ["m.a=5", "new.x.y=6"])
    assert overridden(stack) == [
        ("m.a", 5, "--set"),
        ("m.c", None, "c.yaml:2"),
        ("l", [1, 2], "c.yaml:3"),
        ("new.x.y", 6, "--set"),
    ]
    assert overridden(layers(folder / "a.yaml")) == []


def test_an_override_of_a_statement_counts_in_the_provenance(folder):
    write(folder, "sources/one.yaml", "title: One\n")
    file = write(folder, "a.yaml", "sources: [sources/one.yaml]\n")
    assert overridden(layers(file, ["sources.one.title=Two"])) == [("sources.one.title", "Two", "--set")]


def test_gathered_layers_do_to_others_what_each_would_do(folder):
    stack = layers(write(folder, "a.yaml", "m: {a: 1}\n"), ["m.a=2", "m.a=null"])
    assert gathered(stack[1:]).plain() == {"m": {"a": None}}
    assert merged([stack[0], gathered(stack[1:])]).plain() == {"m": {}}


def test_a_kind_misplaced_at_the_top_hides_nothing_of_the_parent(folder):
    write(folder, "a.yaml", "x: 1\n")
    child = write(folder, "b.yaml", "extends: a.yaml\nuniform: [0, 1]\n")
    assert plain(child) == {"x": 1, "uniform": [0, 1]}


def test_a_number_restated_without_a_reason_loses_the_reason_it_had():
    below = parse("cost: {uniform: [0, 1], because: [A1], judgement: why}\n", "below.yaml")
    for above in ("cost: {uniform: [0, 2]}", "cost: {beta: [1, 2]}"):
        assert set(merged([below, parse(above, "above.yaml")]).plain()["cost"]) & {"because", "judgement"} == set()
    kept = merged([below, parse("cost: {uniform: [0, 2], because: [A2]}", "above.yaml")]).plain()["cost"]
    assert kept == {"uniform": [0, 2], "because": ["A2"], "judgement": "why"}


def test_what_is_changed_deeper_down_leaves_the_reason_of_the_rest():
    below = parse("no_deal: {outlook: {land: {keep: 1}}, cost: 1, judgement: why}\n", "below.yaml")
    above = parse("no_deal: {outlook: {land: {keep: 2}}}\n", "above.yaml")
    assert merged([below, above]).plain()["no_deal"]["judgement"] == "why"


def test_a_number_of_a_table_changed_takes_the_reason_of_the_table_away():
    below = parse("value: {table: {keep: 1, give: 0}, because: [A1]}\n", "below.yaml")
    above = parse("value: {table: {keep: 2}}\n", "above.yaml")
    assert merged([below, above]).plain()["value"] == {"table": {"keep": 2, "give": 0}}


@pytest.mark.parametrize(
    ("below", "above"),
    [
        ("{at_most: freeze, because: [A1]}", "{at_most: {one_of: [freeze, more]}}"),
        ("{follows: {party: a, by: 1}, because: [A1]}", "{follows: {party: b}}"),
        ("{never_together: {a: x, b: y}, because: [A1]}", "{never_together: {a: z}}"),
        ("{refuses: {party: a, proposal: p}, because: [A1]}", "{refuses: {party: b}}"),
        ("{needs: [a], by: claim, because: [A1]}", "{needs: [b]}"),
        ("{at_most: freeze, words: never, because: [A1]}", "{words: opposed}"),
    ],
)
def test_whatever_is_stated_anew_loses_the_reason_it_had(below, above):
    layers_of_it = [parse(f"it: {text}\n", "f.yaml") for text in (below, above)]
    assert "because" not in merged(layers_of_it).plain()["it"]
