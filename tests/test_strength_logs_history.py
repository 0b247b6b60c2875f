"""What was lifted before a plan: first loads, days of loaded legs, and the level the log speaks for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from midstance.application.planning import known as knowledge
from midstance.application.planning import make_plan
from midstance.application.replanning import revise
from midstance.coach.history import RECENT_DAYS, brief_with_history, spoken_level
from midstance.knowledge.library import library
from midstance.training.athlete import Athlete, KnownLoad
from midstance.training.log import Entry, SessionEnd, SetResult
from midstance.training.plan import Brief, Plan
from midstance.training.prescription import Item, Load
from midstance.training.running import Run
from midstance.training.strength import epley_kg, share_of_e1rm

START = dt.date(2027, 3, 8)
DAY = dt.timedelta(days=1)
KIT = ("barbell", "dumbbell", "bench", "box", "mini-band", "hamstring-curl")


def lifts(
    days_before: Iterable[int], exercise: str = "goblet-squat", kg: float = 24, reps: int = 8, rir: int | None = 2,
    sets: int = 3,
) -> list[SetResult]:  # fmt: skip
    """Sets of one exercise at noon, so many days before the plan, as an import brings them."""
    return [
        SetResult(
            id=f"{exercise}-{days}-{number}",
            at=dt.datetime.combine(START - days * DAY, dt.time(12, number), dt.UTC),
            exercise=exercise, index=number, reps=reps, load=Load(kind="kg", kg=kg), rir=rir, origin="hevy",
        )
        for days in days_before
        for number in range(1, sets + 1)
    ]  # fmt: skip


def brief(**about: object) -> Brief:
    runs = tuple(
        Run(date=START + day * DAY, start="07:00", kind="long" if day % 7 == 6 else "easy", key=day % 7 == 6,
            distance_m=14_000 if day % 7 == 6 else 8_000, duration_s=5_400 if day % 7 == 6 else 2_880)
        for day in range(42) if day % 7 in (0, 2, 4, 6)
    )  # fmt: skip
    athlete = Athlete(**{"level": "intermediate", "kit": KIT, "minutes": 50, **about})  # type: ignore[arg-type]
    return Brief(start=START, end=START + 41 * DAY, athlete=athlete, runs=runs)


def after(entries: Sequence[Entry], **about: object) -> Brief:
    return brief_with_history(brief(**about), entries, library().exercises)


def load_of(found: Brief, exercise: str = "goblet-squat") -> float | None:
    return next((one.e1rm_kg for one in found.athlete.loads if one.exercise == exercise), None)


def asked_of(plan: Plan, exercise: str) -> list[Item]:
    return [item for one in plan.sessions for item in one.work() if item.exercise == exercise]


def test_recent_lifts_give_the_maximum_they_stand_for() -> None:
    assert load_of(after(lifts([3, 7, 10]))) == pytest.approx(epley_kg(24, 8, 2), abs=0.1)


def test_a_set_without_a_reserve_proves_a_least_maximum() -> None:
    assert load_of(after(lifts([3, 7, 10], rir=None))) == pytest.approx(epley_kg(24, 8, 0), abs=0.1)


def test_one_number_typed_wrongly_does_not_count_alone() -> None:
    entries = [*lifts([7, 10, 14], rir=None), *lifts([3], kg=90, rir=None)]
    assert load_of(after(entries)) == pytest.approx(epley_kg(24, 8, 0), abs=0.1)


def test_the_first_plan_names_loads_with_the_coachs_reserve() -> None:
    bare, knowing = make_plan(brief()), make_plan(after(lifts([3, 7, 10], kg=24)))
    assert {item.load.kind for item in asked_of(bare, "goblet-squat")} == {"effort"}
    first = asked_of(knowing, "goblet-squat")[0]
    assert first.load.kind == "kg"
    assert first.reps is not None
    assert first.rir is not None
    most = epley_kg(24, 8, 2) * share_of_e1rm(first.reps[1], first.rir[0])
    assert most - 2 < (first.load.kg or 0) <= most
    assert not knowing.audit.hard


@pytest.mark.parametrize(("days", "percent"), [(3, 100), (10, 95), (20, 85), (40, 70), (70, 60)])
def test_after_a_break_less_is_left_of_it(days: int, percent: int) -> None:
    assert load_of(after(lifts([days]))) == pytest.approx(epley_kg(24, 8, 2) * percent / 100, abs=0.1)


def test_lifts_of_long_ago_say_nothing() -> None:
    old = after(lifts([RECENT_DAYS + 1, RECENT_DAYS + 30]))
    assert old.athlete.loads == ()
    assert not any(old.history.values())


def test_what_the_runner_says_goes_before_and_under_18_nothing_is_estimated() -> None:
    said = (KnownLoad(exercise="goblet-squat", e1rm_kg=50.0),)
    assert after(lifts([3, 7]), loads=said).athlete.loads == said
    assert after(lifts([3, 7]), age=16).athlete.loads == ()


def test_a_season_begins_from_what_the_one_before_it_asked_for() -> None:
    asked = Item(exercise="goblet-squat", sets=3, reps=(8, 10), load=Load(kind="kg", kg=24.0), rir=(2, 3))
    entries = [msgspec.structs.replace(one, session="old", asked=asked) for one in lifts([3])]
    assert load_of(after(entries)) == pytest.approx(epley_kg(24, 8, 2), abs=0.1)
    ended = SessionEnd(id="end", at=dt.datetime(2027, 3, 1, 18, tzinfo=dt.UTC), session="2027-03-01-a", as_planned=True)
    plan = make_plan(brief())
    stood = msgspec.structs.replace(plan.sessions[0], id="2027-03-01-a", date=dt.date(2027, 3, 1))
    knowing = brief_with_history(brief(), [ended], library().exercises, [stood])
    assert knowing.history["moderate-legs"] == (dt.date(2027, 3, 1),)
    assert brief_with_history(brief(), [ended], library().exercises) == brief()


def test_days_with_loaded_legs_count_as_done() -> None:
    found = after([*lifts([4, 11], kg=24), *lifts([2, 9, 16], "back-squat", kg=80, reps=5, rir=1)])
    assert found.history["heavy-legs"] == (START - 16 * DAY, START - 9 * DAY, START - 2 * DAY)
    assert found.history["moderate-legs"] == (START - 11 * DAY, START - 4 * DAY)


def test_who_comes_accustomed_to_heavy_legs_needs_no_foundation() -> None:
    heavy = lifts([2, 9, 16], "back-squat", kg=80, reps=5, rir=1)
    assert make_plan(brief()).microcycles[0].phase == "foundation"
    assert make_plan(after(heavy)).microcycles[0].phase != "foundation"


@pytest.mark.parametrize(
    ("weeks", "level", "spoken"),
    [(8, "beginner", None), (16, "beginner", "intermediate"), (60, "beginner", "advanced"), (60, "advanced", None)],
)
def test_the_level_a_log_speaks_for_is_proposed(weeks: int, level: str, spoken: str | None) -> None:
    entries = lifts([7 * week + 3 for week in range(weeks)], "back-squat", kg=80, reps=5, rir=1)
    asked = brief(level=level)
    found = spoken_level(asked, entries, library().exercises)
    assert (found[0] if found else None) == spoken
    assert brief_with_history(asked, entries, library().exercises).athlete.level == level, "it only proposes"


def test_an_import_after_the_plan_names_loads_at_the_next_revision() -> None:
    plan = make_plan(brief())
    entries = lifts([3, 7, 10], kg=24)
    new = revise(plan.brief, plan, entries, dt.datetime(2027, 3, 8, 6, tzinfo=dt.UTC), knowledge())
    assert new.brief.standing is not None
    assert "goblet-squat" not in new.brief.standing.doses, "repetitions of one's own choice are not gone on from"
    first = asked_of(new, "goblet-squat")[0]
    assert first.load.kg
    assert first.reps == asked_of(plan, "goblet-squat")[0].reps
    assert not new.audit.hard


@settings(deadline=None)
@given(
    st.lists(
        st.tuples(
            st.integers(0, 120), st.sampled_from(["goblet-squat", "back-squat", "calf-raise", "split-squat"]),
            st.integers(1, 150), st.integers(1, 20), st.none() | st.integers(0, 5),
        ),
        max_size=12, unique_by=lambda lift: (lift[0], lift[1]),
    )
)  # fmt: skip
def test_no_load_is_known_that_was_not_shown(listed: list[tuple[int, str, int, int, int | None]]) -> None:
    """Whatever the log holds, no maximum stands above the best set in it, and none without a set."""
    entries = [one for days, name, kg, reps, rir in listed for one in lifts([days], name, kg, reps, rir, sets=1)]
    found = after(entries)
    for known in found.athlete.loads:
        sets = [one for one in entries if one.exercise == known.exercise and one.reps]
        best = max((one.load.kg or 0) * (1 + ((one.reps or 0) + (one.rir or 0)) / 30) for one in sets)
        assert known.e1rm_kg is not None
        assert 0 < known.e1rm_kg <= best + 0.1
    assert all(day < START for days in found.history.values() for day in days)
    assert msgspec.structs.replace(found, athlete=brief().athlete, history={}) == brief()
