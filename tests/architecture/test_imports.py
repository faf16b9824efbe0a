"""Who may import whom, and where SQL, HTML and long pages may stand: read from the source."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROOMS = ("app.py", "charts", "data_access", "pages", "sample_data", "texts", "web")
OURS = {room.removesuffix(".py") for room in ROOMS}

PLAIN = {
    "data_access.access",
    "data_access.records",
    "data_access.codes",
    "data_access.definitions",
    "data_access.identity",
    "data_access.pace",
    "data_access.scenario",
    "data_access.scope",
}
"""What of data_access speaks no SQL to anyone: records, codes, definitions, arithmetic, scopes."""

ANSWERS = {"data_access.errors", "data_access.vocabulary"}
"""What pages need beside: why there is no answer, names."""

MAY_IMPORT: dict[str, set[str]] = {
    "app.py": {"charts.catalogue", "data_access", "pages.common", "texts", "web"},
    "charts": {"charts", *PLAIN, "texts"},
    "data_access": {"data_access", "texts"},
    "pages": {"charts", "pages", *PLAIN, *ANSWERS, "texts"},
    "sample_data": {"data_access", "sample_data", "texts"},
    "texts": {"texts"},
    "web": {"charts", "data_access", "texts", "web"},
}
"""Room → what of ours it may import."""

NEVER: dict[str, set[str]] = {
    "app.py": {"sqlalchemy"},
    "charts": {"streamlit", "sqlalchemy", "starlette"},
    "data_access": {"streamlit", "plotly", "altair", "pydeck", "starlette"},
    "pages": {"sqlalchemy", "sqlite3", "psycopg"},
    "sample_data": {"streamlit", "plotly", "altair", "pydeck"},
    "texts": {"streamlit", "sqlalchemy", "plotly", "altair", "pydeck", "pandas"},
    "web": {"sqlalchemy", "sqlite3", "psycopg"},
}
"""Room → what of others it never imports."""

CACHED_QUERIES = Path("pages/common/data.py")
"""The one place of the pages that reaches the database."""


LONGEST_PAGE = 60


def modules(room: str) -> list[Path]:
    """The Python files of a room, relative to the root."""
    path = ROOT / room
    found = [path] if path.suffix else sorted(path.rglob("*.py"))
    return [file.relative_to(ROOT) for file in found]


def imported(source: str, file: Path) -> set[str]:
    """The dotted names a module imports, wherever in it; ``from a import b`` is both a and a.b."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            above = file.parts[: len(file.parts) - node.level] if node.level else ()
            base = ".".join([*above, *([node.module] if node.module else [])])
            names |= {base, *(f"{base}.{alias.name}" for alias in node.names)}
    return names


def forbidden(source: str, file: Path) -> list[str]:
    """What a module imports and should not."""
    room = file.parts[0]
    names = imported(source, file)
    may = set(MAY_IMPORT[room])
    if file == CACHED_QUERIES:
        may |= {"data_access"}
        may -= {"charts"}
    packages = {name.rpartition(".")[0] for name in may}
    ours = {name for name in names if name.split(".")[0] in OURS}
    problems = [
        name for name in ours - packages if not any(_inside(name, allowed) for allowed in may)
    ]
    problems += [
        f"everything of {name}"
        for name in ours & packages
        if not any(_inside(child, name) and child != name for child in names)
    ]
    problems += [name for name in names if any(_inside(name, other) for other in NEVER[room])]
    if room == "pages":
        problems += [name for name in names if name in _pages() and file.parts != name.split(".")]
    return sorted(problems)


def _inside(name: str, package: str) -> bool:
    return name == package or name.startswith(f"{package}.")


def _pages() -> set[str]:
    """The dotted names of the page files; no one imports a page, Streamlit runs it."""
    return {
        ".".join(file.with_suffix("").parts)
        for file in modules("pages")
        if len(file.parts) == 2 and file.stem != "__init__"
    }


def composed_sql(source: str) -> list[int]:
    """The lines where SQL text is put together from parts instead of bound parameters."""
    takers = {"text", "exec_driver_sql", "literal_column"}
    lines = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and node.args:
            name = getattr(node.func, "attr", None) or getattr(node.func, "id", None)
            first = node.args[0]
            if name in takers and not isinstance(first, ast.Constant | ast.Name):
                lines.append(node.lineno)
            if (
                name in takers
                and isinstance(first, ast.Name)
                and not _is_constant(source, first.id)
            ):
                lines.append(node.lineno)
    return lines


def _is_constant(source: str, name: str) -> bool:
    """Whether a name stands for one plain string of the module."""
    values = [
        node.value
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Assign)
        and any(isinstance(target, ast.Name) and target.id == name for target in node.targets)
    ]
    return bool(values) and all(isinstance(value, ast.Constant) for value in values)


def files() -> Iterator[tuple[Path, str]]:
    for room in ROOMS:
        for file in modules(room):
            yield file, (ROOT / file).read_text(encoding="utf-8")


# ── The house as it stands ────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("room", ROOMS)
def test_every_room_is_there(room: str) -> None:
    assert modules(room), f"{room} is missing"


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_imports_only_what_it_may(room: str) -> None:
    problems = {
        str(file): found
        for file in modules(room)
        if (found := forbidden((ROOT / file).read_text(encoding="utf-8"), file))
    }
    assert problems == {}


def test_sql_is_never_composed_from_text() -> None:
    problems = {
        str(file): lines
        for file, source in files()
        if _speaks_sql(source, file) and (lines := composed_sql(source))
    }
    assert problems == {}


def test_sql_is_spoken_only_where_the_data_are() -> None:
    speakers = {file.parts[0] for file, source in files() if _speaks_sql(source, file)}
    assert speakers <= {"data_access", "sample_data"}, "sample_data writes what a loader would"


def test_markdown_never_holds_raw_html() -> None:
    places = {
        file
        for file, source in files()
        if any(
            isinstance(node, ast.keyword) and node.arg == "unsafe_allow_html"
            for node in ast.walk(ast.parse(source))
        )
    }
    assert places == set()


def test_who_has_signed_in_is_asked_in_one_place() -> None:
    """A cached function that asked would serve one reader's rows to another."""
    places = {
        str(file)
        for file, source in files()
        if any(
            isinstance(node, ast.Attribute)
            and node.attr == "user"
            and isinstance(node.value, ast.Name)
            and node.value.id == "st"
            for node in ast.walk(ast.parse(source))
        )
    }
    assert places == {"pages/common/access.py"}


def test_every_argument_of_a_cached_function_is_part_of_its_key() -> None:
    """Streamlit leaves those out whose names begin with an underscore."""
    cached = [
        node
        for _, source in files()
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef)
        and any(
            "_kept" in ast.unparse(d) or "cache_" in ast.unparse(d) for d in node.decorator_list
        )
    ]
    assert cached
    assert not [
        (node.name, argument.arg)
        for node in cached
        for argument in (*node.args.args, *node.args.kwonlyargs)
        if argument.arg.startswith("_")
    ]


def test_a_page_fits_on_a_screen() -> None:
    long = {
        str(file): lines
        for file, source in files()
        if file.parts[0] == "pages"
        and len(file.parts) == 2
        and (lines := len(source.splitlines())) > LONGEST_PAGE
    }
    assert long == {}


def _speaks_sql(source: str, file: Path) -> bool:
    takers = {"sqlalchemy", "sqlite3", "psycopg"}
    return any(name.split(".")[0] in takers for name in imported(source, file))


# ── The rules themselves ──────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("file", "source"),
    [
        ("charts/a.py", "import streamlit as st"),
        ("charts/a.py", "def draw():\n    from sqlalchemy import select"),
        ("charts/a.py", "from data_access import progress"),
        ("charts/a.py", "from data_access.engine import Reader"),
        ("charts/a.py", "import data_access"),
        ("charts/a.py", "from data_access import *"),
        ("charts/a.py", "from pages.common import data"),
        ("charts/a.py", "from ..pages import frame"),
        ("data_access/a.py", "import plotly.graph_objects as go"),
        ("data_access/a.py", "from charts import formats"),
        ("data_access/intake/a.py", "from streamlit import cache_data"),
        ("pages/a.py", "from data_access import progress"),
        ("pages/a.py", "from data_access.address import reader"),
        ("pages/a.py", "from pages import resumen"),
        ("pages/a.py", "import pages.resumen"),
        ("pages/common/a.py", "from pages.resumen import draw"),
        ("pages/common/a.py", "from data_access.engine import Reader"),
        ("pages/common/data.py", "from charts import formats"),
        ("pages/common/data.py", "from sqlalchemy import select"),
        ("sample_data/a.py", "from pages.common import data"),
        ("texts/__init__.py", "from data_access import codes"),
        ("web/a.py", "from pages import frame"),
        ("app.py", "from pages import resumen"),
        ("app.py", "from charts import progress"),
    ],
)
def test_what_is_forbidden_is_found(file: str, source: str) -> None:
    assert forbidden(source, Path(file))


@pytest.mark.parametrize(
    ("file", "source"),
    [
        ("charts/a.py", "from data_access import codes\nfrom data_access.scope import Scope"),
        ("charts/a.py", "from charts import tokens\nfrom . import theme\nimport pandas as pd"),
        ("data_access/a.py", "from data_access import schema\nfrom texts import mark"),
        ("pages/a.py", "import streamlit as st\nfrom pages.common import data"),
        ("pages/common/data.py", "from data_access import progress\nimport streamlit as st"),
        ("app.py", "from charts.catalogue import CATALOGUE\nfrom data_access import errors"),
        ("sample_data/a.py", "from data_access.engine import writing\nimport numpy"),
    ],
)
def test_what_is_allowed_is_not(file: str, source: str) -> None:
    assert forbidden(source, Path(file)) == []


@pytest.mark.parametrize(
    "source",
    [
        'text(f"SELECT {a}")',
        'text("SELECT " + a)',
        'text("SELECT %s" % a)',
        'text("SELECT {}".format(a))',
        "sqlalchemy.text(a)",
        'a = f"SELECT {b}"\ntext(a)',
        'connection.exec_driver_sql(f"PRAGMA {a}")',
    ],
)
def test_composed_sql_is_found(source: str) -> None:
    assert composed_sql(source)


@pytest.mark.parametrize("source", ['text("SELECT 1")', 'A = "SELECT 1"\ntext(A)'])
def test_plain_sql_is_not(source: str) -> None:
    assert composed_sql(source) == []
