"""What each week asks of placement: sessions in order of importance, each with what may stand in for it."""

from __future__ import annotations

import datetime as dt

import msgspec

from midstance.planner.mileage import band_of, sets_percent
from midstance.planner.phases import HALF_MARATHON_M, WeekOutline
from midstance.planner.slots import Variant
from midstance.training.athlete import Athlete
from midstance.training.exercise import Level
from midstance.training.plan import Brief, pains_on
from midstance.training.session import LOADED, Stress, Template

MINUTES: dict[Level, int] = {"beginner": 25, "intermediate": 35, "advanced": 45}
"""A session's minutes by level, warm-up included, unless the runner says (rules page, Phases; C-08)."""
LIGHT_MINUTES = 20
PRIMER_MINUTES = 20
MINI_MINUTES = 15
"""Hip and trunk work of 10 to 15 minutes (P16; Leppänen 2024)."""
LEAST_FULL_MINUTES = 22
"""A full session lasts more than 20 minutes; the modelled minutes round up to this (rules page, Words)."""
HEAVY_KIT = frozenset({"barbell", "dumbbell", "kettlebell", "leg-press"})
"""Kit with which a compound can be loaded to about 80 % of 1RM (our own choice)."""
JUMPS_FROM_WEEK = 4
"""Weeks of strength before the first jump (evidence, section 6)."""
NOTHING_NEW_DAYS = 28
"""Days before an A race in which nothing is new: who starts inside them gets no heavy legs and no jumps (H17)."""
SECOND_SESSION_FROM_WEEK = 3
"""A beginner's second session comes in week 4, counted here from 0 (rules page, Phases)."""


Lost = tuple[dt.date, Template]
"""A week's Monday and a template that could not be composed as heavy there."""


class Ask(msgspec.Struct, frozen=True, kw_only=True):
    """One session a week wants: variants in order of preference, and whether it counts towards the week."""

    variants: tuple[Variant, ...]
    counts: bool = True
    power: bool = False
    """The phase asks for jumps in it (strength phase: one heavy session, one of power and single-leg work)."""


class WeekAsk(msgspec.Struct, frozen=True, kw_only=True):
    """A week with what it asks for and how its sessions are dosed."""

    outline: WeekOutline
    asks: tuple[Ask, ...]
    minis: int
    sets_percent: int
    load_percent: int


class Means(msgspec.Struct, frozen=True, kw_only=True):
    """What this runner can be given at all."""

    level: Level
    minutes: int
    heavy: bool
    small_jumps: bool
    hard_jumps: bool
    light_only: bool
    not_heavy: frozenset[Lost] = frozenset()
    """What could not be composed as heavy with this runner's kit and past, and is asked for as moderate."""


def means_of(brief: Brief, not_heavy: frozenset[Lost] = frozenset()) -> Means:
    """What the runner can be given: from level, kit, gates, age, pains and health questions."""
    athlete = brief.athlete
    light_only = brief.prescreen == "positive"
    loads = bool(HEAVY_KIT & set(athlete.kit))
    sore = any(pain.score >= 3 for pain in athlete.pains)
    jumps = not sore and not light_only and (athlete.level != "beginner" or athlete.gates.plyometric)
    return Means(
        level=athlete.level,
        minutes=athlete.minutes or MINUTES[athlete.level],
        heavy=loads and not athlete.young and not light_only and not sore and athlete.level != "beginner",
        small_jumps=jumps,
        hard_jumps=jumps and athlete.gates.plyometric and athlete.level == "advanced" and not athlete.young,
        light_only=light_only,
        not_heavy=not_heavy,
    )


def week_asks(brief: Brief, outlines: tuple[WeekOutline, ...], means: Means) -> tuple[WeekAsk, ...]:
    """What every week asks for. Where no week at all keeps its heavy session, none is heavy before the race either."""
    weeks = tuple(_week(brief, week, _means_in(brief, week, means)) for week in outlines)
    if means.not_heavy and not any(_is_heavy(week) for week in weeks):
        none = msgspec.structs.replace(means, heavy=False)
        weeks = tuple(_week(brief, week, _means_in(brief, week, none)) for week in outlines)
    return weeks


def _is_heavy(week: WeekAsk) -> bool:
    return any(one.template == "heavy" for ask in week.asks for one in ask.variants)


def _means_in(brief: Brief, week: WeekOutline, means: Means) -> Means:
    """The means of a week: a pain that is planned only some days ahead takes nothing from the weeks behind them."""
    pains = pains_on(brief, week.start)
    if pains == brief.athlete.pains:
        return means
    athlete = msgspec.structs.replace(brief.athlete, pains=pains)
    then = means_of(msgspec.structs.replace(brief, athlete=athlete), means.not_heavy)
    return msgspec.structs.replace(then, heavy=then.heavy and means.heavy)


def _week(brief: Brief, week: WeekOutline, means: Means) -> WeekAsk:
    sets, load = doses(week)
    sets = sets_percent(brief, week.since_start) or sets
    if week.race is not None and (week.race.date - brief.start).days <= NOTHING_NEW_DAYS:
        means = msgspec.structs.replace(means, heavy=False, small_jumps=False, hard_jumps=False)
    asks = _light_asks(week) if means.light_only else _asks(week, means)
    band = band_of(brief)
    if band is not None and band.second_is_short and len(asks) > 1:
        asks = (asks[0], Ask(variants=_fallback()))
    if week.since_start == 0 and week.days < 7 and _just_trained(brief):
        asks = (LIGHT_ASK,) if asks else ()
    return WeekAsk(
        outline=week,
        asks=asks[: _room(week)],
        minis=_minis(brief.athlete, week, means),
        sets_percent=sets,
        load_percent=load,
    )


def _just_trained(brief: Brief) -> bool:
    """Whether a loaded session lies in the seven days before the plan: a week cut short then adds none to it (H08)."""
    recent = brief.start - dt.timedelta(days=7)
    return any(recent <= day < brief.start for stress in LOADED for day in brief.history.get(stress, ()))


def doses(week: WeekOutline) -> tuple[int, int]:
    """Per cent of the ordinary sets and load in a week (rules page, Phases)."""
    long_race = week.race is None or week.race.distance_m is None or week.race.distance_m >= HALF_MARATHON_M
    if week.phase == "taper":
        return (55 if long_race else 75), 100
    if week.phase == "race":
        return (35 if long_race else 50), 100
    if week.phase == "maintain":
        return 50, 100
    if week.deload:
        return 50, 90
    return 100, 100


def _room(week: WeekOutline) -> int:
    """How many sessions a week cut short by the plan's start or end has room for (our own choice)."""
    if week.days >= 5:
        return 3
    return 1 if week.days >= 2 else 0


def _minis(athlete: Athlete, week: WeekOutline, means: Means) -> int:
    """Short hip and trunk sessions for beginners, twice a week, once beside two full sessions (P16)."""
    if means.level != "beginner" or week.phase not in ("foundation", "build", "strength", "maintain"):
        return 0
    if week.deload:
        return 0
    if week.days < 5:
        return 1
    return 2 if week.since_start < SECOND_SESSION_FROM_WEEK else 1


def _light_asks(week: WeekOutline) -> tuple[Ask, ...]:
    light = Ask(variants=(_variant("light", ("light",), 25), _variant("mobility", ("mobility",), 15)))
    if week.phase == "race" or (week.phase == "recovery" and week.after_race == 1):
        return ()
    return (light, light) if week.phase in ("foundation", "build", "strength") else (light,)


def _asks(week: WeekOutline, means: Means) -> tuple[Ask, ...]:
    if week.phase == "recovery":
        return () if week.after_race == 1 else (Ask(variants=_fallback(), counts=False),)
    if week.phase == "race":
        return (Ask(variants=(_variant("primer", ("light",), PRIMER_MINUTES),), counts=False),)
    if week.phase == "taper":
        heavy = _heavy("taper", week, means)
        return (Ask(variants=(*heavy, _variant("taper", ("moderate-legs",), means.minutes), *_fallback())),)
    if week.phase == "maintain":
        first = _main(week, means, "maintain-heavy", "maintain")
        second = Ask(variants=(_variant("maintain", ("moderate-legs",), means.minutes), *_fallback()))
        return (first,) if week.rising else (first, second)
    if week.deload:
        ask = Ask(variants=(_variant("deload", ("moderate-legs",), means.minutes), *_fallback()))
        return (ask,) * _wanted(week, means)
    if week.phase == "foundation":
        ask = Ask(variants=(_full("foundation", ("moderate-legs",), means), *_fallback()))
        return (ask,) * _wanted(week, means)
    return (_main(week, means, "heavy", "general"), _second(week, means))[: _wanted(week, means)]


def _wanted(week: WeekOutline, means: Means) -> int:
    return 1 if means.level == "beginner" and week.since_start < SECOND_SESSION_FROM_WEEK else 2


def _main(week: WeekOutline, means: Means, heavy: Template, moderate: Template) -> Ask:
    full = heavy == "heavy"
    return Ask(
        variants=(
            *_heavy(heavy, week, means, full=full),
            _variant(moderate, ("moderate-legs",), means.minutes, full=full),
            *_fallback(),
        )
    )


def _heavy(template: Template, week: WeekOutline, means: Means, *, full: bool = False) -> list[Variant]:
    if not means.heavy or (week.monday, template) in means.not_heavy:
        return []
    return [_variant(template, ("heavy-legs", "moderate-legs"), means.minutes, full=full)]


def _second(week: WeekOutline, means: Means) -> Ask:
    """Power and single-leg work once there is a base for jumping; moderate legs otherwise."""
    jumping: list[Variant] = []
    if week.since_start >= JUMPS_FROM_WEEK:
        if means.hard_jumps and week.phase == "strength":
            jumping.append(_full("power", ("high-plyometric", "moderate-legs", "low-plyometric"), means))
        if means.small_jumps:
            jumping.append(_full("power", ("moderate-legs", "low-plyometric"), means))
    variants = (*jumping, _full("general", ("moderate-legs",), means), *_fallback())
    return Ask(variants=variants, power=bool(jumping) and week.phase == "strength")


def _full(template: Template, classes: tuple[Stress, ...], means: Means) -> Variant:
    return _variant(template, classes, means.minutes, full=True)


def _fallback() -> tuple[Variant, ...]:
    return (_variant("light", ("light",), LIGHT_MINUTES),)


def _variant(template: Template, classes: tuple[Stress, ...], minutes: int, *, full: bool = False) -> Variant:
    return Variant(template=template, classes=classes, minutes=minutes, full=full and minutes >= LEAST_FULL_MINUTES)


LIGHT_ASK = Ask(variants=_fallback(), counts=False)
"""What a pin gets in a week that asks for nothing."""
