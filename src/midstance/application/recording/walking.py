"""A session walked through set by set: what comes when, what is done already, and one answer written down at a time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import msgspec

from midstance.application.recording.checks import in_bounds, refused
from midstance.application.recording.identity import numbered
from midstance.application.recording.notebook import Draft, Notebook
from midstance.application.recording.sets import check_sets, pain_entry, usual_load
from midstance.application.recording.wellbeing import latest_id
from midstance.coach.substitutes import substitutes
from midstance.formats.log_line import LoggedSet, LogLine
from midstance.knowledge.substitution import allowed, dose_for
from midstance.rules.items import EXTERNAL
from midstance.training.athlete import Athlete
from midstance.training.exercise import Exercise, PainSite
from midstance.training.log import Entry, SessionEnd, SetResult, Side
from midstance.training.prescription import BODY_MASS, EFFORT, Block, Item, Load
from midstance.training.session import Session

SIDES: tuple[Side, ...] = ("left", "right")
TURNS = ("paired", "superset", "circuit")
PICKED = ("effort", "percent-1rm")


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """One set to be done, of one side where the exercise is done side by side."""

    item: Item
    """As planned, or as it became where the exercise was swapped."""
    planned: Item
    number: int
    side: Side | None = None
    rest_s: int = 0
    """After it; 0 between sides and within a superset."""

    @property
    def key(self) -> tuple[str, int, Side | None]:
        """What tells it from all others of the session."""
        return self.planned.exercise, self.number, self.side

    @property
    def swapped(self) -> bool:
        """Whether another exercise stands in the place of the planned one."""
        return self.item.exercise != self.planned.exercise


def steps_of(session: Session, swaps: Mapping[str, Item]) -> tuple[Step, ...]:
    """All sets of a session in the order they are done. `swaps`: what stands in the place of a planned exercise."""
    found: list[Step] = []
    for block in session.blocks:
        if block.kind in ("warm-up", "cooldown"):
            continue
        turns = block.kind in TURNS and len(block.items) > 1
        if turns:
            rounds = max((item.sets for item in block.items), default=0)
            order = [(item, turn) for turn in range(1, rounds + 1) for item in block.items if turn <= item.sets]
        else:
            order = [(item, number) for item in block.items for number in range(1, item.sets + 1)]
        for place, (item, number) in enumerate(order):
            last_of_round = place + 1 == len(order) or order[place + 1][1] != number
            rests = not turns or block.kind == "paired" or last_of_round
            found += _sides_of(swaps.get(item.exercise, item), item, number, _rest_s(block, item) if rests else 0)
    return tuple(found)


def _rest_s(block: Block, item: Item) -> int:
    return item.rest_s or max((other.rest_s for other in block.items), default=0)


def _sides_of(item: Item, planned: Item, number: int, rest_s: int) -> list[Step]:
    sides: tuple[Side | None, ...] = SIDES if item.per_side else (None,)
    return [
        Step(item=item, planned=planned, number=number, side=side, rest_s=rest_s if side == sides[-1] else 0)
        for side in sides
    ]


def sets_in(book: Notebook, session: str) -> dict[tuple[str, int, Side | None], SetResult]:
    """The sets of a session that are written down, by the step they answer; extra ones left out."""
    return {
        (entry.instead_of or entry.exercise, entry.index, entry.side): entry
        for entry in book.entries
        if isinstance(entry, SetResult) and entry.session == session and not entry.extra
    }


def is_done(step: Step, done: Mapping[tuple[str, int, Side | None], SetResult]) -> bool:
    """Whether a step is answered; where an exercise was swapped for one with other sides, by the number of its set."""
    name, number, side = step.key
    return step.key in done or (name, number, None) in done or (side is None and (name, number, "right") in done)


def swaps_in(book: Notebook, session: Session) -> dict[str, Item]:
    """What was already done in the place of planned exercises."""
    planned = {item.exercise: item for item in session.work()}
    found: dict[str, Item] = {}
    for entry in book.entries:
        if isinstance(entry, SetResult) and entry.session == session.id and entry.instead_of in planned:
            exercise = book.exercises.get(entry.exercise)
            if exercise is not None and entry.instead_of is not None:
                found[entry.instead_of] = swapped(planned[entry.instead_of], exercise, book)
    return found


def swapped(planned: Item, exercise: Exercise, book: Notebook) -> Item:
    """What is asked of another exercise in a planned one's place: its sets, and its own dose where units differ.

    Where the other goes without a load the planned one had, its own dose stands too: a few heavy reps make no sense
    without what they were meant for.
    """
    dose = dose_for(exercise, book.the_plan().brief.athlete.level)
    load = load_instead(planned, exercise, book)
    timed = dose.unit == "seconds"
    unloaded = load.kind not in EXTERNAL and planned.load.kind in EXTERNAL
    same = timed == (planned.seconds is not None) and not unloaded
    amount = (planned.seconds if timed else planned.reps) if same else dose.amount
    return Item(
        exercise=exercise.id, sets=planned.sets, reps=None if timed else amount, seconds=amount if timed else None,
        per_side=exercise.per_side, load=load, rir=planned.rir, tempo=dose.tempo, rest_s=planned.rest_s,
        ramp_sets=planned.ramp_sets if load.kind in EXTERNAL else 0,
    )  # fmt: skip


def load_instead(planned: Item, other: Exercise, book: Notebook) -> Load:
    """The load of another exercise: the one that is next for it, else by feel where there is something to load it."""
    brief = book.the_plan().brief
    next_dose = brief.standing.doses.get(other.id) if brief.standing is not None else None
    if next_dose is not None and next_dose.instead is None:
        return next_dose.load
    if other.loading == "band":
        return Load(kind="band")
    held = set(other.load_kit) & set(brief.athlete.kit)
    loaded = other.loading == "external" or (other.loading == "optional" and planned.load.kind in EXTERNAL and held)
    return EFFORT if loaded else BODY_MASS


def choices(book: Notebook, planned: str, sore: PainSite | None = None) -> tuple[tuple[Exercise, str], ...]:
    """What may be done in place of an exercise, and why it is offered: easier, without kit, or sparing what hurts."""
    athlete: Athlete = book.the_plan().brief.athlete
    exercise = book.exercises[planned]
    if sore is not None:
        found = substitutes(planned, (sore,), athlete, book.exercises)
        return tuple((book.exercises[name], f"spares your {sore}") for name in found)
    named = [(name, "easier") for name in exercise.regressions] + [(exercise.body_mass, "needs no kit")]
    seen: dict[str, str] = {}
    for name, why in named:
        if name in book.exercises and name != planned and allowed(athlete.kit, book.exercises[name]):
            seen.setdefault(name, why)
    return tuple((book.exercises[name], why) for name, why in seen.items())


def usual(book: Notebook, step: Step, session: str) -> LoggedSet:
    """What Enter stands for: the low end of what is asked, with the load of the set before or the one asked.

    The low end, since an Enter should never earn a rise that was not done. The load is None where it has to be said.
    """
    item = step.item
    low = (item.reps or item.seconds or (1, 1))[0]
    before = [
        entry for entry in book.entries
        if isinstance(entry, SetResult) and entry.session == session and entry.exercise == item.exercise
    ]  # fmt: skip
    load: Load | None = before[-1].load if before else None if item.load.kind in PICKED else item.load
    rir = item.rir[0] if item.rir else None
    return LoggedSet(
        amount=low, seconds=item.reps is None and item.seconds is not None, side=step.side, load=load, rir=rir
    )


def answer_draft(
    book: Notebook, session: str, step: Step, line: LogLine, *, at: dt.datetime, first_id: str,
    correcting: SetResult | None = None,
) -> Draft:  # fmt: skip
    """One set as answered. Raises Implausible where it cannot be, or a load is missing."""
    exercise = book.exercises.get(step.item.exercise)
    if len(line.sets) > 1 or any(one.side is not None for one in line.sets):
        raise refused("answer", "one set at a time, such as 8, or 8 @16kg rir 1")
    given, before = (line.sets[0] if line.sets else None), usual(book, step, session)
    one = LoggedSet(
        amount=given.amount if given else before.amount,
        seconds=before.seconds,
        side=step.side,
        load=(given.load if given else line.load) or before.load,
        rir=_reserve(given, line, before),
    )
    if one.load is None:
        raise refused("answer", "with what load? Add it: 8 @12kg, or @bm for body mass alone")
    odd = check_sets(exercise, [one], usual_load(book.entries, exercise.id, at)) if exercise is not None else []
    for said in line.pains:
        in_bounds("pain", said.score)
    places = [said for said in line.pains if said.site is not None]
    ids = numbered(first_id, 1 + len(places))
    result = SetResult(
        id=ids[0], at=at, exercise=step.item.exercise, session=session, index=step.number, side=step.side,
        reps=None if one.seconds else one.amount, seconds=one.amount if one.seconds else None, load=one.load,
        rir=one.rir, faults=line.faults, pain=max((said.score for said in line.pains), default=None),
        instead_of=step.planned.exercise if step.swapped else None, asked=None if step.swapped else step.item,
        note=line.note, supersedes=latest_id(book, correcting.id) if correcting is not None else None,
    )  # fmt: skip
    pains: list[Entry] = [
        pain_entry(said, entry_id, at, session, step.item.exercise)
        for said, entry_id in zip(places, ids[1:], strict=True)
    ]
    return Draft(entries=(result, *pains), odd=tuple(odd))


def _reserve(given: LoggedSet | None, line: LogLine, before: LoggedSet) -> int | None:
    """Reps left in reserve: as said; else as asked, unless fewer reps or another load tell that it was not so."""
    said = given.rir if given is not None and given.rir is not None else line.rir
    load = given.load if given is not None else line.load
    otherwise = (given is not None and given.amount < before.amount) or load not in (None, before.load)
    return said if said is not None or otherwise else before.rir


def finish_draft(
    session: str, ended: str, *, at: dt.datetime, entry_id: str, rpe: int | None = None, minutes: int | None = None
) -> Draft:
    """The end of a session. Raises Implausible for a rating that cannot be."""
    if rpe is not None:
        in_bounds("RPE", rpe)
    entry = SessionEnd(
        id=entry_id, at=at, session=session, minutes=minutes, rpe=rpe,
        ended="done" if ended == "done" else "stopped" if ended == "stopped" else "partly",
    )  # fmt: skip
    return Draft(entries=(entry,))
