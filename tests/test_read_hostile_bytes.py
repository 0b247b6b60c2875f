"""Whatever the bytes, a reader gives a plan or says what is wrong; it never raises anything else."""

from __future__ import annotations

import contextlib
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from midstance.formats.reading import (
    UnreadableFile,
    merge,
    parse_kit,
    parse_windows,
    read_brief,
    read_running_plan,
    week_strip,
)

SAMPLES = sorted((Path(__file__).parent / "samples" / "plans").iterdir())
ROUNDS = 40
"""Mutations of each sample: a second or so in all."""

TOKENS = (
    b"BEGIN:VEVENT\n",
    b"END:VEVENT\n",
    b"RRULE:FREQ=DAILY\n",
    b"RRULE:FREQ=SECONDLY\n",
    b"RRULE:FREQ=WEEKLY;INTERVAL=0\n",
    b"RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30\n",
    b"RDATE:20261005T000000Z/PT1H\n",
    b"EXDATE:20261005\n",
    b"RECURRENCE-ID:20261005\n",
    b"DURATION:-P9999999D\n",
    b"99991231T235959Z",
    b"00010101",
    b"TZID=",
    b'"',
    b",",
    b";",
    b"\0",
    b"\xff",
    b"{",
    b"[",
    b"- ",
    b": ",
    b"&a ",
    b"*a",
    b"99999999999999",
    b"-1",
    b"\r",
    b"\n",
    b" ",
    b"=",
    b"[[runs]]\n",
)


def outcome(data: bytes) -> str:
    """What reading comes to: `read`, or the message."""
    try:
        plan = read_running_plan("x", data)
        merge([plan, plan])
    except UnreadableFile as error:
        return str(error)
    return "read"


def mutated(data: bytes, chance: random.Random) -> bytes:
    """The sample with a few cuts, copies and foreign tokens."""
    work = bytearray(data)
    for _ in range(chance.randint(1, 10)):
        at = chance.randrange(len(work) + 1)
        match chance.randrange(4):
            case 0:
                del work[at : at + chance.randint(1, 40)]
            case 1:
                work[at:at] = chance.choice(TOKENS)
            case 2 if work:
                work[at % len(work)] = chance.randrange(256)
            case _:
                copied = chance.randrange(len(work) + 1)
                work[at:at] = work[copied : copied + chance.randint(1, 200)]
    return bytes(work)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_damaged_files_are_read_or_refused(path: Path) -> None:
    chance = random.Random(path.name)
    data = path.read_bytes()
    for _ in range(ROUNDS):
        assert outcome(mutated(data, chance))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_files_cut_off_anywhere_are_read_or_refused(path: Path) -> None:
    data = path.read_bytes()
    for length in range(0, len(data), max(1, len(data) // 25)):
        assert outcome(data[:length])


@given(st.binary(max_size=300))
@settings(max_examples=150, deadline=None)
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    assert outcome(data)


@given(
    st.sampled_from(["BEGIN:VCALENDAR\n", "schedule:\n", "date,title\n", "[athlete]\n", "week;mon;tue;wed;thu;fri\n"]),
    st.text(max_size=200),
)
@settings(max_examples=200, deadline=None)
def test_any_text_after_a_good_beginning_is_read_or_refused(head: str, tail: str) -> None:
    assert outcome((head + tail).encode("utf-8", "surrogatepass"))


@given(st.text(max_size=80))
@settings(max_examples=200, deadline=None)
def test_any_words_on_the_command_line_are_read_or_refused(text: str) -> None:
    for reader in (parse_windows, parse_kit, week_strip):
        with contextlib.suppress(UnreadableFile):
            reader(text)


@given(
    st.dictionaries(
        st.sampled_from(["start", "athlete", "runs", "races", "pins", "blocked", "history"]),
        st.sampled_from(
            ["3", '"a"', "[]", "[[]]", "{}", "[{}]", "true", "2026-10-05", "[{date = 1}]", "1e400", "[nan]"]
        ),
    )
)
@settings(max_examples=150, deadline=None)
def test_any_shape_of_a_brief_is_read_or_refused(keys: dict[str, str]) -> None:
    text = "\n".join(f"{key} = {value}" for key, value in keys.items()) + "\n"
    with contextlib.suppress(UnreadableFile):
        read_brief(text.encode(), "b.toml")


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b" \n\t", "empty"),
        (b"PK\x03\x04abc", "spreadsheet"),
        (b"%PDF-1.7", "PDF"),
        (b"abc\0def", "no text"),
        (b"\x0e\x10\x43\x08\x00\x00\x00\x00.FIT", "activity"),
        (b"<!DOCTYPE html><html>", "web page"),
        (b'{"a": 1}', "JSON"),
        (b"BEGIN:VCALENDAR\nEND:VCALENDAR\n", "without a single event"),
        (b"x" * 20_000_001, "MB"),
    ],
    ids=lambda value: str(value)[:20],
)
def test_what_a_file_is_instead_is_said(data: bytes, says: str) -> None:
    assert says in outcome(data)
