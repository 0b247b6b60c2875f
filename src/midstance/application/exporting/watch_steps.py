"""A planned session laid out for a watch, in the very order in which the walk through it goes.

Equal rounds become repeats. A set on each side is a step for each side, since a watch counts and rests by step.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

import msgspec

from midstance.application.recording import walking
from midstance.application.recording.walking import steps_of
from midstance.formats.session_words import (
    SAID_STARTS,
    easy_parts,
    name_of,
    said_range,
    said_reserve,
    said_seconds,
    said_tempo,
)
from midstance.formats.watch.workout import WatchRepeat, WatchStep, WatchWorkout
from midstance.knowledge.library import library
from midstance.knowledge.names_elsewhere import Elsewhere
from midstance.training.clock import minute_of, said_date
from midstance.training.plan import ExerciseCard
from midstance.training.prescription import Block, Item
from midstance.training.session import Session

MOST_STEPS = 50
"""Beyond it watches and Garmin Connect are said to refuse a workout; a longer session is told in fewer steps (ours)."""
WEIGHED = ("kg", "lb")
EASY = ("warm-up", "cooldown")
REST = "Rest"
LIGHTER_NOTES = "3-6 easy reps with about half of today's load. Practise, do not tire."
"""As the library's lighter practice sets have it (S4:333, ours)."""

_Round = tuple[walking.Step, ...]
_Steps = list[WatchStep | WatchRepeat]


class _Names(msgspec.Struct, frozen=True):
    """What exercises are called: by us, and elsewhere."""

    cards: Mapping[str, ExerciseCard]
    elsewhere: Mapping[str, Elsewhere]

    def ours(self, exercise: str) -> str:
        """The name a runner reads everywhere."""
        known = library().exercises.get(exercise) or library().drills.get(exercise)
        return known.name if known is not None else name_of(exercise, self.cards)


def watch_workout(
    session: Session, date: dt.date, start: str, zone: dt.tzinfo | None, cards: Mapping[str, ExerciseCard],
    elsewhere: Sequence[Elsewhere],
) -> WatchWorkout:  # fmt: skip
    """A session where it stands now. A very long one has its warm-up and cool-down in one step each."""
    names = _Names(cards, {one.id: one for one in elsewhere})
    minute = minute_of(start) % 1440
    began = dt.datetime.combine(date, dt.time(minute // 60, minute % 60), tzinfo=zone or dt.UTC)
    day, _, month = said_date(date).partition(" ")
    made = WatchWorkout(
        id=session.id, name=f"{day} {month[:3]} {session.title}", start=began, minutes=session.minutes,
        description=_said_session(session), steps=(),
    )  # fmt: skip
    for folded in (False, True):
        steps: _Steps = []
        for block in session.blocks:
            if block.kind in EASY:
                steps += [_folded(block, names)] if folded and block.items else _drills(block, names)
            else:
                steps += _work(session, block, names)
        made = msgspec.structs.replace(made, steps=tuple(steps))
        if made.count <= MOST_STEPS:
            break
    return made


def _said_session(session: Session) -> str:
    """What the session is, and why it stands there."""
    parts = [f"{session.title}, {session.minutes} minutes, planned by Midstance."]
    return " ".join([*parts, *(because.text for because in session.because[:1])])


def _drills(block: Block, names: _Names) -> Iterator[WatchStep | WatchRepeat]:
    for item in block.items:
        step = _drill(block, item, names)
        yield WatchRepeat(times=item.sets, steps=(step,)) if item.sets > 1 else step


def _drill(block: Block, item: Item, names: _Names) -> WatchStep:
    """A drill by the clock ends by the clock; one by reps ends when the runner says so, for no watch counts them."""
    there = names.elsewhere.get(item.exercise)
    sides = 2 if item.per_side else 1
    once = msgspec.structs.replace(item, sets=1)
    return WatchStep(
        kind="cooldown" if block.kind == "cooldown" else "warm-up",
        title=names.ours(item.exercise),
        exercise=item.exercise,
        seconds=item.seconds[1] * sides if item.seconds else None,
        notes=_sentence(", ".join(part.removeprefix("1 x ") for part in easy_parts(once))),
        fit=there.fit if there is not None else None,
        garmin=there.garmin_connect if there is not None else None,
    )


def _folded(block: Block, names: _Names) -> WatchStep:
    """A whole warm-up or cool-down as one step that ends with the button."""
    said = [f"{names.ours(item.exercise)}: {', '.join(easy_parts(item))}" for item in block.items]
    warm = block.kind == "warm-up"
    return WatchStep(
        kind="warm-up" if warm else "cooldown", title="Warm-up" if warm else "Cool-down", notes="; ".join(said)
    )


def _work(session: Session, block: Block, names: _Names) -> Iterator[WatchStep | WatchRepeat]:
    walked = steps_of(msgspec.structs.replace(session, blocks=(block,)), {})
    turns = block.kind in walking.TURNS and len(block.items) > 1
    if turns:
        for item in block.items:
            yield from _lighter(item, names)
    before: Item | None = None
    # A round is one set of an exercise, or in turns one of each; rounds with the same steps repeat each other.
    rounds = [
        tuple(one) for _, one in groupby(walked, lambda step: step.number if turns else (_key(step), step.number))
    ]
    for _, alike in groupby(rounds, _signature):
        same = list(alike)
        first = same[0][0].item
        if not turns and first is not before:
            yield from _lighter(first, names)
        before = first
        yield from _repeated(len(same), tuple(_round(same[0], names)))


def _key(step: walking.Step) -> int:
    """Tells items apart, also two of the same exercise."""
    return id(step.item)


def _signature(one: _Round) -> tuple[tuple[int, str | None, int], ...]:
    return tuple((_key(step), step.side, step.rest_s) for step in one)


def _repeated(times: int, steps: tuple[WatchStep, ...]) -> Iterator[WatchStep | WatchRepeat]:
    if times > 1:
        yield WatchRepeat(times=times, steps=steps)
    else:
        yield from steps


def _lighter(item: Item, names: _Names) -> Iterator[WatchStep | WatchRepeat]:
    """Practice sets before the work, ended by the button; they carry no load and count for nothing."""
    if not item.ramp_sets:
        return
    there = names.elsewhere.get(item.exercise)
    step = WatchStep(
        kind="lighter", title=names.ours(item.exercise), exercise=item.exercise, notes=LIGHTER_NOTES,
        fit=there.fit if there is not None else None, garmin=there.garmin_connect if there is not None else None,
    )  # fmt: skip
    yield from _repeated(item.ramp_sets, (step,))


def _round(walked: _Round, names: _Names) -> Iterator[WatchStep]:
    for one in walked:
        yield _set(one, names)
        if one.rest_s:
            yield WatchStep(kind="rest", title=REST, seconds=one.rest_s)


def _set(one: walking.Step, names: _Names) -> WatchStep:
    item = one.item
    there = names.elsewhere.get(item.exercise)
    return WatchStep(
        kind="work",
        title=names.ours(item.exercise),
        exercise=item.exercise,
        side=one.side,
        reps=item.reps[1] if item.reps else None,
        seconds=item.seconds[1] if item.seconds and not item.reps else None,
        load=item.load if item.load.kind in WEIGHED else None,
        notes=_asked(item),
        fit=there.fit if there is not None else None,
        garmin=there.garmin_connect if there is not None else None,
    )


def _asked(item: Item) -> str:
    """What is asked in sentences: `8-10 reps. Stop with 2-3 left. 3 s down, 1 s up. Heavier than last time.`"""
    amount = f"{said_range(item.reps)} reps" if item.reps else said_seconds(item.seconds) if item.seconds else ""
    band = f"{item.load.band or ''} band".strip() if item.load.kind == "band" else ""
    feel = "load by feel" if item.load.kind == "effort" else ""
    left = said_reserve(item).replace(" in reserve", " left")
    share = f"{item.load.percent:g} % of 1RM" if item.load.kind == "percent-1rm" and item.load.percent else ""
    said = [
        amount, band, feel, share, f"stop with {left}" if left else "", said_tempo(item.tempo),
        SAID_STARTS[item.starts], item.note or "",
    ]  # fmt: skip
    return " ".join(_sentence(part) for part in said if part)


def _sentence(said: str) -> str:
    said = said.strip()
    return f"{said[:1].upper()}{said[1:]}{'' if said.endswith(('.', '!', '?')) else '.'}" if said else ""
