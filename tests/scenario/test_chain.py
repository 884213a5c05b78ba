import pytest
from scenario.files import only, plain, where, write

from sim.errors import ScenarioError
from sim.scenario.chain import layers, read_chain
from sim.scenario.merging import merged, overridden

pytestmark = pytest.mark.usefixtures("shipped_folder")


def test_the_root_comes_first_then_children_then_one_layer_of_overrides(folder):
    write(folder, "a.yaml", "x: 1\n")
    write(folder, "b.yaml", "extends: a.yaml\ny: 2\n")
    child = write(folder, "c.yaml", "extends: b.yaml\nz: 3\n")
    stack = layers(child, ["x=4", "w.v=5"])
    assert [node.plain() for node in stack] == [{"x": 1}, {"y": 2}, {"z": 3}, {"x": 4, "w": {"v": 5}}]
    assert merged(stack).plain() == {"x": 4, "y": 2, "z": 3, "w": {"v": 5}}


def test_several_files_are_laid_on_one_another_in_order_and_what_they_share_once(folder):
    write(folder, "root.yaml", "x: 1\ny: 1\n")
    write(folder, "a.yaml", "extends: root.yaml\ny: 2\nz: 2\n")
    write(folder, "b.yaml", "extends: root.yaml\nz: 3\n")
    child = write(folder, "c.yaml", "extends: [a.yaml, b.yaml]\nw: 4\n")
    assert [node.plain() for node in layers(child)] == [{"x": 1, "y": 1}, {"y": 2, "z": 2}, {"z": 3}, {"w": 4}]
    assert plain(child) == {"x": 1, "y": 2, "z": 3, "w": 4}


def test_of_several_files_the_one_that_is_wrong_is_shown(folder):
    write(folder, "a.yaml", "x: 1\n")
    problem = only(lambda: layers(write(folder, "c.yaml", "extends: [a.yaml, aa.yaml]\n")))
    assert (problem.message, where(problem)) == ("there is no file 'aa.yaml'", ("c.yaml", 1, 19, 7))


def test_name_and_readings_of_a_parent_are_not_inherited(folder):
    write(folder, "a.yaml", "name: parent\nreadings: [x.yaml]\nx: 1\n")
    assert plain(write(folder, "b.yaml", "extends: a.yaml\n")) == {"x": 1}
    write(folder, "y.yaml", "x: 2\n")
    child = write(folder, "c.yaml", "extends: a.yaml\nname: child\nreadings: [y.yaml]\n")
    assert plain(child) == {"name": "child", "readings": ["y.yaml"], "x": 1}
    write(folder, "x.yaml", "x: 3\n")
    assert plain(folder / "a.yaml")["name"] == "parent"


def test_readings_stay_inside_the_folder_and_are_there(folder):
    write(folder, "other.yaml", "x: 1\n")
    assert set(read_chain(write(folder, "a.yaml", "readings: [other.yaml]\n")).readings) == {"other"}
    for named, said in (("nope.yaml", "there is no file"), ("../../etc/passwd", "leaves the scenario's folder")):
        with pytest.raises(ScenarioError, match=said):
            read_chain(write(folder, "a.yaml", f"readings: [{named}]\n"))


def test_two_readings_of_one_name_are_refused(folder):
    (folder / "sub").mkdir()
    write(folder, "other.yaml", "x: 1\n")
    write(folder / "sub", "other.yaml", "x: 1\n")
    with pytest.raises(ScenarioError, match="two readings are called 'other'"):
        read_chain(write(folder, "a.yaml", "readings: [other.yaml, sub/other.yaml]\n"))


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


def test_the_shipped_words_lie_beneath_everything(folder, shipped_folder):
    file = write(folder, "a.yaml", "x: 1\nwords: {opposed: {beta: [1, 9]}}\n")
    assert plain(file)["words"] == {"opposed": {"beta": [1, 9]}}
    write(shipped_folder, "priors/words.yaml", "words:\n  opposed: {beta: [1, 6]}\n  will never: {beta: [6, 2]}\n")
    assert plain(file)["words"] == {"opposed": {"beta": [1, 9]}, "will never": {"beta": [6, 2]}}
    assert len(layers(file)) == 1


@pytest.mark.parametrize("text", ["words:\n  opposed: 0.5\n", "opposed: 0.5\n"])
def test_a_file_may_name_words_of_its_own(folder, shipped_folder, text):
    write(shipped_folder, "priors/words.yaml", "words: {opposed: 0.1}\n")
    write(folder, "w.yaml", text)
    write(folder, "a.yaml", "words_from: w.yaml\nx: 1\n")
    assert plain(folder / "a.yaml") == {"x": 1, "words": {"opposed": 0.5}}
    write(folder, "w2.yaml", "opposed: 0.7\n")
    child = write(folder, "b.yaml", "extends: a.yaml\nwords_from: w2.yaml\n")
    assert plain(child) == {"x": 1, "words": {"opposed": 0.7}}
    assert overridden(layers(child)) == [("words.opposed", 0.7, "w2.yaml:1")]
    root = write(folder, "c.yaml", "words: {opposed: 0.2}\n")
    child = write(folder, "d.yaml", f"extends: {root.name}\nwords_from: w2.yaml\n")
    assert plain(child) == {"words": {"opposed": 0.7}}


def test_a_word_of_another_kind_replaces_the_shipped_one_whole(folder, shipped_folder):
    write(shipped_folder, "priors/words.yaml", "words: {opposed: {beta: [1, 6], judgement: ours}}\n")
    file = write(folder, "a.yaml", "words: {opposed: {uniform: [0, 1]}}\n")
    assert plain(file) == {"words": {"opposed": {"uniform": [0, 1]}}}
