"""Illness and days away: rest, light work, the way back, other kit."""

from __future__ import annotations

import datetime as dt

import pytest

from midstance.coach.away import away_kits, blocked
from midstance.coach.illness import easings, spells
from midstance.training.exercise import Kit
from midstance.training.log import Away, Entry, Symptom
from midstance.training.session import STRESS, Stress
from midstance.training.standing import AwayKit, Done
from tests.coach_log import at, day, ill


def barred(entries: tuple[Entry, ...], when: int, today: int, done: tuple[Done, ...] = ()) -> set[Stress]:
    """The classes that may not stand on a day, as seen today."""
    found = easings(entries, done, None, day(today))
    return {stress for one in found if one.first <= day(when) <= one.last for stress in one.bars}


def did(*days: int) -> tuple[Done, ...]:
    return tuple(Done(session=str(n), date=day(n), start="18:00", minutes=30, classes=("light",)) for n in days)


@pytest.mark.parametrize("symptom", ["fever", "chest", "stomach"])
def test_nothing_is_trained_while_it_lasts(symptom: Symptom) -> None:
    for today in (0, 3, 20):
        assert barred((ill(0, symptom, "head-cold"),), today, today) == set(STRESS)


def test_with_a_cold_light_work_goes_on_until_it_is_over() -> None:
    assert barred((ill(0, "head-cold"),), 2, 2) == set(STRESS) - {"light", "mobility"}
    assert barred((ill(0, "head-cold", over=3),), 2, 2) != set()
    assert barred((ill(0, "head-cold", over=3),), 3, 3) == set()


@pytest.mark.parametrize(("sessions", "moderate"), [(0, False), (1, False), (2, True)])
def test_two_light_sessions_come_before_moderate_work(sessions: int, moderate: bool) -> None:
    entries = (ill(0, "stomach", over=4),)
    now = barred(entries, 9, 9, did(*range(5, 5 + sessions)))
    assert ("moderate-legs" not in now) is moderate
    assert "light" not in now


@pytest.mark.parametrize(("since", "heavy"), [(6, False), (7, True)])
def test_a_week_without_signs_comes_before_heavy_legs_after_a_fever(since: int, heavy: bool) -> None:
    now = barred((ill(0, "fever", over=4),), 4 + since, 4 + since, did(4, 5, 6))
    assert ("heavy-legs" not in now and "high-plyometric" not in now) is heavy
    assert "moderate-legs" not in now


def test_only_a_fever_asks_for_that_week() -> None:
    assert barred((ill(0, "stomach", over=4),), 7, 7, did(4, 5)) == set()


def test_a_second_report_belongs_to_the_first_and_ends_it() -> None:
    entries = (ill(0, "head-cold"), ill(2, "fever"), ill(5, over=5))
    (spell,) = spells(entries, None)
    assert (spell.first, spell.over, spell.serious) == (day(0), day(5), True)


def test_an_illness_after_the_first_is_another() -> None:
    assert len(spells((ill(0, "head-cold", over=3), ill(3, "head-cold")), None)) == 2


def away(number: int, first: int, last: int, kit: tuple[Kit, ...] | None) -> Away:
    return Away(id=f"away-{number}", at=at(number), first=day(first), last=day(last), kit=kit)


def test_days_away_have_their_kit_or_none() -> None:
    entries = (away(0, 3, 5, ("mini-band",)), away(1, 10, 11, None))
    assert away_kits(entries) == (AwayKit(first=day(3), last=day(5), kit=("mini-band",)),)
    assert blocked(entries) == (day(10), day(11))


def test_the_later_entry_has_the_last_word_day_by_day() -> None:
    entries = (away(0, 3, 8, ("mini-band",)), away(1, 5, 6, None))
    assert [(one.first, one.last) for one in away_kits(entries)] == [(day(3), day(4)), (day(7), day(8))]
    assert blocked(entries) == (day(5), day(6))


def test_an_absence_that_ends_before_it_begins_is_none_and_a_long_one_ends() -> None:
    assert blocked((away(0, 5, 3, None),)) == ()
    endless = Away(id="x", at=at(0), first=day(0), last=dt.date(9999, 1, 1))
    assert len(blocked((endless,))) == 366


def test_an_illness_without_an_end_is_planned_for_a_week_ahead() -> None:
    (lasting,) = easings((ill(0, "fever"),), (), None, day(3))
    assert (lasting.first, lasting.last) == (day(0), day(10))
