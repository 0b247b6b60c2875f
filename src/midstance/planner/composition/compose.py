"""Composition: fills placed slots with exercises, one after the other in order of time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from midstance.planner.composition.composed import Composed, Cut
from midstance.planner.composition.elsewhere import Elsewhere
from midstance.planner.composition.lanes import LEG_TEMPLATES, Seat, seats
from midstance.planner.composition.layout import blocks
from midstance.planner.composition.legs import FULL_OVER, Content, compose_legs
from midstance.planner.composition.light import compose_light, compose_mobility
from midstance.planner.composition.resuming import Behind, resume, taken
from midstance.planner.composition.season import Season, season_of
from midstance.planner.composition.words import because, title
from midstance.planner.slots import Slot
from midstance.training.clock import clock_of
from midstance.training.exercise import Drill, Exercise
from midstance.training.plan import Brief, ExerciseCard, Note, pains_on
from midstance.training.prescription import Block
from midstance.training.session import Session


def compose(
    slots: Sequence[Slot],
    brief: Brief,
    exercises: Mapping[str, Exercise],
    drills: Mapping[str, Drill],
    behind: Behind | None = None,
) -> Composed:
    """The sessions of a season. The same input gives the same sessions; what cannot be composed is a cut.

    `behind`: what a revision goes on from; the slots are then those that lie ahead.
    """
    first = min((slot.date for slot in slots), default=brief.start)
    season = season_of(slots, brief, exercises, drills, first)
    places = seats(slots, taken(behind) if behind is not None else ())
    if behind is not None and slots:
        resume(season, behind, slots[0].mesocycle)
    days = Elsewhere(season, first)
    sessions: list[Session] = []
    cuts: list[Cut] = []
    notes = list(_notes(brief, first))
    for slot in sorted(slots, key=lambda slot: (slot.date, slot.start, slot.id)):
        season = days.on(slot.date)
        season.progress.enter(slot.phase)
        content = _content(season, slot, places[slot.id])
        if content is None or set(slot.bars).intersection(content.classes):
            why = "Left out: nothing fits these minutes with your kit and what has to be spared."
            cuts.append(Cut(slot_id=slot.id, why=why))
            continue
        if slot.variant.full and (content.fit.minutes <= FULL_OVER or not content.fit.lines):
            text = "A short session stands in: what has to be spared leaves too little for a full one."
            notes.append(Note(about=slot.id, text=text))
        session = _session(season, slot, places[slot.id], content)
        season.settle(slot, places[slot.id].letter, session, content.fit.lines, content.opened)
        sessions.append(session)
    order = {slot.id: index for index, slot in enumerate(slots)}
    sessions.sort(key=lambda session: order[session.id])
    return Composed(
        sessions=tuple(sessions), cuts=tuple(cuts), cards=_cards(sessions, exercises, drills), notes=tuple(notes)
    )


def _content(season: Season, slot: Slot, seat: Seat) -> Content | None:
    if slot.variant.template == "mobility":
        return compose_mobility(season, slot)
    found = compose_legs(season, slot, seat) if slot.variant.template in LEG_TEMPLATES else None
    return found or compose_light(season, slot, seat) or compose_mobility(season, slot)


def _session(season: Season, slot: Slot, seat: Seat, content: Content) -> Session:
    fit = content.fit
    work: list[Block] = blocks(fit.made) if fit.lines else [block for block in (fit.after.block,) if block]
    after = [fit.after.block] if fit.lines and fit.after.block is not None else []
    before = [fit.before.block] if fit.before.block is not None else []
    return Session(
        id=slot.id,
        date=slot.date,
        start=clock_of(slot.start),
        minutes=fit.minutes,
        stress=content.classes[0],
        also=content.classes[1:],
        title=title(slot, content),
        template=slot.variant.template,
        blocks=(*before, *work, *after),
        because=because(season, slot, seat, content),
        mini=slot.variant.mini,
        start_assumed=slot.start_assumed,
    )


def _cards(
    sessions: Sequence[Session], exercises: Mapping[str, Exercise], drills: Mapping[str, Drill]
) -> dict[str, ExerciseCard]:
    used = sorted({item.exercise for session in sessions for block in session.blocks for item in block.items})
    return {name: card_of(exercises[name]) if name in exercises else drill_card(drills[name]) for name in used}


def card_of(exercise: Exercise) -> ExerciseCard:
    """What a reader of the document needs to know of an exercise."""
    return ExerciseCard(
        name=exercise.name,
        pattern=exercise.pattern,
        tags=exercise.tags,
        regions=(*exercise.primary, *exercise.secondary),
        kit=exercise.kit,
        per_side=exercise.per_side,
        impact=exercise.impact,
        family=exercise.family,
        eccentric=exercise.eccentric,
    )


def drill_card(drill: Drill) -> ExerciseCard:
    """What a reader needs to know of a drill."""
    return ExerciseCard(name=drill.name, pattern="drill", regions=drill.regions, kit=drill.kit, per_side=drill.per_side)


def _notes(brief: Brief, first: dt.date) -> list[Note]:
    notes = []
    age = brief.athlete.age
    if age is not None and age < 18:
        text = "Technique comes first in supervised training, and no maximum is estimated."
        notes.append(Note(about="age", text=text))
    if brief.prescreen == "positive":
        text = "Light work and mobility only, until a clinician has cleared you for more."
        notes.append(Note(about="health questions", text=text))
    for pain in pains_on(brief, first):
        if pain.score >= 3:
            text = (
                f"Your {pain.site} is at {pain.score}: it is spared here. Have it looked at if it lasts over two weeks."
            )
            notes.append(Note(about=f"pain: {pain.site}", text=text))
    return notes
