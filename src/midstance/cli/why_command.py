"""`midstance why`: why a day, a session, an exercise or a load is as it is, and why not on another day."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from midstance.application.answers import Answer, Reason
    from midstance.cli.paper import Paper
    from midstance.training.plan import Plan
    from midstance.training.session import Session

MOST_PREFERENCES = 4
"""Bent preferences told one by one; the rest is counted."""


@click.command("why", short_help="Why a day, a session, an exercise or a load.")
@click.argument("document", metavar="PLAN.json")
@click.argument("what", metavar="WHAT")
@click.option("--on", "moment", metavar="DATE[@HH:MM]", help="Why not there? A date, or a weekday of its own week.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def why_command(document: str, what: str, moment: str | None, as_json: bool) -> None:
    """Why a plan is as it is. WHAT is a date, a session (its id or date), an exercise, or load:EXERCISE.

    With --on, WHAT is a session: may it stand there, and if not, why not.
    """
    from midstance.application.files import file_bytes
    from midstance.formats.plan_json import read_plan

    plan = read_plan(file_bytes(document), Path(document).name)
    answer = _answer(plan, what.strip(), moment)
    if as_json:
        import msgspec

        click.echo(msgspec.json.format(msgspec.json.encode(answer), indent=2).decode())
    else:
        from midstance.cli.paper import paper_of

        click.echo("\n".join(answer_lines(answer, paper_of())))


def _answer(plan: Plan, what: str, moment: str | None) -> Answer:
    from midstance.application import explaining, explaining_exercises
    from midstance.cli.wishes import clock_time

    if moment is not None:
        session = explaining.session_of(plan, what)
        day, at, clock = moment.partition("@")
        return explaining.why_not(plan, session.id, _day_of(session, day), clock_time("--on", clock) if at else None)
    if what.casefold().startswith("load:"):
        return explaining_exercises.why_load(plan, what[5:].strip())
    try:
        return explaining.why_date(plan, dt.date.fromisoformat(what))
    except ValueError as error:
        from midstance.formats.entry import UnreadableFile

        if isinstance(error, UnreadableFile):
            raise
    if any(session.id == what for session in plan.sessions):
        return explaining.why_not(plan, what, explaining.session_of(plan, what).date)
    return explaining_exercises.why_exercise(plan, what)


def _day_of(session: Session, word: str) -> dt.date:
    """A date, or a weekday of the session's own week. Raises UnreadableFile."""
    from midstance.cli.wishes import date_of
    from midstance.formats.day_words import weekday_of
    from midstance.training.clock import monday_of

    weekday = weekday_of(word)
    if weekday is not None:
        return monday_of(session.date) + dt.timedelta(days=weekday)
    return date_of("--on", word)


def answer_lines(answer: Answer, paper: Paper) -> list[str]:
    """An answer as text: the headline, each reason with what stands behind it, and what to do."""
    lines = [paper.ink(line, "strong") for line in paper.wrapped(answer.says)]
    hard = [reason for reason in answer.reasons if reason.hard is not False]
    soft = [reason for reason in answer.reasons if reason.hard is False]
    # Where a rule forbids it, what would only be less good is no longer the point.
    shown = 0 if answer.may is False else MOST_PREFERENCES
    for reason in (*hard, *soft[:shown]):
        lines += paper.wrapped(reason.text, "- ")
        behind = _behind(reason)
        if behind:
            lines += [paper.ink(line, "quiet") for line in paper.wrapped(f"({behind})", "  ")]
    left = len(soft) - shown
    if left > 0:
        many = "preferences speak" if left > 1 else "preference speaks"
        lines += paper.wrapped(f"{left} {'more ' if shown else ''}{many} against it too; --json says all.", "- ")
    return lines + (paper.wrapped(answer.next) if answer.next else [])


def _behind(reason: Reason) -> str:
    from midstance.application.answers import said_ground

    kind = {True: ", never broken", False: ", a preference", None: ""}[reason.hard]
    rule = f"Rule {reason.rule}{kind}" if reason.rule else ""
    ground = said_ground(reason.grade, reason.sources)
    return ". ".join(part for part in (rule, ground[:1].upper() + ground[1:]) if part)
