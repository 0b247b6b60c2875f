"""Numbers that search and composition hold ready stand in the rules too: whoever changes one must meet the other."""

from __future__ import annotations

import datetime as dt
import locale
from typing import TypeVar

from midstance.application.auditing import ACCUSTOMED_DAYS
from midstance.formats.brief_words import LEAST_WINDOW_MINUTES
from midstance.planner import asks, grid, minis, phases, search
from midstance.planner.composition import season
from midstance.planner.prescription import tables
from midstance.rules import contents, ledger, shapes
from midstance.rules.rule import Rule
from midstance.training.athlete import YOUTH_AGE
from midstance.training.clock import DAY, date_of, day_number, said_date, said_weekday
from tests.strip_cards import known
from tests.test_rules import rule

T = TypeVar("T", bound=shapes.Shape)


def shape(name: str, kind: type[T]) -> T:
    found: Rule = rule(name)
    assert isinstance(found.demand, kind)
    return found.demand


def test_moderate_sessions_before_the_first_heavy_one() -> None:
    count = shape("heavy-after-moderate", shapes.AfterExposures).count
    assert {search.MODERATE_BEFORE_HEAVY, season.FIRST_HEAVY_AFTER} == {count}


def test_days_without_anything_new() -> None:
    days = shape("nothing-new-before-the-race", shapes.NothingNew).days
    assert days == asks.NOTHING_NEW_DAYS


def test_where_heavy_begins() -> None:
    heavy = shape("called-what-it-is", shapes.TrueClasses).heavy_reps_and_rir
    assert contents.HEAVY_REPS_AND_RIR == heavy == tables.MODERATE_LEAST - 1


def test_minutes_by_level() -> None:
    assert shape("as-long-as-you-have", shapes.SessionLength).minutes == asks.MINUTES


def test_minutes_of_a_mini_and_of_the_shortest_session() -> None:
    assert minis.MINI.minutes <= shape("minis-stay-small", shapes.SmallSession).minutes
    assert grid.LEAST_MINUTES == LEAST_WINDOW_MINUTES
    assert asks.LEAST_FULL_MINUTES > ledger.FULL_OVER_MINUTES


def test_exercises_of_a_full_session() -> None:
    held = shape("a-full-session-is-whole", shapes.Contains).exercises
    assert held == (tables.EXERCISES_LEAST, tables.EXERCISES_MOST)


def test_who_is_young() -> None:
    effort = shape("young-legs-lift-with-ease", shapes.YouthEffort)
    assert {YOUTH_AGE, tables.YOUTH_AGE} == {effort.under}
    assert (tables.YOUTH_REPS, tables.YOUTH_RIR[0]) == (effort.reps, effort.rir)


def test_how_far_a_race_counts_as_ten_kilometres_or_a_half() -> None:
    days = shape("recovery-after-the-race", shapes.DaysAfterRace).days
    assert [up_to for up_to, _ in days[:2]] == [phases.LONGEST_TEN_KM_M, phases.LONGEST_HALF_M]


def test_who_is_taken_for_accustomed_is() -> None:
    assert len(ACCUSTOMED_DAYS) == ledger.ACCUSTOMED_EXPOSURES
    assert min(ACCUSTOMED_DAYS) * DAY < ledger.ACCUSTOMED_WITHIN
    assert search.WEEKS_ACCUSTOMED * 7 * DAY < ledger.ACCUSTOMED_WITHIN


def test_hours_around_a_spike_are_those_the_search_looks_at() -> None:
    assert {one.demand.hours for one in known().rules if isinstance(one.demand, shapes.SpikeClear)} == {72}


def test_days_and_months_are_said_in_one_language_whatever_the_locale() -> None:
    before = locale.setlocale(locale.LC_TIME)
    locale.setlocale(locale.LC_TIME, "C")
    try:
        for day in range(366):
            date = date_of(day_number(dt.date(2027, 1, 1)) + day)
            assert (said_weekday(date), said_date(date)) == (f"{date:%A}", f"{date.day} {date:%B}")
    finally:
        locale.setlocale(locale.LC_TIME, before)
