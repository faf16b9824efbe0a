"""What a page says, read from a run without a browser."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import Any

from streamlit.testing.v1 import AppTest


def words(app: AppTest) -> str:
    """All the text of the page, figures included."""
    kinds = ("header", "subheader", "markdown", "caption", "info", "warning", "error", "html")
    said = [
        str(getattr(element, "value", "") or getattr(element, "body", ""))
        for kind in kinds
        for element in app.get(kind)
    ]
    drawn = (json.loads(element.proto.json) for element in app.get("bidi_component"))
    return "\n".join([*said, *(data.get("drawing") or data.get("html", "") for data in drawn)])


def standing(app: AppTest) -> str:
    """The first sentence of the page."""
    found = re.search("<h2>(.*?)</h2>", words(app))
    assert found is not None
    return unescape(found[1])


def listed(app: AppTest, title: str) -> dict[str, list[str]]:
    """The table of this title as text: head of the row → its other cells, the sum included."""
    found = re.search(rf"<caption>{re.escape(title)}</caption>(.*?)</table>", words(app), re.DOTALL)
    assert found is not None, f"no table “{title}”"
    rows = re.findall(r'<th scope="row">(.*?)</th>(.*?)</tr>', found[1], re.DOTALL)
    return {_text(head): [_text(cell) for cell in _cells(rest)] for head, rest in rows}


def _cells(row: str) -> list[str]:
    return re.findall(r"<td[^>]*>(.*?)</td>", row, re.DOTALL)


def _text(html: str) -> str:
    return unescape(re.sub(r"<[^>]+>", "", html))


def fields(app: AppTest) -> list[dict[str, Any]]:
    """What the filters offer and show."""
    drawn = (json.loads(element.proto.json) for element in app.get("bidi_component"))
    return next(data["fields"] for data in drawn if "fields" in data)
