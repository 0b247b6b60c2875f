"""A brief as people write it: the `brief` of a plan document as TOML, every key optional.

All mistakes are told at once, each with its key, its line, and what was probably meant.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import cast, get_args

import msgspec

from midstance.formats.assembling import in_order, running_plan
from midstance.formats.brief_words import (
    AGES,
    MINUTES,
    MOST_KG,
    checked_kit,
    checked_window,
    in_week_order,
    meant,
    parse_windows,
)
from midstance.formats.durations import estimated_duration_s
from midstance.formats.entry import Entry, Extract, UnreadableFile, decode
from midstance.formats.time_zones import is_zone, zone_meant
from midstance.formats.toml_values import Checking, TomlTable, load_toml
from midstance.training.athlete import GOALS, SEXES, Athlete, Gates, KnownLoad, Pain, Window
from midstance.training.clock import minute_of
from midstance.training.exercise import LEVELS, LOADABLE_KIT, PAIN_SITES, REGIONS, Kit, Region
from midstance.training.plan import Brief, Pin, Prescreen
from midstance.training.running import (
    ASSUMED_RACE_START,
    ASSUMED_RUN_START,
    KEY_KINDS,
    RUN_KINDS,
    ClockTime,
    Priority,
    Race,
    Run,
    RunKind,
)
from midstance.training.session import STRESS, Stress

_NOT_WRITTEN = {"replaced", "time_zone_assumed", "standing"}
"""What no person writes: it follows from the rest, or from the log."""
_BRIEF_KEYS = frozenset(Brief.__struct_fields__) - _NOT_WRITTEN
_ATHLETE_KEYS = frozenset(Athlete.__struct_fields__)
_RUN_KEYS = frozenset(Run.__struct_fields__)


class BriefParts(msgspec.Struct, frozen=True, kw_only=True):
    """What a brief says; `given` holds the keys it has, such as `start` or `athlete.level`."""

    time_zone: str | None = None
    start: dt.date | None = None
    end: dt.date | None = None
    athlete: Athlete = Athlete()
    blocked: tuple[dt.date, ...] = ()
    pins: tuple[Pin, ...] = ()
    prescreen: Prescreen = "clear"
    history: dict[str, tuple[dt.date, ...]] = {}
    races: tuple[Race, ...] = ()
    runs: tuple[Run, ...] = ()
    weekly_m: int | None = None
    given: frozenset[str] = frozenset()


def read_brief(data: bytes, name: str, *, exercises: Collection[str] | None = None) -> BriefParts:
    """The parts of a brief. `exercises`, where given, are the ids that loads may name.

    Raises UnreadableFile for what is no TOML, and its kind `Mistakes` with every mistake in it.
    """
    text, _ = decode(name, data)
    check = Checking(name, text)
    brief = check.table(load_toml(name, text), "", _BRIEF_KEYS)
    athlete = check.table(brief.get("athlete", {}), "athlete", _ATHLETE_KEYS)
    given = frozenset(brief) | {f"athlete.{key}" for key in athlete}
    start = check.date(brief["start"], "start") if "start" in brief else None
    end = check.date(brief["end"], "end") if "end" in brief else None
    if start and end and end < start:
        check.wrong("end", f"{end} lies before the start {start}")
    parts = BriefParts(
        time_zone=_zone(check, brief),
        start=start,
        end=end,
        athlete=_athlete(check, athlete, exercises),
        blocked=_dates(check, brief.get("blocked", []), "blocked"),
        pins=tuple(_pins(check, brief)),
        prescreen=check.choice(brief.get("prescreen", "clear"), "prescreen", get_args(Prescreen), "clear"),
        history=_history(check, brief.get("history", {})),
        races=tuple(_races(check, brief)),
        runs=in_order(_runs(check, brief)),
        weekly_m=check.whole(brief["weekly_m"], "weekly_m", 1, 1_000_000) if "weekly_m" in brief else None,
        given=given,
    )
    check.done()
    return parts


def _zone(check: Checking, brief: TomlTable) -> str | None:
    if "time_zone" not in brief:
        return None
    zone = check.words(brief["time_zone"], "time_zone")
    if zone and not is_zone(zone):
        check.wrong("time_zone", f"{zone[:60]!r} is no time zone{zone_meant(zone)}")
        return None
    return zone or None


def _athlete(check: Checking, given: TomlTable, exercises: Collection[str] | None) -> Athlete:
    gates = check.table(given.get("gates", {}), "athlete.gates", ("plyometric",))
    weak = [
        check.choice(item, path, REGIONS, cast("Region", ""))
        for path, item in check.each(given.get("weak_points", []), "athlete.weak_points")
    ]
    return Athlete(
        level=check.choice(given.get("level", "beginner"), "athlete.level", LEVELS, "beginner"),
        kit=_kit(check, given.get("kit", [])),
        goal=check.choice(given.get("goal", "general"), "athlete.goal", GOALS, "general"),
        gates=Gates(plyometric=check.flag(gates.get("plyometric", False), "athlete.gates.plyometric")),
        pains=tuple(_pains(check, given.get("pains", []))),
        age=check.whole(given["age"], "athlete.age", *AGES) if "age" in given else None,
        minutes=check.whole(given["minutes"], "athlete.minutes", *MINUTES) if "minutes" in given else None,
        windows=_windows(check, given.get("windows", [])),
        weak_points=tuple(weak),
        loads=tuple(_loads(check, given.get("loads", []), exercises)),
        load_steps_kg=_load_steps(check, given.get("load_steps_kg", {})),
        sex=check.choice(given["sex"], "athlete.sex", SEXES, "female") if "sex" in given else None,
    )


def _kit(check: Checking, value: object) -> tuple[Kit, ...]:
    """Kit as a list, or as the command line writes it."""
    words = value.split(",") if isinstance(value, str) else value
    found: set[Kit] = set()
    for path, item in check.each(words, "athlete.kit"):
        word = check.words(item, path).strip()
        if word:
            found.update(check.read(path, lambda word=word: checked_kit([word]), ()))  # type: ignore[misc]
    return checked_kit(sorted(found))


def _windows(check: Checking, value: object) -> tuple[Window, ...]:
    """Windows as tables `{weekday, from, to}`, or as the command line writes them."""
    if isinstance(value, str):
        value = value.split(";")
    found: list[Window] = []
    for path, item in check.each(value, "athlete.windows"):
        if isinstance(item, str):
            try:
                found.extend(parse_windows(item))
            except UnreadableFile as error:
                check.wrong(path, error.says)
            continue
        fields = check.table(item, path, ("weekday", "from", "to"))
        day = check.words(fields.get("weekday", ""), f"{path}.weekday")
        start = check.clock(fields["from"], f"{path}.from") if "from" in fields else None
        end = check.clock(fields["to"], f"{path}.to") if "to" in fields else None
        if not day:
            check.wrong(path, "needs a weekday, such as 'tue'")
            continue
        window = check.read(path, lambda day=day, start=start, end=end: checked_window(day, start, end), None)  # type: ignore[misc]
        if window is not None:
            found.append(window)
    return in_week_order(found)


def _pains(check: Checking, value: object) -> list[Pain]:
    found: list[Pain] = []
    for path, item in check.each(value, "athlete.pains"):
        fields = check.table(item, path, ("site", "score", "joint"))
        if fields and not {"site", "score"} <= set(fields):
            check.wrong(path, "needs a site, such as 'knee', and a score from 0 to 10")
            continue
        if not fields:
            continue
        site = check.choice(fields["site"], f"{path}.site", PAIN_SITES, "knee")
        score = check.whole(fields["score"], f"{path}.score", 0, 10) or 0
        found.append(Pain(site=site, score=score, joint=check.flag(fields.get("joint", False), f"{path}.joint")))
    return found


def _loads(check: Checking, value: object, exercises: Collection[str] | None) -> list[KnownLoad]:
    found: list[KnownLoad] = []
    for path, item in check.each(value, "athlete.loads"):
        fields = check.table(item, path, ("exercise", "e1rm_kg", "kg", "reps", "rir"))
        exercise = check.words(fields.get("exercise", ""), f"{path}.exercise")
        if exercises is not None and exercise and exercise not in exercises:
            check.wrong(
                f"{path}.exercise", f"{exercise[:60]!r} is no exercise we know{meant(exercise, sorted(exercises))}"
            )
        if not exercise or not ("e1rm_kg" in fields or {"kg", "reps"} <= set(fields)):
            check.wrong(path, "needs an exercise with e1rm_kg, or with kg and reps")
            continue
        found.append(
            KnownLoad(
                exercise=exercise,
                e1rm_kg=check.number(fields["e1rm_kg"], f"{path}.e1rm_kg", 0.5, MOST_KG)
                if "e1rm_kg" in fields
                else None,
                kg=check.number(fields["kg"], f"{path}.kg", 0.5, MOST_KG) if "kg" in fields else None,
                reps=check.whole(fields["reps"], f"{path}.reps", 1, 30) if "reps" in fields else None,
                rir=check.whole(fields["rir"], f"{path}.rir", 0, 10) if "rir" in fields else None,
            )
        )
    return found


def _load_steps(check: Checking, value: object) -> dict[str, float]:
    steps: dict[str, float] = {}
    for kit, step in check.table(value, "athlete.load_steps_kg", sorted(LOADABLE_KIT)).items():
        size = check.number(step, f"athlete.load_steps_kg.{kit}", 0.1, 50)
        if size is not None:
            steps[kit] = size
    return steps


def _dates(check: Checking, value: object, path: str) -> tuple[dt.date, ...]:
    dates = [check.date(item, place) for place, item in check.each(value, path)]
    return tuple(sorted({date for date in dates if date is not None}))


def _pins(check: Checking, brief: TomlTable) -> list[Pin]:
    found: list[Pin] = []
    for path, item in check.each(brief.get("pins", []), "pins"):
        fields = check.table(item, path, ("date", "start", "stress"))
        date = _required_date(check, fields, path)
        start = check.clock(fields["start"], f"{path}.start") if "start" in fields else None
        stress: Stress | None = None
        if "stress" in fields:
            stress = check.choice(fields["stress"], f"{path}.stress", STRESS, "light")
        if date is not None:
            found.append(Pin(date=date, start=start, stress=stress))
    return found


def _history(check: Checking, value: object) -> dict[str, tuple[dt.date, ...]]:
    given = check.table(value, "history", STRESS)
    return {stress: _dates(check, dates, f"history.{stress}") for stress, dates in given.items()}


def _races(check: Checking, brief: TomlTable) -> list[Race]:
    found: list[Race] = []
    for path, item in check.each(brief.get("races", []), "races"):
        fields = check.table(item, path, ("date", "name", "priority", "distance_m"))
        date = _required_date(check, fields, path)
        priority = check.choice(fields.get("priority", "A"), f"{path}.priority", get_args(Priority), "A")
        name = check.words(fields.get("name", ""), f"{path}.name")
        distance_m = _metres(check, fields, path)
        if date is not None:
            found.append(Race(date=date, name=name, priority=priority, distance_m=distance_m))
    return sorted(found, key=lambda race: (race.date, race.name))


def _runs(check: Checking, brief: TomlTable) -> list[Run]:
    found: list[Run] = []
    for path, item in check.each(brief.get("runs", []), "runs"):
        fields = check.table(item, path, _RUN_KEYS)
        date = _required_date(check, fields, path)
        title = check.words(fields.get("title", ""), f"{path}.title")
        start = check.clock(fields["start"], f"{path}.start") if "start" in fields else None
        if start == "24:00":
            check.wrong(f"{path}.start", "24:00 is the next day; write 00:00 there")
        distance_m = _metres(check, fields, path)
        duration_s = (
            check.whole(fields["duration_s"], f"{path}.duration_s", 1, 172_800) if "duration_s" in fields else None
        )
        kind: RunKind | None = None
        if "kind" in fields:
            kind = check.choice(fields["kind"], f"{path}.kind", RUN_KINDS, "other")
        elif not title:
            check.wrong(path, "needs a kind, such as 'easy', or a title that says what it is")
            continue
        if "key" in fields and kind and check.flag(fields["key"], f"{path}.key") != (kind in KEY_KINDS):
            check.wrong(f"{path}.key", f"a run of kind {kind!r} is {'' if kind in KEY_KINDS else 'not '}a key run")
        if date is not None:
            found.append(_run(check, path, fields, date, kind, title, start, distance_m, duration_s))
    return found


def _run(
    check: Checking, path: str, fields: TomlTable, date: dt.date, kind: RunKind | None, title: str,
    start: ClockTime | None, distance_m: int | None, duration_s: int | None,
) -> Run:  # fmt: skip
    """A run of a brief; what it leaves out is assumed as for every other file."""
    source = str(fields.get("source") or f"{check.name}:{path}")
    if kind is None:
        minute = minute_of(start) % 1440 if start else None
        entry = Entry(
            date=date, minute=minute, title=title, distance_m=distance_m, duration_s=duration_s,
            distance_is_firm=True, source=source,
        )  # fmt: skip
        try:
            return running_plan(check.name, Extract(entries=(entry,))).runs[0]
        except UnreadableFile as error:
            check.wrong(path, f"{error.says}; give its kind")
            kind = "other"
    default = ASSUMED_RACE_START if kind == "race" else ASSUMED_RUN_START
    return Run(
        date=date,
        start=start or default,
        kind=kind,
        key=kind in KEY_KINDS,
        title=title,
        distance_m=distance_m,
        duration_s=duration_s or estimated_duration_s(kind, distance_m),
        start_assumed=start is None or fields.get("start_assumed") is True,
        duration_assumed=kind != "rest" and (duration_s is None or fields.get("duration_assumed") is True),
        source=source,
        assumed=str(fields["assumed"]) if fields.get("assumed") else None,
    )


def _required_date(check: Checking, fields: TomlTable, path: str) -> dt.date | None:
    if "date" not in fields:
        check.wrong(path, "needs a date")
        return None
    return check.date(fields["date"], f"{path}.date")


def _metres(check: Checking, fields: TomlTable, path: str) -> int | None:
    return check.whole(fields["distance_m"], f"{path}.distance_m", 1, 400_000) if "distance_m" in fields else None
