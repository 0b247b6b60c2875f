"""Hours and days between strength and runs: before them, after them, around races."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from .contents import HL, LT, MB, ML, PH, PL, Season, Visit
from .decode import EASY_KINDS, KEY_KINDS
from .document import Breach, Moment, Race, Run, longest, shortest

HOURS: dict[str, dict[str, int]] = {
    "HL": {"easy": 6, "key": 36, "C": 36, "B": 72, "A": 120},
    "HL-new": {"easy": 6, "key": 48, "C": 48, "B": 96, "A": 168},
    "PH": {"easy": 12, "key": 24, "C": 24, "B": 72, "A": 96},
    "ML": {"easy": 6, "key": 24, "C": 24, "B": 48, "A": 96},
    "PL": {"easy": 6, "key": 12, "C": 12, "B": 24, "A": 72},
    "LT": {"easy": 0, "key": 0, "C": 0, "B": 12, "A": 48},
    "MB": {"easy": 0, "key": 0, "C": 0, "B": 0, "A": 24},
}
ROW = {HL: "HL", PH: "PH", ML: "ML", PL: "PL", LT: "LT", MB: "MB"}
AFTER_KEY = 3 * 60
LONG_ENOUGH_S = 60 * 60
TEN_K_M, HALF_M, MARATHON_M = 10_100, 21_500, 41_500
"""Upper limits of "10 km" and "half" and the lower one of "marathon", rounded as plans write them."""


@dataclass(frozen=True)
class Target:
    """A run seen from the strength side: which column of the table it stands in."""

    begins: Moment
    ends: Moment
    date: dt.date
    column: str
    sure: bool
    label: str

    @property
    def key(self) -> bool:
        return self.column != "easy"


def column_of(run: Run, races: tuple[Race, ...]) -> tuple[str, bool] | None:
    """The column a run stands in, and whether that is beyond doubt; None when nobody runs."""
    if run.kind == "race":
        priorities = sorted(r.priority for r in races if r.date == run.date)
        return (priorities[0], True) if priorities else ("C", True)
    if run.kind in KEY_KINDS:
        return "key", True
    if run.key:
        return "key", False
    return ("easy", True) if run.kind in EASY_KINDS else None


def targets(season: Season) -> list[Target]:
    """All runs and races, in order of time; a race without a race run stands at its assumed start."""
    doc = season.doc
    found = []
    for run in doc.runs:
        column = column_of(run, doc.races)
        if column is not None:
            label = f"{run.kind} run {run.date} {run.start}"
            found.append(Target(run.begins, run.ends, run.date, *column, label))
    raced = {r.date for r in doc.runs if r.kind == "race"}
    for race in doc.races:
        if race.date not in raced:
            label = f"{race.priority} race {race.date}"
            found.append(Target(race.begins, race.begins, race.date, race.priority, True, label))
    return sorted(found, key=lambda t: t.begins.wall)


def check_hours(season: Season) -> Iterator[Breach]:
    """The table: hours from the end of strength to the start of a run, and never the eve."""
    ahead = targets(season)
    for visit in season.visits:
        for target in ahead:
            if target.begins.wall > visit.session.begins.wall:
                yield from hours_to(season, visit, target, ahead)


def hours_to(season: Season, visit: Visit, target: Target, ahead: list[Target]) -> Iterator[Breach]:
    session = visit.session
    least, most = shortest(session.ends, target.begins), longest(session.ends, target.begins)
    if least > 8 * 1440:
        return
    for stress in sorted(visit.classes):
        for row, strict_row in rows(season, visit, stress):
            need = HOURS[row][target.column] * 60
            if least >= need:
                continue
            run_first = stress == ML and target.column == "easy" and least >= 0 and ran_before(visit, ahead)
            strict = strict_row or not target.sure or most >= need or run_first
            text = f"{row} ends {least / 60:.1f} h before the {target.label} ({target.column}: {need // 60} h)"
            yield Breach("hours", visit.where, text, strict)
    if visit.loaded and target.column in ("key", "C"):
        if (target.date - session.date).days == 1:
            yield Breach("eve", visit.where, f"loaded on the eve of the {target.label}", not target.sure)
        if target.date == session.date:
            yield Breach("same-day", visit.where, f"loaded before the {target.label}", not target.sure)


def rows(season: Season, visit: Visit, stress: str) -> list[tuple[str, bool]]:
    """Rows of the table for a class; the second value says that the row holds on the stricter reading only."""
    if stress != HL:
        return [(ROW[stress], False)] if stress in ROW else []
    mild, strict = season.accustomed(visit)
    if mild and strict:
        return [("HL", False)]
    return [("HL", False), ("HL-new", True)] if mild else [("HL-new", False)]


def ran_before(visit: Visit, ahead: list[Target]) -> bool:
    """Whether a run of the same day ended before the session."""
    begins = visit.session.begins.wall
    return any(t.date == visit.session.date and t.ends.wall <= begins for t in ahead)


def check_overlap(season: Season) -> Iterator[Breach]:
    """Nobody lifts during a run, or in two sessions at once."""
    for visit in season.visits:
        session = visit.session
        for run in season.doc.runs:
            if run.kind in ("rest", "strength", "other"):
                continue
            if run.begins.wall <= session.begins.wall < run.ends.wall:
                text = f"starts during the {run.kind} entry of {run.start}"
                yield Breach("overlap", visit.where, text, run.kind == "cross-training")
            if session.begins.wall < run.begins.wall < session.ends.wall and run.kind == "cross-training":
                yield Breach("overlap", visit.where, f"runs into the {run.kind} entry of {run.start}", True)
    for first, then in zip(season.visits, season.visits[1:], strict=False):
        if then.session.begins.wall < first.session.ends.wall:
            yield Breach("overlap", then.where, f"starts before {first.session.id} has ended", False)


def check_after_runs(season: Season) -> Iterator[Breach]:
    """Loaded work from 3 h after a key run; plyometrics on fresh legs."""
    behind = targets(season)
    for visit in season.visits:
        session = visit.session
        for target in behind:
            if target.begins.wall > session.begins.wall:
                break
            since = shortest(target.ends, session.begins)
            strict = not target.sure or longest(target.ends, session.begins) >= AFTER_KEY
            if visit.loaded and target.key and since < AFTER_KEY:
                yield Breach("after-key-run", visit.where, f"loaded {since} min after the {target.label}", strict)
            if visit.jumping and target.key and target.date == session.date:
                text = f"plyometrics on the day of the {target.label}, which came first"
                yield Breach("fresh-legs", visit.where, text, not target.sure)
        if visit.jumping:
            yield from near_long_runs(season, visit)


def near_long_runs(season: Season, visit: Visit) -> Iterator[Breach]:
    session = visit.session
    for run in season.doc.runs:
        ran = run.kind in KEY_KINDS | EASY_KINDS
        if run.kind in ("rest", "strength", "other") or (run.duration_s or 0) < LONG_ENOUGH_S:
            continue
        if run.begins.wall <= session.begins.wall and shortest(run.ends, session.begins) < AFTER_KEY:
            strict = not ran or longest(run.ends, session.begins) >= AFTER_KEY
            yield Breach(
                "fresh-legs", visit.where, f"plyometrics within 3 h after {run.kind} of an hour or more", strict
            )


def recovery_days(distance_m: int | None) -> tuple[int, int]:
    """Days without loaded work after an A race, on the milder and on the stricter reading."""
    if distance_m is None:
        return 3, 14
    if distance_m <= TEN_K_M:
        return 3, 3
    if distance_m <= HALF_M:
        return (7, 7) if distance_m >= 20_000 else (3, 7)
    return (14, 14) if distance_m >= MARATHON_M else (7, 14)


def check_recovery(season: Season) -> Iterator[Breach]:
    """Nothing loaded on the day after an A race, nor in the days of recovery from it."""
    for race in season.doc.races:
        if race.priority != "A":
            continue
        mild, strict = recovery_days(race.distance_m)
        for visit in season.visits:
            after = visit.session.begins.wall - race.begins.wall
            days = (visit.session.date - race.date).days
            if not visit.loaded or after <= 0 or days > strict:
                continue
            rule = "day-after-race" if days == 1 else "race-recovery"
            doubtful = days > 1 and (days > mild or after >= mild * 1440)
            yield Breach(rule, visit.where, f"loaded {days} days after the A race of {race.date}", doubtful)


def check_around_runs(season: Season) -> Iterator[Breach]:
    yield from check_hours(season)
    yield from check_overlap(season)
    yield from check_after_runs(season)
    yield from check_recovery(season)
