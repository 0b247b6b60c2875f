"""The tables beside training: check-ins, pains, runs planned and done, tests, and whatever else was written down."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

from midstance.application.exporting.tidy_table import Column, TidyTable, tidy
from midstance.application.recording.entry_words import said_entry
from midstance.application.recording.notebook import Notebook
from midstance.training.exercise import REGIONS, Region
from midstance.training.log import CheckIn, Entry, PainReport, RunDone, SessionEnd, SetResult, TestDone
from midstance.training.running import Run


class _CheckIn(NamedTuple):
    """A check-in and its moment on the runner's clock."""

    entry: CheckIn
    at: dt.datetime


class _Pain(NamedTuple):
    """A pain and its moment."""

    entry: PainReport
    at: dt.datetime


class _Ran(NamedTuple):
    """A run and its moment."""

    entry: RunDone
    at: dt.datetime


class _Test(NamedTuple):
    """A test at home and its moment."""

    entry: TestDone
    at: dt.datetime


class _Other(NamedTuple):
    """Any other entry, in words."""

    entry: Entry
    at: dt.datetime
    says: str


def _sore(region: Region) -> Column[_CheckIn]:
    return Column(
        f"sore_{region.replace('-', '_')}", "0-10", f"soreness, {region}", lambda one: one.entry.soreness.get(region)
    )


CHECK_INS: tuple[Column[_CheckIn], ...] = (
    Column("date", "", "local day", lambda one: one.at.date()),
    Column("time", "hh:mm", "local time", lambda one: f"{one.at:%H:%M}"),
    Column("sleep_h", "h", "last night", lambda one: one.entry.sleep_h),
    Column("energy", "1-5", "1 empty, 3 as usual, 5 full", lambda one: one.entry.energy),
    Column("fatigue", "1-5", "1 fresh, 3 as usual, 5 worn out", lambda one: one.entry.fatigue),
    *(_sore(region) for region in REGIONS),
    Column("note", "", "", lambda one: one.entry.note),
)
PAINS: tuple[Column[_Pain], ...] = (
    Column("date", "", "local day", lambda one: one.at.date()),
    Column("time", "hh:mm", "local time", lambda one: f"{one.at:%H:%M}"),
    Column("site", "", "where", lambda one: one.entry.site),
    Column("side", "", "left, right, or empty", lambda one: one.entry.side),
    Column("score", "0-10", "0 none, 10 the worst imaginable", lambda one: one.entry.score),
    Column("when", "", "during, after, next-morning, at-rest, running", lambda one: one.entry.when),
    Column("joint", "", "in the joint rather than muscle or tendon", lambda one: one.entry.joint),
    Column("limping", "", "", lambda one: one.entry.limping),
    Column("stiffer", "", "stiffer than on other mornings", lambda one: one.entry.stiffer),
    Column("session_id", "", "", lambda one: one.entry.session),
    Column("exercise_id", "", "", lambda one: one.entry.exercise),
    Column("note", "", "", lambda one: one.entry.note),
)
RUNS_DONE: tuple[Column[_Ran], ...] = (
    Column("date", "", "local day", lambda one: one.at.date()),
    Column("time", "hh:mm", "local time", lambda one: f"{one.at:%H:%M}"),
    Column("kind", "", "easy, long, threshold, intervals …", lambda one: one.entry.kind),
    Column("distance_m", "m", "", lambda one: one.entry.distance_m),
    Column("duration_s", "s", "", lambda one: one.entry.duration_s),
    Column("feel", "", "bad, heavy, usual, good", lambda one: one.entry.feel),
    Column("planned_date", "", "of the planned run it was, where that is another day", lambda one: one.entry.planned),
    Column("title", "", "", lambda one: one.entry.title),
)
RUNS_PLANNED: tuple[Column[Run], ...] = (
    Column("date", "", "local day", lambda one: one.date),
    Column("start", "hh:mm", "local time", lambda one: one.start),
    Column("start_assumed", "", "the plan gives no hour", lambda one: one.start_assumed),
    Column("kind", "", "easy, long, threshold, intervals …", lambda one: one.kind),
    Column("key", "", "one that legs have to be fresh for", lambda one: one.key),
    Column("distance_m", "m", "", lambda one: one.distance_m),
    Column("duration_s", "s", "", lambda one: one.duration_s),
    Column("duration_assumed", "", "estimated by distance and kind", lambda one: one.duration_assumed),
    Column("title", "", "", lambda one: one.title),
)
TESTS: tuple[Column[_Test], ...] = (
    Column("date", "", "local day", lambda one: one.at.date()),
    Column("test", "", "", lambda one: one.entry.test),
    Column("left", "reps, s or points", "by the test's own scoring", lambda one: one.entry.left),
    Column("right", "reps, s or points", "by the test's own scoring", lambda one: one.entry.right),
    Column("both", "reps, s or points", "by the test's own scoring", lambda one: one.entry.both),
)
OTHERS: tuple[Column[_Other], ...] = (
    Column("date", "", "local day", lambda one: one.at.date()),
    Column("time", "hh:mm", "local time", lambda one: f"{one.at:%H:%M}"),
    Column("kind", "", "kind of entry", lambda one: str(one.entry.__struct_config__.tag)),
    Column("says", "", "the entry in words", lambda one: one.says),
)


def life_tables(book: Notebook) -> Iterator[TidyTable]:
    """All tables but those of training."""
    moments = [(entry, book.on_clock(entry.at)) for entry in book.entries]
    yield tidy("check_ins", "How you were.", CHECK_INS,
               (_CheckIn(entry, at) for entry, at in moments if isinstance(entry, CheckIn)))  # fmt: skip
    yield tidy("pains", "What hurt.", PAINS,
               (_Pain(entry, at) for entry, at in moments if isinstance(entry, PainReport)))  # fmt: skip
    yield tidy("runs_done", "Runs that were written down.", RUNS_DONE,
               (_Ran(entry, at) for entry, at in moments if isinstance(entry, RunDone)))  # fmt: skip
    planned = book.plan.brief.runs if book.plan is not None else ()
    yield tidy("runs_planned", "The running plan as it stands now.", RUNS_PLANNED, planned)
    yield tidy("tests", "Tests at home.", TESTS,
               (_Test(entry, at) for entry, at in moments if isinstance(entry, TestDone)))  # fmt: skip
    known = (CheckIn, PainReport, RunDone, TestDone, SetResult, SessionEnd)
    yield tidy("other_entries", "Everything else in the diary, in words.", OTHERS,
               (_Other(entry, at, said_entry(entry, book.exercises)) for entry, at in moments
                if not isinstance(entry, known)))  # fmt: skip
