"""From which day the log speaks for the next level. It proposes; the runner says so with one setting."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from midstance.rules.ledger import ACCUSTOMED_EXPOSURES
from midstance.training.clock import monday_of
from midstance.training.exercise import Level
from midstance.training.plan import Brief
from midstance.training.session import Because
from midstance.training.standing import Done

STEADY_WEEKS: dict[Level, int] = {"beginner": 12, "intermediate": 52}
"""Weeks of steady strength work after which the next level begins (rules page, Levels; evidence 16.3)."""
STEADY_PERCENT = 75
"""Share of those weeks in which at least one session was done (evidence, section 9: adherence of 75 to 80 %)."""
NEXT: dict[Level, Level] = {"beginner": "intermediate", "intermediate": "advanced"}


def level_up(brief: Brief, done: Sequence[Done], today: dt.date) -> Because | None:
    """Why the runner could count as one level further, or None. Only logged sessions speak."""
    level = brief.athlete.level
    if level not in STEADY_WEEKS or brief.prescreen == "positive":
        return None
    wanted = STEADY_WEEKS[level]
    trained = {monday_of(one.date) for one in done if one.logged and set(one.classes) != {"mobility"}}
    begun = min(trained, default=None)
    if begun is None or (monday_of(today) - begun).days < 7 * wanted:
        return None
    first = monday_of(today) - dt.timedelta(weeks=wanted)
    steady = sum(1 for monday in trained if first <= monday < monday_of(today))
    heavy = sum(1 for one in done if one.logged and "heavy-legs" in one.classes)
    if steady * 100 < STEADY_PERCENT * wanted or (level == "intermediate" and heavy < ACCUSTOMED_EXPOSURES):
        return None
    text = (
        f"You trained in {steady} of the last {wanted} weeks. If you want it, `midstance settings --level "
        f"{NEXT[level]}` makes the plan that of the next level."
    )
    return Because(rule="R-FRQ-4", text=text, sources=("ours",))
