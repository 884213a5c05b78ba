"""A made-up scenario with as many issues and levels as asked: four parties, two of them needed for every deal."""


def large_scenario(issues, levels):
    """Return the values of a scenario file."""
    names = [f"i{i}" for i in range(issues)]
    menu = {f"l{k}": f"Level {k}" for k in range(levels)}
    last = f"l{levels - 1}"
    ideals = ({"ideal": ["l0", "l1"]}, {"ideal": [last]}, {"silent": True})
    parties = {
        f"p{p}": {
            "judgement": "made up",
            "weights": {
                name: {"between": [0.02 + 0.01 * ((7 * i + 3 * p) % 5), 0.1 + 0.03 * ((5 * i + 2 * p) % 6)]}
                for i, name in enumerate(names)
            },
            "values": {name: ideals[(i + p) % 3] for i, name in enumerate(names)},
            "lines": {"never": {"issue": f"i{p}", "refuses": ["l1"], "words": "unacceptable"}},
            "no_deal": {"uniform": [0.5, 0.8]},
        }
        for p in range(4)
    }
    return {
        "format": 1,
        "as_of": "2025-12-02",
        "issues": {name: {"if_silent": "l0", "levels": menu} for name in names},
        "parties": parties,
        "consent": {
            "both": {"needs": ["p0", "p1"], "by": "definition"},
            "third": {"needs": ["p2"], "when": {"i2": "moved"}, "by": "definition"},
            "fourth": {"needs": ["p3"], "when": {"i3": "moved"}, "by": "claim", "words": "must involve"},
        },
    }
