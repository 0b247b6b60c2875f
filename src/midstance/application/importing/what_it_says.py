"""What a log says of a runner before a plan is made: known maxima, loaded legs lately, and the level it speaks for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import msgspec

from midstance.application.diary import Diary
from midstance.application.recording.notebook import Notebook
from midstance.application.replanning import current_plan
from midstance.coach.history import RECENT_DAYS, brief_with_history, spoken_level
from midstance.knowledge.library import library
from midstance.rules.saying import counted
from midstance.training.athlete import Athlete
from midstance.training.log import SessionEnd, SetResult, effective
from midstance.training.plan import Brief

MOST_SAID = 8


class FirstPlan(msgspec.Struct, frozen=True, kw_only=True):
    """A season's first brief with what the diary knows of the time before, and what to say of it."""

    brief: Brief
    says: tuple[str, ...] = ()


def with_diary(brief: Brief, diary: Diary) -> FirstPlan:
    """The brief with first loads and days of loaded legs from the diary; the level stays what the runner says."""
    entries = effective(diary.entries())
    if not any(isinstance(entry, SetResult | SessionEnd) for entry in entries):
        return FirstPlan(brief=brief)
    exercises, before = library().exercises, current_plan(diary)
    sessions = before.sessions if before is not None else ()
    known = brief_with_history(brief, entries, exercises, sessions)
    new = len(known.athlete.loads) - len(brief.athlete.loads)
    says = [f"From your diary: {counted(new, 'exercise')} with a load to start from."] if new else []
    spoken = spoken_level(brief, entries, exercises, sessions)
    says += [f"Your log speaks for {spoken[0]}. {spoken[1].text}"] if spoken is not None else []
    return FirstPlan(brief=known, says=tuple(says))


def said_of_strength(book: Notebook) -> Iterator[str]:
    """What a runner's log says of their strength now, in sentences; nothing where it says nothing."""
    zone = book.plan.brief.time_zone if book.plan is not None else "UTC"
    athlete = book.plan.brief.athlete if book.plan is not None else Athlete()
    tomorrow = book.today + dt.timedelta(days=1)
    bare = msgspec.structs.replace(athlete, loads=())
    brief = Brief(time_zone=zone, start=tomorrow, end=tomorrow, athlete=bare)
    known = brief_with_history(brief, book.entries, book.exercises)
    loads = sorted(known.athlete.loads, key=lambda one: one.exercise)
    if loads:
        said = [
            f"{book.exercises[one.exercise].name} {one.e1rm_kg:g} kg" for one in loads if one.exercise in book.exercises
        ]
        more = f" and {len(said) - MOST_SAID} more" if len(said) > MOST_SAID else ""
        yield f"What you could lift once, by the last {RECENT_DAYS // 7} weeks: {', '.join(said[:MOST_SAID])}{more}."
    if book.plan is None and (spoken := spoken_level(brief, book.entries, book.exercises)) is not None:
        weeks = spoken[1].text.partition(". ")[0]
        yield f"{weeks}. That speaks for the level {spoken[0]}: midstance init … --level {spoken[0]}"
