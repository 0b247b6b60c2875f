"""A small plan made by hand: four weeks to a 10 km race, with every kind of block, load and mark that is printed."""

from __future__ import annotations

import datetime as dt

import msgspec

from midstance.training.athlete import Athlete, Gates, KnownLoad, Window
from midstance.training.periods import Phase
from midstance.training.plan import (
    Audit,
    Brief,
    ExerciseCard,
    Finding,
    Made,
    Microcycle,
    Note,
    Plan,
)
from midstance.training.prescription import BODY_MASS, EFFORT, Block, Item, Load
from midstance.training.running import KEY_KINDS, Race, Run, RunKind
from midstance.training.session import Because, Session, Stress

START = dt.date(2027, 3, 8)
RACE_DAY = dt.date(2027, 4, 4)
WEEK: tuple[tuple[int, RunKind, int, int], ...] = (
    (1, "intervals", 9_000, 3000), (2, "easy", 7_000, 2520), (3, "recovery", 5_000, 2000), (5, "easy", 6_000, 2160),
    (6, "long", 16_000, 6000),
)  # fmt: skip

CARDS = {
    "brisk-walk": ExerciseCard(name="Brisk walk", pattern="drill"),
    "hip-flexor-stretch": ExerciseCard(name="Hip flexor stretch", pattern="drill", per_side=True),
    "goblet-squat": ExerciseCard(
        name="Goblet squat", pattern="squat", tags=("squat-or-lunge",), regions=("quadriceps", "glutes"),
        kit=(("dumbbell",), ("kettlebell",)), family="squat",
    ),
    "romanian-deadlift": ExerciseCard(
        name="Romanian deadlift", pattern="hinge", tags=("hinge",), regions=("hamstrings",), kit=(("dumbbell",),),
        family="hinge",
    ),
    "split-squat": ExerciseCard(
        name="Split squat", pattern="lunge", tags=("squat-or-lunge", "single-leg"), kit=((),), per_side=True
    ),
    "calf-raise": ExerciseCard(name="Calf raise", pattern="calf-raise", tags=("calf",), kit=((), ("wall",))),
    "side-plank": ExerciseCard(name="Side plank", pattern="trunk", tags=("hip-stability",), kit=((),), per_side=True),
    "band-walk": ExerciseCard(
        name="Band walk", pattern="hip-abduction", tags=("hip-stability",), kit=(("mini-band",),), per_side=True
    ),
}  # fmt: skip


def runs() -> tuple[Run, ...]:
    """Four equal weeks, the last ending in the race."""
    found: list[Run] = []
    for week in range(4):
        for day, kind, metres, seconds in WEEK:
            date = START + dt.timedelta(days=7 * week + day)
            if date == RACE_DAY:
                kind, metres, seconds = "race", 10_000, 2700
            found.append(
                Run(
                    date=date, start="09:00" if kind == "race" else "07:00", kind=kind, key=kind in KEY_KINDS,
                    title=kind.capitalize(), distance_m=metres, duration_s=seconds, start_assumed=True,
                    source=f"plan.csv:{len(found) + 2}",
                )
            )  # fmt: skip
    return tuple(found)


def full_blocks(kg: float, sets: int = 3) -> tuple[Block, ...]:
    """A full session: a loaded lift, a pair, a timed hold and a band."""
    squat = Item(
        exercise="goblet-squat", sets=sets, reps=(8, 10), load=Load(kind="kg", kg=float(kg)), rir=(2, 3),
        tempo="3-0-1-0", rest_s=90, ramp_sets=1, starts="new" if kg == 14 else "more-load",
    )  # fmt: skip
    hinge = Item(
        exercise="romanian-deadlift", sets=sets, reps=(8, 10), load=EFFORT, rir=(2, 3), tempo="3-1-1-0", rest_s=60,
        starts="same",
    )  # fmt: skip
    calf = Item(exercise="calf-raise", sets=2, reps=(12, 15), load=BODY_MASS, rir=(3, 4), rest_s=60, starts="more-reps")
    plank = Item(exercise="side-plank", sets=2, seconds=(20, 30), per_side=True, rest_s=45, starts="same")
    lunge = Item(exercise="split-squat", sets=2, reps=(8, 8), per_side=True, rir=(3, 4), rest_s=60, starts="same")
    return (
        Block(kind="warm-up", items=(Item(exercise="brisk-walk", sets=1, seconds=(360, 360)),)),
        Block(kind="straight", items=(squat,)),
        Block(kind="paired", items=(hinge, calf)),
        Block(kind="straight", items=(lunge, plank)),
        Block(
            kind="cooldown", items=(Item(exercise="hip-flexor-stretch", sets=1, seconds=(30, 30), per_side=True),)
        ),
    )  # fmt: skip


def light_blocks() -> tuple[Block, ...]:
    """A light session with a band."""
    walk = Item(
        exercise="band-walk", sets=2, reps=(10, 12), per_side=True, load=Load(kind="band", band="light"), rir=(4, 5),
        rest_s=30, starts="same",
    )  # fmt: skip
    return (
        Block(kind="warm-up", items=(Item(exercise="brisk-walk", sets=1, seconds=(300, 300)),)),
        Block(kind="straight", items=(walk,)),
    )


WHY = Because(
    rule="moderate-legs-clear-of-runs",
    text="Moderate legs end 36 hours before Sunday's long run; 24 are asked for.",
    sources=("S4:321", "doma-2017"),
)


def session(day: int, stress: Stress, blocks: tuple[Block, ...], minutes: int, **more: object) -> Session:
    """A session so many days after the start, at six in the evening."""
    date = START + dt.timedelta(days=day)
    title = {"moderate-legs": "Squat, hinge and calves", "light": "Hips and trunk"}.get(stress, "Legs")
    made = Session(
        id=f"{date}-a", date=date, start="18:00", minutes=minutes, stress=stress, title=title, template="general",
        blocks=blocks, because=(WHY,) if stress == "moderate-legs" else (), start_assumed=True,
    )  # fmt: skip
    for name, value in more.items():
        made = _with(made, name, value)
    return made


def _with(made: Session, name: str, value: object) -> Session:
    return msgspec.structs.replace(made, **{name: value})


def brief() -> Brief:
    """Who the plan is for."""
    return Brief(
        time_zone="Europe/Berlin",
        start=START,
        end=RACE_DAY,
        athlete=Athlete(
            level="intermediate", kit=("mini-band", "dumbbell"), goal="10k", age=41, minutes=40,
            gates=Gates(plyometric=False),
            windows=(Window(weekday="tue", start="18:00", end="19:00"), Window(weekday="thu")),
            loads=(KnownLoad(exercise="goblet-squat", kg=16.0, reps=8, rir=2),),
        ),
        blocked=(START + dt.timedelta(days=11),),
        races=(Race(date=RACE_DAY, name="Spring 10", priority="A", distance_m=10_000),),
        runs=runs(),
    )  # fmt: skip


def small_plan() -> Plan:
    """The plan: foundation, a deload, the taper and race week."""
    cycles: tuple[tuple[Phase, bool], ...] = (
        ("foundation", False), ("foundation", True), ("taper", False), ("race", False),
    )  # fmt: skip
    return Plan(
        made=Made(
            midstance="0.1.0", knowledge="by-hand", engine="by-hand", status="optimal", objective=12, bound=12
        ),
        brief=brief(),
        microcycles=tuple(
            Microcycle(
                start=START + dt.timedelta(days=7 * week), phase=phase, deload=deload, sessions_wanted=2, run_m=43_000
            )
            for week, (phase, deload) in enumerate(cycles)
        ),
        sessions=(
            session(1, "moderate-legs", full_blocks(14), 38),
            session(3, "light", light_blocks(), 15, mini=True),
            session(8, "moderate-legs", full_blocks(15, sets=2), 30),
            session(15, "moderate-legs", full_blocks(15, sets=2), 30, start_assumed=False),
            session(23, "light", light_blocks(), 20),
        ),
        audit=Audit(
            soft=(
                Finding(rule="the-weeks-sessions", excess=1, text="The week of 8 March holds one session of 2."),
                Finding(rule="the-weeks-sessions", excess=1, text="The week of 15 March holds one session of 2."),
                Finding(
                    rule="the-same-weekdays", excess=1, text="Tuesday is left for Wednesday.",
                    sessions=("2027-03-31-a",),
                ),
            )
        ),
        exercises=CARDS,
        notes=(Note(about="week 2027-03-08", text="One full session instead of 2: your windows leave no more room."),),
    )  # fmt: skip
