"""The seal at the foot of a figure: short, readable, and only right when it is copied right."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from charts.catalogue import CATALOGUE
from charts.checked import account
from charts.edition import Edition
from charts.seal import Seal, fingerprint, read, seal_of
from data_access.scope import Scope
from tests.charts import samples

AVANCE = CATALOGUE["avance"]


def sealed(slug: str) -> Seal:
    """The seal of a sample."""
    found = seal_of(CATALOGUE[slug], samples.SAMPLES[slug]())
    assert found is not None
    return found


@pytest.mark.parametrize("slug", CATALOGUE)
def test_what_is_printed_is_read_again(slug: str) -> None:
    seal = sealed(slug)
    for filters in ("", "pais=CO&desde=2021-03-01"):
        assert read(seal.written(filters), filters) == seal
        assert read(seal.written(filters).upper(), filters) == seal


def test_it_says_figure_day_and_state() -> None:
    assert sealed("avance").written("").startswith("avance-211031-211102-")
    nothing = samples.avance(samples.empty_growth(), about=samples.context(until=None))
    assert seal_of(AVANCE, nothing) is None


def test_a_wrong_copy_is_noticed() -> None:
    right = sealed("mapa-paises").written("pais=CO")
    assert read(right, "pais=CL") is None
    assert read(right, "") is None
    wrong = {right[:at] + sign + right[at + 1 :] for at in range(len(right)) for sign in "7q2-"}
    missed = [text for text in wrong - {right} if read(text, "pais=CO")]
    assert len(missed) <= len(wrong) / 16
    for text in ("", "avance", "avance-219931-211102-abcdefg", "avance-211031-211102-", "a" * 5000):
        assert read(text, "") is None


def test_letters_that_look_alike_are_the_same() -> None:
    seal = Seal("avance", date(2021, 10, 31), date(2021, 11, 2), "0110ab")
    text = seal.written("")
    assert read(text.replace("0110ab", "oilOab"), "") == seal


@pytest.mark.parametrize("slug", CATALOGUE)
def test_other_numbers_have_another_fingerprint(slug: str) -> None:
    data = samples.SAMPLES[slug]()
    assert fingerprint(CATALOGUE[slug], data) == fingerprint(
        CATALOGUE[slug], samples.SAMPLES[slug]()
    )
    assert fingerprint(CATALOGUE[slug], replace(data, frame=data.frame.head(1))) != fingerprint(
        CATALOGUE[slug], replace(data, frame=data.frame.head(0))
    )


def test_names_may_change_and_numbers_may_not() -> None:
    data = samples.paises()
    renamed = data.frame.assign(name=data.frame["name"].str.upper())
    assert fingerprint(CATALOGUE["paises"], replace(data, frame=renamed)) == fingerprint(
        CATALOGUE["paises"], data
    )
    more = data.frame.assign(supported=data.frame["supported"] + 1)
    assert fingerprint(CATALOGUE["paises"], replace(data, frame=more)) != fingerprint(
        CATALOGUE["paises"], data
    )


def test_growth_is_told_from_correction() -> None:
    printed = samples.avance()
    seal = sealed("avance")
    later = samples.AS_OF + timedelta(28)

    def said(then_total: int, now_total: int, *, days: int) -> str:
        about = samples.context(until=later)
        loaded = datetime(2021, 11, 2, 9, tzinfo=UTC) + timedelta(days)
        about = replace(about, freshness=replace(about.freshness, loaded_at=loaded))
        until = replace(about, scope=Scope(end=samples.AS_OF))
        then = samples.avance(samples.growth(then_total), about=until)
        now = samples.avance(samples.growth(now_total, last=later), about=about)
        found = account(seal, AVANCE, then, now, Edition())
        return " ".join([found.answer, *found.reasons])

    assert printed.context.as_of == seal.as_of
    same = said(samples.TOTAL, 1700, days=28)
    assert same.startswith("Los números se sostienen: hasta el 31 de octubre de 2021")
    assert "se han cargado reportes; el último, el 30 de noviembre de 2021" in same
    assert "Los datos llegan ahora al 28 de noviembre de 2021" in same
    assert "1700" in same
    changed = said(samples.TOTAL - 7, 1700, days=1)
    assert changed.startswith("Los números hasta el 31 de octubre de 2021 han cambiado")
    assert "corrigieron o completaron" in changed
    assert "no guarda copia" in changed
    at_once = said(5, 6, days=0)
    assert "Se corrigieron el mismo día" in at_once
    assert "Ningún reporte se ha cargado después del 2 de noviembre de 2021" in at_once
    assert "La base de datos es anterior" in said(5, 6, days=-1)
