"""All questions about the deals of a tile in one world, each answered in words of sixty-four deals."""

from typing import Any, NamedTuple

from sim.kernels.bits import ZERO, holds, member
from sim.kernels.consent import add_stuck, fill_refused, fill_short, fill_sole, fill_stuck, fill_zone, size_of
from sim.kernels.jit import part
from sim.kernels.level_pairs import any_of
from sim.kernels.tiles import meet_words
from sim.kernels.words import EIGHT, settle_in
from sim.kernels.zone_words import fill_answers


class Questions(NamedTuple):
    """Where in a run of words the answers to a question begin; the zone's own come first."""

    yes: int
    """Which deals a party accepts; one a party."""
    sole: int
    """Which deals a party alone keeps out; one a party."""
    coalitions: int
    """Which deals all members of a coalition accept; one a coalition."""
    shared: int
    """Which deals several parties each alone keep out: one a party, then one for all. Only with rules that count."""
    total: int
    """How many there are."""


def questions_of(parties: int, coalitions: int, counting: bool) -> Questions:
    """Return where the answers to each question begin."""
    shared = 1 + 2 * parties + coalitions
    return Questions(1, 1 + parties, 1 + 2 * parties, shared, shared + counting * (parties + 1))


@part
def fill_coalitions(coalitions: Any, yes: Any, accepted: Any) -> None:
    """Fill which deals all members of each coalition accept."""
    accepted[:] = ~ZERO
    for c in range(coalitions.size):
        for p in range(yes.shape[0]):
            if holds(coalitions[c], p):
                meet_words(yes[p], accepted[c])


@part
def settle(real: Any, room: Any, questions: Any, words: Any) -> None:
    """Fill the zone and which deals each party alone keeps out, where no rule counts; all yeses are there."""
    step, own = real.size, words.reshape(-1)
    needed, parties, yes, sole = room.needed.reshape(-1), room.needed.shape[0], questions.yes, questions.sole
    for row in range(0, step, EIGHT):
        settle_in(own, 0, yes * step, sole * step, needed, real, row, step, parties)


@part
def fill_inside(rules: Any, counting: Any, real: Any, room: Any, yes: Any, zone: Any) -> None:
    """Fill the zone of a world in a tile; ``counting`` is the set of standing rules that count yeses."""
    fill_refused(room.needed, yes, room.once, room.twice)
    fill_short(rules, counting, room.triggered, yes, room.sums, room.carry, room.short, room.hopeless)
    fill_zone(real, room.once, counting, room.short, zone)


@part
def fill_alone(real: Any, groups: Any, counting: Any, room: Any, zone: Any, yes: Any, sole: Any) -> None:
    """Fill which deals each party alone keeps out, where rules count."""
    for p in range(yes.shape[0]):
        fill_stuck(room.needed[p], yes[p], room.once, room.twice, room.carry)
        add_stuck(p, counting, groups, yes[p], room.short, room.hopeless, room.carry)
        fill_sole(real, zone, room.carry, sole[p])


@part
def some_in(sole: Any) -> Any:
    """Return the parties that alone keep some deals out."""
    alone = ZERO
    for p in range(sole.shape[0]):
        if any_of(sole[p]) != ZERO:
            alone |= member(p)
    return alone


@part
def add_again(sole: Any, once: Any, several: Any) -> None:
    """Add the deals that one more party alone keeps out."""
    for row in range(sole.size):
        several[row] |= once[row] & sole[row]
        once[row] |= sole[row]


@part
def fill_shared(sole: Any, once: Any, shared: Any) -> None:
    """Fill which deals several parties each alone keep out: those of each party, and last all of them."""
    parties = sole.shape[0]
    several = shared[parties]
    once[:], several[:] = ZERO, ZERO
    for p in range(parties):
        add_again(sole[p], once, several)
    for p in range(parties):
        for row in range(several.size):
            shared[p, row] = sole[p, row] & several[row]


@part
def answer(
    rules: Any, firm: Any, counting: Any, coalitions: Any, questions: Any, i: Any, tile: Any, real: Any, room: Any,
    words: Any,
) -> Any:  # fmt: skip
    """Answer all questions about a tile's deals in one world; return the zone's size and who alone keeps some out."""
    zone, yes, sole = words[0], words[questions.yes : questions.sole], words[questions.sole : questions.coalitions]
    fill_answers(rules, firm, i, tile, room, yes)
    if counting == ZERO:
        settle(real, room, questions, words)
    else:
        fill_inside(rules, counting, real, room, yes, zone)
        fill_alone(real, rules.groups, counting, room, zone, yes, sole)
    fill_coalitions(coalitions, yes, words[questions.coalitions : questions.shared])
    if questions.shared < questions.total:
        fill_shared(sole, room.once, words[questions.shared :])
    return size_of(zone), some_in(sole)
