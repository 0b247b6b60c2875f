"""The season as a whole: phases, deloads, taper, weekly sets, and how many sessions a week asks for.

Everything here is judgement, hence always strict: the phase table speaks of what a good season looks like.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from .contents import FULL_PHASES, HL, LOADED, MB, ML, PH, Season, Visit
from .decode import EASY_KINDS, KEY_KINDS
from .document import Breach, Race

SHORTEST_HALF_M = 20_000
METRES_A_MINUTE = 165
"""About 6 min/km, where a run gives only its time."""


@dataclass(frozen=True)
class WeekCount:
    """What a week asks for, by the rules page, and what it got. `ordinary`: whole, and not cut back."""

    start: dt.date
    phase: str
    deload: bool
    wanted: int
    most: int
    reached: int
    minis: int
    ordinary: bool
    run_m: int


def run_metres(season: Season) -> list[int]:
    """Distance run in each microcycle, estimated from time where there is none."""
    totals = [0] * len(season.doc.microcycles)
    for run in season.doc.runs:
        index = season.doc.week_of(run.date)
        if index is not None and run.kind in KEY_KINDS | EASY_KINDS:
            totals[index] += run.distance_m or (run.duration_s or 0) // 60 * METRES_A_MINUTE
    return totals


def wanted_sessions(season: Season, index: int, metres: list[int]) -> tuple[int, int]:
    """Sessions the rules page wants in a microcycle, at least and at most."""
    week = season.doc.microcycles[index]
    if week.phase == "foundation" and season.doc.athlete.level == "beginner":
        return (1, 1) if index < 3 else (1 if week.deload else 2, 2)
    if week.phase in FULL_PHASES:
        return (1, 2) if week.deload else (2, 2)
    if week.phase == "maintain":
        before = metres[max(0, index - 3) : index]
        rises = bool(before) and metres[index] > sum(before) / len(before)
        return (1, 1) if rises else (1, 2)
    return {"taper": (1, 1), "race": (0, 1)}.get(week.phase, (0, 2))


def counts_as_session(season: Season, visit: Visit) -> bool:
    """Full sessions in ordinary weeks of foundation, build and strength; any session but mobility elsewhere."""
    date = visit.session.date
    if season.doc.phase_of(date) in FULL_PHASES and not season.doc.is_deload(date):
        return season.full(visit)
    return not visit.session.mini and bool(visit.classes - {MB})


def count_weeks(season: Season) -> list[WeekCount]:
    doc, metres, rows = season.doc, run_metres(season), []
    for index, week in enumerate(doc.microcycles):
        wanted, most = wanted_sessions(season, index, metres)
        mine = [v for v in season.visits if doc.week_of(v.session.date) == index]
        whole = doc.start <= week.start and week.start + dt.timedelta(days=6) <= doc.end
        ordinary = whole and not week.deload and week.phase in (*FULL_PHASES, "maintain")
        reached = sum(counts_as_session(season, v) for v in mine)
        minis = sum(v.session.mini for v in mine)
        rows.append(
            WeekCount(week.start, week.phase, week.deload, wanted, most, reached, minis, ordinary, metres[index])
        )
    return rows


def check_counts(season: Season) -> Iterator[Breach]:
    for row in count_weeks(season):
        where = f"week {row.start}"
        if row.ordinary and row.reached < row.wanted:
            yield Breach("weekly-count", where, f"{row.phase}: {row.reached} of {row.wanted} sessions", True)
        if row.reached > row.most:
            yield Breach("weekly-count", where, f"{row.phase}: {row.reached} sessions, {row.most} at most", True)


def check_weeks(season: Season) -> Iterator[Breach]:
    """Microcycles follow each other week by week and hold every session."""
    doc = season.doc
    for before, after in zip(doc.microcycles, doc.microcycles[1:], strict=False):
        days = (after.start - before.start).days
        if days != 7:
            yield Breach("microcycles", f"week {after.start}", f"{days} days after the one before", not 0 < days < 7)
    for visit in season.visits:
        if doc.week_of(visit.session.date) is None:
            yield Breach("microcycles", visit.where, "in no microcycle", False)


def at_least_half(race: Race) -> bool | None:
    return None if race.distance_m is None else race.distance_m >= SHORTEST_HALF_M


def check_taper(season: Season) -> Iterator[Breach]:
    """Before an A race of a half or more two weeks of taper; in the week of any A race taper or race."""
    doc = season.doc
    for race in (r for r in doc.races if r.priority == "A"):
        for days, needed in ((3, True), (10, at_least_half(race) is not False)):
            day = race.date - dt.timedelta(days=days)
            phase = doc.phase_of(day)
            if needed and day >= doc.start and phase and phase not in ("taper", "race", "recovery"):
                yield Breach("taper", f"week of {day}", f"{phase} {days} days before the A race of {race.date}", True)


def check_deloads(season: Season) -> Iterator[Breach]:
    """A deload every three to six weeks of building."""
    building = 0
    since: int | None = None
    for week in season.doc.microcycles:
        since = None if since is None else since + 1
        if week.deload:
            if since is not None and since < 3:
                yield Breach("deload", f"week {week.start}", f"{since} weeks after the last deload", True)
            since, building = 0, 0
        elif week.phase in FULL_PHASES:
            building += 1
            if building == 6:
                yield Breach("deload", f"week {week.start}", "the sixth week without a deload", True)
        else:
            building = 0


def weekly_sets(season: Season) -> list[int]:
    sets = [0] * len(season.doc.microcycles)
    for visit in season.visits:
        index = season.doc.week_of(visit.session.date)
        if index is not None:
            sets[index] += sum(i.sets for i in visit.session.work if season.doc.card(i.exercise).pattern != "drill")
    return sets


def check_weekly_sets(season: Season) -> Iterator[Breach]:
    """Deload × 0.5, maintain × 0.5, taper × 0.55 then × 0.35 (shorter races × 0.75, × 0.5), growth ≤ 15 %.

    A tenth is granted, since sets are whole. Growth is judged between weeks with equally many sessions.
    """
    doc, sets, counts = season.doc, weekly_sets(season), count_weeks(season)
    ordinary = 0
    before: int | None = None
    for index, week in enumerate(doc.microcycles):
        where = f"week {week.start}"
        share = share_of_sets(season, index)
        if share is not None:
            if ordinary and sets[index] > (share + 0.1) * ordinary:
                text = f"{sets[index]} sets where {ordinary} is the full week, × {share:g} wanted"
                yield Breach("cut-back", where, text, True)
            continue
        if before is not None and counts[before].reached == counts[index].reached:
            most = max(sets[before] * 1.15, sets[before] + 1)
            if sets[before] and sets[index] > most and doc.microcycles[before].phase == week.phase:
                yield Breach("weekly-sets", where, f"{sets[before]} sets, then {sets[index]}: over 15 %", True)
        before = index
        ordinary = max(ordinary, sets[index])


def share_of_sets(season: Season, index: int) -> float | None:
    """The factor of a cut-back week, or None for an ordinary one."""
    week = season.doc.microcycles[index]
    if week.phase in ("taper", "race"):
        end = week.start + dt.timedelta(days=6)
        ahead = [r for r in season.doc.races if r.priority == "A" and r.date >= week.start]
        race = min(ahead, key=lambda r: r.date, default=None)
        in_race_week = race is not None and race.date <= end
        if race is not None and at_least_half(race) is False:
            return 0.5 if in_race_week else 0.75
        return 0.35 if in_race_week else 0.55
    if week.phase == "recovery":
        return 0.5
    return 0.5 if week.deload or week.phase == "maintain" else None


def check_phase_work(season: Season) -> Iterator[Breach]:
    """Foundation is moderate, race and recovery weeks light; RIR keeps to its phase."""
    level = season.doc.athlete.level
    floors = {"foundation": 3 if level == "beginner" else 2, "strength": 1 if level == "advanced" else 2}
    for visit in season.visits:
        phase = season.doc.phase_of(visit.session.date)
        if phase == "foundation" and PH in visit.classes:
            yield Breach("phase", visit.where, "high plyometrics in foundation", True)
        if phase == "race" and visit.classes & {HL, PH}:
            yield Breach("phase", visit.where, "more than moderate work in race week", True)
        if phase == "recovery" and visit.classes & LOADED:
            yield Breach("phase", visit.where, "loaded work in recovery", True)
        for item in visit.session.work if visit.classes & {HL, ML} else ():
            floor = floors.get(phase)
            if floor is not None and item.rir is not None and item.rir[0] < floor:
                yield Breach("phase", visit.where, f"{item.exercise}: RIR {item.rir[0]} in {phase}", True)


def check_phases(season: Season) -> Iterator[Breach]:
    for check in (check_counts, check_weeks, check_taper, check_deloads, check_weekly_sets, check_phase_work):
        yield from check(season)
