"""One season from its seed: lived with the coach, checked, and lived again by plans that do not learn."""

from __future__ import annotations

import datetime as dt
import math
import time
from collections.abc import Mapping, Sequence
from zoneinfo import ZoneInfo

import msgspec

from bench.seasons.body import Body
from bench.seasons.chain import from_scratch
from bench.seasons.coaching import revise_from, standing_from
from bench.seasons.living import Coached
from bench.seasons.measures import Season
from bench.seasons.promises import Promises
from bench.seasons.report import GOES_ON
from bench.seasons.rivals import Unlearned, Way
from bench.seasons.runners import Runner, noise, runners_of, with_loads
from midstance.application.planning import PlanRefused, make_plan
from midstance.knowledge.library import library
from midstance.training.athlete import KnownLoad
from midstance.training.exercise import Exercise
from midstance.training.log import Entry
from midstance.training.plan import Plan
from midstance.training.prescription import Load

KNOWS_LOADS = 0.4
"""Share of runners who can say what they lift; the others pick by feel."""
AGAIN_EVERY = 3
"""Every so many seasons are made again from nothing, which takes as long as living them; tests do it in each (ours)."""
SAME = "corrected, out of order, replayed: the same plans byte by byte"


def season(seed: int, *, again: bool = False) -> Season:
    """The season of a seed; what goes wrong in the program is part of the answer. `again`: made anew in any case."""
    started = time.process_time()
    try:
        found = told(seed, again=again)[0]
    except Exception as fault:
        where = fault.__traceback__
        while where is not None and where.tb_next is not None:
            where = where.tb_next
        place = f"{where.tb_frame.f_code.co_filename.rsplit('/', 1)[-1]}:{where.tb_lineno}" if where else ""
        found = Season(seed=seed, kind="?", broken=[f"{GOES_ON}: {type(fault).__name__} at {place}: {fault}"])
    found.seconds = round(time.process_time() - started, 3)
    return found


def told(seed: int, *, again: bool = False) -> tuple[Season, Coached | None]:
    """The season and how it was lived, for telling it."""
    exercises = library().exercises
    started = _first_plan(seed, exercises)
    if started is None:
        return Season(seed=seed, kind="refused", refused=True), None
    runner, first, first_ms = started
    promises = Promises(exercises, library().rules, ZoneInfo(runner.brief.time_zone), standing_from(runner.brief))
    lived = Coached(runner, exercises, first, revise_from(runner.brief), promises)
    courses = {"coach": lived.live()}
    if again or seed % AGAIN_EVERY == 0:
        _same_again(lived, promises)
    ways: tuple[Way, ...] = ("blind", "fixed")
    for way in ways:
        courses[way] = Unlearned(runner, exercises, first, way).live()
    return (
        Season(
            seed=seed,
            kind=runner.kind,
            broken=promises.broken,
            checked=promises.checked,
            revisions=len(lived.chain.plans),
            recomputed=lived.chain.recomputed,
            entries=len(lived.book.right_at_first()),
            corrections=lived.book.corrections,
            changed_days=lived.changed,
            left_out=lived.left_out,
            first_ms=round(first_ms, 2),
            revise_ms=[round(one, 2) for one in lived.chain.milliseconds],
            courses=courses,
        ),
        lived,
    )


def _first_plan(seed: int, exercises: Mapping[str, Exercise]) -> tuple[Runner, Plan, float] | None:
    """The runner and the first plan: the first draw for whom there is one."""
    for runner in runners_of(seed):
        started = time.process_time()
        try:
            first = make_plan(runner.brief)
        except PlanRefused as no:
            if no.fault:
                raise
            continue
        spent = 1000 * (time.process_time() - started)
        if noise(seed, "knows loads").random() >= KNOWS_LOADS:
            return runner, first, spent
        knows = with_loads(runner, _known_loads(runner, first, exercises))
        return knows, make_plan(knows.brief), spent
    return None


def _known_loads(runner: Runner, plan: Plan, exercises: Mapping[str, Exercise]) -> tuple[KnownLoad, ...]:
    """What the runner says they lifted lately: a set of five to eight, with the reserve as it felt."""
    body = Body(runner, exercises)
    names = sorted(
        {
            item.exercise
            for session in plan.sessions
            for item in session.work()
            if item.load.kind == "effort" and item.exercise in exercises
        }
    )
    found = []
    for name in names:
        rng = noise(runner.seed, "known", name)
        rir, step = rng.randint(1, 3), body.lift(name).step_kg
        if not step:
            continue
        kg = max(step, round(body.load_for_kg(name, rng.randint(5, 8), rir) / step) * step)
        felt = body.to_failure(name, Load(kind="kg", kg=kg), None) - runner.truth.rir_bias
        reps = math.floor(felt + rng.gauss(0, runner.truth.rir_sd)) - rir
        if reps >= 1:
            found.append(KnownLoad(exercise=name, kg=round(kg, 3), reps=reps, rir=rir))
    return tuple(found)


def _same_again(lived: Coached, promises: Promises) -> None:
    """The chain made from nothing, from a log that was right at first and comes in any order, gives the same plans."""
    end = lived.teller.at(lived.life.days[-1] + dt.timedelta(days=60), 0)
    chain = lived.chain
    if not chain.moments:
        return
    chain.settle(lived.book.arrived(end))
    right = list(lived.book.right_at_first())
    noise(lived.runner.seed, "shuffled").shuffle(right)
    again = from_scratch(chain.first, chain.revise, chain.moments, tuple(right))
    differ = _first_difference(chain.plans, again)
    said = "" if differ is None else f"revision {differ} differs{_of_what(lived, end, differ, right)}"
    promises.that(SAME, differ is None, said)


def _first_difference(one: Sequence[Plan], other: Sequence[Plan]) -> int | None:
    for number, (plan, again) in enumerate(zip(one, other, strict=True)):
        if plan != again and msgspec.json.encode(plan) != msgspec.json.encode(again):
            return number
    return None


def _of_what(lived: Coached, end: dt.datetime, differ: int, right: Sequence[Entry]) -> str:
    """Which of the three it is: order, replay or correction."""
    chain = lived.chain
    moments = chain.moments[: differ + 1]
    raw = lived.book.everything()
    in_order = from_scratch(chain.first, chain.revise, moments, lived.book.arrived(end))
    if _first_difference(chain.plans[: differ + 1], in_order) is not None:
        return " when the whole log is replayed"
    mixed = list(raw)
    noise(lived.runner.seed, "mixed").shuffle(mixed)
    if _first_difference(in_order, from_scratch(chain.first, chain.revise, moments, tuple(mixed))) is not None:
        return " when entries come in another order"
    return f" when {lived.book.corrections} entries are right at first"
