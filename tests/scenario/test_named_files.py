import pytest
from scenario.files import only, plain, where, write

from sim.scenario.chain import layers

pytestmark = pytest.mark.usefixtures("shipped_folder")


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


def test_a_shipped_scenario_named_with_yaml_elsewhere_is_told_to_go_without(folder):
    problem = only(lambda: layers(write(folder, "a.yaml", "extends: harbour.yaml\n")))
    assert problem.message == "there is no file 'harbour.yaml'"
    assert problem.hint == "a scenario that comes with the package is named without .yaml: harbour"
    write(folder, "harbour.yaml", "rounds: 3\n")
    assert plain(folder / "a.yaml") == {"rounds": 3}


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
    file = write(folder, "a.yaml", f"x: 1\n{key}: {said if key == 'words_from' else f'[{said}]'}\n")
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
