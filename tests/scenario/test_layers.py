from pathlib import Path

import pytest

from sim.errors import ScenarioError
from sim.scenario import layers as reader
from sim.scenario.layers import changes, layers, merged, overridden


@pytest.fixture(autouse=True)
def shipped(tmp_path, monkeypatch):
    folder = tmp_path / "shipped"
    write(folder, "moscow-talks.yaml", "name: moscow\nrounds: 9\n")
    write(folder, "classic/harbour.yaml", "name: harbour\nsources: [../sources/article.yaml]\n")
    write(folder, "sources/article.yaml", "title: Article\n")
    monkeypatch.setattr(reader, "shipped_folder", lambda: folder)
    return folder


@pytest.fixture
def folder(tmp_path):
    path = tmp_path / "mine"
    path.mkdir()
    return path


def write(folder, name, text):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def plain(path, overrides=()):
    return merged(layers(path, overrides)).plain()


def only(call):
    with pytest.raises(ScenarioError) as caught:
        call()
    (problem,) = caught.value.problems
    return problem


def where(problem):
    return (Path(problem.place.file).name, problem.place.line, problem.place.column, problem.place.width)


def test_the_root_comes_first_then_children_then_one_layer_for_each_override(folder):
    write(folder, "a.yaml", "x: 1\n")
    write(folder, "b.yaml", "extends: a.yaml\ny: 2\n")
    child = write(folder, "c.yaml", "extends: b.yaml\nz: 3\n")
    stack = layers(child, ["x=4", "w.v=5"])
    assert [node.plain() for node in stack] == [{"x": 1}, {"y": 2}, {"z": 3}, {"x": 4}, {"w": {"v": 5}}]
    assert merged(stack).plain() == {"x": 4, "y": 2, "z": 3, "w": {"v": 5}}


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
    assert merged(stack).plain() == {"w": {"triangular": [1, 2, 3], "because": ["A1"], "uniform": [0, 1]}}
    assert merged(stack, kinds=["triangular", "uniform"]).plain() == {"w": {"uniform": [0, 1]}}
    same = layers(file, ["w.triangular=[1, 1, 2]", "w.judgement=ours"])
    kept = merged(same, kinds=["triangular", "uniform"]).plain()
    assert kept == {"w": {"triangular": [1, 1, 2], "because": ["A1"], "judgement": "ours"}}


def test_each_value_keeps_the_file_and_line_it_came_from(folder):
    write(folder, "a.yaml", "m:\n  x: 1\n  y: 2\n")
    root = merged(layers(write(folder, "b.yaml", "extends: a.yaml\nm: {y: 3}\n"), ["m.x=4"]))
    assert root.at(["m", "y"]).span.file.endswith("b.yaml")
    assert root.at(["m", "x"]).span.place().arrow == "--set m.x=4"
    assert root.mapping["m"][0].place().arrow.endswith("b.yaml:2:1")
    assert root.span.file.endswith("b.yaml")


def test_name_and_readings_of_a_parent_are_not_inherited(folder):
    write(folder, "a.yaml", "name: parent\nreadings: [x.yaml]\nx: 1\n")
    assert plain(write(folder, "b.yaml", "extends: a.yaml\n")) == {"x": 1}
    child = write(folder, "c.yaml", "extends: a.yaml\nname: child\nreadings: [y.yaml]\n")
    assert plain(child) == {"name": "child", "readings": ["y.yaml"], "x": 1}
    assert plain(folder / "a.yaml")["name"] == "parent"


def test_a_bare_name_means_a_shipped_scenario_at_any_depth(folder):
    assert plain("moscow-talks") == {"name": "moscow", "rounds": 9}
    assert plain("harbour") == {"name": "harbour", "sources": {"article": {"title": "Article"}}}
    child = write(folder, "a.yaml", "extends: moscow-talks\nname: mine\n")
    assert plain(child) == {"name": "mine", "rounds": 9}
    assert layers(child)[0].span.file == "scenarios/moscow-talks.yaml"


def test_a_file_of_the_users_own_goes_before_a_shipped_one(folder, monkeypatch):
    monkeypatch.chdir(folder)
    write(folder, "moscow-talks", "name: own\n")
    assert plain("moscow-talks") == {"name": "own"}


def test_a_scenario_asked_for_by_a_wrong_name_offers_shipped_ones_and_files_beside_it(folder, monkeypatch):
    monkeypatch.chdir(folder)
    write(folder, "local.yaml", "a: 1\n")
    problem = only(lambda: layers("moscow-talk"))
    assert (problem.message, problem.hint) == (
        "there is no scenario 'moscow-talk'",
        "did you mean 'moscow-talks'?",
    )
    assert only(lambda: layers("locl.yaml")).hint == "did you mean 'local.yaml'?"
    assert only(lambda: layers(folder)).message == f"'{folder}' is a folder"


def test_a_wrong_bare_name_in_extends_offers_shipped_ones(folder):
    problem = only(lambda: layers(write(folder, "a.yaml", "extends: harbor\n")))
    assert problem.message == "no scenario 'harbor' comes with the package"
    assert problem.hint == "did you mean 'harbour'?"
    assert where(problem) == ("a.yaml", 1, 10, 6)


def test_a_missing_file_offers_the_yaml_files_beside_it(folder):
    write(folder, "sub/base.yaml", "a: 1\n")
    problem = only(lambda: layers(write(folder, "a.yaml", "b: 1\nextends: sub/bsae.yaml\n")))
    assert (problem.message, problem.hint) == ("there is no file 'sub/bsae.yaml'", "did you mean 'sub/base.yaml'?")
    assert where(problem) == ("a.yaml", 2, 10, 13)


def test_paths_are_relative_to_the_file_that_says_them_and_may_go_up_inside_the_folder(folder):
    write(folder, "root.yaml", "x: 1\n")
    write(folder, "sub/mid.yaml", "extends: ../root.yaml\ny: 2\n")
    assert plain(write(folder, "a.yaml", "extends: sub/mid.yaml\n")) == {"x": 1, "y": 2}


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ("../outside.yaml", "'../outside.yaml' leaves the scenario's folder"),
        ("link.yaml", "'link.yaml' leaves the scenario's folder"),
        ("sub/../../outside.yaml", "'sub/../../outside.yaml' leaves the scenario's folder"),
        ("..", "'..' leaves the scenario's folder"),
        ("/etc/passwd", "'/etc/passwd' is not a path from this file's folder"),
        (r"C:\x.yaml", r"'C:\x.yaml' is not a path from this file's folder"),
        (r"..\x.yaml", r"'..\x.yaml' is not a path from this file's folder"),
        ("[a.yaml]", "this must be the path of one file"),
        ("5", "this must be the path of one file"),
        ("''", "this must be the path of one file"),
        (r'"a\0.yaml"', "this must be the path of one file"),
        ("./sub/", "'sub' is a folder"),
        ("x" * 300 + ".yaml", f"there is no file '{'x' * 300}.yaml'"),
    ],
)
@pytest.mark.parametrize("key", ["extends", "words_from", "sources"])
def test_paths_that_leave_the_folder_or_are_none_are_refused(folder, key, said, message):
    outside = write(folder.parent, "outside.yaml", "x: 1\n")
    (folder / "link.yaml").symlink_to(outside)
    (folder / "sub").mkdir()
    file = write(folder, "a.yaml", f"x: 1\n{key}: {f'[{said}]' if key == 'sources' else said}\n")
    problem = only(lambda: layers(file))
    assert problem.message.replace(str(folder) + "/", "") == message
    assert where(problem)[:2] == ("a.yaml", 2)


def test_a_parent_may_not_reach_out_of_the_folder_of_the_file_asked_for(folder):
    write(folder.parent, "outside.yaml", "x: 1\n")
    write(folder, "sub/mid.yaml", "extends: ../../outside.yaml\n")
    assert where(only(lambda: layers(write(folder, "a.yaml", "extends: sub/mid.yaml\n"))))[0] == "mid.yaml"
    write(folder, "sub/up.yaml", "extends: ../root.yaml\n")
    write(folder, "root.yaml", "x: 1\n")
    assert "leaves" in only(lambda: layers(folder / "sub" / "up.yaml")).message


def test_a_linked_scenario_reads_the_files_beside_the_link(folder):
    write(folder, "base.yaml", "x: 1\n")
    real = write(folder.parent, "elsewhere/real.yaml", "extends: base.yaml\ny: 2\n")
    (folder / "link.yaml").symlink_to(real)
    assert plain(folder / "link.yaml") == {"x": 1, "y": 2}


def test_files_that_extend_each_other_in_a_circle_are_refused(folder):
    write(folder, "a.yaml", "extends: b.yaml\n")
    write(folder, "b.yaml", "x: 1\nextends: ./a.yaml\n")
    problem = only(lambda: layers(folder / "a.yaml"))
    assert problem.message == "'./a.yaml' leads back to a file that extends it"
    assert where(problem) == ("b.yaml", 2, 10, 8)
    assert "leads back" in only(lambda: layers(write(folder, "me.yaml", "extends: me.yaml\n"))).message


def test_twenty_files_may_extend_one_another_and_no_more(folder):
    write(folder, "f0.yaml", "x: 1\n")
    for n in range(1, 21):
        write(folder, f"f{n}.yaml", f"extends: f{n - 1}.yaml\n")
    assert len(layers(folder / "f19.yaml")) == 20
    problem = only(lambda: layers(folder / "f20.yaml"))
    assert problem.message == "more than 20 files extend one another"
    assert where(problem)[0] == "f1.yaml"


def test_a_problem_in_a_parent_is_shown_in_the_parent(folder):
    write(folder, "sub/base.yaml", "a: .nan\n")
    problem = only(lambda: layers(write(folder, "a.yaml", "extends: sub/base.yaml\n")))
    assert problem.place.file == str(folder / "sub" / "base.yaml")
    assert problem.place.line == 1


def test_sources_are_read_by_their_stems_and_merge_with_the_parents(folder):
    write(folder, "sources/one.yaml", "title: One\n")
    write(folder, "sources/two.yaml", "title: Two\n")
    write(folder, "a.yaml", "sources: [sources/one.yaml]\n")
    child = write(folder, "b.yaml", "extends: a.yaml\nsources: [sources/two.yaml]\n")
    root = merged(layers(child))
    assert root.plain() == {"sources": {"one": {"title": "One"}, "two": {"title": "Two"}}}
    assert root.at(["sources", "one", "title"]).span.file == str(folder / "sources" / "one.yaml")
    assert plain(folder / "a.yaml", ["sources=[sources/two.yaml]"])["sources"].keys() == {"one", "two"}


def test_sources_written_in_place_stay(folder):
    assert plain(write(folder, "a.yaml", "sources: {x: {title: X}}\n")) == {"sources": {"x": {"title": "X"}}}
    assert plain(write(folder, "b.yaml", "sources: 5\n")) == {"sources": 5}


def test_all_problems_of_sources_are_told_at_once(folder):
    write(folder, "s/one.yaml", "a: !x 1\n")
    write(folder, "s/two.yaml", "a: 1\n")
    write(folder, "t/two.yaml", "a: 1\n")
    file = write(folder, "a.yaml", "sources: [s/one.yaml, s/tow.yaml, s/two.yaml, t/two.yaml]\n")
    with pytest.raises(ScenarioError) as caught:
        layers(file)
    assert {problem.message for problem in caught.value.problems} == {
        "tags are not read: !x",
        "there is no file 's/tow.yaml'",
        "two sources are called 'two'",
    }


def test_the_shipped_words_lie_beneath_everything(folder, shipped):
    file = write(folder, "a.yaml", "x: 1\nwords: {opposed: {beta: [1, 9]}}\n")
    assert plain(file)["words"] == {"opposed": {"beta": [1, 9]}}
    write(shipped, "priors/words.yaml", "words:\n  opposed: {beta: [1, 6]}\n  will never: {beta: [6, 2]}\n")
    assert plain(file)["words"] == {"opposed": {"beta": [1, 9]}, "will never": {"beta": [6, 2]}}
    assert len(layers(file)) == 1


@pytest.mark.parametrize("text", ["words:\n  opposed: 0.5\n", "opposed: 0.5\n"])
def test_a_file_may_name_words_of_its_own(folder, shipped, text):
    write(shipped, "priors/words.yaml", "words: {opposed: 0.1}\n")
    write(folder, "w.yaml", text)
    write(folder, "a.yaml", "words_from: w.yaml\nx: 1\n")
    assert plain(folder / "a.yaml") == {"x": 1, "words": {"opposed": 0.5}}
    write(folder, "w2.yaml", "opposed: 0.7\n")
    child = write(folder, "b.yaml", "extends: a.yaml\nwords_from: w2.yaml\n")
    assert plain(child) == {"x": 1, "words": {"opposed": 0.7}}
    assert plain(child, ["words_from=w.yaml"]) == {"x": 1, "words": {"opposed": 0.5}}
    assert overridden(layers(child)) == []


def test_an_override_is_read_as_yaml_and_makes_the_mappings_it_needs(folder):
    file = write(folder, "a.yaml", "m: 5\n")
    assert plain(file, ["n.o.p={uniform: [0, 1]}", "m.x=no", "q='a=b'"]) == {
        "m": {"x": "no"},
        "n": {"o": {"p": {"uniform": [0, 1]}}},
        "q": "a=b",
    }
    assert plain(file, ["m=null"]) == {}


def test_an_override_marks_the_part_that_is_meant(folder):
    stack = layers(write(folder, "a.yaml", "m: 5\n"), ["parties.russia.floor={uniform: [0, 2]}"])
    key, floor = stack[1].at(["parties", "russia"]).mapping["floor"]
    assert (key.place().line, key.place().column, key.place().width) == (0, 16, 5)
    assert (floor.span.place().column, floor.span.place().width) == (22, 17)
    assert floor.at(["uniform", 1]).span.place().column == 36
    assert key.place().arrow == "--set parties.russia.floor={uniform: [0, 2]}"


@pytest.mark.parametrize(
    ("text", "message", "column"),
    [
        ("a.b", "'a.b' sets nothing", 4),
        ("", "'' sets nothing", 1),
        ("=5", "'' is not a dotted path", 1),
        ("a..b=5", "'a..b' is not a dotted path", 1),
        (".a=5", "'.a' is not a dotted path", 1),
        ("a.=5", "'a.' is not a dotted path", 1),
        ("a. .b=5", "'a. .b' is not a dotted path", 1),
        (".".join("a" * 41) + "=5", f"'{'.'.join('a' * 41)}' is not a dotted path", 1),
        ("a=", "no value is given", 2),
        ("a=# x", "no value is given", 2),
        ("a=[1", "this is not valid YAML: expected ',' or ']', but got '<stream end>'", 3),
        ("a={x: 1, x: 2}", "'x' is given twice", 10),
        ("a=!!binary x", "tags are not read: !!binary", 3),
        ("a=.inf", "a number must be finite", 3),
    ],
)
def test_a_malformed_override_is_refused_with_its_place(folder, text, message, column):
    file = write(folder, "a.yaml", "m: 5\n")
    problem = only(lambda: layers(file, [text]))
    assert problem.message == message
    assert (problem.place.file, problem.place.line, problem.place.column) == ("--set", 0, column)


def test_all_malformed_overrides_are_told_at_once(folder):
    with pytest.raises(ScenarioError, match=r"2 problems; nothing was run\."):
        layers(write(folder, "a.yaml", "m: 5\n"), ["x", "y", "z=1"])


def test_changes_build_the_same_layer_from_python_values(folder):
    node = changes({"a.b": 0.5, "a.c": {"uniform": (0, 1)}, "d": None})
    assert node.plain() == {"a": {"b": 0.5, "c": {"uniform": [0, 1]}}, "d": None}
    place = node.at(["a", "b"]).span.place()
    assert (place.file, place.line, place.column, place.width) == ("change", 0, 5, 3)
    assert place.arrow == "change a.b=0.5"
    stack = [*layers(write(folder, "a.yaml", "d: 5\n")), node]
    assert "d" not in merged(stack).plain()
    assert changes({}).plain() == {}


def test_changes_refuse_what_is_no_path_and_what_has_no_end():
    endless = {}
    endless["a"] = endless
    assert only(lambda: changes({"a..b": 1})).message == "'a..b' is not a dotted path"
    assert only(lambda: changes({"a": endless})).message == "this is nested more than 40 deep"


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
