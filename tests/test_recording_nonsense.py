"""Whatever is typed after a recording command: it is written down or refused in words, and nothing in between."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from midstance.application.kept_entries import as_kept
from midstance.cli.rest_timer import Timer
from tests.plan_fixture import small_plan
from tests.recording_desk import FIRST, desk_for

COMMANDS = (
    "log", "pain", "ran", "checkin", "correct", "undo", "moved", "run-moved", "skip", "away", "race", "test",
    "settings", "red-flag", "cleared", "history", "progress", "today",
)  # fmt: skip
WORDS = st.sampled_from([
    "goblet-squat", "3x8", "8,8", "@14kg", "@bm", "rir", "2", "-3", "left", "calf-left", "4", "next-morning", "12km",
    "1:05", "--at", "2027-03-09", "2027-03-10", "2028-01-01", "--feel", "good", "--sleep", "6", "--energy", "--sore",
    "knee=2", "quads 2", "--ill", "fever", "--well", "--kit", "none", "--no-training", FIRST, "calf-raises", "--left",
    "20", "score=3", "at=2020-01-01", "--id", "one", "one+2", "chest-pain", "off", "18:00", "W-01", "today", "partly",
    "--session", "--json", "a note", "\udcff", "é" * 40, "",
]) | st.text(max_size=8)  # fmt: skip


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(COMMANDS), st.lists(WORDS, max_size=6)), max_size=3))
def test_it_is_kept_or_refused(typed: list[tuple[str, list[str]]]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        desk = desk_for(patch, small_plan())
        desk.done("log", "goblet-squat", "3x8", "--id", "one")
        for command, words in typed:
            before = desk.diary.entries()
            result = desk.run(command, *words)
            assert result.exit_code in (0, 2), result.output
            assert "went wrong" not in result.output
            if result.exit_code == 2:
                assert desk.diary.entries() == before
                assert result.stderr.strip()
        for entry in desk.diary.entries():
            assert msgspec.json.decode(as_kept(entry))["id"] == entry.id
            assert entry.at <= desk.now + dt.timedelta(minutes=5)


class Clock:
    """Time that passes only when somebody waits."""

    def __init__(self, typed_after: float | None = None) -> None:
        self.seconds, self.typed_after = 0.0, typed_after

    def select(self, *_: object) -> tuple[list[object], list[object], list[object]]:
        self.seconds += float(str(_[3]))
        typed = self.typed_after is not None and self.seconds >= self.typed_after
        return ([1] if typed else [], [], [])


@pytest.mark.parametrize(("typed_after", "held"), [(None, 30), (3 + 12.0, 12)])
def test_a_hold_is_timed_after_a_get_ready(
    monkeypatch: pytest.MonkeyPatch, typed_after: float | None, held: int
) -> None:
    clock = Clock(typed_after)
    monkeypatch.setattr("midstance.cli.rest_timer.select.select", clock.select)
    monkeypatch.setattr("midstance.cli.rest_timer.time.monotonic", lambda: clock.seconds)
    monkeypatch.setattr("midstance.cli.rest_timer.sys.stdin", type("Typed", (), {"readline": lambda _: "9\n"})())
    timer = Timer(on=True)
    assert timer.hold(30) == held
    assert timer.taken() == ("" if typed_after is None else "9")
    assert timer.taken() == ""
    assert Timer(on=False).hold(30) is None
