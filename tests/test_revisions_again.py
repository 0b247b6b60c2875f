"""What a revision leaves alone: all of it where nothing is new, a day that is done, an hour that has passed."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import msgspec
from bench.seasons.proving import season
from hypothesis import HealthCheck, given, settings

from midstance.application.planning import known
from midstance.application.replanning import replan_chain, revise
from midstance.coach.changes import changes_between
from midstance.planner.asks import means_of, week_asks
from midstance.planner.gauge import Gauge
from midstance.planner.grid import Grid
from midstance.planner.past import weeks_ahead
from midstance.planner.phases import outline
from midstance.rules.ledger import Ledger, runs_at
from midstance.training.clock import clock_of, day_number, minute_of, monday_of
from midstance.training.log import Entry, Illness, SessionMoved
from midstance.training.plan import Plan, Revision
from midstance.training.standing import Done, Standing
from tests.living import at, log_until, revised
from tests.test_revision_chain import MOMENTS, logs
from tests.test_revision_chain import SEASON as CHAIN_SEASON
from tests.test_revision_chain import first as chain_first
from tests.test_revisions import SEASON, WEDNESDAY, first

DAY = dt.timedelta(days=1)
LATER = dt.timedelta(minutes=20)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(log=logs())
def test_a_revision_made_again_with_nothing_new_changes_nothing(log: list[Entry]) -> None:
    for moment, plan in zip(MOMENTS, replan_chain(chain_first(), MOMENTS, log, known()), strict=True):
        again = revise(CHAIN_SEASON, plan, log, moment, known())
        later = revise(CHAIN_SEASON, again, [one for one in log if one.at <= moment], moment + LATER, known())
        for one, other in pairwise((plan, again, later)):
            assert other.sessions == one.sessions
            assert (other.microcycles, other.notes, other.audit) == (one.microcycles, one.notes, one.audit)
            assert changes_between(one, other) == ()
            assert number(other) == number(one) + 1


def number(plan: Plan) -> int:
    assert isinstance(plan.revision, Revision)
    return plan.revision.number


def standing(plan: Plan) -> Standing:
    assert plan.brief.standing is not None
    return plan.brief.standing


def test_something_new_is_taken_in_at_the_very_same_moment() -> None:
    """An illness that is written down late, and yet for an earlier hour, is news."""
    entries = log_until(first(), WEDNESDAY)
    plan = revised(SEASON, first(), entries, WEDNESDAY)
    ill = Illness(id="ill", at=at(WEDNESDAY, "05:00"), symptoms=("fever",))
    assert revised(SEASON, plan, [*entries, ill], WEDNESDAY).sessions != plan.sessions


def offers(plan: Plan, day: dt.date, clock: str | None, stands: frozenset[int] = frozenset()) -> set[int]:
    """Minutes of a day at which something may begin, read at a time of that day."""
    gauge = Gauge(known().rules, Ledger(plan.brief, tuple(runs_at(plan.brief)), ()))
    now = (day_number(day), minute_of(clock)) if clock is not None else None
    return {start for start, _, _ in Grid(plan.brief, gauge, now=now, stands=stands).starts(day_number(day), 40)}


def test_nothing_new_begins_at_an_hour_that_has_passed() -> None:
    every = offers(first(), WEDNESDAY, None)
    last = clock_of(max(every) + 1)
    assert every
    assert offers(first(), WEDNESDAY, "00:00") == every
    assert offers(first(), WEDNESDAY, last) == set()
    assert offers(first(), WEDNESDAY, last, frozenset({min(every)})) == {min(every)}


def test_what_the_runner_puts_on_today_stands_there_at_any_hour() -> None:
    plan = first()
    session = next(one for one in plan.sessions if one.date > WEDNESDAY and not one.mini)
    day = session.date - DAY
    assert all(one.date != day for one in plan.sessions)
    move = SessionMoved(id="move", at=at(day, "19:00"), session=session.id, date=day)
    new = revise(SEASON, plan, [*log_until(plan, day), move], at(day, "19:05"), known())
    stands = next(one for one in new.sessions if one.id == session.id)
    refused = any(note.about == session.id for note in new.notes)
    assert stands.date == day or refused


def asked(plan: Plan, wanted: int, *shown: Done) -> int:
    """Sessions that a week still asks for on its Wednesday, when so many were asked before and these were done."""
    monday = monday_of(WEDNESDAY) + 7 * DAY
    weeks = tuple(
        msgspec.structs.replace(week, sessions_wanted=wanted) if week.start == monday else week
        for week in plan.microcycles
    )
    before = msgspec.structs.replace(
        plan, microcycles=weeks, sessions=tuple(one for one in plan.sessions if one.date < monday)
    )
    asks = week_asks(plan.brief, outline(plan.brief), means_of(plan.brief))
    _, ahead = weeks_ahead(asks, before, Standing(since=monday + 2 * DAY, done=shown))
    return len(ahead[0].asks)


def shown_before(name: str) -> Done:
    day = monday_of(WEDNESDAY) + 8 * DAY
    return Done(session=name, date=day, start="18:00", minutes=40, classes=("moderate-legs",))


def test_a_session_that_an_earlier_revision_showed_has_its_place_in_the_week() -> None:
    """What was done by a plan that a late entry has changed since is no reason to ask for another; own work is none."""
    assert asked(first(), 2) == 2
    assert asked(first(), 2, shown_before("2027-01-01-z")) == 1
    assert asked(first(), 2, shown_before("extra-2027-01-01")) == 2


def test_a_week_that_has_begun_asks_for_no_more_than_it_did() -> None:
    """Runs that go may make room for a second session; not in a week of which days are gone."""
    assert [asked(first(), wanted) for wanted in (0, 1, 2, 3)] == [0, 1, 2, 2]


def test_a_season_whose_evening_runs_moved_puts_nothing_beside_what_was_done() -> None:
    """A seed in which a session once came to stand beside one that was done that morning."""
    assert season(715).broken == []


def test_a_first_revision_is_never_taken_for_the_plan_it_follows() -> None:
    """A first plan knows no log, so that even an empty one is news."""
    plan = msgspec.structs.replace(first())
    new = revised(SEASON, plan, [], WEDNESDAY)
    assert number(new) == 2
    assert standing(new).as_of == at(WEDNESDAY, "06:00")
