"""Exercises by the names people use: ids, names and aliases, in whatever case; an ending in -s falls."""

from __future__ import annotations

import datetime as dt
import difflib
import re
from collections.abc import Mapping

from midstance.application.recording.checks import refused
from midstance.application.recording.notebook import Notebook
from midstance.formats.brief_words import meant
from midstance.formats.entry import one_line
from midstance.training.exercise import Exercise

MOST_OFFERED = 6
"""Exercises offered where a word is part of several names (ours)."""


def exercise_named(book: Notebook, word: str, day: dt.date | None = None) -> Exercise:
    """The exercise a word names. Raises Implausible with what was probably meant.

    Where a word is only part of a name, the exercise of the session of `day` that has it is meant, if there is just
    one; the day is today where none is given.
    """
    names = _names(book.exercises)
    wanted = _plain(word)
    for candidate in (wanted, wanted.removesuffix("s"), f"{wanted}s"):
        if candidate in names:
            return book.exercises[names[candidate]]
    today = _of_day(book, day or book.today)
    parts = {name for name in today if wanted and wanted in name}
    if len(parts) == 1:
        return book.exercises[parts.pop()]
    drill = book.plan.exercises.get(wanted) if book.plan is not None else None
    if drill is not None and drill.pattern == "drill":
        raise refused("exercise", f"{drill.name} is part of the warm-up or cool-down; only the work is written down")
    raise refused("exercise", f"{one_line(word, 40)!r} is no exercise we know{_hint(wanted, names, book)}")


def _hint(wanted: str, names: Mapping[str, str], book: Notebook) -> str:
    """What was probably meant: exercises that have the word in their names, those of the plan first, or a near name."""
    near = meant(wanted, names) if wanted else ""
    words = sorted({part for name in names for part in name.split("-") if len(part) > 2})
    alike = wanted if any(wanted in name for name in names) else None
    alike = alike or next(iter(difflib.get_close_matches(wanted, words, n=1, cutoff=0.7)), None)
    found = sorted({names[name] for name in names if wanted and alike and alike in name})
    planned = {item.exercise for session in book.plan.sessions for item in session.work()} if book.plan else set()
    found.sort(key=lambda name: name not in planned)
    if alike != wanted and "did you mean" in near:
        return near
    if len(found) == 1:
        return f"; did you mean {found[0]!r}?"
    if found:
        return f"; did you mean one of {', '.join(found[:MOST_OFFERED])}{', …' if len(found) > MOST_OFFERED else ''}?"
    return "; `midstance exercises` lists them all"


def _plain(word: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", word.casefold()).strip("-")


def _names(exercises: Mapping[str, Exercise]) -> dict[str, str]:
    """Every name in plain letters, and the id it stands for; an id before other names."""
    found: dict[str, str] = {}
    for exercise in exercises.values():
        for name in (exercise.name, *exercise.aliases):
            found.setdefault(_plain(name), exercise.id)
    return {**found, **{name: name for name in exercises}}


def _of_day(book: Notebook, day: dt.date) -> set[str]:
    if book.plan is None:
        return set()
    return {
        item.exercise
        for session in book.plan.sessions
        if session.date == day
        for item in session.work()
        if item.exercise in book.exercises
    }
