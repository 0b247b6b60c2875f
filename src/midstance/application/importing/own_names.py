"""What names of other apps mean to one runner: remembered in the diary, and asked about where nothing is known."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

import msgspec

from midstance.application.recording.checks import refused
from midstance.application.recording.names import exercise_named
from midstance.application.recording.notebook import Draft, Notebook
from midstance.application.recording.wellbeing import latest_id
from midstance.formats.entry import one_line
from midstance.knowledge.names_elsewhere import names_elsewhere
from midstance.knowledge.naming import Names, plain
from midstance.training.exercise import Exercise
from midstance.training.log import Entry, NameMapped, Retraction

LONGEST_NAME = 200


class NameInUse(msgspec.Struct, frozen=True, kw_only=True):
    """A name the runner has said something about."""

    name: str
    exercise: str | None
    """None: it is left out."""
    says: str


def own_names(entries: Sequence[Entry]) -> dict[str, str | None]:
    """What the runner's names mean, by the entries that count; of several words about one name the latest."""
    found: dict[str, NameMapped] = {}
    for entry in entries:
        if isinstance(entry, NameMapped):
            found[plain(entry.name)] = entry
    return {entry.name: entry.exercise for _, entry in sorted(found.items())}


def names_for(book: Notebook) -> Names:
    """All names as this runner means them."""
    return Names(book.exercises, names_elsewhere(), own_names(book.entries))


def names_in_use(book: Notebook) -> tuple[NameInUse, ...]:
    """The runner's own names in order."""
    return tuple(
        NameInUse(name=name, exercise=exercise, says=_said(exercise, book.exercises))
        for name, exercise in own_names(book.entries).items()
    )


def name_draft(book: Notebook, name: str, exercise: str | None, *, at: dt.datetime, entry_id: str) -> Draft:
    """A name and the exercise it means, or None for work to be left out. Raises Implausible for an unknown exercise."""
    word = _checked(name)
    meant = exercise_named(book, exercise).id if exercise is not None else None
    if own_names(book.entries).get(word, "") == meant:
        return Draft(entries=(), says=(f"{one_line(word, 60)}: that is so already.",))
    entry = NameMapped(id=entry_id, at=at, name=word, exercise=meant)
    return Draft(entries=(entry,), says=(f"{one_line(word, 60)}: {_said(meant, book.exercises)}.",))


def forget_draft(book: Notebook, name: str, *, at: dt.datetime, first_id: str) -> Draft:
    """Takes back all that was said about a name. Raises Implausible where nothing was."""
    key = plain(_checked(name))
    said = [entry for entry in book.entries if isinstance(entry, NameMapped) and plain(entry.name) == key]
    if not said:
        raise refused("names", f"you have said nothing about {one_line(name, 40)!r}; `midstance names` lists yours")
    made = tuple(
        Retraction(id=first_id if not place else f"{first_id}+{place + 1}", at=at, supersedes=latest_id(book, entry.id))
        for place, entry in enumerate(said)
    )
    return Draft(entries=made, says=(f"{one_line(said[-1].name, 60)}: forgotten.",))


def _checked(name: str) -> str:
    word = " ".join(name.split())
    if not plain(word) or len(word) > LONGEST_NAME:
        raise refused("names", f"a name has 1 to {LONGEST_NAME} letters")
    return word


def _said(exercise: str | None, exercises: Mapping[str, Exercise]) -> str:
    if exercise is None:
        return "left out"
    return exercises[exercise].name if exercise in exercises else exercise
