"""Reads the TOML files of this folder into a library; what is wrong comes back as sentences with their file."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import msgspec

from midstance.knowledge.library import Library, Source, Word
from midstance.rules.rule import Rule
from midstance.training.exercise import Dose, Drill, Exercise
from midstance.training.home_test import HomeTestGuide
from midstance.training.workout import Workout

FOLDER = Path(__file__).parent

OPTIONAL = {Exercise: {"family"}, Dose: {"tempo"}}
"""Fields that a file may leave out, because absence means something; every other field is written out."""

T = TypeVar("T")
Record = TypeVar("Record", Exercise, Drill, Workout, HomeTestGuide)


class Reading:
    """What was read so far, and what was wrong."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.problems: list[str] = []

    def table(self, path: Path) -> dict[str, object] | None:
        """The table of a TOML file; None when it cannot be read, which is noted."""
        try:
            return tomllib.loads(path.read_text("utf-8"))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            self.wrong(path, str(error))
            return None

    def wrong(self, path: Path, says: str) -> None:
        """Note what is wrong in a file."""
        self.problems.append(f"{path.relative_to(self.folder).as_posix()}: {says}")

    def convert(self, path: Path, value: object, kind: type[T]) -> T | None:
        """A struct from a table, or None with the mistake noted."""
        try:
            return msgspec.convert(value, type=kind)
        except msgspec.ValidationError as error:
            self.wrong(path, str(error))
            return None

    def records(self, room: str, kind: type[Record]) -> dict[str, Record]:
        """The structs of a folder with one file each, by id; the id is the file's name."""
        found: dict[str, Record] = {}
        for path in sorted((self.folder / room).glob("*.toml")):
            table = self.table(path)
            record = None if table is None else self.convert(path, table, kind)
            if table is None or record is None:
                continue
            if record.id != path.stem:
                self.wrong(path, f"its id is {record.id!r}, but a file is named after its id")
            for name in unwritten(table, kind):
                self.wrong(path, f"`{name}` is not written out")
            found[record.id] = record
        return found

    def entries(self, path: Path, key: str, kind: type[T]) -> Iterator[T]:
        """The structs of an array of tables in one file."""
        table = self.table(path) or {}
        for name in sorted(set(table) - {key}):
            self.wrong(path, f"`{name}` is unknown here; entries are written as [[{key}]]")
        listed = table.get(key, [])
        for value in listed if isinstance(listed, list) else []:
            label = value.get("id", value.get("word", "?")) if isinstance(value, dict) else "?"
            before = len(self.problems)
            entry = self.convert(path, value, kind)
            if len(self.problems) > before:
                self.problems[-1] += f" (in {label})"
            if entry is not None:
                yield entry


def unwritten(table: dict[str, object], kind: type[msgspec.Struct]) -> list[str]:
    """Fields that an exercise's file leaves to a default in silence, its doses included."""
    if kind is not Exercise:
        return []
    missing = [field.name for field in msgspec.structs.fields(kind) if field.name not in table]
    doses = table["dose"]
    assert isinstance(doses, dict)
    for level, dose in doses.items():
        missing += [f"dose.{level}.{field.name}" for field in msgspec.structs.fields(Dose) if field.name not in dose]
    allowed = OPTIONAL[Exercise] | {f"dose.{level}.{name}" for level in doses for name in OPTIONAL[Dose]}
    return [name for name in missing if name not in allowed]


def read_catalogue(folder: Path = FOLDER) -> tuple[Library, list[str]]:
    """The library as its files say, without a digest, and what could not be read."""
    reading = Reading(folder)
    rules: list[Rule] = []
    for path in sorted((folder / "rules").glob("*.toml")):
        rules += reading.entries(path, "rule", Rule)
    sources = {source.id: source for source in reading.entries(folder / "sources.toml", "source", Source)}
    found = Library(
        exercises=reading.records("exercises", Exercise),
        drills=reading.records("drills", Drill),
        workouts=reading.records("workouts", Workout),
        home_tests=reading.records("home_tests", HomeTestGuide),
        rules=tuple(rules),
        sources=dict(sorted(sources.items())),
        glossary=tuple(reading.entries(folder / "glossary.toml", "word", Word)),
    )
    return found, reading.problems
