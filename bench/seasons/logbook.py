"""What a phone sends: entries with their mistakes, corrections, late arrivals and repeats.

`arrived` is what the diary holds at a moment, in the order it came. `right_at_first` is the log as it would stand had
nobody ever erred: a plan must come out the same from both.
"""

from __future__ import annotations

import datetime as dt
import random
from typing import NamedTuple

import msgspec

from bench.seasons.runners import Runner, noise
from midstance.training.log import Entry, PainReport, Retraction, RunDone, SetResult

OTHER_SLIPS = 0.02
"""Share of pains and runs written down wrongly."""
LONGEST_UNTIL_CORRECTED_DAYS = 24


class Sent(NamedTuple):
    """An entry and when it comes in."""

    arrives: dt.datetime
    entry: Entry


class Logbook:
    """One runner's entries."""

    def __init__(self, runner: Runner) -> None:
        self._seed = runner.seed
        self._habits = runner.habits
        self._sent: list[Sent] = []
        self._right: list[Entry] = []
        self._count = 0
        self.corrections = 0

    def next_id(self) -> str:
        """An id as a client makes them: unlike in order of time."""
        self._count += 1
        return f"{noise(self._seed, 'id', self._count).getrandbits(48):012x}"

    def write(self, entry: Entry, *, late: dt.timedelta = dt.timedelta(0)) -> None:
        """An entry is made; with bad luck it is wrong at first, comes late, or twice."""
        rng = noise(self._seed, "sent", self._count)
        arrives = entry.at + late
        self._right.append(entry)
        wrong = self._mistaken(entry)
        self._sent.append(Sent(arrives, wrong or entry))
        if wrong is not None:
            self.corrections += 1
            after = dt.timedelta(hours=rng.choice((1, 30, 75, 24 * 9, 24 * LONGEST_UNTIL_CORRECTED_DAYS)))
            fixed = msgspec.structs.replace(entry, id=self.next_id(), supersedes=entry.id)
            if rng.random() < 0.5:
                fixed = msgspec.structs.replace(fixed, at=entry.at + after)
            self._sent.append(Sent(arrives + after, fixed))
        if rng.random() < self._habits.twice:
            self._sent.append(Sent(arrives + dt.timedelta(minutes=rng.choice((1, 600, 5000))), wrong or entry))
        if _is_set(entry) and rng.random() < self._habits.mistakes / 2:
            self._written_twice(entry, arrives)

    def open_ended(self, at_first: Entry, in_the_end: Entry, known: dt.datetime) -> None:
        """An entry that is completed later, by a correction that arrives when the rest is known."""
        self._right.append(in_the_end)
        later = msgspec.structs.replace(in_the_end, id=self.next_id(), supersedes=in_the_end.id)
        self._sent += [Sent(at_first.at, at_first), Sent(known, later)]

    def _written_twice(self, entry: Entry, arrives: dt.datetime) -> None:
        """The same set under two ids, the second one taken back two days later."""
        again = msgspec.structs.replace(entry, id=self.next_id())
        back = Retraction(id=self.next_id(), at=entry.at + dt.timedelta(days=2), supersedes=again.id)
        self._sent += [Sent(arrives, again), Sent(arrives + dt.timedelta(days=2), back)]
        self.corrections += 1

    def _mistaken(self, entry: Entry) -> Entry | None:
        """The entry with a slip of the thumb: 41 for 14, 20 kg more, another exercise, a run ten times as far."""
        rng = noise(self._seed, "slip", self._count)
        if isinstance(entry, SetResult):
            return self._wrong_set(entry, rng) if rng.random() < self._habits.mistakes else None
        if rng.random() > OTHER_SLIPS:
            return None
        if isinstance(entry, PainReport):
            return msgspec.structs.replace(entry, score=10 - entry.score)
        if isinstance(entry, RunDone) and entry.distance_m:
            return msgspec.structs.replace(entry, distance_m=entry.distance_m * 10)
        return None

    @staticmethod
    def _wrong_set(entry: SetResult, rng: random.Random) -> SetResult:
        slip = rng.choice(("digits", "load", "exercise", "rir"))
        if slip == "digits" and entry.reps is not None and 10 <= entry.reps <= 99 and entry.reps % 11:
            return msgspec.structs.replace(entry, reps=entry.reps % 10 * 10 + entry.reps // 10)
        if slip == "load" and entry.load.kg is not None:
            return msgspec.structs.replace(entry, load=msgspec.structs.replace(entry.load, kg=entry.load.kg + 20))
        if slip == "exercise":
            other = "goblet-squat" if entry.exercise != "goblet-squat" else "split-squat"
            return msgspec.structs.replace(entry, exercise=other)
        return msgspec.structs.replace(entry, rir=0 if (entry.rir or 0) > 0 else 6)

    def arrived(self, until: dt.datetime) -> tuple[Entry, ...]:
        """What the diary holds at a moment, each id once, in order of arrival."""
        found: dict[str, Entry] = {}
        for sent in sorted(self._sent, key=lambda one: one.arrives):
            if sent.arrives <= until:
                found.setdefault(sent.entry.id, sent.entry)
        return tuple(found.values())

    def everything(self) -> tuple[Entry, ...]:
        """All that was ever sent, in order of arrival, repeats included."""
        return tuple(sent.entry for sent in sorted(self._sent, key=lambda one: one.arrives))

    def right_at_first(self) -> tuple[Entry, ...]:
        """The log as if every entry had been right when it was made."""
        return tuple(self._right)


def _is_set(entry: Entry) -> bool:
    return isinstance(entry, SetResult)
