"""From one session to the next: H11, H12, H17, and the exposures that come before the first heavy session."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from .contents import HL, LOADED, ML, PH, Season, Visit
from .decode import LB
from .document import Breach, Document, Item

BANDS = {"light": 1, "medium": 2, "heavy": 3}
STEP_KG = {"barbell": 2.5}
FREE_STEP_KG = 2.0
MACHINES = {"leg-press", "hamstring-curl", "calf-machine", "seated-calf-machine"}
MACHINE_STEP_KG = 5.0
"""A plate of a machine's stack: nothing lies between two of them."""
LAST_DAYS = 28
OWN_TABLE = ("taper", "race", "recovery")
"""Phases whose doses follow their own tables (as deloads do)."""


@dataclass(frozen=True)
class Occurrence:
    """An exercise in a session, and the stretch of weeks with one aim it stands in."""

    visit: Visit
    item: Item
    stretch: int
    after_deload: int


def stretches(doc: Document) -> list[int]:
    """A number for each microcycle that changes when the mesocycle or, failing that, the phase does."""
    numbers: list[int] = []
    for index, week in enumerate(doc.microcycles):
        before = doc.microcycles[index - 1] if index else None
        if before is None:
            numbers.append(0)
        else:
            changed = week.phase != before.phase or week.mesocycle != before.mesocycle
            numbers.append(numbers[-1] + changed)
    return numbers


def occurrences(season: Season) -> dict[str, list[Occurrence]]:
    """Each exercise's ordinary occurrences in order of time; deloads, taper, race and recovery left out."""
    doc = season.doc
    numbers = stretches(doc)
    found: dict[str, list[Occurrence]] = {}
    for visit in season.visits:
        index = doc.week_of(visit.session.date)
        if index is None or doc.microcycles[index].deload or doc.microcycles[index].phase in OWN_TABLE:
            continue
        deloads = sum(week.deload for week in doc.microcycles[:index])
        seen: set[str] = set()
        for item in visit.session.work:
            if item.exercise not in seen and doc.card(item.exercise).pattern != "drill":
                seen.add(item.exercise)
                found.setdefault(item.exercise, []).append(Occurrence(visit, item, numbers[index], deloads))
    return found


def direction(before: tuple[int, int] | None, after: tuple[int, int] | None) -> int:
    """+1 when a range rises at either end, -1 when it only falls, 0 when it stays."""
    if before == after or before is None or after is None:
        return 0
    return 1 if after[0] > before[0] or after[1] > before[1] else -1


def load_direction(before: Item, after: Item) -> int:
    rank = {"body-mass": 0, "band": 1}
    if before.kg and after.kg:
        return (after.kg > before.kg + 1e-6) - (after.kg < before.kg - 1e-6)
    if before.percent and after.percent:
        return (after.percent > before.percent) - (after.percent < before.percent)
    if before.load == after.load == "band":
        return (BANDS[after.band] > BANDS[before.band]) - (BANDS[after.band] < BANDS[before.band])
    one, two = rank.get(before.load, 2), rank.get(after.load, 2)
    return (two > one) - (two < one)


def slowness(tempo: str | None) -> int | None:
    """Seconds a rep spends lowering and holding; None when no tempo is asked."""
    if tempo is None:
        return None
    parts = [int(p) if p.isdigit() else 0 for p in tempo.split("-")]
    return sum(parts)


def tempo_direction(before: Item, after: Item) -> int:
    one, two = slowness(before.tempo), slowness(after.tempo)
    if one is None or two is None or before.tempo == after.tempo:
        return 0
    return 1 if two >= one else -1


def changes(before: Item, after: Item) -> tuple[list[str], list[str]]:
    """What got harder, and what changed at all, of load, reps, range, tempo and variation."""
    amount = direction(before.reps, after.reps) or direction(before.seconds, after.seconds)
    moved = {"load": load_direction(before, after), "reps": amount, "tempo": tempo_direction(before, after)}
    moved["range"] = after.starts == "more-range"
    moved["variation"] = after.starts == "harder-variation"
    harder = [name for name, way in moved.items() if way > 0]
    if (before.reps is None) != (after.reps is None) or (before.tempo is None) != (after.tempo is None):
        return harder, [*(name for name, way in moved.items() if way), "form"]
    return harder, [name for name, way in moved.items() if way]


def check_one_change(season: Season) -> Iterator[Breach]:
    """H11: at most one of five changes from one session to the next within a mesocycle; easier is free."""
    for exercise, row in occurrences(season).items():
        for before, after in pairwise(row):
            if before.stretch != after.stretch:
                continue
            harder, all_changes = changes(before.item, after.item)
            mixed = before.visit.session.mini or after.visit.session.mini
            doubtful = mixed or before.after_deload != after.after_deload
            text = f"{exercise} since {before.visit.where}: "
            if len(harder) > 1:
                yield Breach("H11", after.visit.where, text + "harder in " + ", ".join(harder), doubtful)
            elif harder and len(all_changes) > 1:
                yield Breach("H11", after.visit.where, text + "changed in " + ", ".join(all_changes), True)
            yield from check_label(before, after, harder)


def check_label(before: Occurrence, after: Occurrence, harder: list[str]) -> Iterator[Breach]:
    """`starts` tells the change that is there."""
    promised = {"more-reps": "reps", "more-load": "load", "slower": "tempo"}
    starts = after.item.starts
    wrong = (starts in ("same", "less") and harder) or (starts in promised and promised[starts] not in harder)
    if wrong or starts == "new":
        text = f"{after.item.exercise} says {starts!r}, harder than {before.visit.where} in {harder or 'nothing'}"
        yield Breach("starts", after.visit.where, text, True)


def smallest_step(season: Season, item: Item) -> float:
    """Smallest step in kg of the kit the exercise is loaded with; the larger where several would do."""
    athlete = season.doc.athlete
    ways = {thing for way in season.doc.card(item.exercise).kit for thing in way} & set(athlete.kit)
    things = ways & ({"dumbbell", "kettlebell", "barbell"} | MACHINES) or set(athlete.kit) - MACHINES
    steps = [athlete.steps_kg.get(t, usual_step(t)) for t in sorted(things)]
    return max([*steps, 5 * LB if item.load == "lb" else 0.0], default=FREE_STEP_KG)


def usual_step(thing: str) -> float:
    return MACHINE_STEP_KG if thing in MACHINES else STEP_KG.get(thing, FREE_STEP_KG)


def check_load_steps(season: Season) -> Iterator[Breach]:
    """H12: a load step is at most 10 %, or the smallest step of the kit after reps have gone up."""
    for exercise, row in occurrences(season).items():
        for index, (before, after) in enumerate(pairwise(row)):
            was, now = before.item.kg, after.item.kg
            if not was or not now or now <= was * 1.1 + 1e-6:
                continue
            smallest = now - was <= smallest_step(season, after.item) + 0.05
            same = [o for o in row[: index + 1] if o.item.kg == was and o.stretch == after.stretch]
            rose = any(direction(a.item.reps, b.item.reps) > 0 for a, b in pairwise(same))
            if smallest and rose:
                continue
            fewer = direction(before.item.reps, after.item.reps) < 0
            doubtful = smallest or fewer or before.stretch != after.stretch
            text = f"{exercise}: {was:g} to {now:g} kg since {before.visit.where}"
            yield Breach("H12", after.visit.where, text, doubtful)


def check_new_before_race(season: Season) -> Iterator[Breach]:
    """H17: nothing new in a loaded session in the 28 days before an A race; late starters stay light or body mass."""
    doc = season.doc
    trained = any(season.past(stress) for stress in (HL, ML, PH))
    for race in (r for r in doc.races if r.priority == "A"):
        late = 0 <= (race.date - doc.start).days <= LAST_DAYS
        met: set[str] = set(doc.athlete.known_exercises)
        for visit in season.visits:
            days = (race.date - visit.session.date).days
            if 0 < days <= LAST_DAYS and late:
                yield from late_starter(visit, trained)
            elif 0 < days <= LAST_DAYS and visit.classes & LOADED:
                yield from newcomers(doc, visit, met, trained)
            met.update(i.exercise for b in visit.session.blocks for i in b.items)


def late_starter(visit: Visit, trained: bool) -> Iterator[Breach]:
    if visit.classes & {HL, PH}:
        yield Breach("H17", visit.where, "heavy or high plyometric for who starts inside 28 days", trained)
    for item in visit.session.work:
        if item.outside_load:
            yield Breach("H17", visit.where, f"{item.exercise} loaded for who starts inside 28 days", trained)


def newcomers(doc: Document, visit: Visit, met: set[str], trained: bool) -> Iterator[Breach]:
    for item in visit.session.work:
        if item.exercise not in met and doc.card(item.exercise).pattern != "drill":
            free = item.starts not in ("new", "harder-variation")
            text = f"{item.exercise} is new within 28 days of an A race"
            yield Breach("H17", visit.where, text, free or trained)


def check_first_heavy(season: Season) -> Iterator[Breach]:
    """Heavy after three moderate exposures, never for a beginner, not in foundation, not first before a race."""
    doc = season.doc
    races = [r.date for r in doc.races if r.priority == "A"]
    for visit in (v for v in season.visits if HL in v.classes):
        date = visit.session.date
        by_lift = any(doc.card(i.exercise).eccentric for i in visit.session.work)
        if doc.athlete.level == "beginner":
            yield Breach("heavy-level", visit.where, "heavy legs for a beginner", by_lift)
        if doc.phase_of(date) == "foundation":
            yield Breach("heavy-phase", visit.where, "heavy legs in foundation", by_lift)
        if not season.exposures(HL, visit):
            before = len(season.exposures(ML, visit))
            if before < 3:
                text = f"first heavy session after {before} moderate ones"
                yield Breach("first-heavy", visit.where, text, by_lift or doc.athlete.level == "beginner")
            if any(0 < (day - date).days <= LAST_DAYS for day in races):
                yield Breach("first-heavy", visit.where, "first heavy session within 28 days of an A race", True)


def check_progression(season: Season) -> Iterator[Breach]:
    for check in (check_one_change, check_load_steps, check_new_before_race, check_first_heavy):
        yield from check(season)
