"""Runs far longer than any lately, by the rule that planning keeps too; here only said (frandsen-2025)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from midstance.coach.runs import said_kind
from midstance.coach.tables import NEWS_DAYS
from midstance.rules.ledger import runs_at
from midstance.rules.placing import spikes
from midstance.rules.rule import Rule
from midstance.rules.shapes import SpikeClear
from midstance.training.clock import said_date, said_weekday
from midstance.training.plan import Brief
from midstance.training.session import Because


def spike_notes(brief: Brief, rules: Sequence[Rule], today: dt.date) -> tuple[Because, ...]:
    """What to say of spikes that still have to do with today: within the rule's hours behind, within a week ahead."""
    runs = runs_at(brief)
    found: dict[tuple[dt.date, str], Because] = {}
    for rule in rules:
        shape = rule.demand
        if not isinstance(shape, SpikeClear):
            continue
        for at in spikes(shape, runs):
            ahead = (at.run.date - today).days
            if -(shape.hours // 24) <= ahead < NEWS_DAYS:
                when = f"{said_weekday(at.run.date)}, {said_date(at.run.date)}"
                text = (
                    f"Your {said_kind(at.run.kind)} of {when}, is more than {shape.percent - 100} % longer than any in "
                    f"the {shape.days} days before: for {shape.hours} hours around it nothing rises and nothing is new."
                )
                found.setdefault((at.run.date, at.run.start), Because(rule=rule.id, text=text, sources=rule.sources))
    return tuple(found[key] for key in sorted(found))
