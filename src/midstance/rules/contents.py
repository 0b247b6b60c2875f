"""Readers of the shapes that speak of what is *in* one session.

A session without blocks (a foreign plan, a strip) is judged only by what is known of it, so it breaks none of these.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from midstance.rules import shapes
from midstance.rules.items import (
    Cards,
    classes_of,
    exercises,
    is_compound,
    is_exercise,
    is_heavy_lift,
    loaded_outside,
    name_of,
    reps_a_leg,
    seconds_of,
)
from midstance.rules.ledger import RunAt, SessionAt
from midstance.rules.placing import AT_ONCE
from midstance.rules.saying import SAID_CLASS, Breach
from midstance.training.athlete import Athlete
from midstance.training.clock import gap
from midstance.training.exercise import LOADABLE_KIT, Kit
from midstance.training.plan import Brief, ExerciseCard, Plan
from midstance.training.session import STRESS, Session, Stress

INSIDE = (
    shapes.Contains | shapes.KeepsReserve | shapes.OnlyOwnKit | shapes.WarmsUp | shapes.ComesFirst | shapes.YouthEffort
    | shapes.ShareOf | shapes.SessionLength | shapes.EffortWithin | shapes.AvoidsBlock | shapes.ComesLast
    | shapes.WeakPoints
)  # fmt: skip
"""The shapes that look into one session at a time."""
HEAVY_REPS_AND_RIR = 7
"""Lowest repetitions plus reserve up to which a compound is heavy (rules page, stress classes)."""
SAID_TAG = {
    "squat-or-lunge": "a squat or lunge",
    "hinge": "a hinge",
    "single-leg": "single-leg work",
    "calf": "calf work",
    "hip-stability": "hip stability",
    "core": "core work",
    "plyometric": "jumps",
}


def is_named_workout(session: Session) -> bool:
    """Whether it is a workout of the sources, which keeps its own content."""
    return session.template.startswith("W-")


def contains(shape: shapes.Contains, at: SessionAt, session: Session, cards: Cards) -> Iterator[Breach]:
    """Too few or too many exercises, or a tag that is missing from a full session."""
    if not at.full or is_named_workout(session):
        return
    used = {item.exercise for item in exercises(session, cards)}
    least, most = shape.exercises
    if not least <= len(used) <= most:
        excess = max(least - len(used), len(used) - most)
        yield Breach(excess, f"{len(used)} exercises; a full session has {least} to {most}.")
    held = {tag for name in used if name in cards for tag in cards[name].tags}
    missing = [tag for tag in shape.tags if tag not in held]
    if missing and used <= cards.keys():
        yield Breach(len(missing), f"A full session also needs {_listed([SAID_TAG[tag] for tag in missing])}.")


def _listed(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + " and " + words[-1]


def keeps_reserve(shape: shapes.KeepsReserve, session: Session, cards: Cards) -> Iterator[Breach]:
    """Sets planned with too few repetitions in reserve."""
    for item in session.work():
        if item.rir is not None and item.rir[0] < shape.rir:
            text = f"{name_of(item, cards)} goes to {item.rir[0]} in reserve; keep at least {shape.rir}."
            yield Breach(shape.rir - item.rir[0], text)


def only_own_kit(session: Session, cards: Cards, brief: Brief) -> Iterator[Breach]:
    """Items for which the runner has no kit where they are on that day."""
    owned = frozenset(kit_on(brief, session.date))
    loadable, band = not owned.isdisjoint(LOADABLE_KIT), "mini-band" in owned
    for block in session.blocks:
        for item in block.items:
            card = cards.get(item.exercise)
            if card is not None and card.kit and not any(map(owned.issuperset, card.kit)):
                yield Breach(1, f"{card.name} needs {_kit_words(card)}, which you do not have.")
            elif not loadable and loaded_outside(item):
                yield Breach(1, f"{name_of(item, cards)} asks for a load, and you have nothing to load it with.")
            elif not band and item.load.kind == "band":
                yield Breach(1, f"{name_of(item, cards)} asks for a band, which you do not have.")


def kit_on(brief: Brief, date: dt.date) -> tuple[Kit, ...]:
    """The kit of a day: the runner's own, or what there is where they are away."""
    away = brief.standing.away if brief.standing is not None else ()
    return next((one.kit for one in away if one.first <= date <= one.last), brief.athlete.kit)


def _kit_words(card: ExerciseCard) -> str:
    return " or ".join(" and ".join(needed) for needed in card.kit)


def warms_up(
    shape: shapes.WarmsUp, at: SessionAt, session: Session, cards: Cards, runs: Sequence[RunAt]
) -> Iterator[Breach]:
    """A warm-up too short or not in front, or lifts without lighter sets before them."""
    after_run = any(run.target is not None and 0 <= gap(run.end, at.start) <= AT_ONCE for run in runs)
    wanted = shape.seconds_after_run if after_run else shape.seconds
    if set(at.classes) != {"mobility"} and not (at.mini and after_run):
        first = next((index for index, block in enumerate(session.blocks) if block.kind != "warm-up"), None)
        front = session.blocks[:first]
        warm = sum(seconds_of(item) for block in front for item in block.items)
        if warm < wanted:
            text = (
                f"The warm-up takes {warm // 60} minutes; {max(wanted // 60, 1)} are asked for, before anything else."
            )
            yield Breach(wanted - warm, text)
    for item in exercises(session, cards):
        if not (loaded_outside(item) and is_compound(item, cards)):
            continue
        heavy = is_heavy_lift(item, cards, HEAVY_REPS_AND_RIR)
        sets = shape.ramp_sets_heavy if heavy else shape.ramp_sets
        if item.ramp_sets < sets:
            said = "one lighter set" if sets == 1 else f"{sets} lighter sets"
            yield Breach(sets - item.ramp_sets, f"{name_of(item, cards)} needs {said} before the first work set.")


def comes_first(shape: shapes.ComesFirst, session: Session, cards: Cards) -> Iterator[Breach]:
    """Items with the tag that stand behind other work."""
    other = None
    for item in exercises(session, cards):
        card = cards.get(item.exercise)
        if card is None:
            continue
        if shape.tag not in card.tags:
            other = other or card.name
        elif other is not None:
            yield Breach(1, f"{card.name} comes after {other}; {SAID_TAG[shape.tag]} come first, on fresh legs.")


def comes_last(shape: shapes.ComesLast, session: Session, cards: Cards) -> Iterator[Breach]:
    """Small work that stands in front of bigger work; in a pair it only fills the rest of its partner."""
    small, tags = None, frozenset(shape.tags)
    for group in _groups(session, cards):
        if all(card.tags and tags.issuperset(card.tags) for card in group):
            small = small or group[0].name
        elif small is not None:
            yield Breach(1, f"{small} comes before {group[0].name}; small work comes last.")
            return


def _groups(session: Session, cards: Cards) -> Iterator[list[ExerciseCard]]:
    """The exercises in their order: straight sets one by one, all others block by block."""
    for block in session.blocks:
        if block.kind in ("warm-up", "cooldown"):
            continue
        held = [cards[item.exercise] for item in block.items if item.exercise in cards and is_exercise(item, cards)]
        if block.kind == "straight":
            for card in held:
                yield [card]
        elif held:
            yield held


def true_classes(
    shape: shapes.TrueClasses, sessions: Sequence[SessionAt], cards: Cards, behind: Collection[str]
) -> Iterator[Breach]:
    """Sessions that are called something else than what is in them; those behind count as exposures alone."""
    seen: Counter[str] = Counter()
    for at in sessions:
        session = at.session
        if session is None or not session.blocks:
            continue
        if at.id not in behind:
            for text in _untrue(at, session, classes_of(session, cards, shape, seen), cards):
                yield Breach(1, text, (at.id,))
        for name in {item.exercise for item in exercises(session, cards)}:
            seen[name] += 1


def _untrue(at: SessionAt, session: Session, held: set[Stress], cards: Cards) -> Iterator[str]:
    """What the labels hide, and what they promise without holding it.

    Light work and mobility never bind more than the classes above them, so they may go unnamed in a mixed session.
    """
    for stress in STRESS[:4]:
        if stress in held and stress not in at.classes:
            yield f"It holds {SAID_CLASS[stress]} but is not called so."
    if is_named_workout(session) or not held:
        return
    for stress in at.classes:
        if stress in ("heavy-legs", "high-plyometric") and stress not in held:
            yield f"It is called {SAID_CLASS[stress]} but holds none."
        if stress == "low-plyometric" and not held & {"low-plyometric", "high-plyometric"}:
            yield "It is called small jumps but holds none."
        if stress == "moderate-legs" and not held & {"moderate-legs", "heavy-legs"} and not _compounds(session, cards):
            yield "It is called moderate legs but holds only light work."


def _compounds(session: Session, cards: Cards) -> bool:
    """Whether it holds compounds: a full body-mass session counts as moderate however easy it is."""
    return any(is_compound(item, cards) for item in exercises(session, cards))


def youth_effort(shape: shapes.YouthEffort, session: Session, cards: Cards, age: int | None) -> Iterator[Breach]:
    """Compounds outside the repetitions or below the reserve of young runners, or loads from a one-rep maximum."""
    if age is None or age >= shape.under:
        return
    least, most = shape.reps
    for item in exercises(session, cards):
        name = name_of(item, cards)
        if item.load.kind == "percent-1rm":
            yield Breach(1, f"{name} is loaded from a one-rep maximum; under {shape.under} it is picked by effort.")
        if not is_compound(item, cards):
            continue
        if item.reps is not None and not (least <= item.reps[0] and reps_a_leg(item, cards) <= most):
            yield Breach(1, f"{name} asks for {item.reps[0]} to {item.reps[1]} reps; {least} to {most} fit your age.")
        if item.rir is not None and item.rir[0] < shape.rir:
            yield Breach(1, f"{name} leaves {item.rir[0]} in reserve; {shape.rir} fit your age.")


def share_of(shape: shapes.ShareOf, at: SessionAt, session: Session, cards: Cards) -> Iterator[Breach]:
    """A full session whose sets carry a tag too rarely."""
    if not at.full or is_named_workout(session):
        return
    items = exercises(session, cards)
    total = sum(item.sets for item in items)
    tagged = sum(item.sets for item in items if item.exercise in cards and shape.tag in cards[item.exercise].tags)
    if tagged * 100 < shape.percent * total:
        yield Breach(1, f"{tagged} of {total} sets are {SAID_TAG[shape.tag]}; {shape.percent} % would be better.")


def session_length(shape: shapes.SessionLength, at: SessionAt, session: Session, athlete: Athlete) -> Iterator[Breach]:
    """A full session much shorter or longer than wanted."""
    wanted = athlete.minutes or shape.minutes[athlete.level]
    said = "what you gave" if athlete.minutes else "usual at your level"
    if at.full and not is_named_workout(session) and abs(session.minutes - wanted) > shape.slack:
        yield Breach(
            1,
            f"It takes {session.minutes} minutes; about {wanted} are {said}.",
        )


def effort_within(
    shape: shapes.EffortWithin, at: SessionAt, session: Session, cards: Cards, athlete: Athlete
) -> Iterator[Breach]:
    """Compound sets of a full session that are aimed too hard or too easy."""
    if not at.full or is_named_workout(session):
        return
    young = athlete.young and "youth" in shape.rir
    least, most = shape.rir["youth" if young else athlete.level]
    for item in exercises(session, cards):
        if is_compound(item, cards) and item.rir is not None and not least <= item.rir[0] <= item.rir[1] <= most:
            text = f"{name_of(item, cards)} aims at {item.rir[0]} to {item.rir[1]} in reserve;"
            yield Breach(1, f"{text} {least} to {most} suit you.")


def avoids_block(shape: shapes.AvoidsBlock, at: SessionAt, session: Session) -> Iterator[Breach]:
    """A full session built with a kind of block that is better avoided."""
    if at.full and not is_named_workout(session) and any(block.kind == shape.kind for block in session.blocks):
        yield Breach(1, f"It has a {shape.kind}; pairs with rest between keep the quality up.")


def weak_points(at: SessionAt, session: Session, cards: Cards, athlete: Athlete) -> Iterator[Breach]:
    """A full session that leaves out a region the runner named as weak."""
    if not at.full or is_named_workout(session):
        return
    regions = {region for item in exercises(session, cards) if item.exercise in cards
               for region in cards[item.exercise].regions}  # fmt: skip
    for region in athlete.weak_points:
        if region not in regions:
            yield Breach(1, f"It does nothing for your {region.replace('-', ' ')}, which you named as a weak point.")


def within(shape: shapes.Shape, at: SessionAt, session: Session, plan: Plan, runs: Sequence[RunAt]) -> Iterator[Breach]:
    """What a shape finds in the contents of one session; nothing for shapes that speak of other things."""
    cards, athlete = plan.exercises, plan.brief.athlete
    match shape:
        case shapes.Contains():
            return contains(shape, at, session, cards)
        case shapes.KeepsReserve():
            return keeps_reserve(shape, session, cards)
        case shapes.OnlyOwnKit():
            return only_own_kit(session, cards, plan.brief)
        case shapes.WarmsUp():
            return warms_up(shape, at, session, cards, runs)
        case shapes.ComesFirst():
            return comes_first(shape, session, cards)
        case shapes.ComesLast():
            return comes_last(shape, session, cards)
        case shapes.YouthEffort():
            return youth_effort(shape, session, cards, athlete.age)
        case shapes.ShareOf():
            return share_of(shape, at, session, cards)
        case shapes.SessionLength():
            return session_length(shape, at, session, athlete)
        case shapes.EffortWithin():
            return effort_within(shape, at, session, cards, athlete)
        case shapes.AvoidsBlock():
            return avoids_block(shape, at, session)
        case shapes.WeakPoints():
            return weak_points(at, session, cards, athlete)
    return iter(())
