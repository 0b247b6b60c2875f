"""The notebook: one runner's diary, the plan in effect, and the moment it is now, as recording needs them together."""

from __future__ import annotations

import datetime as dt
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from zoneinfo import ZoneInfo

import msgspec

from midstance.application.diary import Diary, DiaryError
from midstance.application.recording.checks import check_moment, refused
from midstance.application.recording.identity import checked_id, first_of, new_id, together
from midstance.application.replanning import NO_PLAN, current_plan, local_now
from midstance.coach.red_flags import stop
from midstance.formats.entry import one_line
from midstance.formats.moment_words import typed_moment
from midstance.rules.ledger import zone_of
from midstance.training.exercise import Exercise
from midstance.training.log import Entry, effective
from midstance.training.plan import Plan
from midstance.training.standing import Stop

WRITTEN_DOWN = "Written down. `midstance replan` takes it into the plan."


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """Entries ready to be written down, what to say of them, and what about them is odd and worth asking."""

    entries: tuple[Entry, ...]
    says: tuple[str, ...] = ()
    odd: tuple[str, ...] = ()


class Notebook:
    """What one command works with. `now` is a moment with its zone; the clock itself is never looked at."""

    def __init__(self, diary: Diary, now: dt.datetime, exercises: Mapping[str, Exercise]) -> None:
        self.diary = diary
        self.exercises = exercises
        self.plan: Plan | None = current_plan(diary)
        self.now = local_now(self.plan, now)
        self.all: tuple[Entry, ...] = diary.entries()
        self.entries = _counting(self.all)
        self._ids_made = 0

    @property
    def today(self) -> dt.date:
        """The date on the runner's clock."""
        return self.now.date()

    @property
    def zone(self) -> ZoneInfo | None:
        """The zone in which the coach reads local dates; None is UTC."""
        return zone_of(self.plan.brief.time_zone) if self.plan is not None else None

    def the_plan(self) -> Plan:
        """The plan in effect. Raises DiaryError where there is none."""
        if self.plan is None:
            raise DiaryError(NO_PLAN)
        return self.plan

    def stopped(self) -> Stop | None:
        """Whether training stands still because of a red flag."""
        return stop(self.entries, self.zone, self.today)

    def date_of(self, entry: Entry) -> dt.date:
        """The local date of an entry."""
        return self.on_clock(entry.at).date()

    def on_clock(self, moment: dt.datetime) -> dt.datetime:
        """A moment on the runner's clock."""
        return local_now(self.plan, moment)

    def first_id(self, given: str | None) -> str:
        """The id of what is about to be written down, later ones behind earlier ones. Raises Implausible."""
        if given is not None:
            return checked_id(given)
        self._ids_made += 1
        return new_id(self.now + dt.timedelta(milliseconds=self._ids_made))

    def moment(self, typed: str | None, given_id: str | None = None) -> dt.datetime:
        """When it happened: as typed on the runner's clock, else now; a command sent again keeps its first moment.

        Raises Implausible for what is no moment, lies ahead, or long before the season.
        """
        if typed is None:
            before = together(self.all, given_id) if given_id is not None else ()
            return before[0].at if before else self.now.replace(microsecond=0)
        naive = typed_moment(typed, self.today)
        if naive is None:
            raise refused("--at", f"{one_line(typed, 40)!r} is no moment; write it like 2027-03-09 18:30, or 18:30")
        at = self.aware(naive)
        check_moment(at, self.now, self.plan.brief.start if self.plan is not None else None)
        return at

    def aware(self, naive: dt.datetime) -> dt.datetime:
        """A time on the runner's clock as a moment. Where the plan's zone was only assumed it is the machine's: a time
        typed here and now is meant on the clock the runner sees."""
        if self.plan is None or self.plan.brief.time_zone_assumed:
            return naive.astimezone()
        return naive.replace(tzinfo=self.zone or dt.UTC)

    def without(self, first: str) -> tuple[Entry, ...]:
        """The entries that count but for those of one command, so that sending it again says the same again."""
        return effective(tuple(entry for entry in self.all if first_of(entry.id) != first))

    def take(self, drafts: Sequence[Draft] | Draft) -> int:
        """Writes drafts down, all of them or none; returns how many entries were new. Raises DiaryError."""
        listed = [drafts] if isinstance(drafts, Draft) else drafts
        added = self.diary.record([entry for draft in listed for entry in draft.entries])
        self.all = self.diary.entries()
        self.entries = _counting(self.all)
        return added


_COUNTED: OrderedDict[int, tuple[tuple[Entry, ...], tuple[Entry, ...]]] = OrderedDict()
_MOST_COUNTED = 16


def _counting(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """The entries that count. A program that goes on running hands in the very same log again and again.

    The log is held beside its answer, so that another one cannot come to have its identity.
    """
    known = _COUNTED.get(id(entries))
    if known is not None and known[0] is entries:
        return known[1]
    counted = effective(entries)
    _COUNTED[id(entries)] = (entries, counted)
    while len(_COUNTED) > _MOST_COUNTED:
        _COUNTED.popitem(last=False)
    return counted
