"""The day as a page: what is done, what is due, why nothing is there, and whether the plan knows all that was said."""

from __future__ import annotations

import datetime as dt
import shlex

import msgspec

from midstance.application.answers import Answer
from midstance.application.explaining import week_of, why_date
from midstance.application.recording.notebook import Notebook
from midstance.application.recording.running import planned_runs
from midstance.application.recording.today import Due, Today, today_of
from midstance.application.replanning import Proposal, proposal_of
from midstance.application.session_card import SessionCard, session_card
from midstance.coach.moments import of_kind
from midstance.formats.session_words import SAID_PHASE
from midstance.training.log import CheckIn, RunDone
from midstance.training.running import Run
from midstance.training.session import LOADED


class RunOfDay(msgspec.Struct, frozen=True, kw_only=True):
    """A planned run of the day, and what was written down of it."""

    run: Run
    done: RunDone | None = None


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """Something that is due, with what a form about it begins with."""

    what: str
    says: str
    site: str = ""
    side: str = ""
    when: str = ""
    test: str = ""
    at: str = ""


class DayPage(msgspec.Struct, frozen=True, kw_only=True):
    """A day as it is shown."""

    date: dt.date
    today: Today
    cards: tuple[SessionCard, ...]
    runs: tuple[RunOfDay, ...]
    questions: tuple[Question, ...]
    ask_check_in: bool
    """Before a loaded session of which nothing is known yet."""
    checked_in: bool
    empty: Answer | None = None
    """Why nothing stands on the day, where nothing does."""
    next_card: SessionCard | None = None
    phase: str = ""
    deload: bool = False
    proposal: Proposal | None = None
    untaken: str = ""
    """What of the diary the plan does not know yet, as a sentence; nothing where it knows all."""


def day_page(book: Notebook) -> DayPage:
    """The present day. Raises DiaryError without a plan."""
    plan, today = book.the_plan(), today_of(book)
    cards = tuple(session_card(book, placed) for placed in today.sessions)
    open_cards = [one for one in today.sessions if one.state in ("planned", "begun")]
    loaded = any(set(one.session.classes) & LOADED for one in open_cards)
    cycle, _ = week_of(plan, today.date)
    inside = plan.brief.start <= today.date <= plan.brief.end
    halted = today.stop is not None
    return DayPage(
        date=today.date,
        today=today,
        cards=cards,
        runs=_runs(book, today.date),
        questions=tuple(_question(due) for due in today.due if due.what not in ("check-in", "replan")),
        ask_check_in=loaded and any(due.what == "check-in" for due in today.due),
        checked_in=any(book.date_of(entry) == today.date for entry in of_kind(book.entries, CheckIn)),
        empty=why_date(plan, today.date) if inside and not cards and not halted else None,
        next_card=session_card(book, today.next) if today.next is not None else None,
        phase=SAID_PHASE[cycle.phase] if cycle is not None else "",
        deload=cycle.deload if cycle is not None else False,
        proposal=proposal_of(book.diary),
        untaken=next((due.says for due in today.due if due.what == "replan"), ""),
    )


def _runs(book: Notebook, day: dt.date) -> tuple[RunOfDay, ...]:
    done = [entry for entry in of_kind(book.entries, RunDone) if (entry.planned or book.date_of(entry)) == day]
    found = []
    for run in planned_runs(book, day):
        mine = next((entry for entry in done if entry.kind == run.kind), None)
        found.append(RunOfDay(run=run, done=mine))
    return tuple(found)


def _question(due: Due) -> Question:
    """What is due, with the words of the command that would answer it."""
    words = shlex.split(due.command)[2:]
    if due.what in ("next-morning", "red"):
        site, _, side = words[0].partition("-")
        return Question(what=due.what, says=due.says, site=site, side=side, when=words[1])
    if due.what == "run":
        return Question(what=due.what, says=due.says, at=words[words.index("--at") + 1])
    if due.what == "test":
        return Question(what=due.what, says=due.says, test=words[0])
    return Question(what=due.what, says=due.says)
