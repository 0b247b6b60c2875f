"""What stands before and after the work: warm-up (H20, R-WUP-2) and cool-down."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import msgspec

from midstance.planner.prescription.runner import Runner
from midstance.planner.prescription.tables import WARM_UP_AFTER_RUN_S, WARM_UP_S
from midstance.training.exercise import Drill
from midstance.training.prescription import BODY_MASS, Block, Item

EASY = "easy-movement"
EASY_SECONDS = 300
"""Five minutes of easy movement, drills on top of them (H20; S4:332)."""
DRILLS: dict[str, tuple[str, ...]] = {
    "least": (),
    "short": ("leg-swings", "warm-up-squat"),
    "usual": ("leg-swings", "warm-up-squat"),
    "long": ("leg-swings", "warm-up-squat", "lunge-with-twist"),
}
AFTER_RUN = ("leg-swings", "warm-up-squat", "lunge-with-twist", "hip-openers", "ankle-dorsiflexion")
SPARE = ("dynamic-mobility", "ankle-dorsiflexion", "thoracic-rotation", "hip-openers", "leg-swings")
"""Fill a warm-up that pains have left short."""
LIGHT_DRILLS = ("leg-swings",)
SECONDS_A_REP = 3
"""The least one rep of a drill takes (ours)."""
COOLDOWNS: dict[str, tuple[str, ...]] = {
    "A": ("quadriceps-stretch", "hamstring-stretch", "hip-flexor-stretch", "figure-four-stretch"),
    "B": ("hip-flexor-stretch", "figure-four-stretch", "hamstring-stretch", "quadriceps-stretch"),
}
MOBILITY = (
    "hip-openers", "ankle-dorsiflexion", "hip-flexor-release", "thoracic-rotation", "figure-four-stretch",
    "hamstring-stretch", "foam-rolling",
)  # fmt: skip
"""Mobility work in its order (W-11, M-01 to M-04)."""


class Timed(NamedTuple):
    """A block and the seconds it takes."""

    block: Block | None
    seconds: int


def drill_item(drill: Drill, seconds: int | None = None) -> Item:
    """A drill as an item, once through."""
    amount = (seconds, seconds) if seconds is not None else drill.amount
    return Item(
        exercise=drill.id,
        sets=1,
        reps=None if drill.unit == "seconds" else amount,
        seconds=amount if drill.unit == "seconds" else None,
        per_side=drill.per_side,
        load=BODY_MASS,
        starts="same",
    )


def least_seconds(drill: Drill) -> int:
    """The least time a drill takes: its lowest amount, both sides."""
    once = drill.amount[0] * (1 if drill.unit == "seconds" else SECONDS_A_REP)
    return once * (2 if drill.per_side else 1)


def warm_up(runner: Runner, drills: Mapping[str, Drill], size: str, *, after_run: bool, light: bool) -> Timed:
    """The warm-up: five minutes or more, three of drills where a run was the easy part."""
    items: list[Item] = []
    total = sure = 0
    wanted: Sequence[str] = AFTER_RUN if after_run else (LIGHT_DRILLS if light else DRILLS[size])
    if not after_run and EASY in drills:
        total = sure = EASY_SECONDS
        items.append(drill_item(drills[EASY], total))
    need = WARM_UP_AFTER_RUN_S if after_run else WARM_UP_S
    for name in (*wanted, *SPARE):
        drill = drills.get(name)
        spare = name not in wanted
        if drill is None or (spare and min(total, sure) >= need) or any(item.exercise == name for item in items):
            continue
        if _hurts(drill, runner) and not spare:
            continue
        items.append(drill_item(drill))
        total += drill.seconds
        sure += least_seconds(drill)
    return Timed(Block(kind="warm-up", items=tuple(items)), total)


def longer(before: Timed, more_s: int) -> Timed:
    """The warm-up with that many more seconds of easy movement, or of its first drill's time where there is none."""
    if before.block is None or more_s <= 0:
        return before
    first, *rest = before.block.items
    if first.seconds is None:
        return before
    longer_first = msgspec.structs.replace(first, seconds=(first.seconds[0] + more_s, first.seconds[1] + more_s))
    return Timed(Block(kind="warm-up", items=(longer_first, *rest)), before.seconds + more_s)


def _hurts(drill: Drill, runner: Runner) -> bool:
    return drill.id in ("warm-up-squat", "lunge-with-twist") and bool(runner.sore_regions.intersection(drill.regions))


def cooldown(runner: Runner, drills: Mapping[str, Drill], letter: str, count: int) -> Timed:
    """Up to `count` stretches, a side each; rolling first where there is a roller and time."""
    names = [name for name in COOLDOWNS[letter] if name in drills and runner.may_drill(drills[name])][:count]
    if count >= 3 and "foam-rolling" in drills and runner.may_drill(drills["foam-rolling"]):
        names = ["foam-rolling", *names[:1]]
    if not names:
        return Timed(None, 0)
    block = Block(kind="cooldown", items=tuple(drill_item(drills[name]) for name in names))
    return Timed(block, sum(drills[name].seconds for name in names))


def mobility(runner: Runner, drills: Mapping[str, Drill], room_s: int) -> Timed:
    """As many mobility drills as there is room for."""
    items, total = [], 0
    for name in MOBILITY:
        drill = drills.get(name)
        if drill is None or not runner.may_drill(drill) or total + drill.seconds > room_s:
            continue
        items.append(drill_item(drill))
        total += drill.seconds
    return Timed(Block(kind="circuit", items=tuple(items)) if items else None, total)
