"""How runs feel: counted and shown without a cause, and what follows when they feel bad after heavy legs."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from midstance.coach.run_feel import after_heavy_legs, run_feel_summary
from midstance.training.log import Entry, RunFeel, effective
from midstance.training.plan import Brief
from midstance.training.running import RunKind
from midstance.training.standing import Done
from tests.coach_log import LOGS, day, ran

BRIEF = Brief(start=day(0), end=day(60))


def heavy(*days: int, start: str = "18:00") -> tuple[Done, ...]:
    return tuple(
        Done(session=str(number), date=day(number), start=start, minutes=60, classes=("heavy-legs",)) for number in days
    )


@pytest.mark.parametrize(
    ("kind", "feel", "hour", "told"),
    [
        ("long", "bad", 18.5, True), ("long", "bad", 19, False), ("easy", "bad", 7, False), ("long", "heavy", 7, False),
    ],
)  # fmt: skip
def test_a_key_run_that_felt_bad_within_72_hours_after_heavy_legs(
    kind: RunKind, feel: RunFeel, hour: float, told: bool
) -> None:
    eased, notes = after_heavy_legs((ran(3, kind, feel, hour=hour),), heavy(0), BRIEF, day(3))
    assert bool(notes) is bool(eased) is told
    if told:
        assert (eased[0].holds, eased[0].bars, eased[0].sets_percent, eased[0].load_percent) == (True, (), 100, 100)
        assert "other reasons" in notes[0].text


def test_after_the_next_heavy_session_nothing_is_held_any_more() -> None:
    run = (ran(2, "long", "bad"),)
    assert after_heavy_legs(run, heavy(0), BRIEF, day(6))[0]
    assert after_heavy_legs(run, heavy(0, 6), BRIEF, day(7))[0] == ()


@pytest.mark.parametrize(("second", "rests"), [(29, True), (30, False)])
def test_twice_in_four_weeks_rests_heavy_legs_for_a_week(second: int, rests: bool) -> None:
    runs = (ran(2, "long", "bad"), ran(second, "long", "bad"))
    eased, _ = after_heavy_legs(runs, heavy(0, second - 2), BRIEF, day(second))
    barred = [one for one in eased if "heavy-legs" in one.bars]
    assert bool(barred) is rests
    if rests:
        assert (barred[0].last - barred[0].first).days == 6
        assert not [one for one in after_heavy_legs(runs, heavy(0, 27), BRIEF, day(second + 7))[0] if one.bars]


def rated(first: int, count: int, feel: RunFeel) -> list[Entry]:
    return [ran(first + number, feel=feel) for number in range(count)]


@pytest.mark.parametrize(("before", "since", "enough"), [(8, 8, True), (7, 8, False), (8, 7, False), (0, 20, False)])
def test_with_too_few_runs_nothing_is_said(before: int, since: int, enough: bool) -> None:
    found = run_feel_summary((*rated(0, before, "usual"), *rated(30, since, "good")), day(30), None)
    assert found.enough is enough
    assert ("too few" in found.says[-1]) is not enough


def test_windows_are_four_weeks_on_either_side_of_the_first_day_of_strength() -> None:
    entries = (
        ran(1, feel="bad"),
        ran(2, feel="heavy"),
        ran(29, feel="usual"),
        ran(30, feel="good"),
        ran(58, feel="good"),
    )
    found = run_feel_summary(entries, day(30), None)
    assert [(one.weeks_since, one.rated) for one in found.windows] == [(-8, 1), (-4, 2), (0, 1), (4, 1)]
    assert (found.windows[2].first, found.windows[2].last) == (day(30), day(57))
    assert found.before == {"bad": 1, "heavy": 1, "usual": 1, "good": 0}
    assert found.says[0] == "Before strength: 3 rated runs (0 good, 1 as usual, 1 heavy, 1 bad)."


def test_nothing_claims_a_cause() -> None:
    entries = (*rated(0, 10, "bad"), *rated(30, 10, "good"))
    said = " ".join(run_feel_summary(entries, day(30), None).says).lower()
    assert "not why" in said
    assert not any(word in said for word in ("because", "thanks to", "improved", "made", "helped", "due to"))


@settings(max_examples=100, deadline=None)
@given(LOGS)
def test_every_rated_run_is_counted_once_in_any_order(entries: list[Entry]) -> None:
    found = run_feel_summary(effective(tuple(entries)), day(10), None)
    assert found == run_feel_summary(effective(tuple(reversed(entries))), day(10), None)
    count = sum(1 for entry in entries if getattr(entry, "feel", None) is not None)
    assert sum(found.before.values()) + sum(found.since.values()) == count == sum(one.rated for one in found.windows)


@pytest.mark.parametrize(("today", "held"), [(15, True), (16, False)])
def test_without_another_heavy_session_it_is_held_for_two_weeks(today: int, held: bool) -> None:
    assert bool(after_heavy_legs((ran(2, "long", "bad"),), heavy(0), BRIEF, day(today))[0]) is held
