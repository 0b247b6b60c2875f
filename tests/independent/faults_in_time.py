"""Planted faults of place and time: one each, put into an otherwise clean document."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from .specimen import Handle, around, item, light, one_leg, run, session, squats_and_hinges


@dataclass(frozen=True)
class Fault:
    """A way to break the document, the rule that must notice, and whether only its stricter reading does."""

    plant: Callable[[Handle], None]
    rule: str
    strict: bool
    says: str = ""


FAULTS: list[Fault] = []
Plant = Callable[[Handle], None]


def fault(rule: str, *, strict: bool = False, says: str = "") -> Callable[[Plant], Plant]:
    """Enter a function among the planted faults; `says` must stand in the finding's words."""

    def enter(plant: Plant) -> Plant:
        FAULTS.append(Fault(plant, rule, strict, says))
        return plant

    return enter


def on(day: str) -> dt.date:
    return dt.date.fromisoformat(day)


def heavy(day: str, start: str = "18:00") -> dict[str, object]:
    return session(on(day), "heavy-legs", squats_and_hinges(5), also=["moderate-legs"], start=start)


def moderate(day: str, start: str = "18:00") -> dict[str, object]:
    return session(on(day), "moderate-legs", squats_and_hinges(1), start=start)


def hops(day: str, start: str = "18:00") -> dict[str, object]:
    hop = item("pogo-hop", 1, None, seconds=[10, 10], contacts=20)
    blocks = around({"kind": "straight", "items": [hop]})
    return session(on(day), "low-plyometric", blocks, start=start, minutes=15)


@fault("hours", says="ML ends")
def moderate_the_evening_before_intervals(it: Handle) -> None:
    it.move("2027-02-18", "2027-02-15")


@fault("eve")
def moderate_on_the_eve_though_early(it: Handle) -> None:
    it.run("2027-02-23")["start"] = "19:00"
    it.move("2027-02-18", "2027-02-22", "06:00")


@fault("hours", says="HL-new ends 41")
def unaccustomed_heavy_less_than_two_days_before_the_long_run(it: Handle) -> None:
    it.drop("2027-03-18")
    it.run("2027-03-21")["start"] = "12:00"
    it.move("2027-03-16", "2027-03-19")


@fault("hours", strict=True, says="HL-new")
def heavy_is_new_again_after_three_weeks_on_the_stricter_reading(it: Handle) -> None:
    it.brief["history"] = {"heavy-legs": ["2027-01-25", "2027-01-27", "2027-03-01"]}
    it.drop("2027-03-18")
    it.run("2027-03-21")["start"] = "12:00"
    it.move("2027-03-16", "2027-03-19")


@fault("hours", says="key: 36 h")
def accustomed_heavy_a_day_before(it: Handle) -> None:
    it.brief["history"] = {"heavy-legs": ["2027-03-01", "2027-03-04", "2027-03-09"]}
    it.drop("2027-03-18")
    it.move("2027-03-16", "2027-03-19", "20:00")


@fault("hours", says="A: 120 h")
def heavy_in_race_week(it: Handle) -> None:
    it.add(heavy("2027-04-20"))
    it.drop("2027-04-20")


@fault("hours", says="A: 168 h")
def unaccustomed_heavy_a_week_before_the_race(it: Handle) -> None:
    for day in ("2027-03-23", "2027-03-30", "2027-04-06"):
        it.drop(day)
    it.add(heavy("2027-04-18", "12:00"))


@fault("hours", says="A: 96 h")
def moderate_three_days_before_the_race(it: Handle) -> None:
    it.add(moderate("2027-04-22"))


@fault("hours", says="LT ends 39.7 h")
def light_two_days_before_the_race(it: Handle) -> None:
    it.move("2027-04-20", "2027-04-23")


@fault("hours", says="B: 48 h")
def moderate_before_a_b_race(it: Handle) -> None:
    it.run("2027-03-06").update({"kind": "race", "key": True})
    it.races.append({"date": "2027-03-06", "name": "Tune-up", "priority": "B", "distance_m": 6000})


@fault("same-day")
def moderate_before_evening_intervals(it: Handle) -> None:
    it.run("2027-02-16")["start"] = "20:00"


@fault("hours", says="ML ends 2.3 h")
def moderate_shortly_before_an_easy_run(it: Handle) -> None:
    it.run("2027-02-18")["start"] = "21:00"


@fault("hours", strict=True, says="easy: 6 h")
def moderate_between_two_easy_runs(it: Handle) -> None:
    it.runs.append(run(on("2027-02-18"), "easy", 4, 24, start="21:00"))


@fault("after-key-run")
def moderate_right_after_intervals(it: Handle) -> None:
    it.move("2027-02-16", "2027-02-16", "09:00")


@fault("overlap")
def strength_during_a_run(it: Handle) -> None:
    it.run("2027-02-18")["start"] = "17:45"


@fault("overlap")
def two_sessions_at_once(it: Handle) -> None:
    it.add(session(on("2027-02-18"), "light", light(0), start="18:20", minutes=20))


@fault("fresh-legs", says="came first")
def hops_after_intervals(it: Handle) -> None:
    it.add(hops("2027-03-02", "12:00"))


@fault("fresh-legs", says="within 3 h")
def hops_after_an_hour_of_running(it: Handle) -> None:
    it.run("2027-03-18").update({"start": "16:00", "duration_s": 3600})


@fault("day-after-race")
def loaded_on_the_day_after_the_race(it: Handle) -> None:
    after_race(it, 1)


@fault("race-recovery")
def loaded_six_days_after_a_half(it: Handle) -> None:
    after_race(it, 6)


@fault("race-recovery", strict=True)
def loaded_late_on_the_seventh_day(it: Handle) -> None:
    after_race(it, 7)


def after_race(it: Handle, days: int) -> None:
    """One more week and a moderate session in it."""
    it.brief["end"] = "2027-05-09"
    weeks = ("2027-04-26", "2027-05-03")
    it.weeks.extend({"start": week, "phase": "recovery", "deload": False} for week in weeks)
    it.add(moderate(str(on("2027-04-25") + dt.timedelta(days=days))))


@fault("H07")
def heavy_twice_in_two_days(it: Handle) -> None:
    it.drop("2027-03-25")
    it.add(heavy("2027-03-25", "16:00"))


@fault("H07", says="72 h wanted")
def heavy_twice_in_three_days_at_fifty(it: Handle) -> None:
    it.athlete["age"] = 50
    it.drop("2027-03-25")
    it.add(heavy("2027-03-25", "20:00"))


@fault("H07", says="plyometric")
def hops_on_two_days_running(it: Handle) -> None:
    it.add(hops("2027-03-24"))


@fault("H08", says="more than 2 heavy")
def heavy_three_times_in_a_week(it: Handle) -> None:
    it.drop("2027-03-25")
    it.add(heavy("2027-03-25", "19:00"))
    it.move("2027-03-30", "2027-03-30", "17:30")


@fault("H08", says="more than 3 loaded")
def loaded_four_times_across_two_weeks(it: Handle) -> None:
    it.add(moderate("2027-02-17"))
    it.add(session(on("2027-02-22"), "moderate-legs", one_leg(1), start="06:00"))


@fault("window")
def session_ends_after_its_window(it: Handle) -> None:
    it.session("2027-02-23")["start"] = "18:30"


@fault("window")
def session_on_a_weekday_without_window(it: Handle) -> None:
    it.session("2027-02-18")["date"] = "2027-02-17"


@fault("window", says="midnight")
def session_past_midnight(it: Handle) -> None:
    it.move("2027-02-18", "2027-02-18", "23:40")


@fault("blocked")
def session_on_a_blocked_day(it: Handle) -> None:
    it.brief["blocked"] = ["2027-02-18"]


@fault("pin")
def pin_without_session(it: Handle) -> None:
    it.brief["pins"] = [{"date": "2027-02-16", "start": "06:00", "stress": None}]


@fault("pin", strict=True)
def pin_kept_by_a_lesser_class_only(it: Handle) -> None:
    it.brief["pins"] = [{"date": "2027-03-16", "start": "18:00", "stress": "moderate-legs"}]


@fault("minutes")
def longer_than_the_runner_has(it: Handle) -> None:
    it.session("2027-02-16")["minutes"] = 55


@fault("honest-minutes")
def minutes_that_cannot_be(it: Handle) -> None:
    it.session("2027-02-16")["minutes"] = 18


@fault("mini", says="min")
def long_mini(it: Handle) -> None:
    mini(it, "2027-02-17", minutes=25)


@fault("mini", says="moderate-legs")
def loaded_mini(it: Handle) -> None:
    it.add({**moderate("2027-02-17"), "mini": True, "minutes": 20})


@fault("mini", says="no easy or recovery run")
def mini_after_intervals(it: Handle) -> None:
    mini(it, "2027-02-16", start="12:00")


@fault("mini", says="fourth")
def four_minis_in_a_week(it: Handle) -> None:
    for day in ("2027-02-17", "2027-02-18", "2027-02-19", "2027-02-20"):
        it.runs.append(run(on(day), "recovery", 4, 24, start="09:00"))
        mini(it, day, start="12:00")


def mini(it: Handle, day: str, start: str = "18:00", minutes: int = 20) -> None:
    it.add(session(on(day), "light", light(0), mini=True, start=start, minutes=minutes))


@fault("hours", says="h before")
def the_clock_change_shortens_the_night(it: Handle) -> None:
    """Clocks go forward on 28 March 2027: 24 h on the wall are 23 in fact, a breach on both counts at 23.5."""
    it.drop("2027-03-25")
    it.run("2027-03-28")["start"] = "18:30"
    it.add(moderate("2027-03-27", "18:20"))


@fault("hours", strict=True, says="key: 36 h")
def heavy_thirty_six_hours_on_the_wall_only(it: Handle) -> None:
    it.brief["history"] = {"heavy-legs": ["2027-03-11", "2027-03-13", "2027-03-15"]}
    it.drop("2027-03-25")
    it.run("2027-03-28")["start"] = "07:00"
    it.move("2027-03-23", "2027-03-26", "18:20")
