"""What a file may say of the talks, and what it may not."""

import pytest

from sim import Scenario
from sim.errors import ScenarioError
from sim.scenario import read_scenario


def problem(*overrides):
    with pytest.raises(ScenarioError) as caught:
        Scenario.load("moscow-talks", overrides)
    (found,) = caught.value.problems
    return f"{found.message} | {found.hint}"


@pytest.mark.parametrize(
    ("override", "said"),
    [
        ("talks.rounds=1", "talks.rounds must be at least 2 | here it is 1"),
        ("talks.rounds=20000", "talks.rounds must be at most 10000 | here it is 20000"),
        ("talks.rounds=2.5", "talks.rounds must be a whole number"),
        ("talks.protocol.alternating_offers=[russia, ukrain]", "there is no party 'ukrain' | did you mean 'ukraine'?"),
        ("talks.protocol.alternating_offers=[]", "talks.protocol.alternating_offers needs at least 1 entry"),
        (
            "talks.tactics.rusia=linear",
            "there is no 'rusia' in talks.tactics | did you mean 'russia'?",
        ),
        (
            "talks.tactics.us.time_dependent=stubborn",
            "one of boulware, linear, conceder, not 'stubborn'",
        ),
        ("talks.tactics.us.time_dependent=0", "must lie above 0"),
        ("talks.tactics.us.time_depending=1", "did you mean 'time_dependent'?"),
        ("talks.round=3", "did you mean 'rounds'?"),
    ],
)
def test_a_slip_in_the_talks_is_told_with_what_would_be_right(override, said):
    assert said in problem(override)


def test_talks_can_be_taken_out():
    without = Scenario.load("moscow-talks").change({"talks": None})
    run = without.run(draws=16)
    assert run.study.agreements is None
    assert run.agreed is run.agreed_if_zone is None
    assert run.talks.empty
    assert "struck" not in run.deals
    assert "walks" not in run.parties


def test_what_only_talks_hang_on_is_numbered_last_so_that_talks_change_no_zone():
    base = Scenario.load("moscow-talks")
    without = base.change({"talks": None})
    zone_paths = [path for path in base.columns if not path.startswith("talks.")]
    assert list(base.columns[: len(zone_paths)]) == zone_paths
    assert len(base.columns) == len(zone_paths) + 6
    assert without.run(draws=64).zone == base.run(draws=64).zone


def test_tactics_can_be_set_and_listed_but_are_no_belief_that_the_zone_rests_on():
    base = Scenario.load("moscow-talks")
    path = "talks.tactics.russia.time_dependent"
    assert path in base.paths().index
    assert base.change({path: "conceder"}).paths().at[path, "value"] == 0.25
    assert path not in set(base.judgements().index)
    changed = base.change({path: 3}).run(draws=16)
    assert changed.headline.grounds == base.run(draws=16).headline.grounds


def test_a_misspelt_path_is_told_as_such_and_not_as_what_it_would_make():
    for wrong in (
        lambda: read_scenario("moscow-talks", ["parties.russia.lines.lnad.at_least=freeze"]),
        lambda: read_scenario("moscow-talks").changed({"parties.russia.lines.lnad.at_least": "freeze"}),
    ):
        with pytest.raises(ScenarioError) as caught:
            wrong()
        (problem,) = caught.value.problems
        assert (problem.message, problem.hint) == ("there is no 'lnad' in parties.russia.lines", "did you mean 'land'?")


@pytest.mark.parametrize(
    ("path", "hint"),
    [
        ("proposals.novembr.clauses.territory", "did you mean 'november'?"),
        ("proposals.refinned.clauses.nato", "did you mean 'refined'?"),
    ],
)
def test_nothing_new_is_made_in_passing_that_is_called_almost_like_what_is_there(path, hint):
    value = "freeze" if path.endswith("territory") else "pledge"
    for call in (
        lambda: read_scenario("moscow-talks", [f"{path}={value}"]),
        lambda: read_scenario("moscow-talks").changed({path: value}),
    ):
        with pytest.raises(ScenarioError) as caught:
            call()
        assert [problem.hint for problem in caught.value.problems] == [hint]


def test_what_is_made_whole_or_called_otherwise_may_be_new():
    whole = {"proposals.november2": {"clauses": {"territory": "freeze"}}, "proposals.november2.clauses.nato": "pledge"}
    assert "november2" in read_scenario("moscow-talks").changed(whole).case.proposals
    other = read_scenario("moscow-talks", ["proposals.mine.clauses.territory=freeze", "dial.lines=0"]).case
    assert "mine" in other.proposals
