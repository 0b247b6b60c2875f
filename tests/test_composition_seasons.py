"""Seasons as a coach would read them: who is asked what, when, and why."""

from __future__ import annotations

import time

import msgspec
import pytest

from midstance.planner.composition import Composed, compose
from midstance.training.athlete import Athlete, Gates, KnownLoad, Pain
from midstance.training.exercise import Kit
from midstance.training.plan import Brief
from midstance.training.session import Session
from tests.composition_seasons import brief_for, drills, exercises, slots_for

HOME: tuple[Kit, ...] = ("dumbbell", "bench", "box", "mini-band")
GYM: tuple[Kit, ...] = (*HOME, "barbell", "kettlebell", "leg-press", "hamstring-curl", "calf-machine", "chair")


def season(athlete: Athlete, minutes: int, brief: Brief | None = None) -> Composed:
    given = brief or brief_for(athlete)
    return compose(slots_for(given, minutes), given, exercises(), drills())


def names(session: Session) -> list[str]:
    return [item.exercise for item in session.work()]


def test_a_beginner_without_kit_starts_at_body_mass_with_five_parts() -> None:
    """Like W-08: squat, lunge, hinge, calf and hip in 25 minutes, three or more reps in reserve."""
    composed = season(Athlete(), 25)
    first = composed.sessions[0]
    assert first.minutes <= 25
    assert first.classes == ("moderate-legs",)
    assert {item.load.kind for item in first.work()} == {"body-mass"}
    assert all(item.rir is not None and item.rir[0] >= 3 for item in first.work())
    assert 8 <= sum(item.sets for item in first.work()) <= 10
    assert not composed.cuts


def test_a_beginner_meets_loads_one_family_at_a_time() -> None:
    composed = season(Athlete(kit=("dumbbell", "mini-band")), 25)
    said = [reason.text for session in composed.sessions for reason in session.because if reason.rule == "R-BEG-1"]
    assert len(said) == 3
    assert "effort" not in {item.load.kind for item in composed.sessions[0].work()}


def test_heavy_sessions_are_heavy_and_start_with_the_main_lift() -> None:
    composed = season(Athlete(level="advanced", kit=GYM, gates=Gates(plyometric=True)), 45)
    heavy = [session for session in composed.sessions if session.template == "heavy"]
    assert heavy
    for session in heavy:
        main = session.work()[0]
        assert session.stress == "heavy-legs"
        assert main.reps is not None
        assert main.rir is not None
        assert main.reps[0] + main.rir[0] <= 7
        assert main.ramp_sets >= 2
        assert main.rest_s >= 150
        assert main.sets >= 3


def test_jumps_wait_four_weeks_and_then_begin_with_one_small_set() -> None:
    composed = season(Athlete(level="intermediate", kit=HOME, goal="10k"), 40)
    jumping = [s for s in composed.sessions if "low-plyometric" in s.classes]
    assert jumping
    assert (jumping[0].date - composed.sessions[0].date).days >= 28
    first = jumping[0].work()[0]
    assert first.sets == 1
    assert first.contacts <= 24


def test_known_lifts_become_kilograms_that_the_kit_can_hold() -> None:
    loads = (KnownLoad(exercise="back-squat", e1rm_kg=100), KnownLoad(exercise="goblet-squat", kg=24, reps=8, rir=2))
    composed = season(Athlete(level="advanced", kit=GYM, loads=loads), 50)
    squats = [item for s in composed.sessions for item in s.work() if item.exercise == "back-squat"]
    assert squats
    assert all(item.load.kg is not None and item.load.kg % 2.5 == 0 for item in squats)
    heavy = [item.load.kg for item in squats if item.reps and item.reps[0] <= 5 and item.load.kg]
    assert all(70 <= kg <= 90 for kg in heavy)


def test_the_young_are_not_given_kilograms_and_are_told_to_train_supervised() -> None:
    loads = (KnownLoad(exercise="goblet-squat", e1rm_kg=40),)
    composed = season(Athlete(level="intermediate", kit=HOME, age=15, loads=loads), 35)
    assert all(item.load.kg is None for s in composed.sessions for item in s.work())
    assert any("upervised" in note.text for note in composed.notes)
    assert not any({"heavy-legs", "high-plyometric"} & set(s.classes) for s in composed.sessions)


def test_a_sore_knee_gets_easier_exercises_and_a_reason() -> None:
    composed = season(Athlete(level="intermediate", kit=HOME, pains=(Pain(site="knee", score=4),)), 35)
    used = {name for session in composed.sessions for name in names(session)}
    assert not any("knee" in exercises()[name].excluded_by for name in used)
    assert any(reason.rule == "H16" for reason in composed.sessions[0].because)


def test_a_positive_screen_leaves_light_work_only() -> None:
    brief = brief_for(Athlete(kit=("mini-band",)), prescreen="positive")
    composed = season(brief.athlete, 35, brief)
    assert {stress for s in composed.sessions for stress in s.classes} <= {"light", "mobility"}


def test_hills_bring_step_ups_and_say_so() -> None:
    composed = season(Athlete(level="intermediate", kit=HOME, goal="hills"), 40)
    texts = [reason.text for session in composed.sessions for reason in session.because]
    assert "Step-ups, because your race has hills." in texts


def test_named_weak_points_are_trained_every_ordinary_week() -> None:
    athlete = Athlete(level="intermediate", kit=HOME, weak_points=("adductors",))
    composed = season(athlete, 45)
    weeks: dict[int, set[str]] = {}
    for session in composed.sessions:
        week = weeks.setdefault(session.date.isocalendar().week, set())
        for name in names(session):
            if name in exercises():
                week.update(exercises()[name].primary, exercises()[name].secondary)
    assert all("adductors" in regions for regions in list(weeks.values())[:-1])


def test_both_calf_positions_and_the_trunk_are_trained_in_weeks_of_two_sessions() -> None:
    composed = season(Athlete(level="intermediate", kit=HOME), 40)
    weeks: dict[int, list[str]] = {}
    for session in composed.sessions:
        if session.template in ("foundation", "heavy", "power", "general"):
            weeks.setdefault(session.date.isocalendar().week, []).extend(names(session))
    for used in list(weeks.values())[1:]:
        bent = {name for name in used if "E-23" in exercises()[name].catalogue}
        calves = {name for name in used if "calf" in exercises()[name].tags}
        assert bent
        assert calves - bent
        assert any("core" in exercises()[name].tags for name in used)


def test_the_exercises_of_a_session_stay_for_a_mesocycle() -> None:
    composed = season(Athlete(level="intermediate", kit=HOME), 40)
    weeks = [s for s in composed.sessions if s.template == "heavy" and s.date.month == 2][:3]
    assert len({tuple(names(session)) for session in weeks}) == 1


def test_a_deload_halves_the_sets_and_lifts_nothing_heavy() -> None:
    composed = season(Athlete(level="advanced", kit=GYM), 45)
    ordinary = [sum(i.sets for i in s.work()) for s in composed.sessions if s.template == "heavy"]
    for session in (s for s in composed.sessions if s.template == "deload"):
        assert "heavy-legs" not in session.classes
        assert sum(item.sets for item in session.work()) <= 0.65 * max(ordinary)
        assert len(session.work()) >= 4


@pytest.mark.parametrize("minutes", [22, 25, 35, 60])
def test_every_session_has_a_plain_title_and_a_sourced_reason(minutes: int) -> None:
    for session in season(Athlete(level="intermediate", kit=HOME), minutes).sessions:
        assert session.title
        assert len(session.title) <= 90
        assert 1 <= len(session.because) <= 3
        assert all(reason.sources and reason.text.endswith(".") for reason in session.because)


def test_the_same_brief_gives_the_same_bytes() -> None:
    athlete = Athlete(level="advanced", kit=GYM, gates=Gates(plyometric=True), weak_points=("glutes", "foot"))
    assert msgspec.json.encode(season(athlete, 45)) == msgspec.json.encode(season(athlete, 45))


def test_a_season_is_composed_in_the_blink_of_an_eye() -> None:
    """The goal is 60 ms warm; the bound here is loose for a machine that is shared."""
    athlete = Athlete(level="advanced", kit=GYM, gates=Gates(plyometric=True))
    brief = brief_for(athlete)
    slots = slots_for(brief, 45)
    compose(slots, brief, exercises(), drills())
    spent = []
    for _ in range(3):
        start = time.perf_counter()
        compose(slots, brief, exercises(), drills())
        spent.append(time.perf_counter() - start)
    assert min(spent) < 0.3
