"""The factors alone are those of whole studies, for one scenario or for several that share their draws."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st
from worlds.test_worlds import random_scenario, scenario

from sim.engine import Plan, factors, run, zone_share
from sim.scenario import read_scenario
from sim.worlds import uncertain

SHIPPED = {name: read_scenario(name).case for name in ("moscow-talks", "harbour-sports-park")}
FEW = Plan(draws=48, seed=3, block=17)


def assert_those_of_the_study(found, case, paths, plan):
    whole = run(case, paths, plan)
    assert found.in_zone.tolist() == (whole.verdicts.sizes > 0).tolist()
    assert found.lines_compatible.tolist() == whole.verdicts.compatible.tolist()
    assert (found.zone, found.compatible) == (whole.zone, whole.compatible)
    assert found.zone_if_compatible == whole.zone_if_compatible


@pytest.mark.parametrize("name", SHIPPED)
@pytest.mark.parametrize("dial", [0.0, 0.5, 0.8, 1.0])
def test_the_factors_alone_are_those_of_the_whole_study(name, dial):
    case = SHIPPED[name].with_lines_at(dial)
    plan = Plan(draws=100, seed=2, block=33)
    (found,) = factors([(case, uncertain(case))], plan)
    assert_those_of_the_study(found, case, uncertain(case), plan)
    assert zone_share(case, uncertain(case), plan) == found.zone


@settings(max_examples=40)
@given(seed=st.integers(0, 2**32 - 1))
def test_the_factors_alone_are_those_of_the_whole_study_of_any_scenario(seed):
    case = scenario(**random_scenario(np.random.default_rng(seed)))
    (found,) = factors([(case, uncertain(case))], FEW)
    event(f"lines incompatible somewhere: {bool((~found.lines_compatible).any())}")
    event(f"compatible without a zone: {bool((found.lines_compatible & ~found.in_zone).any())}")
    assert_those_of_the_study(found, case, uncertain(case), FEW)


WHAT = ("in_zone", "lines_compatible")


def test_random_scenarios_hold_worlds_of_every_sort():
    cases = [scenario(**random_scenario(np.random.default_rng(seed))) for seed in range(20)]
    found = factors([(case, uncertain(case)) for case in cases], FEW)
    in_zone, compatible = (np.concatenate([getattr(one, name) for one in found]) for name in WHAT)
    assert min((~compatible).sum(), (compatible & ~in_zone).sum(), in_zone.sum()) > 50


def test_scenarios_looked_at_together_give_what_each_gives_alone():
    base, paths = SHIPPED["moscow-talks"], uncertain(SHIPPED["moscow-talks"])
    variants = [(base.with_lines_at(dial), paths) for dial in (0.2, 0.5, 0.9)]
    variants.append((SHIPPED["harbour-sports-park"], ()))
    together = factors(variants, FEW)
    assert len({found.zone for found in together}) == 4
    for variant, found in zip(variants, together, strict=True):
        assert_those_of_the_study(found, *variant, FEW)


@pytest.mark.parametrize("block", [1, 7, 256])
def test_factors_depend_neither_on_blocks_nor_on_threads(block):
    variants = [(case, uncertain(case)) for case in SHIPPED.values()]
    with ThreadPoolExecutor(2) as executor:
        found = factors(variants, Plan(draws=48, seed=3, block=block, executor=executor))
    for one, other in zip(found, factors(variants, FEW), strict=True):
        assert one.in_zone.tolist() == other.in_zone.tolist()
        assert one.lines_compatible.tolist() == other.lines_compatible.tolist()


def test_without_a_compatible_world_there_is_no_share_among_them():
    case = SHIPPED["moscow-talks"].with_lines_at(1.0)
    (found,) = factors([(case, uncertain(case))], FEW)
    assert found.compatible.share == 0
    assert found.zone_if_compatible is None
