"""Readers of the shapes that follow from the log: what has been earned, what is eased, and what has stopped.

They read a plan's standing, which only a revision has; of what lies behind nothing is asked, because nothing can change
it any more.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

import msgspec

from midstance.rules import shapes
from midstance.rules.changes import FREE_PHASES, cycle_of, harder_in, kilograms, load_rises
from midstance.rules.contents import HEAVY_REPS_AND_RIR
from midstance.rules.items import Cards, exercises, is_heavy_lift, loaded_outside, name_of, weighted_contacts
from midstance.rules.ledger import Ledger, SessionAt
from midstance.rules.saying import SAID_CLASS, Breach
from midstance.rules.weeks import WeekAt
from midstance.training.clock import date_of, said_date
from midstance.training.exercise import LOADABLE_KIT
from midstance.training.plan import ExerciseCard
from midstance.training.prescription import Item, Load
from midstance.training.session import LOADED, Because
from midstance.training.standing import Easing, NextDose

CONTROL = frozenset({"hip-abduction", "trunk", "hip-flexion"})
"""Patterns that are trained for control, whatever leg they stand on (R-PRG-3)."""


def is_ordinary(ledger: Ledger, at: SessionAt) -> bool:
    """Whether its doses follow the progression: deloads, tapers and the weeks around a race have their own tables."""
    cycle = cycle_of(ledger, at)
    return cycle is None or not (cycle.deload or cycle.phase in FREE_PHASES)


def load_steps(shape: shapes.LoadStep, ledger: Ledger) -> Iterator[Breach]:
    """Loads that rise by more than a step; after the log was read, counted from what was last asked in earnest.

    A deload has its own table, so that the way back from it is no step: what was asked before it counts (H11).
    """
    cards = ledger.plan.exercises if ledger.plan else {}
    doses = ledger.brief.standing.doses if ledger.brief.standing is not None else {}
    told: set[str] = set()
    last: dict[str, float] = {}
    to_come = {at.id for at in ledger.ahead}
    for at in ledger.sessions:
        for item in exercises(at.session, cards) if at.session else ():
            if at.id in to_come and item.exercise in doses and item.exercise not in told:
                told.add(item.exercise)
                asked = doses[item.exercise].asked.load
                _note(last, item.exercise, asked, least=last.get(item.exercise, 0.0))
            kg = kilograms(item.load)
            if kg is None:
                _note(last, item.exercise, item.load)
                continue
            before = last.get(item.exercise)
            if before and kg > before:
                most = max(before * (100 + shape.percent) / 100, before + _step(shape, ledger, item))
                if kg > most + 1e-9:
                    text = f"{name_of(item, cards)} rises from {before:g} to {kg:g} kg; {most:g} would be a step."
                    yield Breach(max(1, round(kg - most)), text, (at.id,))
            cycle = cycle_of(ledger, at)
            last[item.exercise] = max(kg, before or 0.0) if cycle is not None and cycle.deload else kg


def _note(last: dict[str, float], exercise: str, load: Load, least: float = 0.0) -> None:
    """What a step is counted from once a load was asked: nothing where the runner picks it, else the last mass."""
    kg = kilograms(load)
    if kg is not None:
        last[exercise] = max(kg, least)
    elif load.kind == "effort":
        last.pop(exercise, None)


def _step(shape: shapes.LoadStep, ledger: Ledger, item: Item) -> float:
    """The largest smallest step of the kit that the exercise can be loaded with, kg."""
    athlete = ledger.brief.athlete
    card = ledger.plan.exercises.get(item.exercise) if ledger.plan else None
    needed = {kit for way in card.kit for kit in way} if card is not None else set()
    owned = LOADABLE_KIT & set(athlete.kit) or LOADABLE_KIT
    return max(athlete.load_steps_kg.get(kit) or shape.steps_kg[kit] for kit in (owned & needed or owned))


def rises_when_earned(shape: shapes.RisesWhenEarned, ledger: Ledger) -> Iterator[Breach]:
    """Exercises that ask for more than the log allows, the first time they come again in an ordinary week."""
    standing = ledger.brief.standing
    if standing is None or ledger.plan is None or not standing.doses:
        return
    cards = ledger.plan.exercises
    waiting = {name for name in standing.doses if kind_of(cards.get(name)) == shape.of}
    for at in ledger.ahead:
        if at.session is None or not is_ordinary(ledger, at):
            continue
        for item in exercises(at.session, cards):
            if item.exercise not in waiting:
                continue
            waiting.remove(item.exercise)
            dose = standing.doses[item.exercise]
            goes_on = _same_phase(ledger, dose.date, at)
            again = _takes_up_load(dose, item) and _was_loaded(ledger, item.exercise)
            said = _unearned(dose, item, cards, goes_on=goes_on, loaded_again=again)
            if said:
                yield Breach(1, f"{name_of(item, cards)} {said} {dose.because.text}", (at.id,))


def kind_of(card: ExerciseCard | None) -> str:
    """Which gate an exercise has to pass: that of strength, of control, or of landing."""
    if card is None:
        return "strength"
    if card.impact > 0 or "plyometric" in card.tags:
        return "landing"
    controlled = {"single-leg", "hip-stability"} & set(card.tags) or card.pattern in CONTROL
    return "control" if controlled else "strength"


def _unearned(dose: NextDose, item: Item, cards: Cards, *, goes_on: bool, loaded_again: bool) -> str | None:
    """In what an item asks for more than was earned, as the second half of a sentence; None where it does not.

    Another phase, or heavy work where there was none, follows its own tables (H11): there a mass may not rise without
    being earned, and no load at all after a failed gate. Taking up a load again after days without it is no rise.
    """
    allowed = item_of(dose)
    kinds = {is_heavy(one, cards) for one in (item, dose.asked)}
    if not goes_on or len(kinds) > 1 or loaded_again:
        judged = dose.move == "ease" or (dose.move == "hold" and _named(dose.asked, item))
        risen = load_rises(dose.asked.load, item.load) and load_rises(allowed.load, item.load)
        return "rises in load, which is not earned yet." if judged and risen else None
    more, beyond = harder_in(dose.asked, item), harder_in(allowed, item)
    if dose.move != "rise" and more:
        return f"rises in {' and '.join(more)}, which is not earned yet."
    first_load = _takes_up_load(dose, item) and dose.move == "rise" and more == ("load",)
    if beyond and (more or dose.move == "ease") and not first_load:
        return f"rises in {' and '.join(beyond)} beyond what is earned."
    if len(more) > 1:
        return f"rises in {' and '.join(more)} at once; one is enough."
    if dose.sets is not None and item.sets > max(dose.sets, dose.asked.sets if dose.move == "rise" else 0):
        return f"has {item.sets} sets; {dose.sets} are earned."
    if dose.move == "ease" and dose.instead is None and _named(dose.asked, item) and _same(dose, item):
        return "is asked for as before, though it is to be eased."
    return None


def _takes_up_load(dose: NextDose, item: Item) -> bool:
    return loaded_outside(item) and not loaded_outside(dose.asked)


def item_of(dose: NextDose) -> Item:
    """What a dose allows, as an item."""
    timed = dose.asked.reps is None and dose.asked.seconds is not None
    return Item(
        exercise=dose.exercise,
        sets=dose.sets if dose.sets is not None else dose.asked.sets,
        reps=None if timed else dose.amount,
        seconds=dose.amount if timed else None,
        load=dose.load,
        rir=dose.rir,
        tempo=dose.tempo,
    )


def _named(*items: Item) -> bool:
    """Whether all their loads name a mass, so that it can be seen which is less."""
    return all(kilograms(item.load) is not None for item in items)


def _same(dose: NextDose, item: Item) -> bool:
    """Whether nothing is less than what was asked; what it was called when it was new does not count."""
    plain = msgspec.structs.replace(dose.asked, starts="same")
    return not harder_in(item, plain) and item.sets >= dose.asked.sets


def _was_loaded(ledger: Ledger, exercise: str) -> bool:
    """Whether an exercise was loaded from outside in a session that lies behind."""
    return any(
        item.exercise == exercise and loaded_outside(item)
        for at in ledger.sessions
        if at.id in ledger.behind and at.session is not None
        for item in at.session.work()
    )


def _same_phase(ledger: Ledger, before: dt.date, at: SessionAt) -> bool:
    """Whether a day behind and a session stand in one phase without another between them.

    Nothing goes on from a deload or from a week that is not known.
    """
    week, now = ledger.week_of(before), ledger.week_of(date_of(at.day))
    if week < 0 or ledger.microcycles[week].deload:
        return False
    return all(cycle.phase == ledger.microcycles[week].phase for cycle in ledger.microcycles[week : now + 1])


def nothing_while_stopped(ledger: Ledger) -> Iterator[Breach]:
    """Sessions that stand although training has stopped."""
    stop = ledger.brief.standing.stop if ledger.brief.standing is not None else None
    for at in ledger.ahead:
        if stop is not None and date_of(at.day) >= stop.since:
            text = f"Training has stopped since {said_date(stop.since)}; no session stands before you have been seen."
            yield Breach(1, text, (at.id,))


def eased_days(ledger: Ledger) -> Iterator[Breach]:
    """Sessions that hold what is barred on their day, or ask for more on a day on which nothing rises."""
    standing = ledger.brief.standing
    if standing is None or ledger.plan is None:
        return
    cards = ledger.plan.exercises
    for easing in standing.easings:
        for at in ledger.ahead:
            if not easing.first <= date_of(at.day) <= easing.last:
                continue
            barred = [SAID_CLASS[stress] for stress in at.classes if stress in easing.bars]
            if barred:
                yield _on(at, f"It holds {' and '.join(barred)}, which waits.", easing.because)
            if easing.contacts_percent == 0 and _lands(at, cards):
                yield _on(at, "It lands, which waits.", easing.because)
            if easing.holds and is_ordinary(ledger, at):
                yield from _risen(easing, ledger, at)


def _on(at: SessionAt, text: str, because: Because) -> Breach:
    return Breach(1, f"{text} {because.text}", (at.id,))


def _lands(at: SessionAt, cards: Cards) -> bool:
    return at.session is not None and any(weighted_contacts(item, cards) > 0 for item in at.session.work())


def _risen(easing: Easing, ledger: Ledger, at: SessionAt) -> Iterator[Breach]:
    """Items on a held day that are harder than all that was asked lately in the same phase."""
    standing, plan = ledger.brief.standing, ledger.plan
    if standing is None or plan is None or at.session is None:
        return
    for item in exercises(at.session, plan.exercises):
        before = list(_asked_before(ledger, item.exercise, easing.first, at, is_heavy(item, plan.exercises)))
        dose = standing.doses.get(item.exercise)
        if not before or (dose is not None and not _same_phase(ledger, dose.date, at)):
            continue
        if dose is not None:
            before += [dose.asked, *([item_of(dose)] if dose.move != "rise" else [])]
        more = [harder_in(one, item) for one in before]
        if all(more):
            text = f"{name_of(item, plan.exercises)} rises in {' and '.join(more[0])} on a day that holds."
            yield _on(at, text, easing.because)


def is_heavy(item: Item, cards: Cards) -> bool:
    """Whether an item is a heavy lift."""
    return is_heavy_lift(item, cards, HEAVY_REPS_AND_RIR)


def _asked_before(ledger: Ledger, exercise: str, day: dt.date, near: SessionAt, heavy: bool) -> Iterator[Item]:
    """The last time an exercise was asked for in earnest before a day, in the same phase and kind of work."""
    cards = ledger.plan.exercises if ledger.plan else {}
    for at in reversed(ledger.sessions):
        if date_of(at.day) >= day or at.session is None or not is_ordinary(ledger, at):
            continue
        if not _same_phase(ledger, date_of(at.day), near):
            return
        found = [item for item in exercises(at.session, cards) if item.exercise == exercise]
        if found and is_heavy(found[0], cards) is heavy:
            yield found[0]
            return


def no_catching_up(weeks: Sequence[WeekAt], ledger: Ledger) -> Iterator[Breach]:
    """Weeks of a revision that were given more loaded sessions than their phase asks for; pins are the runner's own."""
    if ledger.brief.standing is None:
        return
    open_ids = {at.id for at in ledger.ahead}
    pinned = {pin.date for pin in ledger.brief.pins} | {wish.date for wish in ledger.brief.standing.moved}
    for week in weeks:
        loaded = [at for at in week.proper if LOADED & set(at.classes) and date_of(at.day) not in pinned]
        added = tuple(at.id for at in loaded if at.id in open_ids)
        wanted = week.cycle.sessions_wanted if week.cycle else len(loaded)
        if added and len(loaded) > wanted:
            text = (
                f"{week.called} has {len(loaded)} loaded sessions; its phase asks for {wanted}, and none is caught up."
            )
            yield Breach(len(loaded) - wanted, text, added)
