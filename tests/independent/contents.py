"""Stress classes and ground contacts of each session, worked out from what is in it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from .decode import STRESSES
from .document import Card, Document, Item, Moment, Session, longest, moment, shortest
from .wellknown import COMPOUNDS, COVERAGE, JUMPS, lookup

HL, PH, ML, PL, LT, MB = STRESSES
LOADED = frozenset({HL, PH, ML})
JUMPING = frozenset({PH, PL})
DOMINATED = {ML: HL, PL: PH}
"""A class whose every rule the other class implies, hours and counts alike."""
FULL_PHASES = ("foundation", "build", "strength")
HIGH_CONTACTS = 60
FIRST_EXPOSURES = 3
THREE_WEEKS = 21


@dataclass(frozen=True)
class Contents:
    """Classes surely in a session, those there on the stricter reading, and its weighted contacts."""

    certain: frozenset[str]
    stricter: frozenset[str]
    contacts: float


@dataclass(frozen=True)
class Visit:
    """A session with what is in it."""

    session: Session
    contents: Contents

    @property
    def classes(self) -> frozenset[str]:
        """What it says it is and what it surely is."""
        return self.contents.certain.union(self.session.claimed)

    @property
    def loaded(self) -> bool:
        return bool(self.classes & LOADED)

    @property
    def jumping(self) -> bool:
        return bool(self.classes & JUMPING)

    @property
    def where(self) -> str:
        return f"{self.session.id} {self.session.date} {self.session.start}"


@dataclass(frozen=True)
class Season:
    """A document and its sessions in order of time."""

    doc: Document
    visits: tuple[Visit, ...]

    def full(self, visit: Visit) -> bool:
        """Full session: heavy or moderate, over 20 min, in foundation, build or strength, not a deload."""
        date = visit.session.date
        return (
            bool(visit.classes & {HL, ML})
            and visit.session.minutes > 20
            and self.doc.phase_of(date) in FULL_PHASES
            and not self.doc.is_deload(date)
        )

    def past(self, stress: str) -> tuple[dt.date, ...]:
        return tuple(sorted(self.doc.history.get(stress, ())))

    def exposures(self, stress: str, before: Visit) -> list[tuple[dt.date, Moment]]:
        """Sessions of a class done or planned before a visit; done ones are taken at 18:00, the usual hour."""
        found = {d: moment(d, 18 * 60, self.doc.zone) for d in self.past(stress) if d < before.session.date}
        for visit in self.visits:
            if visit.session.begins.wall >= before.session.begins.wall:
                break
            if stress in visit.classes:
                found[visit.session.date] = visit.session.begins
        return sorted(found.items())

    def accustomed(self, visit: Visit) -> tuple[bool, bool]:
        """Whether a heavy visit counts as accustomed, on the milder and on the stricter reading.

        Milder: three exposures ever, the last under three weeks ago. Stricter: a gap of three weeks starts the
        count again, and both days and hours must be under three weeks.
        """
        before = self.exposures(HL, visit)
        if len(before) < FIRST_EXPOSURES:
            return False, False
        last_date, last = before[-1]
        days = (visit.session.date - last_date).days
        hours_ok = longest(last, visit.session.begins) < THREE_WEEKS * 1440
        since = 1
        for (earlier, _), (later, _) in zip(reversed(before[:-1]), reversed(before[1:]), strict=True):
            if (later - earlier).days >= THREE_WEEKS:
                break
            since += 1
        mild = days < THREE_WEEKS or shortest(last, visit.session.begins) < THREE_WEEKS * 1440
        return mild, days < THREE_WEEKS and hours_ok and since >= FIRST_EXPOSURES


def impact_of(exercise: str, card: Card) -> float:
    """Weight of one ground contact: the card's, or by id where the exercise has no card."""
    found = lookup(exercise)
    return card.impact if card.id else (found.impact if found else 0.0)


def is_jump(doc: Document, item: Item) -> bool:
    card = doc.card(item.exercise)
    return impact_of(item.exercise, card) > 0 or card.pattern in JUMPS


def is_heavy(doc: Document, item: Item) -> bool:
    """A compound whose lowest reps and lowest RIR add up to 7 or less."""
    if doc.card(item.exercise).pattern not in COMPOUNDS or item.reps is None or item.rir is None:
        return False
    return item.reps[0] + item.rir[0] <= 7


def heavy_on_strict_reading(doc: Document, item: Item) -> bool:
    """Heavy by percentage, or by reps alone where no RIR is written and so one rep in reserve is all one may trust."""
    if doc.card(item.exercise).pattern not in COMPOUNDS:
        return False
    if item.load == "percent-1rm" and (item.percent or 0) >= 80:
        return True
    return item.rir is None and item.reps is not None and item.outside_load and item.reps[0] + 1 <= 7


def weighted_contacts(doc: Document, session: Session) -> float:
    return sum(i.contacts * impact_of(i.exercise, doc.card(i.exercise)) for b in session.blocks for i in b.items)


def jump_classes(doc: Document, session: Session, contacts: float) -> set[str]:
    jumps = [i for b in session.blocks for i in b.items if is_jump(doc, i)]
    if not jumps:
        return set()
    for item in jumps:
        card = doc.card(item.exercise)
        one_leg = item.per_side or card.per_side or "single-leg" in card.tags or card.pattern == "bound"
        if one_leg or impact_of(item.exercise, card) >= 1:
            return {PH}
    return {PH} if contacts > HIGH_CONTACTS else {PL}


def body_mass_session(doc: Document, session: Session) -> tuple[bool, bool]:
    """Whether a beginner's session without load counts as moderate: surely, and on the stricter reading."""
    in_phase = doc.phase_of(session.date) in FULL_PHASES and not doc.is_deload(session.date)
    if doc.athlete.level != "beginner" or session.minutes <= 20 or not in_phase or session.mini:
        return False, False
    cards = [doc.card(i.exercise) for i in session.work]
    covered = {tag for card in cards for tag in card.tags}
    whole = covered.issuperset(COVERAGE) and len({c.id for c in cards if c.pattern != "drill"}) >= 4
    return whole, whole or any(card.pattern in COMPOUNDS for card in cards)


def classify(doc: Document, session: Session, seen: dict[str, int]) -> Contents:
    """The classes of one session; `seen` counts the earlier sessions with each listed eccentric."""
    contacts = weighted_contacts(doc, session)
    certain = jump_classes(doc, session, contacts)
    stricter: set[str] = set()
    for item in session.work:
        card = doc.card(item.exercise)
        if card.pattern == "drill":
            certain.add(MB)
        elif is_heavy(doc, item) or (card.eccentric and seen.get(card.id, 0) < FIRST_EXPOSURES):
            certain.add(HL)
        elif is_jump(doc, item):
            stricter.update({ML} if item.outside_load else set())
        elif item.outside_load or (item.rir is not None and item.rir[0] < 4):
            certain.add(ML)
        else:
            certain.add(LT)
        if heavy_on_strict_reading(doc, item):
            stricter.add(HL)
    surely, perhaps = body_mass_session(doc, session)
    certain.update({ML} if surely else set())
    stricter.update({ML} if perhaps else set())
    if not certain:
        certain.add(MB)
    return Contents(frozenset(certain), frozenset(stricter | certain), contacts)


def read_season(doc: Document) -> Season:
    """Classify every session in order of time."""
    seen: dict[str, int] = {}
    visits = []
    for session in sorted(doc.sessions, key=lambda s: (s.begins.wall, s.id)):
        visits.append(Visit(session, classify(doc, session, seen)))
        for exercise in {i.exercise for i in session.work}:
            seen[exercise] = seen.get(exercise, 0) + 1
    return Season(doc, tuple(visits))


def with_visit(season: Season, extra: Visit) -> Season:
    """The season with one more visit, for asking whether it would fit."""
    visits = sorted((*season.visits, extra), key=lambda v: (v.session.begins.wall, v.session.id))
    return replace(season, visits=tuple(visits))
