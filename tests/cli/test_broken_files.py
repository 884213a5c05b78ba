"""Broken scenario files, as people write them: each is refused with where, what, and what would be right."""

import pytest
from cli.shell import dealzones

GOOD = """\
format: 1
as_of: 2025-01-01
issues:
  rent: {must_settle: true, levels: {low: Low, middle: Middle, high: High}}
  repairs: {if_silent: tenant-pays, levels: {owner-pays: Owner pays, tenant-pays: Tenant pays}}
parties:
  tenant:
    weights: {rent: {about: 0.7, spread: 0.2}, repairs: {about: 0.3, spread: 0.2}}
    values: {rent: {ideal: [low]}, repairs: {table: {owner-pays: 1, tenant-pays: 0}}}
    lines: {too-much: {issue: rent, at_most: {one_of: [low, middle]}, words: unacceptable}}
    no_deal: {triangular: [0.2, 0.4, 0.6]}
  owner:
    weights: {order: [rent, repairs]}
    values: {rent: {ideal: [middle, high]}, repairs: {table: {owner-pays: 0, tenant-pays: 1}}}
    no_deal: {as_good_as: {rent: low, repairs: tenant-pays}, plus: {uniform: [0, 0.5]}, swing: largest}
consent:
  both: {needs: [tenant, owner], by: definition}
"""

BROKEN = {
    "a party's issue is misspelt": ("{rent: {ideal: [low]}", "{rnet: {ideal: [low]}", ":9:14", "did you mean 'rent'?"),
    "a level is misspelt": (
        "at_most: {one_of: [low, middle]}",
        "at_most: {one_of: [low, midle]}",
        ":10:",
        "did you mean 'middle'?",
    ),
    "a party is misspelt": ("needs: [tenant, owner]", "needs: [tennant, owner]", ":17:18", "did you mean 'tenant'?"),
    "a weight is missing": (", repairs: {about: 0.3, spread: 0.2}}", "}", ":8:14", "add: repairs: 0.1"),
    "a belief runs backward": ("triangular: [0.2, 0.4, 0.6]", "triangular: [0.6, 0.4, 0.2]", ":11:", "rising order"),
    "a kind is misspelt": ("uniform: [0, 0.5]", "unifrom: [0, 0.5]", ":15:", "did you mean 'uniform'?"),
    "a key stands twice": (
        "  both: {",
        "  both: {needs: [owner], by: definition}\n  both: {",
        ":18:3",
        "first on line 17",
    ),
    "a bracket is missing": ("[tenant, owner]", "[tenant, owner", ":", "closing bracket"),
    "an unknown key": ("    lines: {", "    redlines: {", ":10:5", "did you mean 'lines'?"),
    "a word nobody defined": ("words: unacceptable", "words: unaceptable", ":10:", "did you mean 'unacceptable'?"),
    "a number that is none": ("[0, 0.5]", "[0, .nan]", ":15:", "number"),
    "a table without any difference": (
        "{owner-pays: 1, tenant-pays: 0}",
        "{owner-pays: 1, tenant-pays: 1}",
        ":9:",
        "silent: true",
    ),
    "a negative spread": ("{about: 0.7, spread: 0.2}", "{about: 0.7, spread: -0.2}", ":8:42", "at least 0"),
    "neither settled nor silent": ("must_settle: true, ", "", ":4:", "must_settle: true"),
    "a claim without words": ("by: definition", "by: claim", ":17:", "words"),
    "a later source": (
        "issues:",
        "sources: {news: {title: News, date: 2025-02-01}}\nissues:",
        ":3:",
        "after this scenario's day",
    ),
    "an unknown statement": (
        "{triangular: [0.2, 0.4, 0.6]}",
        "{triangular: [0.2, 0.4, 0.6], because: [A7]}",
        ":11:",
        "A7",
    ),
    "a name that leaves the folder": ("format: 1", "format: 1\nname: ../elsewhere", ":2:7", "letters, digits"),
    "a parent that leaves the folder": (
        "format: 1",
        "format: 1\nextends: ../../base.yaml",
        ":2:10",
        "leaves the scenario's folder",
    ),
    "a file that extends itself": ("format: 1", "format: 1\nextends: broken.yaml", ":2:10", "leads back"),
    "a YAML tag": ("format: 1", "format: !!python/none 1", ":1:9", "tag"),
    "a directive": ("format: 1", "%YAML 1.1\n---\nformat: 1", ":1:1", "take it out"),
    "followers in a circle": (
        "{rent: {ideal: [middle, high]}",
        "{rent: {follows: {party: owner, by: 1}}",
        ":14:",
        "circle",
    ),
    "a quota beyond its group": ("[tenant, owner]", "{at_least: 3, of: [tenant, owner]}", ":17:", "asks for 3 of 2"),
    "two kinds at once": ("{ideal: [low]}", "{ideal: [low], linear: rising}", ":9:", "keep one of them"),
    "a no-deal above the scale": ("{triangular: [0.2, 0.4, 0.6]}", "5", ":11:", "from 0 to 1"),
    "a sign that cannot be shown": ("Middle", '"Mid\\x1b[31m"', ":4:", "U+001B"),
    "a reading that is the file itself": ("format: 1", "format: 1\nreadings: [broken.yaml]", ":2:12", "itself"),
    "true where a number is due": ("{about: 0.7, spread: 0.2}", "true", ":8:21", "here it is true"),
    "a number in quotes": ("plus: {uniform: [0, 0.5]}", 'plus: "0.5"', ":15:", "must be a number"),
    "yes for true": ("must_settle: true", "must_settle: yes", ":4:", "true or false"),
    "a day that is none": ("as_of: 2025-01-01", "as_of: 86400", ":2:8", "a date like"),
    "a reading that is not there": ("format: 1", "format: 1\nreadings: [other.yaml]", ":2:12", "there is no file"),
    "a stream given twice": ("format: 1", "format: 1\ncolumns: [a, a]", ":2:1", "twice"),
    "an issue of one level": ("{low: Low, middle: Middle, high: High}", "{low: Low}", ":4:", "at least 2"),
    "an empty file": (GOOD, "", ":1:1", "empty"),
    "indented with a tab": ("  rent: {must", "\trent: {must", ":4:", "spaces, not tabs"),
}


def problems(tmp_path, text):
    """Return what the reader says of a text."""
    from sim.errors import ScenarioError
    from sim.scenario import read_scenario

    path = tmp_path / "broken.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ScenarioError) as caught:
        read_scenario(path)
    return str(caught.value)


def test_the_good_file_is_good(tmp_path):
    from sim.scenario import read_scenario

    path = tmp_path / "good.yaml"
    path.write_text(GOOD, encoding="utf-8")
    assert read_scenario(path).case.name == "good"


@pytest.mark.parametrize("slip", BROKEN)
def test_every_slip_is_told_with_its_place_and_what_would_be_right(tmp_path, slip):
    right, wrong, place, hint = BROKEN[slip]
    assert right in GOOD
    said = problems(tmp_path, GOOD.replace(right, wrong, 1))
    assert f"broken.yaml{place}" in said, said
    assert hint in said, said
    assert "nothing was run" in said


def test_one_slip_gives_one_problem(tmp_path):
    for slip, (right, wrong, *_) in BROKEN.items():
        said = problems(tmp_path, GOOD.replace(right, wrong, 1))
        if slip not in ("a party's issue is misspelt", "an issue of one level"):  # each leaves other names dangling
            assert said.endswith("\n\n1 problem; nothing was run."), (slip, said)


def test_all_slips_of_a_file_are_told_at_once(tmp_path):
    text = GOOD
    for slip in ("a level is misspelt", "a party is misspelt", "a negative spread", "a kind is misspelt"):
        text = text.replace(*BROKEN[slip][:2], 1)
    assert problems(tmp_path, text).endswith("4 problems; nothing was run.")


def test_bad_input_ends_with_2_and_writes_nothing(tmp_path):
    (tmp_path / "broken.yaml").write_text(GOOD.replace("[low, middle]", "[low, midle]"), encoding="utf-8")
    done = dealzones("run", "broken.yaml", cwd=tmp_path)
    assert done.returncode == 2
    assert "broken.yaml:10:" in done.stderr
    assert done.stdout == ""
    assert [path.name for path in tmp_path.iterdir()] == ["broken.yaml"]


def test_bytes_that_are_no_text_are_refused(tmp_path):
    (tmp_path / "latin.yaml").write_bytes(GOOD.replace("Middle", "M\u00e9dian").encode("latin-1"))
    done = dealzones("check", "latin.yaml", cwd=tmp_path)
    assert done.returncode == 2
    assert "UTF-8" in done.stderr


def test_a_scenario_that_is_not_there_is_looked_for(tmp_path):
    done = dealzones("check", "moscow-talk", cwd=tmp_path)
    assert done.returncode == 2
    assert "did you mean" in done.stderr
    assert "moscow-talks" in done.stderr
