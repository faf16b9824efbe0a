"""The edition: the reader's language, decimal sign and word for the geographic level."""

from __future__ import annotations

import gettext
from dataclasses import dataclass
from datetime import date
from functools import cache

from babel import Locale

from charts import formats
from data_access.codes import DIVISIONS
from data_access.records import Context
from texts import mark, translations

POINT_COUNTRIES = frozenset({"MX", "PE"})
"""Countries of the programme whose newspapers write the decimal point."""

ALL_DIVISIONS = (
    mark("state / department / region / province"),
    mark("states / departments / regions / provinces"),
)
"""Where no single country is shown: singular, plural."""

FEW = 30
"""Of fewer than these, one more or less moves a percentage by more than three points."""

_WEEKS_FROM = 14
"""A silence this many days long is said in weeks."""


@dataclass(frozen=True)
class Edition:
    """How a reader is spoken to; `country` is an ISO code or None for all of them."""

    language: str = "es"
    country: str | None = None

    @property
    def catalogue(self) -> gettext.NullTranslations:
        """The translations of this language."""
        return translations(self.language)

    def _(self, message: str) -> str:
        """The message in the reader's language."""
        return self.catalogue.gettext(message)

    def ngettext(self, singular: str, plural: str, count: int) -> str:
        """The singular or plural message for `count`."""
        return self.catalogue.ngettext(singular, plural, count)

    def pgettext(self, context: str, message: str) -> str:
        """The message in a grammatical context, such as a gender."""
        return self.catalogue.pgettext(context, message)

    @property
    def point(self) -> bool:
        """True where the decimal sign is a point: English, Mexico and Peru."""
        return self.language == "en" or self.country in POINT_COUNTRIES

    def number(self, value: float | None, decimals: int = 0) -> str:
        """A number in words' company; None is “s. d.”, never zero."""
        if value is None:
            return self.missing
        return formats.number(value, decimals=decimals, point=self.point)

    def signed(self, count: int) -> str:
        """A change: ``+12``, ``−3``, ``0``."""
        return f"+{self.number(count)}" if count > 0 else self.number(count)

    def percent(self, share: float | None, *, whole: bool = False) -> str:
        """A share (1.0 is all); None is “s. d.”. Without decimals where it is said to be `whole`:
        of numbers that are rounded, or so few that decimals would say nothing."""
        if share is None:
            return self.missing
        decimals = 0 if whole else 1
        spaced = self.language == "es"
        return formats.percent(share, decimals=decimals, point=self.point, space=spaced)

    @property
    def missing(self) -> str:
        """“s. d.” / “n/a”: what nobody reported."""
        return self._("n/a")

    def date_words(self, day: date) -> str:
        """``31 de octubre de 2021``."""
        return formats.date_words(day, self.language)

    def date_range(self, start: date, end: date) -> tuple[str, str]:
        """``4`` and ``19 de diciembre de 2021``: both days of a range."""
        return formats.date_range(start, end, self.language)

    def date_short(self, day: date) -> str:
        """``31 oct 2021``, for labels inside a plot."""
        return formats.date_short(day, self.language)

    def month_words(self, day: date) -> str:
        """``octubre de 2021``."""
        return formats.month_words(day, self.language)

    def ago(self, days: int) -> str:
        """``hace 3 días``; from two weeks on ``hace 4 semanas``."""
        if days < _WEEKS_FROM:
            count, text = days, self.ngettext("{count} day ago", "{count} days ago", days)
        else:
            count = days // 7
            text = self.ngettext("{count} week ago", "{count} weeks ago", count)
        return text.format(count=self.number(count))

    def month_short(self, day: date) -> str:
        """``oct``, for axes."""
        return formats.month_short(day, self.language)

    def listed(self, words: list[str]) -> str:
        """``México, Chile y Colombia``; “y” becomes “e” before its own sound."""
        last = words[-1].lower() if words else ""
        e_sound = last.startswith(("i", "hi", "í")) and not last.startswith(("hie", "hia"))
        conjunction = self.pgettext("before i-", "and") if e_sound else self._("and")
        return formats.listed(words, conjunction)

    def country_name(self, code: str, context: Context) -> str:
        """The country's name: the database's in Spanish, Babel's in English."""
        if self.language == "es":
            return context.names.get(code, code)
        return _territories(self.language).get(code, code)

    def division(self, context: Context, country: str | None = None, plural: bool = False) -> str:
        """What a first-level subdivision is called: “estado”, “departamento”, …"""
        kind = context.divisions.get(country or self.country or "")
        return self._((DIVISIONS[kind] if kind else ALL_DIVISIONS)[plural])

    @property
    def separators(self) -> str:
        """Plotly's ``layout.separators``: decimal sign, then thousands sign."""
        return ("." if self.point else ",") + formats.NARROW_SPACE


@cache
def _territories(language: str) -> dict[str, str]:
    return dict(Locale(language).territories)
