"""The door to what is known: `library()`, decoded once from the compiled form in a few milliseconds."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Literal

import msgspec

from midstance.rules.rule import Rule
from midstance.training.exercise import Drill, Exercise
from midstance.training.home_test import HomeTestGuide
from midstance.training.workout import Workout

COMPILED = Path(__file__).with_name("compiled.msgpack")
"""Written by `python -m midstance.knowledge.compile`, shipped with the package."""

SourceKind = Literal["document", "study", "guideline"]
Verified = Literal["primary", "secondary", "unverified"]
"""How a finding was verified: read in the paper or its abstract, read about elsewhere, or not at all."""


class Source(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A source document, a study or a guideline, with what it says in our own words."""

    id: str
    kind: SourceKind
    name: str
    says: str
    verified: Verified
    doi: tuple[str, ...] = ()
    doi_checked: bool = True
    lines: int | None = None
    """Length of a source document; citations such as `S4:17-38` lie within it."""


class Word(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A word as Midstance uses it, and what it is not called here."""

    word: str
    means: str
    not_called: tuple[str, ...]


class Library(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that is known. Maps are keyed by id and sorted by it; rules keep the order of their files."""

    exercises: dict[str, Exercise] = {}
    drills: dict[str, Drill] = {}
    workouts: dict[str, Workout] = {}
    home_tests: dict[str, HomeTestGuide] = {}
    rules: tuple[Rule, ...] = ()
    sources: dict[str, Source] = {}
    glossary: tuple[Word, ...] = ()
    digest: str = ""
    """SHA-256 of all of the above, in hexadecimal; a plan names the library that made it by this."""


class StaleKnowledge(Exception):
    """The compiled form is missing or was made by other code; `make knowledge` writes it anew."""


@lru_cache(maxsize=1)
def library() -> Library:
    """The library this package ships with. Raises StaleKnowledge when the compiled form cannot be used."""
    try:
        return msgspec.msgpack.decode(COMPILED.read_bytes(), type=Library)
    except (OSError, msgspec.DecodeError) as error:
        raise StaleKnowledge(f"{COMPILED.name} cannot be used ({error}); run `make knowledge`") from error
