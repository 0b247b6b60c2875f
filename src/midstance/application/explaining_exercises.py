"""Why an exercise is in a plan, where its load comes from, and how both go on."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence

from midstance.application.answers import Answer, Reason, reason_of, said_day, said_list
from midstance.formats.entry import UnreadableFile, one_line
from midstance.formats.session_words import SAID_STARTS, name_of, said_dose, said_load, said_range, said_reserve
from midstance.knowledge.library import library
from midstance.rules.saying import counted
from midstance.training.plan import Plan
from midstance.training.prescription import Item
from midstance.training.session import Session
from midstance.training.strength import known_e1rm_kg, share_of_e1rm

SAID_TAG: dict[str, str] = {
    "squat-or-lunge": "squat or lunge", "hinge": "hinge", "single-leg": "single-leg work", "calf": "calf work",
    "hip-stability": "hip stability", "core": "trunk work", "plyometric": "jumping",
}  # fmt: skip
"""What an exercise covers, where the id is no word of a runner's."""
SAID_REGION = {"calf-soleus": "calves", "hip-abductors": "the side of the hips", "foot": "feet"}
"""Regions, likewise."""
_OF_ITSELF = {
    "body-mass": "Nothing is added to your own weight; the work grows by reps, range, tempo and harder forms.",
    "band": "A band has no kilograms; the work grows by reps, and by a stronger band.",
}


def why_exercise(plan: Plan, word: str) -> Answer:
    """Why an exercise is in the plan, where it stands, and how it goes on. Raises UnreadableFile for one not in it."""
    exercise = exercise_of(plan, word)
    uses = list(uses_of(plan, exercise))
    known = library().exercises.get(exercise)
    card = plan.exercises.get(exercise)
    name = name_of(exercise, plan.exercises)
    first, last = uses[0][0].date, uses[-1][0].date
    said = [one for session, _ in uses for one in session.because if name.casefold() in one.text.casefold()]
    when = f"from {said_day(first)} to {said_day(last)}" if first != last else f"on {said_day(first)}"
    says = f"{name}: in {counted(len(uses), 'session')}, {when}."
    reasons = [reason_of(because) for because in {because.text: because for because in said}.values()]
    if card is not None and (card.tags or card.regions):
        tags = [SAID_TAG.get(tag, tag) for tag in card.tags]
        covers = f"It counts as {said_list(tags, words=False)}" if tags else "It trains"
        trained = [SAID_REGION.get(region, region) for region in card.regions]
        regions = f"{', and trains' if tags else ''} {said_list(trained)}" if trained else ""
        reasons.append(Reason(text=f"{covers}{regions}.", rule=None, sources=known.sources if known else ()))
    if known is not None and known.best_for:
        reasons.append(Reason(text=f"Best for: {said_list(known.best_for, words=False)}."))
    if card is not None and card.kit:
        need = " or ".join(" and ".join(_a(kit) for kit in one) if one else "nothing but you" for one in card.kit)
        reasons.append(Reason(text=f"It needs {need}."))
    reasons += [Reason(text=line) for line in _course(uses)]
    return Answer(about=exercise, says=says, reasons=tuple(reasons))


def _a(kit: str) -> str:
    """A piece of kit with its article: `a barbell`, `a mini band`."""
    said = kit.replace("-", " ")
    return f"{'an' if said[0] in 'aeiou' else 'a'} {said}"


def why_load(plan: Plan, word: str) -> Answer:
    """Where an exercise's load comes from and how it goes on. Raises UnreadableFile for an exercise not in the plan."""
    exercise = exercise_of(plan, word)
    uses = list(uses_of(plan, exercise))
    name = name_of(exercise, plan.exercises)
    item = uses[0][1]
    reasons = list(_of_load(plan, item))
    reasons += [Reason(text=line) for line in _course(uses)]
    coached = plan.brief.standing.doses.get(exercise) if plan.brief.standing is not None else None
    if coached is not None:
        reasons.append(reason_of(coached.because))
    begins = "begins by feel" if item.load.kind == "effort" else f"begins with {said_load(item.load)}"
    return Answer(about=f"load:{exercise}", says=f"{name} {begins}.", reasons=tuple(reasons))


def _of_load(plan: Plan, item: Item) -> Iterator[Reason]:
    """What a first load rests on: what the runner gave, or effort where nothing is known."""
    given = next((load for load in plan.brief.athlete.loads if load.exercise == item.exercise), None)
    e1rm = known_e1rm_kg(given) if given is not None else None
    if given is not None and given.kg:
        reserve = f" with {given.rir} in reserve" if given.rir is not None else ""
        yield Reason(text=f"You gave {given.kg:g} kg for {given.reps} reps{reserve}.")
    if e1rm is not None:
        yield Reason(text=f"That stands for about {e1rm:.0f} kg lifted once (e1RM, Epley 1985).")
        if item.load.kind == "kg" and item.reps and item.rir:
            share = share_of_e1rm(item.reps[1], item.rir[0])
            text = f"{said_range(item.reps)} reps with {said_reserve(item)} ask for about {share * 100:.0f} % of it"
            yield Reason(text=f"{text} or less, rounded down to a step of your kit.")
    elif given is not None:
        yield Reason(text="It says too little about your maximum: reps and reserve together may be twelve at most.")
    if item.load.kind == "effort":
        effort = f" that leaves {said_reserve(item)}" if item.rir else ""
        yield Reason(text=f"No load of yours is known for it: pick one{effort}. Give one with --load to plan in kg.")
    elif item.load.kind in ("body-mass", "band"):
        yield Reason(text=_OF_ITSELF[item.load.kind])


def _course(uses: Sequence[tuple[Session, Item]]) -> Iterator[str]:
    """Every change of an exercise along the plan, a line each."""
    before: tuple[object, ...] | None = None
    for session, item in uses:
        now = (item.sets, item.reps, item.seconds, item.load, item.rir, item.tempo)
        if now == before:
            continue
        before = now
        what = [said_dose(item), said_load(item.load), said_reserve(item), SAID_STARTS[item.starts]]
        yield f"{said_day(session.date)}: {', '.join(part for part in what if part)}."


def uses_of(plan: Plan, exercise: str) -> Iterator[tuple[Session, Item]]:
    """The sessions and items of an exercise, in order."""
    for session in sorted(plan.sessions, key=lambda session: (session.date, session.start)):
        for block in session.blocks:
            for item in block.items:
                if item.exercise == exercise:
                    yield session, item


def exercise_of(plan: Plan, word: str) -> str:
    """An exercise of the plan by id or name. Raises UnreadableFile with what was probably meant."""
    used = {item.exercise for session in plan.sessions for block in session.blocks for item in block.items}
    folded = "-".join(word.casefold().split())
    for exercise in sorted(used):
        if folded in (exercise, "-".join(name_of(exercise, plan.exercises).casefold().split())):
            return exercise
    if folded in library().exercises:
        raise UnreadableFile(one_line(word, 40), f"this plan does not use it; `midstance exercises {folded}` shows it")
    named = [one for one in sorted(used) if folded in one or folded in name_of(one, plan.exercises).casefold()]
    near = difflib.get_close_matches(folded, used, n=1, cutoff=0.6)
    hint = f"did you mean {' or '.join(map(repr, named[:4] or near))}?" if named or near else "say a date such as "
    hint += "" if named or near else f"{plan.brief.start}, a session's id, or an exercise's name"
    raise UnreadableFile(one_line(word, 40), f"the plan has no such date, session or exercise; {hint}")
