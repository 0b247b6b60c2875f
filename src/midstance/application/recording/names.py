"""Exercises by the names people use: ids, names and aliases, in whatever case; an ending in -s falls."""

from __future__ import annotations

import re
from collections.abc import Mapping

from midstance.application.recording.checks import refused
from midstance.application.recording.notebook import Notebook
from midstance.formats.brief_words import meant
from midstance.formats.entry import one_line
from midstance.training.exercise import Exercise


def exercise_named(book: Notebook, word: str) -> Exercise:
    """The exercise a word names. Raises Implausible with what was probably meant.

    Where a word is only part of a name, the exercise of today's session that has it is meant, if there is just one.
    """
    names = _names(book.exercises)
    wanted = _plain(word)
    for candidate in (wanted, wanted.removesuffix("s"), f"{wanted}s"):
        if candidate in names:
            return book.exercises[names[candidate]]
    today = _of_today(book)
    parts = {name for name in today if wanted and wanted in name}
    if len(parts) == 1:
        return book.exercises[parts.pop()]
    drill = book.plan.exercises.get(wanted) if book.plan is not None else None
    if drill is not None and drill.pattern == "drill":
        raise refused("log", f"{drill.name} is part of the warm-up or cool-down; only the work is written down")
    hint = meant(wanted, names) if wanted else "; `midstance exercises` lists them"
    if "choose from" in hint:
        hint = "; `midstance exercises` lists them all"
    raise refused("log", f"{one_line(word, 40)!r} is no exercise we know{hint}")


def _plain(word: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", word.casefold()).strip("-")


def _names(exercises: Mapping[str, Exercise]) -> dict[str, str]:
    """Every name in plain letters, and the id it stands for; an id before other names."""
    found: dict[str, str] = {}
    for exercise in exercises.values():
        for name in (exercise.name, *exercise.aliases):
            found.setdefault(_plain(name), exercise.id)
    return {**found, **{name: name for name in exercises}}


def _of_today(book: Notebook) -> set[str]:
    if book.plan is None:
        return set()
    return {
        item.exercise
        for session in book.plan.sessions
        if session.date == book.today
        for item in session.work()
        if item.exercise in book.exercises
    }
