"""What is handed over to be brought in, what is said about it, and what came of it: kept while it is worked on."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Literal, Protocol

import msgspec

from midstance.application.importing.runs_report import ImportReport
from midstance.application.importing.strength import UnknownName
from midstance.formats.entry import Unit
from midstance.formats.strength_logs.logged import MassUnit, Order
from midstance.training.running import Problem

Question = Literal["unit", "dates"]
"""What a strength log leaves open: the unit of its masses, the order of day and month."""


class Given(msgspec.Struct, frozen=True, kw_only=True):
    """A file that was handed over."""

    number: int
    name: str
    """As its owner calls it, without folders."""
    size: int
    """Bytes."""
    path: Path


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """What the runner says about files that leave something open."""

    since: dt.date | None = None
    """The first day whose runs are taken; None: a year before the season."""
    all_runs: bool = False
    """Recordings that do not name their sport are runs."""
    unit: Unit | None = None
    """Of distances in Garmin's table."""
    units: dict[int, MassUnit] = {}
    """Of masses, by the number of the file."""
    orders: dict[int, Order] = {}
    """Of dates, by the number of the file."""
    watch: tuple[str, ...] = ()
    """Keys of the activities whose guessed sets were so."""


class Stopped(Exception):
    """The runner does not want it any more, or the program ends."""


class Hearing(Protocol):
    """Is told how far it is, some times a second at most; raises Stopped where it shall end."""

    def expect(self, files: int) -> None:
        """So many files more were found."""
        ...

    def done(self) -> None:
        """One of them is done."""
        ...

    def read(self, size: int) -> None:
        """So many bytes more of what was handed over are read."""
        ...


class RunsPart(msgspec.Struct, frozen=True, kw_only=True):
    """What recordings brought: those handed over one by one together, each export on its own."""

    name: str
    report: ImportReport


class StrengthPart(msgspec.Struct, frozen=True, kw_only=True):
    """What a strength log brought."""

    number: int
    name: str
    says: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    asks: Question | None = None
    """It cannot be read before this is said."""
    new: int = 0
    """Sets written down or corrected."""


class SetSeen(msgspec.Struct, frozen=True, kw_only=True):
    """A set as the watch saw it, in words."""

    at: str
    """Time of day on the runner's clock."""
    seen: str
    """What the watch took it for, or nothing."""
    amount: str
    exercise: str
    """The planned exercise it is matched to, or nothing."""


class WatchPart(msgspec.Struct, frozen=True, kw_only=True):
    """Sets that a watch counted in one activity, beside the planned session of that day."""

    key: str
    name: str
    day: dt.date
    session: str
    """Title of the planned session."""
    sets: tuple[SetSeen, ...]
    fits: int
    state: Literal["asked", "taken", "known"]
    new: int = 0
    """Sets written down."""


class BroughtIn(msgspec.Struct, frozen=True, kw_only=True):
    """What came of all that was handed over, or would come of it."""

    dry: bool
    """Nothing was written down."""
    runs: tuple[RunsPart, ...] = ()
    strength: tuple[StrengthPart, ...] = ()
    watch: tuple[WatchPart, ...] = ()
    watch_elsewhere: int = 0
    """Activities with sets on days without a planned session."""
    names: tuple[UnknownName, ...] = ()
    left: tuple[Problem, ...] = ()
    """Files that are nothing to be brought in, and why."""
    since: dt.date
    says: tuple[str, ...] = ()
    """What the log says of the runner now."""
    new: int = 0
    """Runs and sets that are written down, or would be."""
    before: int = 0
    """Entries that were written down before it was interrupted."""

    @property
    def is_open(self) -> bool:
        """Whether the runner can still say something from which more would come."""
        return bool(self.names) or any(one.asks for one in self.strength) or self.has_guesses

    @property
    def has_guesses(self) -> bool:
        """Whether guesses of a watch wait for an answer."""
        return any(one.state == "asked" for one in self.watch)
