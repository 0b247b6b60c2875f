"""The notes of a plan as whole sentences: what was taken for granted, and what the weeks had to leave out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from itertools import pairwise
from typing import NamedTuple

from midstance.training.plan import Note, Plan

ALWAYS_SAID = frozenset({"health", "age", "advice"})
"""Subjects of notes that are never only counted."""


class NotesTold(NamedTuple):
    """What a plan notes, each once."""

    others: tuple[str, ...]
    always: tuple[str, ...]


def notes_told(plan: Plan, said_elsewhere: Collection[str] = ()) -> NotesTold:
    """The notes of a plan but for subjects that are said elsewhere; the same words for several weeks are said once."""
    notes = [note for note in plan.notes if note.about not in said_elsewhere]
    others = dict.fromkeys(_noted(note, notes) for note in notes if note.about not in ALWAYS_SAID)
    return NotesTold(tuple(others), tuple(note.text for note in notes if note.about in ALWAYS_SAID))


def _noted(note: Note, notes: Sequence[Note]) -> str:
    """`Week of 1 Feb: …`, said once for all weeks or sessions with the same words; other notes speak for themselves."""
    if note.about.startswith("week "):
        weeks = [one.about[5:] for one in notes if one.about.startswith("week ") and one.text == note.text]
        said = _said_weeks(weeks)
        return f"Week{'s' if len(weeks) > 1 else ''} of {said}: {note.text[:1].lower()}{note.text[1:]}"
    if not note.about[:4].isdigit():
        return note.text
    days = [one.about[:10] for one in notes if one.about[:4].isdigit() and one.text == note.text]
    said = _short_day(days[0])
    if len(days) > 1:
        said = f"{len(days)} sessions, {said} to {_short_day(days[-1])}"
    return f"{said}: {note.text}"


def _said_weeks(weeks: Sequence[str]) -> str:
    """`8 Mar, 22 Mar`, or `8 Mar to 22 Mar` where more than two stand in a row."""
    days = [dt.date.fromisoformat(week) for week in weeks]
    in_a_row = all((after - before).days == 7 for before, after in pairwise(days))
    if len(days) > 2 and in_a_row:
        return f"{_short_day(weeks[0])} to {_short_day(weeks[-1])}"
    return ", ".join(_short_day(week) for week in weeks)


def _short_day(iso: str) -> str:
    """`15 Mar` for a date as the document writes it; anything else as it is."""
    try:
        date = dt.date.fromisoformat(iso)
    except ValueError:
        return iso
    return f"{date.day} {date:%b}"
