"""What happened: entries of a log that is only ever added to.

An entry says what happened at a moment (`at`), never when it was written down, so that a log means the same in
whatever order its entries arrive. A correction is an entry that supersedes another; a retraction takes one back.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal, get_args

import msgspec

from midstance.training.athlete import Goal, Sex, Weekday, Window
from midstance.training.exercise import Kit, Level, PainSite, Region
from midstance.training.plan import Prescreen
from midstance.training.prescription import BODY_MASS, Item, Load
from midstance.training.running import ClockTime, Race, Run, RunKind

Side = Literal["left", "right"]
Fault = Literal[
    "form", "knee-in", "pelvic-drop", "foot-unstable", "heel-lift", "rounded-back", "short-range", "loud-landing"
]
FAULTS: tuple[Fault, ...] = get_args(Fault)
STABILITY_FAULTS: frozenset[Fault] = frozenset({"knee-in", "pelvic-drop", "foot-unstable"})
"""What lowers the load in single-leg work until it is re-taught (R-PRG-7)."""

PainTime = Literal["during", "after", "next-morning", "at-rest", "running"]
RedFlag = Literal[
    "sharp-pain", "numbness", "dizziness", "chest-pain", "unusual", "fainting", "palpitations", "breathless",
    "calf-swelling", "back-pain-with-weakness", "bone-or-night-pain", "limp-over-a-day", "joint-swelling", "fever",
]  # fmt: skip
RED_FLAGS: tuple[RedFlag, ...] = get_args(RedFlag)
"""The five stop signs of the sources (S4:349) and what evidence, section 13, adds."""

Symptom = Literal["fever", "chest", "stomach", "head-cold"]
RunFeel = Literal["bad", "heavy", "usual", "good"]
HomeTest = Literal[
    "calf-raises", "hamstring-bridge", "side-plank", "step-down", "quiet-landing", "squat-pattern", "single-leg-hop"
]
HOME_TESTS: tuple[HomeTest, ...] = get_args(HomeTest)

EntryId = Annotated[str, msgspec.Meta(min_length=1, max_length=64)]
Score = Annotated[int, msgspec.Meta(ge=0, le=10)]
"""0 is none, 10 the worst imaginable."""


class _Entry(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True, tag_field="entry"
):
    id: EntryId
    """Made by the client that records it, so that sending it twice is harmless."""
    at: Annotated[dt.datetime, msgspec.Meta(tz=True)]
    """When it happened, with its zone."""
    supersedes: EntryId | None = None
    """The entry this one corrects; that one then counts no more."""


class SetResult(_Entry, frozen=True, kw_only=True, tag="set"):
    """One set that was done, of one side where it was done side by side. Loads as in `Load`: per implement."""

    exercise: str
    session: str | None = None
    """Id of the planned session it belongs to; None for work outside the plan."""
    index: int = 1
    """Which set of the exercise it was in this session, from 1, counted for each side."""
    side: Side | None = None
    reps: int | None = None
    seconds: int | None = None
    load: Load = BODY_MASS
    rir: int | None = None
    """Repetitions the runner thinks were left; None where it was not said."""
    faults: tuple[Fault, ...] = ()
    pain: Score | None = None
    """In the set, anywhere; a `PainReport` says where."""
    extra: bool = False
    """More than was asked; never steers."""
    instead_of: str | None = None
    """The planned exercise in whose place it was done."""
    asked: Item | None = None
    """What the plan asked of this exercise when it was done; None outside the plan."""
    note: str = ""
    origin: str = ""
    """The app or watch whose log it was taken from, such as hevy; empty where it was written down here."""


class SessionEnd(_Entry, frozen=True, kw_only=True, tag="session"):
    """A session came to its end, as planned or sooner."""

    session: str
    ended: Literal["done", "partly", "stopped"] = "done"
    minutes: int | None = None
    rpe: Score | None = None
    """How hard the whole session was, 0 to 10 (session-RPE)."""
    as_planned: bool = False
    """Everything was done as it was asked, and no set was written down."""
    note: str = ""


class SessionSkipped(_Entry, frozen=True, kw_only=True, tag="skipped"):
    """A planned session that will not be or was not done."""

    session: str
    why: str = ""


class SessionMoved(_Entry, frozen=True, kw_only=True, tag="moved"):
    """A planned session the runner put elsewhere. Kept as a wish that is hard, like a pin."""

    session: str
    date: dt.date
    start: ClockTime | None = None


class CheckIn(_Entry, frozen=True, kw_only=True, tag="check-in"):
    """How the runner is, in the morning or before a session."""

    sleep_h: float | None = None
    energy: Annotated[int, msgspec.Meta(ge=1, le=5)] | None = None
    """1 empty, 3 as usual, 5 full."""
    soreness: dict[Region, Score] = {}
    fatigue: Annotated[int, msgspec.Meta(ge=1, le=5)] | None = None
    """1 fresh, 3 as usual, 5 worn out."""
    note: str = ""


class Illness(_Entry, frozen=True, kw_only=True, tag="illness"):
    """Ill from the day of `at` on; `over` is the first day without symptoms, None while it lasts."""

    symptoms: tuple[Symptom, ...]
    over: dt.date | None = None


class PainReport(_Entry, frozen=True, kw_only=True, tag="pain"):
    """A pain at a place and a time, 0 to 10."""

    site: PainSite
    score: Score
    when: PainTime = "during"
    side: Side | None = None
    joint: bool = False
    """In the joint rather than muscle or tendon: its amber ends sooner."""
    limping: bool = False
    stiffer: bool = False
    """Next morning: stiffer than on other mornings."""
    session: str | None = None
    exercise: str | None = None
    note: str = ""


class RedFlags(_Entry, frozen=True, kw_only=True, tag="red-flag"):
    """Signs with which training stops until a professional has been seen."""

    flags: tuple[RedFlag, ...]
    note: str = ""


class Cleared(_Entry, frozen=True, kw_only=True, tag="cleared"):
    """The runner says that a professional has been seen and training may go on; it ends all red flags before it."""

    by: str = ""


class RunDone(_Entry, frozen=True, kw_only=True, tag="ran"):
    """A run that was done, as far as planning needs it."""

    kind: RunKind = "easy"
    key: bool | None = None
    """None: by its kind."""
    distance_m: int | None = None
    duration_s: int | None = None
    feel: RunFeel | None = None
    planned: dt.date | None = None
    """Date of the planned run it was, where that is another day."""
    title: str = ""


class RunMoved(_Entry, frozen=True, kw_only=True, tag="run-moved"):
    """A planned run put on another day or hour; `date` None: it will not be run."""

    planned: dt.date
    kind: RunKind | None = None
    """Which run of that day; None: its key run, or its only one."""
    date: dt.date | None = None
    start: ClockTime | None = None


class RunsGiven(_Entry, frozen=True, kw_only=True, tag="runs"):
    """A running plan that takes the place of what was planned from the day of `at` on."""

    runs: tuple[Run, ...]
    races: tuple[Race, ...] | None = None


class RaceSet(_Entry, frozen=True, kw_only=True, tag="race"):
    """A race that came in, changed, or (`off`) was called off."""

    race: Race
    off: bool = False


class Away(_Entry, frozen=True, kw_only=True, tag="away"):
    """Days with other kit, or (`kit` None) without any strength work; both ends included."""

    first: dt.date
    last: dt.date
    kit: tuple[Kit, ...] | None = None
    note: str = ""


class TestDone(_Entry, frozen=True, kw_only=True, tag="test"):
    """A test at home: repetitions, seconds, or points by the test's own scoring, each side where it has sides."""

    test: HomeTest
    left: int | None = None
    right: int | None = None
    both: int | None = None


class Settings(_Entry, frozen=True, kw_only=True, tag="settings"):
    """What the runner changed about themselves from `at` on; None: as it was."""

    level: Level | None = None
    kit: tuple[Kit, ...] | None = None
    goal: Goal | None = None
    age: int | None = None
    sex: Sex | None = None
    minutes: int | None = None
    windows: tuple[Window, ...] | None = None
    weak_points: tuple[Region, ...] | None = None
    load_steps_kg: dict[str, float] | None = None
    prescreen: Prescreen | None = None
    rest_day: Weekday | None = None


class Preferences(_Entry, frozen=True, kw_only=True, tag="preferences"):
    """How the runner likes things shown and said, from `at` on; None: as it was. Training hangs on none of it."""

    weight_unit: Literal["kg", "lb"] | None = None
    distance_unit: Literal["km", "mi"] | None = None
    week_start: Weekday | None = None
    theme: Literal["auto", "light", "dark"] | None = None
    sound: bool | None = None
    """Whether the player is heard: the beat, and the end of a rest."""
    voice: bool | None = None
    """Whether the player speaks."""
    places: dict[str, tuple[Kit, ...]] | None = None
    """Kit by place, such as home, gym or hotel; a place is chosen by `Settings.kit` or `Away`."""


class NameMapped(_Entry, frozen=True, kw_only=True, tag="name"):
    """What a name of another app or watch means to the runner, from whenever it is read; the latest word counts."""

    name: Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
    exercise: str | None = None
    """None: it is left out."""


class Imported(_Entry, frozen=True, kw_only=True, tag="imported"):
    """A file of another app was taken in: `entries` of them arrived right after this one, and are undone with it."""

    origin: str
    """The app, such as hevy."""
    file: str
    entries: int
    first: dt.date | None = None
    """The first day the file is about; None where it is about none."""
    last: dt.date | None = None


class Retraction(_Entry, frozen=True, kw_only=True, tag="retracted"):
    """Takes back the entry it supersedes, as if that had never been written."""


Entry = (
    SetResult | SessionEnd | SessionSkipped | SessionMoved | CheckIn | Illness | PainReport | RedFlags | Cleared
    | RunDone | RunMoved | RunsGiven | RaceSet | Away | TestDone | Settings | Preferences | NameMapped | Imported
    | Retraction
)  # fmt: skip
NOT_TRAINING = (Preferences, NameMapped, Imported)
"""Kinds of entries from which no plan follows."""


def effective(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """The entries that count, in order of when they happened, whatever order they came in.

    A correction takes the place, the moment and the id of what it corrects, so that a log with a corrected mistake is
    the same as one without. Where two correct the same entry, the one with the later id counts.
    """
    by_id = {entry.id: entry for entry in entries}
    heirs: dict[str, list[Entry]] = {}
    for entry in by_id.values():
        if entry.supersedes is not None and entry.supersedes != entry.id:
            heirs.setdefault(entry.supersedes, []).append(entry)
    found = []
    for entry in by_id.values():
        if entry.supersedes is None and entry.id not in heirs:
            found.append(entry)
        elif entry.supersedes is None or entry.supersedes not in by_id:
            last = _last_heir(entry, heirs)
            if not isinstance(last, Retraction):
                found.append(msgspec.structs.replace(last, id=entry.id, at=entry.at, supersedes=None))
    return tuple(sorted(found, key=lambda entry: (entry.at, entry.id)))


def _last_heir(entry: Entry, heirs: dict[str, list[Entry]]) -> Entry:
    """The end of the chain of corrections; a ring of them ends where it would close."""
    seen = {entry.id}
    while True:
        following = [heir for heir in heirs.get(entry.id, ()) if heir.id not in seen]
        if not following:
            return entry
        entry = max(following, key=lambda heir: heir.id)
        seen.add(entry.id)
