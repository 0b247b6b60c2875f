"""Walking through a session: every answer is kept at once, whatever happens next."""

from __future__ import annotations

import datetime as dt
import os
import pty
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from midstance.training.log import PainReport, RedFlags, SessionEnd, SetResult
from midstance.training.prescription import BODY_MASS, Load
from tests.plan_fixture import small_plan
from tests.recording_desk import FIRST, Desk, desk, desk_for

__all__ = ["desk"]
WALK = (
    [("goblet-squat", None, number) for number in (1, 2, 3)]
    + [(name, None, number) for number in (1, 2, 3) for name in ("romanian-deadlift", "calf-raise")
       if name != "calf-raise" or number < 3]
    + [("split-squat", side, number) for number in (1, 2) for side in ("left", "right")]
    + [("side-plank", side, number) for number in (1, 2) for side in ("left", "right")]
)  # fmt: skip
"""The sets of the plan's first session in the order they are done: straight sets, a pair in turns, sides in turns."""


def walked(desk: Desk) -> list[tuple[str, str | None, int]]:
    return [(one.exercise, one.side, one.index) for one in desk.of(SetResult)]


def test_enter_all_the_way_does_the_session_as_asked(desk: Desk) -> None:
    answers = ["", "", "", "", "@12kg", *[""] * 12, "6"]
    printed = desk.done("start", typed="\n".join(answers) + "\n")
    assert walked(desk) == WALK
    first = desk.of(SetResult)[0]
    assert (first.reps, first.load, first.rir, first.session) == (8, Load(kind="kg", kg=14.0), 2, FIRST)
    assert first.asked is not None
    assert [one.load.kg for one in desk.of(SetResult) if one.exercise == "romanian-deadlift"] == [12.0] * 3
    assert [one.seconds for one in desk.of(SetResult) if one.exercise == "side-plank"] == [20] * 4
    end = desk.of(SessionEnd)[0]
    assert (end.session, end.ended, end.rpe, end.as_planned) == (FIRST, "done", 6, False)
    assert "Warm-up" in printed
    assert "Cool-down: Hip flexor stretch." in printed


def test_answers_say_what_was_different(desk: Desk) -> None:
    desk.done("start", typed="\n10 rir 3\n9 @16kg rir 0 fault heel-lift\n\nstop\n\n")
    one, two, three = desk.of(SetResult)
    assert (one.reps, one.rir, one.load.kg) == (10, 3, 14.0)
    assert (two.reps, two.rir, two.load.kg, two.faults) == (9, 0, 16.0, ("heel-lift",))
    assert (three.reps, three.load.kg) == (8, 16.0), "the load of the set before is kept"
    assert desk.of(SessionEnd)[0].ended == "partly"


def test_leaving_ends_nothing_and_the_same_command_goes_on(desk: Desk) -> None:
    assert "Left here" in desk.done("start", typed="\n\n\n")
    assert walked(desk) == WALK[:2]
    assert desk.of(SessionEnd) == []
    assert "begun" in desk.done("today")
    printed = desk.done("start", typed="\n@12kg\n")
    assert "Going on where you were." in printed
    assert walked(desk) == WALK[:4]


def test_back_corrects_the_set_before(desk: Desk) -> None:
    desk.done("start", typed="\n\n\nback\n6\n\n")
    assert [(one.index, one.reps) for one in desk.of(SetResult)] == [(1, 8), (2, 6), (3, 8)]
    assert len(desk.diary.entries()) == 4


def test_skip_leaves_an_exercise_out_and_the_session_is_partly_done(desk: Desk) -> None:
    answers = ["", "skip", "skip", *[""] * 2, *[""] * 8, "5"]
    desk.done("start", typed="\n".join(answers) + "\n")
    assert {one.exercise for one in desk.of(SetResult)} == {"calf-raise", "split-squat", "side-plank"}
    assert desk.of(SessionEnd)[0].ended == "partly"


def test_swap_puts_another_exercise_in_its_place(desk: Desk) -> None:
    printed = desk.done("start", typed="\nswap\n\n1\n10\n")
    only = desk.of(SetResult)[0]
    assert "(easier)" in printed
    assert (only.instead_of, only.asked, only.reps, only.session) == ("goblet-squat", None, 10, FIRST)
    assert only.exercise != "goblet-squat"
    printed = desk.done("start", typed="\n")
    assert walked(desk)[1] == (only.exercise, None, 2), "going on keeps to what was swapped"


def test_swap_for_something_that_spares_what_is_sore(desk: Desk) -> None:
    printed = desk.done("start", typed="\nswap\nknee\n1\n10\n")
    assert "spares your knee" in printed
    assert desk.of(SetResult)[0].instead_of == "goblet-squat"


def test_pain_is_asked_for_its_place_and_too_much_of_it_is_answered(desk: Desk) -> None:
    printed = desk.done("start", typed="\n8 pain 6\ncalf-left\n\n")
    report = desk.of(PainReport)[0]
    assert (report.site, report.side, report.score, report.session, report.exercise) == (
        "calf", "left", 6, FIRST, "goblet-squat"
    )  # fmt: skip
    assert desk.of(SetResult)[0].pain == 6
    assert "too much to go on" in printed


@pytest.mark.parametrize(
    ("words", "flag"),
    [
        ("chest pain", "chest-pain"),
        ("8 i feel dizzy", "dizziness"),
        ("my leg is numb", "numbness"),
        ("sharp pain in the knee", "sharp-pain"),
    ],
)
def test_a_stop_sign_ends_it_at_once(desk: Desk, words: str, flag: str) -> None:
    printed = desk.done("start", typed=f"\n\n{words}\n\n\n")
    assert desk.of(RedFlags)[0].flags == (flag,)
    assert desk.of(SessionEnd)[0].ended == "stopped"
    assert len(desk.of(SetResult)) == 1
    assert "Stop training now" in printed
    assert printed.rstrip().endswith("say so here.")
    assert "Stop training now" in desk.done("start")


def test_a_stop_sign_is_heard_in_every_question(desk: Desk) -> None:
    desk.done("start", typed="\n8 pain 4\nchest pain\n")
    assert desk.of(RedFlags)
    assert desk.of(SetResult) == []


def test_what_cannot_be_is_said_and_asked_again(desk: Desk) -> None:
    printed = desk.done("start", typed="\n500\nrir 20\n@900kg\n8 8\nleft 8\nwhat\n8\n")
    for says in (
        "500 cannot be",
        "20 cannot be",
        "900 kg cannot be",
        "in one list",
        "one set at a time",
        "not understood",
    ):
        assert says in printed
    assert [one.reps for one in desk.of(SetResult)] == [8]


def test_a_load_left_to_feel_has_to_be_said(desk: Desk) -> None:
    printed = desk.done("start", typed="\nskip\n8\n8 @bm\n")
    assert "with what load" in printed
    assert [(one.exercise, one.load) for one in desk.of(SetResult)] == [("romanian-deadlift", BODY_MASS)]


def test_a_session_that_is_over_is_not_walked_again(desk: Desk) -> None:
    desk.done("log", "today")
    assert "done already" in desk.done("start", FIRST)
    desk.done("undo")
    assert "Warm-up" in desk.done("start", FIRST)


def test_nothing_done_is_nothing_written(desk: Desk) -> None:
    assert "nothing is written down" in desk.done("start", typed="\nstop\n")
    assert desk.entries == ()


ANSWERS = st.lists(
    st.sampled_from(
        ["", "8", "9 @16kg", "rir 1", "skip", "swap", "back", "1", "knee", "pain calf 2", "@12kg", "?", "x"]
    )
    | st.text(max_size=12).map(lambda text: " ".join(text.split())),
    max_size=25,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ANSWERS)
def test_whatever_is_answered_every_set_has_its_place_and_none_is_there_twice(answers: list[str]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        desk = desk_for(patch, small_plan())
        desk.done("start", typed="\n".join(answers) + "\n")
        places = [(one.instead_of or one.exercise, one.side, one.index) for one in desk.of(SetResult)]
        assert len(places) == len(set(places))
        asked = {name for name, _, _ in WALK}
        assert {name for name, _, _ in places} <= asked


# On a real terminal, with the store on disk: timers, and a process that is killed.

PLAN = ("init", "--weekly-km", "30", "--runs", "3", "--goal", "half", "--weeks", "4", "--level", "intermediate")
CODE = "from midstance.cli.main import main; main()"


class Terminal:
    """A pseudo-terminal with `midstance` on it."""

    def __init__(self, home: Path, *words: str) -> None:
        self.master, end = pty.openpty()
        environment = {**os.environ, "MIDSTANCE_HOME": str(home), "COLUMNS": "200", "TERM": "dumb"}
        environment.pop("MIDSTANCE_RUNNER", None)
        self.process = subprocess.Popen(
            [sys.executable, "-c", CODE, *words], stdin=end, stdout=end, stderr=end, env=environment, close_fds=True
        )
        os.close(end)
        self.seen = ""

    def until(self, words: str) -> str:
        """What is shown until some words come; fails after half a minute."""
        limit = time.monotonic() + 30
        while words not in self.seen:
            assert time.monotonic() < limit, f"{words!r} never came: {self.seen[-800:]}"
            if select.select([self.master], [], [], 0.5)[0]:
                try:
                    self.seen += os.read(self.master, 4096).decode("utf-8", "replace")
                except OSError:
                    assert words in self.seen, f"it ended before {words!r}: {self.seen[-800:]}"
        before, _, self.seen = self.seen.partition(words)
        return before

    def types(self, text: str) -> None:
        os.write(self.master, f"{text}\n".encode())

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(10)
        os.close(self.master)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder with a season of its own."""
    environment = {**os.environ, "MIDSTANCE_HOME": str(tmp_path)}
    environment.pop("MIDSTANCE_RUNNER", None)
    monday = dt.date.today() - dt.timedelta(days=dt.date.today().weekday())
    subprocess.run(
        [sys.executable, "-c", CODE, *PLAN, "--kit", "dumbbell,mini-band", "--from", str(monday)],
        env=environment, check=True, capture_output=True, timeout=60,
    )  # fmt: skip
    return tmp_path


def test_a_killed_terminal_loses_nothing_that_was_answered(home: Path) -> None:
    for answered in range(3):
        terminal = Terminal(home, "start", "next", "--no-timers")
        terminal.until("Enter when you are warm" if not answered else "Going on where you were.")
        if not answered:
            terminal.types("")
        terminal.until("(Enter: ")
        terminal.types("8 @10kg")
        terminal.until("(Enter: ")
        terminal.kill()
    shown = Terminal(home, "history")
    for _ in range(3):
        shown.until("8 at 10 kg")
    shown.kill()


def test_rest_is_timed_and_skipped_with_enter(home: Path) -> None:
    terminal = Terminal(home, "start", "next")
    terminal.until("Enter when you are warm")
    terminal.types("")
    terminal.until("set 1 of")
    terminal.types("8 @10kg")
    terminal.until("Rest (Enter skips it): 1:")
    begun = time.monotonic()
    terminal.types("")
    terminal.until("set 2 of")
    assert time.monotonic() - begun < 5
    terminal.types("")
    terminal.until("Rest (Enter skips it): 1:")
    terminal.types("stop")
    terminal.until("How hard")
    terminal.kill()


def test_an_odd_load_is_asked_about_where_somebody_can_answer(home: Path) -> None:
    for load, answer, kept in (
        ("14kg", None, "14 kg"),
        ("30kg", "n", "Nothing was written down."),
        ("30kg", "y", "30 kg"),
    ):
        terminal = Terminal(home, "log", "goblet-squat", "8", f"@{load}")
        if answer is not None:
            terminal.until("Was it 30 lb (13.6 kg)?")
            terminal.until("Write it down as it is?")
            terminal.types(answer)
        terminal.until(kept)
        terminal.process.wait(20)
        os.close(terminal.master)


def test_a_check_in_is_a_few_questions(home: Path) -> None:
    terminal = Terminal(home, "checkin")
    for question, answer in (
        ("Hours of sleep", "6.5"), ("Energy", "9"), ("9 cannot be", ""), ("Energy", "2"), ("Fatigue", ""),
        ("Sore anywhere", "nose 4"), ("not known here", ""), ("Sore anywhere", "quads 4"),
    ):  # fmt: skip
        terminal.until(question)
        if answer or question == "Fatigue":
            terminal.types(answer)
    terminal.until("It can make a session")
    terminal.kill()
    shown = Terminal(home, "history")
    shown.until("slept 6.5 h, energy 2 of 5, quadriceps sore 4")
    shown.kill()


def test_reserve_is_not_made_up_where_the_set_was_not_as_asked(desk: Desk) -> None:
    desk.done("start", typed="\n6\n9\n10 @20kg\nstop\n\n")
    assert [(one.reps, one.rir) for one in desk.of(SetResult)] == [(6, None), (9, 2), (10, None)]


def test_the_help_fits_on_the_terminal(desk: Desk) -> None:
    printed = desk.run("start", typed="").output
    assert max(map(len, printed.splitlines())) <= 100
    assert "Enter: as asked" in printed
