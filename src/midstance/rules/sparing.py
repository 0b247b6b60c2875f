"""The reader of the shape that spares what hurts: nothing of a sore tissue rises, nothing of a painful one stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from midstance.rules import shapes
from midstance.rules.changes import harder_in
from midstance.rules.earned import is_ordinary, item_of
from midstance.rules.items import Cards, exercises, name_of
from midstance.rules.ledger import Ledger, SessionAt
from midstance.rules.saying import Breach
from midstance.rules.tissue import TISSUE
from midstance.training.athlete import Pain
from midstance.training.clock import date_of
from midstance.training.plan import ExerciseCard, pains_on
from midstance.training.prescription import Item


def pain_spared(shape: shapes.PainSpared, ledger: Ledger) -> Iterator[Breach]:
    """Exercises that load what hurts too much, or that rise where it hurts, on the days planned with that pain."""
    if ledger.plan is None:
        return
    cards = ledger.plan.exercises
    by_day = {at.day: pains_on(ledger.brief, date_of(at.day)) for at in ledger.ahead}
    for pain in dict.fromkeys(pain for pains in by_day.values() for pain in pains):
        hurting = [at for at in ledger.ahead if pain in by_day[at.day]]
        limit = shape.stops_above_in_a_joint if pain.joint else shape.stops_above
        if pain.score > limit:
            yield from _still_loaded(pain, hurting, cards)
        elif pain.score >= shape.holds_from:
            yield from _risen(pain, hurting, ledger, cards)
        if _no_jumps(pain, ledger):
            yield from _landing(pain, hurting, cards)


def _no_jumps(pain: Pain, ledger: Ledger) -> bool:
    """Whether the log bars jumps because of a pain."""
    standing = ledger.brief.standing
    return standing is not None and any(one.no_jumps for one in standing.spared if one.site == pain.site)


def _landing(pain: Pain, hurting: Sequence[SessionAt], cards: Cards) -> Iterator[Breach]:
    for at in hurting:
        for item in exercises(at.session, cards) if at.session else ():
            card = cards.get(item.exercise)
            if card is not None and card.impact > 0:
                yield Breach(1, f"{card.name} lands; that waits for the {pain.site}.", (at.id,))


def loads_tissue(card: ExerciseCard | None, pain: Pain) -> bool:
    """Whether an exercise loads the tissue of a painful place."""
    tissue = TISSUE[pain.site]
    return card is not None and (bool(tissue.regions & set(card.regions)) or card.pattern in tissue.patterns)


def _still_loaded(pain: Pain, hurting: Sequence[SessionAt], cards: Cards) -> Iterator[Breach]:
    for at in hurting:
        for item in exercises(at.session, cards) if at.session else ():
            if loads_tissue(cards.get(item.exercise), pain):
                said = f"loads the {pain.site}, which hurts at {pain.score} of 10; it is left out."
                yield Breach(1, f"{name_of(item, cards)} {said}", (at.id,))


def _risen(pain: Pain, hurting: Sequence[SessionAt], ledger: Ledger, cards: Cards) -> Iterator[Breach]:
    """Items that are harder than every dose asked before: since the log was read, or in the whole of a first plan."""
    doses = dict(ledger.brief.standing.doses) if ledger.brief.standing is not None else {}
    to_come, sore = {at.id for at in ledger.ahead}, {at.id for at in hurting}
    asked: dict[str, list[Item]] = {}
    for at in ledger.sessions:
        if at.session is None or not is_ordinary(ledger, at):
            continue
        for item in exercises(at.session, cards):
            if not loads_tissue(cards.get(item.exercise), pain):
                continue
            if at.id not in to_come:
                asked[item.exercise] = [item]
                continue
            dose = doses.pop(item.exercise, None)
            if dose is not None:
                asked[item.exercise] = [dose.asked] if dose.move == "rise" else [dose.asked, item_of(dose)]
            before = asked.setdefault(item.exercise, [])
            more = [harder_in(one, item) for one in before]
            if at.id in sore and before and all(more):
                text = (
                    f"{name_of(item, cards)} rises in {' and '.join(more[-1])}; your {pain.site} hurts at {pain.score}."
                )
                yield Breach(1, text, (at.id,))
            before.append(item)
