"""Who sees what on the pages: the table decides at every look, and every look is written down."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from data_access import accounts
from data_access.access import EVERYTHING, PUBLIC, Access
from data_access.accounts import User
from data_access.engine import writing
from data_access.scope import Scope
from pages.common import data
from tests.data_access.invented import UNIVERSITIES, invented
from tests.pages.conftest import Visit
from tests.pages.reading import listed, words

ISSUER = "https://login.microsoftonline.com/0/v2.0"
AUTH = {
    "redirect_uri": "http://localhost:8501/oauth2callback",
    "cookie_secret": "0" * 32,
    "uam": {"client_id": "tablero", "label": "UAM-Azcapotzalco"},
    "google": {"client_id": "tablero-g"},
}
OF_UV = {row["external_id"] for row in invented() if row["university"] == "uv"}
Signed = Callable[..., AppTest]


@pytest.fixture(autouse=True)
def every_number() -> None:
    """Not here: readers get what is theirs."""


def claims(**others: Any) -> dict[str, Any]:
    """What Streamlit knows of someone who signed in an hour ago."""
    hour_ago = datetime.now(UTC) - timedelta(hours=1)
    said = {"iss": ISSUER, "sub": "ana", "aud": "tablero", "provider": "uam"}
    times = {"iat": int(hour_ago.timestamp()), "exp": int(hour_ago.timestamp()) + 3600}
    return {"is_logged_in": True, **said, **times, **others}


def give(address: str, role: str, university: str | None = None, *, active: bool = True) -> None:
    with writing(address) as connection:
        accounts.put(connection, User(ISSUER, "ana", role, university, None, active))


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file of accesses."""
    monkeypatch.setenv("ACCESS_LOG", str(tmp_path / "accesos.jsonl"))
    return tmp_path / "accesos.jsonl"


@pytest.fixture
def signed(visit: Visit, full: str, log: Path) -> Signed:
    """A function that opens the rows as someone who has signed in; further arguments are claims."""

    def opened(page: str = "mipymes", **others: Any) -> AppTest:
        start = {"auth": AUTH}
        return visit(full, page, user=claims(**others), secrets=start, filas="todas")

    return opened


def test_a_coordinator_sees_the_rows_of_their_university_and_is_written_down(
    signed: Signed, full: str, log: Path
) -> None:
    give(full, "coordinacion", "uv")
    app = signed()
    assert not app.exception
    assert f"{len(OF_UV)} filas" in words(app)
    assert set(listed(app, "MiPymes")) <= OF_UV
    assert "Solo las filas de UV" in " ".join(entry.value for entry in app.caption)
    assert "Coordinación · UV" in [entry.value for entry in app.sidebar.caption]
    line = json.loads(log.read_text().splitlines()[-1])
    assert {name: line[name] for name in ("papel", "pagina", "accion", "filas")} == {
        "papel": "coordinacion", "pagina": "mipymes", "accion": "ver", "filas": 50,
    }  # fmt: skip
    assert "ana" not in log.read_text()
    # The link from a number promises as many rows as the reader will see.
    (link,) = [entry.proto.label for entry in signed("resumen").get("page_link")]
    counted = sum(
        1 for row in invented()
        if row["university"] == "uv" and row["started_on"] and not row["dropped_on"]
    )  # fmt: skip
    assert link == f"Ver las {counted} filas"
    give(full, "coordinacion", "uv", active=False)
    assert "<table" not in words(signed())


@pytest.mark.parametrize(
    ("role", "others", "said"),
    [
        ("direccion", {}, "pero no las MiPymes"),
        ("coordinacion", {"sub": "eva"}, "no tiene un papel"),
        ("coordinacion", {"iss": "https://evil.example"}, "no tiene un papel"),
        ("coordinacion", {"aud": "another"}, "iniciar sesión"),
        ("coordinacion", {"provider": "nobody"}, "iniciar sesión"),
        ("coordinacion", {"iat": 1_600_000_000}, "iniciar sesión"),
        ("administracion", {"is_logged_in": False}, "iniciar sesión"),
    ],
)
def test_whoever_has_no_rows_gets_a_sentence_and_none(
    signed: Signed, full: str, log: Path, role: str, others: dict[str, Any], said: str
) -> None:
    give(full, role, "uv" if role == "coordinacion" else None)
    app = signed(**others)
    assert not app.exception
    assert said in " ".join(entry.value for entry in app.info)
    assert "<table" not in words(app)
    assert not app.get("download_button")
    assert not log.exists()


def test_real_rows_stay_closed_where_nobody_can_sign_in(visit: Visit, full: str) -> None:
    app = visit(full, "mipymes")
    assert "aquí no está configurado" in app.info[0].value
    assert "<table" not in words(app)
    assert not app.sidebar.get(
        "button",
    )[1:]
    assert not visit(full, "resumen").get("page_link")


def test_what_is_kept_for_one_is_not_served_to_another(
    full: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", full)
    monkeypatch.setattr(data, "state", lambda: data.State(1, exact=True))
    about = data.context(Scope())
    rows = {code: sum(row["university"] == code for row in invented()) for code in UNIVERSITIES}
    asked = [(Access("coordinacion", (code,)), n) for code, n in rows.items()]
    asked += [(PUBLIC, 0), (Access("direccion"), 0), (EVERYTHING, sum(rows.values()))]
    asked *= 3
    random.Random(3).shuffle(asked)
    for access, n in asked:
        assert data.mipyme_count(access, about, "", counted_only=False) == n
