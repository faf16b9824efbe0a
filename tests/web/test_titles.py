"""Every title of every figure, for filters of all kinds: no number of a part reads as one of the
whole programme."""

from __future__ import annotations

import re

import pytest

from charts.caption import TITLE_LIMIT
from charts.catalogue import CATALOGUE
from web.asked import asked
from web.figures import numbers

SELECTION = r"selección|elegid[oa]s|este periodo"
SCOPES = {
    "pais=MX": "México",
    "pais=AR": "Argentina",
    "pais=CL&pais=MX": "Chile.*México|México.*Chile",
    "pais=BO&pais=CL&pais=CO&pais=MX": "",
    "estado=MX-CMX": "Ciudad de México",
    "estado=MX-CMX&estado=CL-VS&estado=CO-ANT&estado=BO-C": "",
    "universidad=ug": r"\bUG\b",
    "universidad=uam-a&universidad=uv": r"UAM-A.*\bUV\b|\bUV\b.*UAM-A",
    "generacion=2021-1": "arranque binacional|2021-1",
    "sector=C": "manufactura",
    "sector=C&sector=G&sector=I": "",
    "tamano=micro": "microempresas",
    "tamano=organizacion&pais=PY": "Paraguay.*organizaciones|organizaciones.*Paraguay",
    "pais=BO&universidad=upb&sector=G&tamano=micro&tamano=pequena": "",
    "desde=2021-06-01": "desde el 1 (de junio|jun)",
    "hasta=2021-08-31": "31 (de agosto|ago)|agosto de 2021",
    "desde=2021-06-01&hasta=2021-08-31": "31 (de agosto|ago)|agosto de 2021",
    "pais=CO&desde=2021-06-01&hasta=2021-08-31": "Colombia.*(ago|31)|ago.*Colombia",
    "universidad=unf&generacion=2021-2&hasta=2021-08-31": r"\bUNF\b",
}
"""What is asked for → a pattern of what names it; saying that it is a selection will do."""
STATES = ("etapas", "inclusion", "curvas-universidades")
"""A start plays no part in them."""


NAMES = (
    "México Chile Colombia Bolivia Ecuador Paraguay Argentina Perú Ciudad Cochabamba Guayas "
    "Valparaíso Antioquia Puebla Región Buenos Aires WhatsApp TikTok Facebook Instagram Perfil"
)
"""Words that keep their capital: names of places and platforms."""


@pytest.mark.parametrize("query", SCOPES)
def test_a_title_names_its_scope_or_says_it_is_a_selection(
    invented_numbers: str, query: str
) -> None:
    names = "|".join(filter(None, [SCOPES[query], SELECTION]))
    for slug, figure in CATALOGUE.items():
        wanted = asked(query, "es")
        title = figure.caption(numbers(slug, wanted), wanted.edition).title
        assert len(title) <= TITLE_LIMIT, (slug, title)
        assert not title.endswith("…"), (slug, title)
        only_start = query.partition("=")[0] == "desde" and "hasta" not in query
        if not (only_start and slug in (*STATES, "reportes")):
            assert re.search(names, title, re.IGNORECASE), (slug, title)
        middle = re.findall(r"[:,] ([A-ZÁÉÍÓÚÑ][a-záéíóúñ]+)", title)
        assert all(word in NAMES for word in middle), (slug, title)
