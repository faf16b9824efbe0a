"""Invented names of businesses. Each ends in “(ejemplo)”, so that none passes for a real one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from sample_data.draws import Booleans, Integers

KINDS: dict[str, Sequence[str]] = {
    "A": ("Granja", "Vivero", "Huerta", "Apiario"),
    "C": ("Panadería", "Taller Textil", "Carpintería", "Herrería", "Chocolatería", "Quesería"),
    "E": ("Recicladora",),
    "F": ("Construcciones", "Instalaciones"),
    "G": ("Tienda", "Papelería", "Ferretería", "Boutique", "Frutería", "Refaccionaria"),
    "H": ("Transportes", "Mensajería"),
    "I": ("Cocina", "Cafetería", "Comedor", "Hostal", "Repostería"),
    "J": ("Estudio Digital", "Imprenta Digital"),
    "K": ("Caja de Ahorro",),
    "L": ("Inmobiliaria",),
    "M": ("Despacho", "Estudio Fotográfico", "Agencia"),
    "N": ("Agencia de Viajes", "Servicios"),
    "P": ("Academia", "Escuela de Música"),
    "Q": ("Consultorio", "Óptica"),
    "R": ("Gimnasio", "Taller de Arte"),
    "S": ("Estética", "Lavandería", "Barbería", "Reparaciones"),
}
ORGANISATIONS = ("Cooperativa", "Asociación", "Colectivo", "Red de Productoras")
OWN_NAMES = (
    "La Espiga", "El Roble", "Luna Nueva", "La Esperanza", "Río Claro", "El Mirador", "Santa Rosa",
    "Las Palmas", "El Sol", "La Abuela", "Tres Hermanas", "Buen Día", "El Jacarandá", "La Colmena",
    "Nuevo Horizonte", "Doña Carmen", "El Faro", "La Ceiba", "Los Andes", "El Puente", "Amanecer",
    "La Estrella", "Campo Verde", "El Molino", "Las Flores", "San Isidro", "La Fuente", "Colibrí",
    "El Nogal", "La Esquina", "Mar Azul", "Tierra Viva", "El Encanto", "La Paloma", "Siete Cerros",
)  # fmt: skip


def invented_names(
    rng: Generator, ids: Integers, sector: NDArray[Any], organisation: Booleans
) -> list[str]:
    """A name for each: kind of business by sector, own name, number, “(ejemplo)”."""
    kind = np.empty(len(ids), dtype=object)
    for code, kinds in KINDS.items():
        mine = np.flatnonzero(sector == code)
        kind[mine] = np.array(kinds, dtype=object)[rng.integers(len(kinds), size=len(mine))]
    mine = np.flatnonzero(organisation)
    choice = rng.integers(len(ORGANISATIONS), size=len(mine))
    kind[mine] = np.array(ORGANISATIONS, dtype=object)[choice]
    own = np.array(OWN_NAMES, dtype=object)[rng.integers(len(OWN_NAMES), size=len(ids))]
    rows = zip(kind.tolist(), own.tolist(), ids.tolist(), strict=True)
    return [f"{kind} {own} {number:04d} (ejemplo)" for kind, own, number in rows]
