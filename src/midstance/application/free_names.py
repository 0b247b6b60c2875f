"""Names of sessions that no log speaks of yet, so that what was said of one season never counts in another."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from string import ascii_lowercase

import msgspec

from midstance.training.log import Entry
from midstance.training.plan import Finding, Note, Plan


def spoken_of(entries: Iterable[Entry]) -> frozenset[str]:
    """The ids of all sessions that a log names."""
    named = (getattr(entry, "session", None) for entry in entries)
    return frozenset(name for name in named if isinstance(name, str))


def under_free_names(plan: Plan, taken: Collection[str]) -> Plan:
    """The plan, each session whose id is taken under the next one of its day that is free."""
    own = {session.id for session in plan.sessions}
    clashing = [session.id for session in plan.sessions if session.id in taken]
    if not clashing:
        return plan
    used, to = own | set(taken), dict[str, str]()
    for session in plan.sessions:
        if session.id in clashing:
            to[session.id] = _next(f"{session.date.isoformat()}-", used)
            used.add(to[session.id])
    return msgspec.structs.replace(
        plan,
        sessions=tuple(msgspec.structs.replace(one, id=to.get(one.id, one.id)) for one in plan.sessions),
        audit=msgspec.structs.replace(plan.audit, hard=_told(plan.audit.hard, to), soft=_told(plan.audit.soft, to)),
        notes=tuple(Note(about=to.get(note.about, note.about), text=note.text) for note in plan.notes),
    )


def _told(findings: Sequence[Finding], to: dict[str, str]) -> tuple[Finding, ...]:
    return tuple(
        msgspec.structs.replace(one, sessions=tuple(to.get(name, name) for name in one.sessions)) for one in findings
    )


def _next(day: str, used: Collection[str]) -> str:
    """`2027-01-04-c`; after z comes zb."""
    letters = (f"{'z' * round_}{letter}" for round_ in range(len(used) + 1) for letter in ascii_lowercase)
    return next(name for letter in letters if (name := day + letter) not in used)
