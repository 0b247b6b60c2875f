"""Planned sessions for watch tests: laid out as the app does it, and made up at random within what a plan can hold."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from hypothesis import strategies as st

from midstance.application.exporting.watch_steps import watch_workout
from midstance.formats.watch.workout import WatchRepeat, WatchStep, WatchWorkout
from midstance.knowledge.library import library
from midstance.knowledge.names_elsewhere import names_elsewhere
from midstance.training.prescription import BODY_MASS, EFFORT, Block, BlockKind, Item, Load
from midstance.training.session import Session

DAY = dt.date(2027, 3, 9)


def laid_out(session: Session, start: str = "18:00") -> WatchWorkout:
    """A session as a watch walks through it."""
    return watch_workout(session, session.date, start, dt.UTC, {}, names_elsewhere().exercise)


def walked(workout: WatchWorkout) -> list[WatchStep]:
    """All steps in the order in which they are done, repeats gone round."""
    found: list[WatchStep] = []
    for one in workout.steps:
        found += list(one.steps) * one.times if isinstance(one, WatchRepeat) else [one]
    return found


def session_of(blocks: Sequence[Block], title: str = "Legs") -> Session:
    """A session of these blocks."""
    return Session(
        id=f"{DAY}-a", date=DAY, start="18:00", minutes=40, stress="moderate-legs", title=title, template="general",
        blocks=tuple(blocks),
    )  # fmt: skip


EXERCISES = sorted(library().exercises)
DRILLS = sorted(library().drills)
RANGES = st.tuples(st.integers(1, 60), st.integers(0, 20)).map(lambda pair: (pair[0], pair[0] + pair[1]))
LOADS = st.one_of(
    st.sampled_from([BODY_MASS, EFFORT, Load(kind="band", band="light"), Load(kind="percent-1rm", percent=75.0)]),
    st.integers(1, 1200).map(lambda quarters: Load(kind="kg", kg=quarters / 4)),
    st.integers(1, 900).map(lambda pounds: Load(kind="lb", lb=float(pounds))),
)
WORDS = st.text(max_size=120)


@st.composite
def items(draw: st.DrawFn, names: Sequence[str]) -> Item:
    """An item; `per_side` and the note are anything."""
    timed = draw(st.booleans())
    amount = draw(RANGES)
    return Item(
        exercise=draw(st.sampled_from(names)), sets=draw(st.integers(1, 6)), reps=None if timed else amount,
        seconds=amount if timed else None, per_side=draw(st.booleans()), load=draw(LOADS),
        rir=draw(st.none() | st.just((2, 3))), tempo=draw(st.sampled_from([None, "3-1-1-0", "2-0-X-0"])),
        rest_s=draw(st.sampled_from([0, 30, 90, 180])), ramp_sets=draw(st.integers(0, 2)),
        note=draw(st.none() | WORDS),
    )  # fmt: skip


@st.composite
def sessions(draw: st.DrawFn) -> Session:
    """A session with blocks of every kind."""
    kinds: st.SearchStrategy[BlockKind] = st.sampled_from(["straight", "paired", "superset", "circuit"])
    work = draw(st.lists(st.tuples(kinds, st.lists(items(EXERCISES), min_size=1, max_size=4)), max_size=4))
    easy = draw(st.lists(items(DRILLS), max_size=4))
    blocks = [
        Block(kind="warm-up", items=tuple(easy)),
        *(Block(kind=kind, items=tuple(listed)) for kind, listed in work),
        Block(kind="cooldown", items=tuple(easy[:2])),
    ]
    return session_of(blocks, draw(WORDS))
