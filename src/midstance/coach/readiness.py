"""Readiness: what check-ins, session ratings and tired runs ask for. It holds or lowers; it never raises."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from zoneinfo import ZoneInfo

from midstance.coach import tables
from midstance.coach.moments import date_of, of_kind
from midstance.rules.ledger import zone_of
from midstance.training.log import CheckIn, Entry, RunDone, SessionEnd
from midstance.training.plan import Brief
from midstance.training.session import Because
from midstance.training.standing import Easing

DAY = dt.timedelta(days=1)


def easings(entries: Sequence[Entry], brief: Brief, today: dt.date) -> tuple[Easing, ...]:
    """What is asked less, and why, on days from `today` on."""
    zone = zone_of(brief.time_zone)
    dated = [(date_of(entry, zone), entry) for entry in of_kind(entries, CheckIn)]
    checks = [(date, entry) for date, entry in dated if date <= today]
    found = [
        _sore(checks),
        _low_day(checks, today),
        _fatigue_week(entries, checks, zone, today),
        _worse_runs(entries, brief, zone, today),
    ]
    return tuple(easing for easing in found if easing is not None and easing.last >= today)


def holds(easings_now: Sequence[Easing], day: dt.date) -> tuple[Because, ...]:
    """Why nothing rises on a day; empty where something may."""
    return tuple(easing.because for easing in easings_now if easing.holds and easing.first <= day <= easing.last)


def leg_soreness(check: CheckIn) -> int:
    """The sorest region of the legs, 0 to 10."""
    return max((score for region, score in check.soreness.items() if region in tables.LEG_REGIONS), default=0)


def is_low(check: CheckIn) -> bool:
    """Whether a check-in speaks of little energy, much fatigue or a short night."""
    return (
        (check.energy is not None and check.energy <= tables.LOW_ENERGY)
        or (check.fatigue is not None and check.fatigue >= tables.HIGH_FATIGUE)
        or (check.sleep_h is not None and check.sleep_h < tables.SHORT_SLEEP_H)
    )


def _sore(checks: Sequence[tuple[dt.date, CheckIn]]) -> Easing | None:
    """By the last check-in that speaks of soreness: its day and the next."""
    spoke = [(date, check) for date, check in checks if check.soreness]
    if not spoke:
        return None
    date, check = spoke[-1]
    sore = leg_soreness(check)
    if sore < tables.SORE_LEGS:
        return None
    very = sore >= tables.VERY_SORE_LEGS
    text = (
        f"Your legs are sore at {sore} of 10: mobility only, today and tomorrow."
        if very
        else f"Your legs are sore at {sore} of 10: nothing heavy and no hard jumps, today and tomorrow."
    )
    return Easing(
        first=date,
        last=date + (tables.SORE_DAYS - 1) * DAY,
        bars=tables.VERY_SORE_BARS if very else tables.SORE_BARS,
        because=Because(rule="soreness-defers", text=text, sources=tables.SORE_SOURCES),
    )


def _low_day(checks: Sequence[tuple[dt.date, CheckIn]], today: dt.date) -> Easing | None:
    """A low check-in of today takes sets from today; a later one of the same day has the last word."""
    now = [check for date, check in checks if date == today]
    if not now or not is_low(now[-1]):
        return None
    text = "You are low today: a third of the sets goes, and nothing rises."
    because = Because(rule="R-DEL-1", text=text, sources=tables.FATIGUE_SOURCES)
    return Easing(first=today, last=today, sets_percent=tables.LOW_DAY_SETS_PERCENT, because=because)


def _fatigue_week(
    entries: Sequence[Entry], checks: Sequence[tuple[dt.date, CheckIn]], zone: ZoneInfo | None, today: dt.date
) -> Easing | None:
    """The last week of rest that low days or very hard sessions asked for. What happens in it asks for no other."""
    low = {date: is_low(check) for date, check in checks}
    hard = [
        date_of(entry, zone)
        for entry in of_kind(entries, SessionEnd)
        if entry.rpe is not None and entry.rpe >= tables.HARD_RPE
    ]
    last: Easing | None = None
    tired: list[dt.date] = []
    spent: list[dt.date] = []
    days = sorted({*low, *hard})
    for day in days:
        if day > today or (last is not None and day <= last.last):
            continue
        tired += [day] if low.get(day) else []
        spent += [day] * hard.count(day)
        if _so_many(tired, day, tables.LOW_DAYS, tables.LOW_DAYS_WITHIN):
            last = _rest_from(day, f"{tables.LOW_DAYS} low days in a week")
        elif _so_many(spent, day, tables.HARD_SESSIONS, tables.HARD_WITHIN_DAYS):
            last = _rest_from(day + DAY, f"{tables.HARD_SESSIONS} sessions at {tables.HARD_RPE} or more in a week")
        if last is not None and day <= last.first:
            tired, spent = [], []
    return last


def _so_many(days: Sequence[dt.date], until: dt.date, wanted: int, within: int) -> bool:
    return sum(1 for day in days if 0 <= (until - day).days < within) >= wanted


def _rest_from(first: dt.date, what: str) -> Easing:
    text = f"{what}: for a week half the sets at a little less load, so that you come back fresh."
    return Easing(
        first=first,
        last=first + (tables.FATIGUE_DAYS - 1) * DAY,
        sets_percent=tables.FATIGUE_SETS_PERCENT,
        load_percent=tables.FATIGUE_LOAD_PERCENT,
        because=Because(rule="R-DEL-1", text=text[:1].upper() + text[1:], sources=tables.FATIGUE_SOURCES),
    )


def _worse_runs(entries: Sequence[Entry], brief: Brief, zone: ZoneInfo | None, today: dt.date) -> Easing | None:
    """A beginner's loads wait while running feels worse (R-PRG-5)."""
    if brief.athlete.level != "beginner":
        return None
    lately = [
        entry
        for entry in of_kind(entries, RunDone)
        if entry.feel in tables.WORSE and 0 <= (today - date_of(entry, zone)).days < tables.WORSE_RUNS_DAYS
    ]
    if len(lately) < tables.WORSE_RUNS:
        return None
    text = f"{tables.WORSE_RUNS} of your last runs felt heavy or bad: nothing rises until running feels as usual."
    last = date_of(lately[-1], zone) + (tables.WORSE_RUNS_DAYS - 1) * DAY
    return Easing(first=today, last=last, because=Because(rule="R-PRG-5", text=text, sources=("S4:315", "ours")))
