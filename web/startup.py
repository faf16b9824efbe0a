"""What happens before the first visit is served."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import streamlit as st
from starlette.concurrency import run_in_threadpool

from charts import press
from data_access import snapshot
from data_access.address import EMBEDDED, is_embedded, reader
from data_access.errors import DatabaseError, Reason
from data_access.schema import SCHEMA_VERSION
from web import sign_in
from web.promptness import send_at_once

log = logging.getLogger(__name__)


@asynccontextmanager
async def lifespan(_: Any) -> AsyncIterator[None]:
    """Make the embedded database where none is configured, refuse to serve with rights to
    write, and warm what the first figure needs."""
    send_at_once()
    await run_in_threadpool(prepare)
    yield


def prepare() -> None:
    """The start-up checks. A database that is away is no reason not to start: pages say so
    and recover with it. One the app could write to is, and so is a sign-in that is not safe."""
    wrong = sign_in.faults(settings) if (settings := auth()) else []
    if wrong:
        raise SystemExit("\n".join(["Signing in is not set up right (section auth):", *wrong]))
    if settings and not st.get_option("server.allowedHosts"):
        log.warning("server.allowedHosts is empty: name the host that readers see")
    try:
        if is_embedded():
            make_ready(EMBEDDED)
        reader(exact=True).prove_read_only()
        reader().prove_read_only()
    except DatabaseError as error:
        log.error("%s ref=%s", error.reason.name, error.reference)
        if error.reason is Reason.WRITABLE:
            raise SystemExit(error.reason.value) from None
    press.warm()


def auth() -> Mapping[str, Any]:
    """The section ``auth`` of the secrets; {} where no sign-in is configured."""
    try:
        return dict(st.secrets.get("auth", {}))
    except FileNotFoundError:
        return {}


def make_ready(database: Path) -> None:
    """Make the embedded database where there is none yet, and bring one of an older version up
    to date. In a process of its own: what that needs, the app need not keep in memory."""
    if not snapshot.pointer(database).exists():
        command = ["sample_data"]
    elif snapshot.read_manifest(database).schema_version < SCHEMA_VERSION:
        command = ["data_access", "init"]
    else:
        return
    address = {"DATABASE_URL": f"sqlite:///{quote(str(database))}"}
    subprocess.run(
        [sys.executable, "-m", *command],
        cwd=Path(__file__).parent.parent,
        env={**os.environ, **address},
        check=True,
    )
