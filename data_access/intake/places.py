"""Names of countries and of their states, departments, regions and provinces → ISO 3166.

Exact code, exact name, then without accents and case, then a listed alias (aliases.csv); words
like “Departamento de” or “X Región de” may stand before it, “(Estado)” or “, Estado de” after it.
What merely looks alike is suggested, never taken.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from data_access.intake.findings import Message, Problem
from data_access.intake.folding import fold, nearest
from texts import mark

ALIASES = Path(__file__).with_name("aliases.csv")
_NOUN = (
    r"(?:departamento|depto|dpto|dep|region|reg|provincia|prov|estado|edo"
    r"|gobierno regional|gobierno autonomo departamental|gobernacion)"
)
_BEFORE = re.compile(rf"(?:(?P<numeral>[ivx]+) )?{_NOUN} (?=\w)")
_AFTER = re.compile(rf" {_NOUN}(?: del?(?: la| los| las)?)?$")
_ARTICLE = re.compile(r"(?:del?|la|los|las|el) ")


class Places:
    """The places the database knows. `subdivisions`: rows of country, code, name, official
    name; `countries`: code → name."""

    def __init__(
        self, subdivisions: Iterable[tuple[str, str, str, str]], countries: Mapping[str, str]
    ) -> None:
        self.countries = dict(countries)
        self.names: dict[str, dict[str, str]] = defaultdict(dict)
        self._folded: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        self._country_of: dict[str, str] = {}
        self._countries = {fold(name): code for code, name in countries.items()}
        self._countries |= {fold(code): code for code in countries}
        for country, code, name, official in subdivisions:
            self.names[country][code] = name
            self._country_of[code] = country
            for spelling in (name, official):
                self._folded[country][fold(spelling)].add(code)
        with ALIASES.open(newline="", encoding="utf-8") as source:
            for row in csv.DictReader(source):
                if not row["country"]:
                    self._countries[fold(row["alias"])] = row["code"]
                elif row["code"] in self._country_of:
                    self._folded[row["country"]][fold(row["alias"])].add(row["code"])

    @property
    def codes(self) -> frozenset[str]:
        """Every ISO 3166-2 code that is known."""
        return frozenset(self._country_of)

    def match_country(self, value: str) -> str | Problem:
        """The ISO 3166-1 code of a country's code, name or alias."""
        code = self._countries.get(fold(value))
        if code is not None and code in self.countries:
            return code
        close = nearest(value, self.countries.values())
        known = ", ".join(self.countries)
        if close is None:
            hint = Message(mark("There are: {known}."), {"known": known})
        else:
            hint = Message(mark("Did you mean “{close}”?"), {"close": close})
        return Problem("unknown_country", {}, hint)

    def match(self, country: str, value: str) -> str | Problem:
        """The ISO 3166-2 code of a place in `country`."""
        code = value.strip().upper()
        if code in self.names[country]:
            return code
        here = {"country": self.countries[country]}
        if code in self._country_of:
            other = Message(mark("It is in {country}."), self._named(self._country_of[code]))
            return Problem("foreign_place", here, other)
        folded = fold(value)
        found = self._find(country, folded)
        if len(found) == 1:
            return next(iter(found))
        if found:
            return Problem("ambiguous_place", here, self._either(country, found))
        if folded in self._countries:
            return Problem("country_as_place", here)
        elsewhere = [self.countries[other] for other in self.names if self._find(other, folded)]
        if elsewhere:
            text = mark("There is one of that name in: {countries}.")
            return Problem(
                "foreign_place", here, Message(text, {"countries": ", ".join(elsewhere)})
            )
        return Problem("unknown_place", here, self._suggestion(country, folded))

    def _find(self, country: str, folded: str) -> set[str]:
        """The codes a folded name may stand for, as it is or without a word like “Estado de”.
        A Roman numeral that is another region makes it ambiguous."""
        spellings = self._folded[country]
        if folded in spellings:
            return spellings[folded]
        found = next((spellings[name] for name in _bare(folded) if name in spellings), set())
        match = _BEFORE.match(folded)
        numbered = spellings.get(match["numeral"], set()) if match and match["numeral"] else set()
        return found | numbered if found else set()

    def _named(self, country: str) -> dict[str, object]:
        return {"country": self.countries[country]}

    def _either(self, country: str, codes: set[str]) -> Message:
        named = " / ".join(f"{code} ({self.names[country][code]})" for code in sorted(codes))
        return Message(mark("It may be: {places}."), {"places": named})

    def _suggestion(self, country: str, folded: str) -> Message | None:
        close = nearest(next(_bare(folded), folded), self._folded[country])
        if close is None:
            return None
        codes = sorted(self._folded[country][close])
        named = " / ".join(f"{self.names[country][code]} ({code})" for code in codes)
        return Message(mark("Did you mean “{close}”?"), {"close": named})


def _bare(folded: str) -> Iterator[str]:
    """A folded name without “Región” and the like, then without one article after the other:
    “los lagos” comes before “lagos”."""
    name = _BEFORE.sub("", folded, count=1) if _BEFORE.match(folded) else _AFTER.sub("", folded)
    yield name
    while match := _ARTICLE.match(name):
        name = name[match.end() :]
        yield name
