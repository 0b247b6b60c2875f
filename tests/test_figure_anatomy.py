"""Every frame of every figure is a body that could stand there: limits, bones, contacts, balance, mirror, loop."""

from __future__ import annotations

import math
from functools import lru_cache

import msgspec
import pytest

from midstance.figure import anthropometry as size
from midstance.figure.anatomy import LIMITS, angles
from midstance.figure.checks import distance_to_bar, problems_of
from midstance.figure.doubts import fault_problems, feet_in_kit
from midstance.figure.drafting import first_draft, state_of, whole_centre, with_pose
from midstance.figure.figures import frames
from midstance.figure.movement import GRAVITY_CM, Cycle, Frame, movement_of
from midstance.figure.pictures import words_of
from midstance.figure.state import SIDES, swapped
from midstance.figure.vectors import across, angle_between, distance, length, minus, mirrored, unit
from midstance.knowledge.library import library
from midstance.knowledge.poses import poses
from midstance.training.figure import Arm, Fault, Figure, Key, Leg, Pose, Prop

IDS = sorted(poses())
KNOWN = library()
SETTLES_S = 0.25
"""After a landing, the time in which the knees take it."""


@lru_cache(maxsize=2)
def solved(name: str) -> list[Frame]:
    """The frames of a figure; those of the last one or two are kept."""
    return frames(name)


@pytest.mark.parametrize("name", IDS)
def test_nothing_is_wrong_in_any_frame(name: str) -> None:
    assert problems_of(poses()[name], words_of(name).tempo) == []


@pytest.mark.parametrize("name", IDS)
def test_bones_keep_their_length(name: str) -> None:
    for frame in solved(name):
        for a, b, long in size.BONES:
            assert distance(frame.body.joints[a], frame.body.joints[b]) == pytest.approx(long, abs=0.05)


@pytest.mark.parametrize("name", IDS)
def test_the_left_side_is_the_exact_mirror_of_the_right(name: str) -> None:
    for right, left in zip(solved(name)[::3], frames(name, side="left")[::3], strict=True):
        for joint, place in right.body.joints.items():
            assert left.body.joints[swapped(joint)] == pytest.approx(mirrored(place), abs=0.01)


def is_symmetric(figure: Figure) -> bool:
    """Whether a figure's data say nothing of one side alone."""
    told = [figure.start, figure.end or Pose(), *figure.via, *figure.back, *figure.key]
    sided = (
        "right_leg",
        "left_leg",
        "right_arm",
        "left_arm",
        "tilt",
        "turn",
        "side_bend",
        "twist",
        "look",
        "pelvis_drop",
    )
    uneven = [
        pose
        for pose in told
        if any(getattr(pose, each) for each in sided) or (pose.anchor or "").startswith(("right", "left"))
    ]
    return not uneven and not figure.alternate


def test_there_are_symmetric_figures() -> None:
    assert any(is_symmetric(poses()[name]) for name in IDS)


@pytest.mark.parametrize("name", [name for name in IDS if is_symmetric(poses()[name])])
def test_what_is_symmetric_in_its_data_is_symmetric_in_space(name: str) -> None:
    for frame in solved(name):
        for joint, place in frame.body.joints.items():
            assert mirrored(place) == pytest.approx(frame.body.joints[swapped(joint)], abs=0.01)


@pytest.mark.parametrize("name", IDS)
def test_it_ends_where_it_began(name: str) -> None:
    movement = movement_of(poses()[name], words_of(name).tempo)
    first, last, gone = movement.at(0.0), movement.at(movement.duration_s), movement.carried_cm(movement.duration_s)
    for joint, (x, y, z) in first.body.joints.items():
        assert last.body.joints[joint] == pytest.approx((x + gone[0], y + gone[1], z + gone[2]), abs=0.5)


REPS = [name for name in IDS if poses()[name].motion == "rep"]


@pytest.mark.parametrize("name", REPS)
@pytest.mark.parametrize("tempo", ["3-0-1-0", "3-1-1-0", "4-2-1-1"])
def test_the_tempo_drawn_is_the_tempo_asked(name: str, tempo: str) -> None:
    figure = poses()[name]
    down, low, up, top = (float(part) for part in tempo.split("-"))
    movement = movement_of(figure, tempo)
    assert movement.duration_s == pytest.approx((down + low + up + top) * (2 if figure.alternate else 1))
    seconds = {phase.name: phase.lasts_s for phase in movement.phases}
    assert (seconds["down"], seconds["up"]) == (down, up)
    order = [phase.lasts_s for phase in movement.phases][: 4 if low and top else None]
    if low and top:
        assert order == ([down, low, up, top] if figure.first == "down" else [up, top, down, low])


@pytest.mark.parametrize("name", REPS)
def test_each_phase_takes_its_seconds_in_the_drawing(name: str) -> None:
    figure = poses()[name]
    movement = movement_of(figure, "3-1-2-1")
    out, pause, back = (3.0, 1.0, 2.0) if figure.first == "down" else (2.0, 1.0, 3.0)

    def gone(t: float) -> float:
        start, now = movement.at(0.0).body.joints, movement.at(t).body.joints
        return sum(distance(start[joint], now[joint]) for joint in start)

    assert 0 < gone(0.3 * out) < gone(out)
    assert gone(0.9 * out) != pytest.approx(gone(out), abs=0.01)
    assert gone(out + pause) == pytest.approx(gone(out), abs=0.01)
    assert gone(out + pause + 0.1 * back) != pytest.approx(gone(out), abs=0.01)
    assert gone(out + pause + back) == pytest.approx(0.0, abs=0.5 if not figure.alternate else 12.0)


JUMPS = [name for name in IDS if any(key.flight_cm for key in poses()[name].key)]


@pytest.mark.parametrize("name", JUMPS)
def test_flight_is_thrown(name: str) -> None:
    """In the air the centre of mass falls as everything falls, and no foot goes through the floor."""
    figure = poses()[name]
    movement = movement_of(figure)
    assert isinstance(movement, Cycle)
    for flight in movement.flights:
        third = (flight.ends_s - flight.begins_s) / 3
        aloft = [movement.at(flight.begins_s + third * part) for part in (0.5, 1.5, 2.5)]
        assert all(frame.flying for frame in aloft)
        first, second, last = (whole_centre(figure.prop, frame.body)[1] for frame in aloft)
        assert (last - 2 * second + first) / third**2 == pytest.approx(-GRAVITY_CM, rel=0.01)
        assert min(frame.body.joints[f"{side}_{part}"][1] for frame in aloft for side in SIDES
                   for part in ("toe", "heel", "ball")) > -0.5  # fmt: skip


@pytest.mark.parametrize("name", JUMPS)
def test_landing_knees_track_the_toes(name: str) -> None:
    movement = movement_of(poses()[name])
    assert isinstance(movement, Cycle)
    for flight in movement.flights:
        landing = [movement.at(flight.ends_s + SETTLES_S * part / 5) for part in range(1, 6)]
        for frame in landing:
            for side in SIDES:
                bears = frame.state.on[f"{side}_leg"] in ("sole", "ball") and not frame.flying
                if bears and frame.t_s <= movement.duration_s:
                    assert abs(knee_beside_toes(frame, side)) < 25.0


def knee_beside_toes(frame: Frame, side: str) -> float:
    """Degrees, seen from above, between where a knee bends to and where the toes point; 0 for one almost straight."""
    hip, knee, ankle, heel, toe = (
        frame.body.joints[f"{side}_{name}"] for name in ("hip", "knee", "ankle", "heel", "toe")
    )
    along = unit(minus(ankle, hip))
    out = across(minus(knee, hip), along)
    if length(out) < 6.0:
        return 0.0
    foot = minus(toe, heel)
    return math.degrees(math.atan2(out[2], out[0]) - math.atan2(foot[2], foot[0]) + 3 * math.pi) % 360 - 180


def test_a_jump_takes_the_seconds_that_gravity_gives() -> None:
    leap = Key(knees=6.0, legs=Leg(on="ball", heel=35.0), after_s=0.2, flight_cm=30.0)
    same = Key(knees=6.0, legs=Leg(on="ball", heel=35.0))
    figure = Figure(id="leap", motion="cycle", slow=False, return_s=0.3, start=Pose(knees=60.0), key=(leap, same))
    movement = movement_of(figure)
    # Up and down 30 cm: twice the square root of 2h/g.
    assert movement.duration_s == pytest.approx(0.2 + 2 * (2 * 0.30 / 9.80665) ** 0.5 + 0.3, abs=0.001)


def test_a_wrong_pose_is_found() -> None:
    """The checks can fail: floating feet, a knee that falls in, hips out of balance, an arm too short, a floor
    passed."""
    floating = Figure(id="x", start=Pose(legs=Leg(at=(0, 12, 9))))
    assert any("off what it stands on" in says for says in problems_of(floating))
    valgus = Figure(id="x", start=Pose(), end=Pose(knees=90.0, legs=Leg(knee_out=-40.0)))
    assert any("does not track" in says for says in problems_of(valgus))
    tipping = Figure(id="x", start=Pose(hips=(30.0, 80.0)))
    assert any("centre of mass" in says for says in problems_of(tipping))
    sunk = Figure(id="x", slow=False, start=Pose(hips=(0.0, -5.0), lean=-90.0, legs=Leg(hip=0.0)))
    assert any("sinks" in says for says in problems_of(sunk))
    sliding = Figure(id="x", start=Pose(), end=Pose(legs=Leg(at=(5, 0, 9))))
    assert any("slid" in says for says in problems_of(sliding))
    plate = Prop(kind="pad", name="plate")
    ridden = Figure(
        id="x",
        slow=False,
        prop=(plate,),
        start=Pose(props={"plate": (0, -8, 0)}),
        end=Pose(legs=Leg(at=(9, 0, 9)), props={"plate": (9, -8, 0)}),
    )
    assert not any("slid" in says for says in problems_of(ridden))
    left_behind = msgspec.structs.replace(ridden, end=Pose(legs=Leg(at=(9, 0, 9)), props={"plate": (3, -8, 0)}))
    assert any("slid" in says for says in problems_of(left_behind))
    bent = Figure(id="x", slow=False, start=Pose(legs=Leg(hip=160.0)))
    assert any("hip flexion" in says for says in problems_of(bent))
    bar = Prop(kind="barbell", worn="chest", at=(-8, 2, 0))
    assert any("off the bar" in says for says in problems_of(Figure(id="x", prop=(bar,), start=Pose(arms="hang"))))
    bell = Prop(kind="dumbbell", held="hands", axis="up")
    assert any("apart" in says for says in problems_of(Figure(id="x", prop=(bell,), start=Pose(arms="hang"))))
    broken = Fault(says="The hip folds.", at="start", pose=Pose(legs=Leg(hip=170.0)))
    assert any("fault fold: " in says for says in fault_problems(Figure(id="x", fault={"fold": broken})))
    box = Prop(kind="box", at=(20, 0, 0))
    assert any("toe is" in says and "in the box" in says for says in feet_in_kit(Figure(id="x", prop=(box,))))
    assert not feet_in_kit(Figure(id="x", prop=(msgspec.structs.replace(box, at=(60, 0, 0)),)))


BARS = [name for name in IDS if any(prop.worn and prop.kind == "barbell" for prop in poses()[name].prop)]


@pytest.mark.parametrize("name", BARS)
def test_hands_stay_on_a_bar_that_is_worn(name: str) -> None:
    figure = poses()[name]
    bar = next(prop for prop in figure.prop if prop.worn and prop.kind == "barbell")
    for frame in solved(name):
        assert max(distance_to_bar(bar, frame, side) for side in SIDES) < 4.5


def test_arms_that_reach_forward_keep_their_elbows_below_the_line_to_the_hands() -> None:
    """However far the trunk leans; above it, elbows would bend backwards."""
    for lean in range(0, 61, 10):
        figure = Figure(id="x", slow=False, start=Pose(lean=float(lean), arms=Arm(frame="hang", at=(45, 50, 0))))
        joints = movement_of(figure).at(0.0).body.joints
        shoulder, elbow, wrist = (joints[f"right_{name}"] for name in ("shoulder", "elbow", "wrist"))
        share = (elbow[0] - shoulder[0]) / (wrist[0] - shoulder[0])
        assert elbow[1] < shoulder[1] + (wrist[1] - shoulder[1]) * share


def test_a_bearing_hand_turns_over_without_a_jump() -> None:
    """From the floor below the shoulders to a wall before them, in small steps."""
    before = None
    for step in range(81):
        at = (20.0 + 0.4 * step, -52.0 + 0.6 * step, 0.0)
        figure = Figure(id="x", slow=False, start=Pose(arms=Arm(frame="chest", at=at, palm=True)))
        hand = movement_of(figure).at(0.0).body.axes["right_hand"].up
        assert before is None or angle_between(before, hand) < 25.0
        before = hand


def test_a_wrist_that_is_bent_back_keeps_the_fist_where_it_is() -> None:
    straight = Figure(id="x", slow=False, start=Pose(arms=Arm(frame="chest", at=(12, 7, 20))))
    bent = Figure(id="x", slow=False, start=Pose(arms=Arm(frame="chest", at=(12, 7, 20), wrist=60)))
    one, two = (movement_of(figure).at(0.0).body for figure in (straight, bent))
    fists = [minus(body.joints["right_grip"], body.joints["neck"]) for body in (one, two)]
    assert fists[1] == pytest.approx(fists[0], abs=0.05)
    assert angle_between(two.axes["right_hand"].up, two.axes["right_forearm"].up) == pytest.approx(60.0, abs=0.5)


def test_a_standing_body_is_at_rest_in_all_its_joints() -> None:
    figure = Figure(id="stand")
    state = state_of(with_pose(first_draft(), Pose()), figure)
    found = angles(state, movement_of(figure).at(0.0).body)
    assert abs(found["right hip flexion"]) < 12
    assert 0 < found["right knee flexion"] < 8
    assert {name.removeprefix("right ").removeprefix("left ") for name in found} == set(LIMITS)


@pytest.mark.parametrize("name", IDS)
def test_a_figure_belongs_to_something_known(name: str) -> None:
    assert name in KNOWN.exercises or name in KNOWN.drills or name in KNOWN.home_tests
