"""The next revision: the past frozen, the smallest change first, never a hard finding, nothing caught up."""

from __future__ import annotations

import datetime as dt
from functools import cache

import msgspec
import pytest

from midstance.application.planning import make_plan
from midstance.application.writing import next_calendar
from midstance.coach.changes import changes_between, days_changed
from midstance.formats.plan_json import encode_plan, read_plan
from midstance.training.athlete import Athlete, Window
from midstance.training.log import (
    Away,
    CheckIn,
    Cleared,
    Illness,
    PainReport,
    RaceSet,
    RedFlags,
    RunMoved,
    SessionMoved,
    SessionSkipped,
)  # fmt: skip
from midstance.training.plan import Plan
from midstance.training.running import Race, Run
from tests.living import at, done, log_until, revised
from tests.running_weeks import MONDAY, brief_for

ADA = Athlete(
    level="intermediate",
    kit=("dumbbell", "bench", "box", "mini-band"),
    windows=tuple(Window(weekday=day, start="18:00", end="20:00") for day in ("tue", "wed", "thu", "sat")),
)
SEASON = brief_for([80, 85, 90, 70, 90, 95, 100, 75, 100, 100, 70, 40], ADA)
WEDNESDAY = MONDAY + dt.timedelta(days=23)
"""In the fourth week."""
WEEK = dt.timedelta(weeks=1)


@cache
def first() -> Plan:
    return make_plan(SEASON)


def ahead(plan: Plan, day: dt.date) -> list[tuple[str, dt.date, str, str]]:
    return [(one.id, one.date, one.start, one.template) for one in plan.sessions if one.date >= day]


def test_a_season_trained_as_planned_keeps_every_day() -> None:
    plan, entries = first(), log_until(first(), WEDNESDAY)
    again = revised(SEASON, plan, entries, WEDNESDAY)
    assert ahead(again, WEDNESDAY) == ahead(plan, WEDNESDAY)
    assert not again.audit.hard


def test_what_was_done_is_frozen_as_it_was() -> None:
    plan, entries = first(), log_until(first(), WEDNESDAY)
    again = revised(SEASON, plan, entries, WEDNESDAY)
    before = {one.id: one.blocks for one in plan.sessions if one.date < WEDNESDAY}
    after = {one.id: one.blocks for one in again.sessions if one.date < WEDNESDAY}
    assert before
    assert before == after
    assert again.microcycles[:3] == plan.microcycles[:3]


def test_without_any_log_what_was_planned_counts_as_done() -> None:
    again = revised(SEASON, first(), [], WEDNESDAY)
    standing = again.brief.standing
    assert standing is not None
    assert standing.done
    assert not any(one.logged for one in standing.done)
    assert ahead(again, WEDNESDAY) == ahead(first(), WEDNESDAY)


def test_a_missed_session_is_not_caught_up() -> None:
    plan = first()
    missing = next(one.id for one in plan.sessions if one.date >= WEDNESDAY - dt.timedelta(days=2))
    day = WEDNESDAY
    again = revised(SEASON, plan, log_until(plan, day, missing=[missing]), day)
    assert again.brief.standing is not None
    assert missing in again.brief.standing.missed
    assert missing not in {one.id for one in again.sessions}
    assert len(ahead(again, day)) <= len(ahead(plan, day))
    assert days_changed(plan, again) == 0


def test_a_skipped_session_comes_out_and_no_other_moves() -> None:
    plan = first()
    session = next(one for one in plan.sessions if one.date >= WEDNESDAY)
    entries = [*log_until(plan, WEDNESDAY), SessionSkipped(id="skip", at=at(WEDNESDAY, "05:00"), session=session.id)]
    again = revised(SEASON, plan, entries, WEDNESDAY)
    assert ahead(again, WEDNESDAY) == [one for one in ahead(plan, WEDNESDAY) if one[0] != session.id]


def test_a_moved_key_run_changes_at_most_its_week() -> None:
    plan = first()
    run = next(run for run in SEASON.runs if run.kind == "threshold" and run.date > WEDNESDAY + dt.timedelta(days=7))
    to = run.date - dt.timedelta(days=1)
    entries = [*log_until(plan, WEDNESDAY), RunMoved(id="m", at=at(WEDNESDAY, "05:00"), planned=run.date, date=to)]
    again = revised(SEASON, plan, entries, WEDNESDAY)
    assert any(one.date == to and one.kind == "threshold" for one in again.brief.runs)
    monday = to - dt.timedelta(days=to.weekday())
    changed = {one[1] for one in set(ahead(plan, WEDNESDAY)) ^ set(ahead(again, WEDNESDAY))}
    assert all(-7 <= (day - monday).days < 14 for day in changed)
    assert not again.audit.hard


@pytest.mark.parametrize("later", range(1, 30, 4))
def test_a_day_without_training_costs_few_days(later: int) -> None:
    plan = first()
    session = [one for one in plan.sessions if one.date >= WEDNESDAY][later % 12]
    gone = Away(id="away", at=at(WEDNESDAY, "05:00"), first=session.date, last=session.date)
    again = revised(SEASON, plan, [*log_until(plan, WEDNESDAY), gone], WEDNESDAY)
    assert session.date not in {one.date for one in again.sessions}
    assert days_changed(plan, again) <= 4
    assert not again.audit.hard


def test_a_session_goes_where_the_runner_puts_it_and_keeps_its_id() -> None:
    plan = first()
    session = next(one for one in plan.sessions if one.date > WEDNESDAY and one.date.weekday() == 1 and not one.mini)
    to = session.date + dt.timedelta(days=1)
    moved = SessionMoved(id="mv", at=at(WEDNESDAY, "05:00"), session=session.id, date=to)
    again = revised(SEASON, plan, [*log_until(plan, WEDNESDAY), moved], WEDNESDAY)
    assert not again.audit.hard
    found = next(one for one in again.sessions if one.id == session.id)
    refused = [note for note in again.notes if note.about == session.id and "cannot stand" in note.text]
    assert (found.date == to) != bool(refused)


def test_a_red_flag_stops_everything_until_the_runner_is_cleared() -> None:
    plan, entries = first(), log_until(first(), WEDNESDAY)
    flag = RedFlags(id="flag", at=at(WEDNESDAY, "05:00"), flags=("chest-pain",))
    stopped = revised(SEASON, plan, [*entries, flag], WEDNESDAY)
    assert not ahead(stopped, WEDNESDAY)
    assert any(note.about == "stop" for note in stopped.notes)
    assert changes_between(plan, stopped)[0].kind == "stop"
    later = WEDNESDAY + dt.timedelta(days=5)
    cleared = Cleared(id="ok", at=at(later, "05:00"), by="my doctor")
    assert ahead(revised(SEASON, stopped, [*entries, flag, cleared], later), later)


def test_pain_keeps_the_tissue_unloaded_and_the_plan_sound() -> None:
    plan, entries = first(), log_until(first(), WEDNESDAY)
    pain = PainReport(id="p", at=at(WEDNESDAY, "05:00"), site="knee", score=7, when="during")
    again = revised(SEASON, plan, [*entries, pain], WEDNESDAY)
    assert not again.audit.hard
    sore = {name for name, card in again.exercises.items() if card.pattern in ("squat", "lunge", "step-up", "jump")}
    assert not {item.exercise for one in again.sessions if one.date >= WEDNESDAY for item in one.work()} & sore


def test_what_a_pain_took_from_the_season_comes_back_when_it_is_calm() -> None:
    """Heavy days weeks ahead go while a knee is red; the smallest change must not leave them away for good."""

    def heavy(plan: Plan) -> list[dt.date]:
        return [one.date for one in plan.sessions if "heavy-legs" in one.classes and one.date > WEDNESDAY + 2 * WEEK]

    plan, entries = first(), log_until(first(), WEDNESDAY)
    assert heavy(plan)
    red = PainReport(id="p", at=at(WEDNESDAY, "05:00"), site="knee", score=7, when="during")
    hurt = revised(SEASON, plan, [*entries, red], WEDNESDAY)
    assert not heavy(hurt)
    calm = [
        PainReport(
            id=f"c{day}", at=at(WEDNESDAY + dt.timedelta(days=day), "05:00"), site="knee", score=0, when="at-rest"
        )
        for day in (1, 2, 3)
    ]
    better = revised(SEASON, hurt, [*entries, red, *calm], WEDNESDAY + dt.timedelta(days=3))
    assert heavy(better) == heavy(plan)
    assert not better.audit.hard


def test_sore_legs_take_the_heavy_session_away_or_move_it() -> None:
    plan = first()
    heavy = next(one for one in plan.sessions if one.stress == "heavy-legs")
    entries = [
        *log_until(plan, heavy.date),
        CheckIn(id="c", at=at(heavy.date, "05:00"), soreness={"quadriceps": 6}),
    ]
    again = revised(SEASON, plan, entries, heavy.date)
    assert all(one.stress != "heavy-legs" for one in again.sessions if one.date == heavy.date)
    assert not again.audit.hard


def test_a_new_race_gets_its_taper() -> None:
    plan, entries = first(), log_until(first(), WEDNESDAY)
    later = SEASON.end + dt.timedelta(weeks=3)
    race = Race(date=later, distance_m=42_195, name="The big one")
    said = [
        RaceSet(id="off", at=at(WEDNESDAY, "05:00"), race=SEASON.races[0], off=True),
        RaceSet(id="on", at=at(WEDNESDAY, "05:01"), race=race),
    ]
    again = revised(SEASON, plan, [*entries, *said], WEDNESDAY)
    assert again.brief.end == later
    assert [week.phase for week in again.microcycles][-2:] == ["taper", "race"]
    assert not again.audit.hard
    assert {change.kind for change in changes_between(plan, again)} >= {"phase"}


def test_fever_leaves_no_session_while_it_lasts() -> None:
    plan, entries = first(), log_until(first(), WEDNESDAY)
    ill = Illness(id="ill", at=at(WEDNESDAY, "05:00"), symptoms=("fever",))
    again = revised(SEASON, plan, [*entries, ill], WEDNESDAY)
    soon = WEDNESDAY + dt.timedelta(days=5)
    assert not [one for one in again.sessions if WEDNESDAY <= one.date < soon]


def test_a_week_in_a_hotel_asks_only_for_what_is_there() -> None:
    plan, entries = first(), log_until(first(), WEDNESDAY)
    first_day, last_day = WEDNESDAY + dt.timedelta(days=5), WEDNESDAY + dt.timedelta(days=11)
    away = Away(id="hotel", at=at(WEDNESDAY, "05:00"), first=first_day, last=last_day, kit=("mini-band",))
    again = revised(SEASON, plan, [*entries, away], WEDNESDAY)
    there = [one for one in again.sessions if first_day <= one.date <= last_day]
    assert there
    assert not again.audit.hard
    assert {item.load.kind for one in there for item in one.work()} <= {"body-mass", "band"}
    assert [one[:3] for one in ahead(again, WEDNESDAY)] == [one[:3] for one in ahead(plan, WEDNESDAY)]


def test_a_revision_survives_its_document() -> None:
    again = revised(SEASON, first(), log_until(first(), WEDNESDAY), WEDNESDAY)
    document = encode_plan(again)
    assert encode_plan(read_plan(document, "plan.json")) == document


def test_the_calendar_moves_what_moved_and_cancels_what_is_gone() -> None:
    plan = first()
    session = next(one for one in plan.sessions if one.date >= WEDNESDAY)
    skip = SessionSkipped(id="skip", at=at(WEDNESDAY, "05:00"), session=session.id)
    again = revised(SEASON, plan, [*log_until(plan, WEDNESDAY), skip], WEDNESDAY)
    before = next_calendar(plan, None)
    after = next_calendar(again, before).decode()
    assert after.count("STATUS:CANCELLED") == 1
    uids = [line for line in before.decode().splitlines() if line.startswith("UID:")]
    assert all(uid in after for uid in uids)


def test_the_load_that_was_done_is_the_load_that_is_asked() -> None:
    plan = first()
    again = revised(SEASON, plan, log_until(plan, WEDNESDAY), WEDNESDAY)

    def kinds(of: Plan) -> set[str]:
        return {item.load.kind for one in of.sessions if one.date >= WEDNESDAY for item in one.work()}

    assert "effort" in kinds(plan)
    assert "kg" not in kinds(plan)
    assert "kg" in kinds(again)


def test_a_hard_set_too_many_rises_nothing() -> None:
    """Nothing left in reserve, twice: what is asked next is no more than before."""
    plan = first()
    two = [one for one in plan.sessions if one.date < WEDNESDAY and not one.mini]
    entries = [entry for one in two for entry in done(one, rir=0)]
    again = revised(SEASON, plan, entries, WEDNESDAY)
    standing = again.brief.standing
    assert standing is not None
    assert standing.doses
    assert all(dose.move != "rise" for dose in standing.doses.values() if dose.rir is not None)


def test_runs_of_the_past_stay_as_they_were_run() -> None:
    again = revised(SEASON, first(), [], WEDNESDAY)
    assert [run for run in again.brief.runs if run.date < WEDNESDAY] == [
        msgspec.convert(msgspec.to_builtins(run), Run) for run in SEASON.runs if run.date < WEDNESDAY
    ]


def told(before: Plan, after: Plan, kind: str) -> list[str]:
    return [change.text for change in changes_between(before, after) if change.kind == kind]


def test_a_pain_is_told_with_what_goes_and_what_comes_for_it() -> None:
    plan, entries = first(), log_until(first(), WEDNESDAY)
    pain = PainReport(id="p", at=at(WEDNESDAY, "05:00"), site="knee", score=7, when="during")
    again = revised(SEASON, plan, [*entries, pain], WEDNESDAY)
    assert changes_between(plan, again)[0].text.startswith("Your knee hurt too much at 7 of 10")
    session = next(one for one in plan.sessions if one.date >= WEDNESDAY and not one.mini)
    gone = {item.exercise for item in session.work()} - {
        item.exercise for one in again.sessions if one.id == session.id for item in one.work()
    }
    assert gone
    said = " ".join(told(plan, again, "other"))
    assert all(plan.exercises[name].name.casefold() in said.casefold() for name in gone)
    later = revised(SEASON, again, [*entries, pain], WEDNESDAY + dt.timedelta(days=1))
    assert not [text for text in told(again, later, "told") if "knee" in text], "a reason is told once"


def test_a_dose_is_told_by_what_differs_alone() -> None:
    plan = first()
    heavy = next(one for one in plan.sessions if one.stress == "heavy-legs")
    tired = CheckIn(id="c", at=at(heavy.date, "05:00"), energy=1, fatigue=5, sleep_h=4)
    again = revised(SEASON, plan, [*log_until(plan, heavy.date), tired], heavy.date)
    doses = told(plan, again, "dose")
    assert doses
    for text in doses:
        now, before = text.partition(": ")[2].removesuffix(".").split(" instead of ")
        assert not {*now.split(", ")} & {*before.split(", ")}


def test_while_training_is_stopped_nothing_else_is_told() -> None:
    plan, entries = first(), log_until(first(), WEDNESDAY)
    flag = RedFlags(id="flag", at=at(WEDNESDAY, "05:00"), flags=("chest-pain",))
    pain = PainReport(id="p", at=at(WEDNESDAY, "05:00"), site="knee", score=7, when="during")
    stopped = revised(SEASON, plan, [*entries, pain, flag], WEDNESDAY)
    assert {change.kind for change in changes_between(plan, stopped)} == {"stop", "gone"}


def test_a_move_that_the_rules_refuse_is_told() -> None:
    plan = first()
    session = next(one for one in plan.sessions if one.date > WEDNESDAY and not one.mini)
    friday = session.date + dt.timedelta(days=(4 - session.date.weekday()) % 7)
    moved = SessionMoved(id="mv", at=at(WEDNESDAY, "05:00"), session=session.id, date=friday)
    again = revised(SEASON, plan, [*log_until(plan, WEDNESDAY), moved], WEDNESDAY)
    assert any("it cannot stand where you put it" in text for text in told(plan, again, "told"))


def test_a_session_that_moves_and_becomes_another_is_told_once() -> None:
    plan = first()
    one = next(one for one in plan.sessions if one.date > WEDNESDAY and one.stress == "moderate-legs")
    other = msgspec.structs.replace(one, date=one.date - dt.timedelta(days=1), stress="light", also=())
    sessions = tuple(other if same.id == one.id else same for same in plan.sessions)
    after = msgspec.structs.replace(plan, sessions=sessions)
    days = [change.text for change in changes_between(plan, after) if change.session == one.id]
    assert len(days) == 1
    assert days[0].startswith("Moderate legs of ")
    assert " becomes light on " in days[0]
