"""Planned sessions for the watch: FIT workout files and Garmin Connect's JSON, one for each session."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata

from midstance.application.exporting.watch_steps import watch_workout
from midstance.application.recording.notebook import Notebook
from midstance.application.recording.sessions import Placed, placed
from midstance.formats.watch.as_fit import session_as_fit
from midstance.formats.watch.garmin_connect import MassWritten, session_as_garmin_json
from midstance.formats.watch.workout import WatchWorkout
from midstance.knowledge.names_elsewhere import names_elsewhere

LONGEST_SLUG = 40
"""Letters of a title in a file's name (ours: a watch's own file system takes 60)."""


def workout_of(book: Notebook, one: Placed) -> WatchWorkout:
    """A session as a watch walks through it, where it stands now. Raises DiaryError without a plan."""
    plan = book.the_plan()
    return watch_workout(one.session, one.date, one.start, book.zone, plan.exercises, names_elsewhere().exercise)


def session_fit(book: Notebook, one: Placed) -> bytes:
    """The FIT workout file of a session. Raises DiaryError without a plan."""
    return session_as_fit(workout_of(book, one))


def session_garmin_json(book: Notebook, one: Placed, mass: MassWritten = "grams") -> bytes:
    """The session as clients of Garmin Connect post it. Raises TooManySteps, and DiaryError without a plan."""
    return session_as_garmin_json(workout_of(book, one), mass)


def ahead(book: Notebook, last: dt.date | None = None) -> tuple[Placed, ...]:
    """The sessions still to be done from today on, those that were let go left out; until `last` where it is given."""
    return tuple(
        one
        for one in placed(book)
        if one.state in ("planned", "begun") and one.date >= book.today and (last is None or one.date <= last)
    )


def file_stem(one: Placed) -> str:
    """How a session's files are called: `2027-03-09-squat-hinge-and-calves`; letters that every disk knows."""
    plain = unicodedata.normalize("NFKD", one.session.title).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", plain.casefold()).strip("-")
    if len(slug) > LONGEST_SLUG:
        slug = slug[: LONGEST_SLUG + 1].rpartition("-")[0] or slug[:LONGEST_SLUG]
    return "-".join(part for part in (one.date.isoformat(), slug) if part)


def watch_files(book: Notebook, sessions: tuple[Placed, ...]) -> dict[str, bytes]:
    """A FIT workout file for each session, by its name; two of one name are told apart by a number."""
    files: dict[str, bytes] = {}
    for one in sessions:
        files[free_name(files, file_stem(one), ".fit")] = session_fit(book, one)
    return files


def garmin_files(book: Notebook, sessions: tuple[Placed, ...], mass: MassWritten = "grams") -> dict[str, bytes]:
    """Garmin Connect's JSON for each session, by the name of its file. Raises TooManySteps."""
    files: dict[str, bytes] = {}
    for one in sessions:
        files[free_name(files, file_stem(one), ".garmin.json")] = session_garmin_json(book, one, mass)
    return files


def free_name(taken: dict[str, bytes], stem: str, ending: str) -> str:
    """A name that is not taken yet."""
    name, number = f"{stem}{ending}", 1
    while name in taken:
        number += 1
        name = f"{stem}-{number}{ending}"
    return name
