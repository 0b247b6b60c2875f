"""What moving sessions about would newly break: the moved plan's audit minus the plan's, each asked for once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import cached_property

import msgspec

from midstance.rules.audit import audit
from midstance.rules.rule import Rule
from midstance.training.plan import Audit, Finding, Plan


class MovedAudits:
    """A plan as it would be judged with one of its sessions elsewhere; the plan itself is judged once for all of it."""

    def __init__(self, plan: Plan, rules: Sequence[Rule]) -> None:
        self._plan, self._rules = plan, rules
        self._places = {session.id: place for place, session in enumerate(plan.sessions)}
        self._known: dict[tuple[str, dt.date, str], Audit] = {}

    @cached_property
    def _before(self) -> Audit:
        return audit(self._plan, self._rules)

    def moved(self, session_id: str, new_date: dt.date, new_start: str | None) -> Audit:
        """What a session would newly break, or break worse, on a day at an hour, or at its own.

        Raises KeyError when the plan has no session of that id.
        """
        place = self._places[session_id]
        session = self._plan.sessions[place]
        start = new_start or session.start
        found = self._known.get((session_id, new_date, start))
        if found is None:
            there = msgspec.structs.replace(session, date=new_date, start=start)
            sessions = (*self._plan.sessions[:place], there, *self._plan.sessions[place + 1 :])
            after = audit(msgspec.structs.replace(self._plan, sessions=sessions), self._rules)
            hard, soft = _worse(self._before.hard, after.hard), _worse(self._before.soft, after.soft)
            found = self._known[session_id, new_date, start] = Audit(hard=hard, soft=soft)
        return found


def audit_moved(plan: Plan, session_id: str, new_date: dt.date, new_start: str | None, rules: Sequence[Rule]) -> Audit:
    """What moving a session would newly break, or break worse: the answer to "why not Thursday".

    Raises KeyError when the plan has no session of that id.
    """
    return MovedAudits(plan, rules).moved(session_id, new_date, new_start)


def _worse(before: Sequence[Finding], after: Sequence[Finding]) -> tuple[Finding, ...]:
    known = {(finding.rule, finding.sessions): finding.excess for finding in before}
    return tuple(one for one in after if one.excess > known.get((one.rule, one.sessions), 0))
