"""Ways to do a session otherwise as a whole: in less time, easier, with other kit; and swaps for one exercise."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

import msgspec

from midstance.application.recording.notebook import Notebook
from midstance.application.session_changes import SessionChange, changed_session
from midstance.application.session_consequences import Consequence, consequence_of
from midstance.coach.substitutes import substitutes
from midstance.knowledge.ladders import downwards, easier_neighbours
from midstance.knowledge.substitution import allowed
from midstance.planner.prescription.runner import is_jump, runner_of
from midstance.rules.items import EXTERNAL
from midstance.training.exercise import Exercise, Kit, PainSite
from midstance.training.plan import pains_on
from midstance.training.prescription import Item
from midstance.training.session import Session

SHORTER_BY = (0.75, 0.5)
"""Shares of its minutes at which a shorter session is offered (ours)."""
LEAST_SHORT_MINUTES = 12
"""A session shorter than this holds no work worth a warm-up (ours)."""
ALSO_OFFERED = 3
"""Exercises of the same kind of work offered besides the rungs (ours)."""


class SwapChoice(msgspec.Struct, frozen=True, kw_only=True):
    """An exercise that may take another's place, why it is offered, and what follows."""

    exercise: Exercise
    why: str
    change: SessionChange
    consequence: Consequence


class Way(msgspec.Struct, frozen=True, kw_only=True):
    """A way to do the whole session otherwise."""

    name: str
    changes: tuple[SessionChange, ...]
    consequence: Consequence


def swap_choices(
    book: Notebook, session: Session, planned: str, sore: PainSite | None = None, *,
    keeping: Sequence[SessionChange] = (),
) -> tuple[SwapChoice, ...]:  # fmt: skip
    """What may be done in place of an exercise with the runner's kit: easier, harder, without kit, sparing what hurts.

    `keeping`: changes already chosen for other exercises. Nothing is offered that level, pains or gates forbid.
    """
    exercise = book.exercises.get(planned)
    if exercise is None:
        return ()
    others = [change for change in keeping if change.planned != planned]
    taken = {item.exercise for item in changed_session(book, session, others).work()} - {planned}
    found: list[SwapChoice] = []
    for other, why in _offered(book, exercise, sore):
        if other.id not in taken and all(one.exercise.id != other.id for one in found):
            change = SessionChange(planned=planned, other=other.id)
            consequence = consequence_of(book, session, (*others, change))
            found.append(SwapChoice(exercise=other, why=why, change=change, consequence=consequence))
    return tuple(found)


def _offered(book: Notebook, exercise: Exercise, sore: PainSite | None) -> Iterator[tuple[Exercise, str]]:
    plan = book.the_plan()
    pains = pains_on(plan.brief, book.today)
    athlete = msgspec.structs.replace(plan.brief.athlete, pains=pains)
    known = book.exercises
    if sore is not None:
        for name in substitutes(exercise.id, (sore,), athlete, known):
            yield known[name], "spares what is sore"
        return
    runner = runner_of(msgspec.structs.replace(plan.brief, athlete=athlete))

    def open_to(name: str) -> bool:
        other = known[name]
        return runner.may_do(other) and (
            not is_jump(other) or (is_jump(exercise) and runner.may_jump(other, high=is_jump(exercise)))
        )

    named = [(name, "easier") for name in easier_neighbours(known)[exercise.id]]
    named += [(name, "harder") for name in exercise.progressions] + [(exercise.body_mass, "needs no kit")]
    named += [(name, "the same kind of work") for name in substitutes(exercise.id, (), athlete, known)[:ALSO_OFFERED]]
    for name, why in named:
        if name in known and name != exercise.id and open_to(name):
            yield known[name], why


def shorter_ways(book: Notebook, session: Session) -> tuple[Way, ...]:
    """The session in less time: sets go first, from the end on, then whole exercises; what stands first stays.

    What comes first in a session gains most (ACSM 2026), so it is kept longest.
    """
    found: list[Way] = []
    for share in SHORTER_BY:
        wanted = max(round(session.minutes * share / 5) * 5, LEAST_SHORT_MINUTES)
        changes = _down_to(book, session, wanted)
        if changes and all(way.changes != changes for way in found):
            consequence = consequence_of(book, session, changes)
            found.append(Way(name=f"About {consequence.minutes} min", changes=changes, consequence=consequence))
    return tuple(found)


def _down_to(book: Notebook, session: Session, minutes: int) -> tuple[SessionChange, ...]:
    """The fewest cuts, in their order, after which it takes no more minutes than that."""
    sets = {item.exercise: item.sets for item in session.work()}
    order = list(reversed(sets))
    cuts = [(name, count) for name in order for count in range(sets[name] - 1, 1, -1)]
    cuts += [(name, 1) for name in order if sets[name] > 1] + [(name, 0) for name in order[:-1]]
    now: dict[str, int] = {}
    for name, count in [("", 0), *cuts]:
        if name:
            now[name] = count
        changes = tuple(SessionChange(planned=one, sets=left) for one, left in now.items())
        if changed_session(book, session, changes).minutes <= minutes:
            break
    planned_order = list(sets)
    return tuple(
        SessionChange(planned=one, sets=now[one]) for one in planned_order if one in now and now[one] != sets[one]
    )


def easier_ways(book: Notebook, session: Session) -> tuple[Way, ...]:
    """The session made lighter: a set less of each exercise, or of each the next easier rung."""
    fewer = tuple(SessionChange(planned=item.exercise, sets=item.sets - 1) for item in session.work() if item.sets > 1)
    rungs: list[SessionChange] = []
    for item in session.work():
        taken = {change.other for change in rungs} | {one.exercise for one in session.work()}
        easier = [one for one in swap_choices(book, session, item.exercise)
                  if one.why == "easier" and one.exercise.id not in taken]  # fmt: skip
        rungs += [easier[0].change] if easier else []
    ways = (("A set less of each", fewer), ("An easier way of each", tuple(rungs)))
    return tuple(
        Way(name=name, changes=changes, consequence=consequence_of(book, session, changes))
        for name, changes in ways
        if changes
    )


def with_kit_way(book: Notebook, session: Session, kit: Collection[Kit], name: str) -> Way:
    """The session with the kit of another place: the nearest easier exercise it allows, else the body-mass way."""
    changes = [change for item in session.work() if (change := _fitted(book, session, item, kit)) is not None]
    seen: set[str] = {item.exercise for item in session.work() if all(c.planned != item.exercise for c in changes)}
    kept: list[SessionChange] = []
    for change in changes:
        double = change.other is not None and change.other in seen
        kept.append(SessionChange(planned=change.planned, sets=0) if double else change)
        seen |= {change.other} if change.other is not None else set()
    return Way(name=name, changes=tuple(kept), consequence=consequence_of(book, session, kept))


def _fitted(book: Notebook, session: Session, item: Item, kit: Collection[Kit]) -> SessionChange | None:
    exercise = book.exercises.get(item.exercise)
    if exercise is None:
        return None
    if allowed(kit, exercise):
        empty_handed = item.load.kind in EXTERNAL and not set(exercise.load_kit) & set(kit)
        return SessionChange(planned=item.exercise, unloaded=True) if empty_handed else None
    sore = {pain.site for pain in pains_on(book.the_plan().brief, book.today)}
    for name in dict.fromkeys(_down(book, exercise, kit)):
        other = book.exercises[name]
        if allowed(kit, other) and not sore & set(other.excluded_by):
            held = other.loading == "band" or set(other.load_kit) & set(kit)
            return SessionChange(planned=item.exercise, other=name, unloaded=not held)
    return SessionChange(planned=item.exercise, sets=0)


def _down(book: Notebook, exercise: Exercise, kit: Collection[Kit]) -> Iterator[str]:
    """Easier exercises in the order of `knowledge.substitution`: the next rungs, what can be loaded, body mass."""
    easier = easier_neighbours(book.exercises)
    below = [name for name in downwards(exercise.id, easier) if book.exercises[name].loading != "external"]
    yield from easier[exercise.id]
    yield from (name for name in below if set(book.exercises[name].load_kit) & set(kit))
    yield exercise.body_mass
    yield from below
