"""The grammar of `midstance log`: what a line means, how a mistake is pointed at, and that nothing breaks it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from midstance.formats.entry import UnreadableFile
from midstance.formats.log_line import LoggedSet, LogLine, LogWordsError, SaidPain, site_of
from midstance.formats.log_words import as_line, parse_log, parse_parts, said_log
from midstance.training.exercise import PAIN_SITES
from midstance.training.log import FAULTS, Side
from midstance.training.prescription import BODY_MASS, Load


def kg(mass: float) -> Load:
    return Load(kind="kg", kg=mass)


def sets(*amounts: int, **more: object) -> tuple[LoggedSet, ...]:
    return tuple(LoggedSet(amount=amount, **more) for amount in amounts)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "subject", "expected"),
    [
        ("goblet-squat 3x8 @14kg rir2", "goblet-squat", sets(8, 8, 8, load=kg(14), rir=2)),
        ("goblet squat 3 x 8 @ 14 kg rir 2", "goblet squat", sets(8, 8, 8, load=kg(14), rir=2)),
        ("Goblet squat 3×8 14kg", "Goblet squat", sets(8, 8, 8, load=kg(14))),
        ("calf-raise 12", "calf-raise", sets(12)),
        ("squat 5 @2x16kg", "squat", sets(5, load=kg(16))),
        ("squat 5 @30lb", "squat", sets(5, load=Load(kind="lb", lb=30))),
        ("squat 5 @12,5kg", "squat", sets(5, load=kg(12.5))),
        ("squat 5 @0kg", "squat", sets(5, load=BODY_MASS)),
        ("band-walk 2x10 @ light band", "band-walk", sets(10, 10, load=Load(kind="band", band="light"))),
        ("band-walk 2x10 @band", "band-walk", sets(10, 10, load=Load(kind="band"))),
        ("pogo-hop 2x15s", "pogo-hop", sets(15, 15, seconds=True)),
        ("wall-sit 1min", "wall-sit", sets(60, seconds=True)),
        (
            "side-plank 1x30s per side", "side-plank",
            (*sets(30, seconds=True, side="left"), *sets(30, seconds=True, side="right")),
        ),
        (
            '"single leg calf raise" 2x12/11 @bm rir 2', "single leg calf raise",
            (*sets(12, 12, side="left", load=BODY_MASS, rir=2), *sets(11, 11, side="right", load=BODY_MASS, rir=2)),
        ),
        (
            "lunge left 8,7 right 8,8 @10kg", "lunge",
            (*sets(8, 7, side="left", load=kg(10)), *sets(8, 8, side="right", load=kg(10))),
        ),
        ("lunge left 8,7", "lunge", sets(8, 7, side="left")),
        ("lunge 8,8 left 8,7", "lunge", (*sets(8, 7, side="left"), *sets(8, 8, side="right"))),
        ("squat 8,+6", "squat", (*sets(8), *sets(6, extra=True))),
        ("squat 2x8 +1 extra", "squat", (*sets(8, 8), *sets(8, extra=True))),
        ("squat 2x8 extra", "squat", sets(8, 8, extra=True)),
    ],
)  # fmt: skip
def test_a_line_means(text: str, subject: str, expected: tuple[LoggedSet, ...]) -> None:
    line = parse_log(text)
    assert line.subject == subject
    assert line.sets == expected


def test_each_set_may_have_its_own_load_and_reserve() -> None:
    line = parse_log("goblet-squat 8,8,6 @14kg,14kg,16kg rir 2,1,0")
    assert [(one.amount, one.load, one.rir) for one in line.sets] == [(8, kg(14), 2), (8, kg(14), 1), (6, kg(16), 0)]


def test_faults_pains_and_notes_stand_beside_the_sets() -> None:
    line = parse_log('lunge 8 fault knee-in,heel-lift pain 2 pain calf-left 4 "felt odd"')
    assert line.faults == ("knee-in", "heel-lift")
    assert line.pains == (SaidPain(score=2), SaidPain(score=4, site="calf", side="left"))
    assert line.note == "felt odd"


def test_a_whole_session_or_workout() -> None:
    assert parse_log('w7 rpe 6 40min "hard"') == LogLine(subject="W-07", whole=True, rpe=6, minutes=40, note="hard")
    assert parse_log("today partly") == LogLine(subject="today", whole=True, partly=True)
    assert parse_log("2027-03-09-a").subject == "2027-03-09-a"


def test_an_answer_may_leave_the_amount_open() -> None:
    line = parse_parts("@16kg rir 1")
    assert (line.sets, line.load, line.rir) == ((), kg(16), 1)
    assert parse_parts("") == LogLine()


def test_words_of_a_command_line_keep_their_quotes() -> None:
    assert as_line(("single leg calf raise", "3x12", "felt easy")) == 'single leg calf raise 3x12 "felt easy"'


@pytest.mark.parametrize(
    ("text", "word", "says"),
    [
        ("squat 3x8 @14kgg", "@14kgg", "@14kg"),
        ("squat 3x8 rirr 2", "rirr", "did you mean 'rir'"),
        ("squat 3x8 fault kneein", "kneein", "did you mean 'knee-in'"),
        ("squat 3x8 pain toe 3", "toe", "no place we know"),
        ("squat 3x8 pain", "pain", "0 to 10"),
        ("squat", "squat", "how many?"),
        ("3x8 @14kg", "3x8", "begin with the exercise"),
        ("squat 3x8 @1kg,2kg", "3x8", "2 loads for 3 sets"),
        ("squat 3x8,9", "3x8,9", "either one amount"),
        ("squat 99x8", "99x8", "not plausible"),
        ("squat 8 9", "9", "in one list"),
        ("squat 8,8s", "8,8s", "mixed"),
        ("squat 12/12,8", "12/12,8", "every set"),
        ("W-07 quickly", "quickly", "rpe 6"),
    ],
)
def test_a_mistake_points_at_its_word(text: str, word: str, says: str) -> None:
    with pytest.raises(LogWordsError) as caught:
        parse_log(text)
    message, line, carets = str(caught.value).splitlines()
    assert says in message
    assert line[carets.index("^") : carets.rindex("^") + 1] == word


def test_sites_are_read_in_either_order() -> None:
    assert site_of("calf-left") == site_of("left calf") == ("calf", "left")
    assert site_of("knees") == ("knee", None)
    assert site_of("toe") is None


LETTERS = st.text(alphabet=st.sampled_from('abgkrtxs 0123456789,./+@×"-%\n\x00é'), max_size=60)
PIECES = st.lists(
    st.sampled_from(
        ["goblet-squat", "3x8", "8,8,6", "12/11", "30s", "@14kg", "@bm", "@14kg,16kg", "rir", "rir2", "2,1,0", "left",
         "right", "per", "side", "+1", "+6", "extra", "fault", "knee-in", "pain", "calf-left", "4", '"a note"', "W-07",
         "today", "partly", "rpe", "x", "-3", "kg", "@"]
    ),
    max_size=9,
)  # fmt: skip


@given(LETTERS | PIECES.map(" ".join) | st.text(max_size=600))
def test_whatever_is_typed_is_read_or_refused_in_words(text: str) -> None:
    for read in (parse_log, parse_parts):
        try:
            line = read(text)
        except UnreadableFile:
            continue
        if line.subject and '"' not in line.subject:
            assert parse_log(said_log(line)) == line


LOADS = st.none() | st.sampled_from(
    [BODY_MASS, kg(14), kg(12.5), Load(kind="lb", lb=30), Load(kind="band", band="light"), Load(kind="band")]
)


@st.composite
def lines(draw: st.DrawFn) -> LogLine:
    """Lines as they can be said: one unit, loads for all sets or none, one or two sides or neither."""
    timed = draw(st.booleans())
    loads = [draw(LOADS)] * 4 if draw(st.booleans()) else draw(st.lists(LOADS.filter(bool), min_size=4, max_size=4))
    choices: list[tuple[Side | None, ...]] = [(None,), ("left",), ("right",), ("left", "right")]
    sides = draw(st.sampled_from(choices))
    found = [
        LoggedSet(
            amount=draw(st.integers(0, 999)), seconds=timed, side=side, load=loads[place],
            rir=draw(st.none() | st.integers(-9, 12)), extra=draw(st.booleans()),
        )
        for side in sides
        for place in range(draw(st.integers(1, 4)))
    ]  # fmt: skip
    pain = st.builds(
        SaidPain, score=st.integers(0, 99), site=st.sampled_from(PAIN_SITES), side=st.sampled_from([None, "left"])
    )
    return LogLine(
        subject=draw(st.sampled_from(["goblet-squat", "single leg calf raise"])), sets=tuple(found),
        faults=tuple(draw(st.lists(st.sampled_from(FAULTS), unique=True, max_size=2))),
        pains=tuple(draw(st.lists(pain | st.builds(SaidPain, score=st.integers(0, 99)), max_size=2))),
        note=draw(st.sampled_from(["", "felt easy", "rir 3 really"])),
    )  # fmt: skip


@given(lines())
def test_what_is_written_is_read_back_the_same(line: LogLine) -> None:
    assert parse_log(said_log(line)) == line
