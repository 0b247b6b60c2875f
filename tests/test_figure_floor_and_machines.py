"""Rising floors, parts of machines that the body moves, limbs that go over from floor to air, and what is ringed."""

from __future__ import annotations

import math
import re
from itertools import pairwise

import msgspec
import pytest

from midstance.figure.checks import problems_of
from midstance.figure.figures import fault_svg, figure_svg, still_svg
from midstance.figure.machines import levers
from midstance.figure.moment import fault_moment, fault_places
from midstance.figure.movement import BadTempo, Movement, movement_of, tempo_seconds
from midstance.figure.paint import COLOURS, SHARES
from midstance.figure.pictures import words_of
from midstance.figure.pieces import centre_of, followed
from midstance.figure.state import SIDES, swapped
from midstance.figure.telling import telling_moments
from midstance.figure.vectors import Vector, angle_between, distance, minus, mirrored
from midstance.knowledge.poses import poses
from midstance.training.figure import Figure, Key, Leg, Pose, Prop

IDS = sorted(poses())
CYCLES = [name for name in IDS if poses()[name].motion == "cycle"]
LEVERS = [name for name in IDS if levers(poses()[name])]


# ----------------------------------------------------------------------------------------------- a rising floor


def above_floor(figure: Figure, point: Vector) -> float:
    return point[1] - math.tan(math.radians(figure.slope)) * point[0]


@pytest.mark.parametrize("slope", [0.0, 9.0, -9.0])
def test_a_foot_lies_along_the_floor_it_stands_on(slope: float) -> None:
    figure = Figure(id="x", slow=False, slope=slope, start=Pose(legs=Leg(at=(30, 0, 9))))
    body = movement_of(figure).at(0.0).body
    for side in SIDES:
        for part in ("heel", "ball", "toe"):
            assert above_floor(figure, body.joints[f"{side}_{part}"]) == pytest.approx(0.0, abs=0.3)
        way = minus(body.joints[f"{side}_ball"], body.joints[f"{side}_heel"])
        assert math.degrees(math.atan2(way[1], math.hypot(way[0], way[2]))) == pytest.approx(slope, abs=0.3)


def test_hills_are_run_uphill() -> None:
    figure = poses()["hills-and-tempo"]
    movement = movement_of(figure)
    x, y, _ = movement.carried_cm(movement.duration_s)
    assert math.degrees(math.atan2(y, x)) == pytest.approx(figure.slope)
    assert figure.slope > 3
    assert "x-earth" in figure_svg("hills-and-tempo", prefix="x")
    for frame in (movement.at(t) for t in movement.moments()):
        for joint in (f"{side}_{part}" for side in SIDES for part in ("heel", "ball", "toe")):
            assert above_floor(figure, frame.body.joints[joint]) > -1.3


def test_on_a_hill_too_it_is_found_when_a_foot_floats_sinks_or_slides() -> None:
    floating = Figure(id="x", slow=False, slope=8.0, start=Pose(legs=Leg(at=(40, 12, 9))))
    assert any("off what it stands on" in says for says in problems_of(floating))
    sunk = Figure(id="x", slow=False, slope=8.0, start=Pose(legs=Leg(at=(40, -6, 9))))
    assert any("sinks" in says for says in problems_of(sunk))
    sliding = Figure(id="x", slow=False, slope=8.0, start=Pose(), end=Pose(legs=Leg(at=(6, 0, 9))))
    assert any("slid" in says for says in problems_of(sliding))


def test_a_jump_on_a_hill_falls_straight_down() -> None:
    """The floor rises; gravity does not turn with it."""
    leap = Key(knees=6.0, legs=Leg(on="ball", heel=35.0), after_s=0.2, flight_cm=30.0)
    same = Key(knees=6.0, legs=Leg(on="ball", heel=35.0))
    flat = Figure(id="leap", motion="cycle", slow=False, return_s=0.3, start=Pose(knees=60.0), key=(leap, same))
    steep = msgspec.structs.replace(flat, slope=10.0)
    assert movement_of(steep).duration_s == pytest.approx(movement_of(flat).duration_s, abs=0.02)
    highest = [movement_of(figure).at(0.45).body.joints["hips"] for figure in (flat, steep)]
    assert highest[1][0] == pytest.approx(movement_of(steep).at(0.2).body.joints["hips"][0], abs=2.0)


def test_a_rear_foot_that_is_not_on_its_bench_is_found() -> None:
    figure = poses()["bulgarian-split-squat"]
    bench = next(prop for prop in figure.prop if prop.kind == "bench")
    low = msgspec.structs.replace(bench, size=(*(bench.size or (30.0, 42.0, 110.0))[:1], 30.0, 110.0))
    others = tuple(low if prop is bench else prop for prop in figure.prop)
    assert not problems_of(figure)
    assert any(
        "foot" in says and "off what" in says for says in problems_of(msgspec.structs.replace(figure, prop=others))
    )


# ------------------------------------------------------------------------------------------------------ machines


def test_there_are_machines_whose_levers_turn() -> None:
    assert {"hamstring-curl", "cycling-swimming-elliptical"} <= set(LEVERS)


@pytest.mark.parametrize("name", LEVERS)
def test_a_lever_keeps_its_length_and_turns(name: str) -> None:
    movement = movement_of(poses()[name])
    for prop in levers(poses()[name]):
        pivot = prop.pivot or prop.at
        ends = [centre_of(prop, f.state, f.body) for f in map(movement.at, movement.moments())]
        lengths = [distance(end, pivot) for end in ends]
        assert max(lengths) - min(lengths) < 2.0
        assert max(angle_between(minus(end, pivot), minus(ends[0], pivot)) for end in ends) > 45.0


def test_a_lever_that_changes_its_length_is_found() -> None:
    lever = Prop(kind="beam", name="arm", follows="right-ankle", pivot=(0.0, 90.0, 9.0))
    curl = Figure(id="x", slow=False, prop=(lever,), start=Pose(hips=(0, 92), right_leg=Leg(hip=0, knee=5)),
                  end=Pose(right_leg=Leg(hip=0, knee=95)))  # fmt: skip
    assert any("lever arm" in says and "off its length" in says for says in problems_of(curl))
    knee = movement_of(curl).at(0.0).body.joints["right_knee"]
    hinged = msgspec.structs.replace(curl, prop=(msgspec.structs.replace(lever, pivot=knee),))
    assert not any("lever" in says for says in problems_of(hinged))


FOLLOWING = [name for name in IDS if any(prop.follows for prop in poses()[name].prop)]


@pytest.mark.parametrize("name", FOLLOWING)
def test_what_the_body_moves_stays_on_it(name: str) -> None:
    """Pads lie on the ankles and pedals under the feet at every moment."""
    movement = movement_of(poses()[name])
    for prop in (prop for prop in poses()[name].prop if prop.follows):
        side, _, joint = (prop.follows or "").rpartition("-")
        far = math.hypot(*prop.at)
        for frame in map(movement.at, movement.moments()):
            near = [
                distance(followed(prop, frame.body)[0], frame.body.joints[f"{each}_{joint.removesuffix('s')}"])
                for each in ([side] if side else SIDES)
            ]
            apart = 0.0 if side else 15.0
            assert min(near) <= far + apart + 0.01
            assert side == "" or min(near) == pytest.approx(far, abs=0.01)


def test_the_sledge_of_the_leg_press_runs_along_its_rails() -> None:
    figure = poses()["leg-press"]
    rail = next(prop.reach for prop in figure.prop if prop.name == "near-rail")
    plate = next(prop for prop in figure.prop if prop.name == "plate")
    assert rail is not None
    movement = movement_of(figure)
    places = [centre_of(plate, f.state, f.body) for f in map(movement.at, movement.moments())]
    moved = [minus(place, places[0]) for place in places if distance(place, places[0]) > 3.0]
    assert moved
    assert all(min(angle_between(way, rail), 180 - angle_between(way, rail)) < 3.0 for way in moved)


# ------------------------------------------------------------------------------------- from the floor to the air


TURNS_DEGREES_A_S = 1400.0
"""Faster than any leg of the library moves by its poses; what is faster is a flick of the drawing (ours)."""


@pytest.mark.parametrize("name", CYCLES)
def test_no_leg_flicks(name: str) -> None:
    movement = movement_of(poses()[name])
    count = round(movement.duration_s * 100)
    bodies = [movement.at(movement.duration_s * i / count).body for i in range(count + 1)]
    for one, two in pairwise(bodies):
        for part in (f"{side}_{bone}" for side in SIDES for bone in ("thigh", "shank", "foot")):
            turned = angle_between(one.axes[part].up, two.axes[part].up)
            assert turned < TURNS_DEGREES_A_S * movement.duration_s / count


def test_a_foot_that_lets_go_of_the_floor_leaves_it_where_it_stood() -> None:
    """Between a planted foot and a leg held by angles, the foot rises from its place; it does not leap ahead."""
    figure = Figure(id="x", slow=False, start=Pose(hips=(0, 88)), end=Pose(right_leg=Leg(hip=-10, knee=60)))
    movement = movement_of(figure, "2-0-2-0")
    planted = movement.at(0.0).body.joints["right_ankle"]
    ahead = [movement.at(0.1 * step).body.joints["right_ankle"][0] - planted[0] for step in range(21)]
    assert max(ahead) < 1.0
    assert all(later <= sooner + 0.05 for sooner, later in pairwise(ahead))


def test_toes_straighten_little_by_little() -> None:
    """A foot that pushes off has its toes bent; they are straight when the leg hangs by its angles, without a jump."""
    pushing = Pose(hips=(0, 88), right_leg=Leg(on="ball", at=(-30, 0, 9), heel=40))
    figure = Figure(id="x", slow=False, start=pushing, end=Pose(right_leg=Leg(hip=0, knee=75)))
    movement = movement_of(figure, "2-0-2-0")
    found = []
    for step in range(201):
        body = movement.at(0.01 * step).body
        found.append(angle_between(body.axes["right_toes"].up, body.axes["right_foot"].up))
    assert found[0] > 30.0
    assert found[-1] == pytest.approx(0.0, abs=0.1)
    assert max(abs(later - sooner) for sooner, later in pairwise(found)) < 4.0


def test_the_last_moment_of_a_cycle_is_its_end_and_not_its_beginning() -> None:
    """Also where the arithmetic of moments puts it a hair beyond the end."""
    for name in CYCLES:
        movement = movement_of(poses()[name])
        last, beyond = (movement.at(t).body.joints for t in (movement.duration_s, movement.duration_s * (1 + 1e-15)))
        assert beyond["hips"] == pytest.approx(last["hips"], abs=0.01)


# ----------------------------------------------------------------------------------------- what stills tell


def seen(movement: Movement, t: float) -> dict[str, Vector]:
    gone = movement.carried_cm(t)
    return {name: minus(joint, gone) for name, joint in movement.at(t).body.joints.items()}


@pytest.mark.parametrize("name", [name for name in IDS if poses()[name].motion == "cycle"])
def test_a_strip_shows_moments_that_differ(name: str) -> None:
    """Neither twice the same, nor its mirror image."""
    figure = poses()[name]
    movement = movement_of(figure)
    solved = [movement.at(t) for t in movement.moments()]
    poster = min(range(len(solved)), key=lambda i: abs(solved[i].t_s - movement.poster_s))
    chosen = telling_moments(movement, solved, poster, 4)
    assert len(chosen) == 4 == len(set(chosen))
    assert chosen == sorted(chosen)
    assert {0, poster} <= set(chosen)
    looks = [seen(movement, solved[i].t_s) for i in chosen]
    for k, one in enumerate(looks):
        for two in looks[:k]:
            apart = max(distance(one[joint], two[joint]) for joint in one)
            mirror = max(distance(one[joint], mirrored(two[swapped(joint)])) for joint in one)
            assert (min(apart, mirror) if figure.alternate else apart) > 1.5


def test_a_strip_of_a_step_up_shows_a_foot_on_the_box_and_one_on_the_floor() -> None:
    movement = movement_of(poses()["alternating-step-up"])
    solved = [movement.at(t) for t in movement.moments()]
    chosen = telling_moments(movement, solved, 0, 5)
    heights = [sorted(solved[i].body.joints[f"{side}_ball"][1] for side in SIDES) for i in chosen]
    assert any(low < 5 and high > 30 for low, high in heights)


@pytest.mark.parametrize("name", [name for name in IDS if poses()[name].moving == "right"])
def test_the_working_leg_is_never_the_paler_one(name: str) -> None:
    drawn = still_svg(name, prefix="x")
    assert 'class="x-skin"' in drawn


def test_muscles_that_meet_do_not_shine_through_each_other() -> None:
    styles = re.findall(r"\.x-(muscle[\w-]*)\{([^}]*)\}", still_svg("activation", prefix="x"))
    worn = [rule for name, rule in styles if name.endswith("-worn")]
    assert worn
    assert not any("opacity" in rule for rule in worn)
    assert any("opacity" in rule for name, rule in styles if name in SHARES)
    assert COLOURS["muscle-worn"][0] != COLOURS["muscle"][0] != COLOURS["shorts"][0]


# ---------------------------------------------------------------------------------------------------- the faults


FAULTS = [(name, fault) for name in IDS for fault in poses()[name].fault]
MAIN = ("goblet-squat", "bodyweight-squat", "box-squat", "front-squat", "back-squat", "tempo-goblet-squat",
        "reverse-lunge", "forward-lunge", "walking-lunge", "bulgarian-split-squat", "split-squat", "step-up",
        "single-leg-rdl")  # fmt: skip
"""One exercise for each of E-01 to E-13 of the catalogue."""


@pytest.mark.parametrize("name", MAIN)
def test_the_thirteen_main_exercises_show_what_goes_wrong(name: str) -> None:
    assert len(poses()[name].fault) >= 2


@pytest.mark.parametrize(("name", "fault"), FAULTS)
def test_a_fault_is_ringed_where_it_shows(name: str, fault: str) -> None:
    figure = poses()[name]
    body = fault_moment(figure, fault).at(0.0).body
    places = fault_places(figure.fault[fault], body)
    assert places
    rings = fault_svg(name, fault, prefix="x").count('class="x-ring"')
    assert 1 <= rings <= len(places)


@pytest.mark.parametrize(("name", "fault"), FAULTS)
def test_a_fault_is_another_body_than_the_right_one(name: str, fault: str) -> None:
    """At least three centimetres somewhere: less would not be seen."""
    figure = poses()[name]
    said = figure.fault[fault]
    right = figure.start if said.at == "start" or figure.end is None else figure.end
    good = msgspec.structs.replace(said, pose=Pose() if right is figure.start else right)
    wrong = fault_moment(figure, fault).at(0.0).body.joints
    well = fault_moment(msgspec.structs.replace(figure, fault={fault: good}), fault).at(0.0).body.joints
    assert max(distance(minus(wrong[k], wrong["hips"]), minus(well[k], well["hips"])) for k in wrong) > 3.0


@pytest.mark.parametrize(
    "tempo", ["3-1-nan-0", "inf-1-1-0", "-1-0-0-0", "3_0-1-1-0", "3-1-1", "", "3-1-1-0-", "\uff13-1-1-0"]
)
def test_a_tempo_is_four_plain_numbers(tempo: str) -> None:
    with pytest.raises(BadTempo):
        tempo_seconds(tempo)


def test_knees_that_fall_inward_are_drawn_inward() -> None:
    for name in MAIN:
        for fault, said in poses()[name].fault.items():
            if fault != "valgus":
                continue
            joints = fault_moment(poses()[name], fault).at(0.0).body.joints
            inward = [
                (joints[f"{side}_ball"][2] - joints[f"{side}_knee"][2]) * (1 if side == "right" else -1)
                for side in SIDES
                if any(place in (f"{side}-knee", "knees") for place in said.where)
            ]
            assert inward
            assert min(inward) > 3.0, name
            assert words_of(name).name
