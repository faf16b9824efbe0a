"""Who looked at rows and who took them away: a line of JSON each, without anything of the rows.

They go to the file at `ACCESS_LOG`, or to the server's own log where it is not set.
"""

from __future__ import annotations

import json
import logging
import os
import secrets
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from logging.handlers import WatchedFileHandler
from typing import Literal

from data_access.access import Access
from data_access.identity import Identity
from data_access.scope import Scope
from pages.common import address

Action = Literal["ver", "descargar"]


def place() -> str:
    """The path of the file; empty for the server's own log."""
    return os.environ.get("ACCESS_LOG", "")


def note(
    action: Action,
    who: Identity | None,
    access: Access,
    *,
    page: str,
    scope: Scope,
    rows: int,
    more: Mapping[str, str] | None = None,
) -> str:
    """Write a line and return its reference; nothing where nobody signed in, as invented rows
    are everybody's. `more` are filters of the page's own."""
    if who is None:
        return ""
    reference = secrets.token_hex(4)
    line = {
        "momento": datetime.now(UTC).isoformat(timespec="seconds"),
        "quien": who.mark,
        "papel": access.role,
        "pagina": page,
        "alcance": address.written(scope, more),
        "accion": action,
        "filas": rows,
        "referencia": reference,
    }
    _log(place()).info(json.dumps(line, ensure_ascii=False))
    return reference


@cache
def _log(path: str) -> logging.Logger:
    """The log that writes to `path`. A file moved away by whoever rotates logs is opened anew."""
    log = logging.getLogger(f"accesos.{path}")
    log.setLevel(logging.INFO)
    log.propagate = False
    handler = WatchedFileHandler(path, encoding="utf-8") if path else logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(message)s"))
    log.addHandler(handler)
    return log
