"""What is there already is found the same whether a diary was read at once or little by little."""

from __future__ import annotations

import datetime as dt

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from midstance.application.playing.ledger import Index, index_of
from midstance.application.playing.slots import Slot, answered, ids_of, slot_id
from midstance.training.log import Entry, Retraction, SessionEnd, SetResult, Side, effective

BEGIN = dt.datetime(2027, 3, 1, 8, tzinfo=dt.UTC)
NAMES = ("a", "b", "c", "d", "e", "f")


@st.composite
def entries(draw: st.DrawFn) -> tuple[Entry, ...]:
    """A log with corrections, retractions, and things that arrive before what they correct."""
    found: dict[str, Entry] = {}
    for number in range(draw(st.integers(0, 12))):
        name = draw(st.sampled_from(NAMES)) + str(number % 3)
        corrects = draw(st.none() | st.sampled_from(NAMES).map(lambda one: f"{one}0"))
        at = BEGIN + dt.timedelta(minutes=draw(st.integers(0, 9)))
        kind = draw(st.sampled_from(("set", "end", "back")))
        side: Side | None = draw(st.sampled_from(("left", "right", None)))
        if kind == "back" and corrects is not None:
            found.setdefault(name, Retraction(id=name, at=at, supersedes=corrects))
        elif kind == "end":
            found.setdefault(name, SessionEnd(id=name, at=at, session="s", supersedes=corrects))
        else:
            index = draw(st.integers(1, 2))
            one = SetResult(
                id=name, at=at, exercise="x", session="s", index=index, side=side, reps=8, supersedes=corrects
            )
            found.setdefault(name, one)
    return tuple(found.values())


@given(entries(), st.lists(st.integers(0, 12), max_size=4))
def test_reading_little_by_little_finds_the_same(log: tuple[Entry, ...], stops: list[int]) -> None:
    grown = Index()
    for stop in sorted({min(stop, len(log)) for stop in stops} | {len(log)}):
        assert grown.follows(log[:stop])
        grown = grown if grown.takes(log[:stop]) else Index(log[:stop])
        grown.grow(log[:stop])
    whole = Index(log)
    assert grown.by_id == whole.by_id == {one.id: one for one in log}
    assert grown.counted == whole.counted == {one.id: one for one in effective(log)}
    assert {slot: {side for side, _ in sides} for slot, sides in grown.slots.items()} == {
        slot: {side for side, _ in sides} for slot, sides in whole.slots.items()
    }
    assert grown.ends.keys() == whole.ends.keys()


@given(entries())
def test_who_comes_late_sees_no_less(log: tuple[Entry, ...]) -> None:
    whole = index_of(log)
    assert all(index_of(log[:stop]).by_id.keys() >= {one.id for one in log[:stop]} for stop in range(1, len(log)))
    assert index_of(log).by_id == whole.by_id
    other = tuple(msgspec.structs.replace(one) for one in log)
    assert not log or not whole.follows(other)


@given(st.text(max_size=80), st.text(min_size=1, max_size=80), st.integers(1, 50))
def test_an_id_fits_and_names_one_set(session: str, exercise: str, number: int) -> None:
    made = slot_id(Slot(session, exercise, number))
    assert len(made) <= 44
    assert made.isascii()
    assert " " not in made
    assert "+" not in made
    assert made == slot_id(Slot(session, exercise, number))
    assert made != slot_id(Slot(session, exercise, number + 1))
    assert len(ids_of(session)) <= 40


def test_which_side_answers_a_set() -> None:
    assert answered(["left"], "left") == "left"
    assert answered(["left"], "right") is False
    assert answered([None], "right") is None
    assert answered(["left"], None) is False
    assert answered(["left", "right"], None) == "right"
    assert answered([], None) is False
