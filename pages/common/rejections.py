"""The rejected rows of the reports that are to be sent again, for those who may see them."""

from __future__ import annotations

from functools import partial

import pandas as pd

from charts import rejections as words
from charts.calls import period_words
from pages.common import access, access_log, address, data, table
from pages.common.access_log import Action
from pages.common.protected import or_words
from pages.common.rows import Frame
from pages.common.table import Table
from pages.common.view import View


def rejected(view: View) -> dict[str, pd.DataFrame]:
    """University → what kept rows out of its report (`rejections.rejections`), of those reports
    that are owed again and whose rows this reader may see."""
    reader = access.current(view.context)
    owed = data.pending(view.context)
    return {
        row["university"]: data.rejections(
            reader, view.context, str(row["university"]), str(row["periods"][-1])
        )
        for row in owed.to_dict("records")
        if row["rejected"] and reader.whole(str(row["university"]))
    }


@or_words
def draw(view: View) -> None:
    """A table for each such report: line, column, value, reason; to be downloaded and mended."""
    edition = view.edition
    _ = edition._
    periods = data.pending(view.context).set_index("university")["periods"]
    who, reader = access.who(), access.current(view.context)

    def handed_out(code: str, action: Action, rows: int) -> str:
        scope = view.scope
        more = {"rechazadas": code}
        return access_log.note(
            action, who, reader, page="reportes", scope=scope, rows=rows, more=more
        )

    check = f"{address.base()}/archivo?universidad="
    for code, frame in rejected(view).items():
        if frame.empty:
            continue
        title = _("Rejected rows of {university}, {period}").format(
            university=view.context.names.get(code, code),
            period=period_words(periods[code][-1], edition),
        )
        note = _(
            "Line: as in the file that was sent. The rows are to be mended there and the whole "
            "file sent again; before that it can be tried at {address}."
        ).format(address=f"{address.origin()}{check}{code}")
        shown = Frame(words.table(frame, edition))
        table.show(
            Table(
                f"rechazadas-{code}",
                title,
                shown,
                note=note,
                gaps=dict.fromkeys(shown.columns, "–"),
                handed_out=partial(handed_out, code),
            )
        )
