"""What stress a session really was, by the sets that were done in it (rules page, Words)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from midstance.planner.composition.classes import ECCENTRIC_EXPOSURES
from midstance.planner.prescription.tables import LIGHT_RIR, LOW_JUMPS_MOST
from midstance.rules.contents import HEAVY_REPS_AND_RIR
from midstance.rules.items import Cards, class_of
from midstance.rules.shapes import TrueClasses
from midstance.training.exercise import COMPOUND_PATTERNS, Exercise
from midstance.training.log import SetResult
from midstance.training.prescription import Item
from midstance.training.session import STRESS, Session, Stress

TRUE_CLASSES = TrueClasses(
    heavy_reps_and_rir=HEAVY_REPS_AND_RIR,
    light_rir=LIGHT_RIR[0],
    low_contacts=LOW_JUMPS_MOST,
    eccentric_exposures=ECCENTRIC_EXPOSURES,
)


def classes_by_sets(
    session: Session | None,
    sets: Sequence[SetResult],
    exercises: Mapping[str, Exercise],
    cards: Cards,
    exposures: Mapping[str, int],
    *,
    whole: bool,
) -> tuple[Stress, ...]:
    """The classes of what was done, worst first. `whole`: the planned session was done to its end.

    A whole session keeps its planned classes even where sets were not written down; one that was cut short has the
    classes of its sets alone. What is not known of an exercise leaves the planned classes standing. `cards` are those
    of the exercises done.
    """
    planned = session.classes if session is not None else ()
    found = _by_sets(sets, exercises, cards, exposures)
    unknown = any(one.exercise not in exercises for one in sets)
    if whole or unknown:
        found |= set(planned)
    elif "moderate-legs" in planned and "heavy-legs" not in found and _compounds(sets, exercises):
        found.add("moderate-legs")
    if found - {"light", "mobility"}:
        found -= {"light", "mobility"} - set(planned)
    return tuple(stress for stress in STRESS if stress in found) or ("light",)


def _compounds(sets: Sequence[SetResult], exercises: Mapping[str, Exercise]) -> bool:
    """Whether a compound was done: with one, a session planned as moderate stays so at body mass too."""
    return any(exercises[one.exercise].pattern in COMPOUND_PATTERNS for one in sets)


def _by_sets(
    sets: Sequence[SetResult], exercises: Mapping[str, Exercise], cards: Cards, exposures: Mapping[str, int]
) -> set[Stress]:
    # Most sets of an exercise are alike, and so are their classes.
    unlike = {_all_that_counts(one): one for one in sets}
    found: set[Stress] = {
        class_of(_as_item(one), cards, TRUE_CLASSES, exposures.get(one.exercise, 0)) for one in unlike.values()
    }
    contacts = 0.0
    for one in sets:
        known = exercises.get(one.exercise)
        if known is not None:
            contacts += (one.reps or one.seconds or 0) * known.contacts * known.impact
    if contacts > TRUE_CLASSES.low_contacts:
        found.add("high-plyometric")
    return found


def _all_that_counts(one: SetResult) -> tuple[object, ...]:
    """All that the item of a set is made from."""
    return one.exercise, one.reps, one.seconds, one.load, one.rir, one.asked if one.rir is None else None


def _as_item(one: SetResult) -> Item:
    """A set as an item of a plan. Where no reserve was said, the set is taken for what was asked."""
    asked = one.asked
    if one.rir is None and asked is not None:
        return Item(exercise=one.exercise, sets=1, reps=asked.reps, seconds=asked.seconds, load=one.load, rir=asked.rir)
    return Item(
        exercise=one.exercise,
        sets=1,
        reps=(one.reps, one.reps) if one.reps is not None else None,
        seconds=(one.seconds, one.seconds) if one.seconds is not None else None,
        load=one.load,
        rir=(one.rir, one.rir) if one.rir is not None else None,
    )
