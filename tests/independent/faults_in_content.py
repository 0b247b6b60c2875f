"""Planted faults of content, dose, season and document: one each, put into an otherwise clean document."""

from __future__ import annotations

from typing import cast

from .faults_in_time import fault, on
from .specimen import Handle, Json, item, light, session


def every(it: Handle, exercise: str, since: str = "") -> list[Json]:
    """The items of an exercise in all sessions from a date on."""
    days = sorted({str(s["date"]) for s in it.sessions})
    return [it.items(d)[exercise] for d in days if d >= since and exercise in it.items(d)]


def replace_exercise(it: Handle, day: str, old: str, new: str, **more: object) -> None:
    it.items(day)[old].update({"exercise": new, "per_side": it.cards[new]["per_side"], **more})


def forget(it: Handle, day: str, exercise: str) -> None:
    blocks = cast("list[Json]", it.session(day)["blocks"])
    it.session(day)["blocks"] = [
        b for b in blocks if all(i["exercise"] != exercise for i in cast("list[Json]", b["items"]))
    ]


@fault("stress", says="does not say so")
def heavy_called_moderate(it: Handle) -> None:
    it.session("2027-03-16").update({"stress": "moderate-legs", "also": []})


@fault("stress", says="nothing in it is")
def heavy_in_name_only(it: Handle) -> None:
    it.session("2027-02-16").update({"stress": "heavy-legs", "also": ["moderate-legs"]})


@fault("stress", says="low-plyometric")
def hops_kept_quiet(it: Handle) -> None:
    it.session("2027-03-18")["also"] = []


@fault("stress", says="worst first")
def classes_in_the_wrong_order(it: Handle) -> None:
    it.session("2027-03-18").update({"stress": "low-plyometric", "also": ["moderate-legs"]})


@fault("stress", says="moderate-legs")
def loaded_work_called_light(it: Handle) -> None:
    it.session("2027-02-16")["stress"] = "light"


@fault("H02")
def loaded_with_a_positive_screen(it: Handle) -> None:
    it.brief["prescreen"] = "positive"


@fault("H09")
def eight_exercises(it: Handle) -> None:
    names = ("split-squat", "single-leg-romanian-deadlift", "clamshell")
    blocks = cast("list[Json]", it.session("2027-03-02")["blocks"])
    blocks.insert(2, {"kind": "straight", "items": [item(n, 1, (8, 8), rir=[3, 4]) for n in names]})


@fault("H10", says="hip-stability")
def nothing_for_the_hips(it: Handle) -> None:
    replace_exercise(it, "2027-02-25", "clamshell", "goblet-squat")


@fault("tags", says="single-leg")
def goblet_squat_said_to_be_single_leg(it: Handle) -> None:
    it.cards["goblet-squat"]["tags"] = ["squat-or-lunge", "single-leg"]


@fault("tags", says="calf")
def clamshell_said_to_train_the_calf(it: Handle) -> None:
    it.cards["clamshell"]["tags"] = ["hip-stability", "calf"]


@fault("tags", says="two at most")
def one_exercise_for_everything(it: Handle) -> None:
    it.cards["split-squat"]["tags"] = ["squat-or-lunge", "single-leg", "hip-stability"]


@fault("tags", says="listed as")
def squat_hidden_under_another_pattern(it: Handle) -> None:
    it.cards["goblet-squat"]["pattern"] = "knee-flexion"


@fault("tags", says="impact")
def pogo_made_light(it: Handle) -> None:
    it.cards["pogo-hop"]["impact"] = 0.25


@fault("H11", says="load, reps")
def more_reps_and_more_load(it: Handle) -> None:
    it.items("2027-02-23")["romanian-deadlift"].update({"reps": [10, 12], "load": {"kind": "kg", "kg": 17.0}})


@fault("H11", strict=True, says="changed in")
def more_load_for_fewer_reps(it: Handle) -> None:
    it.items("2027-03-02")["romanian-deadlift"].update({"reps": [6, 8], "load": {"kind": "kg", "kg": 17.0}})


@fault("H11", says="load, tempo")
def slower_and_heavier(it: Handle) -> None:
    changed = {"tempo": "4-1-1-0", "load": {"kind": "kg", "kg": 6.5}, "starts": "slower"}
    it.items("2027-02-25")["split-squat"].update(changed)


@fault("H12")
def a_quarter_more_load(it: Handle) -> None:
    for found in every(it, "romanian-deadlift", "2027-02-23"):
        found["load"] = {"kind": "kg", "kg": 20.0}


@fault("H13")
def beginner_meets_two_families_at_once(it: Handle) -> None:
    it.athlete["level"] = "beginner"


@fault("H14", says="0 allowed a session")
def beginner_hops_without_the_gate(it: Handle) -> None:
    it.athlete["level"] = "beginner"


@fault("H14", says="30 allowed a session")
def too_many_contacts_at_sixty_five(it: Handle) -> None:
    it.athlete["age"] = 65
    it.items("2027-03-25")["pogo-hop"].update({"sets": 4, "contacts": 80})


@fault("H14", says="in the four weeks before")
def contacts_leap(it: Handle) -> None:
    it.items("2027-04-01")["pogo-hop"].update({"sets": 4, "contacts": 80})


@fault("H14", says="a week")
def contacts_of_a_week(it: Handle) -> None:
    for day in ("2027-03-23", "2027-03-25", "2027-03-27"):
        if day not in {s["date"] for s in it.sessions}:
            it.add(session(on(day), "light", light(0)))
        blocks = cast("list[Json]", it.session(day)["blocks"])
        blocks.insert(1, {"kind": "straight", "items": [item("pogo-hop", 6, None, seconds=[10, 10], contacts=118)]})
        forget_second_hops(blocks)


def forget_second_hops(blocks: list[Json]) -> None:
    hops = [b for b in blocks if cast("list[Json]", b["items"])[0]["exercise"] == "pogo-hop"]
    for block in hops[1:]:
        blocks.remove(block)


@fault("H14-contacts")
def contacts_written_too_small(it: Handle) -> None:
    it.items("2027-03-25")["pogo-hop"]["contacts"] = 10


@fault("H15")
def hops_after_lifting(it: Handle) -> None:
    blocks = cast("list[Json]", it.session("2027-03-25")["blocks"])
    blocks.insert(4, blocks.pop(1))


@fault("H16")
def calf_raises_on_a_bad_calf(it: Handle) -> None:
    it.athlete["pains"] = [{"site": "calf", "score": 6, "joint": False}]
    it.items("2027-02-16")["standing-calf-raise"].update({"load": {"kind": "kg", "kg": 5.0}, "ramp_sets": 1})


@fault("H17", says="is new within 28 days")
def new_exercise_before_the_race(it: Handle) -> None:
    it.cards["step-up"] = {**it.cards["split-squat"], "name": "Step-up", "pattern": "step-up", "tags": ["single-leg"]}
    replace_exercise(it, "2027-04-01", "clamshell", "step-up", starts="new")


@fault("H17", says="starts inside 28 days")
def loaded_for_a_late_starter(it: Handle) -> None:
    it.brief["start"] = "2027-04-05"
    it.sessions[:] = [s for s in it.sessions if str(s["date"]) >= "2027-04-05"]


@fault("H19", says="under 16")
def box_jumps_at_fifteen(it: Handle) -> None:
    it.athlete["age"] = 15
    it.cards["pogo-hop"]["per_side"] = True
    for found in every(it, "pogo-hop"):
        found.update({"per_side": True, "contacts": 2 * cast("int", found["contacts"])})


@fault("H19", says="share of 1RM")
def percentages_at_seventeen(it: Handle) -> None:
    it.athlete["age"] = 17
    it.items("2027-02-16")["goblet-squat"]["load"] = {"kind": "percent-1rm", "percent": 65}


@fault("H20", says="no warm-up")
def no_warm_up(it: Handle) -> None:
    forget(it, "2027-02-16", "brisk-walk")


@fault("H20", says="under 5 min")
def short_warm_up(it: Handle) -> None:
    it.items("2027-02-16")["brisk-walk"]["seconds"] = [120, 120]


@fault("H20", says="2 wanted")
def one_ramp_set_before_heavy(it: Handle) -> None:
    it.items("2027-03-16")["goblet-squat"]["ramp_sets"] = 1


@fault("H21")
def a_set_to_failure(it: Handle) -> None:
    it.items("2027-02-16")["romanian-deadlift"]["rir"] = [0, 2]


@fault("H22", says="needs one of")
def no_dumbbell_at_home(it: Handle) -> None:
    it.athlete["kit"] = ["mini-band", "barbell"]


@fault("H22", says="nothing to load with")
def load_without_weights(it: Handle) -> None:
    it.athlete["kit"] = ["mini-band", "leg-press"]


@fault("H22", says="a band")
def band_without_band(it: Handle) -> None:
    it.athlete["kit"] = ["dumbbell"]


@fault("first-heavy", says="after 1 moderate")
def heavy_from_the_second_session(it: Handle) -> None:
    for found in it.weeks[:4]:
        found["phase"] = "build"
    it.items("2027-02-18")["split-squat"]["reps"] = [5, 6]
    it.session("2027-02-18").update({"stress": "heavy-legs", "also": ["moderate-legs"]})


@fault("heavy-level")
def heavy_for_a_beginner(it: Handle) -> None:
    it.athlete["level"] = "beginner"


@fault("heavy-phase")
def heavy_in_foundation(it: Handle) -> None:
    it.weeks[4]["phase"] = "foundation"


@fault("sets", strict=True)
def too_many_sets(it: Handle) -> None:
    it.items("2027-02-16")["lateral-band-walk"]["sets"] = 5


@fault("weekly-count", strict=True, says="1 of 2")
def a_session_too_few(it: Handle) -> None:
    it.drop("2027-02-18")


@fault("taper", strict=True)
def no_second_week_of_taper(it: Handle) -> None:
    it.weeks[8]["phase"] = "build"


@fault("deload", strict=True)
def no_deload_for_seven_weeks(it: Handle) -> None:
    it.weeks[3]["deload"] = False


@fault("cut-back", strict=True)
def deload_in_name_only(it: Handle) -> None:
    for found in it.items("2027-03-09").values():
        found["sets"] = 3


@fault("superset", strict=True)
def heavy_in_a_superset(it: Handle) -> None:
    cast("list[Json]", it.session("2027-03-16")["blocks"])[1]["kind"] = "superset"


@fault("document", says="the id stands 2 times")
def one_id_twice(it: Handle) -> None:
    it.sessions[1]["id"] = it.sessions[0]["id"]


@fault("document", says="order of time")
def out_of_order(it: Handle) -> None:
    it.sessions[0], it.sessions[1] = it.sessions[1], it.sessions[0]


@fault("document", says="a text is wanted")
def start_unknown(it: Handle) -> None:
    it.session("2027-02-16")["start"] = None


@fault("document", says="used and not described")
def undescribed_exercise(it: Handle) -> None:
    del it.cards["clamshell"]


@fault("document", says="hard findings")
def written_with_a_hard_finding(it: Handle) -> None:
    it.document["audit"] = {"hard": [{"rule": "x", "excess": 1, "text": "y"}], "soft": []}


@fault("document", says="is none of")
def unknown_kind_of_run(it: Handle) -> None:
    it.run("2027-02-17")["kind"] = "jog"


@fault("document", says="is a key run")
def long_run_not_marked_as_key(it: Handle) -> None:
    it.run("2027-02-21")["key"] = False


@fault("document", says="one of reps and seconds")
def reps_and_seconds(it: Handle) -> None:
    it.items("2027-02-16")["goblet-squat"]["seconds"] = [10, 20]


@fault("document", says="brief's dates")
def session_before_the_plan(it: Handle) -> None:
    it.brief["start"] = "2027-02-17"


@fault("microcycles")
def weeks_with_a_hole(it: Handle) -> None:
    del it.weeks[2]
