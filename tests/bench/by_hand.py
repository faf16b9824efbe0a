"""A page written by hand, without scripts: the number and the curve of Resumen, and no more."""

from __future__ import annotations

from pathlib import Path

from charts import press
from charts.catalogue import CATALOGUE
from charts.edition import Edition
from data_access import figures
from data_access.engine import Reader
from data_access.scope import Scope


def write(folder: Path, address: str) -> Path:
    """Write it to a folder of its own; returns that."""
    reader = Reader(address)
    with reader.connect() as connection:
        about = figures.context(connection, Scope())
        data = figures.figure_data(connection, "avance", about=about)
    reader.close()
    drawing = press.finished_svg(CATALOGUE["avance"], data, Edition(language="es"), size="ancho")
    place = folder / "by_hand"
    place.mkdir(exist_ok=True)
    (place / "index.html").write_text(
        '<!doctype html><html lang="es"><meta charset="utf-8"><title>Resumen</title>'
        f"<h1>{data.progress.supported} MiPymes</h1><figure>{drawing}</figure></html>",
        encoding="utf-8",
    )
    return place
