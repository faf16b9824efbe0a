"""Who this reader is. The one place that decides; the public unless it says otherwise."""

from __future__ import annotations

from data_access.access import EVERYTHING, PUBLIC, Access
from data_access.records import Context


def current(about: Context) -> Access:
    """What this reader may see: everything that is invented; of real data what the public sees,
    for want of a sign-in."""
    return EVERYTHING if about.freshness.invented else PUBLIC
