"""The next dose of every exercise in the log: up by one thing, the same, or back, and why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from midstance.coach.exercise_days import ExerciseDay
from midstance.coach.progression.changes import Change, Trainee, because, change
from midstance.coach.progression.easing import ease
from midstance.coach.progression.gating import far_too_light, gate, kept_back, needed, streak, trouble, why_held
from midstance.coach.progression.judging import BAD, Judged, is_heavy, judged_days
from midstance.coach.progression.landing import rise_landings
from midstance.coach.progression.loads import is_lighter, is_picked, names_mass, same_load
from midstance.coach.progression.maximum import e1rm_kg
from midstance.coach.progression.rising import rise
from midstance.coach.progression.saying import HOLDS, TROUBLE
from midstance.coach.progression.thresholds import GOOD_IN_A_ROW, RETURN_DAYS
from midstance.planner.prescription.loading import is_outside
from midstance.planner.prescription.runner import is_jump
from midstance.training.exercise import Exercise
from midstance.training.prescription import BODY_MASS, EFFORT, Item, Load
from midstance.training.session import Because
from midstance.training.standing import NextDose


def next_doses(
    days: Mapping[str, Sequence[ExerciseDay]], trainee: Trainee, held: Mapping[str, Because] | None = None
) -> dict[str, NextDose]:
    """The next dose of every known exercise in the log, by id. `held`: what may not rise now, and why.

    Where one rung of a ladder sends the runner to another, that one begins its count of good sessions and of trouble
    anew, so that two neighbours never send them back and forth; who was sent down goes back after two good sessions.
    """
    hold = held or {}
    known = {name: trainee.exercises[name] for name in sorted(days) if name in trainee.exercises and days[name]}

    def of(name: str, anew: Sent | None = None) -> NextDose:
        return next_dose(known[name], days[name], trainee, hold.get(name), anew=anew)

    found = {name: of(name) for name in known}
    sent: dict[str, Sent] = {}
    for name, dose in found.items():
        if dose.instead in known and (dose.instead not in sent or sent[dose.instead].date < dose.date):
            sent[dose.instead] = Sent(dose.date, name if dose.move == "ease" else None)
    for name, by in sorted(sent.items()):
        found[name] = of(name, by)
        if by.down_from is not None and found[name].instead == by.down_from:
            found[by.down_from] = of(by.down_from, Sent(found[name].date))
    return found


class Sent(NamedTuple):
    """A neighbour on the ladder sent the runner here: only days after that count in a row."""

    date: dt.date
    down_from: str | None = None
    """The harder neighbour, if it was a step back."""


def next_dose(
    exercise: Exercise,
    days: Sequence[ExerciseDay],
    trainee: Trainee,
    held: Because | None = None,
    *,
    anew: Sent | None = None,
) -> NextDose:
    """The next dose of one exercise from its days, at least one."""
    history = judged_days(exercise, days)
    asked, steer = _rests_on(history)
    found = decide(exercise, history, trainee, held, anew=anew)
    return NextDose(
        exercise=exercise.id,
        asked=asked,
        date=steer.day.date,
        move=found.move,
        variable=found.variable,
        amount=found.amount,
        load=found.load,
        rir=asked.rir,
        tempo=found.tempo,
        sets=found.sets,
        instead=found.instead,
        heavy=is_heavy(exercise, asked),
        times=len(days),
        e1rm_kg=e1rm_kg(days, youth=trainee.runner.youth),
        because=found.because,
    )


def decide(
    exercise: Exercise,
    history: Sequence[Judged],
    trainee: Trainee,
    held: Because | None = None,
    *,
    anew: Sent | None = None,
    until: dt.date | None = None,
) -> Change:
    """What the last of these days changes. `until`: runs from that day on are not known yet."""
    asked, steer = _rests_on(history)
    steering = [judged for judged in history if judged.steers]
    if not steering:
        return _still(exercise, asked, _dose_load(history, asked), because("unasked", HOLDS["unasked"]))
    row = [judged for judged in steering if anew is None or judged.day.date > anew.date]
    load = _dose_load(history, asked)
    back = _back(exercise, trainee, asked, steer, row, load)
    if back is not None:
        return back
    if held is not None:
        return _still(exercise, asked, load, held)
    if steer.verdict != "good":
        return _still(exercise, asked, load, why_held(exercise, steer))
    kept = kept_back(exercise, trainee, steer, until)
    if kept is not None:
        return _still(exercise, asked, load, kept)
    up = _up(exercise, trainee, asked, steering, row, load)
    return up if anew is None else _back_up(exercise, trainee, asked, row, load, anew) or up


def _rests_on(history: Sequence[Judged]) -> tuple[Item, Judged]:
    """What was last asked in an ordinary session, and the day that decides."""
    ordinary = [judged for judged in history if judged.ordinary and judged.day.asked is not None]
    asked = next((judged.day.asked for judged in reversed(ordinary)), None)
    asked = asked or next((judged.day.asked for judged in reversed(history) if judged.day.asked is not None), None)
    steer = next((judged for judged in reversed(history) if judged.steers), history[-1])
    return asked or _as_done(history[-1]), steer


def _as_done(judged: Judged) -> Item:
    """What was done of one's own accord, in the words of a prescription."""
    sets = judged.day.sets
    reps = [done.reps for done in sets if done.reps is not None]
    seconds = [done.seconds for done in sets if done.seconds is not None]
    return Item(
        exercise=judged.day.exercise,
        sets=max(len(sets), 1),
        reps=(min(reps), max(reps)) if reps else None,
        seconds=(min(seconds), max(seconds)) if seconds and not reps else None,
        per_side=any(done.sides for done in sets),
        load=judged.done_load or BODY_MASS,
    )


def _dose_load(history: Sequence[Judged], asked: Item) -> Load:
    """The load to go on from: what was asked; where the runner picked it, what the asked sets were done with."""
    if not is_picked(asked.load):
        return asked.load
    for judged in reversed(history):
        if not judged.ordinary or judged.day.asked is None:
            continue
        if not is_picked(judged.day.asked.load):
            break
        if judged.load is not None:
            return EFFORT if far_too_light(judged) else judged.settled or judged.load
    return EFFORT


def _back(
    exercise: Exercise, trainee: Trainee, asked: Item, steer: Judged, row: Sequence[Judged], load: Load
) -> Change | None:
    """A step back, where the last day asks for one: at once after trouble, at the second time otherwise."""
    before = row[-2] if len(row) > 1 and row[-1] is steer else None
    twice = before is not None and before.verdict == steer.verdict
    if steer.verdict in ("fault", "all-out") and _by_own_choice(steer, load):
        return change("ease" if is_picked(asked.load) else "hold", asked, load, because("form", TROUBLE["heavier"]))
    if steer.verdict in BAD:
        again = before is not None and before.verdict in BAD
        hurt, said = steer.verdict == "pain", trouble(exercise, steer, again=again)
        found = ease(exercise, trainee, asked, load, said, more=again, hurt=hurt)
        return _no_more_than_hurt(found, steer)
    if twice and steer.verdict == "short":
        return ease(exercise, trainee, asked, load, because("reserve", TROUBLE["short"]), more=False)
    if twice and steer.verdict == "loud":
        return ease(exercise, trainee, asked, load, because("landings-loud", TROUBLE["loud"]), more=False)
    shown = steer.done_load
    if twice and steer.verdict == "lighter" and shown is not None and (is_outside(shown) or not is_outside(load)):
        return change("ease", asked, shown, because("form", TROUBLE["lighter"]))
    return None


def _no_more_than_hurt(found: Change, steer: Judged) -> Change:
    """A step back after pain on a lighter day leads to no more than that day asked: there it hurt already (H16)."""
    hurt = steer.day.asked
    if steer.verdict != "pain" or hurt is None or not (names_mass(found.load) and names_mass(hurt.load)):
        return found
    return replace(found, load=hurt.load) if is_lighter(hurt.load, found.load) else found


def _by_own_choice(steer: Judged, load: Load) -> bool:
    """Whether all that went wrong did so at a load heavier than the one to go on from, which is then the step back."""
    asked = steer.day.asked
    if asked is None or not names_mass(load):
        return False
    if is_picked(asked.load):
        return steer.settled is not None and same_load(steer.settled, load)
    return steer.done_load is not None and same_load(asked.load, load) and is_lighter(load, steer.done_load)


def _up(
    exercise: Exercise, trainee: Trainee, asked: Item, steering: Sequence[Judged], row: Sequence[Judged], load: Load
) -> Change:
    """The step that good sessions in a row have earned, or what it still waits for."""
    steer = steering[-1]
    if far_too_light(steer):
        return change("hold", asked, EFFORT, because("by-effort", HOLDS["too-light"]))
    good = streak(exercise, row)
    once_more = because(gate(exercise), HOLDS["once-more"] if not is_picked(asked.load) else HOLDS["named"])
    if not good:
        return _still(exercise, asked, load, once_more)
    if is_jump(exercise):
        found = rise_landings(exercise, trainee, asked, steering)
    else:
        ordinary = [judged for judged in steering if judged.ordinary]
        found = rise(exercise, trainee, asked, load, good, ordinary)
    if found is None:
        found = _still(exercise, asked, load, because(gate(exercise), HOLDS["top"]))
    enough = len(good) >= needed(exercise, trainee, asked, steering, found)
    return found if enough else _still(exercise, asked, load, once_more)


def _back_up(
    exercise: Exercise, trainee: Trainee, asked: Item, row: Sequence[Judged], load: Load, anew: Sent
) -> Change | None:
    """The way back to the harder neighbour that was left for form or strength, after two good sessions on this one."""
    other = trainee.exercises.get(anew.down_from or "")
    good = streak(exercise, row)
    if other is None or len(good) < GOOD_IN_A_ROW or (row[-1].day.date - anew.date).days > RETURN_DAYS:
        return None
    if not trainee.runner.may_do(other) or trainee.runner.is_sore(other):
        return None
    said = because(gate(exercise), HOLDS["back-up"])
    return change("rise", asked, load, said, variable="variation", instead=other.id)


def _still(exercise: Exercise, asked: Item, load: Load, said: Because) -> Change:
    """The same again."""
    sets = asked.sets if is_jump(exercise) else None
    return change("hold", asked, load, said, sets=sets)
