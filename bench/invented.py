"""Invented runners: briefs as `midstance plan` builds them, drawn from a seed, plain ones and awkward ones."""

from __future__ import annotations

import datetime as dt
import random
from typing import get_args

from midstance.application.briefing import BadInput, Wishes, brief_from
from midstance.training.athlete import GOALS, Gates, Pain, Weekday, Window
from midstance.training.clock import clock_of
from midstance.training.exercise import LEVELS, Kit, PainSite
from midstance.training.plan import Brief, Pin
from midstance.training.running import KEY_KINDS, Priority, Race, Run, RunKind, RunningPlan
from midstance.training.session import STRESS

ZONES = (
    "UTC", "Europe/Berlin", "Europe/London", "America/New_York", "America/St_Johns", "America/Santiago",
    "Australia/Sydney", "Australia/Lord_Howe", "Asia/Kolkata", "Africa/Casablanca", "Pacific/Auckland",
)  # fmt: skip
RUN_STARTS = ("05:30", "06:15", "07:00", "07:00", "08:30", "12:10", "16:00", "17:45", "18:30", "20:00", "21:15")
WEEKDAYS: tuple[Weekday, ...] = get_args(Weekday)
FIRST_DAY = dt.date(2026, 1, 5)
METRES_A_SECOND = {"easy": 2.7, "recovery": 2.5, "long": 2.7, "strides": 2.8, "hills": 2.8}
KM: dict[RunKind, float] = {
    "easy": 8, "recovery": 5, "strides": 7, "long": 17, "threshold": 11, "intervals": 10, "hills": 9,
}  # fmt: skip
RACE_METRES = (5000, 10000, 15000, 21097, 42195, 50000, None)
KITS = tuple(get_args(Kit))


def invented(seed: int, *, weeks: tuple[int, int] = (8, 14)) -> Brief:
    """The runner of a seed; a draw that `midstance plan` would refuse is drawn again."""
    for again in range(100):
        rng = random.Random(f"{seed}/{again}")
        try:
            return _brief(rng, rng.randint(*weeks))
        except BadInput:
            continue
    raise AssertionError(f"no runner of seed {seed} is accepted")


def _brief(rng: random.Random, weeks: int) -> Brief:
    start = FIRST_DAY + dt.timedelta(days=rng.randrange(2 * 365) if rng.random() < 0.3 else 7 * rng.randrange(104))
    end = start + dt.timedelta(days=7 * weeks - 1 - start.weekday() - (rng.randrange(4) if rng.random() < 0.4 else 0))
    races = _races(rng, start, end)
    runs = _runs(rng, start - dt.timedelta(days=28 * rng.randrange(2)), end, {race.date: race for race in races})
    days = [start + dt.timedelta(days=day) for day in range((end - start).days + 1)]
    blocked = tuple(sorted(rng.sample(days, rng.choice((0, 0, 0, 1, 2, 5, 12)))))
    windows = _windows(rng)
    wishes = Wishes(
        start=start,
        level=rng.choice(LEVELS),
        kit=tuple(sorted(rng.sample(KITS, rng.randrange(6)))) + (("dumbbell",) if rng.random() < 0.6 else ()),
        windows=windows,
        minutes=rng.choice((None, None, None, 15, 20, 30, 40, 60)),
        goal=rng.choice(GOALS),
        age=rng.choice((None, None, 15, 17, 24, 38, 50, 57, 66)),
        gates=Gates(plyometric=rng.random() < 0.6),
        pains=(Pain(site=rng.choice(get_args(PainSite)), score=rng.randrange(1, 7)),) if rng.random() < 0.1 else (),
        prescreen="positive" if rng.random() < 0.05 else "clear",
        blocked=blocked,
        pins=_pins(rng, [day for day in days if day not in blocked and (rng.random() < 0.1 or _open(windows, day))]),
        time_zone=rng.choice(ZONES),
    )
    plan = RunningPlan(runs=runs, races=races)
    brief = brief_from(plan, wishes, start)
    return _with_history(brief, rng)


def _with_history(brief: Brief, rng: random.Random) -> Brief:
    """What was done before: nothing for most, heavy or moderate sessions of the last weeks for some."""
    import msgspec

    def days(most: int) -> tuple[dt.date, ...]:
        return tuple(sorted(brief.start - dt.timedelta(days=rng.randrange(1, 40)) for _ in range(rng.randrange(most))))

    if rng.random() < 0.6:
        return brief
    return msgspec.structs.replace(brief, history={"heavy-legs": days(5), "moderate-legs": days(5)})


def _races(rng: random.Random, start: dt.date, end: dt.date) -> tuple[Race, ...]:
    """No race, one at the end, or several of every priority, also in midweek and in neighbouring weeks."""
    days = (end - start).days
    draws: list[tuple[dt.date, Priority]] = []
    if rng.random() < 0.85:
        draws.append((end - dt.timedelta(days=rng.choice((0, 0, 0, 1, 3, 9, 16, 25)) % days), "A"))
    others: tuple[Priority, ...] = ("A", "B", "B", "C", "C")
    draws += [
        (start + dt.timedelta(days=rng.randrange(days + 1)), rng.choice(others))
        for _ in range(rng.choice((0, 0, 1, 2, 3)))
    ]
    races = {day: Race(date=day, priority=priority, distance_m=rng.choice(RACE_METRES)) for day, priority in draws}
    return tuple(races[day] for day in sorted(races))


def _runs(rng: random.Random, first: dt.date, end: dt.date, races: dict[dt.date, Race]) -> tuple[Run, ...]:
    pattern = _pattern(rng)
    usual = rng.choice(RUN_STARTS)
    growth, size = rng.choice((0, 2, 3, 5)), rng.choice((60, 80, 100, 130))
    cut_back, noise = rng.choice((0, 3, 4)), rng.random() < 0.5
    found = []
    for offset in range((end - first).days + 1):
        day = first + dt.timedelta(days=offset)
        week = offset // 7
        percent = size * (100 + growth * week) // 100
        if cut_back and week % cut_back == cut_back - 1:
            percent = percent * 7 // 10
        if day in races:
            found.append(_race_run(races[day], rng))
            continue
        for kind, at in pattern[day.weekday()]:
            if rng.random() < 0.04:
                continue
            wobble = rng.randrange(70, 140) if noise else 100
            found.append(_run(day, kind, at or (rng.choice(RUN_STARTS) if noise else usual), percent * wobble // 100))
    return tuple(found) or (_run(first, "easy", usual, 100),)


def _pattern(rng: random.Random) -> list[list[tuple[RunKind, str | None]]]:
    """The usual week: what is run on which weekday, with an hour of its own or at the usual one."""
    keys: list[RunKind] = ["intervals", "threshold", "hills", "intervals"]
    easy: list[RunKind] = ["easy", "easy", "easy", "recovery", "strides", "cross-training"]
    week: list[list[tuple[RunKind, str | None]]] = [[] for _ in range(7)]
    running = rng.sample(range(7), rng.randrange(2, 8))
    for place, day in enumerate(running):
        kind: RunKind = "long" if place == 0 else rng.choice(keys) if place <= rng.randrange(4) else rng.choice(easy)
        week[day].append((kind, rng.choice(RUN_STARTS) if rng.random() < 0.3 else None))
        if rng.random() < 0.06:
            week[day].append((rng.choice(easy), rng.choice(RUN_STARTS)))
    for day in range(7):
        if not week[day] and rng.random() < 0.5:
            week[day].append(("rest", None))
    return week


def _run(day: dt.date, kind: RunKind, start: str, percent: int) -> Run:
    if kind in ("rest", "cross-training"):
        return Run(date=day, start=start, kind=kind, key=False, duration_s=None if kind == "rest" else 3600)
    metres = int(KM[kind] * 10 * percent)
    seconds = int(metres / METRES_A_SECOND.get(kind, 3.1))
    return Run(date=day, start=start, kind=kind, key=kind in KEY_KINDS, distance_m=metres, duration_s=seconds)


def _race_run(race: Race, rng: random.Random) -> Run:
    metres = race.distance_m or 10000
    start = rng.choice(("09:00", "09:00", "08:00", "10:30", "19:00"))
    return Run(
        date=race.date, start=start, kind="race", key=True, distance_m=race.distance_m, duration_s=metres * 10 // 33
    )


def _windows(rng: random.Random) -> tuple[Window, ...]:
    """None at all, whole days, evenings, or anything: several a day, short, at night, touching, overlapping."""
    style = rng.choice(("none", "none", "days", "evenings", "mixed", "mixed", "wild"))
    if style == "none":
        return ()
    days = sorted(rng.sample(range(7), rng.randrange(2, 8)))
    found = []
    for day in days:
        name = WEEKDAYS[day]
        if style == "days":
            found.append(Window(weekday=name))
        elif style == "evenings":
            found.append(Window(weekday=name, start="18:00", end=rng.choice(("19:00", "20:30"))))
        else:
            found += [_window(rng, name, wild=style == "wild") for _ in range(rng.choice((1, 1, 2, 3)))]
    return tuple(found)


def _open(windows: tuple[Window, ...], day: dt.date) -> bool:
    return not windows or any(window.weekday == WEEKDAYS[day.weekday()] for window in windows)


def _window(rng: random.Random, name: Weekday, *, wild: bool) -> Window:
    low = 5 * rng.randrange(0 if wild else 72, 264)
    length = rng.choice((10, 15, 20, 25, 30, 45, 60, 90, 120, 240, 600) if wild else (30, 45, 60, 90, 120, 240))
    high = min(low + length, 1440)
    if wild and rng.random() < 0.1:
        return Window(weekday=name, start=clock_of(min(low, 1400)))
    return Window(weekday=name, start=clock_of(low), end=clock_of(high))


def _pins(rng: random.Random, days: list[dt.date]) -> tuple[Pin, ...]:
    if rng.random() < 0.7 or not days:
        return ()
    first = rng.randrange(len(days))
    near = days[max(0, first - 8) : first + 8] if rng.random() < 0.3 else days
    chosen = rng.sample(near, min(len(near), rng.choice((1, 1, 1, 2, 3, 5))))
    return tuple(
        Pin(
            date=day,
            start=rng.choice((None, None, None, None, "06:30", "12:00", "18:00", "20:00")),
            stress=rng.choice((*[None] * 8, "moderate-legs", "light", *STRESS)),
        )
        for day in sorted(chosen)
    )
