"""Whatever the kit, level, goal, pains and minutes: the hard rules hold. The checks share no code with composition."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from midstance.planner.composition import Composed, compose
from midstance.planner.slots import Slot
from midstance.training.athlete import GOALS, Athlete, Gates, KnownLoad, Pain
from midstance.training.exercise import KIT, LEVELS, PAIN_SITES, REGIONS
from midstance.training.plan import Brief
from midstance.training.prescription import Item
from midstance.training.session import Session
from tests.composition_seasons import brief_for, drills, exercises, slots_for

COMPOUNDS = {"squat", "hinge", "lunge", "step-up", "press"}
OUTSIDE = {"kg", "lb", "effort", "percent-1rm"}
FIVE = {"squat-or-lunge", "hinge", "single-leg", "calf", "hip-stability"}
ORDER = ("heavy-legs", "high-plyometric", "moderate-legs", "low-plyometric", "light", "mobility")
LIFTS = ("back-squat", "goblet-squat", "bulgarian-split-squat", "romanian-deadlift", "leg-press", "reverse-lunge")

athletes = st.builds(
    Athlete,
    level=st.sampled_from(LEVELS),
    kit=st.lists(st.sampled_from(KIT), unique=True).map(lambda kit: tuple(sorted(kit))),
    goal=st.sampled_from(GOALS),
    gates=st.builds(Gates, plyometric=st.booleans()),
    pains=st.lists(
        st.builds(Pain, site=st.sampled_from(PAIN_SITES), score=st.integers(0, 8), joint=st.booleans()), max_size=2
    ).map(tuple),
    age=st.sampled_from([None, 14, 15, 17, 30, 52, 67]),
    weak_points=st.lists(st.sampled_from(REGIONS), max_size=2, unique=True).map(tuple),
    loads=st.lists(st.builds(KnownLoad, exercise=st.sampled_from(LIFTS), e1rm_kg=st.floats(15, 140)), max_size=4).map(
        tuple
    ),
)


class Season:
    """One composed season with what is asked of it."""

    def __init__(self, athlete: Athlete, minutes: int, positive: bool) -> None:
        self.brief: Brief = brief_for(athlete, prescreen="positive" if positive else "clear")
        slots = slots_for(self.brief, minutes)
        self.composed: Composed = compose(slots, self.brief, exercises(), drills())
        self.slots: dict[str, Slot] = {slot.id: slot for slot in slots}
        self.sessions = self.composed.sessions

    def lifts(self, session: Session) -> Iterator[Item]:
        return (item for item in session.work() if item.exercise in exercises())


seasons = st.builds(
    Season, athletes, st.sampled_from([15, 20, 22, 25, 30, 35, 45, 60, 75]), st.sampled_from([False] * 6 + [True])
)
searched = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)


def landings(session: Session) -> float:
    known = exercises()
    return sum(item.contacts * known[item.exercise].impact for item in session.work() if item.exercise in known)


def own_classes(season: Season, session: Session, seen: dict[str, int]) -> set[str]:
    """The classes by the words of the rules page."""
    found: set[str] = set()
    for item in season.lifts(session):
        exercise = exercises()[item.exercise]
        if exercise.impact:
            high = exercise.impact >= 1 or exercise.laterality != "bilateral" or landings(session) > 60
            found.add("high-plyometric" if high else "low-plyometric")
            continue
        assert item.rir is not None
        if (exercise.pattern in COMPOUNDS and item.reps is not None and item.reps[0] + item.rir[0] <= 7) or (
            exercise.eccentric and seen.get(exercise.id, 0) < 3
        ):
            found.add("heavy-legs")
        elif item.load.kind in OUTSIDE or item.rir[0] < 4:
            found.add("moderate-legs")
    return found


@given(seasons)
@searched
def test_a_session_is_called_what_is_in_it_and_no_more_than_was_granted(season: Season) -> None:
    seen: dict[str, int] = defaultdict(int)
    for session in season.sessions:
        slot = season.slots[session.id]
        held = own_classes(season, session, seen)
        said = set(session.classes) - {"light", "mobility"}
        assert held <= said
        assert said - held <= ({"moderate-legs"} if season.brief.athlete.level == "beginner" else set())
        assert said <= set(slot.variant.classes)
        assert list(session.classes) == sorted(session.classes, key=ORDER.index)
        for item in season.lifts(session):
            seen[item.exercise] += 1


@given(seasons)
@searched
def test_a_session_fits_its_minutes_and_the_minutes_are_honest(season: Season) -> None:
    for session in season.sessions:
        assert session.minutes <= season.slots[session.id].variant.minutes
        seconds = 0
        for item in (item for block in session.blocks for item in block.items):
            if item.exercise in exercises():
                seconds += item.sets * (_one_set(item) + item.rest_s) + item.ramp_sets * 30
            else:
                seconds += (item.seconds or (0, 0))[0] * (2 if item.per_side else 1)
        last = next(reversed(session.work())).rest_s
        assert session.minutes * 60 >= seconds - last


def _one_set(item: Item) -> int:
    if item.seconds is not None:
        return item.seconds[0]
    parts = [int(part) for part in (item.tempo or "1").split("-") if part.isdigit()]
    return (item.reps or (0, 0))[0] * max(sum(parts), 1) * (2 if item.per_side else 1)


@given(seasons)
@searched
def test_a_full_session_has_four_to_seven_exercises_and_all_five_tags(season: Season) -> None:
    for session in season.sessions:
        slot = season.slots[session.id]
        leg_day = {"heavy-legs", "moderate-legs"} & set(session.classes)
        if not leg_day or session.minutes <= 20 or slot.deload or slot.phase not in ("foundation", "build", "strength"):
            continue
        used = {item.exercise for item in season.lifts(session)}
        assert 4 <= len(used) <= 7
        assert {tag for name in used for tag in exercises()[name].tags} >= FIVE
        sets = sum(item.sets for item in season.lifts(session))
        assert sets <= {"beginner": 10, "intermediate": 14, "advanced": 18}[season.brief.athlete.level]


@given(seasons)
@searched
def test_only_own_kit_and_reserve_in_every_set(season: Season) -> None:
    owned = set(season.brief.athlete.kit)
    for session in season.sessions:
        for item in (item for block in session.blocks for item in block.items):
            thing = exercises().get(item.exercise) or drills()[item.exercise]
            assert any(owned.issuperset(way) for way in thing.kit)
            if item.exercise not in exercises():
                continue
            exercise = exercises()[item.exercise]
            assert item.per_side == exercise.per_side
            assert item.rir is None or item.rir[0] >= 1
            if item.load.kind in OUTSIDE:
                assert owned.intersection(exercise.load_kit)
                assert item.ramp_sets >= 1
            if item.load.kind == "band":
                assert "mini-band" in owned


@given(seasons)
@searched
def test_a_warm_up_comes_first_and_jumps_before_all_other_work(season: Season) -> None:
    for session in season.sessions:
        slot = season.slots[session.id]
        first = session.blocks[0]
        assert first.kind == "warm-up"
        assert sum(drills()[item.exercise].seconds for item in first.items) >= (180 if slot.after_run else 300)
        least = sum(
            (item.seconds[0] if item.seconds else 3 * (item.reps or (0, 0))[0]) * (2 if item.per_side else 1)
            for item in first.items
        )
        assert least >= (180 if slot.after_run else 300)
        jumps = [exercises()[item.exercise].impact > 0 for item in season.lifts(session)]
        assert jumps == sorted(jumps, reverse=True)


@given(seasons)
@searched
def test_a_beginner_meets_one_new_family_in_seven_days(season: Season) -> None:
    if season.brief.athlete.level != "beginner":
        return
    met: dict[str, tuple[dt.date, int]] = {}
    for session in season.sessions:
        for item in season.lifts(session):
            family = exercises()[item.exercise].family
            loaded = item.load.kind in OUTSIDE or exercises()[item.exercise].impact > 0
            if family is None or not loaded or family in met:
                continue
            at = (session.date, season.slots[session.id].start)
            for date, start in met.values():
                assert (at[0] - date).days * 1440 + at[1] - start >= 7 * 1440
            met[family] = at


@given(seasons)
@searched
def test_contacts_stay_below_the_cap_and_grow_by_a_fifth_or_one_set(season: Season) -> None:
    athlete = season.brief.athlete
    cap = {"beginner": 30.0 if athlete.gates.plyometric else 0.0, "intermediate": 60.0, "advanced": 100.0}[
        athlete.level
    ]
    age = athlete.age or 0
    cap *= 0.5 if age >= 65 else 0.75 if age >= 50 else 1
    weeks: dict[int, float] = defaultdict(float)
    biggest: dict[int, float] = defaultdict(float)
    for session in season.sessions:
        assert landings(session) <= cap
        week = season.slots[session.id].week
        weeks[week] += landings(session)
        for item in season.lifts(session):
            biggest[week] = max(biggest[week], item.contacts * exercises()[item.exercise].impact / item.sets)
    for week, total in weeks.items():
        highest = max((weeks.get(week - back, 0.0) for back in (1, 2, 3, 4)), default=0.0)
        assert total <= 2 * cap
        assert total <= max(1.2 * highest, highest + biggest[week]) + 1e-6


@given(seasons)
@searched
def test_an_exercise_gets_harder_in_one_way_at_a_time(season: Season) -> None:
    last: dict[str, tuple[int, Item]] = {}
    for session in season.sessions:
        slot = season.slots[session.id]
        if slot.deload or slot.phase in ("taper", "race", "recovery"):
            continue
        for item in season.lifts(session):
            before = last.get(item.exercise)
            last[item.exercise] = (slot.mesocycle, item)
            if before is None or before[0] != slot.mesocycle:
                continue
            harder = _harder(before[1], item)
            assert len(harder) <= 1
            said = {"more-reps": "reps", "more-load": "load", "slower": "tempo"}.get(item.starts)
            assert item.starts != "new"
            assert harder == ([said] if said else [])


def _harder(before: Item, after: Item) -> list[str]:
    found = []
    amounts = [item.reps or item.seconds or (0, 0) for item in (before, after)]
    if amounts[1][0] > amounts[0][0] or amounts[1][1] > amounts[0][1]:
        found.append("reps")
    rank = {"body-mass": 0, "band": 1, "effort": 2, "kg": 2}
    if rank[after.load.kind] > rank[before.load.kind] or (after.load.kg or 0) > (before.load.kg or 10**6):
        found.append("load")
    if before.tempo and after.tempo and after.tempo > before.tempo:
        found.append("tempo")
    return found


@given(seasons)
@searched
def test_a_load_never_rises_by_more_than_a_tenth(season: Season) -> None:
    last: dict[str, float] = {}
    for session in season.sessions:
        for item in season.lifts(session):
            if item.load.kg is None:
                continue
            assert item.load.kg <= last.get(item.exercise, item.load.kg) * 1.1 + 1e-6
            last[item.exercise] = item.load.kg


@given(seasons)
@searched
def test_nothing_is_new_in_loaded_sessions_close_to_the_race(season: Season) -> None:
    known: set[str] = set()
    for session in season.sessions:
        used = {item.exercise for item in season.lifts(session)}
        if season.slots[session.id].no_new_exercise and set(session.classes) & set(ORDER[:3]):
            assert used <= known
        known |= used


@given(seasons)
@searched
def test_pains_leave_out_what_hurts_and_stop_progress_there(season: Season) -> None:
    pains = [pain for pain in season.brief.athlete.pains if pain.score >= 3]
    for session in season.sessions:
        for item in season.lifts(session):
            exercise = exercises()[item.exercise]
            for pain in pains:
                assert pain.site not in exercise.excluded_by
                stop = pain.score > (3 if pain.joint else 5)
                if pain.site == "knee" and stop:
                    assert "quadriceps" not in (*exercise.primary, *exercise.secondary)
                if pain.site == "knee" and exercise.pattern in ("squat", "lunge", "step-up", "press"):
                    assert item.starts in ("new", "same", "less")


@given(seasons)
@searched
def test_the_young_and_the_uncleared_are_spared(season: Season) -> None:
    age = season.brief.athlete.age
    for session in season.sessions:
        if season.brief.prescreen == "positive":
            assert set(session.classes) <= {"light", "mobility"}
        if age is not None and age < 16:
            assert "high-plyometric" not in session.classes
        for item in season.lifts(session) if age is not None and age < 18 else ():
            exercise = exercises()[item.exercise]
            assert item.load.kg is None
            if exercise.pattern in COMPOUNDS and item.reps is not None:
                legs = 2 if exercise.laterality == "alternating" else 1
                assert item.reps[0] >= 8
                assert item.reps[1] <= 15 * legs
                assert item.rir is not None
                assert item.rir[0] >= 3


@given(seasons)
@searched
def test_heavy_work_waits_for_three_moderate_sessions(season: Season) -> None:
    before: set[dt.date] = set()
    heavy = False
    for session in season.sessions:
        if "heavy-legs" in session.classes:
            assert heavy or len(before) >= 3
            assert season.brief.athlete.level != "beginner"
            heavy = True
        if "moderate-legs" in session.classes:
            before.add(session.date)


@given(seasons)
@searched
def test_every_slot_is_filled_or_named_as_cut_and_every_exercise_has_its_card(season: Season) -> None:
    filled = [session.id for session in season.sessions]
    cut = {cut.slot_id for cut in season.composed.cuts}
    assert [name for name in season.slots if name not in cut] == filled
    used = {item.exercise for session in season.sessions for block in session.blocks for item in block.items}
    assert used == set(season.composed.cards)


@pytest.mark.parametrize("level", LEVELS)
def test_no_kit_at_all_still_gives_every_full_session(level: str) -> None:
    """A body-mass way for everything (H22)."""
    season = Season(Athlete(level=level), 35, False)  # type: ignore[arg-type]
    assert not season.composed.cuts
    for session in season.sessions:
        if season.slots[session.id].variant.full:
            assert session.minutes > 20
            assert "moderate-legs" in session.classes
