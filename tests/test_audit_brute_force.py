"""The audit against a check that marks every forbidden minute, on tiny weeks, with and without a change of clocks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from zoneinfo import ZoneInfo

from hypothesis import example, given, settings
from hypothesis import strategies as st

from midstance.rules import shapes
from midstance.rules.audit import audit
from midstance.rules.strip import plan_of
from midstance.training.plan import Plan
from midstance.training.running import Run
from midstance.training.session import Session
from tests.test_rules import rule

UTC = dt.UTC
MINUTE = dt.timedelta(minutes=1)

RUNS = (
    ".",
    ".",
    "easy",
    "long",
    "intervals",
    "easy@18:30",
    "threshold@12:00",
    "race-A",
    "race-B",
    "race-C",
    "easy@06:00",
)
LEGS = (
    ".", ".", ".", "heavy", "moderate", "light", "jumps@07:30", "hops", "heavy@05:15", "moderate@21:00", "mobility",
    "mini@08:00", "heavy+hops@12:00:30min",
)  # fmt: skip
CALENDARS = ("", "zone: Europe/Berlin\nfrom: 2026-03-23\n", "zone: Europe/Berlin\nfrom: 2026-10-19\n")
"""No zone, the week summer time begins, and the week it ends."""


@st.composite
def strips(draw: st.DrawFn) -> str:
    """Two weeks of runs and sessions."""
    runs = [" ".join(draw(st.sampled_from(RUNS)) for _ in range(7)) for _ in range(2)]
    legs = [" ".join(draw(st.sampled_from(LEGS)) for _ in range(7)) for _ in range(2)]
    done = draw(st.sampled_from(("", "done: heavy heavy heavy\n", "done: heavy:20 heavy:20 heavy:20\n")))
    age = draw(st.sampled_from(("", "who: 55\n")))
    start = draw(st.sampled_from(CALENDARS))
    return f"{start}{done}{age}run: {' | '.join(runs)}\nlegs: {' | '.join(legs)}"


class Clocks:
    """The two ways to count time: on the wall, and in fact."""

    def __init__(self, plan: Plan) -> None:
        self.zone = ZoneInfo(plan.brief.time_zone)

    def of(self, date: dt.date, clock: str, minutes: int = 0) -> tuple[dt.datetime, dt.datetime]:
        """A moment, some minutes on, as wall time and as time in fact."""
        wall = dt.datetime.combine(date, dt.time.fromisoformat(clock))
        fact = wall.replace(tzinfo=self.zone).astimezone(UTC).replace(tzinfo=None)
        return wall + minutes * MINUTE, fact + minutes * MINUTE


def marked(start: dt.datetime, hours: int) -> set[dt.datetime]:
    """Every minute of a stretch, its end left out."""
    return {start + minute * MINUTE for minute in range(hours * 60)}


def accustomed(plan: Plan, session: Session) -> bool:
    """Three heavy sessions before this one, the last less than three weeks ago."""
    done = [dt.datetime.combine(day, dt.time()) for day in plan.brief.history.get("heavy-legs", ())]
    here = dt.datetime.combine(session.date, dt.time.fromisoformat(session.start))
    for other in plan.sessions:
        then = dt.datetime.combine(other.date, dt.time.fromisoformat(other.start))
        if then < here and "heavy-legs" in other.classes:
            done.append(then)
    return len(done) >= 3 and here - max(done) < dt.timedelta(days=21)


def kind_of(plan: Plan, run: Run) -> str:
    """How the tables of hours call a run."""
    for race in plan.brief.races:
        if race.date == run.date and run.kind == "race":
            return f"{race.priority.lower()}-race"
    return "key" if run.kind in ("long", "threshold", "intervals", "hills", "race") else "easy"


def too_close(plan: Plan, shape: shapes.ClearBefore) -> Iterator[tuple[str, ...]]:
    """Sessions with a run in one of the minutes after them that have to stay clear, or with a key run on the morrow."""
    clocks = Clocks(plan)
    for session in plan.sessions:
        if not set(session.classes) & set(shape.counted):
            continue
        if shape.accustomed is not None and shape.accustomed != accustomed(plan, session):
            continue
        begins = clocks.of(session.date, session.start)
        ends = clocks.of(session.date, session.start, session.minutes)
        for run in plan.brief.runs:
            kind, starts = kind_of(plan, run), clocks.of(run.date, run.start)
            if starts[0] < begins[0] or kind not in shape.hours:
                continue
            hours = shape.hours[kind]
            inside = any(starts[way] < ends[way] or starts[way] in marked(ends[way], hours) for way in (0, 1))
            if inside or (kind in shape.never_eve and run.date - session.date == dt.timedelta(days=1)):
                yield (session.id,)
                break


def too_tight(plan: Plan, shape: shapes.SpacedOut) -> Iterator[tuple[str, ...]]:
    """Pairs of which the later starts in one of the minutes that follow the earlier start."""
    clocks = Clocks(plan)
    age = plan.brief.athlete.age or 0
    hours = max([shape.hours, *(more for years, more in shape.from_age if age >= years)])
    counted = [one for one in plan.sessions if set(one.classes) & set(shape.counted)]
    for first in counted:
        for second in counted:
            one, other = clocks.of(first.date, first.start), clocks.of(second.date, second.start)
            if one < other and any(other[way] in marked(one[way], hours) for way in (0, 1)):
                yield (first.id, second.id)


def too_many(plan: Plan, shape: shapes.AtMost) -> bool:
    """Whether some stretch, begun at any minute, holds more than the limit."""
    clocks = Clocks(plan)
    counted = [one for one in plan.sessions if set(one.classes) & set(shape.counted) and not one.mini]
    if shape.minis:
        counted = [one for one in plan.sessions if one.mini]
    starts = [clocks.of(one.date, one.start) for one in counted]
    stretch = dt.timedelta(hours=shape.hours)
    return any(
        sum(1 for start in starts if first[way] <= start[way] < first[way] + stretch) > shape.limit
        for first in starts
        for way in (0, 1)
    )


def findings(plan: Plan, name: str) -> set[tuple[str, ...]]:
    """The sessions of what a rule finds."""
    found = audit(plan, [rule(name)])
    return {finding.sessions for finding in (*found.hard, *found.soft)}


CLEAR = (
    "heavy-legs-clear-of-runs", "new-heavy-legs-clear-of-runs", "hard-jumps-clear-of-runs",
    "moderate-legs-clear-of-runs", "small-jumps-clear-of-runs", "light-work-clear-of-races",
    "mobility-clear-of-races", "margin-after-moderate-legs", "last-heavy-a-week-before-the-race",
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(strips())
@example(f"{CALENDARS[1]}done: heavy heavy heavy\nrun: . . . . . . long\nlegs: . . . . heavy@18:15 . .")
def test_clear_hours_agree_with_marked_minutes(strip: str) -> None:
    plan = plan_of(strip)
    for name in CLEAR:
        shape = rule(name).demand
        assert isinstance(shape, shapes.ClearBefore)
        assert findings(plan, name) == set(too_close(plan, shape)), name


@settings(max_examples=60, deadline=None)
@given(strips())
@example(f"{CALENDARS[1]}run: . . . . . . .\nlegs: . . . . heavy . heavy")
@example(f"{CALENDARS[2]}run: . . . . . . .\nlegs: . . . . heavy . heavy@17:30")
def test_spacing_agrees_with_marked_minutes(strip: str) -> None:
    plan = plan_of(strip)
    for name in ("heavy-legs-apart", "jumps-apart", "three-days-between-sessions"):
        shape = rule(name).demand
        assert isinstance(shape, shapes.SpacedOut)
        assert findings(plan, name) == set(too_tight(plan, shape)), name


@settings(max_examples=120, deadline=None)
@given(strips())
@example(f"{CALENDARS[1]}run: . . . . . . . | . . . . . . .\nlegs: . . heavy . heavy . . | . . heavy . . . .")
def test_limits_agree_with_every_stretch(strip: str) -> None:
    plan = plan_of(strip)
    for name in ("two-heavy-in-seven-days", "three-loaded-in-seven-days", "three-minis-in-seven-days"):
        shape = rule(name).demand
        assert isinstance(shape, shapes.AtMost)
        assert bool(findings(plan, name)) == too_many(plan, shape), name


def test_the_clock_change_decides() -> None:
    """Forty-eight hours on the wall are forty-seven in fact when summer time begins."""
    week = "run: . . . . . . .\nlegs: . . . . heavy . heavy"
    assert findings(plan_of(week), "heavy-legs-apart") == set()
    spring = plan_of(f"zone: Europe/Berlin\nfrom: 2026-03-23\n{week}")
    assert findings(spring, "heavy-legs-apart") == {("2026-03-27-a", "2026-03-29-a")}
