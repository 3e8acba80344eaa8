"""The colours keep the contrast of WCAG 2.2 AA, in the light and in the dark."""

import re
from importlib.resources import files

import pytest

CSS = (files("cityteams_portal") / "static" / "site.css").read_text("utf-8")
LIGHT, DARK = (
    dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", block)) for block in re.findall(r":root \{(.*?)\}", CSS, re.DOTALL)
)
TEXT = [("ink", "paper"), ("soft", "paper"), ("accent", "paper"), ("accent-ink", "accent"), ("wrong", "paper")]
TEXT += [("ink", "raised"), ("soft", "raised"), ("accent", "raised")]
SHAPES = [("pale", "paper"), ("edge", "paper"), ("edge", "raised")]


def luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("pairs", "least"), [(TEXT, 4.5), (SHAPES, 3.0)], ids=["text", "shapes"])
def test_what_is_read_stands_out(palette, pairs, least):
    thin = {(over, under): contrast(palette[over], palette[under]) for over, under in pairs}
    assert {pair: round(ratio, 2) for pair, ratio in thin.items() if ratio < least} == {}


def test_the_measure_is_that_of_wcag():
    assert round(contrast("#000000", "#ffffff"), 2) == 21.0
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48
