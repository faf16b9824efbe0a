"""Sessions of a Streamlit app without a browser: what many readers cost the server."""

from __future__ import annotations

import asyncio
import json
import time
from itertools import cycle
from statistics import median

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

from tests.bench import budgets, served
from tests.bench.rows import Row

SESSIONS, CROWD = 50, 100
COUNTRIES = {
    "México": "MX",
    "Colombia": "CO",
    "Perú": "PE",
    "Chile": "CL",
    "Ecuador": "EC",
    "Bolivia": "BO",
    "Paraguay": "PY",
}
TURNS = ("asked first", "asked before")
"""The second time, the server knows the answer."""
FILTERS = "-filtros"
"""How the id of the filters ends: with their key."""


class Session:
    """One reader's WebSocket, speaking Streamlit's protocol as its JavaScript would."""

    def __init__(self, socket: ClientConnection, address: str) -> None:
        self._socket = socket
        self._address = address
        self._page = ""
        self._query = ""
        self._filters = ""
        self._sent = 0

    @classmethod
    async def open(cls, address: str) -> Session:
        """Connect and see the page once."""
        url = f"{address.replace('http', 'ws', 1)}/_stcore/stream"
        socket = await connect(
            url, subprotocols=["streamlit"], max_size=None, compression=None, ping_interval=None
        )
        session = cls(socket, address)
        await session.run()
        return session

    async def run(self, country: str | None = None) -> float:
        """Have the page drawn, for the country of this code; milliseconds until it was."""
        asked = BackMsg()
        state = asked.rerun_script
        state.page_script_hash = self._page
        state.query_string = self._query
        state.context_info.url = self._address
        state.context_info.timezone = "America/Mexico_City"
        state.context_info.color_scheme = "light"
        if country is not None:
            widget = state.widget_states.widgets.add()
            self._sent += 1
            chosen = {"sent": self._sent, "values": {"pais": [country]}}
            widget.id = f"$$STREAMLIT_INTERNAL_KEY_{self._filters}__events"
            widget.json_trigger_value = json.dumps([{"event": "chosen", "value": chosen}])
        start = time.perf_counter()
        await self._socket.send(asked.SerializeToString())
        while not self._take(ForwardMsg.FromString(await self._socket.recv(decode=False))):
            pass
        return (time.perf_counter() - start) * 1000

    def _take(self, message: ForwardMsg) -> bool:
        """Note what the next run needs; whether this one has ended."""
        kind = message.WhichOneof("type")
        if kind == "navigation":
            self._page = message.navigation.page_script_hash
        elif kind == "page_info_changed":
            self._query = message.page_info_changed.query_string
        elif kind == "delta" and message.delta.WhichOneof("type") == "new_element":
            element = message.delta.new_element
            if element.WhichOneof("type") == "exception":
                raise RuntimeError(element.exception.message)
            if element.bidi_component.id.endswith(FILTERS):
                self._filters = element.bidi_component.id
        return kind == "script_finished"

    async def close(self) -> None:
        """Leave."""
        await self._socket.close()


def measure(address: str) -> list[Row]:
    """Memory at the start, with one session, with `SESSIONS` and after them; then `CROWD` readers
    who change a filter at once."""
    with served.app(address) as app:
        return asyncio.run(_measure(app))


async def _measure(app: served.Served) -> list[Row]:
    await asyncio.sleep(2)
    start = app.memory()
    first = await Session.open(app.address)
    one = app.memory()
    others = [await Session.open(app.address) for _ in range(SESSIONS - 1)]
    full = app.memory()
    for session in others:
        await session.close()
    await asyncio.sleep(5)
    left = app.memory()
    again = [await Session.open(app.address) for _ in range(SESSIONS - 1)]
    second = app.memory()
    more = [await Session.open(app.address) for _ in range(CROWD - SESSIONS)]
    crowd = [first, *again, *more]
    rows = []
    for turn in TURNS:
        worked = app.processor()
        calls = zip(crowd, cycle(COUNTRIES.values()), strict=False)
        answered = await asyncio.gather(*(one.run(country) for one, country in calls))
        what, worked = f"{CROWD} readers filter at once, {turn}", app.processor() - worked
        rows.append(Row(f"{what}: median", median(answered)))
        rows.append(Row(f"{what}: last", max(answered), limit=budgets.CROWD_MS))
        rows.append(Row(f"{what}: processor", worked * 1000))
    for session in crowd:
        await session.close()
    return [
        Row("memory at the start", start, "MB", limit=budgets.MEMORY_START_MB),
        Row("memory with one session", one, "MB"),
        Row(f"memory with {SESSIONS} sessions", full, "MB"),
        Row("memory per session", (full - one) / (SESSIONS - 1), "MB", limit=budgets.SESSION_MB),
        Row("memory 5 s after they left", left, "MB"),
        Row(f"memory with {SESSIONS} new ones", second, "MB", base=full, beside="the first"),
        *rows,
    ]
