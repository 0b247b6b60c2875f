"""From one session of an exercise to the next, read off the log: what got harder, and whether a gate had failed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from midstance.training.log import Entry, SessionEnd, SetResult
from midstance.training.plan import Plan
from midstance.training.prescription import Item
from midstance.training.standing import NextDose

EASED_RIR = 4
"""A set asked for with so many in reserve is light work or eased (rules page: LT)."""


def dose_rises(one: NextDose, other: NextDose) -> bool:
    """Whether the other dose asks for more."""
    more_kg = (other.load.kg or 0) > (one.load.kg or 0) + 1e-9 and one.load.kg is not None
    return more_kg or other.amount[1] > one.amount[1] or (other.move == "rise" and one.move != "rise")


def harder(asked: Item, now: Item, sets: Sequence[SetResult]) -> tuple[str, ...]:
    """The variables by which an item asks for more than the last one did, by what was lifted where none was named."""
    found = []
    done = [one.load.kg for one in sets if one.load.kg is not None]
    kg = asked.load.kg if asked.load.kg is not None else max(done, default=None)
    if now.load.kg is not None and (
        (kg is not None and now.load.kg > kg + 1e-9) or asked.load.kind in ("body-mass", "band")
    ):
        found.append("load")
    for one, other in ((asked.reps, now.reps), (asked.seconds, now.seconds)):
        more = one is not None and other is not None and (other[0] > one[0] or other[1] > one[1])
        if more and not _asks_less_in_all(kg, asked, now):
            found.append("reps")
    if _seconds_down(now.tempo) > _seconds_down(asked.tempo) > 0:
        found.append("tempo")
    if now.starts == "more-range":
        found.append("range")
    return tuple(found)


def _asks_less_in_all(kg: float | None, asked: Item, now: Item) -> bool:
    """Whether a lighter load with more reps asks for less strength all the same, by Epley (1985)."""
    if kg is None or now.load.kg is None or now.load.kg >= kg or not (asked.reps and now.reps):
        return False
    before, after = (one.reps[1] + (one.rir or (0, 0))[0] for one in (asked, now) if one.reps)
    return now.load.kg * (1 + after / 30) < kg * (1 + before / 30)


def failed_gate(sets: Sequence[SetResult]) -> str:
    """Why the last session of an exercise cannot open the next step; empty where it might. Extra sets never steer."""
    asked = sets[0].asked
    if asked is None:
        return ""
    for one in sets[: asked.sets * (2 if asked.per_side else 1)]:
        as_asked = asked.load.kg is None or one.load.kg is None or one.load.kg <= asked.load.kg
        if as_asked and asked.reps is not None and one.reps is not None and one.reps < asked.reps[0]:
            return f"{one.reps} reps of {asked.reps[0]}"
        if one.rir == 0 and asked.rir is not None:
            return "no rep in reserve"
        if one.faults:
            return f"a fault ({one.faults[0]})"
        if (one.pain or 0) >= 3:
            return f"pain {one.pain}"
    return ""


def last_sets(known: Sequence[Entry]) -> dict[str, list[SetResult]]:
    """The sets of each exercise in its latest session, as they were asked, extra ones left out."""
    found: dict[str, list[SetResult]] = {}
    for one in known:
        if not isinstance(one, SetResult) or one.session is None or one.asked is None or one.extra:
            continue
        if one.asked.exercise == one.exercise:
            sets = found.get(one.exercise)
            if sets is None or sets[0].session != one.session:
                found[one.exercise] = [one]
            else:
                sets.append(one)
    return found


def done_as_planned(plan: Plan, known: Sequence[Entry]) -> dict[str, dt.datetime]:
    """When each exercise was last in a session of which was only said that it went as planned: nothing can be read."""
    by_id = {session.id: session for session in plan.sessions}
    found: dict[str, dt.datetime] = {}
    for one in known:
        if isinstance(one, SessionEnd) and one.as_planned and one.session in by_id:
            found.update({item.exercise: one.at for item in by_id[one.session].work()})
    return found


def is_eased(one: Entry) -> bool:
    """Whether a set was asked for with less than usual."""
    if not isinstance(one, SetResult) or one.asked is None:
        return False
    return one.asked.starts == "less" or (one.asked.rir or (0, 0))[0] >= EASED_RIR


def _seconds_down(tempo: str | None) -> int:
    return sum(int(part) for part in (tempo or "0").split("-")[:2] if part.isdigit())


def told_item(item: Item) -> str:
    """A dose in short."""
    amount = item.reps or item.seconds
    kg = f" @{item.load.kg:g}" if item.load.kg is not None else f" {item.load.kind}"
    return f"{item.sets}x{amount}{kg} rir{item.rir}"
