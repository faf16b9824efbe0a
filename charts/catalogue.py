"""Every figure by its slug: what pages, routes and the press kit walk."""

from __future__ import annotations

from charts import (
    cohorts,
    composition,
    countries,
    country_curves,
    inclusion,
    map_countries,
    map_subdivisions,
    outcomes,
    platforms,
    progress_figure,
    reports_plot,
    sales,
    stages,
    students,
    universities,
    university_curves,
    weeks_figure,
)
from charts.figure import Figure
from charts.protected import or_protected

__all__ = ["CATALOGUE", "Figure"]

CATALOGUE: dict[str, Figure] = {
    figure.slug: or_protected(figure)
    for figure in (
        progress_figure.FIGURE,
        universities.FIGURE,
        university_curves.FIGURE,
        countries.FIGURE,
        map_countries.FIGURE,
        map_subdivisions.FIGURE,
        country_curves.FIGURE,
        weeks_figure.FIGURE,
        stages.FIGURE,
        cohorts.FIGURE,
        outcomes.FIGURE,
        platforms.FIGURE,
        sales.FIGURE,
        reports_plot.FIGURE,
        composition.SECTORES,
        composition.TAMANO,
        inclusion.FIGURE,
        students.FIGURE,
    )
}
