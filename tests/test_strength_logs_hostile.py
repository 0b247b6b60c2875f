"""Whatever bytes come in, words go out; and what goes out is read back the same and starts nothing in a spreadsheet."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import get_args

from hypothesis import given, settings
from hypothesis import strategies as st

from midstance.formats.csv_writing import guarded, unguarded, write_csv
from midstance.formats.entry import UnreadableFile
from midstance.formats.strength_logs.logged import ForeignSet, SetKind
from midstance.formats.strength_logs.reading import is_strength_log, read_strength_log
from midstance.formats.strength_logs.writing import write_hevy, write_strong
from midstance.training.prescription import Load

SAMPLES = [path.read_bytes() for path in sorted((Path(__file__).parent / "samples" / "strength_logs").iterdir())]
FORMULA = ("=", "+", "-", "@", "\t", "\r", "|")


def readable(data: bytes) -> None:
    """Reads, or says in words why it cannot."""
    is_strength_log(data)
    log, places = None, []
    try:
        log = read_strength_log(data, "log.csv", unit="kg", order="day first")
    except UnreadableFile as error:
        places.append(error.place)
    if log is not None:
        places += [problem.place for problem in log.problems]
        assert all(one.reps is not None or one.seconds is not None for one in log.sets)
    assert all(place.startswith("log.csv") for place in places)


@settings(deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes(data: bytes) -> None:
    readable(data)


@settings(deadline=None)
@given(st.sampled_from(SAMPLES), st.data())
def test_samples_with_bytes_changed_cut_or_put_in(sample: bytes, data: st.DataObject) -> None:
    broken = bytearray(sample)
    for _ in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(0, len(broken) - 1))
        match data.draw(st.integers(0, 2)):
            case 0:
                broken[place] = data.draw(st.integers(0, 255))
            case 1:
                del broken[place : place + data.draw(st.integers(1, 40))]
            case _:
                broken[place:place] = data.draw(
                    st.binary(min_size=1, max_size=10) | st.sampled_from([b'"', b"\0", b"9" * 40])
                )
        broken = broken or bytearray(b"x")
    readable(bytes(broken))


def test_an_open_quote_does_not_swallow_the_end_of_the_world() -> None:
    body = b'"Legs","9 Mar 2027, 18:02","","","Goblet Squat",,"",0,"normal",20,8,,0,\n'
    head = (
        b"title,start_time,end_time,description,exercise_title,superset_id,exercise_notes,set_index,set_type,weight_kg,"
        b"reps,distance_km,duration_seconds,rpe\n"
    )
    log = read_strength_log(head + body + b'"never closed,' + b"x" * 200_000 + b"\n" + body * 3, "h.csv")
    assert [problem.place for problem in log.problems] == ["h.csv:3"]
    assert len(log.sets) == 4


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=20)
LINES = TEXTS.map(lambda text: " ".join(text.split())).filter(lambda text: "\\n" not in text and "\\r" not in text)
NAMES = LINES.filter(bool)


@st.composite
def foreign_sets(draw: st.DrawFn) -> tuple[ForeignSet, ...]:
    """Workouts as both apps can say them: minutes on the clock, no two at once."""
    found: list[ForeignSet] = []
    for day in draw(st.lists(st.integers(0, 300), unique=True, max_size=3)):
        started = dt.datetime(2026, 1, 1, 18, 5) + dt.timedelta(days=day)
        workout, minutes = draw(LINES), draw(st.integers(1, 200))
        for exercise in draw(st.lists(NAMES, unique_by=lambda name: name.casefold(), min_size=1, max_size=3)):
            for number in range(1, draw(st.integers(1, 3)) + 1):
                timed = draw(st.booleans())
                kind = draw(st.sampled_from(get_args(SetKind)))
                found.append(
                    ForeignSet(
                        place="", started=started, minutes=minutes, workout=workout, exercise=exercise, number=number,
                        kind=kind, reps=None if timed else draw(st.integers(1, 100)),
                        seconds=draw(st.integers(1, 900)) if timed else None,
                        load=draw(st.none() | st.integers(1, 2000).map(lambda kg: Load(kind="kg", kg=kg / 4))),
                        rir=0 if kind == "failure" else draw(st.none() | st.integers(0, 4)), note=draw(LINES),
                    )
                )  # fmt: skip
    return tuple(found)


def content(one: ForeignSet) -> tuple[object, ...]:
    return (
        one.started, one.minutes, one.workout, one.exercise, one.number, one.kind, one.reps, one.seconds, one.load,
        one.rir, one.note,
    )  # fmt: skip


@settings(deadline=None)
@given(foreign_sets())
def test_what_is_written_for_hevy_is_read_back(sets: tuple[ForeignSet, ...]) -> None:
    log = read_strength_log(write_hevy(sets), "out.csv")
    assert log.problems == ()
    assert sorted(map(repr, map(content, log.sets))) == sorted(map(repr, map(content, sets)))


@settings(deadline=None)
@given(foreign_sets())
def test_what_is_written_for_strong_is_read_back(sets: tuple[ForeignSet, ...]) -> None:
    log = read_strength_log(write_strong(sets), "out.csv", unit="kg")
    assert log.problems == ()
    assert sorted(map(repr, map(content, log.sets))) == sorted(map(repr, map(content, sets)))


@settings(deadline=None)
@given(st.text(max_size=30))
def test_no_cell_begins_a_formula_and_nothing_is_lost(text: str) -> None:
    assert not guarded(text).startswith(FORMULA)
    assert unguarded(guarded(text)) == text


def test_a_formula_in_a_note_stays_a_text() -> None:
    evil = '=HYPERLINK("http://x","y")'
    one = ForeignSet(place="", started=dt.datetime(2027, 1, 1, 9), minutes=5, exercise="+Squat", reps=5, note=evil)
    for data in (write_hevy([one]), write_strong([one])):
        assert b"'=HYPERLINK" in data
        assert b"'+Squat" in data
    assert write_csv(("n",), [(-5,), (-0.5,), ("-5",)]) == b"n\r\n-5\r\n-0.5\r\n'-5\r\n"
