"""Colours: readable as text, told apart side by side, in greyscale and without red or green."""

from __future__ import annotations

import pytest

from charts.tokens import DARK, LIGHT, Tokens

TEXT = ("ink", "ink_soft", "accent", "goal", "reached", "behind", "no_data", "protected", "warning")
Rgb = tuple[float, float, float]


def rgb(colour: str) -> Rgb:
    """The channels as linear light, 0 to 1."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return red, green, blue


def luminance(colour: Rgb) -> float:
    return 0.2126 * colour[0] + 0.7152 * colour[1] + 0.0722 * colour[2]


def contrast(one: Rgb, other: Rgb) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def deuteranopia(colour: Rgb) -> Rgb:
    """Viénot, Brettel and Mollon (1999), in linear light."""
    red, green, blue = colour
    mixed = 0.29275 * red + 0.70725 * green
    return mixed, mixed, max(-0.02234 * red + 0.02234 * green + blue, 0.0)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("name", TEXT)
def test_text_is_readable(tokens: Tokens, name: str) -> None:
    assert contrast(rgb(getattr(tokens, name)), rgb(tokens.background)) >= 4.5


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("seen", [rgb, lambda colour: deuteranopia(rgb(colour))])
def test_fills_are_told_apart(tokens: Tokens, seen: type) -> None:
    for one, other in (
        ("accent", "background"),
        ("neutral", "background"),
        ("accent", "neutral"),
    ):
        assert contrast(seen(getattr(tokens, one)), seen(getattr(tokens, other))) >= 3


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_lines_are_told_from_the_area_they_cross(tokens: Tokens) -> None:
    for name in ("accent", "goal", "behind", "reached"):
        assert contrast(rgb(getattr(tokens, name)), rgb(tokens.accent_soft)) >= 3


def test_files_are_white() -> None:
    assert LIGHT.background == "#ffffff"
