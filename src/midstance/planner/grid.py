"""The grid of placement: which sessions could stand where, and at what price. Optimality is claimed on this grid.

Each window offers its earliest and its latest start and the starts that follow a run; a day without hours offers the
usual evening hour and, where a run is in the way, the hours around it.
"""

from __future__ import annotations

import datetime as dt

import msgspec

from midstance.planner.asks import LEAST_FULL_MINUTES, WeekAsk
from midstance.planner.gauge import CLASS_BIT, Fired, Gauge, cost_of, mask_of
from midstance.planner.slots import Variant
from midstance.rules.ledger import SessionAt, zone_of
from midstance.rules.placing import AT_ONCE
from midstance.rules.rule import STEP_PRICE
from midstance.rules.windows import window_minutes
from midstance.training.clock import HOUR, Instant, day_number, instant, minute_of
from midstance.training.plan import Brief
from midstance.training.running import ASSUMED_STRENGTH_START
from midstance.training.session import LOADED

LOADED_MASK = sum(CLASS_BIT[stress] for stress in LOADED)
USUAL_START = minute_of(ASSUMED_STRENGTH_START)
LEAST_MINUTES = 10
"""No session is shorter (our own choice)."""
LATEST_APART = 30
"""The latest start is offered when it is at least so many minutes after the earliest (our own choice)."""
SHORTER_PRICE = 4 * STEP_PRICE["comfort"]
"""Price of five minutes less than wanted: P09, our own share of it."""
UNUSUAL_PRICE = 5 * STEP_PRICE["comfort"]
"""Price of leaving the usual hour on a day without given hours (our own choice, comfort)."""
STAND_IN_PRICE = 20 * STEP_PRICE["strength"]
"""Price of each step down the list of variants (our own choice)."""


class Spot(msgspec.Struct, frozen=True, gc=False):
    """A start that a day offers for a number of minutes, whatever stands there."""

    start: Instant
    end: Instant
    price: int
    """Of the hour, of minutes that lack, and the tie weight."""
    short: bool
    """Too short for a full session."""
    assumed: bool
    after_run: bool
    fired: list[Fired]
    """The rules that a session of every class would break there."""


class Candidate(msgspec.Struct, frozen=True, eq=False, gc=False):
    """A variant at a time. `price` holds all that can be said of it alone; `mask`: its classes as bits."""

    variant: Variant
    at: SessionAt
    mask: int
    price: int
    assumed: bool
    after_run: bool
    day: int
    """Day number of its date."""


class Grid:
    """Candidates of a season, made week by week and kept."""

    def __init__(
        self,
        brief: Brief,
        gauge: Gauge,
        *,
        now: tuple[int, int] | None = None,
        stands: frozenset[int] = frozenset(),
    ) -> None:
        """`now`: day number and minute of the day before which nothing new begins; `stands`: starts that day has."""
        self.brief = brief
        self._now = now
        self._stands = stands
        self.gauge = gauge
        self._zone = zone_of(brief.time_zone)
        self._pinned: dict[int, list[int]] = {}
        for pin in brief.pins:
            if pin.start is not None:
                self._pinned.setdefault(day_number(pin.date), []).append(minute_of(pin.start))
        self._blocked = {day_number(date) for date in brief.blocked}
        self._kept: dict[tuple[int, Variant, bool, int], list[Candidate]] = {}
        self._starts: dict[tuple[int, int], list[tuple[int, int, bool]]] = {}
        self._spots: dict[tuple[int, int, int], Spot] = {}

    def of(self, week: WeekAsk, variant: Variant, accustomed: bool, dearer: int) -> list[Candidate]:
        """The candidates of a variant in a week, cheapest first, each at a price raised by `dearer`."""
        key = (day_number(week.outline.start), variant, accustomed, dearer)
        if key not in self._kept:
            found = [candidate for day in self.days(week) for candidate in self.on(day, variant, accustomed, dearer)]
            found.sort(key=_by_price)
            self._kept[key] = found
        return self._kept[key]

    def days(self, week: WeekAsk) -> list[int]:
        """Day numbers of a week on which a session may stand."""
        first = day_number(week.outline.start)
        return [day for day in range(first, first + week.outline.days) if day not in self._blocked]

    def on(self, day: int, variant: Variant, accustomed: bool, dearer: int = 0) -> list[Candidate]:
        """The candidates of a variant on a day."""
        offers = self.starts(day, variant.minutes)
        found = (self._candidate(day, offer, variant, accustomed, dearer) for offer in offers)
        return [candidate for candidate in found if candidate is not None]

    def standing(self, day: int, start: int, variant: Variant, accustomed: bool) -> Candidate | None:
        """The candidate of a variant at a minute of a day; None where it may not stand there."""
        offer = next((one for one in self.starts(day, variant.minutes) if one[0] == start), None)
        return self._candidate(day, offer, variant, accustomed, 0) if offer is not None else None

    def _candidate(
        self, day: int, offer: tuple[int, int, bool], variant: Variant, accustomed: bool, dearer: int
    ) -> Candidate | None:
        """A variant at a start that a day offers; None where the rules forbid it."""
        key = (day, variant.minutes, offer[0])
        spot = self._spots.get(key)
        if spot is None:
            spot = self._spots[key] = self._spot(day, variant.minutes, *offer)
        classes = variant.classes
        mask = mask_of(classes)
        price = cost_of(spot.fired, mask, accustomed)
        if price is None or (spot.short and mask & LOADED_MASK):
            return None
        at = SessionAt("", spot.start, spot.end, classes, accustomed, variant.mini, variant.full)
        price += spot.price + dearer
        return Candidate(variant, at, mask, price, spot.assumed, spot.after_run, day)

    def _spot(self, day: int, minutes: int, start: int, room: int, assumed: bool) -> Spot:
        moment = self._moment(day, start)
        price = (minutes - room) // 5 * SHORTER_PRICE + day % 7 + (2 if start < 12 * HOUR else 0)
        if assumed and start != USUAL_START:
            price += UNUSUAL_PRICE
        end, after = moment.plus(room), False
        for run in self.gauge.runs_on(day):
            after = after or (run.target is not None and 0 <= moment.local - run.end.local <= AT_ONCE)
        fired = self.gauge.fired(moment, end)
        return Spot(moment, end, price, room < min(LEAST_FULL_MINUTES, minutes), assumed, after, fired)

    def starts(self, day: int, minutes: int) -> list[tuple[int, int, bool]]:
        """Starts a day offers: minute of the day, minutes there are, and whether the hour is assumed."""
        key = (day, minutes)
        if key not in self._starts:
            hours = bool(self.brief.athlete.windows)
            found: dict[int, tuple[int, int, bool]] = {}
            windows = window_minutes(self.brief, day)
            for low, high in windows:
                room = min(minutes, high - low)
                if room < LEAST_MINUTES:
                    continue
                wide = high - low > 8 * HOUR
                offers = self._usual(day, low, high, room) if wide else [low]
                if not wide and high - room - low >= LATEST_APART:
                    offers.append(high - room)
                offers += [start for start in self._after_runs(day) if low <= start and (hours or start > 12 * HOUR)]
                for start in offers:
                    if start + room <= high:
                        found.setdefault(start, (start, room, wide))
            for start in self._pinned.get(day, ()):
                rooms = [min(minutes, high - start) for low, high in windows if low <= start]
                if rooms and max(rooms) >= LEAST_MINUTES:
                    found[start] = (start, max(rooms), False)
            self._starts[key] = [offer for offer in found.values() if not self._is_past(day, offer[0])]
        return self._starts[key]

    def _is_past(self, day: int, start: int) -> bool:
        """Whether a start lies before now, and nothing stands or is pinned there that may still be written down."""
        if self._now is None or day != self._now[0] or start >= self._now[1]:
            return False
        return start not in self._stands and start not in self._pinned.get(day, ())

    def _usual(self, day: int, low: int, high: int, room: int) -> list[int]:
        """The usual hour of an open day, or the nearest one that fits, and noon where a run fills the evening."""
        usual = max(low, min(USUAL_START, high - room))
        runs = self.gauge.runs_on(day)
        evening = any(run.run.is_running and run.start.local % 1440 > 15 * HOUR for run in runs)
        return [usual, 12 * HOUR] if evening and low <= 12 * HOUR else [usual]

    def _after_runs(self, day: int) -> list[int]:
        """Minutes of the day at once after, three and six hours after each run, on the next five minutes."""
        ends = [
            run.end.local - day * 1440 + later
            for run in self.gauge.runs_on(day)
            if run.target is not None
            for later in ((0, 6 * HOUR) if run.target == "easy" else (3 * HOUR, 6 * HOUR))
        ]
        return [-(-end // 5) * 5 for end in ends]

    def _moment(self, day: int, start: int) -> Instant:
        return instant(dt.date.fromordinal(_ORIGIN + day), start, self._zone)

    def at(self, day: int, start: int, room: int, variant: Variant, accustomed: bool) -> SessionAt:
        """A variant on the time line."""
        moment = self._moment(day, start)
        return SessionAt(
            "", moment, moment.plus(room), variant.classes, accustomed, mini=variant.mini, full=variant.full
        )


def _by_price(candidate: Candidate) -> tuple[int, int]:
    return candidate.price, candidate.at.start.local


_ORIGIN = dt.date(2000, 1, 3).toordinal()
