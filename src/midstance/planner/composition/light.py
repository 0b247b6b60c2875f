"""Light sessions, minis, primers and mobility: hip, trunk and calf at body mass or with a band, or drills alone."""

from __future__ import annotations

from midstance.planner.composition.choosing import scene_of
from midstance.planner.composition.classes import classes_of, is_granted
from midstance.planner.composition.filling import light_line
from midstance.planner.composition.fitting import Fit, Wish, fit
from midstance.planner.composition.lanes import Seat
from midstance.planner.composition.legs import Content
from midstance.planner.composition.menu import Menu, choose, in_order
from midstance.planner.composition.roles import RECIPES, Lane
from midstance.planner.composition.season import Season, leg_pool
from midstance.planner.composition.warm_up import mobility, warm_up
from midstance.planner.prescription.effort import CONTROL
from midstance.planner.prescription.loading import is_outside
from midstance.planner.prescription.timing import minutes_of
from midstance.planner.slots import Slot
from midstance.training.exercise import Exercise, Pattern

LIGHT_PATTERNS: frozenset[Pattern] = CONTROL | {"hip-extension", "calf-raise"}
"""Hip, core and calf (rules page, Words: LT)."""
LIGHT_SETS, MINI_SETS, PRIMER_SETS = 9, 6, 4
LIGHT_EXERCISES, MINI_EXERCISES, PRIMER_EXERCISES = 5, 3, 3
LIGHT_MINUTES_MOST = 20
"""Light work stays short, whatever room there is (ours)."""


def compose_light(season: Season, slot: Slot, seat: Seat) -> Content | None:
    """A light session, or None where pains or minutes leave nothing of it."""
    lane: Lane = "mini" if slot.variant.mini else "light"
    menu = _menu(season, slot, lane)
    if slot.variant.mini:
        menu = _taking_turns(menu, seat)
    lines = [light_line(season, slot, choice) for choice in menu]
    lines = [line for line in lines if not is_outside(line.dose.load)]
    if not lines:
        return None
    limit = min(season.minutes(slot), LIGHT_MINUTES_MOST)
    found = fit(season, slot, lines, _wish(slot, len(lines)), seat.letter, limit)
    if found is None:
        return None
    classes = classes_of(found.lines, season.runner, slot, found.minutes, season.known)
    return Content(found, classes, None) if is_granted(classes, slot) else None


def _wish(slot: Slot, there: int) -> Wish:
    if slot.variant.template == "primer":
        sets, count = PRIMER_SETS, PRIMER_EXERCISES
    elif slot.variant.mini:
        sets, count = MINI_SETS, MINI_EXERCISES
    else:
        sets, count = LIGHT_SETS, LIGHT_EXERCISES
    if slot.variant.template != "primer":
        sets = max(round(sets * min(slot.sets_percent, 100) / 100), 2)
    count = min(count, there, max(sets, 2))
    return Wish(sets, max(sets - 2, 1), count, min(2, count), light=True)


def _menu(season: Season, slot: Slot, lane: Lane) -> Menu:
    """Chosen once a mesocycle; a primer and what stands close to a race draw on what is known where they can."""
    key = (slot.mesocycle, f"{lane}-{slot.variant.template}-{season.nothing_new(slot)}")
    if key in season.menus:
        return season.menus[key]
    pool = _pool(season, slot)
    known = [exercise for exercise in pool if exercise.id in season.known]
    familiar = slot.variant.template == "primer" or season.nothing_new(slot) or slot.spike
    if familiar and len(known) >= 2:
        pool = known
    menu = choose(RECIPES[lane], pool, scene_of(season, slot, "A", lane), covering=False)
    season.menus[key] = menu
    return menu


def _pool(season: Season, slot: Slot) -> list[Exercise]:
    """What is light by nature, and not done harder elsewhere in this mesocycle."""
    harder = {
        choice.exercise.id
        for (mesocycle, name), menu in season.menus.items()
        if mesocycle == slot.mesocycle and name in ("A", "A-heavy", "B", "B-power")
        for choice in menu
        if choice.exercise.pattern not in CONTROL
    }
    for held in season.last_menu.values():
        harder |= {choice.exercise.id for choice in held.menu if choice.exercise.pattern not in CONTROL}
    if slot.variant.template == "primer":
        harder = set()
    return [exercise for exercise in leg_pool(season) if _is_light(season, exercise) and exercise.id not in harder]


def _is_light(season: Season, exercise: Exercise) -> bool:
    if exercise.pattern not in LIGHT_PATTERNS or exercise.loading == "external" or exercise.eccentric:
        return False
    dose = exercise.dose[season.runner.level]
    if exercise.pattern == "calf-raise" and dose.tempo is None:
        return False
    track = season.progress.tracks.get(exercise.id)
    return track is None or not is_outside(track.load)


def _taking_turns(menu: Menu, seat: Seat) -> Menu:
    """Hip and trunk in every mini; the third exercise changes from one mini of the week to the next."""
    always = [choice for choice in menu if choice.role in ("hip", "core")]
    turns = [choice for choice in menu if choice.role not in ("hip", "core")]
    if not turns:
        return menu
    turns.sort(key=lambda choice: -choice.worth)
    return in_order([*always, turns[seat.nth % len(turns)]])


def compose_mobility(season: Season, slot: Slot) -> Content | None:
    """A mobility session: easy movement, then drills; None where not even one fits."""
    before = warm_up(season.runner, season.drills, "usual", after_run=slot.after_run, light=True)
    limit = min(season.minutes(slot), LIGHT_MINUTES_MOST)
    work = mobility(season.runner, season.drills, limit * 60 - before.seconds)
    if work.block is None:
        return None
    minutes = minutes_of(before.seconds + work.seconds)
    return Content(Fit([], [], before, work, minutes), ("mobility",), None)
