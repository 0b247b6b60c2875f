"""Why a session stands where it stands, in sentences a runner understands."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from midstance.planner.slots import Slot
from midstance.rules import shapes
from midstance.rules.ledger import Ledger, RunAt, SessionAt
from midstance.rules.placing import kinds_before
from midstance.rules.rule import Rule
from midstance.rules.saying import said_doing, said_run, said_time
from midstance.training.clock import DAY, HOUR, gap, said_weekday
from midstance.training.session import Because

FAR = 8 * 24 * HOUR
"""Runs further away than the longest clear time are no reason (our own choice)."""

SAID_IN_DAYS = 3
"""From so many days on a gap is said in days (our own choice)."""

PHASE_SAYS = {
    "foundation": "Foundation: the movements come first, loads stay moderate.",
    "build": "Build: the work grows step by step, in the form you have learned.",
    "strength": "Strength and power: the most demanding weeks of the plan, with your runs still first.",
    "maintain": "Maintenance: running comes first from here, and a little strength work keeps what you built.",
    "taper": "Taper: less work at the same load, so that strength stays and fatigue goes.",
    "race": "Race week: a short primer early, then rest.",
    "recovery": "Recovery after the race: light work only.",
}


DAYS_RULES = ("hard-days-hard", "after-easy-runs")
"""Preferences for a day that are told as the reason for it."""


class Reasons:
    """Reasons for the sessions of one plan, with its rules looked through once."""

    def __init__(self, ledger: Ledger, rules: Sequence[Rule]) -> None:
        self._runs = ledger.runs
        self._starts = [run.start.local for run in ledger.runs]
        self._by_id = {rule.id: rule for rule in rules}
        self._clear = [
            (rule, rule.demand) for rule in rules if rule.hard and isinstance(rule.demand, shapes.ClearBefore)
        ]
        self._phase = next((rule for rule in rules if isinstance(rule.demand, shapes.WeekCount)), None)
        named = {rule.id for rule, _ in self._clear} | {self._phase.id if self._phase is not None else ""}
        self._own = named.union(DAYS_RULES)

    def of(self, slot: Slot, at: SessionAt, said: Sequence[Because]) -> tuple[Because, ...]:
        """The clear time it keeps, the day it uses, and the phase it serves; then what else was `said` of it.

        Reasons of this kind that were said before give way: the runs around a session may have changed since.
        """
        found = (self._clear_time(at), self._day(slot, at), self._of_phase(slot))
        others = (because for because in said if because.rule not in self._own)
        return (*(because for because in found if because is not None), *others)

    def _between(self, first: int, last: int) -> Sequence[RunAt]:
        """The runs that start from one local minute to another."""
        return self._runs[bisect_left(self._starts, first) : bisect_right(self._starts, last)]

    def _clear_time(self, at: SessionAt) -> Because | None:
        """The run that binds it most: the one with the least time to spare."""
        best: tuple[int, Rule, RunAt, int, int] | None = None
        ahead = self._between(at.start.local, at.end.local + FAR + DAY)
        classes = set(at.classes)
        for rule, shape in self._clear:
            if not classes.intersection(shape.counted) or shape.accustomed not in (None, at.accustomed):
                continue
            for run in ahead:
                left = gap(at.end, run.start)
                if left > FAR:
                    break
                hours = shape.hours.get(run.target or "easy", 0)
                if run.target in (None, "easy") or not hours:
                    continue
                if best is None or left - hours * HOUR < best[0]:
                    best = (left - hours * HOUR, rule, run, left, hours)
        if best is None:
            return None
        _, rule, run, left, hours = best
        text = (
            f"{said_doing(at.classes[0], 'end')} {_said_gap(left)} before {said_run(run)}; the least is {hours} hours."
        )
        return Because(rule=rule.id, text=text, sources=rule.sources)

    def _day(self, slot: Slot, at: SessionAt) -> Because | None:
        kinds = kinds_before(at, self._between(at.start.local - DAY, at.start.local))
        day = said_weekday(slot.date)
        after_key, after_easy = DAYS_RULES
        if "key" in kinds and after_key in self._by_id:
            rule = self._by_id[after_key]
            text = f"{day}'s key run is done by then, so the easy days stay easy."
            return Because(rule=rule.id, text=text, sources=rule.sources)
        if kinds & {"easy", "cross-training"} and after_easy in self._by_id:
            rule = self._by_id[after_easy]
            what = "easy run" if "easy" in kinds else "cross-training"
            text = f"It follows {day}'s {what}, so your rest days stay free."
            return Because(rule=rule.id, text=text, sources=rule.sources)
        return None

    def _of_phase(self, slot: Slot) -> Because | None:
        if self._phase is None:
            return None
        text = (
            "A lighter week on purpose: less work, and all of it easy, so that what was trained can settle."
            if slot.deload
            else PHASE_SAYS[slot.phase]
        )
        return Because(rule=self._phase.id, text=text, sources=self._phase.sources)


def _said_gap(minutes: int) -> str:
    """A gap as a runner counts it: `36 hours`, and from some days on `3 days` or `more than 3 days`."""
    days, rest = divmod(minutes, DAY)
    if days < SAID_IN_DAYS:
        return said_time(minutes)
    return f"{'more than ' if rest else ''}{days} days"
