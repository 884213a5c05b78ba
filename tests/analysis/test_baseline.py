from sim.analysis.baseline import prior_only
from sim.beliefs import Fixed, Uniform
from sim.stakes import Outlook
from sim.values import Follows, Ideal, Silent
from sim.weights import Flat


def test_every_sourced_belief_is_flat(moscow):
    flat = prior_only(moscow.case)
    for party in flat.parties.values():
        assert isinstance(party.weights, Flat)
        assert not any(isinstance(value, Ideal | Follows) for value in party.values.values())
        assert isinstance(party.no_deal, Outlook)
        for chances in party.no_deal.outlook.values():
            assert set(chances.values()) == {Fixed(fixed=1.0)}
    assert set(flat.words.values()) == {Uniform(uniform=(0.0, 1.0))}


def test_a_line_keeps_its_issue_and_direction_and_may_stand_anywhere(moscow):
    flat = prior_only(moscow.case)
    assert flat.parties["russia"].lines["land"].at_least.options == tuple(moscow.case.issues["territory"].levels)
    assert flat.parties["ukraine"].lines["land"].at_most.options == tuple(moscow.case.issues["territory"].levels)
    assert flat.parties["us"].lines == moscow.case.parties["us"].lines


def test_what_is_no_sourced_belief_stays(moscow):
    flat = prior_only(moscow.case)
    assert flat.issues == moscow.case.issues
    assert flat.consent == moscow.case.consent
    assert flat.parties["ukraine"].no_deal.cost == moscow.case.parties["ukraine"].no_deal.cost
    assert isinstance(flat.parties["us"].values["assets"], Silent)
