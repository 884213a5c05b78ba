"""Runs whose worlds are not the same are told with the reason and the remedy, and refused where deals differ."""

from dataclasses import replace

import pytest
from analysis.records import record

from sim import Scenario
from sim.analysis.pairing import named_apart, refuse_incomparable, why_unpaired
from sim.errors import BadArgument, NotPaired
from sim.surface.comparing import record_of

ZONE = (1, 0) * 8


@pytest.fixture
def base(moscow):
    return record(moscow.case, ZONE)


def other(moscow, **changed):
    """Return the record of a variant, not paired with the base if something of it is changed."""
    case = moscow.change({"dial.lines": 0.6}).case
    return replace(record(case, ZONE, "other"), **changed)


def without(case, issue, level=None):
    """Return a scenario without an issue, or without one of its levels."""
    issues = {name: spec for name, spec in case.issues.items() if name != issue}
    if level is not None:
        kept = {name: spec for name, spec in case.issues[issue].levels.items() if name != level}
        issues[issue] = case.issues[issue].model_copy(update={"levels": kept})
    return case.model_copy(update={"issues": issues})


def refused(*runs):
    with pytest.raises(NotPaired) as error:
        refuse_incomparable(runs)
    return str(error.value)


def told(base, other):
    refuse_incomparable([base, other])
    return "; ".join(why_unpaired(base, other))


def test_runs_that_share_their_worlds_are_paired(moscow, base):
    refuse_incomparable([base, other(moscow)])
    assert why_unpaired(base, other(moscow)) is None


def test_another_seed_or_number_of_worlds_is_told_with_what_to_run(moscow, base):
    assert told(base, other(moscow, seed=7)) == "their seeds are 1 and 7; run 'other' again with --seed 1"
    assert told(base, other(moscow, draws=32)) == "they hold 16 and 32 worlds; run 'other' again with --draws 16"
    assert told(base, other(moscow, seed=7, draws=2000)) == (
        "their seeds are 1 and 7 and they hold 16 and 2,000 worlds; run 'other' again with --seed 1 --draws 16"
    )


@pytest.mark.parametrize("first", [True, False])
def test_another_menu_is_told_whoever_lacks_it(moscow, base, first):
    lacks = other(moscow, case=without(moscow.case, "nato"))
    pair = (base, lacks) if first else (lacks, base)
    assert "only 'base' has the issue nato; compare runs with the same issues and levels" in refused(*pair)
    lacks = other(moscow, case=without(moscow.case, "nato", "member"))
    pair = (base, lacks) if first else (lacks, base)
    assert "only 'base' has the level member of nato" in refused(*pair)


def test_a_stream_numbered_differently_is_told(moscow, base):
    numbered = replace(base, paths=("a", "b", "c"))
    assert "both draw b, but from different random streams (number 1 and 0)" in told(
        numbered, other(moscow, paths=("b", "c"))
    )
    assert why_unpaired(numbered, other(moscow, paths=("a", "b", "d"))) is None


def test_streams_of_a_file_that_numbers_its_own_are_found_out(moscow, tmp_path):
    """The same scenario written out, its numbering taken out, and one more line: all that comes after is shifted."""
    run = moscow.run(16)
    text = (run.save(tmp_path / "base") / "scenario.yaml").read_text(encoding="utf-8")
    own = text[: text.index("\ncolumns:")] + "\n"
    line = "      a: {issue: assets, refuses: [directed], words: opposed}\n"
    (tmp_path / "own.yaml").write_text(own, encoding="utf-8")
    (tmp_path / "more.yaml").write_text(own.replace("      no-nato:\n", f"{line}      no-nato:\n", 1), encoding="utf-8")
    (tmp_path / "child.yaml").write_text(f"extends: own.yaml\nparties: {{us: {{lines: {{a: {line.strip()[3:]}}}}}}}\n")
    base, more, child = (
        record_of(Scenario.load(tmp_path / f"{name}.yaml").run(16)) for name in ("own", "more", "child")
    )
    assert why_unpaired(replace(base, name="base"), child) is None
    assert "from different random streams" in told(base, more)


def test_another_party_can_be_compared(moscow, base):
    spec = moscow.case.parties["us"].model_dump(mode="json", exclude_unset=True)
    more = replace(base, name="other", case=moscow.change({"parties.turkey": spec}).case)
    refuse_incomparable([base, more])
    assert why_unpaired(base, more) is None


def test_fewer_than_two_runs_are_refused(base):
    with pytest.raises(BadArgument, match="needs two runs or more, the base first; only 'base' is given"):
        refuse_incomparable([base])
    with pytest.raises(BadArgument, match="none is given"):
        refuse_incomparable([])


def test_one_run_given_twice_is_refused(moscow, base):
    with pytest.raises(BadArgument, match="'base' is given twice; name each run once, the base first"):
        refuse_incomparable([base, other(moscow), base])
    with pytest.raises(BadArgument, match="'base' and 'copy' hold one and the same run"):
        refuse_incomparable([base, replace(base, name="copy")])


def test_runs_that_only_found_or_are_called_something_else_are_not_the_same(moscow, base):
    refuse_incomparable([base, record(moscow.case, (1, 1) * 8)])
    refuse_incomparable([base, replace(base, case=moscow.change({}, name="else").case)])


def test_every_run_has_a_name_and_columns_of_its_own(base):
    names = ("base", "base", "base-2", "unit", "v1.2", "base", "label")
    found = [run.name for run in named_apart([replace(base, name=name) for name in names])]
    assert found == ["base", "base-2", "base-2-2", "unit-2", "v1-2", "base-3", "label-2"]
