"""The routes for files, on a real database."""

from __future__ import annotations

import pytest
from sqlalchemy import update
from starlette.applications import Starlette
from starlette.routing import Route

from data_access import schema
from data_access.engine import writing
from tests.data_access.invented import fill
from web.check import check
from web.datasets import dataset
from web.figures import figure
from web.kit import kit
from web.leaf import leaf_page
from web.report import board_report, board_slides

ROUTES = [
    Route("/figuras/{file:path}", figure),
    Route("/datos/{file:path}", dataset),
    Route("/prensa/paquete.zip", kit),
    Route("/f/{seal}", check),
    Route("/informe.pdf", board_report),
    Route("/informe.pptx", board_slides),
    Route("/ficha", leaf_page),
]


@pytest.fixture
def full(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """The app's database: 400 MiPymes."""
    fill(sqlite_url)
    monkeypatch.setenv("DATABASE_URL", sqlite_url)
    return sqlite_url


@pytest.fixture
def empty(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """The app's database, with nothing in it."""
    monkeypatch.setenv("DATABASE_URL", sqlite_url)
    return sqlite_url


@pytest.fixture
def invented_numbers(full: str) -> str:
    """The app's database, said to be invented."""
    with writing(full) as connection:
        connection.execute(update(schema.dataset).values(invented=True))
    return full


@pytest.fixture
def files() -> Starlette:
    """A server of nothing but the files."""
    return Starlette(routes=ROUTES)
