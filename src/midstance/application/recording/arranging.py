"""What the runner arranges: sessions moved or let go, days away, and what changed about themselves."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from midstance.application.explaining import why_not
from midstance.application.recording.checks import check_date, refused
from midstance.application.recording.entry_words import said_entry
from midstance.application.recording.notebook import Draft, Notebook
from midstance.application.recording.sessions import session_named
from midstance.knowledge.library import library
from midstance.training.athlete import Goal, Sex, Weekday, Window
from midstance.training.clock import said_date, said_weekday
from midstance.training.exercise import Kit, Level, Region
from midstance.training.log import Away, HomeTest, SessionMoved, SessionSkipped, Settings, TestDone
from midstance.training.plan import Prescreen
from midstance.training.running import ClockTime

LONGEST_AWAY_DAYS = 120
"""A longer time away is a new season (ours)."""


def moved_draft(
    book: Notebook, word: str, date: dt.date, start: ClockTime | None, *, at: dt.datetime, entry_id: str
) -> Draft:
    """A session put on another day. Where a rule that is never broken speaks against it, that is asked about.

    Raises Implausible for a session that is done, or a day outside the plan.
    """
    one = session_named(book, word, book.on_clock(at).date())
    if one.state == "ended":
        raise refused("moved", f"session {one.session.id} is done already")
    plan = book.the_plan()
    check_date("moved", date, plan.brief.start, plan.brief.end)
    answer = why_not(plan, one.session.id, date, start)
    broken = dict.fromkeys(reason.text for reason in answer.reasons if reason.hard)
    odd = (answer.says, *broken) if answer.may is False else ()
    entry = SessionMoved(id=entry_id, at=at, session=one.session.id, date=date, start=start)
    when = f"{said_weekday(date)} {said_date(date)}" + (f" at {start}" if start else "")
    return Draft(entries=(entry,), says=(f"{one.session.title}, session {one.session.id}: now on {when}.",), odd=odd)


def skipped_draft(book: Notebook, word: str | None, why: str, *, at: dt.datetime, entry_id: str) -> Draft:
    """A session let go. Raises Implausible where it was done."""
    one = session_named(book, word, book.on_clock(at).date())
    if one.state in ("begun", "ended"):
        raise refused("skip", f"sets of session {one.session.id} are written down; `midstance undo` takes them back")
    entry = SessionSkipped(id=entry_id, at=at, session=one.session.id, why=why)
    says = f"{one.session.title}, session {one.session.id}: let go. It is not caught up, and that is fine."
    return Draft(entries=(entry,), says=(says,))


def away_draft(
    book: Notebook, first: dt.date, last: dt.date, kit: tuple[Kit, ...] | None, *, at: dt.datetime, entry_id: str,
    note: str = "",
) -> Draft:  # fmt: skip
    """Days with other kit, or without strength (`kit` None). Raises Implausible for days that cannot be."""
    if last < first:
        raise refused("away", f"{last} lies before {first}")
    if (last - first).days >= LONGEST_AWAY_DAYS:
        raise refused("away", f"{first} to {last} is more than {LONGEST_AWAY_DAYS} days; is the year right?")
    brief = book.the_plan().brief
    if last < brief.start or first > brief.end:
        raise refused("away", f"{first} to {last} lies outside your plan, {brief.start} to {brief.end}")
    entry = Away(id=entry_id, at=at, first=first, last=last, kit=kit, note=note)
    how = "no strength" if kit is None else f"with {', '.join(kit)}" if kit else "with no kit at all"
    return Draft(entries=(entry,), says=(f"Away from {said_date(first)} to {said_date(last)}: {how}.",))


def settings_draft(
    *, at: dt.datetime, entry_id: str, level: Level | None = None, kit: tuple[Kit, ...] | None = None,
    goal: Goal | None = None, age: int | None = None, sex: Sex | None = None, minutes: int | None = None,
    windows: tuple[Window, ...] | None = None, weak_points: tuple[Region, ...] | None = None,
    load_steps_kg: Mapping[str, float] | None = None, prescreen: Prescreen | None = None,
    rest_day: Weekday | None = None,
) -> Draft:  # fmt: skip
    """What changed about the runner. Raises Implausible where nothing is said."""
    entry = Settings(
        id=entry_id, at=at, level=level, kit=kit, goal=goal, age=age, sex=sex, minutes=minutes, windows=windows,
        weak_points=weak_points, load_steps_kg=dict(load_steps_kg) if load_steps_kg is not None else None,
        prescreen=prescreen, rest_day=rest_day,
    )  # fmt: skip
    if entry == Settings(id=entry_id, at=at):
        raise refused("settings", "nothing is said; write for example: midstance settings --kit dumbbell,bench")
    return Draft(entries=(entry,), says=(f"S{said_entry(entry, {})[1:]}.",))


def home_test_draft(
    test: HomeTest, *, at: dt.datetime, entry_id: str, left: int | None = None, right: int | None = None,
    both: int | None = None,
) -> Draft:  # fmt: skip
    """A test at home. Raises Implausible for results that cannot be, or of sides that the test does not have."""
    guide = library().home_tests[test]
    given = {"--left": left, "--right": right, "--both": both}
    if all(value is None for value in given.values()):
        how = "--left and --right" if guide.sides else "--both"
        raise refused("test", f"{guide.name}: give the result by {how}")
    for option, value in given.items():
        if value is not None and not 0 <= value <= guide.most:
            raise refused(option, f"{value} {guide.unit} cannot be; from 0 to {guide.most} is plausible")
    if guide.sides and both is not None:
        raise refused("--both", f"{guide.name} is done one side after the other; give --left and --right")
    if not guide.sides and (left is not None or right is not None):
        raise refused("test", f"{guide.name} is done with both legs at once; give --both")
    entry = TestDone(id=entry_id, at=at, test=test, left=left, right=right, both=both)
    return Draft(entries=(entry,), says=(f"T{said_entry(entry, {})[1:]}.",))
