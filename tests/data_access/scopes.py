"""The scopes that every question is asked for, always the same ones."""

from __future__ import annotations

import random
from datetime import date, timedelta

from data_access.codes import SIZES
from data_access.scope import Scope
from tests.data_access.invented import COHORTS, FIRST, PLACES, UNIVERSITIES

COUNTRIES = sorted({country for country, _ in PLACES})
SUBDIVISIONS = sorted({code for _, code in PLACES if code})


def _scopes() -> list[Scope]:
    """All single filters, crosses that a rollup covers and that none does, periods of every
    kind, scopes without MiPymes."""
    draw = random.Random(7)
    choices = {
        "countries": (*COUNTRIES, "BR"),
        "subdivisions": (*SUBDIVISIONS, "MX-OAX"),
        "universities": (*UNIVERSITIES, "unf"),
        "cohorts": [code for code in COHORTS if code],
        "sectors": ("A", "B", "C", "D", "U"),
        "sizes": tuple(SIZES),
    }
    scopes = [Scope()]
    scopes += [Scope(**{field: (code,)}) for field, codes in choices.items() for code in codes]
    day = date(2021, 5, 1)
    scopes += [
        Scope(end=FIRST - timedelta(days=1)),
        Scope(start=date(2030, 1, 1)),
        Scope(start=day, end=day),
        Scope(start=day),
        Scope(end=day),
        Scope(start=day, end=day - timedelta(days=30)),
        Scope(end=FIRST),
    ]
    while len(scopes) < 150:
        fields = draw.sample(list(choices), k=draw.choice((1, 2, 2, 3, 6)))
        lists = {
            name: tuple(draw.choices(choices[name], k=draw.choice((1, 2, 3)))) for name in fields
        }
        first = FIRST + timedelta(days=draw.randrange(300))
        last = first + timedelta(days=draw.randrange(150))
        period = draw.choice(((None, None), (first, None), (None, last), (first, last)))
        scopes.append(Scope(**lists, start=period[0], end=period[1]))
    return scopes


SCOPES = _scopes()
