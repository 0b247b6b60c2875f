"""The running plan as the log changes it: given, moved, run, raced. Strength moves none of them."""

from __future__ import annotations

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st

from midstance.coach.run_spikes import spike_notes
from midstance.coach.runs import runs_after
from midstance.knowledge.library import library
from midstance.training.log import Entry, RaceSet, RunMoved, RunsGiven, effective
from midstance.training.plan import Brief
from midstance.training.running import Race, Run, RunKind
from midstance.training.session import Because
from tests.coach_log import at, day, ran

EASY = Run(date=day(1), kind="easy", key=False, distance_m=8000, title="Easy")
TEMPO = Run(date=day(3), kind="threshold", key=True, distance_m=10_000, title="Tempo")
LONG = Run(date=day(5), kind="long", key=True, distance_m=18_000, title="Long", start="08:00")
RACE = Race(date=day(26), name="Spring ten", distance_m=10_000)
RACE_RUN = Run(date=day(26), kind="race", key=True, distance_m=10_000)
BRIEF = Brief(start=day(0), end=day(40), runs=(EASY, TEMPO, LONG, RACE_RUN), races=(RACE,))


def changed(*entries: Entry, today: int = 6) -> tuple[tuple[Run, ...], tuple[Race, ...], tuple[Because, ...]]:
    return runs_after(BRIEF, effective(entries), None, day(today))


def told(runs: tuple[Run, ...]) -> list[tuple[dt.date, RunKind]]:
    return [(run.date, run.kind) for run in runs]


def test_without_entries_nothing_changes() -> None:
    assert changed() == (BRIEF.runs, BRIEF.races, ())


def test_a_moved_long_run_is_moved_and_told_for_a_week() -> None:
    move = RunMoved(id="m", at=at(2), planned=day(5), date=day(6), start="09:30")
    runs, _, notes = changed(move)
    assert (day(6), "long") in told(runs)
    assert (day(5), "long") not in told(runs)
    assert next(run.start for run in runs if run.kind == "long") == "09:30"
    assert [note.text for note in notes] == ["Your long run of Saturday, 9 January, is on Sunday, 10 January, now."]
    assert changed(move, today=8)[2] == notes
    assert changed(move, today=9)[2] == ()


def test_a_run_that_will_not_be_run_is_gone() -> None:
    runs, _, _ = changed(RunMoved(id="m", at=at(2), planned=day(5)))
    assert [run for run in runs if run.date == day(5)] == []


def test_moving_a_run_that_is_not_there_changes_nothing() -> None:
    assert changed(RunMoved(id="m", at=at(2), planned=day(5), kind="hills", date=day(6))) == changed()


def test_what_was_run_takes_the_place_of_what_was_planned() -> None:
    runs, _, _ = changed(ran(5, "long", metres=24_000, hour=20))
    (there,) = [run for run in runs if run.date == day(5)]
    assert (there.distance_m, there.key, there.start, there.title) == (24_000, True, "08:00", "Long")
    assert there.source.startswith("log:")


def test_a_run_that_was_something_else_replaces_the_planned_one_too() -> None:
    runs, _, _ = changed(ran(3, "easy", metres=5000))
    assert [(run.kind, run.key, run.distance_m) for run in runs if run.date == day(3)] == [("easy", False, 5000)]


def test_a_planned_run_done_on_another_day_is_not_run_twice() -> None:
    runs, _, _ = changed(ran(4, "long", metres=18_000, planned=day(5), hour=7))
    assert told(runs)[2] == (day(4), "long")
    assert (day(5), "long") not in told(runs)


def test_a_run_that_was_never_planned_is_added_at_its_hour() -> None:
    runs, _, _ = changed(ran(2, "easy", metres=6000, hour=17.5))
    (there,) = [run for run in runs if run.date == day(2)]
    assert (there.start, there.start_assumed, there.duration_assumed) == ("17:30", False, True)
    assert there.duration_s == 6 * 360


def test_of_two_runs_of_a_day_the_one_of_the_kind_is_meant() -> None:
    brief = Brief(start=day(0), end=day(9), runs=(EASY, Run(date=day(1), kind="intervals", key=True, start="18:00")))
    runs, _, _ = runs_after(brief, (ran(1, "intervals", metres=9000),), None, day(2))
    assert sorted((run.kind, run.distance_m) for run in runs) == [("easy", 8000), ("intervals", 9000)]


def test_a_new_running_plan_takes_over_from_its_day_and_keeps_what_was_run() -> None:
    fresh = (
        Run(date=day(2), kind="easy", key=False),
        Run(date=day(3), kind="easy", key=False, distance_m=9000),
        Run(date=day(9), kind="long", key=True),
    )
    entries = (ran(3, "threshold", metres=10_000), RunsGiven(id="g", at=at(3, 20), runs=fresh, races=()))
    runs, races, notes = changed(*entries)
    assert told(runs) == [(day(1), "easy"), (day(3), "threshold"), (day(9), "long")]
    assert races == ()
    assert len(notes) == 1


def test_races_come_in_change_and_are_called_off() -> None:
    new = Race(date=day(19), name="Park ten", priority="C")
    _, races, notes = changed(RaceSet(id="a", at=at(1), race=new))
    assert [race.date for race in races] == [day(19), day(26)]
    assert notes
    less = Race(date=day(26), name="Spring ten", priority="B")
    assert changed(RaceSet(id="b", at=at(1), race=less))[1] == (less,)
    runs, races, _ = changed(RaceSet(id="c", at=at(1), race=RACE, off=True))
    assert races == ()
    assert all(run.kind != "race" for run in runs)


def test_a_race_goes_where_its_run_goes() -> None:
    _, races, _ = changed(RunMoved(id="m", at=at(2), planned=day(26), kind="race", date=day(33)))
    assert [race.date for race in races] == [day(33)]


CHANGES: st.SearchStrategy[Entry] = st.one_of(
    st.builds(
        ran, st.integers(0, 12), st.sampled_from(["easy", "long", "threshold"]), metres=st.integers(3000, 30_000),
        hour=st.integers(5, 21), planned=st.none() | st.integers(0, 12).map(day),
    ),
    st.builds(
        lambda number, planned, date: RunMoved(id=f"move-{number}", at=at(number, 4), planned=planned, date=date),
        st.integers(0, 12), st.integers(0, 14).map(day), st.none() | st.integers(0, 14).map(day),
    ),
    st.builds(
        lambda number, days: RunsGiven(
            id=f"given-{number}", at=at(number, 22), runs=tuple(Run(date=day(n), kind="easy", key=False) for n in days)
        ),
        st.integers(0, 12), st.lists(st.integers(0, 14), max_size=4, unique=True),
    ),
)  # fmt: skip
CHANGED = st.lists(CHANGES, max_size=8, unique_by=lambda entry: entry.id)


@settings(max_examples=200, deadline=None)
@given(CHANGED, st.integers(0, 8))
def test_taken_in_at_once_or_one_after_the_other_is_the_same(entries: list[Entry], split: int) -> None:
    ordered = effective(tuple(entries))
    runs, races, _ = runs_after(BRIEF, ordered[:split], None, day(12))
    between = Brief(start=BRIEF.start, end=BRIEF.end, runs=runs, races=races)
    assert runs_after(between, ordered[split:], None, day(12))[:2] == runs_after(BRIEF, ordered, None, day(12))[:2]


@settings(max_examples=200, deadline=None)
@given(CHANGED)
def test_order_of_arrival_does_not_matter_and_every_run_that_was_run_is_there(entries: list[Entry]) -> None:
    assert changed(*entries) == changed(*reversed(entries))
    runs = changed(*entries)[0]
    assert {run.source for run in runs if run.source} == {f"log:{entry.id}" for entry in entries if "run-" in entry.id}


def test_a_long_run_far_longer_than_any_is_said_while_it_matters() -> None:
    weeks = tuple(
        Run(date=day(7 * week + 5), kind="long", key=True, distance_m=metres)
        for week, metres in enumerate((15_000, 15_000, 16_000, 17_600, 20_000))
    )
    rules = library().rules
    assert spike_notes(Brief(start=day(0), end=day(40), runs=weeks), rules, day(28)) == ()
    before = Run(date=day(2), kind="easy", key=False, distance_m=5_000)
    brief = Brief(start=day(0), end=day(40), runs=(before, *weeks))
    assert next(note.text for note in spike_notes(brief, rules, day(28))).startswith("Your long run of Saturday, 6 Feb")
    assert spike_notes(brief, rules, day(26)) == ()
    assert spike_notes(brief, rules, day(36))
    assert spike_notes(brief, rules, day(37)) == ()
