import numpy as np
import pytest

from sim.draws import draw
from sim.scenario import read_scenario
from sim.streams import Uniforms
from sim.worlds import build, record, uncertain
from sim.worlds.building import quantities
from sim.worlds.drivers import drivers_of

SCENARIOS = ("moscow-talks", "moscow-talks-hold", "moscow-talks-optimists", "public-record")


def faces(case, columns, draws):
    uniforms = Uniforms(columns, draws)
    return record(case, build(case, uniforms), uniforms, quantities(case))


@pytest.mark.parametrize("name", SCENARIOS)
def test_every_uncertain_quantity_is_behind_some_driver_and_every_driver_is_recorded(name):
    case = read_scenario(name).case
    paths = uncertain(case)
    found = drivers_of(case, talks=True)
    assert {stream for driver in found for stream in driver.streams} == set(paths)
    assert len({driver.face for driver in found}) == len(found)
    assert {driver.face for driver in found} <= set(faces(case, draw(paths, 1, 0, 4).columns, 4))


def test_a_face_follows_its_own_streams_and_words_and_no_others():
    case = read_scenario("moscow-talks").case
    paths = uncertain(case)
    one, other = (dict(draw(paths, seed, 0, 64).columns) for seed in (1, 2))
    before, moved = faces(case, one, 64), 0
    for driver in drivers_of(case, talks=True):
        if ".weights." in driver.face:
            continue  # weights share a sum, so each moves with all
        own = {path: one[path] for path in paths if path in driver.streams or path.startswith("words.")}
        assert np.array_equal(faces(case, other | own, 64)[driver.face], before[driver.face]), driver.face
        changed = faces(case, one | {path: other[path] for path in driver.streams}, 64)
        moved += not np.array_equal(changed[driver.face], before[driver.face])
    assert moved > 50


def test_what_only_the_talks_rest_on_is_left_out_unless_asked_for():
    case = read_scenario("moscow-talks").case
    faces = [driver.face for driver in drivers_of(case)]
    assert not any(face.startswith(("talks.", "proposals.")) for face in faces)
    assert len(faces) < len(drivers_of(case, talks=True))
