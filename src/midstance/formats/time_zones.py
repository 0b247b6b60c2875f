"""Names of time zones: whether there is one, and which was probably meant."""

from __future__ import annotations

import re
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from midstance.formats.brief_words import meant

_PLAIN = re.compile(
    r"(?:Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Europe|Indian|Pacific)/[A-Z][a-z]+(?:_[A-Z][a-z]+)*"
)
"""A place on a continent, in the letters that names of zones have: some file systems do not mind which."""


def is_zone(name: str) -> bool:
    """Whether there is a zone of this name.

    The list of all zones opens every file of the database; for a plain name its own file is enough.
    """
    if _PLAIN.fullmatch(name):
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            return False
        return True
    return name in available_timezones()


def zone_meant(zone: str) -> str:
    """What zone was probably meant: `Europe/Berlin` for `berlin` or `Europe/Berln`."""
    known = sorted(available_timezones())
    city = zone.casefold().replace(" ", "_")
    by_city = [name for name in known if "/" in name and name.casefold().rsplit("/", 1)[-1] == city]
    if by_city:
        return f"; did you mean {by_city[0]!r}?"
    hint = meant(zone, {name.casefold(): name for name in known})
    for name in known:
        hint = hint.replace(f"'{name.casefold()}'", f"'{name}'")
    return hint if "did you mean" in hint else "; write it like Europe/Berlin"
