"""The program that tries a file for `trial`: a line of JSON on standard input, after it the file;
one JSON object as the answer. Whatever the file does, it does it to this process only."""

from __future__ import annotations

import base64
import gettext
import json
import resource
import sys
from datetime import date
from typing import Any

from data_access.address import reader
from data_access.errors import DatabaseError
from data_access.intake.accepted import accepted_file
from data_access.intake.findings import Refused
from data_access.intake.load import compared, planned, vocabularies
from data_access.intake.mapping import parse_mapping
from data_access.intake.page_words import PageWords
from data_access.intake.rejected import rejected_file
from data_access.intake.report import read_report
from texts import translations

MEMORY = 3_000_000_000
"""Of addresses, of which libraries reserve far more than they use."""
SECONDS = 30
SHOWN = 200


def main() -> None:
    """Take the limits, read the request, answer."""
    for limit, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(limit, (most, most))
    request = json.loads(sys.stdin.buffer.readline())
    words = PageWords(translations(request["language"]))
    try:
        answer = tried(sys.stdin.buffer.read(), request, words)
    except Refused as refusal:
        answer = {"refused": refusal.message.show(words)}
    except DatabaseError as error:
        answer = {"refused": words.gettext(error.reason.value)}
    sys.stdout.write(json.dumps(answer))


def tried(data: bytes, request: dict[str, Any], words: gettext.NullTranslations) -> dict[str, Any]:
    """The fields of `trial.Trial`. Raises `Refused`."""
    code = request["university"]
    today = date.fromisoformat(request["today"])
    with reader(exact=request["compare"]).connect() as connection:
        known, home = vocabularies(connection, code)
        name, content = request["mapping_name"], base64.b64decode(request["mapping"])
        mapping = parse_mapping(content, name) if content else None
        report = read_report(data, mapping, name, known, code, home, today)
        if request["compare"]:
            outcome = planned(connection, report, known, code, home, None)
        else:
            outcome = compared(report, {}, known, home)
    found = [finding for index in sorted(report.findings) for finding in report.findings[index]]
    return {
        "read": outcome.read,
        "new": outcome.loaded,
        "updated": outcome.updated,
        "unchanged": outcome.unchanged,
        "rejected": outcome.rejected,
        "notes": [note.show(words) for note in (*outcome.warnings, *outcome.notes)],
        "found": len(found),
        "findings": [
            [
                finding.line,
                finding.column,
                finding.value,
                finding.problem.message.show(words),
                finding.problem.suggestion.show(words) if finding.problem.suggestion else None,
            ]
            for finding in found[:SHOWN]
        ],
        "accepted": base64.b64encode(accepted_file(report, words)).decode(),
        "rejections": base64.b64encode(rejected_file(report, words)).decode(),
    }


if __name__ == "__main__":
    main()
