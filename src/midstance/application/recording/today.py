"""Today: what stops, what is due, what stands on the day, and what comes next."""

from __future__ import annotations

import datetime as dt

import msgspec

from midstance.application.recording.notebook import Notebook
from midstance.application.recording.running import planned_runs
from midstance.application.recording.sessions import Placed, following, on_date
from midstance.application.replanning import untaken
from midstance.coach import readiness
from midstance.coach.home_tests import retest_due
from midstance.coach.moments import of_kind
from midstance.coach.pain import light_of, open_pains
from midstance.coach.spared import said_place
from midstance.knowledge.library import library
from midstance.rules.saying import counted
from midstance.training.log import CheckIn, Illness, PainReport, RunDone
from midstance.training.running import Run
from midstance.training.session import Because
from midstance.training.standing import Stop

ASK_AGAIN_DAYS = 3
"""For so long after a pain in training the next morning is asked about (ours)."""


class Due(msgspec.Struct, frozen=True, kw_only=True):
    """Something to be said or done, and the command that does it."""

    what: str
    says: str
    command: str


class Today(msgspec.Struct, frozen=True, kw_only=True):
    """A day as the runner should see it. Where `stop` is set nothing else is."""

    date: dt.date
    stop: Stop | None = None
    sessions: tuple[Placed, ...] = ()
    runs: tuple[Run, ...] = ()
    next: Placed | None = None
    """The next session, where none is left on the day."""
    due: tuple[Due, ...] = ()
    easier: tuple[Because, ...] = ()
    """Why less is asked than stands in the plan, until the plan is made anew."""


def today_of(book: Notebook, date: dt.date | None = None) -> Today:
    """The day, by default today. Raises DiaryError without a plan."""
    plan = book.the_plan()
    day = date or book.today
    halted = book.stopped()
    if halted is not None:
        return Today(date=day, stop=halted)
    sessions = on_date(book, day)
    open_ones = [one for one in sessions if one.state in ("planned", "begun")]
    easings = readiness.easings(book.entries, plan.brief, book.today)
    return Today(
        date=day,
        sessions=sessions,
        runs=planned_runs(book, day),
        next=None if open_ones else following(book, day if not sessions else day + dt.timedelta(days=1)),
        due=due_on(book, day, training=bool(open_ones)) if day == book.today else (),
        easier=tuple(one.because for one in easings if one.first <= day <= one.last) if open_ones else (),
    )


def due_on(book: Notebook, day: dt.date, *, training: bool) -> tuple[Due, ...]:
    """What is to be asked on a day: the morning after a pain, an illness that is still open, the check-in, tests."""
    found = _mornings(book, day) or _still_red(book, day)
    if any(entry.over is None for entry in of_kind(book.entries, Illness)):
        found.append(Due(what="illness", says="Are you well again?", command="midstance checkin --well"))
    asked = [entry for entry in of_kind(book.entries, CheckIn) if book.date_of(entry) == day]
    if training and not asked:
        says = "How are you? A check-in can make the session easier, never harder."
        found.append(Due(what="check-in", says=says, command="midstance checkin"))
    found += _unrated_runs(book, day)
    for test in retest_due(book.entries, day, book.zone, library().home_tests):
        name = library().home_tests[test].name
        found.append(Due(what="test", says=f"{name}: six weeks have passed.", command=f"midstance test {test}"))
    waiting = untaken(book.diary)
    if waiting:
        says = f"{counted(waiting, 'entry')} of your diary {'is' if waiting == 1 else 'are'} not in the plan yet."
        found.append(Due(what="replan", says=says, command="midstance replan"))
    return tuple(found)


def _mornings(book: Notebook, day: dt.date) -> list[Due]:
    """One question for each place that hurt in training lately and of which nothing was said on a later day."""
    found: dict[tuple[str, str | None], Due] = {}
    reports = of_kind(book.entries, PainReport)
    for report in reports:
        date = book.date_of(report)
        green = light_of(report.score, joint=report.joint, limping=report.limping) == "green"
        if green or report.when in ("next-morning", "at-rest") or not 0 < (day - date).days <= ASK_AGAIN_DAYS:
            continue
        later = [one for one in reports if one.site == report.site and book.date_of(one) > date]
        if not later:
            where = f"{report.side} {report.site}" if report.side else report.site
            place = f"{report.site}-{report.side}" if report.side else report.site
            command = f"midstance pain {place} next-morning 0"
            says = f"How is your {where} this morning, 0 to 10?"
            found[(report.site, report.side)] = Due(what="next-morning", says=says, command=command)
    return list(found.values())


def _still_red(book: Notebook, day: dt.date) -> list[Due]:
    """Places that stay unloaded until a report says that they are calm: asked for as long as nothing is said."""
    found = []
    for pain in open_pains(book.entries, book.zone, day):
        if pain.episode.light == "red" and pain.episode.last < day:
            place = f"{pain.site}-{pain.side}" if pain.side else pain.site
            says = f"{said_place(pain)} is spared until you say that it is calm. How is it now, 0 to 10?"
            found.append(Due(what="red", says=says, command=f"midstance pain {place} at-rest 0"))
    return found


def _unrated_runs(book: Notebook, day: dt.date) -> list[Due]:
    """A key run that was planned yesterday and of which nothing was said; asked lightly, once."""
    if not any(isinstance(entry, RunDone) for entry in book.entries):
        return []
    before = day - dt.timedelta(days=1)
    said = any(book.date_of(entry) == before for entry in of_kind(book.entries, RunDone))
    key = [run for run in planned_runs(book, before) if run.key]
    if said or not key:
        return []
    says = "How did yesterday's run feel? bad, heavy, usual or good."
    return [Due(what="run", says=says, command=f'midstance ran --at "{before} {key[0].start}" --feel usual')]
