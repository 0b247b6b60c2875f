"""The history as pages: what was written down, by day, the latest first, and only of a kind where one is asked for."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from itertools import groupby

import msgspec

from midstance.application.recording.entry_words import said_entry
from midstance.application.recording.identity import first_of
from midstance.application.recording.names import exercise_named
from midstance.application.recording.notebook import Draft, Notebook
from midstance.application.recording.undoing import correct_draft
from midstance.formats.entry import UnreadableFile
from midstance.formats.session_words import said_with
from midstance.training.log import (
    Away,
    CheckIn,
    Cleared,
    Entry,
    Illness,
    PainReport,
    RaceSet,
    RedFlags,
    RunDone,
    RunMoved,
    RunsGiven,
    SessionEnd,
    SessionMoved,
    SessionSkipped,
    SetResult,
    TestDone,
)

A_PAGE = 80
"""Entries on one page; the day of the last one is told to its end (ours)."""
KINDS: dict[str, tuple[type[Entry], ...]] = {
    "strength": (SetResult, SessionEnd, SessionMoved, SessionSkipped),
    "pain": (PainReport, RedFlags, Cleared),
    "body": (CheckIn, Illness),
    "runs": (RunDone, RunMoved, RunsGiven, RaceSet),
    "tests": (TestDone,),
    "away": (Away,),
}
"""What a history can be narrowed to."""


class HistoryLine(msgspec.Struct, frozen=True, kw_only=True):
    """An entry that counts, in words."""

    id: str
    says: str
    kind: str
    together: int
    """How many entries were written down with it; they are taken back together."""
    first: bool
    """Whether it is the first of them."""


class HistoryGroup(msgspec.Struct, frozen=True, kw_only=True):
    """Entries that belong together: the sets of one exercise in one visit, or a single entry."""

    says: str
    lines: tuple[HistoryLine, ...]


class HistoryDay(msgspec.Struct, frozen=True, kw_only=True):
    """What happened on one day."""

    date: dt.date
    groups: tuple[HistoryGroup, ...]


class HistoryPage(msgspec.Struct, frozen=True, kw_only=True):
    """Some days of the history, the latest first."""

    days: tuple[HistoryDay, ...]
    earlier: dt.date | None = None
    """The day before which the next page begins; None where there is none."""
    wrong: str = ""
    """Why nothing is shown, where what was asked for is not known."""


def history_page(book: Notebook, *, kind: str = "", exercise: str = "", before: dt.date | None = None) -> HistoryPage:
    """The latest days before a day, of one kind or one exercise where it is named; else `wrong` says why not."""
    try:
        wanted = exercise_named(book, exercise).id if exercise else None
    except UnreadableFile as error:
        return HistoryPage(days=(), wrong=error.says)
    kinds = KINDS.get(kind)
    fitting = [
        entry for entry in reversed(book.entries)
        if (kinds is None or isinstance(entry, kinds))
        and (wanted is None or (isinstance(entry, SetResult | PainReport) and entry.exercise == wanted))
    ]  # fmt: skip
    days: list[HistoryDay] = []
    shown = 0
    counted = Counter(first_of(entry.id) for entry in book.entries)
    for date, of_day in groupby(fitting, key=book.date_of):
        if before is not None and date >= before:
            continue
        if shown >= A_PAGE:
            return HistoryPage(days=tuple(days), earlier=days[-1].date)
        entries = list(reversed(list(of_day)))
        days.append(HistoryDay(date=date, groups=tuple(_groups(book, entries, counted))))
        shown += len(entries)
    return HistoryPage(days=tuple(days))


def _groups(book: Notebook, entries: Sequence[Entry], counted: Mapping[str, int]) -> Iterator[HistoryGroup]:
    """The entries of a day, the sets of one exercise in one visit together, in the order of their first."""
    together: dict[tuple[str, str | None], list[Entry]] = {}
    for entry in entries:
        key = (entry.exercise, entry.session or "") if isinstance(entry, SetResult) else (entry.id, None)
        together.setdefault(key, []).append(entry)
    for group in together.values():
        lines = tuple(_line(book, entry, counted) for entry in group)
        sets = [entry for entry in group if isinstance(entry, SetResult)]
        yield HistoryGroup(says=_said_sets(book, sets) if len(sets) > 1 else lines[0].says, lines=lines)


def _said_sets(book: Notebook, sets: Sequence[SetResult]) -> str:
    """`Goblet squat: 8, 8, 7 at 14 kg`, `Split squat: left 8, 8; right 8, 7, body mass`."""
    known = book.exercises.get(sets[0].exercise)
    sides = dict.fromkeys(one.side for one in sets)
    said = []
    for side in sides:
        amounts = [f"{one.seconds} s" if one.seconds is not None else str(one.reps) for one in sets if one.side == side]
        said.append(f"{f'{side} ' if side else ''}{', '.join(amounts)}")
    name = known.name if known is not None else sets[0].exercise
    return f"{name}: {'; '.join(said)}{said_with(*(one.load for one in sets))}"


def _line(book: Notebook, entry: Entry, counted: Mapping[str, int]) -> HistoryLine:
    group, says = first_of(entry.id), _said(book, entry)
    return HistoryLine(
        id=entry.id, says=says[:1].upper() + says[1:], kind=str(entry.__struct_config__.tag),
        together=counted[group], first=group == entry.id,
    )  # fmt: skip


def _said(book: Notebook, entry: Entry) -> str:
    """The entry in words, a session of the plan by its title."""
    says = said_entry(entry, book.exercises)
    if isinstance(entry, SessionEnd | SessionMoved | SessionSkipped) and book.plan is not None:
        title = next((one.title for one in book.plan.sessions if one.id == entry.session), None)
        return says.replace(f"session {entry.session}", title, 1) if title is not None else says
    return says


def correction_of(book: Notebook, entry_id: str, words: str, *, new_id: str) -> Draft:
    """A correction of exactly one entry, also of the first of several that were written down together.

    Raises Implausible, LogWordsError for words of a set that cannot be read.
    """
    alone = copy(book)
    alone.entries = tuple(entry for entry in book.entries if entry.id == entry_id)
    return correct_draft(alone, first_of(entry_id) if alone.entries else entry_id, words, entry_id=new_id)
