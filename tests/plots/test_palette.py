"""Colors that readers with any sight can tell apart."""

from itertools import combinations

import numpy as np
import pytest
from matplotlib.colors import to_hex, to_rgb

from sim.plots.palette import MARKERS, PALETTE, READABLE, ZONE, contrast, darker, looks
from sim.scenario import read_scenario

SIGHTS = {
    "normal": np.eye(3),
    "protan": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deutan": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "tritan": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
}
"""Machado, Oliveira, Fernandes (2009), severity 1, on linear RGB."""
XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)


def lab(color, sight):
    c = np.array(to_rgb(color))
    linear = np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4)
    seen = XYZ @ np.clip(np.array(sight) @ linear, 0, 1) / [0.95047, 1, 1.08883]
    f = np.where(seen > 0.008856, np.cbrt(seen), 7.787 * seen + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


@pytest.mark.parametrize("sight", SIGHTS)
def test_no_two_party_colors_look_alike(sight):
    seen = [lab(color, SIGHTS[sight]) for color in PALETTE]
    assert min(np.linalg.norm(a - b) for a, b in combinations(seen, 2)) >= 24.5


@pytest.mark.parametrize("color", [*PALETTE, "#FFFFFF", "#000000"])
def test_text_colors_can_be_read_on_white(color):
    assert contrast(darker(color), "#FFFFFF") >= READABLE


def test_contrast_runs_from_one_to_twenty_one():
    assert contrast("#000000", "#FFFFFF") == contrast("#FFFFFF", "#000000") == pytest.approx(21)
    assert contrast("#808080", "#808080") == 1


def test_a_party_keeps_the_color_its_file_gives_and_its_place_gives_the_marker():
    found = looks(read_scenario("moscow-talks").case)
    assert [(look.color, look.marker) for look in found.values()] == [
        ("#0F5FA8", "o"),
        ("#B2182B", "s"),
        ("#E6A700", "^"),
        ("#4DB6AC", "D"),
    ]


def test_parties_without_a_color_get_the_palettes_and_sixty_differ():
    case = read_scenario("moscow-talks").case
    plain = case.parties["us"].model_copy(update={"color": None})
    many = case.model_copy(update={"parties": {f"p{k}": plain for k in range(60)}})
    found = list(looks(many).values())
    assert [look.color for look in found[:8]] == list(PALETTE)
    assert [look.marker for look in found[:8]] == list(MARKERS)
    assert len({(look.color, look.marker) for look in found}) == 60


def test_the_zones_colors_darken_all_the_way():
    light = [contrast(to_hex(ZONE(x)), "#FFFFFF") for x in np.linspace(0, 1, 11)]
    assert light == sorted(light)
