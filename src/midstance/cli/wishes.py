"""The options of `midstance plan` as typed, turned into wishes; every mistake names its option and what was meant."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterable, Sequence
from typing import TypeVar, cast, get_args

import msgspec

from midstance.application.briefing import Wishes
from midstance.formats.amounts import distance_metres
from midstance.formats.brief_words import AGES, MINUTES, MOST_KG, meant, parse_kit, parse_windows
from midstance.formats.entry import UnreadableFile, one_line, plausible
from midstance.formats.log_line import JOINTS
from midstance.formats.moment_words import typed_moment
from midstance.formats.races import GOAL_DISTANCES_M
from midstance.formats.reading import BriefParts, check_zone
from midstance.training.athlete import GOALS, Gates, KnownLoad, Pain
from midstance.training.clock import clock_of, minute_of
from midstance.training.exercise import LEVELS, PAIN_SITES, REGIONS
from midstance.training.plan import Pin, Prescreen
from midstance.training.running import ClockTime
from midstance.training.session import STRESS, Stress
from midstance.training.strength import KG_PER_POUND

WEEKS, RUNS_A_WEEK, WEEKLY_KM = (1, 60), (1, 7), (1.0, 300.0)
"""What is taken for a slip of the pen outside (ours)."""
PRESCREENS: tuple[Prescreen, ...] = get_args(Prescreen)
MOST_BLOCKED = 400
PREFERRED_STRESS: tuple[tuple[str, Stress], ...] = (
    ("heavy", "heavy-legs"), ("moderate", "moderate-legs"), ("plyometric", "high-plyometric"),
    ("jumps", "high-plyometric"),
)  # fmt: skip
"""Short words for stress classes."""

Word = TypeVar("Word", bound=str)


class Typed(msgspec.Struct, frozen=True, kw_only=True):
    """The options as they were typed; None or empty: not given."""

    race: str | None = None
    level: str | None = None
    kit: str | None = None
    windows: str | None = None
    minutes: str | None = None
    week: str | None = None
    start: str | None = None
    weekly_km: str | None = None
    runs: str | None = None
    goal: str | None = None
    weeks: str | None = None
    time_zone: str | None = None
    age: str | None = None
    blocked: tuple[str, ...] = ()
    pins: tuple[str, ...] = ()
    pains: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    gates: tuple[str, ...] = ()
    loads: tuple[str, ...] = ()
    prescreen: str | None = None


def wishes_of(typed: Typed, brief: BriefParts | None, exercises: Collection[str]) -> Wishes:
    """The wishes of what was typed. `exercises` are the ids that loads may name. Raises UnreadableFile."""
    race, race_m = race_of(typed.race) if typed.race is not None else (None, None)
    return Wishes(
        race=race,
        race_m=race_m,
        start=date_of("--from", typed.start) if typed.start is not None else None,
        level=choice("--level", typed.level, LEVELS) if typed.level is not None else None,
        kit=parse_kit(typed.kit) if typed.kit is not None else None,
        windows=parse_windows(typed.windows) if typed.windows is not None else None,
        minutes=whole("--minutes", typed.minutes, *MINUTES) if typed.minutes is not None else None,
        goal=choice("--goal", typed.goal, GOALS) if typed.goal is not None else None,
        age=whole("--age", typed.age, *AGES) if typed.age is not None else None,
        gates=_gates(typed.gates) if typed.gates else None,
        pains=tuple(pain_of(word) for word in _pieces(typed.pains)) if typed.pains else None,
        weak_points=tuple(choice("--weak", word, REGIONS) for word in _pieces(typed.weak)) if typed.weak else None,
        loads=tuple(load_of(word, exercises) for word in _pieces(typed.loads)) if typed.loads else None,
        prescreen=choice("--prescreen", typed.prescreen, PRESCREENS) if typed.prescreen is not None else None,
        blocked=blocked_of(typed.blocked),
        pins=tuple(pin_of(word) for word in _pieces(typed.pins)),
        time_zone=zone_of(typed.time_zone) if typed.time_zone is not None else None,
        week=typed.week,
        weekly_km=number("--weekly-km", typed.weekly_km, *WEEKLY_KM) if typed.weekly_km is not None else None,
        runs=whole("--runs", typed.runs, *RUNS_A_WEEK) if typed.runs is not None else None,
        weeks=whole("--weeks", typed.weeks, *WEEKS) if typed.weeks is not None else None,
        brief=brief,
    )


def date_of(option: str, word: str) -> dt.date:
    """A date like 2027-04-18. Raises UnreadableFile."""
    try:
        date = dt.date.fromisoformat(word.strip()) if re.fullmatch(r"\s*\d{4}-\d{2}-\d{2}\s*", word) else None
    except ValueError:
        date = None
    if date is None or not plausible(date):
        raise UnreadableFile(option, f"{one_line(word, 40)!r} is no date; write it like 2027-04-18")
    return date


def clock_time(option: str, word: str) -> ClockTime:
    """A time of day like 18:00. Raises UnreadableFile."""
    try:
        minute = minute_of(word.strip())
    except ValueError:
        minute = 1440
    if minute >= 1440:
        raise UnreadableFile(option, f"{one_line(word, 40)!r} is no time of day; write it like 18:00")
    return clock_of(minute)


def moment_of(word: str, now: dt.datetime) -> dt.datetime:
    """A moment like 2027-03-09 18:30, or 18:30 of today, on the clock of `now`. Raises UnreadableFile."""
    naive = typed_moment(word, now.date())
    if naive is None:
        raise UnreadableFile("--at", f"{one_line(word, 40)!r} is no moment; write it like 2027-03-09 18:30")
    return naive.replace(tzinfo=now.tzinfo)


GOALS_OF_ANY_LENGTH = ("ultra", "trail", "hills")


def race_of(word: str) -> tuple[dt.date, int | None]:
    """Date and metres of `2027-04-18`, `2027-04-18:half`, `2027-04-18:50km`. Raises UnreadableFile."""
    day, colon, distance = word.partition(":")
    date = date_of("--race", day)
    if not colon:
        return date, None
    name = distance.strip().casefold()
    metres = {**GOAL_DISTANCES_M, "half-marathon": GOAL_DISTANCES_M["half"]}.get(name)
    if metres is None and re.fullmatch(r"\d+(\.\d+)?\s*(km|k|mi|miles?|m)", name):
        metres = round(float(name[:-1])) if re.fullmatch(r"[\d.]+m", name) else distance_metres(name, None)
    if metres is None or not 400 <= metres <= 400_000:
        if name in GOALS_OF_ANY_LENGTH:
            long = f"{name!r} may be of any length; write how long it is, as {day}:50km"
            raise UnreadableFile("--race", f"{long}, and say --goal {name} beside it")
        hint = meant(name, (*GOAL_DISTANCES_M, "50km", "100km"))
        raise UnreadableFile("--race", f"{one_line(distance, 30)!r} is no distance like half, 10k or 50km{hint}")
    return date, metres


def choice(option: str, word: str, options: Sequence[Word]) -> Word:
    """One of the options, in whatever case. Raises UnreadableFile with what was probably meant."""
    name = "-".join(word.strip().casefold().replace("_", "-").split())
    for known in options:
        if known == name:
            return known
    hint = meant(name, options) if name else f"; choose from {', '.join(options)}"
    raise UnreadableFile(option, f"{one_line(word, 30)!r} is not known here{hint}")


def number(option: str, word: str, least: float, most: float) -> float:
    """A number between two bounds, both allowed. Raises UnreadableFile."""
    text = word.strip().casefold().removesuffix("km").strip()
    value = float(text) if re.fullmatch(r"\d{1,9}([.,]\d{1,6})?", text.replace(",", ".")) and "," not in text else None
    if value is None or not least <= value <= most:
        raise UnreadableFile(option, f"{one_line(word, 30)!r} is no number from {least:g} to {most:g}")
    return value


def whole(option: str, word: str, least: int, most: int) -> int:
    """A whole number between two bounds, both allowed. Raises UnreadableFile."""
    text = word.strip()
    if not re.fullmatch(r"[0-9]{1,9}", text) or not least <= int(text) <= most:
        raise UnreadableFile(option, f"{one_line(word, 30)!r} is no whole number from {least} to {most}")
    return int(text)


def zone_of(word: str) -> str:
    """A time zone's name. Raises UnreadableFile with what was probably meant."""
    try:
        return check_zone(word.strip())
    except UnreadableFile as error:
        raise UnreadableFile("--time-zone", error.says) from None


def blocked_of(words: Iterable[str]) -> tuple[dt.date, ...]:
    """Dates of `2027-02-14,2027-03-01..2027-03-07`, in order, each once. Raises UnreadableFile."""
    found: set[dt.date] = set()
    for piece in _pieces(words):
        first, dots, last = piece.partition("..")
        start = date_of("--blocked", first)
        end = date_of("--blocked", last) if dots else start
        if end < start:
            raise UnreadableFile("--blocked", f"{piece!r} ends before it starts")
        if (end - start).days > MOST_BLOCKED:
            raise UnreadableFile("--blocked", f"{piece!r} is more than {MOST_BLOCKED} days")
        found.update(start + dt.timedelta(days=day) for day in range((end - start).days + 1))
    return tuple(sorted(found))


def stress_of(option: str, word: str) -> Stress:
    """A stress class, or a short word for one. Raises UnreadableFile."""
    short = dict(PREFERRED_STRESS).get(word.strip().casefold())
    return short or choice(option, word, STRESS)


def pin_of(word: str) -> Pin:
    """A pin of `2027-03-09`, `2027-03-09@18:00`, `2027-03-09=heavy-legs` or both. Raises UnreadableFile."""
    moment, equals, stress = word.partition("=")
    day, at, clock = moment.partition("@")
    return Pin(
        date=date_of("--pin", day),
        start=clock_time("--pin", clock) if at else None,
        stress=stress_of("--pin", stress) if equals else None,
    )


def pain_of(word: str) -> Pain:
    """A pain of `knee=3`. Raises UnreadableFile."""
    name, equals, score = word.partition("=")
    if not equals:
        raise UnreadableFile("--pain", f"{one_line(word, 30)!r} needs a score from 0 to 10, such as knee=3")
    site = choice("--pain", name, PAIN_SITES)
    return Pain(site=site, score=whole("--pain", score, 0, 10), joint=site in JOINTS)


_LOAD = re.compile(r"(\d{1,4}(?:\.\d{1,3})?)\s*(kg|lbs?)(?:\s*[x×]\s*(\d{1,2})(?:\s*@\s*(\d{1,2}))?)?", re.IGNORECASE)


def load_of(word: str, exercises: Collection[str]) -> KnownLoad:
    """A load of `goblet-squat=60kg` (e1RM) or `goblet-squat=16kgx8@2` (kg, reps, in reserve). Raises UnreadableFile."""
    name, _, amount = word.partition("=")
    exercise = choice("--load", name, cast("Sequence[str]", sorted(exercises)))
    match = _LOAD.fullmatch(amount.strip())
    if not match:
        says = f"{one_line(word, 40)!r} is not like {exercise}=60kg (your estimated 1RM) or {exercise}=16kgx8@2"
        raise UnreadableFile("--load", f"{says} (16 kg for 8 reps with 2 in reserve)")
    kg = round(float(match.group(1)) * (1.0 if match.group(2).casefold() == "kg" else KG_PER_POUND), 2)
    if not 0.5 <= kg <= MOST_KG:
        raise UnreadableFile("--load", f"{match.group(1)} {match.group(2)} is out of all bounds")
    if match.group(3) is None:
        return KnownLoad(exercise=exercise, e1rm_kg=kg)
    reps = whole("--load", match.group(3), 1, 30)
    # Without a reserve the set is taken as one to failure, which errs on the light side.
    return KnownLoad(
        exercise=exercise, kg=kg, reps=reps, rir=whole("--load", match.group(4), 0, 10) if match.group(4) else 0
    )


def _gates(words: Iterable[str]) -> Gates:
    for word in _pieces(words):
        choice("--gate", word, ("plyometric",))
    return Gates(plyometric=True)


def _pieces(words: Iterable[str]) -> list[str]:
    """Words of a repeatable option, each of which may be a comma list."""
    return [piece.strip() for word in words for piece in word.split(",") if piece.strip()]
