"""Planted faults of the finer print: listed eccentrics, other race distances, pains, labels, single values."""

from __future__ import annotations

import datetime as dt
from typing import cast

from .faults_in_content import every, forget, replace_exercise
from .faults_in_time import after_race, fault, moderate, on
from .specimen import Handle, Json, card, item, light, run, session


def nordics(it: Handle) -> None:
    """Nordic curls instead of band walks on the first Tuesday, not called heavy."""
    it.cards["nordic-curl"] = card("Nordic curl", "knee-flexion", [], [[]], eccentric=True)
    replace_exercise(it, "2027-03-02", "lateral-band-walk", "nordic-curl", load={"kind": "body-mass"}, rir=[4, 5])


@fault("stress", says="holds heavy-legs")
def first_nordics_not_called_heavy(it: Handle) -> None:
    nordics(it)


@fault("tags", says="listed eccentric")
def nordic_without_its_mark(it: Handle) -> None:
    nordics(it)
    it.cards["nordic-curl"]["eccentric"] = False


@fault("tags", says="tagged hinge")
def nordic_said_to_be_a_hinge(it: Handle) -> None:
    nordics(it)
    it.cards["nordic-curl"]["tags"] = ["hinge"]


@fault("stress", says="high-plyometric")
def more_than_sixty_weighted_contacts(it: Handle) -> None:
    it.items("2027-03-25")["pogo-hop"].update({"sets": 6, "contacts": 124})


@fault("stress", says="more than mobility")
def light_work_called_mobility(it: Handle) -> None:
    it.session("2027-04-20")["stress"] = "mobility"


@fault("stress", strict=True, says="holds moderate-legs")
def short_beginner_session_with_squats_called_light(it: Handle) -> None:
    it.athlete["level"] = "beginner"
    it.cards["bodyweight-squat"] = card("Squat", "squat", ["squat-or-lunge"], [[]])
    blocks = cast("list[Json]", session(on("2027-02-17"), "light", light(0))["blocks"])
    blocks.insert(
        1,
        {
            "kind": "straight",
            "items": [{**item("goblet-squat", 2, (8, 8), rir=[4, 5]), "exercise": "bodyweight-squat"}],
        },
    )
    it.add(session(on("2027-02-17"), "light", blocks, minutes=25))


@fault("hours", says="A race 2027-04-25")
def light_before_a_race_that_is_no_run(it: Handle) -> None:
    it.runs.remove(it.run("2027-04-25"))
    it.move("2027-04-20", "2027-04-23")


@fault("hours", strict=True, says="cross-training")
def loaded_before_cross_training_marked_as_key(it: Handle) -> None:
    it.runs.append({**run(on("2027-02-19"), "cross-training", 0, 60), "key": True})


@fault("overlap", strict=True)
def strength_runs_into_cross_training(it: Handle) -> None:
    it.runs.append(run(on("2027-02-18"), "cross-training", 0, 60, start="18:30"))


@fault("race-recovery")
def loaded_thirteen_days_after_a_marathon(it: Handle) -> None:
    it.races[0]["distance_m"] = 42195
    after_race(it, 13)


@fault("race-recovery", says="loaded 2 days")
def loaded_two_days_after_a_ten(it: Handle) -> None:
    it.races[0]["distance_m"] = 10000
    after_race(it, 2)


@fault("race-recovery", strict=True, says="loaded 5 days")
def loaded_five_days_after_fifteen_kilometres(it: Handle) -> None:
    it.races[0]["distance_m"] = 15000
    after_race(it, 5)


@fault("H16", strict=True, says="progresses")
def progress_with_a_sore_hamstring(it: Handle) -> None:
    it.athlete["pains"] = [{"site": "knee", "score": 4, "joint": False}]
    it.cards["romanian-deadlift"]["regions"] = ["quadriceps"]
    it.items("2027-02-23")["romanian-deadlift"]["starts"] = "more-load"


@fault("H16", says="progresses")
def squat_progresses_on_a_sore_knee(it: Handle) -> None:
    it.athlete["pains"] = [{"site": "knee", "score": 3, "joint": True}]
    it.items("2027-02-23")["goblet-squat"]["starts"] = "more-reps"


@fault("H15", strict=True)
def hops_in_turns_with_squats(it: Handle) -> None:
    blocks = cast("list[Json]", it.session("2027-03-25")["blocks"])
    hop = cast("list[Json]", blocks.pop(1)["items"])[0]
    blocks[1]["kind"] = "paired"
    cast("list[Json]", blocks[1]["items"]).insert(0, hop)


@fault("H20", says="does not come first")
def warm_up_in_second_place(it: Handle) -> None:
    blocks = cast("list[Json]", it.session("2027-02-16")["blocks"])
    blocks.insert(1, blocks.pop(0))


@fault("H21", strict=True)
def loaded_lift_without_effort(it: Handle) -> None:
    it.items("2027-02-16")["romanian-deadlift"]["rir"] = None


@fault("stress", strict=True, says="holds heavy-legs")
def five_heavy_reps_without_effort(it: Handle) -> None:
    it.items("2027-02-16")["romanian-deadlift"].update({"rir": None, "reps": [5, 6]})


@fault("rest", strict=True)
def no_rest_between_sets(it: Handle) -> None:
    it.items("2027-02-16")["romanian-deadlift"]["rest_s"] = 0


@fault("high-reps", strict=True)
def fifteen_reps_of_squats(it: Handle) -> None:
    for found in every(it, "goblet-squat"):
        if cast("list[int]", found["reps"])[0] == 8:
            found["reps"] = [15, 15]


@fault("starts", strict=True)
def a_step_that_is_not_there(it: Handle) -> None:
    it.items("2027-02-23")["goblet-squat"]["starts"] = "more-load"


@fault("minutes", strict=True)
def longer_than_the_level_suggests(it: Handle) -> None:
    it.athlete["minutes"] = None
    it.session("2027-02-16")["minutes"] = 50


@fault("weekly-count", strict=True, says="maintain: 2 sessions, 1 at most")
def two_sessions_while_volume_rises(it: Handle) -> None:
    it.weeks[6]["phase"] = "maintain"
    it.run("2027-04-04")["distance_m"] = 26000


@fault("deload", strict=True, says="weeks after the last")
def deloads_too_close(it: Handle) -> None:
    it.weeks[5]["deload"] = True


@fault("document", says="no zone")
def zone_that_is_not_there(it: Handle) -> None:
    it.brief["time_zone"] = "Europe/Nowhere"


@fault("document", says="a load in kg without its kg")
def kilograms_unsaid(it: Handle) -> None:
    it.items("2027-02-16")["goblet-squat"]["load"] = {"kind": "kg"}


@fault("document", says="is not eccentric-pause-concentric-pause")
def tempo_in_words(it: Handle) -> None:
    it.items("2027-02-16")["goblet-squat"]["tempo"] = "slow"


@fault("document", says="an unknown duration")
def run_without_duration(it: Handle) -> None:
    it.run("2027-02-17")["duration_s"] = None


@fault("document", says="an empty session")
def session_without_work(it: Handle) -> None:
    it.session("2027-04-20").update({"blocks": [], "stress": "mobility"})


@fault("document", strict=True, says="stands in no race")
def race_run_without_a_race(it: Handle) -> None:
    it.run("2027-03-06").update({"kind": "race", "key": True})


@fault("document", strict=True, says="per side")
def sides_that_differ(it: Handle) -> None:
    it.items("2027-02-16")["reverse-lunge"]["per_side"] = False


@fault("document", strict=True, says="without a source")
def reason_without_source(it: Handle) -> None:
    cast("list[Json]", it.session("2027-02-16")["because"])[0]["sources"] = []


@fault("H17", strict=True, says="is new within 28 days")
def easier_newcomer_before_the_race(it: Handle) -> None:
    it.cards["step-up"] = {**it.cards["split-squat"], "name": "Step-up", "pattern": "step-up", "tags": ["single-leg"]}
    replace_exercise(it, "2027-04-01", "clamshell", "step-up", starts="less")


@fault("H08", says="more than 3 loaded")
def history_counts_towards_the_week(it: Handle) -> None:
    it.brief["history"] = {"moderate-legs": ["2027-02-13", "2027-02-14"]}
    it.add(moderate("2027-02-17"))


@fault("two-a-day", strict=True)
def two_sessions_on_one_day(it: Handle) -> None:
    it.add(session(on("2027-02-18"), "light", light(0), start="20:00", minutes=20))


@fault("window", strict=True)
def window_made_of_two(it: Handle) -> None:
    halves = [
        {"weekday": d, "from": a, "to": b} for d in ("tue", "thu") for a, b in (("18:00", "18:30"), ("18:30", "19:00"))
    ]
    it.athlete["windows"] = halves


@fault("H10")
def full_session_without_calf(it: Handle) -> None:
    forget(it, "2027-02-16", "standing-calf-raise")


@fault("document", says="ends before it starts")
def plan_turned_round(it: Handle) -> None:
    it.brief["end"] = str(dt.date(2027, 1, 1))
