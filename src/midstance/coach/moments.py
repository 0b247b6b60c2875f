"""When an entry was, on the runner's own clock."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import TypeVar
from zoneinfo import ZoneInfo

from midstance.training.log import Entry

One = TypeVar("One")


def local(moment: dt.datetime, zone: ZoneInfo | None) -> dt.datetime:
    """A moment on the runner's clock; where the zone is not known, on the clock it was written down by."""
    aware = moment if moment.tzinfo is not None else moment.replace(tzinfo=dt.UTC)
    return aware.astimezone(zone) if zone is not None else aware


def date_of(entry: Entry, zone: ZoneInfo | None) -> dt.date:
    """The local date on which something happened."""
    return local(entry.at, zone).date()


def minute_of_day(entry: Entry, zone: ZoneInfo | None) -> int:
    """Minutes after local midnight at which something happened."""
    moment = local(entry.at, zone)
    return moment.hour * 60 + moment.minute


def of_kind(entries: Iterable[Entry], kind: type[One]) -> list[One]:
    """The entries of one kind, in order."""
    return [entry for entry in entries if isinstance(entry, kind)]


def within(dates: Sequence[dt.date], days: int, wanted: int) -> dt.date | None:
    """The last date on which `wanted` of the ascending dates lie within `days` days, that date included; or None."""
    found = None
    for index in range(wanted - 1, len(dates)):
        if (dates[index] - dates[index - wanted + 1]).days < days:
            found = dates[index]
    return found
