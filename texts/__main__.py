"""``python -m texts``: bring the Spanish catalogues up to date with the code.
``python -m texts --check``: change nothing; exit 1 where a text is missing or not translated."""

from __future__ import annotations

import argparse
import ast
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from texts import DEFAULT_LANGUAGE, FOLDER

ROOMS = ("charts", "data_access", "pages", "sample_data", "web")
KEYWORDS = {
    "_": None,
    "mark": None,
    "gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
}


def extracted(folder: Path) -> Catalog:
    """Every text marked in one room's code."""
    catalogue = Catalog(locale=DEFAULT_LANGUAGE)
    for file, _, message, comments, context in extract_from_dir(folder, keywords=KEYWORDS):
        location = (f"{folder.name}/{file}", 0)
        catalogue.add(message, locations=[location], auto_comments=comments, context=context)
    return catalogue


def overlooked(folder: Path) -> Iterator[str]:
    """The places of texts inside f-strings, which extraction does not see before Python 3.12."""
    for path in sorted(folder.rglob("*.py")):
        for string in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(string, ast.JoinedStr) and any(map(_is_text, ast.walk(string))):
                yield f"{path.name}:{string.lineno}"


def _is_text(node: ast.AST) -> bool:
    """Whether it is a call that extraction would look for, with its words in it."""
    if not isinstance(node, ast.Call) or not node.args:
        return False
    name = getattr(node.func, "id", getattr(node.func, "attr", ""))
    return name in KEYWORDS and isinstance(node.args[0], ast.Constant)


def main() -> int:
    """Run the command; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m texts", description=__doc__)
    parser.add_argument("--check", action="store_true")
    check = parser.parse_args().check
    root = Path(__file__).parent.parent
    problems: list[str] = []
    translated: dict[object, Message] = {}
    for room in ROOMS:
        fresh = extracted(root / room)
        path = FOLDER / f"{room}.po"
        if path.exists():
            with path.open("rb") as source:
                catalogue = read_po(source, locale=DEFAULT_LANGUAGE)
        elif len(fresh):
            catalogue = Catalog(locale=DEFAULT_LANGUAGE)
        else:
            continue
        before = {message.id for message in catalogue if message.id}
        fresh.creation_date = catalogue.creation_date  # or every run would be a change
        catalogue.update(fresh, no_fuzzy_matching=True)
        catalogue.obsolete.clear()
        after = {message.id for message in catalogue if message.id}
        problems += [f"{path.name}: not in the catalogue: {key!r}" for key in after - before]
        problems += [f"{path.name}: no longer in the code: {key!r}" for key in before - after]
        untranslated = (
            message.id
            for message in catalogue
            if message.id
            and not all(message.string if isinstance(message.string, tuple) else [message.string])
        )
        problems += [f"{path.name}: not translated: {key!r}" for key in untranslated]
        problems += [f"{place}: a text inside an f-string" for place in overlooked(root / room)]
        for message in catalogue:
            # All rooms are one language: the same text cannot read differently in two of them.
            known = translated.setdefault((message.context, message.id), message)
            if message.id and known.string != message.string:
                problems.append(f"{path.name}: other words in another room: {message.id!r}")
        if not check:
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("wb") as target:
                write_po(target, catalogue, width=96, omit_header=False, sort_output=True)
    print("\n".join(problems) if problems else "Every text is translated.")
    return 1 if check and problems else 0


if __name__ == "__main__":
    sys.exit(main())
