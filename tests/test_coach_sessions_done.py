"""What lies behind: done when it really was, called what it really was; missed is never caught up."""

from __future__ import annotations

from random import Random
from zoneinfo import ZoneInfo

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from midstance.coach.sessions_done import sessions_done
from midstance.knowledge.library import library
from midstance.training.log import Entry, SessionEnd, SessionMoved, SessionSkipped, SetResult, effective
from midstance.training.prescription import EFFORT, Item
from midstance.training.session import Stress
from midstance.training.standing import Done
from tests.coach_log import LOGS, at, day, ended, lifted, ran, session

EXERCISES = library().exercises
HEAVY = Item(exercise="back-squat", sets=3, reps=(3, 5), load=EFFORT, rir=(1, 3))
CALVES = Item(exercise="calf-raise", sets=2, reps=(12, 15), rir=(4, 5))
POGO = Item(exercise="pogo-hop", sets=3, seconds=(10, 10), contacts=60)
MIXED = session(0, "heavy-legs", "moderate-legs", items=(HEAVY, CALVES))


def behind(entries: tuple[Entry, ...], *sessions: object, today: int = 10) -> tuple[tuple[Done, ...], tuple[str, ...]]:
    return sessions_done(sessions, effective(entries), None, day(today), EXERCISES)  # type: ignore[arg-type]


def test_before_anything_is_logged_what_was_planned_counts_as_done() -> None:
    done, missed = behind((ran(1),), session(0, "light"), session(10, "light"))
    assert [(one.date, one.logged) for one in done] == [(day(0), False)]
    assert missed == ()


def test_silence_is_missed_once_anything_is_logged() -> None:
    done, missed = behind((ended(3, session(3).id),), session(0), session(3), session(10))
    assert [one.session for one in done] == [session(3).id]
    assert missed == (session(0).id,)


def test_a_session_to_come_that_was_let_go_is_missed() -> None:
    skip = SessionSkipped(id="skip", at=at(9), session=session(12).id)
    _, missed = behind((ended(3, session(3).id), skip), session(3), session(12))
    assert missed == (session(12).id,)


def test_a_moved_session_is_missed_only_once_its_new_day_has_passed() -> None:
    move = SessionMoved(id="move", at=at(2), session=session(3).id, date=day(11))
    entries = (ended(0, session(0).id), move)
    assert behind(entries, session(0), session(3), today=11)[1] == ()
    assert behind(entries, session(0), session(3), today=12)[1] == (session(3).id,)


def test_what_was_let_go_and_then_moved_is_not_missed() -> None:
    skip = SessionSkipped(id="a", at=at(2), session=session(3).id)
    move = SessionMoved(id="b", at=at(2, 20), session=session(3).id, date=day(11))
    assert behind((skip, move), session(3))[1] == ()


def test_a_session_is_where_it_really_was() -> None:
    end = SessionEnd(id="end", at=at(5, 20), session=session(3).id, minutes=45)
    (done,), _ = behind((end,), session(3))
    assert (done.date, done.start, done.minutes) == (day(5), "19:15", 45)


def test_the_first_set_is_where_it_began() -> None:
    name = session(3).id
    sets = tuple(lifted(4, session=name, hour=hour) for hour in (7, 7.2, 7.5))
    (done,), _ = behind((*sets, ended(4, name, hour=7.75)), session(3))
    assert (done.date, done.start, done.minutes) == (day(4), "07:00", 45)


def test_a_session_is_on_the_runners_own_date() -> None:
    end = SessionEnd(id="end", at=at(5, 23.5), session=session(3).id, minutes=20)
    (done,), _ = sessions_done((session(3),), (end,), ZoneInfo("Europe/Berlin"), day(10), EXERCISES)
    assert (done.date, done.start) == (day(6), "00:10")


def test_a_day_without_an_hour_stays_that_day() -> None:
    end = SessionEnd(id="end", at=at(5, 0), session=session(3).id)
    (done,), _ = behind((end,), session(3))
    assert (done.date, done.start) == (day(5), "00:00")


def test_a_set_written_down_later_makes_no_session_of_a_day() -> None:
    name = session(3).id
    (done,), _ = behind((lifted(3, session=name), lifted(4, "calf-raise", session=name)), session(3))
    assert (done.date, done.minutes) == (day(3), 180)


@pytest.mark.parametrize(
    ("sets", "how", "classes"),
    [
        (("back-squat",), "done", ("heavy-legs", "moderate-legs")),
        (("calf-raise",), "partly", ("light",)),
        (("back-squat",), "stopped", ("heavy-legs",)),
        ((), "partly", ("heavy-legs", "moderate-legs")),
    ],
)
def test_a_session_cut_short_is_what_was_done_of_it(
    sets: tuple[str, ...], how: str, classes: tuple[Stress, ...]
) -> None:
    asked = {"back-squat": HEAVY, "calf-raise": CALVES}
    done = [
        lifted(0, name, reps=4, rir=None, kg=80 if name == "back-squat" else None, session=MIXED.id, asked=asked[name])
        for name in sets
    ]
    (found,), _ = behind((*done, ended(0, MIXED.id, how)), MIXED)
    assert found.classes == classes


def test_jumps_left_out_are_not_jumps_done() -> None:
    planned = session(0, "moderate-legs", "low-plyometric", items=(POGO, CALVES))
    (found,), _ = behind((lifted(0, "calf-raise", kg=10, session=planned.id),), planned)
    assert found.classes == ("moderate-legs",)


def test_a_body_mass_session_stays_moderate_while_a_compound_was_done() -> None:
    planned = session(0, "moderate-legs")
    squat, calves = (lifted(0, name, rir=5, kg=None, session=planned.id) for name in ("bodyweight-squat", "calf-raise"))
    assert behind((squat,), planned)[0][0].classes == ("moderate-legs",)
    assert behind((calves,), planned)[0][0].classes == ("light",)


def test_what_was_heavier_than_planned_is_heavy() -> None:
    planned = session(0, "moderate-legs")
    name = planned.id
    (found,), _ = behind((lifted(0, reps=4, rir=3, kg=40, session=name), ended(0, name)), planned)
    assert found.classes == ("heavy-legs", "moderate-legs")


def test_a_half_done_session_takes_its_share_of_the_minutes() -> None:
    sets = tuple(lifted(0, "back-squat", hour=18 + step / 60, session=MIXED.id) for step in range(3))
    (found,), _ = behind(sets, MIXED)
    assert found.minutes == 24


def test_work_outside_the_plan_is_one_session_a_day() -> None:
    (light, loaded), _ = behind((
        lifted(1, "clamshell", rir=4, kg=None), lifted(2, kg=20), lifted(2, "clamshell", rir=4, kg=None, hour=18.5),
    ))  # fmt: skip
    assert (light.session, light.classes, light.minutes) == ("extra-2027-01-05", ("light",), 3)
    assert (loaded.session, loaded.classes) == ("extra-2027-01-06", ("moderate-legs",))


def test_jumps_outside_the_plan_are_jumps() -> None:
    high = SetResult(id="x", at=at(1), exercise="squat-jump", reps=5)
    (found,), _ = behind((high,))
    assert found.classes == ("high-plyometric",)


def test_a_session_nobody_knows_counts_as_moderate() -> None:
    (found,), _ = behind((ended(1, "gone"),))
    assert found.classes == ("moderate-legs",)


def test_without_exercises_planned_classes_stand() -> None:
    found, _ = sessions_done((MIXED,), (lifted(0, "calf-raise", kg=None, session=MIXED.id),), None, day(3))
    assert set(found[0].classes) == {"heavy-legs", "moderate-legs"}


@settings(max_examples=100, deadline=None)
@given(LOGS, st.randoms(use_true_random=False), st.integers(0, 30))
def test_done_and_missed_never_meet_and_order_does_not_matter(entries: list[Entry], rng: Random, today: int) -> None:
    planned = tuple(session(number) for number in range(0, 20, 3))
    named = [
        msgspec.structs.replace(entry, session=planned[entry.at.day % 7].id) if isinstance(entry, SessionEnd) else entry
        for entry in entries
    ]
    shuffled = list(named)
    rng.shuffle(shuffled)
    done, missed = behind(tuple(named), *planned, today=today)
    assert (done, missed) == behind(tuple(shuffled), *planned, today=today)
    assert not {one.session for one in done} & set(missed)
    assert [one.date for one in done] == sorted(one.date for one in done)
