"""Our marks are Vega-Lite's: the same specification gives the same picture."""

from __future__ import annotations

import io
from typing import Any

import numpy as np
import pytest
import vl_convert
from PIL import Image

from charts import marks
from charts.catalogue import CATALOGUE
from charts.edition import Edition
from charts.sizes import SIZES
from charts.tokens import LIGHT
from charts.vega import Padding, spec
from tests.charts.samples import SAMPLES

VEGA_LITE = "6.4"
X = {"field": "x", "scale": {"domain": [0, 10], "range": [0, 200]}}
Y = {"field": "y", "scale": {"domain": [0, 10], "range": [100, 0]}}


def seen(svg: str) -> np.ndarray[Any, Any]:
    """The pixels of an SVG, 0 to 255."""
    picture = Image.open(io.BytesIO(vl_convert.svg_to_png(svg))).convert("RGBA")
    ground = Image.new("RGBA", picture.size, "white")
    return np.asarray(Image.alpha_composite(ground, picture).convert("RGB"), dtype=int)


@pytest.mark.parametrize("size", ["ancho", "angosto", "cuadrado"])
@pytest.mark.parametrize("slug", CATALOGUE)
def test_every_figure_is_the_picture_that_vega_draws(slug: str, size: str) -> None:
    canvas, data = SIZES[size], SAMPLES[slug]()
    inner = canvas.width - 2 * canvas.margin
    height = CATALOGUE[slug].height(data, canvas, inner) if canvas.height is None else 560
    plot = CATALOGUE[slug].plot(data, Edition(), LIGHT, inner, height, canvas)
    theirs = vl_convert.vegalite_to_svg(plot, vl_version=VEGA_LITE)
    ours = theirs[: theirs.index(">") + 1] + marks.body(plot) + "</svg>"
    difference = np.abs(seen(theirs) - seen(ours)).max(axis=2)
    # The edge of a circle is smoothed by other curves: a few of its pixels may differ.
    assert (difference > 100).sum() <= 20
    assert difference.max() <= 130


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        ({"type": "bar"}, {}),
        ({"type": "line", "interpolate": "step-after"}, {"x": X, "y": Y}),
        ({"type": "rect"}, {"x": X, "y": Y, "xOffset": {"value": 3}}),
    ],
)
def test_what_is_not_drawn_is_an_error(mark: dict[str, Any], encoding: dict[str, Any]) -> None:
    layer = {"data": {"values": [{"x": 1, "y": 2}]}, "mark": mark, "encoding": encoding}
    with pytest.raises(ValueError, match="not drawn"):
        marks.body(spec([layer], [], 200, 100, Padding()))


def test_a_path_is_short_and_exact_to_a_tenth() -> None:
    points = [(0.0, 297.24), (2.62, 296.9), (2.62, 290.0), (2.62, 280.0), (10.0, 280.0)]
    assert marks.trace(points) == "M0 297.2l2.6-.3 0-16.9 7.4 0"
    assert marks.trace([]) == ""
    assert marks.trace([(1.0, 2.0)]) == "M1 2"


def test_a_place_that_is_missing_is_not_drawn_as_zero() -> None:
    rows = [{"x": 1, "x2": 3, "y": 2, "y2": 0}, {"x": None, "x2": 3, "y": 2, "y2": 0}]
    encoding = {"x": X, "x2": {"field": "x2"}, "y": Y, "y2": {"field": "y2"}}
    layer = {"data": {"values": rows}, "mark": {"type": "rect", "fill": "red"}}
    drawn = marks.body(spec([layer | {"encoding": encoding}], [], 200, 100, Padding()))
    assert drawn.count("M") == 1


def test_words_of_a_mark_are_escaped() -> None:
    row = {"x": 1, "x2": 3, "y": 2, "y2": 0, "words": "<b>&"}
    encoding = {"x": X, "x2": {"field": "x2"}, "y": Y, "y2": {"field": "y2"}}
    encoding["description"] = {"field": "words"}
    layer = {"data": {"values": [row]}, "mark": {"type": "rect"}, "encoding": encoding}
    assert "<title>&lt;b&gt;&amp;</title>" in marks.body(spec([layer], [], 200, 100, Padding()))
