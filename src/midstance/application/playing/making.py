"""The player document of a session, made from the plan, the library and what is written down."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from midstance.application.playing.document import (
    Choice,
    FlagWords,
    PainWords,
    PlayerBlock,
    PlayerChosen,
    PlayerDocument,
    PlayerDrill,
    PlayerExercise,
    PlayerHead,
    PlayerItem,
    SiteWords,
    Step,
    StopWords,
)
from midstance.application.playing.slots import Slot, about_session, ids_of, slot_id
from midstance.application.recording import walking
from midstance.application.recording.notebook import Notebook
from midstance.application.recording.sessions import Placed, placed
from midstance.application.recording.sets import usual_load
from midstance.application.recording.walking import choices, steps_of, swapped
from midstance.application.recording.wellbeing import SAID_LIGHT
from midstance.application.session_changes import chosen_of
from midstance.coach import readiness, red_flags, tables
from midstance.coach.progression.loads import step_of
from midstance.formats.log_line import JOINTS
from midstance.formats.session_words import (
    SAID_STARTS,
    easy_parts,
    item_parts,
    letters_of,
    name_of,
    said_dose,
    said_load,
    said_stress,
    said_turns,
    telling,
)
from midstance.knowledge.library import library
from midstance.planner.prescription.runner import Runner, runner_of
from midstance.planner.prescription.tables import (
    CHANGE_OVER_S,
    NO_PROGRESS_FROM_PAIN,
    STOP_ABOVE_JOINT_PAIN,
    STOP_ABOVE_PAIN,
)
from midstance.planner.prescription.timing import ramp_seconds, set_seconds
from midstance.training.exercise import PAIN_SITES, PainSite
from midstance.training.log import RED_FLAGS
from midstance.training.prescription import Block, Item, Load
from midstance.training.session import Session

EASY = ("warm-up", "cooldown")
UNKNOWN_WORK_S = 40
"""A set of an exercise the library does not know, from a plan of elsewhere (ours)."""


def placed_session(book: Notebook, session: str) -> Placed | None:
    """The session of the plan in effect with this very id, where it stands now; None where there is none."""
    return next((one for one in placed(book) if one.session.id == session), None)


def player_document(book: Notebook, one: Placed, words: Sequence[str] = ()) -> PlayerDocument:
    """All that a player needs of a session, and what `words` (`session_changes`) choose to be otherwise.

    Raises DiaryError without a plan, Implausible for words that choose nothing of this session.
    """
    session = one.session
    made = document_of(book, session, _head(book, one), _chosen(book, session, words))
    return msgspec.structs.replace(made, entries=about_session(book.all, session.id))


def document_of(
    book: Notebook, session: Session, head: PlayerHead, chosen: PlayerChosen | None = None
) -> PlayerDocument:
    """The document of what is in a session, with nothing written down of it yet. Raises DiaryError without a plan."""
    halted = book.stopped()
    chosen = chosen or PlayerChosen()
    work = [block for block in session.blocks if block.kind not in EASY]
    blocks = _blocks(book, session, work)
    names = {item.planned for block in blocks for item in block.items}
    names |= {name for block in blocks for item in block.items for name in item.spares}
    names |= {choice.exercise for block in blocks for item in block.items for choice in item.swaps}
    names |= {choice.exercise for choice in chosen.instead.values()}
    return PlayerDocument(
        session=head,
        stop=halted.says if halted is not None else None,
        warm_up=_drills(book, session, "warm-up"),
        blocks=blocks,
        steps=_steps(book, session, work),
        cool_down=_drills(book, session, "cooldown"),
        exercises={name: _exercise(book, name) for name in sorted(names)},
        chosen=chosen,
        pain=_pain_words(),
        red_flags=_stop_words(),
    )


def _head(book: Notebook, one: Placed) -> PlayerHead:
    session = one.session
    easings = readiness.easings(book.entries, book.the_plan().brief, book.today)
    return PlayerHead(
        id=session.id,
        ids=ids_of(session.id),
        title=session.title,
        date=one.date,
        start=one.start,
        minutes=session.minutes,
        state=one.state,
        stress=said_stress(session),
        why=tuple(because.text for because in telling(session.because)),
        easier=tuple(dict.fromkeys(ease.because.text for ease in easings if ease.first <= book.today <= ease.last)),
    )


def _drills(book: Notebook, session: Session, kind: str) -> tuple[PlayerDrill, ...]:
    cards = book.the_plan().exercises
    found = []
    for block in session.blocks:
        for item in block.items if block.kind == kind else ():
            drill = library().drills.get(item.exercise)
            sides = 2 if item.per_side else 1
            timed = sides * item.seconds[0] if item.seconds else 0
            found.append(
                PlayerDrill(
                    exercise=item.exercise,
                    name=drill.name if drill is not None else name_of(item.exercise, cards),
                    says=", ".join(easy_parts(item)),
                    seconds=item.seconds,
                    per_side=item.per_side,
                    work_s=timed or (drill.seconds if drill is not None else UNKNOWN_WORK_S),
                    steps=drill.steps if drill is not None else (),
                    cues=drill.cues if drill is not None else (),
                )
            )
    return tuple(found)


def _labels(session: Session) -> dict[str, str]:
    """`A1` and `A2` within blocks done in turns, `1`, `2` … for the others."""
    letters = letters_of(session.blocks)
    found: dict[str, str] = {}
    number = 0
    for place, block in enumerate(session.blocks):
        for turn, item in enumerate(block.items if block.kind not in EASY else (), 1):
            number += place not in letters
            found[item.exercise] = f"{letters[place]}{turn}" if place in letters else str(number)
    return found


def _steps(book: Notebook, session: Session, work: list[Block]) -> tuple[Step, ...]:
    labels = _labels(session)
    where = {item.exercise: place for place, block in enumerate(work) for item in block.items}
    firsts: set[str] = set()
    found = []
    for step in steps_of(session, {}):
        ramp = ramp_seconds(step.item.ramp_sets, heavy=False) + CHANGE_OVER_S
        before_s = 0 if step.planned.exercise in firsts else ramp
        firsts.add(step.planned.exercise)
        found.append(_step(book, session, step, where, labels, before_s))
    return tuple(found)


def _step(
    book: Notebook, session: Session, step: walking.Step, where: dict[str, int], labels: dict[str, str], before_s: int
) -> Step:
    return Step(
        slot=slot_id(Slot(session.id, step.planned.exercise, step.number)),
        block=where[step.planned.exercise],
        label=labels[step.planned.exercise],
        planned=step.planned.exercise,
        number=step.number,
        of=step.planned.sets,
        side=step.side,
        rest_s=step.rest_s,
        work_s=_work_s(book, step.item) + before_s,
        asked=step.item,
    )


def _work_s(book: Notebook, item: Item) -> int:
    """One set of one side, by the same estimate the plan's minutes are made of."""
    exercise = book.exercises.get(item.exercise)
    amount = item.reps or item.seconds
    if amount is None or exercise is None:
        return item.seconds[0] if item.seconds else UNKNOWN_WORK_S
    both = set_seconds(exercise, amount, item.tempo, timed=item.seconds is not None)
    return both // 2 if item.per_side else both


def _blocks(book: Notebook, session: Session, work: list[Block]) -> tuple[PlayerBlock, ...]:
    labels, letters = _labels(session), letters_of(session.blocks)
    letter_of = {id(block): letters.get(place, "") for place, block in enumerate(session.blocks)}
    runner = runner_of(book.the_plan().brief)
    return tuple(
        PlayerBlock(
            kind=block.kind,
            label=letter_of[id(block)],
            says=said_turns(block) if letter_of[id(block)] else "",
            items=tuple(_item(book, item, labels[item.exercise], session.id, runner) for item in block.items),
        )
        for block in work
    )


def _item(book: Notebook, item: Item, label: str, session: str, runner: Runner) -> PlayerItem:
    exercise = book.exercises.get(item.exercise)
    said = tuple(part for part in item_parts(item) if part != SAID_STARTS[item.starts])
    note = item.note or SAID_STARTS[item.starts]
    if exercise is None:
        return PlayerItem(planned=item.exercise, label=label, says=said, note=note)
    before = [entry for entry in book.entries if getattr(entry, "session", None) != session]
    loadable = exercise.loading in ("external", "optional") and runner.load_kit(exercise) is not None
    sore = {site: _sore(book, item, site) for site in PAIN_SITES}
    return PlayerItem(
        planned=item.exercise,
        label=label,
        says=said,
        note=note,
        last_load=usual_load(before, exercise.id, book.now),
        step_kg=step_of(exercise, runner, Load(kind="kg", kg=1)) if loadable else 0,
        step_lb=step_of(exercise, runner, Load(kind="lb", lb=1)) if loadable else 0,
        swaps=tuple(_choice(book, item, name, why) for name, why in _easier(book, item)),
        sore={site: tuple(found) for site, found in sore.items() if found},
        spares={
            name: _choice(book, item, name, "") for name in sorted({name for some in sore.values() for name in some})
        },
    )


def _easier(book: Notebook, item: Item) -> list[tuple[str, str]]:
    return [(exercise.id, why) for exercise, why in choices(book, item.exercise)]


def _sore(book: Notebook, item: Item, site: PainSite) -> list[str]:
    return [exercise.id for exercise, _ in choices(book, item.exercise, site)]


def _chosen(book: Notebook, session: Session, words: Sequence[str]) -> PlayerChosen:
    if not words:
        return PlayerChosen()
    chosen = chosen_of(book, session, words)
    planned = {item.exercise: item for item in session.work()}
    return PlayerChosen(
        words=tuple(words),
        instead={name: _choice_of(book, planned[name], item, "") for name, item in chosen.instead.items()},
        sets=chosen.sets,
        left_out=chosen.left_out,
    )


def _choice(book: Notebook, planned: Item, name: str, why: str) -> Choice:
    return _choice_of(book, planned, swapped(planned, book.exercises[name], book), why)


def _choice_of(book: Notebook, planned: Item, item: Item, why: str) -> Choice:
    asked = ", ".join(part for part in (said_dose(item), said_load(item.load)) if part)
    stays = name_of(planned.exercise, book.the_plan().exercises)
    return Choice(
        exercise=item.exercise,
        why=why,
        says=f"{asked}. It counts for itself; {stays[:1].lower()}{stays[1:]} stays where it is in your plan.",
        item=item,
        work_s=_work_s(book, item),
    )


def _exercise(book: Notebook, name: str) -> PlayerExercise:
    known = book.exercises.get(name)
    if known is None:
        return PlayerExercise(name=name_of(name, book.the_plan().exercises))
    return PlayerExercise(
        name=known.name, steps=known.steps, cues=known.cues, faults=known.faults, cautions=known.cautions,
        tip=known.tip, loading=known.loading, per_side=known.per_side,
    )  # fmt: skip


def _pain_words() -> PainWords:
    return PainWords(
        sites=tuple(SiteWords(site=site, joint=site in JOINTS) for site in PAIN_SITES),
        amber_from=NO_PROGRESS_FROM_PAIN,
        red_above=STOP_ABOVE_PAIN,
        red_above_joint=STOP_ABOVE_JOINT_PAIN,
        green=SAID_LIGHT["green"],
        amber=SAID_LIGHT["amber"],
        red=SAID_LIGHT["red"],
    )


def _stop_words() -> StopWords:
    return StopWords(
        flags=tuple(
            FlagWords(
                flag=flag,
                says=red_flags.SAID_FLAG[flag],
                emergency=flag in tables.EMERGENCY,
                same_day=flag in tables.SAME_DAY,
            )
            for flag in RED_FLAGS
        ),
        stopped=red_flags.STOPPED,
        emergency=red_flags.EMERGENCY,
        today=red_flags.TODAY,
        seen=red_flags.SEEN,
        then=red_flags.THEN,
    )
