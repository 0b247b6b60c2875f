"""The document itself: ids, order, descriptions, an empty list of hard findings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from .contents import Season
from .document import Breach, words

PATTERNS = words(
    "squat lunge step-up press hinge hip-extension knee-flexion calf-raise hip-abduction hip-flexion trunk jump hop "
    "bound drill"
)


def check_shape(season: Season) -> Iterator[Breach]:
    """What `plan-document.md` fixes beyond the types of single values."""
    doc = season.doc
    yield from doc.faults
    if doc.hard_findings:
        yield Breach("document", "audit.hard", f"{doc.hard_findings} hard findings in a written plan", False)
    for name, count in Counter(s.id for s in doc.sessions).items():
        if count > 1 or not name:
            yield Breach("document", f"session {name!r}", f"the id stands {count} times", False)
    order = [(s.date, s.start) for s in doc.sessions]
    if order != sorted(order):
        yield Breach("document", "sessions", "are not in order of time", False)
    weeks = [w.start for w in doc.microcycles]
    if weeks != sorted(weeks):
        yield Breach("document", "microcycles", "are not in order of time", False)
    if doc.end < doc.start:
        yield Breach("document", "brief", "ends before it starts", False)
    used = {i.exercise for s in doc.sessions for b in s.blocks for i in b.items}
    for name in sorted(used - doc.exercises.keys()):
        yield Breach("document", "exercises", f"{name} is used and not described", False)
    for name in sorted(doc.exercises.keys() - used):
        yield Breach("document", "exercises", f"{name} is described and not used", True)
    for card in doc.exercises.values():
        if card.pattern not in PATTERNS:
            yield Breach("document", f"exercises.{card.id}", f"{card.pattern!r} is no pattern", False)
    raced = {r.date for r in doc.races}
    for run in doc.runs:
        if run.kind == "race" and run.date not in raced:
            yield Breach("document", f"race run {run.date}", "stands in no race of the brief", True)
    yield from check_sessions_said(season)


def check_sessions_said(season: Season) -> Iterator[Breach]:
    """Every session has work, minutes, a title and a reason; unilateral work is written per side."""
    for visit in season.visits:
        session = visit.session
        if not session.minutes or not any(b.items for b in session.blocks):
            yield Breach("document", visit.where, "an empty session", False)
        if not session.title:
            yield Breach("document", visit.where, "no title", False)
        if not session.reasons:
            yield Breach("document", visit.where, "no reason is given", True)
        for item in session.work:
            card = season.doc.card(item.exercise)
            if card.id and card.pattern != "drill" and item.per_side != card.per_side:
                text = f"{item.exercise}: per side in one place and not in the other"
                yield Breach("document", visit.where, text, True)
