"""The closed vocabularies of the programme: codes as they stand in the database, in reports
and in URLs, each with its English name (translated through `texts`).

They are Spanish because universities type them into spreadsheets and newspapers link to them.
"""

from __future__ import annotations

from texts import mark

SIZES: dict[str, str] = {
    "micro": mark("Micro"),
    "pequena": mark("Small"),
    "mediana": mark("Medium"),
    "organizacion": mark("Organisation"),
}
"""Size of a MiPyme; ``organizacion`` is what is not an enterprise (co-operative, association)."""

SECTORS: dict[str, str] = {
    "A": mark("Agriculture, forestry and fishing"),
    "B": mark("Mining and quarrying"),
    "C": mark("Manufacturing"),
    "D": mark("Electricity and gas"),
    "E": mark("Water and waste"),
    "F": mark("Construction"),
    "G": mark("Trade and vehicle repair"),
    "H": mark("Transport and storage"),
    "I": mark("Accommodation and food"),
    "J": mark("Information and communication"),
    "K": mark("Finance and insurance"),
    "L": mark("Real estate"),
    "M": mark("Professional and technical services"),
    "N": mark("Administrative services"),
    "O": mark("Public administration"),
    "P": mark("Education"),
    "Q": mark("Health and social work"),
    "R": mark("Arts and recreation"),
    "S": mark("Other services"),
    "T": mark("Households as employers"),
    "U": mark("Extraterritorial bodies"),
}
"""Sections of ISIC (CIIU) revision 4, names shortened."""

GENDERS: dict[str, str] = {
    "mujer": mark("Woman"),
    "hombre": mark("Man"),
    "otro": mark("Other"),
}

ZONES: dict[str, str] = {"urbana": mark("Urban"), "rural": mark("Rural")}
"""Where a MiPyme is: what the database keeps as a yes or no of rural."""

CHANNELS: dict[str, str] = {
    "presencial": mark("In person"),
    "remota": mark("Remote"),
    "mixta": mark("Mixed"),
}
"""Channel through which the students attend the MiPyme."""

INCLUSION: dict[str, dict[str, str]] = {
    "owner_gender": GENDERS,
    "rural": ZONES,
    "channel": CHANNELS,
}
"""Column → codes of what tells whom the programme reaches."""

MOMENTS: dict[str, str] = {"inicial": mark("Initial"), "final": mark("Final")}
"""Moments at which scores, platforms and sales are taken."""

SCORES: dict[str, str] = {
    "digital_visibility": mark("Digital visibility"),
    "technological_competence": mark("Technological competences"),
    "commercial_network": mark("Commercial network"),
}
"""What an assessment gives 0 to 100 points for."""

PLATFORMS: dict[str, str] = {
    "sitio_web": mark("Website"),
    "facebook": "Facebook",
    "instagram": "Instagram",
    "whatsapp": "WhatsApp Business",
    "google": mark("Google business profile"),
    "tienda": mark("Online shop or marketplace"),
    "tiktok": "TikTok",
}

OTHERS = "*"
"""In the place of a municipality: those of a subdivision that count too few to be named."""

NOWHERE = "ninguna"
"""Stands in the place of a platform where a MiPyme is on none of them."""

SUBMISSION_STATES: dict[str, str] = {
    "completo": mark("Reported"),
    "parcial": mark("Partial"),
    "sin_actividad": mark("Reported without activity"),
}

ROLES: dict[str, str] = {
    "direccion": mark("Directors"),
    "coordinacion": mark("Coordinators"),
    "administracion": mark("Administration"),
}

UNIVERSITY_KINDS: dict[str, str] = {"publica": mark("Public"), "privada": mark("Private")}

DIVISIONS: dict[str, tuple[str, str]] = {
    "state": (mark("state"), mark("states")),
    "department": (mark("department"), mark("departments")),
    "region": (mark("region"), mark("regions")),
    "province": (mark("province"), mark("provinces")),
}
"""What a country's first-level subdivision is called: singular, plural."""
