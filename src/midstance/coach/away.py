"""Days away, with other kit or without any strength work, and weekdays that stay free."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from zoneinfo import ZoneInfo

from midstance.coach import tables
from midstance.coach.moments import date_of, of_kind
from midstance.training.clock import WEEKDAYS
from midstance.training.exercise import KIT, Kit
from midstance.training.log import Away, Entry, Settings
from midstance.training.standing import AwayKit

DAY = dt.timedelta(days=1)


def away_kits(entries: Sequence[Entry]) -> tuple[AwayKit, ...]:
    """Stretches of days with other kit, in order; where entries overlap, the later entry has the last word."""
    found: list[AwayKit] = []
    for date, kit in sorted(_by_day(entries).items()):
        if kit is None:
            continue
        if found and found[-1].last == date - DAY and found[-1].kit == kit:
            found[-1] = AwayKit(first=found[-1].first, last=date, kit=kit)
        else:
            found.append(AwayKit(first=date, last=date, kit=kit))
    return tuple(found)


def blocked(entries: Sequence[Entry]) -> tuple[dt.date, ...]:
    """Days without any strength work, in order."""
    return tuple(date for date, kit in sorted(_by_day(entries).items()) if kit is None)


def rest_days(entries: Sequence[Entry], zone: ZoneInfo | None, end: dt.date) -> tuple[dt.date, ...]:
    """The dates of the weekday that stays free, from when the runner said so up to `end`; the last word counts."""
    said = [entry for entry in of_kind(entries, Settings) if entry.rest_day is not None]
    if not said or said[-1].rest_day is None:
        return ()
    first, weekday = date_of(said[-1], zone), WEEKDAYS.index(said[-1].rest_day)
    first += (weekday - first.weekday()) % 7 * DAY
    return tuple(first + day * DAY for day in range(0, (end - first).days + 1, 7))


def _by_day(entries: Sequence[Entry]) -> dict[dt.date, tuple[Kit, ...] | None]:
    found: dict[dt.date, tuple[Kit, ...] | None] = {}
    for entry in of_kind(entries, Away):
        kit = None if entry.kit is None else tuple(sorted(set(entry.kit), key=KIT.index))
        for day in range(min((entry.last - entry.first).days + 1, tables.LONGEST_AWAY_DAYS)):
            found[entry.first + day * DAY] = kit
    return found
