"""The macrocycle: which phase each week has, from the races, the weeks there are and the volume that is run."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from midstance.planner.volume import is_cut_back, rises, weekly_metres
from midstance.rules.ledger import ACCUSTOMED_EXPOSURES, ACCUSTOMED_WITHIN
from midstance.training.clock import DAY, monday_of
from midstance.training.exercise import Level
from midstance.training.periods import Phase
from midstance.training.plan import Brief, Microcycle
from midstance.training.running import Race

HALF_MARATHON_M = 21_000
"""From here on a race has the long taper (rules page, Phases)."""
LONGEST_TEN_KM_M, LONGEST_HALF_M = 10_500, 21_500
"""Up to here a race counts as 10 km and as a half marathon (our own choice; rule `recovery-after-the-race` too)."""

FOUNDATION_WEEKS: dict[Level, tuple[int, int]] = {"beginner": (4, 6), "intermediate": (3, 4), "advanced": (3, 4)}
BUILD_WEEKS = (4, 6)
"""Shortest and longest (rules page, Phases)."""
BLOCK_WEEKS = 10
"""Weeks of foundation, build and strength to have before maintaining, when time allows (Eihara 2022)."""
MAINTAIN_WEEKS = 5
"""The longest stretch held at maintenance before a race (our own choice)."""
MAINTAIN_SHARE = 4
"""Maintenance takes at most one in so many of the weeks before the taper (our own choice)."""
PEAK_PERCENT = 90
"""A week at this share of the biggest is at the peak (our own choice)."""
DELOAD_WEEKS = (3, 4, 6)
"""A deload comes in the third week at the earliest, the fourth by default, the sixth at the latest (rules page)."""


class WeekOutline(msgspec.Struct, frozen=True, kw_only=True):
    """A week and its place in the macrocycle."""

    monday: dt.date
    start: dt.date
    """First day of it that is in the plan."""
    days: int
    phase: Phase
    deload: bool
    mesocycle: int
    since_start: int
    """Weeks since strength training began, from 0."""
    volume_m: int
    rising: bool
    """Whether run volume rises over this stretch of maintenance."""
    race: Race | None
    """The A race of a race or taper week, or the one recovered from."""
    after_race: int = 0
    """Recovery: weeks since the race, from 1."""


def outline(brief: Brief, behind: Sequence[Microcycle] = ()) -> tuple[WeekOutline, ...]:
    """The weeks of the brief with their phases, Mondays first.

    `behind`: weeks of the revision before that have passed; they stay what they were, and so does the volume they were
    planned from, so that a run cut short last week moves no deload next month.
    """
    mondays = _mondays(brief)
    passed = {week.start: week for week in behind}
    volumes = [
        passed[monday].run_m if monday in passed else metres
        for monday, metres in zip(mondays, weekly_metres(brief, mondays), strict=True)
    ]
    aims = _aims(brief, mondays, volumes)
    for week, monday in enumerate(mondays):
        if monday in passed:
            aims.phases[week], aims.deloads[week] = passed[monday].phase, passed[monday].deload
    rising = _rising(aims.phases, volumes)
    again, anew = _restart(brief, mondays)
    return tuple(
        WeekOutline(
            monday=monday,
            start=max(monday, brief.start),
            days=(min(monday + dt.timedelta(days=6), brief.end) - max(monday, brief.start)).days + 1,
            phase=aims.phases[week],
            deload=aims.deloads[week],
            mesocycle=meso,
            since_start=week - again if anew and week >= again else week,
            volume_m=volumes[week],
            rising=rising[week],
            race=aims.races[week],
            after_race=aims.after[week],
        )
        for week, (monday, meso) in enumerate(zip(mondays, _mesocycles(aims.phases, aims.deloads), strict=True))
    )


class _Aims(NamedTuple):
    """Week by week: its phase, whether it is a deload, the race it belongs to, and weeks since that race."""

    phases: list[Phase]
    deloads: list[bool]
    races: list[Race | None]
    after: list[int]


def _aims(brief: Brief, mondays: Sequence[dt.date], volumes: Sequence[int]) -> _Aims:
    b_weeks = {monday_of(race.date) for race in brief.races if race.priority == "B"}
    light = [is_cut_back(volumes, week) or monday in b_weeks for week, monday in enumerate(mondays)]
    found = _Aims([], [], [], [])
    again, anew = _restart(brief, mondays)
    for first, last, race in _macrocycles(brief, mondays):
        new = first == 0 and not is_accustomed(brief)
        for begin, end in ((first, again - 1), (again, last)) if first < again <= last else ((first, last),):
            part = slice(begin, end + 1)
            fresh = anew if begin == again else new
            aim = race if end == last else None
            stretch, eased = _stretch(brief.athlete.level, volumes[part], light[part], aim, fresh)
            found.phases.extend(stretch)
            found.deloads.extend(eased)
        recovery = min(recovery_weeks(race), len(mondays) - last - 1) if race else 0
        found.phases.extend(_repeat("recovery", recovery))
        found.deloads.extend([False] * recovery)
        found.races.extend([race] * (last + 1 - first + recovery))
        found.after.extend([0] * (last + 1 - first) + list(range(1, recovery + 1)))
    return found


def _restart(brief: Brief, mondays: Sequence[dt.date]) -> tuple[int, bool]:
    """The week in which phases begin anew after a break, and whether with foundation; past the last week if none."""
    restart = brief.standing.restart if brief.standing is not None else None
    if restart is None or restart.monday not in mondays:
        return len(mondays), False
    return mondays.index(restart.monday), restart.phase == "foundation"


def is_accustomed(brief: Brief) -> bool:
    """Whether the runner comes accustomed to heavy legs, so that no foundation is needed (rules page, Words)."""
    heavy = [date for date in brief.history.get("heavy-legs", ()) if date < brief.start]
    return len(heavy) >= ACCUSTOMED_EXPOSURES and (brief.start - max(heavy)).days * DAY < ACCUSTOMED_WITHIN


def recovery_weeks(race: Race) -> int:
    """Weeks of recovery after a race: one up to 10 km, two up to the half marathon, three beyond (our own choice)."""
    if race.distance_m is not None and race.distance_m <= LONGEST_TEN_KM_M:
        return 1
    return 2 if race.distance_m is not None and race.distance_m <= LONGEST_HALF_M else 3


def _mondays(brief: Brief) -> list[dt.date]:
    first = monday_of(brief.start)
    weeks = (brief.end - first).days // 7 + 1
    return [first + dt.timedelta(weeks=week) for week in range(weeks)]


def _macrocycles(brief: Brief, mondays: Sequence[dt.date]) -> list[tuple[int, int, Race | None]]:
    """First week, last week and race of each build; weeks of recovery lie between."""
    found: list[tuple[int, int, Race | None]] = []
    first = 0
    for race in sorted((race for race in brief.races if race.priority == "A"), key=lambda race: race.date):
        week = (monday_of(race.date) - mondays[0]).days // 7
        if first <= week < len(mondays):
            found.append((first, week, race))
            first = week + 1 + recovery_weeks(race)
    if first < len(mondays):
        found.append((first, len(mondays) - 1, None))
    return found


def _stretch(
    level: Level, volumes: Sequence[int], light: Sequence[bool], race: Race | None, new: bool
) -> tuple[list[Phase], list[bool]]:
    """Phases and deloads from the start of a macrocycle to its race week."""
    weeks = len(volumes)
    if race is None:
        deloads = _deloads(light, taper_follows=False)
        return _develop(level, deloads, new), deloads
    midweek = race.date.weekday() <= 2
    taper = min(2 if midweek else 1, weeks - 1)
    before = weeks - 1 - taper
    hold = _maintain_weeks(volumes[:before])
    deloads = _deloads(light[: before - hold], taper_follows=hold == 0)
    phases = [*_develop(level, deloads, new), *_repeat("maintain", hold), *_repeat("taper", taper), "race"]
    return phases, deloads + [False] * (hold + taper + 1)


def _repeat(phase: Phase, weeks: int) -> list[Phase]:
    return [phase] * weeks


def _maintain_weeks(volumes: Sequence[int]) -> int:
    """Weeks at the end of the build in which the runner's own volume peaks."""
    weeks = len(volumes)
    if weeks < 6 or max(volumes) == 0:
        return 0
    earliest = max(weeks - min(MAINTAIN_WEEKS, weeks // MAINTAIN_SHARE), min(BLOCK_WEEKS, weeks * 2 // 3))
    peak = max(volumes)
    reached = [week for week in range(earliest, weeks) if volumes[week] * 100 >= PEAK_PERCENT * peak]
    return weeks - reached[0] if reached else 0


def _develop(level: Level, deloads: Sequence[bool], new: bool) -> list[Phase]:
    """Foundation, build and strength, each ended by a deload where one falls into its range of weeks.

    Who has just raced goes on with build.
    """
    weeks = len(deloads)
    foundation = _length(deloads, 0, *FOUNDATION_WEEKS[level]) if new else 0
    build = _length(deloads, foundation, *BUILD_WEEKS)
    return [
        *_repeat("foundation", foundation),
        *_repeat("build", build),
        *_repeat("strength", weeks - foundation - build),
    ]


def _length(deloads: Sequence[bool], first: int, shortest: int, longest: int) -> int:
    """Weeks of a phase from `first` on: to the first deload within its range, else as short as it may be."""
    ends = [week + 1 - first for week in range(first, len(deloads)) if deloads[week]]
    return min(next((end for end in ends if shortest <= end <= longest), shortest), len(deloads) - first)


def _deloads(light: Sequence[bool], *, taper_follows: bool) -> list[bool]:
    """Every fourth week, moved onto the runner's own cut-back week or the week of a B race where one is near."""
    earliest, usual, latest = DELOAD_WEEKS
    deloads = [False] * len(light)
    since = 0
    for week, eased in enumerate(light):
        since += 1
        near = any(light[week + 1 : week + 1 + latest - since])
        last = taper_follows and week + 1 == len(light)
        if since >= earliest and not last and (eased or (since >= usual and not near)):
            deloads[week] = True
            since = 0
    return deloads


def _rising(phases: Sequence[Phase], volumes: Sequence[int]) -> list[bool]:
    found = [False] * len(phases)
    for week, phase in enumerate(phases):
        if phase == "maintain" and (week == 0 or phases[week - 1] != "maintain"):
            past = week
            while past < len(phases) and phases[past] == "maintain":
                past += 1
            found[week:past] = [rises(volumes, week, past)] * (past - week)
    return found


def _mesocycles(phases: Sequence[Phase], deloads: Sequence[bool]) -> list[int]:
    """Numbers the stretches with one aim: a new one with each phase and after each deload."""
    found, number = [], 0
    for week, phase in enumerate(phases):
        if week and (phase != phases[week - 1] or deloads[week - 1]):
            number += 1
        found.append(number)
    return found
