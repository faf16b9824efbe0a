"""Office files without a clock's time in them: the same content gives the same bytes."""

from __future__ import annotations

import io
import re
import zipfile

from charts import text
from charts.tokens import LIGHT

_MOMENT = (2021, 3, 1, 0, 0, 0)
_DATED = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_THEME_FONT = re.compile(rb'(<a:(?:majorFont|minorFont)>\s*<a:latin typeface=")[^"]*')
_ACCENTS = (LIGHT.accent, LIGHT.neutral, LIGHT.goal, LIGHT.reached, LIGHT.behind, LIGHT.protected)


def undated(package: bytes) -> bytes:
    """An Office file with every date in it set to the same one, its theme in our font."""
    source, target = zipfile.ZipFile(io.BytesIO(package)), io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in source.namelist():
            content = source.read(name)
            if name.endswith(".xlsx"):
                content = undated(content)
            elif name == "docProps/core.xml":
                content = _DATED.sub(rb"\g<1>2021-03-01T00:00:00Z", content)
            elif "/theme/" in name:
                content = _themed(content)
            entry = zipfile.ZipInfo(name, _MOMENT)
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 3
            archive.writestr(entry, content)
    return target.getvalue()


def _themed(theme: bytes) -> bytes:
    """A theme with our font and colours, for what is added to a slide later."""
    theme = _THEME_FONT.sub(rb"\g<1>" + text.FAMILY.encode(), theme)
    for number, colour in enumerate(_ACCENTS, start=1):
        pattern = rb'(<a:accent%d>\s*<a:srgbClr val=")[0-9A-Fa-f]{6}' % number
        theme = re.sub(pattern, rb"\g<1>" + colour.removeprefix("#").upper().encode(), theme)
    return theme
