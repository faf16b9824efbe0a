"""What happens before the first visit is served."""

from __future__ import annotations

import logging
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from starlette.concurrency import run_in_threadpool

from charts import press
from data_access import snapshot
from data_access.address import EMBEDDED, is_embedded, reader
from data_access.errors import DatabaseError, Reason
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
    and recover with it. One the app could write to is."""
    if is_embedded() and not snapshot.pointer(EMBEDDED).exists():
        make = [sys.executable, "-m", "sample_data"]
        subprocess.run(make, cwd=Path(__file__).parent.parent, check=True)
    try:
        reader().prove_read_only()
    except DatabaseError as error:
        log.error("%s ref=%s", error.reason.name, error.reference)
        if error.reason is Reason.WRITABLE:
            raise SystemExit(error.reason.value) from None
    press.warm()
