"""What clashes when pins cannot hold: a smallest set of pins and rules, and the cheapest rule to bend."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import msgspec

from midstance.planner.asks import means_of, week_asks
from midstance.planner.columns import WeekRules
from midstance.planner.gauge import Gauge
from midstance.planner.grid import Grid
from midstance.planner.phases import outline
from midstance.planner.search import NoSeason, Season
from midstance.rules import shapes
from midstance.rules.ledger import Ledger, runs_at
from midstance.rules.rule import Rule
from midstance.rules.saying import SAID_CLASS
from midstance.training.clock import said_date, said_weekday
from midstance.training.plan import Brief, Pin
from midstance.training.session import Stress

_PLACING = (
    shapes.ClearBefore | shapes.ClearAfter | shapes.DaysAfterRace | shapes.SpacedOut | shapes.AtMost
    | shapes.OnlyClasses
)  # fmt: skip
"""Shapes of hard rules that can stand in the way of a pin."""


class Clash(msgspec.Struct, frozen=True, kw_only=True):
    """Pins and rules that cannot hold together; without any one of them the rest can."""

    week: dt.date
    pins: tuple[Pin, ...]
    rules: tuple[Rule, ...]
    bends: tuple[tuple[str, int], ...]
    """Each rule of the clash with what the week costs once it is bent, cheapest first."""
    unasked: tuple[Stress, ...] = ()
    """Pinned stress classes that the phase of the week does not offer this runner."""

    def lines(self) -> tuple[str, ...]:
        """The clash in sentences."""
        pins = " and ".join(_said(pin) for pin in self.pins) or "what you pinned"
        lines = [f"{pins} cannot hold in the week of {said_date(self.week)}."]
        lines += [f"In the way: {rule.says}" for rule in self.rules]
        if self.unasked:
            said = " and ".join(SAID_CLASS[stress] for stress in self.unasked)
            lines.append(f"The phase of that week has no {said} for you: level, kit and what you are used to decide.")
        elif not self.rules:
            lines.append("That day has no window, or too short a one, for such a session.")
        elif self.bends:
            easiest = next(rule for rule in self.rules if rule.id == self.bends[0][0])
            lines.append(f"If one has to give way, bend {easiest.id} first. What it costs you: {easiest.why}")
        lines.append("Move or drop a pin, or choose a lighter kind of session for it.")
        return tuple(lines)


def _said(pin: Pin) -> str:
    kind = f" ({SAID_CLASS[pin.stress]})" if pin.stress else ""
    return f"The pin on {said_weekday(pin.date)} {said_date(pin.date)}{' at ' + pin.start if pin.start else ''}{kind}"


def clash_of(brief: Brief, rules: Sequence[Rule], week: dt.date) -> Clash:
    """A smallest clash, by taking away pins and rules one by one while the week still fails (deletion filter)."""
    near = _around(brief, week)
    pins = list(near.pins)
    for pin in list(pins):
        if _price(near, [one for one in pins if one is not pin], rules) is None:
            pins.remove(pin)
    blocking = [rule for rule in rules if rule.hard and isinstance(rule.demand, _PLACING)]
    soft = [rule for rule in rules if not rule.hard]
    for rule in list(blocking):
        left = [one for one in blocking if one is not rule]
        if _price(near, pins, soft + left) is None:
            blocking = left
    bends = []
    for rule in blocking:
        price = _price(near, pins, [one for one in rules if one is not rule])
        if price is not None:
            bends.append((rule.id, price))
    ordered = tuple(sorted(bends, key=lambda bend: (bend[1], bend[0])))
    return Clash(week=week, pins=tuple(pins), rules=tuple(blocking), bends=ordered, unasked=_unasked(brief, pins))


def _unasked(brief: Brief, pins: Sequence[Pin]) -> tuple[Stress, ...]:
    """Classes of pins that no session asked for in their week could have."""
    found = []
    for week in week_asks(brief, outline(brief), means_of(brief)):
        offered = {stress for ask in week.asks for variant in ask.variants for stress in variant.classes}
        for pin in pins:
            inside = 0 <= (pin.date - week.outline.start).days < week.outline.days
            if inside and pin.stress is not None and pin.stress not in offered:
                found.append(pin.stress)
    return tuple(found)


def _around(brief: Brief, week: dt.date) -> Brief:
    """The brief cut to the week and its neighbours: no rule between sessions reaches further."""
    first, last = max(brief.start, week - dt.timedelta(days=14)), min(brief.end, week + dt.timedelta(days=13))
    pins = tuple(pin for pin in brief.pins if first <= pin.date <= last)
    return msgspec.structs.replace(brief, start=first, end=last, pins=pins)


def _price(brief: Brief, pins: Sequence[Pin], rules: Sequence[Rule]) -> int | None:
    """What the best placement costs with these pins and rules, or None when there is none."""
    pinned = msgspec.structs.replace(brief, pins=tuple(pins))
    grid = Grid(pinned, Gauge(rules, Ledger(pinned, runs_at(pinned), ())))
    try:
        weeks = week_asks(pinned, outline(pinned), means_of(pinned))
        return Season(weeks, grid, WeekRules(rules, brief.athlete.age)).solve().price
    except NoSeason:
        return None
