"""What a season leaves out is said with what would bring it, and what is new begins small."""

from __future__ import annotations

import datetime as dt
from functools import cache

import pytest

from midstance.application.plan_notes import notes_told
from midstance.application.planning import make_plan
from midstance.training.athlete import Athlete, Gates, Pain
from midstance.training.exercise import Kit, Level
from midstance.training.plan import Plan
from tests.living import log_until, revised
from tests.running_weeks import MONDAY, brief_for

WEEKS = [80, 85, 90, 70, 90, 95, 100, 75, 95, 100, 105, 80, 100, 105, 70, 40]
BELLS: tuple[Kit, ...] = ("dumbbell", "bench", "box")


@cache
def season(level: Level, kit: tuple[Kit, ...], *, jumps: bool = False, minutes: int | None = None) -> Plan:
    athlete = Athlete(level=level, kit=kit, gates=Gates(plyometric=jumps), minutes=minutes)
    return make_plan(brief_for(WEEKS, athlete))


def subjects(plan: Plan) -> set[str]:
    return {note.about for note in plan.notes} & {"heavy days", "jumps"}


@pytest.mark.parametrize(
    ("level", "kit", "jumps", "left_out"),
    [
        ("beginner", BELLS, False, {"heavy days", "jumps"}), ("beginner", BELLS, True, {"heavy days"}),
        ("intermediate", (), False, {"heavy days"}), ("intermediate", BELLS, False, set()),
        ("advanced", ("mini-band",), False, {"heavy days"}), ("advanced", BELLS, True, set()),
    ],
)  # fmt: skip
def test_no_heavy_days_and_no_jumps_are_said(
    level: Level, kit: tuple[Kit, ...], jumps: bool, left_out: set[str]
) -> None:
    assert subjects(season(level, kit, jumps=jumps)) == left_out


def test_the_note_names_what_would_bring_them() -> None:
    told = " ".join(notes_told(season("intermediate", ())).others)
    assert "Dumbbells, a kettlebell, a barbell or a leg press would bring them" in told


def test_a_short_season_whose_phases_have_neither_says_nothing() -> None:
    assert subjects(make_plan(brief_for([80, 80], Athlete()))) == set()


def test_what_a_pain_takes_away_is_said_by_the_pain_alone() -> None:
    sore = Athlete(level="intermediate", kit=BELLS, pains=(Pain(site="knee", score=3),))
    plan = make_plan(brief_for(WEEKS, sore))
    assert subjects(plan) == set()
    assert "pain: knee" in {note.about for note in plan.notes}


def test_a_season_whose_heavy_days_lie_behind_does_not_say_that_it_has_none() -> None:
    first = season("intermediate", BELLS)
    late = MONDAY + dt.timedelta(weeks=14, days=2)
    assert any("heavy-legs" in one.classes for one in first.sessions if one.date < late)
    assert subjects(revised(first.brief, first, log_until(first, late), late)) == set()


@pytest.mark.parametrize("level", ["intermediate", "advanced"])
@pytest.mark.parametrize("minutes", [45, 60])
def test_the_first_heavy_day_has_fewer_sets_of_its_lift_than_the_next(level: Level, minutes: int) -> None:
    plan = season(level, BELLS, minutes=minutes)
    heavy = [one for one in plan.sessions if one.template == "heavy"]
    lift = next(item for item in heavy[0].work() if item.role == "heavy")
    assert lift.starts == "new"
    assert lift.sets <= 3
    again = next(item for item in heavy[1].work() if item.role == "heavy")
    assert again.exercise == lift.exercise
    assert again.sets > lift.sets
    others = [
        sum(item.sets for item in one.work() if item.role not in ("heavy", "jump")) for one in (heavy[0], heavy[1])
    ]
    assert others[0] <= others[1] + 1
