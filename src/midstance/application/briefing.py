"""From what the runner hands over and wishes to a brief: dates, races, runs, and what had to be assumed."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import msgspec

from midstance.application.sample_weeks import sample_runs
from midstance.formats.brief_words import LEAST_WINDOW_MINUTES
from midstance.formats.reading import (
    BriefParts,
    find_races,
    goal_of_distance,
    repeat_week,
    shift_to,
    week_strip,
    with_race_on,
)
from midstance.planner.mileage import minutes_for
from midstance.rules.windows import windows_on
from midstance.training.athlete import GOALS, Athlete, Gates, Goal, KnownLoad, Pain, Window
from midstance.training.clock import minute_of, monday_of, said_weekday
from midstance.training.exercise import Kit, Level, Region
from midstance.training.plan import Brief, Pin, Prescreen
from midstance.training.running import Race, RunningPlan

MOST_WEEKS = 60
"""A longer plan is refused: nobody's running is known that far ahead (our own choice)."""
PAST_DAYS = 35
"""Days of running before the start that are kept, so that growth and spikes can be judged (P18 looks back 30 days)."""
WEEKS_WITHOUT_A_PLAN = 4
"""Weeks planned from a mileage or a week alone when nothing else is said (R-CUS-1)."""
LONGEST_MADE_UP_M = 60_000
"""A longer run is never made up from a weekly distance (our own choice)."""


class BadInput(ValueError):
    """Something given cannot be planned from; the message says what and what to do."""


class Wishes(msgspec.Struct, frozen=True, kw_only=True):
    """What the runner says beside the running plan. None: not said."""

    race: dt.date | None = None
    race_m: int | None = None
    start: dt.date | None = None
    level: Level | None = None
    kit: tuple[Kit, ...] | None = None
    windows: tuple[Window, ...] | None = None
    minutes: int | None = None
    goal: Goal | None = None
    age: int | None = None
    gates: Gates | None = None
    pains: tuple[Pain, ...] | None = None
    weak_points: tuple[Region, ...] | None = None
    loads: tuple[KnownLoad, ...] | None = None
    prescreen: Prescreen | None = None
    blocked: tuple[dt.date, ...] = ()
    pins: tuple[Pin, ...] = ()
    time_zone: str | None = None
    week: str | None = None
    weekly_km: float | None = None
    runs: int | None = None
    weeks: int | None = None
    brief: BriefParts | None = None


def brief_from(reading: RunningPlan | None, wishes: Wishes, today: dt.date) -> Brief:
    """The brief of a running plan, a week, or a mileage, with the runner's wishes. `today` is only where to start from.

    Raises BadInput, in words, when there is nothing to plan, and UnreadableFile from the week strip.
    """
    parts = wishes.brief or BriefParts()
    start = wishes.start or parts.start or today
    _one_running_plan(reading, wishes, parts)
    race = _race_to_meet(reading, wishes, parts, start)
    plan = _dated(_given(reading, wishes, parts, start, race), wishes, start, race)
    if reading is None and not parts.runs:
        plan = _with_races(plan, parts.races)
    if not plan.runs:
        raise BadInput(
            f"No run falls into the days from {start} on that were left to plan. Plan further or start earlier."
        )
    first, last = _span(plan, wishes, parts, start)
    runs = tuple(run for run in plan.runs if first - dt.timedelta(days=PAST_DAYS) <= run.date <= last)
    races = tuple(race for race in _races(plan, wishes, parts) if first <= race.date <= last)
    zone = wishes.time_zone or parts.time_zone or plan.time_zone
    weekly_m = _weekly_m(wishes, parts) if reading is None and wishes.week is None else None
    athlete = _athlete(wishes, parts, plan, races, weekly_m)
    return Brief(
        time_zone=zone or "UTC",
        time_zone_assumed=zone is None,
        start=first,
        end=last,
        athlete=athlete,
        blocked=tuple(sorted({*parts.blocked, *wishes.blocked})),
        pins=_checked_pins(wishes, parts, athlete, races, first, last),
        prescreen=wishes.prescreen or parts.prescreen,
        history={"heavy-legs": (), "moderate-legs": (), **parts.history},
        races=races,
        runs=tuple(run for run in runs if run.kind != "strength"),
        replaced=tuple(run for run in runs if run.kind == "strength"),
        weekly_m=weekly_m,
    )


def _one_running_plan(reading: RunningPlan | None, wishes: Wishes, parts: BriefParts) -> None:
    """Raises BadInput where two running plans are given and one would be passed over in silence."""
    own = "the running plan in your file" if reading is not None else "the runs of the brief"
    stand_ins = [
        option for option, word in (("--week", wishes.week), ("--weekly-km", wishes.weekly_km)) if word is not None
    ]
    if stand_ins and (reading is not None or parts.runs):
        raise BadInput(f"{stand_ins[0]} stands in for a running plan, and {own} is one already. Leave one of them out.")
    if len(stand_ins) > 1:
        raise BadInput("--week and --weekly-km both stand in for a running plan. Give one of them.")
    if wishes.runs is not None and (wishes.week is not None or reading is not None or parts.runs):
        raise BadInput("--runs goes with --weekly-km: it says into how many runs the kilometres are split.")


def _race_to_meet(reading: RunningPlan | None, wishes: Wishes, parts: BriefParts, start: dt.date) -> Race | None:
    """The race a plan without days of its own is brought to: `--race`, or else the last A race of the brief.

    A plan with dates stays where it is unless `--race` says otherwise; the races of a brief then stand beside it.
    """
    if wishes.race is None and (reading.dated if reading is not None else parts.runs):
        return None
    return asked_race(wishes, start)


def asked_race(wishes: Wishes, start: dt.date) -> Race | None:
    """The race the runner names: typed, or the last A race of the brief that is still ahead at `start`."""
    if wishes.race is not None:
        return Race(date=wishes.race, distance_m=wishes.race_m)
    stated = wishes.brief.races if wishes.brief is not None else ()
    ahead = [race for race in stated if race.priority == "A" and race.date >= start]
    return max(ahead, key=lambda race: race.date, default=None)


def _weekly_m(wishes: Wishes, parts: BriefParts) -> int | None:
    """Metres a week that runs are made up from, or None."""
    return parts.weekly_m if wishes.weekly_km is None else round(wishes.weekly_km * 1000)


def _given(
    reading: RunningPlan | None, wishes: Wishes, parts: BriefParts, start: dt.date, race: Race | None
) -> RunningPlan:
    """The running plan: as read, as in the brief, a week repeated, or made up from a mileage."""
    if reading is not None and reading.runs:
        return reading
    if reading is not None:
        raise BadInput("There is no run in what you gave. `midstance runs` shows what was read and what was left out.")
    if parts.runs:
        return RunningPlan(runs=parts.runs, races=parts.races or find_races(parts.runs), time_zone=parts.time_zone)
    monday = start if start.weekday() == 0 else monday_of(start) + dt.timedelta(weeks=1)
    weeks = dt.timedelta(weeks=wishes.weeks or WEEKS_WITHOUT_A_PLAN, days=-1)
    end = wishes.race or parts.end or (race.date if race else monday + weeks)
    if end < monday:
        raise BadInput(f"The plan would end on {end} before it starts on {monday}.")
    if (end - monday).days > MOST_WEEKS * 7:
        raise BadInput(f"From {monday} to {end} is more than {MOST_WEEKS} weeks; plan a nearer end.")
    if wishes.week is not None:
        return RunningPlan(runs=repeat_week(week_strip(wishes.week), monday, end))
    weekly_m = _weekly_m(wishes, parts)
    if weekly_m is None:
        raise BadInput("Give a running plan, or --week, or --weekly-km with --runs; see `midstance plan --help`.")
    runs = sample_runs(weekly_m, wishes.runs, monday, end)
    longest = max((run.distance_m or 0 for run in runs), default=0)
    if longest > LONGEST_MADE_UP_M:
        raise BadInput(
            f"{weekly_m / 1000:g} km in so few runs would make one of {longest / 1000:.0f} km. "
            "Give more --runs or fewer kilometres."
        )
    return RunningPlan(runs=runs)


def _dated(plan: RunningPlan, wishes: Wishes, start: dt.date, race: Race | None) -> RunningPlan:
    """The plan on its dates: an undated or finished one is moved to its race day, another gets the race it lacks."""
    finished = plan.dated and max((run.date for run in plan.runs), default=start) < start
    if race is not None:
        if race.date < start:
            raise BadInput(f"The race on {race.date} lies before the start of the plan, {start}.")
        moved = shift_to(plan, race.date) if finished or not plan.dated else plan
        return with_race_on(moved, race.date, race.distance_m, race.name)
    if not plan.dated:
        if wishes.start is None:
            raise BadInput(
                "This plan has no dates. Say when its race is (--race DATE) or when it starts (--from DATE)."
            )
        first = min(run.date for run in plan.runs)
        last = max(run.date for run in plan.runs)
        monday = start if start.weekday() == 0 else monday_of(start) + dt.timedelta(weeks=1)
        return _moved_by(plan, (monday - monday_of(first)).days, last)
    if finished:
        last = max(run.date for run in plan.runs)
        raise BadInput(
            f"This plan is over: its last day is {last}. Move it to a new race with --race DATE, "
            "or plan as if it were an earlier day with --from DATE."
        )
    return plan


def _moved_by(plan: RunningPlan, days: int, last: dt.date) -> RunningPlan:
    """An undated plan moved by whole days; its race keeps its place in it."""
    from midstance.formats.races import last_race

    race = last_race(plan.runs)
    anchor = race.date if race is not None else last
    return shift_to(plan, anchor + dt.timedelta(days=days))


def _with_races(plan: RunningPlan, races: tuple[Race, ...]) -> RunningPlan:
    """A repeated week with each race of the brief in place of that day's runs."""
    last = max((run.date for run in plan.runs), default=dt.date.min)
    for race in races:
        first = min((run.date for run in plan.runs), default=race.date)
        if first <= race.date <= last:
            plan = with_race_on(plan, race.date, race.distance_m, race.name)
    return plan


def _span(plan: RunningPlan, wishes: Wishes, parts: BriefParts, start: dt.date) -> tuple[dt.date, dt.date]:
    """First and last day of the plan; weeks that were made up begin on their Monday."""
    earliest = min(run.date for run in plan.runs)
    made_up = wishes.week is not None or wishes.weekly_km is not None or parts.weekly_m is not None
    first = max(start, monday_of(earliest) if made_up else earliest)
    last = parts.end or max(
        [run.date for run in plan.runs] + [race.date for race in parts.races if race.priority == "A"]
    )
    if wishes.weeks is not None and wishes.race is None:
        last = min(last, first + dt.timedelta(weeks=wishes.weeks, days=-1))
    if last < first:
        raise BadInput(f"The plan would end on {last} before it starts on {first}. Look at --from and the brief's end.")
    if (last - first).days > MOST_WEEKS * 7:
        raise BadInput(
            f"From {first} to {last} is more than {MOST_WEEKS} weeks. Say where to start (--from DATE) or how far to "
            "plan (--weeks N); a date typed wrongly in the plan is a common cause."
        )
    return first, last


def _races(plan: RunningPlan, wishes: Wishes, parts: BriefParts) -> tuple[Race, ...]:
    """The races of the brief, else of the plan; the one that was asked for is an A race, and the only one."""
    races = plan.races or find_races(plan.runs)
    if parts.races:
        asked = {race.date: race for race in races if race.date == wishes.race}
        by_day = {**{race.date: race for race in parts.races}, **asked}
        races = tuple(by_day[day] for day in sorted(by_day))
    if wishes.race is None:
        return races
    return tuple(
        msgspec.structs.replace(race, priority="A")
        if race.date == wishes.race
        else msgspec.structs.replace(race, priority="C" if race.priority == "A" else race.priority)
        for race in races
    )


def _athlete(
    wishes: Wishes, parts: BriefParts, plan: RunningPlan, races: tuple[Race, ...], weekly_m: int | None
) -> Athlete:
    said = parts.athlete
    usual = minutes_for(weekly_m) if weekly_m is not None else None
    race = next((race for race in races if race.priority == "A"), None)
    goal: Goal = said.goal
    if wishes.goal is not None:
        goal = wishes.goal
    elif "athlete.goal" not in parts.given:
        guess = plan.goal or (goal_of_distance(race.distance_m) if race and race.distance_m else None)
        goal = next((known for known in GOALS if known == guess), "general")
    return msgspec.structs.replace(
        said,
        goal=goal,
        level=wishes.level or said.level,
        kit=said.kit if wishes.kit is None else wishes.kit,
        windows=said.windows if wishes.windows is None else wishes.windows,
        minutes=wishes.minutes or said.minutes or usual,
        age=said.age if wishes.age is None else wishes.age,
        gates=wishes.gates or said.gates,
        pains=said.pains if wishes.pains is None else wishes.pains,
        weak_points=said.weak_points if wishes.weak_points is None else wishes.weak_points,
        loads=said.loads if wishes.loads is None else wishes.loads,
    )


def _checked_pins(
    wishes: Wishes, parts: BriefParts, athlete: Athlete, races: tuple[Race, ...], first: dt.date, last: dt.date
) -> tuple[Pin, ...]:
    """The pins in order.

    Raises BadInput for pins that contradict an A race, a blocked day, a window, each other or the plan's dates.
    """
    pins = sorted({*parts.pins, *wishes.pins}, key=lambda pin: (pin.date, pin.start or "", pin.stress or ""))
    blocked = {*parts.blocked, *wishes.blocked}
    race_days = {race.date for race in races if race.priority == "A"}
    for pin in pins:
        if pin.date in race_days:
            raise BadInput(f"{pin.date} is pinned, and it is race day. Leave it to the race, and pin another day.")
        if pin.date in blocked:
            raise BadInput(f"{pin.date} is pinned and blocked at once. Take one of the two back.")
        if not first <= pin.date <= last:
            raise BadInput(f"The pin on {pin.date} lies outside the plan, {first} to {last}.")
        if pin.start is not None and not _in_a_window(pin.date, pin.start, athlete):
            raise BadInput(
                f"The pin on {said_weekday(pin.date)} {pin.date} at {pin.start} lies outside your windows for that "
                f"weekday, or less than {LEAST_WINDOW_MINUTES} minutes before one ends. Move the pin or widen a window."
            )
    for pin, following in pairwise(pins):
        if pin.date == following.date:
            raise BadInput(f"{pin.date} is pinned twice. One session a day is all a plan holds.")
    return tuple(pins)


def _in_a_window(date: dt.date, start: str, athlete: Athlete) -> bool:
    """Whether a session could start then: inside a window of the weekday with time left, or where none are given."""
    minute = minute_of(start)
    return any(low <= minute <= high - LEAST_WINDOW_MINUTES for low, high in windows_on(athlete, date.weekday()))
