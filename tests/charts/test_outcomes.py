"""Before and after: what is said, what is hidden, and that no word claims a cause."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from charts import outcomes, platforms, sales
from charts.caption import Caption
from charts.catalogue import CATALOGUE
from charts.edition import Edition
from charts.tokens import LIGHT
from data_access.records import FigureData
from data_access.scope import Scope
from tests.charts import drawn, samples

ES, EN = Edition(), Edition("en")
SLUGS = ("antes-despues", "plataformas", "ventas")
CAUSAL = re.compile(r"gracias a|debido a|por efecto|logr|causa|thanks to|because of|led to", re.I)


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("edition", [ES, EN], ids=["es", "en"])
def test_no_word_claims_a_cause(slug: str, edition: Edition) -> None:
    caption = CATALOGUE[slug].caption(samples.SAMPLES[slug](), edition)
    said = f"{caption.title} {caption.subtitle} {caption.note} {caption.alt}"
    assert not CAUSAL.search(said)
    assert "efecto del programa" in said or "effect of the programme" in said


def test_scores_in_words() -> None:
    caption = outcomes.caption(samples.antes_despues(), ES)
    assert caption.title == "Visibilidad digital: de 31 a 50 puntos en promedio en 414 MiPymes"
    assert "Con ambas mediciones: 414 de 1512 apoyadas (27\u202f%)." in caption.note
    # 414 × 49.9 / 1512 = 13.7; the other 1098 with 100 points each add 72.6.
    assert "el promedio final de visibilidad digital sería 14 o 86." in caption.note
    worse = outcomes.rows(samples.antes_despues(), ES)[2]
    assert worse.tooltip == "Red comercial: de 36,6 a 35,1 puntos (\u22121,5), n = 414"


@pytest.mark.parametrize(
    ("sample", "title"),
    [
        (samples.antes_despues, "Hay muy pocas mediciones para comparar"),
        (samples.plataformas, "Hay muy pocas mediciones para comparar"),
    ],
)
@pytest.mark.parametrize("n", [0, 4])
def test_too_few_pairs_say_nothing(sample: Callable[[int], FigureData], title: str, n: int) -> None:
    slug = sample.__name__.replace("_", "-")
    data = sample(n)
    assert CATALOGUE[slug].caption(data, ES).title == title
    assert CATALOGUE[slug].table(data, ES).empty
    assert drawn.texts(drawn.finished(slug, data))


def test_platforms_in_words() -> None:
    data = samples.plataformas()
    assert (
        platforms.caption(data, ES).title
        == "TikTok: de 20\u202f% a 100\u202f% de las 365 MiPymes medidas dos veces"
    )
    first, *_, last = platforms.rows(data, ES)
    assert (first.name, first.before, first.after) == ("TikTok", 20.0, 100.0)
    assert last.tooltip == "Sitio web: de 20\u202f% a 0\u202f% (73 y 0 de 365)"


def test_sales_in_words() -> None:
    data = samples.ventas()
    caption = sales.caption(data, ES)
    assert caption.title == (
        "Las ventas subieron en el 70\u202f% de 216 MiPymes con datos; el cambio mediano "
        "es de +15\u202f%"
    )
    assert "$" not in caption.note
    everyone, mexico, _, hidden = sales.rows(data, ES)
    assert everyone.name == "Todas"
    assert mexico.tooltip == (
        "México: 72\u202f% subieron, 6\u202f% se mantuvieron, 22\u202f% bajaron; "
        "n = 160 · mediana +13\u202f%"
    )
    assert (hidden.name, hidden.parts) == ("Guatemala", ())


def test_of_small_countries_no_form_has_a_number() -> None:
    data = samples.ventas()
    hidden = sales.table(data, ES).iloc[-1]
    assert (hidden["País"], hidden["Observación"]) == ("Guatemala", "dato protegido: menos de 5")
    assert hidden.drop(["País", "Observación"]).isna().all()
    bars = CATALOGUE["ventas"].explorable(data, ES, LIGHT).data
    assert all("Guatemala" not in trace.y for trace in bars)


@pytest.mark.parametrize(
    ("rows", "title"),
    [
        ([], "Hay muy pocas mediciones para comparar"),
        ([("", 4, 4, 0, 0, 9.0)], "Hay muy pocas mediciones para comparar"),
        ([("", 8, 0, 8, 0, 0.0)], "Las ventas no subieron en ninguna de 8 MiPymes"),
        (
            [("", 8, 8, 0, 0, 100.0)],
            "Las ventas subieron en 8 de 8 MiPymes con datos; el cambio mediano es de "
            "+100\u202f% o más",
        ),
    ],
)
def test_sales_at_the_edges(rows: list[tuple[object, ...]], title: str) -> None:
    assert sales.caption(samples.ventas(rows), ES).title == title


@pytest.mark.parametrize(
    "caption",
    [
        sales.caption(samples.ventas([("", 2, 1, 1, 0, 9.0)]), ES),
        CATALOGUE["antes-despues"].caption(samples.antes_despues(2), ES),
    ],
)
def test_a_number_below_the_protected_ones_is_not_told(caption: Caption) -> None:
    assert caption.subtitle.endswith(" · n < 5")
    assert "ambas mediciones: 2" not in caption.note


def test_one_country_is_not_said_twice() -> None:
    rows: list[tuple[object, ...]] = [("", 9, 5, 1, 3, 4.0), ("MX", 9, 5, 1, 3, 4.0)]
    about = samples.context(Scope(countries=("MX",)))
    assert len(sales.rows(samples.ventas(rows, about), ES)) == 1


@pytest.mark.parametrize("slug", SLUGS)
def test_both_forms_say_the_same(slug: str) -> None:
    """Every label of the explorable form stands in the finished one."""
    data = samples.SAMPLES[slug]()
    # Shares too narrow for their words are in the tooltips.
    words = drawn.finished(slug, data, size="vertical")
    for trace in CATALOGUE[slug].explorable(data, ES, LIGHT).data:
        for name, label in zip(trace.y, trace.text, strict=True):
            assert name in words
            assert label.strip() in words
