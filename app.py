"""The door: ``streamlit run app.py``.

The main script lives in ``pages/`` so that Streamlit's old multipage mode, which a folder of
that name would start, never does: the first deep link after a start is right.
"""

from __future__ import annotations

import os
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from pages.common.faults import explain
from web.check import check
from web.compression import CompressedBundles
from web.datasets import dataset
from web.document import Document
from web.figures import figure
from web.health import health
from web.kit import kit
from web.leaf import leaf_page
from web.lost import KnownPages
from web.report import board_report, board_slides
from web.security import SecureHeaders
from web.sign_in import BackAfterSignIn, from_environment
from web.startup import lifespan
from web.template import template

ROOT = Path(__file__).parent
FRAME = ROOT / "pages" / "frame.py"
PAGES = {file.stem for file in FRAME.parent.glob("[a-z]*.py")} - {FRAME.stem}
ROUTES = [
    Route("/salud", health),
    Route("/plantilla.xlsx", template),
    Route("/figuras/{file:path}", figure),
    Route("/datos/{file:path}", dataset),
    Route("/prensa/paquete.zip", kit),
    Route("/f/{seal}", check),
    Route("/informe.pdf", board_report),
    Route("/informe.pptx", board_slides),
    Route("/ficha", leaf_page),
    Mount("/letras", StaticFiles(directory=ROOT / "charts" / "assets" / "fonts")),
]
STREAMLIT = {"_stcore", "app", "auth", "component", "media", "oauth2callback", "static"}
NAMES = {route.path.split("/")[1] for route in ROUTES} | STREAMLIT

app = st.App(
    FRAME,
    lifespan=lifespan,
    secrets=from_environment(os.environ),
    on_script_error=explain,
    routes=ROUTES,
    middleware=[
        Middleware(SecureHeaders),
        Middleware(BackAfterSignIn),
        Middleware(CompressedBundles),
        Middleware(KnownPages, home="resumen", pages=PAGES, routes=NAMES),
        Middleware(Document),
    ],
)

if __name__ == "__main__":
    app.run()
