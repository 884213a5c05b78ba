"""Small scenarios whose talks can be followed on paper."""

from negotiation.test_ensemble import sat_down
from worlds.test_worlds import scenario

TWO_ISSUES = {
    "land": {"levels": {"a": "A", "b": "B", "c": "C"}, "must_settle": True},
    "money": {"levels": {"none": "None", "some": "Some"}, "if_silent": "none"},
}


def wants(land, money, weights=(0.5, 0.5), **more):
    """Return a party with a table for each issue, levels in their order."""
    tables = {"land": dict(zip("abc", land, strict=True)), "money": dict(zip(("none", "some"), money, strict=True))}
    return {
        "weights": dict(zip(("land", "money"), weights, strict=True)),
        "values": {issue: {"table": table} for issue, table in tables.items()},
        **more,
    }


def price(buyer, seller, step=0.004, **talks):
    """Return a scenario of one price between 0 and 1, with what no deal is worth to the two."""
    parties = {
        "buyer": {"weights": {"price": 1}, "values": {"price": {"linear": "falling"}}, "no_deal": buyer},
        "seller": {"weights": {"price": 1}, "values": {"price": {"linear": "rising"}}, "no_deal": seller},
    }
    issues = {"price": {"range": {"from": 0, "to": 1, "step": step}, "must_settle": True}}
    return scenario(parties=parties, issues=issues, talks={"rounds": 2, **talks})


def told(case, draws=1):
    """Play the talks of the first world; return every act as party, act and level, and the model."""
    _, _, model = sat_down(case, draws)
    model.told = []
    while model.running:
        model.step()
    names = [name for levels in [case.issues[i].levels for i in case.issues] for name in levels]
    return [(said.party, said.act, names[said.level] if said.level >= 0 else "") for said in model.told], model
