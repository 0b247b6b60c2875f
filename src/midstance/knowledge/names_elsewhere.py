"""What our exercises are called elsewhere: numbers of the FIT profile, titles of apps, ids of open catalogues."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from typing import Literal

import msgspec

from midstance.knowledge.catalogue import FOLDER

FILE = FOLDER / "names_elsewhere.toml"
Near = Literal["exact", "close"]
"""`exact`: the same exercise. `close`: the nearest there is, so the true name has to stand beside it."""


class FitExercise(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An exercise of the FIT profile, by name and number."""

    category: str
    category_id: int
    name: str
    id: int
    match: Near


class GarminExercise(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The same as Garmin Connect names it; it stands in for ours as near as the entry of the FIT profile does."""

    category: str
    exercise_name: str
    title: str


class OpenEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An entry of an open catalogue."""

    id: str | int
    match: Near
    uuid: str | None = None


class Elsewhere(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One of our exercises elsewhere. A title stands only where it is the same exercise."""

    id: str
    fit: FitExercise
    garmin_connect: GarminExercise | None = None
    hevy: str | None = None
    strong: str | None = None
    liftosaur: str | None = None
    free_exercise_db: OpenEntry | None = None
    wger: OpenEntry | None = None
    names: tuple[str, ...] = ()
    """Further names, in any language."""

    @property
    def titles(self) -> tuple[str, ...]:
        """All names that mean exactly this exercise."""
        return tuple(dict.fromkeys(name for name in (self.hevy, self.strong, self.liftosaur, *self.names) if name))


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words and phrases by which names are sorted."""

    words: tuple[str, ...]


class NamesElsewhere(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All of it: `beside` is work that is not planned here, `legs` what work for the legs is called."""

    exercise: tuple[Elsewhere, ...]
    beside: Words
    legs: Words

    def of(self, exercise: str) -> Elsewhere | None:
        """One of our exercises by its id."""
        return next((one for one in self.exercise if one.id == exercise), None)


@lru_cache(maxsize=1)
def names_elsewhere() -> NamesElsewhere:
    """The table this package ships with."""
    return msgspec.convert(tomllib.loads(FILE.read_text("utf-8")), NamesElsewhere)
