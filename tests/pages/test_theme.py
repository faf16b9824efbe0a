"""Streamlit's theme is made of the figures' own colours and font."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from charts import text
from charts.tokens import DARK, LIGHT, Tokens

CONFIG = tomllib.loads(
    (Path(__file__).parents[2] / ".streamlit" / "config.toml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize(("mode", "tokens"), [("light", LIGHT), ("dark", DARK)])
def test_the_pages_have_the_colours_of_the_figures(mode: str, tokens: Tokens) -> None:
    theme = CONFIG["theme"][mode]
    assert theme["primaryColor"] == tokens.accent
    assert theme["backgroundColor"] == tokens.background
    assert theme["textColor"] == tokens.ink


def test_the_pages_have_the_font_of_the_figures() -> None:
    assert {face["family"] for face in CONFIG["theme"]["fontFaces"]} == {text.FAMILY}
    for face in CONFIG["theme"]["fontFaces"]:
        assert (text.FONTS / Path(face["url"]).name).is_file()


def test_no_reader_sees_a_traceback_and_nobody_is_told_of_a_visit() -> None:
    assert CONFIG["client"]["showErrorDetails"] == "none"
    assert CONFIG["browser"]["gatherUsageStats"] is False
    assert CONFIG["client"]["disableDataExport"] is True
