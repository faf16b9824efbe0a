"""What can be said of a printed figure, and the page that says it: whether its numbers still hold,
and if not, why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from html import escape

from charts import answer, leaf, press
from charts.edition import Edition
from charts.figure import Figure
from charts.seal import Seal, fingerprint
from data_access.records import Context, FigureData
from texts import PROGRAMME, mark


@dataclass(frozen=True)
class Account:
    """The answer in a sentence, and what it rests on."""

    answer: str
    reasons: tuple[str, ...]


_NOT_KEPT = mark(
    "The dashboard keeps no copy of the figures it hands out: the printed one has the numbers of "
    "then, the one below those of now for the same day."
)


def account(
    seal: Seal, figure: Figure, then: FigureData, now: FigureData, edition: Edition
) -> Account:
    """What became of the numbers under `seal`. `then` is the figure up to the day of the seal,
    `now` the same without that end; both from the data as they are today."""
    _ = edition._
    day = edition.date_words(seal.as_of)
    loaded = now.context.freshness.loaded_at
    later = loaded is not None and loaded.date() > seal.loaded
    reasons = [_load(loaded.date() if loaded else None, seal, now.context, edition)]
    if fingerprint(figure, then) != seal.numbers:
        answer = _("The numbers up to {day} have changed since.").format(day=day)
        if later:
            reasons.append(
                _(
                    "Later reports corrected or completed what was known of the days until then. "
                    "This is no growth: growth after that day would leave these numbers as they "
                    "were."
                )
            )
        else:
            reasons.append(
                _(
                    "They were corrected on the same day, or the figure was made by another "
                    "version of the dashboard or from other data."
                )
            )
        reasons.append(_(_NOT_KEPT))
    else:
        answer = _("The numbers are right: up to {day} they are the same today.").format(day=day)
        reached = now.context.as_of
        if reached is not None and reached > seal.as_of:
            text = _("The data now reach {day}, and this figure says: {title}. That is growth.")
            title = figure.caption(now, edition).title
            reasons.append(text.format(day=edition.date_words(reached), title=title))
        else:
            reasons.append(_("There are no data of later days."))
    return Account(answer, tuple(reasons))


def _load(loaded: date | None, seal: Seal, context: Context, edition: Edition) -> str:
    """What has been loaded since the day of the seal, of those behind the figure."""
    _, scope = edition._, context.scope
    of = [context.names.get(code, code) for code in scope.universities]
    if scope.dimensions() and not of:
        of = [_("this selection")]
    if loaded is None or loaded < seal.loaded:
        return _("The database is older than the figure, or was made anew.")
    if loaded == seal.loaded:
        text = _("No report has been loaded after {day}.")
        if of:
            text = _("No report of {names} has been loaded after {day}.")
    else:
        text = _("Reports have been loaded since, the last one on {day}.")
        if of:
            text = _("Reports of {names} have been loaded since, the last one on {day}.")
    return text.format(day=edition.date_words(loaded), names=edition.listed(of))


def page(
    seal: Seal,
    figure: Figure,
    then: FigureData,
    now: FigureData,
    edition: Edition,
    *,
    today: date,
    links: Mapping[str, str],
) -> str:
    """The `account` as a page, with the figure up to the day of the seal; `links` are addresses by
    the words that a reader follows."""
    found = account(seal, figure, then, now, edition)
    made = edition._("Figure “{slug}”, data until {day}, loaded on {loaded}.").format(
        slug=seal.slug,
        day=edition.date_words(seal.as_of),
        loaded=edition.date_words(seal.loaded),
    )
    said = "".join(f"<p>{escape(words)}</p>" for words in (made, *found.reasons))
    # As on paper: in the colours of print, whatever the reader's are.
    drawings = "".join(
        f'<div class="{size}">{press.finished_svg(figure, then, edition, size=size)}</div>'
        for size in press.SCREEN_SIZES
    )
    return leaf.document(
        f"{found.answer} · {PROGRAMME}",
        edition.language,
        '<meta name="robots" content="noindex">',
        f"{answer.sign(now.context, edition, today=today)}"
        f'<div class="veredicto"><h2>{escape(found.answer)}</h2>{said}</div>'
        f'<figure class="figura papel">{drawings}</figure>{leaf.ways(links)}',
    )
