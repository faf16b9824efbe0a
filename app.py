"""The door: ``streamlit run app.py``.

The main script lives in ``pages/`` so that Streamlit's old multipage mode, which a folder of
that name would start, never does: the first deep link after a start is right.
"""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from pages.common.faults import explain
from web.compression import CompressedBundles
from web.datasets import dataset
from web.document import Document
from web.figures import figure
from web.health import health
from web.startup import lifespan
from web.template import template

ROOT = Path(__file__).parent

app = st.App(
    ROOT / "pages" / "frame.py",
    lifespan=lifespan,
    on_script_error=explain,
    routes=[
        Route("/salud", health),
        Route("/plantilla.xlsx", template),
        Route("/figuras/{file:path}", figure),
        Route("/datos/{file:path}", dataset),
        Mount("/letras", StaticFiles(directory=ROOT / "charts" / "assets" / "fonts")),
    ],
    middleware=[Middleware(CompressedBundles), Middleware(Document)],
)

if __name__ == "__main__":
    app.run()
