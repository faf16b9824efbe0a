"""What the summaries add up: the names of their columns, and what each counts."""

from __future__ import annotations

from data_access.codes import PLATFORMS, SCORES

SUPPORT_MEASURES = ("started", "dropped_started")
"""What `definitions.supported` needs."""

INCLUSION_MEASURES = ("enrolled", *SUPPORT_MEASURES)
ATTENTION_MEASURES = ("enrolled", "concluded", *SUPPORT_MEASURES)
"""What is known by the owner's gender, area and channel; by team and measurements."""

ROLLUP_MEASURES = (
    "enrolled",
    "diagnosed",
    "started",
    "concluded",
    "dropped_enrolled",
    "dropped_diagnosed",
    "dropped_started",
    "closed",
)
"""MiPymes that on that day reached a stage, or dropped out of one; that have started and closed
down for good."""

STAGE_MEASURES = tuple(measure for measure in ROLLUP_MEASURES if measure != "closed")
"""Those of coverage; that one closed down is an outcome."""

BANDS: tuple[tuple[int, int], ...] = (
    (-100, -50), (-50, -40), (-40, -30), (-30, -25), (-25, -20), (-20, -15), (-15, -10), (-10, -5),
    (-5, 0), (0, 0), (0, 5), (5, 10), (10, 15), (15, 20), (20, 25), (25, 30), (30, 40), (40, 50),
    (50, 75), (75, 100), (100, 100),
)  # fmt: skip
"""Change of the sales in percent, from and to: falls, none, rises; the last is open above. Their
width is how precise a median of them is."""

HELD = BANDS.index((0, 0))

STEPS = {"second": 2, "third": 3}
"""Platforms after the first: name → on how many a MiPyme then is."""

OUTCOME_MEASURES: tuple[str, ...] = (
    "scored",
    *(f"{score}_{what}" for score in SCORES for what in ("n", "initial", "final")),
    *(f"sales_{band:02}" for band in range(len(BANDS))),
    "platforms_n",
    *(f"{platform}_{when}" for platform in PLATFORMS for when in ("before", "after")),
    *(f"{step}_{what}" for step in STEPS for what in ("before", "after", "gained")),
)
"""MiPymes with a pair of any score; of each score the pairs, and the sums of both values in
hundredths of a point; pairs of sales in one currency, by `BANDS`; pairs of platforms, on each of
them before and after; on the second and third before, after, and newly. See `pairs`."""

STUDENT_MEASURES = ("students", "assigned", "timed", "hours")
"""Students; MiPymes they accompany, each as often as it has students; those of them whose hours
are known, and these hours in hundredths."""


def median(bands: list[int], *, to_band: bool = False) -> float | None:
    """The median change in percent from the counts by `BANDS`; None without any. `to_band`: no
    more than in the middle of which band it lies, which says nothing of how many are in it."""
    total = sum(bands)
    if total <= 0:
        return None
    ranks = ((total + 1) // 2, total // 2 + 1)
    return sum(_at(rank, bands, to_band=to_band) for rank in ranks) / 2


def _at(rank: int, bands: list[int], *, to_band: bool) -> float:
    """The change of the `rank`-th (from 1), as if those of a band lay in it at equal distances, or
    all of them in its middle."""
    for (low, high), number in zip(BANDS, bands, strict=True):
        if rank <= number:
            return low + (high - low) * (0.5 if to_band else (rank - 0.5) / number)
        rank -= number
    raise ValueError("there are not so many")
