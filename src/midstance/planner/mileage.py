"""The four-week plan from a mileage alone (R-CUS-1; evidence, section 16.3): minutes, sets, and the second session."""

from __future__ import annotations

import msgspec

from midstance.training.plan import Brief

SETS_PATTERN = (100, 110, 115, 60)
"""Per cent of the ordinary sets in the four weeks."""


class Band(msgspec.Struct, frozen=True):
    """What a weekly distance leaves room for."""

    up_to_m: int
    minutes: int | None
    """Minutes of a session unless the runner says; None: by level."""
    second_is_short: bool
    """The second session is a short light one."""


BANDS = (Band(20_000, None, False), Band(50_000, 35, False), Band(80_000, 33, False), Band(10**9, 33, True))
"""Up to 20 km by level; 20 to 50 km twice 30 to 40 min; 50 to 80 km twice 30 to 35 min; beyond, one and a short one."""


def band_of(brief: Brief) -> Band | None:
    """The band of a brief that was made from a mileage, or None."""
    return None if brief.weekly_m is None else _band(brief.weekly_m)


def minutes_for(weekly_m: int) -> int | None:
    """Minutes a session may take beside so many metres a week; None where the level says it."""
    return _band(weekly_m).minutes


def _band(weekly_m: int) -> Band:
    return next(band for band in BANDS if weekly_m <= band.up_to_m)


def sets_percent(brief: Brief, week: int) -> int | None:
    """Per cent of the sets in a week of the four-week pattern; None where a race or more weeks set the phases."""
    if brief.weekly_m is None or brief.races or (brief.end - brief.start).days > 28:
        return None
    return SETS_PATTERN[week % len(SETS_PATTERN)]
