"""Boxes of EMA Workbench are much as ours, where it is installed."""

import pytest


def test_both_sides_cover_about_as_much_at_like_density():
    pytest.importorskip("ema_workbench")
    from benchmarks import discovery

    apart, times = discovery.findings(4000, 8, 2, 1)
    assert apart.values.max() < 0.05
    assert apart.note.endswith("2 of 2 seeds")
    assert times.median > 1
