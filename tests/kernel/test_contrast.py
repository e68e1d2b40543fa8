"""Every pair of colours that meets on a screen can be told apart, by the formula of WCAG 2.2."""

import re
from pathlib import Path

import pytest

TOKENS = Path(__file__).resolve().parents[2] / "static" / "css" / "tokens.css"
COLOUR = re.compile(r"--([\w-]+): (#[0-9a-f]{6});")

GROUNDS = ("ground", "surface", "sunken", "main-soft")
STATES = ("good", "info", "warning", "error")
TEXT_PAIRS = (
    *((text, ground) for text in ("ink", "ink-soft", "link", "main", "error") for ground in GROUNDS),
    *((state, f"{state}-soft") for state in STATES),
    *(("ink", f"{state}-soft") for state in STATES),
    ("on-main", "main"),
    ("on-main", "main-strong"),
    ("on-error", "error"),
    ("ground", "ink"),
)
OTHER_PAIRS = (
    *((mark, ground) for mark in ("line", "focus", "main", "error") for ground in ("ground", "surface", "main-soft")),
    *(("focus", f"{state}-soft") for state in STATES),
    ("line", "sunken"),
)


def _modes() -> dict[str, dict[str, str]]:
    """The colours of both modes. The dark one stands inside the media query for people who prefer it."""
    light, dark = TOKENS.read_text(encoding="utf-8").split("@media (prefers-color-scheme: dark)")
    return {"light": dict(COLOUR.findall(light)), "dark": dict(COLOUR.findall(dark))}


def _luminance(colour: str) -> float:
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """1 for equal colours, 21 for black on white."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_the_formula_gives_the_known_values():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXT_PAIRS)
def test_text_can_be_read(mode, text, ground):
    colours = _modes()[mode]

    assert contrast(colours[text], colours[ground]) >= 4.5


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize(("mark", "ground"), OTHER_PAIRS)
def test_borders_and_the_focus_can_be_seen(mode, mark, ground):
    colours = _modes()[mode]

    assert contrast(colours[mark], colours[ground]) >= 3


def test_the_dark_mode_answers_every_colour_of_the_light_one():
    modes = _modes()

    assert modes["dark"].keys() == modes["light"].keys()


def test_texts_in_plain_language_stay_light():
    light, dark = TOKENS.read_text(encoding="utf-8").split("@media (prefers-color-scheme: dark)")

    assert '[lang|="de-simple"]:not(a),' in light
    assert ':root:not([lang|="de-simple"]) {' in dark
