"""What one line of a session is: an exercise or a drill, loaded or not, heavy, jumping, and how hard it lands."""

from __future__ import annotations

from collections.abc import Mapping

from midstance.rules.shapes import TrueClasses
from midstance.training.exercise import COMPOUND_PATTERNS
from midstance.training.plan import ExerciseCard
from midstance.training.prescription import Item
from midstance.training.session import Session, Stress

Cards = Mapping[str, ExerciseCard]

EXTERNAL = frozenset({"kg", "lb", "percent-1rm", "effort"})
"""Loads from outside the body; bands do not count (rules page, stress classes)."""
HIGH_IMPACT = 1.0
"""From the weight of a squat jump on, a landing is high plyometric (rules page, H14 and stress classes)."""
SECONDS_A_REP = 3
"""Time taken for one repetition of a drill (our own choice)."""


def is_exercise(item: Item, cards: Cards) -> bool:
    """Whether it counts as an exercise; what has no card does, because nothing says otherwise."""
    card = cards.get(item.exercise)
    return card is None or card.pattern != "drill"


class _Read:
    """The sessions of one plan that were looked into, told apart by identity as its cards are."""

    __slots__ = ("cards", "found")

    def __init__(self, cards: Cards) -> None:
        self.cards = cards
        self.found: dict[int, tuple[Session, tuple[Item, ...]]] = {}


MOST_READ = 1024
"""Sessions of one plan that are kept at once; more than several years have (ours)."""
_last = [_Read({})]
"""The plan looked into last: a dozen rules ask the same of each of its sessions in turn."""


def exercises(session: Session, cards: Cards) -> tuple[Item, ...]:
    """The exercises of a session, warm-up and cool-down left out."""
    read = _last[0]
    if read.cards is not cards or len(read.found) > MOST_READ:
        read = _last[0] = _Read(cards)
    known = read.found.get(id(session))
    if known is None or known[0] is not session:
        items = tuple([item for item in session.work() if is_exercise(item, cards)])
        known = read.found[id(session)] = (session, items)
    return known[1]


def loaded_outside(item: Item) -> bool:
    """Whether a load from outside is held, other than a band."""
    return item.load.kind in EXTERNAL


def is_compound(item: Item, cards: Cards) -> bool:
    """Whether its pattern is one that makes a session heavy when done heavy."""
    card = cards.get(item.exercise)
    return card is not None and card.pattern in COMPOUND_PATTERNS


def reps_a_leg(item: Item, cards: Cards) -> int:
    """The most repetitions one leg does; alternating forms count both legs together."""
    card = cards.get(item.exercise)
    most = item.reps[1] if item.reps is not None else 0
    alternating = card is not None and "single-leg" in card.tags and not card.per_side
    return -(-most // 2) if alternating else most


def is_heavy_lift(item: Item, cards: Cards, reps_and_rir: int) -> bool:
    """Whether a compound is so heavy that its lowest repetitions and reserve add up to no more than this."""
    if item.reps is None or item.rir is None or not is_compound(item, cards):
        return False
    return item.reps[0] + item.rir[0] <= reps_and_rir


def weighted_contacts(item: Item, cards: Cards) -> float:
    """Ground contacts of an item, each by the weight of its landing."""
    card = cards.get(item.exercise)
    return item.contacts * card.impact if card is not None else 0.0


def one_set_of_contacts(item: Item, cards: Cards) -> float:
    """Weighted contacts of one of its sets."""
    return weighted_contacts(item, cards) / item.sets if item.sets else 0.0


def name_of(item: Item, cards: Cards) -> str:
    """What people call it."""
    card = cards.get(item.exercise)
    return card.name if card is not None else item.exercise


def seconds_of(item: Item) -> int:
    """The least time a warm-up item takes."""
    if item.seconds is not None:
        amount = item.seconds[0]
    else:
        amount = (item.reps[0] if item.reps is not None else 0) * SECONDS_A_REP
    return item.sets * amount * (2 if item.per_side else 1)


def _plyometric(item: Item, card: ExerciseCard) -> Stress | None:
    if card.impact <= 0:
        return None
    one_leg = card.per_side or "single-leg" in card.tags
    return "high-plyometric" if one_leg or card.impact >= HIGH_IMPACT else "low-plyometric"


def class_of(item: Item, cards: Cards, shape: TrueClasses, exposures: int) -> Stress:
    """The stress class of one exercise; `exposures` counts earlier sessions with it."""
    card = cards.get(item.exercise)
    if card is not None:
        jump = _plyometric(item, card)
        if jump is not None:
            return jump
        if card.eccentric and exposures < shape.eccentric_exposures:
            return "heavy-legs"
    if is_heavy_lift(item, cards, shape.heavy_reps_and_rir):
        return "heavy-legs"
    if loaded_outside(item) or (item.rir is not None and item.rir[0] < shape.light_rir):
        return "moderate-legs"
    return "light"


def classes_of(session: Session, cards: Cards, shape: TrueClasses, exposures: Mapping[str, int]) -> set[Stress]:
    """The stress classes of what is in a session."""
    found: set[Stress] = set()
    contacts = 0.0
    for item in exercises(session, cards):
        found.add(class_of(item, cards, shape, exposures.get(item.exercise, 0)))
        contacts += weighted_contacts(item, cards)
    if contacts > shape.low_contacts:
        found.add("high-plyometric")
    return found
