import numpy as np
import pytest
from scipy.special import ndtr, ndtri

from sim.engine import Plan, missing_worth, opened, task_of, text_in_zone, zone_exists
from sim.engine.opening import Opener, Together
from sim.engine.tasks import Block
from sim.streams import Uniforms
from sim.worlds import build
from sim.worlds.drivers import drivers_of
from sim.zones import existence

DRAWS = 64


@pytest.fixture(scope="module")
def asked(moscow):
    task = task_of(moscow.case, moscow.columns, Plan(DRAWS, 1))
    streams = [driver.streams for driver in drivers_of(moscow.case)][:26]
    own = dict(task.uniforms(Block(0, 0, DRAWS)).columns)
    return task, streams, own, opened(task, zone_exists(task), streams, DRAWS)


def exists(task, columns, draws=1):
    return existence(build(task.case, Uniforms(columns, draws)).arrays, task.rules).in_zone


def world(own, draw):
    return {path: column[draw : draw + 1] for path, column in own.items()}


def test_worlds_looked_at_are_those_without_a_zone(asked):
    task, _, own, found = asked
    assert np.array_equal(found.open, exists(task, own, DRAWS))
    assert np.array_equal(found.looked, np.flatnonzero(~found.open))


def test_a_change_that_is_said_to_open_a_world_opens_it_and_no_smaller_one_tried_does(asked):
    task, streams, own, found = asked
    places = np.sort([0.02, 0.25, 0.5, 0.75, 0.98, *((np.arange(24) + 0.5) / 24)])
    for closed, draw in list(enumerate(found.looked))[:6]:
        here = world(own, draw)
        for k in np.flatnonzero(np.isfinite(found.alone.change[closed]))[:4]:
            (path,) = streams[k]
            start = ndtri(here[path][0])
            opens = {p: exists(task, {**here, path: np.array([p])})[0] for p in places}
            least = min(abs(ndtri(p) - start) for p, does in opens.items() if does)
            assert abs(found.alone.change[closed, k]) == pytest.approx(least)


def test_beliefs_that_open_a_world_together_are_all_needed_for_it(asked):
    task, streams, own, found = asked
    number = len(found.looked)
    opener = Opener(task, zone_exists(task), streams, {path: c[found.looked] for path, c in own.items()}, number)
    others = {path: column[found.open] for path, column in own.items()}
    times = np.isfinite(found.alone.change).sum(axis=0)
    for partner in range(2):
        there = opener._partners(others, partner)
        moved = opener._given_back(there, times)
        everybody = np.ones(number, np.bool_)
        possible = opener.opens(opener._mixed(there, np.ones_like(moved)), everybody)
        assert possible.any()
        enough = opener.opens(opener._mixed(there, moved), everybody)
        assert (enough >= possible).all()
        for k in np.flatnonzero(moved.any(axis=0)):
            without = moved.copy()
            without[:, k] = False
            assert not opener.opens(opener._mixed(there, without), moved[:, k] & enough).any()


def test_the_joint_change_is_no_longer_than_the_way_to_an_open_world_and_opens(asked):
    *_, found = asked
    assert isinstance(found.together, Together)
    reached = np.isfinite(found.together.size)
    assert reached.all()
    alone = np.where(np.isfinite(found.alone.change), np.abs(found.alone.change), np.inf).min(axis=1)
    assert np.median(found.together.size) < np.median(alone[np.isfinite(alone)]) + 1


def test_a_text_is_short_of_worth_only_where_no_line_of_the_party_is_crossed(moscow):
    task = task_of(moscow.case, moscow.columns, Plan(DRAWS, 1))
    missing = missing_worth(task, "november", DRAWS)
    found = moscow.proposals(draws=DRAWS).table.loc["november"]
    for p, party in enumerate(moscow.case.parties):
        refuses = 1 - found[f"accepts.{party}"]
        assert (~np.isnan(missing[:, p])).mean() == pytest.approx(refuses - found[f"crosses.{party}"])
    assert not (missing <= 0).any()


def test_open_worlds_need_nothing(moscow):
    bent = moscow.change({"dial.lines": 0})
    task = task_of(bent.case, bent.columns, Plan(16, 1))
    found = opened(task, zone_exists(task), [("parties.russia.no_deal.cost",)], 16)
    assert found.open.all()
    assert not len(found.looked)


def test_a_text_nobody_can_be_brought_to_is_told_as_such(moscow):
    firm = moscow.change({"dial.lines": 1})
    task = task_of(firm.case, firm.columns, Plan(16, 1))
    found = opened(task, text_in_zone(task, "november"), [("parties.eu.no_deal.cost",)], 16)
    assert not found.open.any()
    assert np.isinf(found.together.size).all()


def test_a_normal_scale_and_back_is_the_same_place():
    places = np.array([0.02, 0.4, 0.98])
    assert ndtr(ndtri(places)) == pytest.approx(places)
