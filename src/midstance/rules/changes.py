"""Readers of the shapes that compare sessions with those before them: what is new, and what became harder."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from midstance.rules import shapes
from midstance.rules.items import EXTERNAL, Cards, exercises, loaded_outside, name_of
from midstance.rules.ledger import Ledger, SessionAt
from midstance.rules.saying import SAID_CLASS, Breach, said_doing
from midstance.training.clock import HOUR, date_of, day_number, gap, said_weekday
from midstance.training.plan import Microcycle
from midstance.training.prescription import Item, Load
from midstance.training.running import Run
from midstance.training.session import LOADED
from midstance.training.strength import KG_PER_POUND

FREE_PHASES = frozenset({"taper", "race", "recovery"})
"""Phases that follow their own table of sets and loads (rules page, H11)."""
BANDS = ("light", "medium", "heavy")
OUTSIDE_ORDER = {"body-mass": 0, "band": 1}
"""Kinds of load that come before every load from outside."""


def one_variable(shape: shapes.OneVariable, ledger: Ledger) -> Iterator[Breach]:
    """Exercises that become harder in more ways than one from a session to the next of the same mesocycle."""
    cards = ledger.plan.exercises if ledger.plan else {}
    last: dict[str, tuple[int, Item]] = {}
    for at in ledger.sessions:
        cycle = cycle_of(ledger, at)
        if at.session is None or cycle is None:
            continue
        free = cycle.deload or cycle.phase in FREE_PHASES
        for item in exercises(at.session, cards):
            before = last.get(item.exercise)
            last[item.exercise] = (-1 if free else cycle.mesocycle, item)
            if free or before is None or before[0] != cycle.mesocycle:
                continue
            harder = harder_in(before[1], item)
            if len(harder) > shape.limit:
                text = f"{name_of(item, cards)} becomes harder by {' and '.join(harder)} at once; one is enough."
                yield Breach(len(harder) - shape.limit, text, (at.id,))


def cycle_of(ledger: Ledger, at: SessionAt) -> Microcycle | None:
    """The week a session stands in, or None before the first."""
    week = ledger.week_of(date_of(at.day))
    return ledger.microcycles[week] if week >= 0 else None


def harder_in(before: Item, after: Item) -> tuple[str, ...]:
    """The variables in which an exercise became harder; easier ones are free."""
    found = []
    if load_rises(before.load, after.load):
        found.append("load")
    if _more(before.reps, after.reps) or _more(before.seconds, after.seconds):
        found.append("reps")
    if _slower(before.tempo, after.tempo):
        found.append("tempo")
    if after.starts == "more-range":
        found.append("range")
    if after.starts == "harder-variation":
        found.append("variation")
    return tuple(found)


def load_rises(before: Load, after: Load) -> bool:
    """Whether a load goes up. From a load picked by effort to a named one nothing is known, so it does not."""
    if before == after:
        return False
    one, other = OUTSIDE_ORDER.get(before.kind, 2), OUTSIDE_ORDER.get(after.kind, 2)
    if one != other:
        return other > one
    if before.kind == "band" and before.band and after.band:
        return BANDS.index(after.band) > BANDS.index(before.band)
    if before.kind == after.kind == "percent-1rm":
        return (after.percent or 0) > (before.percent or 0)
    masses = kilograms(before), kilograms(after)
    return masses[0] is not None and masses[1] is not None and masses[1] > masses[0] + 1e-9


def kilograms(load: Load) -> float | None:
    """The mass of a load that names one."""
    return load.kg if load.lb is None else load.lb * KG_PER_POUND


def _more(before: tuple[int, int] | None, after: tuple[int, int] | None) -> bool:
    if before is None or after is None or before == after:
        return False
    return after[0] > before[0] or after[1] > before[1]


def _slower(before: str | None, after: str | None) -> bool:
    """Whether the lowering, a pause or the rise takes longer; explosive (X) counts as nothing."""
    if before is None or after is None or before == after:
        return False
    counts = [[int(part) if part.isdigit() else 0 for part in tempo.split("-")] for tempo in (before, after)]
    return any(new > old for old, new in zip(*counts, strict=False))


def introduce_one(shape: shapes.IntroduceOne, ledger: Ledger) -> Iterator[Breach]:
    """A beginner's families that are first loaded, or first jumped, too close together."""
    if ledger.brief.athlete.level != "beginner" or ledger.plan is None:
        return
    cards = ledger.plan.exercises
    known = {cards[load.exercise].family for load in ledger.brief.athlete.loads if load.exercise in cards}
    met: list[tuple[str, SessionAt]] = []
    for at in ledger.sessions:
        for family in _families(at, cards):
            if family in known:
                continue
            known.add(family)
            met.append((family, at))
            recent = [(name, other) for name, other in met if gap(other.start, at.start) < shape.hours * HOUR]
            if len(recent) > shape.limit:
                names = " and ".join(name for name, _ in recent)
                ids = tuple(dict.fromkeys(other.id for _, other in recent))
                yield Breach(1, f"{names.capitalize()} are both new within seven days; meet them one by one.", ids)


def _families(at: SessionAt, cards: Cards) -> Iterator[str]:
    """Families that a session loads from outside or jumps, in order."""
    for item in exercises(at.session, cards) if at.session else ():
        card = cards.get(item.exercise)
        if card is not None and card.family and (loaded_outside(item) or card.family == "jump"):
            yield card.family


def nothing_new(shape: shapes.NothingNew, ledger: Ledger) -> Iterator[Breach]:
    """Exercises that a loaded session brings in for the first time shortly before an A race.

    Who starts inside these days has nothing to build on and gets body mass; easier forms (`less`) are always free.
    """
    races = sorted(day_number(race.date) for race in ledger.brief.races if race.priority == "A")
    cards = ledger.plan.exercises if ledger.plan else {}
    known = {load.exercise for load in ledger.brief.athlete.loads}
    loaded_days = [at.day for at in ledger.sessions if LOADED & set(at.classes)]
    for at in ledger.sessions:
        if at.session is None:
            continue
        items = exercises(at.session, cards)
        race = next((day for day in races if day >= at.day), None)
        inside = race is not None and race - at.day <= shape.days
        if inside and race is not None and LOADED & set(at.classes):
            starter = not loaded_days or loaded_days[0] >= race - shape.days
            for item in items:
                free = item.starts == "less" or (starter and item.load.kind not in EXTERNAL)
                if item.exercise not in known and not free:
                    days = race - at.day
                    yield Breach(1, f"{name_of(item, cards)} is new {days} days before the race.", (at.id,))
        known |= {item.exercise for item in items}


def after_exposures(shape: shapes.AfterExposures, ledger: Ledger) -> Iterator[Breach]:
    """Sessions of a class that stand before enough of another; who has done the class before may go on."""
    history = ledger.brief.history
    if history.get(shape.counted):
        return
    done = len(history.get(shape.after, ()))
    for at in ledger.sessions:
        if shape.counted in at.classes and done < shape.count:
            text = f"{said_doing(shape.counted, 'come')} after {done} sessions of"
            yield Breach(shape.count - done, f"{text} {SAID_CLASS[shape.after]}; {shape.count} come first.", (at.id,))
        if shape.after in at.classes:
            done += 1


def runs_stay(ledger: Ledger, given: Sequence[Run] | None) -> Iterator[Breach]:
    """Given runs that the plan has lost or moved; nothing is known when none are passed."""
    if given is None:
        return
    kept = {_told(run) for run in ledger.brief.runs}
    for run in given:
        if run.is_running and _told(run) not in kept:
            yield Breach(
                1, f"{said_weekday(run.date)}'s {run.kind} run ({run.date}, {run.start}) is no longer where it was."
            )


def _told(run: Run) -> tuple[object, ...]:
    return (run.date, run.start, run.kind, run.key)


def holds_exercises(shape: shapes.HoldsExercises, ledger: Ledger) -> Iterator[Breach]:
    """Exercises swapped within a mesocycle before they had their weeks."""
    cards = ledger.plan.exercises if ledger.plan else {}
    weeks: list[tuple[int, int, set[str], str]] = []
    for at in ledger.sessions:
        cycle = cycle_of(ledger, at)
        if at.session is None or not at.full or cycle is None or not at.session.blocks:
            continue
        used = {item.exercise for item in exercises(at.session, cards)}
        if weeks and weeks[-1][0] == at.day // 7:
            weeks[-1][2].update(used)
        else:
            weeks.append((at.day // 7, cycle.mesocycle, used, at.id))
    stayed: dict[str, int] = {}
    for index, (week, mesocycle, used, session) in enumerate(weeks):
        before = weeks[index - 1] if index else None
        if before is not None and before[0] == week - 1 and before[1] == mesocycle:
            for gone in sorted(before[2] - used):
                if stayed.get(gone, 0) < shape.weeks and used - before[2]:
                    name = cards[gone].name if gone in cards else gone
                    yield Breach(
                        1, f"{name} is swapped early: it stayed {stayed[gone]} of {shape.weeks} weeks.", (session,)
                    )
        stayed = {name: stayed.get(name, 0) + 1 for name in used}
