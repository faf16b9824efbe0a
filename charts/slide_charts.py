"""Native charts on a slide: what a double click opens is the numbers themselves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION
from pptx.enum.dml import MSO_LINE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Inches, Pt

from charts import text
from charts.slide_deck import Place, colour_of, describe
from charts.tokens import LIGHT

_GROUPED = r"[>=10000]#\ ##0;0"
"""Counts as `formats.number` writes them, with a space from five digits."""
_MONTHS = {"es": "[$-80A]mmm yyyy", "en": "[$-409]mmm yyyy"}


@dataclass(frozen=True)
class Line:
    """One line of a chart over days; a value is missing where nothing is known."""

    values: Sequence[float | None]
    colour: str
    points: float
    """How wide it is drawn."""
    dashed: bool = False
    ends_in_number: bool = False
    """Whether its last value is written beside it."""


def bars(
    slide: Any,
    names: Sequence[str],
    series: Mapping[str, Sequence[int | None]],
    place: Place,
    alt: str,
) -> None:
    """Horizontal bars, the first name on top, values at their ends."""
    chart = _chart(slide, XL_CHART_TYPE.BAR_CLUSTERED, names, series, place, alt)
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 45, -5
    for one, colour in zip(plot.series, (LIGHT.accent, LIGHT.neutral), strict=False):
        one.format.fill.solid()
        one.format.fill.fore_color.rgb = colour_of(colour)
        one.invert_if_negative = False
    plot.has_data_labels = True
    labels = plot.data_labels
    labels.number_format, labels.number_format_is_linked = _GROUPED, False
    labels.position = XL_LABEL_POSITION.OUTSIDE_END
    chart.category_axis.reverse_order = True
    chart.category_axis.format.line.color.rgb = colour_of(LIGHT.ink_soft)
    chart.category_axis.has_major_gridlines = False
    chart.value_axis.visible = False
    chart.value_axis.has_major_gridlines = False
    if len(series) == 1:
        chart.has_legend = False


def lines(
    slide: Any,
    days: Sequence[date],
    series: Mapping[str, Line],
    place: Place,
    alt: str,
    language: str,
) -> None:
    """Lines over days, months named in `language`."""
    values = {name: one.values for name, one in series.items()}
    chart = _chart(slide, XL_CHART_TYPE.LINE, days, values, place, alt)
    for drawn, one in zip(chart.plots[0].series, series.values(), strict=True):
        drawn.smooth = False
        drawn.format.line.color.rgb = colour_of(one.colour)
        drawn.format.line.width = Pt(one.points)
        if one.dashed:
            drawn.format.line.dash_style = MSO_LINE.DASH
        if one.ends_in_number:
            _number_last(drawn, one)
    axis = chart.category_axis
    axis.tick_labels.number_format = _MONTHS[language]
    axis.tick_labels.number_format_is_linked = False
    axis.format.line.color.rgb = colour_of(LIGHT.ink_soft)
    _by_month(axis)
    axis = chart.value_axis
    axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = _GROUPED, False
    axis.major_gridlines.format.line.color.rgb = colour_of(LIGHT.rule)
    axis.format.line.fill.background()


def _number_last(drawn: Any, line: Line) -> None:
    """The last known value in words of its own colour."""
    last = max(index for index, value in enumerate(line.values) if value is not None)
    label = drawn.points[last].data_label
    label.has_text_frame = False
    label.position = XL_LABEL_POSITION.BELOW
    label.font.size, label.font.bold, label.font.name = Pt(16), True, text.FAMILY
    label.font.color.rgb = colour_of(line.colour)
    shown = label._dLbl.find("{*}showVal")
    shown.set("val", "1")


def _by_month(axis: Any) -> None:
    """A mark for each month; the days in between stay where they are."""
    element = axis._element
    for name in ("majorUnit", "majorTimeUnit", "baseTimeUnit"):
        for found in element.findall(f"{{*}}{name}"):
            element.remove(found)
    for name, value in (("baseTimeUnit", "days"), ("majorUnit", "1"), ("majorTimeUnit", "months")):
        element.append(parse_xml(f'<c:{name} {nsdecls("c")} val="{value}"/>'))


def _chart(
    slide: Any,
    kind: Any,
    categories: Sequence[Any],
    series: Mapping[str, Sequence[float | None]],
    place: Place,
    alt: str,
) -> Any:
    data = CategoryChartData(number_format=_GROUPED)
    data.categories = categories
    for name, values in series.items():
        data.add_series(name, values)
    frame = slide.shapes.add_chart(kind, *(Inches(side) for side in place), data)
    describe(frame, alt)
    chart = frame.chart
    chart.has_title = False
    chart.font.size, chart.font.name = Pt(13), text.FAMILY
    chart.font.color.rgb = colour_of(LIGHT.ink)
    chart.has_legend = True
    chart.legend.position = XL_LEGEND_POSITION.TOP
    chart.legend.include_in_layout = False
    known = [value for values in series.values() for value in values if value is not None]
    chart.value_axis.minimum_scale = min(0, *known)
    return chart
