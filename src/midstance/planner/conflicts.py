"""What clashes when pins cannot hold: a smallest set of pins and rules, and the cheapest rule to bend."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import msgspec

from midstance.planner.asks import WeekAsk, means_of, week_asks
from midstance.planner.gauge import Gauge
from midstance.planner.grid import Grid
from midstance.planner.phases import outline
from midstance.planner.search import NoSeason, Season
from midstance.planner.week_rules import WeekRules
from midstance.rules import shapes
from midstance.rules.ledger import Ledger, runs_at
from midstance.rules.rule import Rule
from midstance.rules.saying import SAID_CLASS
from midstance.training.clock import said_date, said_weekday
from midstance.training.plan import Brief, Pin
from midstance.training.running import Run
from midstance.training.session import Stress

_PLACING = (
    shapes.ClearBefore | shapes.ClearAfter | shapes.DaysAfterRace | shapes.SpacedOut | shapes.AtMost
    | shapes.OnlyClasses
)  # fmt: skip
"""Shapes of hard rules that can stand in the way of a pin."""
USED_TO: tuple[Stress, ...] = ("moderate-legs", "heavy-legs")
"""Classes of which the runner is used to more after each session."""
OUT_OF_REACH_DAYS = 9
"""Days before which a session done binds no later one: the longest stretch that a rule counts in is a week."""

SLACK_DAYS = 3
"""Days looked beyond a rule's hours: covers what reaches into the next day, and any change of clocks."""


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
        lines = [f"{pins[0].upper()}{pins[1:]} cannot hold in the week of {said_date(self.week)}."]
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
    return f"the pin on {said_weekday(pin.date)} {said_date(pin.date)}{' at ' + pin.start if pin.start else ''}{kind}"


def clash_of(brief: Brief, rules: Sequence[Rule], week: dt.date) -> Clash:
    """A smallest clash, by taking away pins and rules one by one while the week still fails (deletion filter)."""
    season = week_asks(brief, outline(brief), means_of(brief))
    near = _around(brief, week, season, rules)
    if near.price(near.brief.pins, rules) is not None:
        near = _stretch(brief, season)
    pins = list(near.brief.pins)
    for pin in list(pins):
        if near.price([one for one in pins if one is not pin], rules) is None:
            pins.remove(pin)
    pinned = {pin.stress for pin in pins}
    blocking = [rule for rule in rules if rule.hard and isinstance(rule.demand, _PLACING)]
    # Taken away first are the rules that speak of other classes than the pinned ones: those say most of what clashes.
    blocking.sort(key=lambda rule: bool(pinned & set(_counted(rule.demand))))
    soft = [rule for rule in rules if not rule.hard]
    for rule in list(blocking):
        left = [one for one in blocking if one is not rule]
        if near.price(pins, soft + left) is None:
            blocking = left
    bends = []
    for rule in blocking:
        price = near.price(pins, [one for one in rules if one is not rule])
        if price is not None:
            bends.append((rule.id, price))
    ordered = tuple(sorted(bends, key=lambda bend: (bend[1], bend[0])))
    return Clash(week=week, pins=tuple(pins), rules=tuple(blocking), bends=ordered, unasked=_unasked(season, pins))


def _counted(shape: object) -> tuple[Stress, ...]:
    return shape.forbidden if isinstance(shape, shapes.OnlyClasses) else getattr(shape, "counted", ())


def _unasked(season: Sequence[WeekAsk], pins: Sequence[Pin]) -> tuple[Stress, ...]:
    """Classes of pins that no session asked for in their week could have."""
    found = []
    for week in season:
        offered = {stress for ask in week.asks for variant in ask.variants for stress in variant.classes}
        for pin in pins:
            inside = 0 <= (pin.date - week.outline.start).days < week.outline.days
            if inside and pin.stress is not None and pin.stress not in offered:
                found.append(pin.stress)
    return tuple(found)


class _Stretch(msgspec.Struct, frozen=True):
    """Weeks of a season that are placed by themselves, and the brief cut to them."""

    brief: Brief
    weeks: tuple[WeekAsk, ...]
    ledger: Ledger

    def price(self, pins: Sequence[Pin], rules: Sequence[Rule]) -> int | None:
        """What the best placement costs with these pins and rules, or None when there is none."""
        pinned = msgspec.structs.replace(self.brief, pins=tuple(pins))
        grid = Grid(pinned, Gauge(rules, self.ledger))
        try:
            return Season(self.weeks, grid, WeekRules(rules, pinned.athlete.age)).solve().price
        except NoSeason:
            return None


def _stretch(brief: Brief, weeks: tuple[WeekAsk, ...]) -> _Stretch:
    return _Stretch(brief, weeks, Ledger(brief, runs_at(brief), ()))


def _around(brief: Brief, week: dt.date, season: Sequence[WeekAsk], rules: Sequence[Rule]) -> _Stretch:
    """The week and its neighbours as they stand in the season: no rule between sessions reaches further.

    What the weeks before them have made the runner used to is taken for done, as early as it still counts.
    """
    first, last = max(brief.start, week - dt.timedelta(days=7)), min(brief.end, week + dt.timedelta(days=13))
    weeks = tuple(one for one in season if first <= one.outline.start <= last or one.outline.start == week)
    first = weeks[0].outline.start
    before = [one for one in season if one.outline.start < first]
    history = dict(brief.history)
    for stress in USED_TO:
        history[stress] = (*history.get(stress, ()), *_done(before, stress, first))
    pins = tuple(pin for pin in brief.pins if first <= pin.date <= last)
    runs = _runs_near(brief, first, last, rules)
    return _stretch(msgspec.structs.replace(brief, start=first, end=last, pins=pins, history=history, runs=runs), weeks)


def _runs_near(brief: Brief, first: dt.date, last: dt.date, rules: Sequence[Rule]) -> tuple[Run, ...]:
    """The runs that any rule can see from these days: ahead the longest clear time, behind what makes a run a spike."""
    shape_of = [rule.demand for rule in rules]
    hours = [hour for shape in shape_of if isinstance(shape, shapes.ClearBefore) for hour in shape.hours.values()]
    spikes = [shape for shape in shape_of if isinstance(shape, shapes.SpikeClear)]
    ahead = max([hour // 24 for hour in hours] + [shape.hours // 24 for shape in spikes], default=0)
    behind = max((shape.days + shape.hours // 24 for shape in spikes), default=0)
    low = first - dt.timedelta(days=behind + SLACK_DAYS)
    high = last + dt.timedelta(days=ahead + SLACK_DAYS)
    return tuple(run for run in brief.runs if low <= run.date <= high)


def _done(before: Sequence[WeekAsk], stress: Stress, first: dt.date) -> tuple[dt.date, ...]:
    """Made-up days of sessions that the weeks before ask for first, out of reach of all rules between sessions."""
    asked = sum(1 for week in before for ask in week.asks if stress in ask.variants[0].classes)
    return tuple(first - dt.timedelta(days=OUT_OF_REACH_DAYS + one) for one in range(min(asked, len(before), 3)))
