"""The file of rejected rows that goes back to the coordinator."""

from __future__ import annotations

import csv
import gettext
import io

from data_access.intake.report import Report
from data_access.intake.write import original_row
from texts import mark

HEADERS = (
    mark("line"),
    mark("column"),
    mark("value"),
    mark("reason"),
    mark("suggestion"),
)
_LIVE = ("=", "+", "-", "@", "|", "%", "\t", "\r")


def inert(text: str) -> str:
    """`text` so that no spreadsheet takes it for a formula."""
    return f"'{text}" if text.startswith(_LIVE) else text


def rejected_file(report: Report, words: gettext.NullTranslations) -> bytes:
    """A line per finding: where, what, why, and the original row beside it. CSV with a byte order
    mark, which spreadsheets open with the right letters."""
    originals = [header for header in report.table.header if header]
    target = io.StringIO(newline="")
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerow(
        [inert(words.gettext(header)) for header in HEADERS] + list(map(inert, originals))
    )
    for index in sorted(report.findings):
        original = [inert(value) for value in original_row(report, index).values()]
        for finding in report.findings[index]:
            hint = finding.problem.suggestion
            cells = (
                str(finding.line),
                finding.column or "",
                finding.value,
                finding.problem.message.show(words),
                hint.show(words) if hint else "",
            )
            writer.writerow([*map(inert, cells), *original])
    return target.getvalue().encode("utf-8-sig")
