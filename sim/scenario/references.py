"""Names that a file uses but does not define, found on the raw tree so that all come at once.

The walk follows the file's shape and skips whatever the schema will refuse anyway.
"""

from sim.errors import Problem, did_you_mean
from sim.scenario.known_names import References, keys, level_names, options, texts
from sim.scenario.nodes import Node
from sim.written import KINDS

HOLDERS = ("issues", "parties", "proposals", "consent", "checks", "words", "sources")
"""Parts of a file whose keys are names."""
GRID_NAMES = {"party", "zone", "accepts"}
"""Names that the labeled grid of results uses beside the issues."""


def unknown_names(root: Node) -> list[Problem]:
    """Return a problem for every name that is used and not defined, or reserved, or missing where all are needed."""
    found = References(root)
    reserved(found)
    for _, issue, node in keys(root.at(["issues"])):
        found.check_levels(issue, level_names(node.at(["if_silent"])))
    for _, party, node in keys(root.at(["parties"])):
        party_names(found, f"parties.{party}", node)
    consent_names(found)
    talk_names(found)
    event_names(found)
    hold_names(found)
    proposal_names(found)
    because(found, root)
    return found.problems


def reserved(found: References) -> None:
    """Refuse names that have a meaning of their own in a file."""
    holders: list[list[str | int]] = [[top] for top in HOLDERS]
    holders += [["issues", issue, "levels"] for issue in found.issues]
    holders += [["parties", party, "lines"] for party in found.parties]
    holders += [["sources", name, "statements"] for _, name, _ in keys(found.root.at(["sources"]))]
    for holder in holders:
        axes = GRID_NAMES if holder == ["issues"] else set()
        for span, name, _ in keys(found.root.at(holder)):
            if name in KINDS | {"moved", "silent", "open"} | axes:
                found.problems.append(span.problem(f"'{name}' has a meaning of its own here", "choose another name"))


def weight_names(found: References, path: str, weights: Node | None) -> None:
    """Check that weights name every issue and nothing else."""
    if weights is not None and "order" in weights.mapping:
        order = list(texts(weights.at(["order"])))
        found.check("issue", order, found.issues)
        missing = [issue for issue in found.issues if issue not in {name for _, name in order}]
        if missing:
            said = f"{path}.order leaves out {', '.join(missing)}"
            found.problems.append(weights.span.problem(said, "name every issue once"))
    elif weights is not None and "flat" not in weights.mapping:
        found.check("issue", ((span, issue) for span, issue, _ in keys(weights)), found.issues)
        found.check_complete(path, weights, found.issues, "the weight of", "add: {}: 0.1")


def party_names(found: References, path: str, node: Node) -> None:
    """Check the names that a party's weights, values, lines and no-deal use."""
    values = node.at(["values"])
    found.check("party", texts(node.at(["behind"])), found.parties)
    weight_names(found, f"{path}.weights", node.at(["weights"]))
    found.check("issue", ((span, issue) for span, issue, _ in keys(values)), found.issues)
    found.check_complete(
        f"{path}.values", values, found.issues, "the value of", "add: {}: {{silent: true}} if nothing is known"
    )
    for _, issue, value in keys(values):
        value_names(found, f"{path}.values.{issue}", issue, value)
    for _, _, line in keys(node.at(["lines"])):
        line_names(found, line)
    for _, _, aversion in keys(node.at(["aversions"])):
        found.by_issue(aversion.at(["at"]))
    for _, _, link in keys(node.at(["links"])):
        found.by_issue(link.at(["together"]))
        swing_names(found, link.at(["swing"]))
    no_deal_names(found, f"{path}.no_deal", node.at(["no_deal"]))


def value_names(found: References, path: str, issue: str, value: Node) -> None:
    """Check the levels of a table or ideal, and the party that is followed."""
    table = value.at(["table"])
    found.check_levels(issue, ((span, level) for span, level, _ in keys(table)))
    if issue in found.issues:
        found.check_complete(f"{path}.table", table, found.levels[issue], "the level", "add: {}: 0")
    found.check_levels(issue, level_names(value.at(["ideal"])))
    found.check("party", texts(value.at(["follows", "party"])), found.parties)


def line_names(found: References, line: Node) -> None:
    """Check the issue, levels and words of a line."""
    named = list(texts(line.at(["issue"])))
    found.check("issue", named, found.issues)
    issue = named[0][1] if named else None
    for key in ("refuses", "at_least", "at_most"):
        found.check_levels(issue, options(line.at([key])))
    found.by_issue(line.at(["never_together"]))
    found.check("word", texts(line.at(["words"])), found.words)


def no_deal_names(found: References, path: str, no_deal: Node | None) -> None:
    """Check the issues and levels of an outlook, of a settlement as good as no deal, and of a swing."""
    if no_deal is None:
        return
    outlook, as_good_as = no_deal.at(["outlook"]), no_deal.at(["as_good_as"])
    found.check("issue", ((span, issue) for span, issue, _ in keys(outlook)), found.issues)
    for _, issue, chances in keys(outlook):
        found.check_levels(issue, ((span, level) for span, level, _ in keys(chances)))
    found.by_issue(as_good_as)
    found.check_complete(f"{path}.outlook", outlook, found.issues, "the issue", "add: {}: {{LEVEL: 1}}")
    found.check_complete(f"{path}.as_good_as", as_good_as, found.issues, "the issue", "add: {}: LEVEL")
    swing_names(found, no_deal.at(["swing"]))


def swing_names(found: References, swing: Node | None) -> None:
    """Check the issue and levels of a swing."""
    if swing is not None:
        named = list(texts(swing.at(["issue"])))
        found.check("issue", named, found.issues)
        found.check_levels(named[0][1] if named else None, level_names(swing.at(["between"])))


def hold_names(found: References) -> None:
    """Check the issues, levels and parties of how well deals hold."""
    hold = found.root.at(["hold"])
    if hold is None:
        return
    named = list(texts(hold.at(["guarantee"])))
    found.check("issue", named, found.issues)
    strength = ((span, level) for span, level, _ in keys(hold.at(["strength"])))
    found.check_levels(named[0][1] if named else None, strength)
    found.check("party", texts(hold.at(["honored", "guarantor"])), found.parties)
    swing_names(found, hold.at(["honored", "stake"]))
    for part in ("believed", "loss", "spoilers"):
        found.check("party", ((span, party) for span, party, _ in keys(hold.at([part]))), found.parties)
    for _, _, loss in keys(hold.at(["loss"])):
        levels = loss.at(["levels"])
        found.check("issue", ((span, issue) for span, issue, _ in keys(levels)), found.issues)
        for _, issue, of_issue in keys(levels):
            found.check_levels(issue, ((span, level) for span, level, _ in keys(of_issue)))
        swing_names(found, loss.at(["swing"]))


def consent_names(found: References) -> None:
    """Check the parties, patterns and words of every consent entry."""
    for _, _, entry in keys(found.root.at(["consent"])):
        needs, when = entry.at(["needs"]), entry.at(["when"])
        if needs is not None:
            for group in (needs.at(["of"]), needs.at(["vetoes"])) if needs.mapping else (needs,):
                found.check("party", texts(group), found.parties)
        for pattern in when.items if when is not None and isinstance(when.items, list) else [when]:
            found.by_issue(pattern, also=("moved",))
        found.check("word", texts(entry.at(["words"])), found.words)


def talk_names(found: References) -> None:
    """Check the parties that propose or meet, and those whose tactics are given."""
    protocol = found.root.at(["talks", "protocol"])
    if protocol is not None:
        for key in ("alternating_offers", "bilateral_first", "final_offer", "monotonic_concession"):
            found.check("party", texts(protocol.at([key])), found.parties)
        for key in ("buyer", "seller"):
            found.check("party", texts(protocol.at(["sealed_bids", key])), found.parties)
        found.check("issue", texts(protocol.at(["sealed_bids", "issue"])), found.issues)
        shuttle_names(found, protocol.at(["single_text"]))
    for part in ("tactics", "offers", "learning", "drift", "optimism"):
        found.check("party", ((span, party) for span, party, _ in keys(found.root.at(["talks", part]))), found.parties)


def event_names(found: References) -> None:
    """Check the parties that facts, side deals and events concern, and those that press and are pressed."""
    for _, _, side_deal in keys(found.root.at(["side_deals"])):
        found.check("party", texts(side_deal.at(["between"])), found.parties)
        found.check("issue", texts(side_deal.at(["on"])), found.issues)
        found.check("party", ((span, party) for span, party, _ in keys(side_deal.at(["no_deal"]))), found.parties)
    for _, _, fact in keys(found.root.at(["facts"])):
        for part in ("believed", "no_deal"):
            found.check("party", ((span, party) for span, party, _ in keys(fact.at([part]))), found.parties)
    for _, _, pressure in keys(found.root.at(["talks", "pressure"])):
        for key in ("by", "on", "weaker"):
            found.check("party", texts(pressure.at([key])), found.parties)
    for _, _, event in keys(found.root.at(["talks", "events"])):
        for part in ("no_deal", "bends"):
            found.check("party", ((span, party) for span, party, _ in keys(event.at([part]))), found.parties)


def shuttle_names(found: References, shuttle: Node | None) -> None:
    """Check the parties that a draft is carried between, and the proposal it begins with."""
    if shuttle is None:
        return
    for key in ("mediator", "favorite"):
        found.check("party", texts(shuttle.at([key])), found.parties)
    stops = shuttle.at(["stops"])
    for stop in stops.items if stops is not None and isinstance(stops.items, list) else []:
        found.check("party", texts(stop), found.parties)
    found.check("party", ((span, party) for span, party, _ in keys(shuttle.at(["bias"]))), found.parties)
    found.check("proposal", texts(shuttle.at(["starts_from"])), found.proposals)


def proposal_names(found: References) -> None:
    """Check the clauses of proposals, and the names in checks."""
    for _, _, proposal in keys(found.root.at(["proposals"])):
        found.by_issue(proposal.at(["clauses"]), also=("silent", "open"))
        found.check("party", ((span, party) for span, party, _ in keys(proposal.at(["reactions"]))), found.parties)
    for _, _, rule in keys(found.root.at(["rules_of_thumb"])):
        for span, party, pattern in keys(rule):
            found.check("party", [(span, party)], found.parties)
            found.by_issue(pattern)
    for _, _, check in keys(found.root.at(["checks"])):
        for _, _, said in keys(check):
            for key in ("party", "parties"):
                found.check("party", texts(said.at([key])), found.parties)
            for key in ("proposal", "over"):
                found.check("proposal", texts(said.at([key])), found.proposals)
            found.check("issue", texts(said.at(["issues"])), found.issues)


def because(found: References, node: Node) -> None:
    """Check every ``because`` and ``duplicate_of`` of the file against the statements in the sources."""
    for span, key, below in keys(node):
        if key in ("because", "duplicate_of"):
            known = found.statements
            for place, name in texts(below):
                if name not in known:
                    hint = did_you_mean(name, known) or "name a file under 'sources' that holds it"
                    found.problems.append((place or span).problem(f"no source holds a statement '{name}'", hint))
        else:
            because(found, below)
    for item in node.items if isinstance(node.items, list) else []:
        because(found, item)
