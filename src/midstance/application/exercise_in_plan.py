"""An exercise in the runner's own plan: when it comes next, with what, and why its load is what it is."""

from __future__ import annotations

import datetime as dt

import msgspec

from midstance.application.answers import Answer
from midstance.application.explaining_exercises import uses_of, why_exercise, why_load
from midstance.application.recording.notebook import Notebook
from midstance.application.session_changes import plan_as_it_stands
from midstance.formats.session_words import said_dose, said_load, said_reserve
from midstance.training.prescription import Load

USES_SHOWN = 6
"""Coming sessions told one by one (ours)."""


class Use(msgspec.Struct, frozen=True, kw_only=True):
    """One session in which it stands."""

    session: str
    date: dt.date
    dose: str
    load: Load
    said_load: str
    reserve: str


class InPlan(msgspec.Struct, frozen=True, kw_only=True):
    """Where an exercise stands in the plan from today on."""

    uses: tuple[Use, ...]
    more: int
    why: Answer | None = None
    load: Answer | None = None


def in_plan(book: Notebook, exercise: str) -> InPlan:
    """The coming sessions with an exercise, and why; nothing where the plan does not use it. Raises DiaryError."""
    plan = plan_as_it_stands(book)
    every = list(uses_of(plan, exercise))
    ahead = [
        Use(session=session.id, date=session.date, dose=said_dose(item), load=item.load,
            said_load=said_load(item.load), reserve=said_reserve(item))
        for session, item in every if session.date >= book.today
    ]  # fmt: skip
    return InPlan(
        uses=tuple(ahead[:USES_SHOWN]),
        more=max(len(ahead) - USES_SHOWN, 0),
        why=why_exercise(plan, exercise) if every else None,
        load=why_load(plan, exercise) if every else None,
    )
