"""A diary made by hand: an entry of every kind, revisions of a small plan, and ways to look at all that is kept."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import msgspec

from midstance.application.diary import KeptRevision, RevisionState
from midstance.formats.plan_json import encode_plan
from midstance.storage.folder import FILE_NAME
from midstance.storage.opening import open_store
from midstance.training.athlete import Window
from midstance.training.log import (
    Away,
    CheckIn,
    Cleared,
    Entry,
    Illness,
    Imported,
    NameMapped,
    PainReport,
    Preferences,
    RaceSet,
    RedFlags,
    Retraction,
    RunDone,
    RunMoved,
    RunsGiven,
    SessionEnd,
    SessionMoved,
    SessionSkipped,
    SetResult,
    Settings,
    TestDone,
)
from midstance.training.prescription import Item, Load
from midstance.training.running import Race, Run
from tests.plan_fixture import small_plan

if TYPE_CHECKING:
    from midstance.storage.store import Store

NOON = dt.datetime(2027, 3, 9, 12, 0, tzinfo=ZoneInfo("Europe/Berlin"))
DAY = NOON.date()
ASKED = Item(exercise="goblet-squat", sets=3, reps=(8, 10), load=Load(kind="kg", kg=14.0), rir=(2, 3), rest_s=90)
MARKER = "Zwölfuhrläuten-4711"
"""A note that stands nowhere else, to look for in files."""


def a_set(number: int = 1, *, id: str | None = None, reps: int = 8, note: str = "") -> SetResult:
    """A set of goblet squats, some minutes after noon."""
    return SetResult(
        id=id or f"set-{number}",
        at=NOON + dt.timedelta(minutes=number),
        exercise="goblet-squat",
        session="s-1",
        index=number,
        reps=reps,
        load=Load(kind="kg", kg=14.0),
        rir=2,
        asked=ASKED,
        note=note,
    )


def every_kind() -> tuple[Entry, ...]:
    """One entry of each kind, and a correction."""
    run = Run(date=DAY, kind="easy", key=False, title="Easy ☂ 8 km", distance_m=8000)
    race = Race(date=DAY + dt.timedelta(days=26), name="City half")
    return (
        a_set(1, note=MARKER),
        SetResult(id="hold", at=NOON, exercise="side-plank", side="left", seconds=30, faults=("form",), pain=2),
        SessionEnd(id="end", at=NOON, session="s-1", ended="partly", minutes=31, rpe=7),
        SessionSkipped(id="skip", at=NOON, session="s-2", why="no time"),
        SessionMoved(id="move", at=NOON, session="s-3", date=DAY, start="18:30"),
        CheckIn(id="check", at=NOON, sleep_h=6.5, energy=3, soreness={"quadriceps": 4, "calf-soleus": 2}, fatigue=2),
        Illness(id="ill", at=NOON, symptoms=("fever", "chest"), over=DAY),
        PainReport(id="pain", at=NOON, site="calf", score=4, when="next-morning", side="left", stiffer=True),
        RedFlags(id="flag", at=NOON, flags=("dizziness",)),
        Cleared(id="clear", at=NOON + dt.timedelta(days=3), by="Dr. Ø"),
        RunDone(id="ran", at=NOON, kind="long", distance_m=18_000, duration_s=6480, feel="good"),
        RunMoved(id="run-moved", at=NOON, planned=DAY, date=None),
        RunsGiven(id="runs", at=NOON, runs=(run,), races=(race,)),
        RaceSet(id="race", at=NOON, race=race),
        Away(id="away", at=NOON, first=DAY, last=DAY, kit=("mini-band",)),
        TestDone(id="test", at=NOON, test="calf-raises", left=21, right=25),
        Settings(id="settings", at=NOON, minutes=40, windows=(Window(weekday="tue", start="18:00", end="19:30"),)),
        Preferences(id="preferences", at=NOON, weight_unit="lb", places={"gym": ("barbell",)}),
        NameMapped(id="name", at=NOON, name="Sentadilla (Barra)", exercise="back-squat"),
        Imported(id="imported", at=NOON, origin="hevy", file="workouts.csv", entries=0, first=DAY, last=DAY),
        a_set(2, id="set-1b", reps=7),
        Retraction(id="back", at=NOON, supersedes="skip"),
    )


def a_revision(number: int = 1, *, state: RevisionState = "accepted") -> KeptRevision:
    """A revision of the small plan that follows from the one before it."""
    plan = small_plan()
    made = msgspec.structs.replace(plan.made, objective=number)
    return KeptRevision(
        id=f"revision-{number}",
        number=number,
        as_of=NOON + dt.timedelta(days=number),
        document=encode_plan(msgspec.structs.replace(plan, made=made)),
        basis="" if number == 1 else f"{number:064x}",
        parent=None if number == 1 else f"revision-{number - 1}",
        why=("The long run moved.",) if number > 1 else (),
        state=state,
    )


def fill(store: Store, runner: str = "me") -> None:
    """Entries of every kind, two revisions, and a change of mind about the second."""
    diary = store.diary(runner)
    diary.record(every_kind())
    diary.keep(a_revision(1))
    diary.keep(a_revision(2, state="proposed"))
    diary.mark("revision-2", "accepted")
    diary.mark("revision-2", "undone")


def filled(home: Path, *runners: str) -> Store:
    """A store in a folder with runners in it."""
    store = open_store(home)
    for runner in runners or ("me",):
        fill(store, runner)
    return store


def all_rows(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """Every column of every row, numbers of rows replaced by what they mean, so that stores can be compared."""
    from midstance.storage.models import LogEntry, Revision, RevisionMark, Runner

    using = store.using
    return {
        "runners": list(Runner.objects.using(using).order_by("name").values_list("name", "since")),
        "entries": list(
            LogEntry.objects.using(using).order_by("owner__name", "id").values_list(
                "owner__name", "client_id", "kind", "at", "arrived", "supersedes", "session", "exercise", "version",
                "body",
            )
        ),
        "revisions": [
            (*row[:-1], bytes(row[-1]))
            for row in Revision.objects.using(using).order_by("owner__name", "id").values_list(
                "owner__name", "name", "number", "as_of", "parent__name", "basis", "why", "schema", "knowledge",
                "engine", "made_by", "kept", "sha256", "document",
            )
        ],
        "marks": list(
            RevisionMark.objects.using(using).order_by("owner__name", "id").values_list(
                "owner__name", "revision__name", "state", "at"
            )
        ),
    }  # fmt: skip


def file_of(home: Path) -> Path:
    """The diary's file."""
    return home / FILE_NAME
