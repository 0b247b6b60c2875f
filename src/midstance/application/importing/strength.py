"""A strength log of another app becomes entries of the diary: matched to our exercises and to the plan, once.

Every set has an id made from where it stands in its app's log, so that a file may come again, or one that overlaps
with it. What was changed in the app since comes in as a correction, unless the runner has put it right here.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from midstance.application.importing.own_names import names_for
from midstance.application.importing.set_entries import begun, entries_of, file_says
from midstance.application.importing.set_places import Places
from midstance.application.importing.writing_once import Once
from midstance.application.recording.checks import FUTURE, HANDHELD
from midstance.application.recording.notebook import Draft, Notebook
from midstance.formats.entry import fewer, one_line
from midstance.formats.strength_logs.logged import SAID_APP, ForeignSet, StrengthLog
from midstance.knowledge.naming import Meaning, Names
from midstance.rules.saying import counted
from midstance.training.log import Entry, Imported, SetResult
from midstance.training.running import Problem


class UnknownName(msgspec.Struct, frozen=True, kw_only=True):
    """A name that means none of our exercises yet, how many sets have it, and what it could mean."""

    name: str
    sets: int
    candidates: tuple[str, ...] = ()


class StrengthImport(msgspec.Struct, frozen=True, kw_only=True):
    """What an import would write down, and what it leaves out and why."""

    draft: Draft
    app: str
    sets: int = 0
    """Work sets of the file that are in the diary now or would be."""
    new: int = 0
    corrected: int = 0
    known: int = 0
    """There already, as they are."""
    kept_own: int = 0
    """Changed in the app, but put right or taken back here: the runner's word stands."""
    warm_ups: int = 0
    beside: int = 0
    """Sets of work that is not planned here: upper body, trunk, endurance."""
    elsewhere: int = 0
    """Sets of days on which the exercise is written down from elsewhere."""
    matched: tuple[str, ...] = ()
    """Planned sessions that were found in it."""
    unknown: tuple[UnknownName, ...] = ()
    problems: tuple[Problem, ...] = ()
    first: dt.date | None = None
    last: dt.date | None = None


def strength_import(book: Notebook, log: StrengthLog, file: str) -> StrengthImport:
    """What a log brings to a diary. Nothing is written down here; `book.take(found.draft)` does."""
    names = names_for(book)
    sorted_sets = _Sorted(book, names, log)
    places = Places(book)
    once = Once(book)
    problems = [*log.problems, *sorted_sets.problems]
    entries: list[Entry] = []
    matched: dict[str, None] = {}
    for workout in _workouts(sorted_sets.ours):
        made = entries_of(book, workout, log.app, places)
        problems += made.problems
        if made.sets:
            matched |= dict.fromkeys(made.sessions)
            entries += once.to_write(made, file_says)
    dates = [book.date_of(one) for one in once.seen]
    word = _word(book, log, file, entries, dates)
    found = StrengthImport(
        draft=Draft(entries=(word, *entries) if word is not None else ()),
        app=SAID_APP[log.app], sets=once.sets, new=once.new, corrected=once.corrected, known=once.known,
        kept_own=once.kept_own, warm_ups=sorted_sets.warm_ups, beside=sorted_sets.beside,
        elsewhere=sorted_sets.elsewhere, matched=tuple(matched), unknown=sorted_sets.unknown(names),
        problems=fewer(problems, file), first=min(dates, default=None), last=max(dates, default=None),
    )  # fmt: skip
    says = (*said(found, log), *(taken_for(book, once.seen) if once.new else ()))
    return msgspec.structs.replace(found, draft=msgspec.structs.replace(found.draft, says=says))


class _Sorted:
    """The sets of a log by what becomes of them."""

    def __init__(self, book: Notebook, names: Names, log: StrengthLog) -> None:
        self.ours: list[tuple[ForeignSet, str]] = []
        self.problems: list[Problem] = []
        self.warm_ups = self.beside = self.elsewhere = 0
        self._unknown: Counter[str] = Counter()
        meanings: dict[str, Meaning] = {}
        there = _written_elsewhere(book, log.app)
        for one in log.sets:
            meaning = meanings.get(one.exercise)
            if meaning is None:
                meaning = meanings[one.exercise] = names.meaning(one.exercise, one.ids)
            self._sort(book, one, meaning, there)

    def _sort(self, book: Notebook, one: ForeignSet, meaning: Meaning, there: set[tuple[str, dt.date]]) -> None:
        moment = begun(book, one)
        if meaning.beside:
            self.beside += 1
        elif meaning.exercise is None:
            self._unknown[one.exercise] += 1
        elif one.kind == "warm-up":
            self.warm_ups += 1
        elif moment > book.now + FUTURE:
            says = f"{one_line(one.exercise, 40)} lies ahead, on {moment:%Y-%m-%d}; only what has happened is taken in"
            self.problems.append(Problem(place=one.place, says=says))
        elif (meaning.exercise, book.on_clock(moment).date()) in there:
            self.elsewhere += 1
        else:
            self.ours.append((one, meaning.exercise))

    def unknown(self, names: Names) -> tuple[UnknownName, ...]:
        """Names to be asked about, those of most sets first."""
        return tuple(
            UnknownName(name=name, sets=sets, candidates=names.candidates(name))
            for name, sets in sorted(self._unknown.items(), key=lambda pair: (-pair[1], pair[0]))
        )


def _written_elsewhere(book: Notebook, app: str) -> set[tuple[str, dt.date]]:
    """Exercises and days that were written down by hand, or taken from another app: they are not counted twice."""
    return {
        (entry.exercise, book.date_of(entry))
        for entry in book.entries
        if isinstance(entry, SetResult) and entry.origin != app
    }


def _workouts(sets: Sequence[tuple[ForeignSet, str]]) -> Iterator[list[tuple[ForeignSet, str]]]:
    """The sets of one workout after the other."""
    groups: Mapping[tuple[dt.datetime, str], list[tuple[ForeignSet, str]]] = defaultdict(list)
    for one, exercise in sets:
        groups[one.started, one.workout].append((one, exercise))
    yield from groups.values()


def _word(
    book: Notebook, log: StrengthLog, file: str, entries: Sequence[Entry], dates: Sequence[dt.date]
) -> Imported | None:
    """The word of the import, or None where it brings nothing."""
    if not entries:
        return None
    return Imported(
        id=book.first_id(None), at=book.now.replace(microsecond=0), origin=log.app, file=one_line(file, 100),
        entries=len(entries), first=min(dates, default=None), last=max(dates, default=None),
    )  # fmt: skip


def said(found: StrengthImport, log: StrengthLog) -> Iterator[str]:
    """What an import brings and leaves out, as sentences."""
    if found.first is not None:
        days = f"{found.first} to {found.last}" if found.first != found.last else f"{found.first}"
        yield f"{found.app}: {counted(found.sets, 'set')} of your exercises, {days}."
    else:
        yield f"{found.app}: no set of an exercise that is planned here."
    parts = [f"{found.new} new"] if found.new else []
    parts += [f"{found.corrected} changed since"] if found.corrected else []
    parts += [f"{found.known} there already"] if found.known else []
    if parts:
        yield f"Of these {', '.join(parts)}."
    if found.kept_own:
        yield f"{counted(found.kept_own, 'set')} stay as you put them right here."
    if found.matched:
        yield f"They answer {counted(len(found.matched), 'planned session')}."
    left = [f"{counted(found.warm_ups, 'warm-up set')}"] if found.warm_ups else []
    left += [f"{counted(found.beside, 'set')} of upper body, trunk or endurance"] if found.beside else []
    left += [f"{counted(found.elsewhere, 'set')} of days you have from elsewhere"] if found.elsewhere else []
    left += [f"{counted(log.cardio, 'row')} of endurance"] if log.cardio else []
    left += [f"{counted(log.copies, 'row')} that stand there twice"] if log.copies else []
    left += [f"{counted(log.empty, 'set')} without a repetition"] if log.empty else []
    if left:
        yield f"Left out: {', '.join(left)}."


def taken_for(book: Notebook, sets: Sequence[SetResult]) -> Iterator[str]:
    """What is taken for granted where no app says it: whose weight a number is, and which side did it."""
    there = {one.exercise: one.load.kind for one in sets}
    if any(book.exercises[name].per_side for name in there):
        yield "Work for one leg is taken as done on each side, for the app keeps no sides."
    handheld = [
        name for name, kind in there.items() if kind in ("kg", "lb") and HANDHELD & set(book.exercises[name].load_kit)
    ]
    if any("barbell" not in book.exercises[name].load_kit for name in handheld):
        yield "A dumbbell's mass is taken for each of them, as the apps ask for it."
