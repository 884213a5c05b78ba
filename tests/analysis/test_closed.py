from sim.analysis.closed import closed_issues, needed_always


def test_who_fights_is_needed_for_every_deal(moscow):
    assert needed_always(moscow.case) == ("russia", "ukraine")


def test_firm_refusals_close_land_and_bending_ones_close_nothing(moscow):
    assert closed_issues(moscow.case, 1.0) == ("territory",)
    assert closed_issues(moscow.case, 0.0) == ()


def test_a_demand_closes_an_issue_even_if_all_else_bends(moscow):
    everything = {"issue": "nato", "at_least": "double-bar", "words": "demands"}
    nothing = {"issue": "nato", "at_most": "member", "words": "demands"}
    both = moscow.change({"parties.russia.lines.bar": everything, "parties.ukraine.lines.join": nothing})
    assert closed_issues(both.case, 0.0) == ("nato",)
