"""What a feed changed since the last look, held against the plan as the runner has it now.

Three are compared: the feed as it was, the feed as it is, and the runs that are planned. What the runner moved with
their own hand stays where they put it, and what the feed did not change is left alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from midstance.application.feeds.matching import match, title_of
from midstance.coach.runs import said_kind
from midstance.training.clock import said_date, said_weekday
from midstance.training.running import Run

ROUNDED = 0.02
"""Amounts this near to each other are the same, rounded: a half marathon is 21.1 km or 21,098 m (ours)."""


class Difference(msgspec.Struct, frozen=True, kw_only=True):
    """What has to change in the runs that are planned."""

    moved: tuple[tuple[Run, Run], ...] = ()
    """The planned run, and where it is now."""
    changed: tuple[tuple[Run, Run], ...] = ()
    """The planned run, and what it is now; it may have moved as well."""
    off: tuple[Run, ...] = ()
    """Planned runs that the feed says will not be run."""
    added: tuple[Run, ...] = ()
    asks: tuple[str, ...] = ()
    stands: dict[str, str] = {}
    """UID of a run in the feed to the source of the planned run it is."""

    @property
    def nothing(self) -> bool:
        """Whether the plan stays as it is."""
        return not (self.moved or self.changed or self.off or self.added)

    @property
    def plain_moves(self) -> bool:
        """Whether it can be said as single runs that move, none of which could be taken for another."""
        if self.changed or self.added:
            return False
        left = [(run.date, run.kind) for run in (*(one for one, _ in self.moved), *self.off)]
        arrived = [(run.date, run.kind) for _, run in self.moved]
        return len({*left, *arrived}) == len(left) + len(arrived)


def differences(
    before: Sequence[Run], now: Sequence[Run], planned: Sequence[Run], *, done: Sequence[Run] = (),
    cancelled: Iterable[str] = (), missing_is_off: bool = False, stands: Mapping[str, str] | None = None,
) -> Difference:  # fmt: skip
    """What follows for the planned runs. `done`: runs that were run already. `cancelled`: UIDs the feed calls so.

    `missing_is_off`: what is not there any more was taken out; else it is only asked about, for feeds show some weeks
    and drop what is done.
    """
    matched, gone_uids = match(before, now), frozenset(cancelled)
    moved, changed, asks = [], [], []
    taken: list[Run] = []
    known, stood = dict(stands or {}), {}
    for was, new in matched.same:
        found = standing(was, planned, taken, known.get(was.source, was.source))
        stood[new.source] = known.get(was.source, was.source) if found is None else found.source
        if found is None:
            continue
        taken.append(found)
        new = _as_known(was, new, found)
        if is_other(was, new):
            changed.append((found, new))
        elif _elsewhere(was, new) and not _is_there(found, new):
            if found.date != was.date:
                asks.append(_contradiction(found, was, new))
            else:
                moved.append((found, new))
    off, missing = _gone(matched.gone, now, planned, taken, known, None if missing_is_off else gone_uids)
    stood |= {run.source: known.get(run.source, run.source) for run in matched.gone}
    free = [run for run in planned if all(run is not other for other in taken)]
    there = {(run.date, run.kind) for run in (*free, *done)}
    added = tuple(run for run in matched.added if (run.date, run.kind) not in there)
    return Difference(
        moved=tuple(moved), changed=tuple(changed), off=off, added=added, asks=(*asks, *missing), stands=stood
    )


def _gone(
    gone: Sequence[Run], now: Sequence[Run], planned: Sequence[Run], taken: list[Run], known: Mapping[str, str],
    cancelled: frozenset[str] | None,
) -> tuple[tuple[Run, ...], tuple[str, ...]]:  # fmt: skip
    """Planned runs that will not be run, and questions about those that are only missing; `cancelled` None: all."""
    last = max((run.date for run in now), default=None)
    off, asks = [], []
    for run in gone:
        found = standing(run, planned, taken, known.get(run.source, run.source))
        if found is None:
            continue
        if cancelled is None or run.source in cancelled:
            taken.append(found)
            off.append(found)
        elif last is not None and run.date <= last:
            asks.append(_missing(found))
    return tuple(off), tuple(asks)


def standing(run: Run, planned: Sequence[Run], taken: Sequence[Run], source: str) -> Run | None:
    """The planned run that an entry of the feed stands for, wherever it is now; None where it is there no more.

    `source`: that of the planned run, as far as it is known.
    """
    free = [one for one in planned if all(one is not other for other in taken)]
    for fits in (
        [one for one in free if source and one.source == source],
        [one for one in free if (one.date, one.kind, one.title) == (run.date, run.kind, run.title)],
        [one for one in free if (one.date, one.kind) == (run.date, run.kind)],
        [one for one in free if one.date == run.date and one.is_running == run.is_running],
    ):
        if fits:
            return min(fits, key=lambda one: (one.date != run.date, one.start, one.title))
    return None


def merged(planned: Sequence[Run], found: Difference) -> tuple[Run, ...]:
    """The planned runs with the difference taken in."""
    new = {id(one): run for one, run in (*found.moved, *found.changed)}
    off = {id(run) for run in found.off}
    runs = [new.get(id(run), run) for run in planned if id(run) not in off]
    return tuple(sorted((*runs, *found.added), key=lambda run: (run.date, run.start, run.kind, run.title, run.source)))


def is_other(was: Run, new: Run) -> bool:
    """Whether a run became another one: its kind, or how far or long it is. Its title alone changes nothing.

    What one of the two does not say is no difference: a calendar may know less of a run than the plan.
    """
    firm = not was.duration_assumed and not new.duration_assumed
    longer = firm and _differs(was.duration_s, new.duration_s)
    return was.kind != new.kind or _differs(was.distance_m, new.distance_m) or longer


def _differs(was: int | None, now: int | None) -> bool:
    return bool(was and now) and abs((now or 0) - (was or 0)) > ROUNDED * (was or 0)


def _as_known(was: Run, new: Run, found: Run) -> Run:
    """What kind a run is hangs on its week too: where it is called the same as before, it stays what it was."""
    if title_of(was) != title_of(new):
        return new
    return msgspec.structs.replace(new, kind=was.kind, key=found.key if found.kind == was.kind else new.key)


def said_run(run: Run) -> str:
    """`the long run of Sunday 14 March`."""
    return f"the {said_kind(run.kind)} of {said_weekday(run.date)} {said_date(run.date)}"


def said_difference(found: Difference) -> tuple[str, ...]:
    """The difference in sentences."""
    says = [f"{_cap(said_run(one))} is now on {_when(new)}." for one, new in found.moved]
    for one, new in found.changed:
        amount = f", {new.distance_m / 1000:g} km" if new.distance_m else ""
        says.append(f"{_cap(said_run(one))} is now a {said_kind(new.kind)} on {_when(new)}{amount}.")
    says += [f"{_cap(said_run(one))} will not be run." for one in found.off]
    says += [f"New: {said_kind(run.kind)} on {_when(run)}." for run in found.added]
    return tuple(says)


def _elsewhere(was: Run, new: Run) -> bool:
    """Whether it stands at another time; an hour that is only assumed says nothing."""
    return was.date != new.date or (was.start != new.start and not new.start_assumed)


def _is_there(found: Run, new: Run) -> bool:
    return found.date == new.date and (found.start == new.start or new.start_assumed)


def _contradiction(found: Run, was: Run, new: Run) -> str:
    here = f"you put it on {_when(found)}"
    return (
        f"{_cap(said_run(was))}: {here}, the feed now on {_when(new)}. It stays where you put it; "
        f"`midstance run-moved {found.date} {new.date}` follows the feed."
    )


def _missing(found: Run) -> str:
    return (
        f"{_cap(said_run(found))} is not in the feed any more, and stays in your plan. "
        f"If it will not be run: `midstance run-moved {found.date} off`."
    )


def _when(run: Run) -> str:
    at = "" if run.start_assumed else f" at {run.start}"
    return f"{said_weekday(run.date)} {said_date(run.date)}{at}"


def _cap(text: str) -> str:
    return text[:1].upper() + text[1:]
