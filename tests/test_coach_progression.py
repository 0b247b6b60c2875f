"""What was done decides what comes next: gates, single steps, steps back, ladders, both sides, honest maxima."""

from __future__ import annotations

import datetime as dt
import zoneinfo

import msgspec
import pytest

from midstance.coach.exercise_days import exercise_days
from midstance.coach.progression.deciding import next_doses
from midstance.coach.progression.ledger import exercise_ledger
from midstance.coach.progression.thresholds import CITED, LONGER_RANGE
from midstance.knowledge.library import library
from midstance.training.log import Entry, SessionEnd, SetResult
from midstance.training.prescription import BODY_MASS, EFFORT, Block, Item, Load
from midstance.training.session import Because, Session
from tests.progression_log import EXERCISES, START, done, dose_after, item, kg, lb, moment, next_item, trainee

GOBLET = item("goblet-squat", kg(20))
TOP = (10, 10, 10)


def test_one_good_session_holds_and_two_raise_the_load_by_the_kits_step() -> None:
    first = done(0, GOBLET, TOP)
    assert dose_after(first, trainee(), "goblet-squat").move == "hold"
    dose = dose_after([*first, *done(3, GOBLET, TOP)], trainee(), "goblet-squat")
    assert (dose.move, dose.variable, dose.load) == ("rise", "load", kg(22))
    assert dose.because.rule == "R-PRG-2"


def test_a_small_step_with_a_rep_to_spare_needs_one_session() -> None:
    squat = item("back-squat", kg(100), (3, 5), rir=(1, 3))
    who = trainee("advanced", ("barbell",))
    assert dose_after(done(0, squat, (5, 5, 5), rir=2), who, "back-squat").load == kg(102.5)
    assert dose_after(done(0, squat, (5, 5, 5), rir=1), who, "back-squat").move == "hold"


@pytest.mark.parametrize(
    ("amounts", "rir", "load"),
    [((10, 10, 9), 2, 20), ((10, 10, 10), 1, 20), ((10, 10), 2, 20), ((10, 10, 10), 2, 18), ((10, 10, 10), None, 20),
     ((10, 10, 7), 2, 20)],
)  # fmt: skip
def test_a_gate_that_is_not_passed_holds(amounts: tuple[int, ...], rir: int | None, load: int) -> None:
    log = [*done(0, GOBLET, TOP), *done(3, GOBLET, amounts, rir=rir, load=kg(load))]
    dose = dose_after(log, trainee(), "goblet-squat")
    assert (dose.move, dose.load, dose.amount) == ("hold", kg(20), (8, 10))


def test_a_step_above_a_tenth_waits_until_reps_have_gone_up_and_then_starts_low() -> None:
    asked, log = item("goblet-squat", kg(14)), []
    seen = []
    for day in range(0, 18, 3):
        high = asked.reps[1] if asked.reps else 0
        log += done(day, asked, (high,) * 3)
        dose = dose_after(log, trainee(), "goblet-squat")
        if dose.move == "rise":
            seen.append((dose.variable, dose.amount, dose.load.kg))
        asked = next_item(asked, dose)
    assert seen == [("reps", (9, 11), 14), ("reps", (10, 12), 14), ("load", (6, 8), 16)]


def test_after_a_large_step_reps_come_back_before_the_next() -> None:
    asked, log, seen = GOBLET, [], []
    for day in range(0, 24, 3):
        log += done(day, asked, (asked.reps[1] if asked.reps else 0,) * 3)
        dose = dose_after(log, trainee(), "goblet-squat")
        if dose.move == "rise":
            seen.append((dose.variable, dose.load.kg, dose.amount))
        asked = next_item(asked, dose)
    assert seen == [("load", 22, (6, 8)), ("reps", 22, (7, 9)), ("reps", 22, (8, 10)), ("load", 24, (6, 8))]


def test_a_load_by_effort_is_named_by_what_was_really_done() -> None:
    asked = item("goblet-squat", EFFORT)
    log = done(0, asked, TOP, load=kg(16))
    log[2] = msgspec.structs.replace(log[2], load=kg(14))
    dose = dose_after(log, trainee(), "goblet-squat")
    assert (dose.move, dose.load, dose.variable) == ("hold", kg(14), None)
    light = dose_after(done(0, asked, TOP, load=kg(6), rir=7), trainee(), "goblet-squat")
    assert light.load == EFFORT


def test_pounds_stay_pounds() -> None:
    asked = item("goblet-squat", lb(50))
    dose = dose_after([*done(0, asked, TOP), *done(3, asked, TOP)], trainee(), "goblet-squat")
    assert dose.load == lb(55)
    assert dose_after(done(0, asked, TOP, faults=("form",)), trainee(), "goblet-squat").load == lb(45)


def test_kilos_done_for_pounds_asked_are_the_same_plates() -> None:
    asked = item("back-squat", lb(220), (3, 5), rir=(1, 3))
    days = exercise_days(done(0, asked, (5, 5, 5), load=kg(99.8)), None)["back-squat"]
    step = exercise_ledger(EXERCISES["back-squat"], days, trainee("advanced", ("barbell",)))[0]
    assert step.verdict == "good"


@pytest.mark.parametrize(
    ("trouble", "rule"),
    [({"faults": ("form",)}, "R-PRG-9"), ({"rir": 0}, "R-PRG-2"), ({"pain": 4}, "H16"),
     ({"faults": ("knee-in",)}, "R-PRG-9")],
)  # fmt: skip
def test_trouble_takes_load_off_and_twice_running_more(trouble: dict[str, object], rule: str) -> None:
    squat = item("back-squat", kg(100), (3, 5), rir=(1, 3))
    who = trainee("advanced", ("barbell",))
    bad = done(0, squat, (5, 5, 5), **trouble)  # type: ignore[arg-type]
    dose = dose_after(bad, who, "back-squat")
    assert (dose.move, dose.load, dose.because.rule) == ("ease", kg(95), rule)
    again = done(3, squat, (5, 5, 5), **trouble)  # type: ignore[arg-type]
    assert dose_after([*bad, *again], who, "back-squat").load == kg(90)


def test_a_knee_that_falls_in_on_one_leg_is_taught_again() -> None:
    asked = item("split-squat", kg(24))
    dose = dose_after(done(0, asked, TOP, faults=("knee-in",)), trainee(), "split-squat")
    assert (dose.move, dose.load, dose.because.rule) == ("ease", kg(22), "R-PRG-7")


def test_where_the_next_weight_down_is_far_lighter_two_reps_fewer_come_first() -> None:
    """One step of 2 kg takes a quarter of 8 kg off; two reps are worth about 5 %. What hurts gets less load all the
    same, and so does what goes wrong twice."""
    asked = item("split-squat", kg(8))
    fault = done(0, asked, TOP, faults=("knee-in",))
    dose = dose_after(fault, trainee(), "split-squat")
    assert (dose.move, dose.load, dose.amount) == ("ease", kg(8), (6, 8))
    fewer = next_item(asked, dose)
    twice = dose_after([*fault, *done(3, fewer, (8, 8, 8), faults=("knee-in",))], trainee(), "split-squat")
    assert (twice.move, twice.load) == ("ease", kg(6))
    assert dose_after(done(0, asked, TOP, pain=4), trainee(), "split-squat").load == kg(6)


def test_fewer_reps_never_make_moderate_work_heavy() -> None:
    """Four reps with two in reserve would be heavy legs; so the weight goes down instead."""
    low = item("split-squat", kg(8), (6, 8))
    dose = dose_after(done(0, low, (8, 8, 8), faults=("knee-in",)), trainee(), "split-squat")
    assert (dose.load, dose.amount) == (kg(6), (6, 8))


def test_below_the_range_holds_once_and_eases_at_the_second_time() -> None:
    first = done(0, GOBLET, (7, 6, 6))
    assert dose_after(first, trainee(), "goblet-squat").move == "hold"
    assert dose_after([*first, *done(3, GOBLET, (7, 6, 6))], trainee(), "goblet-squat").load == kg(18)


def test_a_lighter_load_of_ones_own_choice_twice_becomes_the_load() -> None:
    first = done(0, GOBLET, TOP, load=kg(16))
    assert dose_after(first, trainee(), "goblet-squat").load == kg(20)
    twice = dose_after([*first, *done(3, GOBLET, TOP, load=kg(16))], trainee(), "goblet-squat")
    assert (twice.move, twice.load) == ("ease", kg(16))


def test_an_early_add_becomes_the_load_only_within_a_step() -> None:
    first = done(0, GOBLET, TOP)
    assert dose_after([*first, *done(3, GOBLET, TOP, load=kg(21))], trainee(), "goblet-squat").load == kg(21)
    assert dose_after([*first, *done(3, GOBLET, TOP, load=kg(28))], trainee(), "goblet-squat").load == kg(22)
    assert dose_after(done(3, GOBLET, TOP, load=kg(28)), trainee(), "goblet-squat").move == "hold"


def test_one_set_added_heavier_does_not_steer() -> None:
    mixed = done(3, GOBLET, TOP)
    mixed[2] = msgspec.structs.replace(mixed[2], load=kg(30))
    dose = dose_after([*done(0, GOBLET, TOP), *mixed], trainee(), "goblet-squat")
    assert dose.load == kg(22)


def test_the_ladder_with_body_mass_goes_reps_tempo_variation() -> None:
    asked, log, seen = item("split-squat"), [], []
    who = trainee("intermediate", ("box",))
    for day in range(0, 60, 3):
        log += done(day, asked, (asked.reps[1] if asked.reps else 0,) * 3)
        dose = dose_after(log, who, "split-squat")
        if dose.move == "rise":
            seen.append(dose.variable)
        if dose.instead:
            break
        asked = next_item(asked, dose)
    assert seen == ["reps", "reps", "tempo", "range"]
    assert dose.instead == "front-foot-elevated-split-squat"


def test_bands_get_stronger_after_reps() -> None:
    asked = item("lateral-band-walk", Load(kind="band", band="light"), (13, 15), rir=(4, 5), tempo=None)
    log = [*done(0, asked, (15, 15, 15), rir=4), *done(3, asked, (15, 15, 15), rir=4)]
    dose = dose_after(log, trainee(kit=("mini-band",)), "lateral-band-walk")
    assert (dose.variable, dose.load.band, dose.because.rule) == ("load", "medium", "R-PRG-3")


def test_the_ladder_down_with_body_mass_goes_fewer_reps_then_the_easier_rung() -> None:
    asked = item("split-squat")
    bad = done(0, asked, TOP, faults=("pelvic-drop",))
    dose = dose_after(bad, trainee(kit=()), "split-squat")
    assert (dose.move, dose.amount, dose.instead) == ("ease", (6, 8), None)
    again = dose_after([*bad, *done(3, asked, TOP, faults=("pelvic-drop",))], trainee(kit=()), "split-squat")
    assert again.instead == "assisted-reverse-lunge"


def test_two_neighbours_do_not_send_the_runner_back_and_forth() -> None:
    """Earned the harder rung, failed on it twice: back on the old one, the count begins anew."""
    low, high = item("split-squat", tempo="4-0-1-0", reps=(10, 12)), item("front-foot-elevated-split-squat")
    log = [*done(0, low, (12, 12, 12)), *done(3, low, (12, 12, 12))]
    who = trainee("intermediate", ("box",))
    assert dose_after(log, who, "split-squat").instead == high.exercise
    log += [*done(6, high, TOP, faults=("knee-in",)), *done(9, high, TOP, faults=("knee-in",))]
    doses = next_doses(exercise_days(log, None), who)
    assert doses[high.exercise].instead == "split-squat"
    assert (doses["split-squat"].move, doses["split-squat"].instead) == ("hold", None)
    log += done(12, low, (12, 12, 12))
    assert dose_after(log, who, "split-squat").move == "hold"
    assert dose_after([*log, *done(15, low, (12, 12, 12))], who, "split-squat").instead == high.exercise


def test_who_was_sent_down_goes_back_after_two_good_sessions_and_a_little_lighter() -> None:
    asked, easier = item("split-squat"), item("assisted-reverse-lunge", reps=(8, 10))
    bad = [*done(0, asked, TOP, faults=("pelvic-drop",)), *done(3, asked, TOP, faults=("pelvic-drop",))]
    once = [*bad, *done(6, easier, TOP)]
    who = trainee(kit=())
    assert dose_after(once, who, easier.exercise).instead is None
    doses = next_doses(exercise_days([*once, *done(9, easier, TOP)], None), who)
    back, there = doses[easier.exercise], doses[asked.exercise]
    assert (back.move, back.variable, back.instead) == ("rise", "variation", asked.exercise)
    assert (there.move, there.instead, there.amount) == ("ease", None, (6, 8))
    late = [*bad, *done(60, easier, TOP), *done(63, easier, TOP)]
    assert dose_after(late, who, easier.exercise).instead is None


def test_at_body_mass_reps_move_by_what_two_sessions_left() -> None:
    """Up to four at once, and never past the top of the range."""
    raises = item("calf-raise", reps=(12, 14))
    for left, amount in ((6, (15, 17)), (9, (16, 18)), (4, (14, 16))):
        log = [*done(0, raises, (14, 14, 14), rir=9), *done(3, raises, (14, 14, 14), rir=left)]
        dose = dose_after(log, trainee(kit=()), raises.exercise)
        assert (dose.variable, dose.amount) == ("reps", amount)


def test_jumps_grow_by_a_set_from_quiet_landings_and_stop_when_they_get_loud() -> None:
    pogo = item("pogo-hop", reps=None, seconds=(10, 10), sets=2, rir=None, tempo=None)
    quiet = done(0, pogo, (10, 10), rir=None)
    assert dose_after(quiet, trainee(), "pogo-hop").move == "hold"
    dose = dose_after([*quiet, *done(3, pogo, (10, 10), rir=None)], trainee(), "pogo-hop")
    assert (dose.move, dose.sets, dose.amount, dose.because.rule) == ("rise", 3, (10, 10), "R-PRG-4")
    three = done(6, next_item(pogo, dose), (10, 10, 10), rir=None)
    assert dose_after([*quiet, *done(3, pogo, (10, 10), rir=None), *three], trainee(), "pogo-hop").move == "hold"
    loud = [*quiet, *done(3, pogo, (10, 10), rir=None, faults=("loud-landing",))]
    held = dose_after(loud, trainee(), "pogo-hop")
    assert (held.move, held.sets, held.because.rule) == ("hold", 2, "R-PLY-6")
    twice = [*loud, *done(6, pogo, (10, 10), rir=None, faults=("loud-landing",))]
    assert dose_after(twice, trainee(), "pogo-hop").sets == 1


def test_contacts_stay_below_the_cap_of_level_and_age() -> None:
    """Weighted contacts grow by a set or a fifth, never past the session's cap (H14)."""
    pogo = item("pogo-hop", reps=None, seconds=(20, 20), sets=2, rir=None, tempo=None)
    log = [*done(0, pogo, (20, 20), rir=None), *done(3, pogo, (20, 20), rir=None)]
    assert dose_after(log, trainee(), "pogo-hop").sets == 3
    older = dose_after(log, trainee(age=55), "pogo-hop")
    assert (older.move, older.sets, older.because.rule) == ("hold", 2, "H14")


def test_pain_while_jumping_takes_a_set_off() -> None:
    pogo = item("pogo-hop", reps=None, seconds=(10, 10), sets=3, rir=None, tempo=None)
    dose = dose_after(done(0, pogo, (10, 10, 10), rir=None, pain=3), trainee(), "pogo-hop")
    assert (dose.move, dose.sets, dose.because.rule) == ("ease", 2, "H16")


def test_the_weaker_side_decides_and_a_missing_side_holds() -> None:
    asked = item("split-squat", kg(20))
    strong = [*done(0, asked, TOP, side="left"), *done(0, asked, TOP, side="right")]
    weak = [*done(3, asked, TOP, side="left"), *done(3, asked, (10, 10, 9), side="right")]
    even = [*done(3, asked, TOP, side="left"), *done(3, asked, TOP, side="right")]
    assert dose_after([*strong, *even], trainee(), "split-squat").move == "rise"
    assert dose_after([*strong, *weak], trainee(), "split-squat").move == "hold"
    assert dose_after([*strong, *done(3, asked, TOP, side="left")], trainee(), "split-squat").move == "hold"
    light = [*done(3, asked, TOP, side="left"), *done(3, asked, TOP, side="right", load=kg(16))]
    assert dose_after([*strong, *light], trainee(), "split-squat").move == "hold"


def test_a_beginner_waits_while_runs_feel_worse() -> None:
    log = [*done(0, GOBLET, TOP), *done(3, GOBLET, TOP)]
    bad = (START + dt.timedelta(days=2),)
    dose = dose_after(log, trainee("beginner", felt_bad=bad), "goblet-squat")
    assert (dose.move, dose.because.rule) == ("hold", "R-PRG-5")
    assert dose_after(log, trainee("beginner"), "goblet-squat").move == "rise"
    assert dose_after(log, trainee("intermediate", felt_bad=bad), "goblet-squat").move == "rise"


def test_what_is_held_never_rises_but_may_ease() -> None:
    held = Because(rule="P18", text="A long run went up.", sources=("frandsen-2025",))
    dose = dose_after([*done(0, GOBLET, TOP), *done(3, GOBLET, TOP)], trainee(), "goblet-squat", held)
    assert (dose.move, dose.because) == ("hold", held)
    assert dose_after(done(0, GOBLET, TOP, rir=0), trainee(), "goblet-squat", held).move == "ease"


def _session(number: str, date: dt.date, *items: Item, template: str = "general") -> Session:
    blocks = (Block(kind="straight", items=items),)
    return Session(
        id=number, date=date, start="18:00", minutes=30, stress="moderate-legs", title="", template=template,
        blocks=blocks,
    )  # fmt: skip


def test_done_as_planned_is_an_exposure_that_earns_and_costs_nothing() -> None:
    sessions = {"S3": _session("S3", START + dt.timedelta(days=3), GOBLET)}
    end = SessionEnd(id="end", at=moment(3), session="S3", as_planned=True)
    first, last = done(0, GOBLET, TOP), done(6, GOBLET, TOP)
    days = exercise_days([*first, end], None, sessions)
    dose = next_doses(days, trainee())["goblet-squat"]
    assert (dose.move, dose.times, dose.load) == ("hold", 2, kg(20))
    days = exercise_days([*first, end, *last], None, sessions)
    assert next_doses(days, trainee())["goblet-squat"].move == "rise"
    days = exercise_days([end], None, sessions)
    assert next_doses(days, trainee())["goblet-squat"].move == "hold"


def test_a_deload_neither_earns_nor_breaks_and_is_not_gone_on_from() -> None:
    soft = item("goblet-squat", kg(18), rir=(4, 5))
    log = [*done(0, GOBLET, TOP), *done(3, soft, TOP, rir=5), *done(6, GOBLET, TOP)]
    assert dose_after(log[:6], trainee(), "goblet-squat").load == kg(20)
    assert dose_after(log, trainee(), "goblet-squat").move == "rise"


def test_work_in_place_of_another_belongs_to_what_was_really_done() -> None:
    swapped = [
        SetResult(
            id=f"x{place}", at=moment(0) + dt.timedelta(minutes=place), exercise="leg-press", session="S0",
            index=place + 1, reps=10, load=kg(80), rir=3, instead_of="goblet-squat", asked=GOBLET,
        )
        for place in range(3)
    ]  # fmt: skip
    doses = next_doses(exercise_days(swapped, None), trainee(kit=("dumbbell", "leg-press")))
    assert set(doses) == {"leg-press"}
    assert (doses["leg-press"].move, doses["leg-press"].load) == ("hold", kg(80))


def test_dates_are_local() -> None:
    late = done(0, GOBLET, TOP)
    days = exercise_days(late, zoneinfo.ZoneInfo("Asia/Tokyo"))["goblet-squat"]
    assert days[0].date == START + dt.timedelta(days=1)


def test_a_maximum_rests_on_sets_that_count() -> None:
    heavy = item("back-squat", kg(100), (3, 5), rir=(1, 3))
    who = trainee("advanced", ("barbell",))
    assert dose_after(done(0, heavy, (5, 5, 5)), who, "back-squat").e1rm_kg == pytest.approx(123.3)
    assert dose_after(done(0, GOBLET, (10, 10, 10), rir=3), trainee(), "goblet-squat").e1rm_kg is None
    assert dose_after(done(0, heavy, (5, 5, 5), rir=None), who, "back-squat").e1rm_kg is None
    assert dose_after(done(0, heavy, (5, 5, 5), faults=("short-range",)), who, "back-squat").e1rm_kg is None
    assert dose_after(done(0, GOBLET, (6, 6, 6), rir=3), trainee(age=16), "goblet-squat").e1rm_kg is None


def test_one_reserve_felt_wrong_does_not_move_the_maximum() -> None:
    heavy = item("back-squat", kg(100), (3, 5), rir=(1, 3))
    who = trainee("advanced", ("barbell",))
    steady = dose_after(done(0, heavy, (5, 5, 5)), who, "back-squat").e1rm_kg
    assert dose_after(done(0, heavy, (5, 5, 5), rir=(2, 2, 3)), who, "back-squat").e1rm_kg == steady


def test_the_ledger_tells_each_day_what_changed_and_why() -> None:
    log: list[Entry] = [*done(0, GOBLET, TOP), *done(3, GOBLET, TOP), *done(6, item("goblet-squat", kg(22)), (9, 8, 8))]
    steps = exercise_ledger(EXERCISES["goblet-squat"], exercise_days(log, None)["goblet-squat"], trainee())
    assert [(step.verdict, step.move, step.variable) for step in steps] == [
        ("good", "hold", None), ("good", "rise", "load"), ("within", "hold", None),
    ]  # fmt: skip
    assert steps[1].asked == "3 x 8-10, 20 kg, 2-3 in reserve"
    assert steps[1].done == "10, 10, 10 at 20 kg, 2 in reserve"
    assert steps[1].changed == "20 kg → 22 kg, 8-10 → 6-8"
    assert all(step.because.text.endswith(".") and step.because.sources for step in steps)


def test_the_last_line_of_the_ledger_says_what_holds_now() -> None:
    held = Because(rule="P18", text="A long run went up.", sources=("frandsen-2025",))
    log = [*done(0, GOBLET, TOP), *done(3, GOBLET, TOP)]
    dose = dose_after(log, trainee(), "goblet-squat", held)
    days = exercise_days(log, None)["goblet-squat"]
    assert exercise_ledger(EXERCISES["goblet-squat"], days, trainee(), dose)[-1].because == held


def test_every_source_and_rung_that_is_named_exists() -> None:
    sources = library().sources
    for rule, cited in CITED.values():
        assert rule
        for source in cited:
            assert source == "ours" or source.split(":")[0] in sources
    for lower, upper in LONGER_RANGE:
        assert upper in EXERCISES[lower].progressions


def test_body_mass_named_where_the_last_weight_is_taken_off() -> None:
    asked = item("split-squat", kg(2))
    assert dose_after(done(0, asked, TOP, pain=4), trainee(), "split-squat").load == BODY_MASS
    only = item("goblet-squat", kg(2))
    assert dose_after(done(0, only, TOP, pain=4), trainee(), "goblet-squat").instead == "bodyweight-squat"
