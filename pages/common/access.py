"""Who sees the MiPymes themselves. The one place that decides; closed unless it says otherwise."""

from __future__ import annotations

from data_access.records import Context


def sees_rows(about: Context) -> bool:
    """Whether this reader may see rows: everybody sees invented ones; real ones need a sign-in,
    which there is not yet."""
    return about.freshness.invented
