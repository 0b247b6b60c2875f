"""A session is done as it is asked, as far as body and head allow: what happened, and what was written down of it."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from bench.seasons.body import Body, wanted
from bench.seasons.runners import noise
from midstance.training.exercise import PainSite
from midstance.training.log import Fault, Side
from midstance.training.prescription import BODY_MASS, Item, Load
from midstance.training.session import Session
from midstance.training.strength import rounded_down_kg

STOPS_AT_PAIN = 6.0
"""From here on nobody goes on with an exercise."""
NOTICES_PAIN = 1.5
REP_WORTH = 0.02
"""By how much more of the load people dare for each rep they felt too many (ours)."""
PLYOMETRIC = frozenset({"jump", "hop", "bound"})
ONE_SIDED_FAULTS: tuple[Fault, ...] = ("knee-in", "pelvic-drop", "foot-unstable")
OTHER_FAULTS: tuple[Fault, ...] = ("form", "rounded-back", "short-range", "heel-lift")


class Done(NamedTuple):
    """One set: what was asked, what was done, what was felt, and the truth behind it."""

    asked: Item
    load: Load
    number: int
    """Which set of the exercise, from 1."""
    side: Side | None
    amount: int
    felt_rir: int
    true_rir: float
    faults: tuple[Fault, ...]
    pain: int | None
    extra: bool
    short: bool
    """Fewer than asked could be done."""
    harder: float
    """Reps by which it was harder than the least that was asked for."""


class Lifted(NamedTuple):
    """A session that was done."""

    sets: tuple[Done, ...]
    pains: tuple[tuple[PainSite, int, str], ...]
    """Site, score, exercise."""
    whole: bool


class Chooser:
    """How a runner picks loads that are theirs to pick: by feel, from what was lifted last."""

    def __init__(self, body: Body) -> None:
        self._body = body
        self.last_kg: dict[str, float] = {}

    def load(self, item: Item) -> Load:
        """The load of an item: as asked, or picked by feel; body mass where there is nothing to pick."""
        lift = self._body.lift(item.exercise)
        if item.load.kind != "effort":
            return item.load
        if not lift.max_kg:
            return BODY_MASS
        (low, high), (least, most) = wanted(item)
        seed, times = self._body.runner.seed, self._body.exposures.get(item.exercise, 0)
        rng = noise(seed, "pick", item.exercise, times)
        # Careful the first times, and people think they have less in reserve than they do.
        felt = self._body.load_for_kg(item.exercise, (low + high) / 2, (least + most) / 2)
        kg = felt * rng.lognormvariate(-0.03 - 0.07 * math.exp(-times), 0.04)
        kg = max(rounded_down_kg(kg, lift.step_kg), lift.step_kg)
        return Load(kind="kg", kg=kg)


def lift_session(body: Body, chooser: Chooser, session: Session, *, half: bool) -> Lifted:
    """Goes through a session set by set; `half`: time runs out in the middle."""
    work = [item for item in session.work() if item.exercise in body.exercises]
    done: list[Done] = []
    pains: dict[PainSite, tuple[PainSite, int, str]] = {}
    for item in work[: max(1, len(work) // 2)] if half else work:
        hurt = body.hurt(item.exercise)
        if hurt is not None and hurt[1] >= NOTICES_PAIN:
            pains[hurt[0]] = (hurt[0], round(hurt[1]), item.exercise)
            if hurt[1] >= STOPS_AT_PAIN:
                continue
        done += _item(body, chooser, session, item)
        body.met(item.exercise)
    return Lifted(tuple(done), tuple(pains.values()), not half)


def _item(body: Body, chooser: Chooser, session: Session, item: Item) -> Iterator[Done]:
    rng = noise(body.runner.seed, "item", session.date, item.exercise)
    load = chooser.load(item)
    whim, lift = rng.random(), body.lift(item.exercise)
    if load.kg is not None and lift.step_kg and whim < 0.03:
        # Early adds and lighter sets happen; they must not trip what steers.
        load = Load(kind="kg", kg=max(load.kg + (lift.step_kg if whim < 0.015 else -lift.step_kg), lift.step_kg))
    if load.kg is not None:
        chooser.last_kg[item.exercise] = load.kg
    sides: tuple[Side | None, ...] = ("left", "right") if item.per_side else (None,)
    count = item.sets + (rng.random() < 0.03)
    for number in range(1, count + 1):
        one = None
        for side in sides:
            one = _set(body, session, item, load, number, side)
            yield one
        if item.load.kind == "effort" and one is not None:
            load = _felt_right(load, one, lift.step_kg)
            chooser.last_kg[item.exercise] = load.kg or 0.0


def _felt_right(load: Load, one: Done, step: float) -> Load:
    """The load of the next set where the runner picks it: more when it felt far too light, less when too hard."""
    if load.kg is None or not step or one.asked.reps is None:
        return load
    least, most = wanted(one.asked)[1]
    if one.felt_rir > most + 1:
        more = max(step, rounded_down_kg(load.kg * REP_WORTH * (one.felt_rir - most), step))
        return Load(kind="kg", kg=round(load.kg + more, 3))
    if one.felt_rir < least - 1 or one.short:
        return Load(kind="kg", kg=max(step, round(load.kg - step, 3)))
    return load


def _set(body: Body, session: Session, item: Item, load: Load, index: int, side: Side | None) -> Done:
    rng = noise(body.runner.seed, "set", session.date, item.exercise, index, side)
    truth, exercise = body.truth, body.exercises[item.exercise]
    (low, high), (least, _) = wanted(item)
    jump = exercise.pattern in PLYOMETRIC
    most = body.to_failure(item.exercise, load, item.tempo, sets_before=index - 1)
    most *= rng.gauss(1.0, 0.015) * (0.97 if side == "left" else 1.0)
    scale = 1.0 if item.reps else 4.0
    near = min(1.0, max(0.0, (most - high) / (3 * scale)))
    felt = most + scale * (-truth.rir_bias * near + rng.gauss(0, truth.rir_sd))
    amount = high if jump else min(high, max(math.floor(felt - least * scale), min(low, math.floor(most))))
    amount = max(1, min(amount, math.floor(most))) if not jump else amount
    rir = (most - amount) / scale
    faults = _faults(body, item, rng.random(), rng.random(), rir, jump=jump)
    hurt = body.hurt(item.exercise)
    body.trained(item.exercise, session.date, 4.0 if jump else max(0.0, rir))
    return Done(
        asked=item, load=load, number=index, side=side, amount=amount,
        felt_rir=min(10, max(0, round((felt - amount) / scale))),
        true_rir=rir, faults=faults, pain=round(hurt[1]) if hurt and hurt[1] >= NOTICES_PAIN else None,
        extra=index > item.sets, short=not jump and amount < low,
        harder=0.0 if jump else (low + least * scale - most) / scale,
    )  # fmt: skip


def _faults(body: Body, item: Item, chance: float, which: float, rir: float, *, jump: bool) -> tuple[Fault, ...]:
    truth = body.truth
    if jump:
        return ("loud-landing",) if chance < truth.landing else ()
    if chance > truth.wobble * (6 if rir < 1 else 1):
        return ()
    among = ONE_SIDED_FAULTS if item.per_side else OTHER_FAULTS
    return (among[int(which * len(among))],)


def as_asked(item: Item, load: Load) -> Item:
    """The item with another load, for plans that name their loads."""
    return msgspec.structs.replace(item, load=load)
