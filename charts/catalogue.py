"""Every figure by its slug: what pages, routes and the press kit walk."""

from __future__ import annotations

from charts import (
    cohorts,
    composition,
    countries,
    map_countries,
    map_subdivisions,
    progress_figure,
    reports_plot,
    stages,
    universities,
    weeks_figure,
)
from charts.figure import Figure

__all__ = ["CATALOGUE", "Figure"]

CATALOGUE: dict[str, Figure] = {
    figure.slug: figure
    for figure in (
        progress_figure.FIGURE,
        universities.FIGURE,
        countries.FIGURE,
        map_countries.FIGURE,
        map_subdivisions.FIGURE,
        weeks_figure.FIGURE,
        stages.FIGURE,
        cohorts.FIGURE,
        reports_plot.FIGURE,
        composition.SECTORES,
        composition.TAMANO,
    )
}
