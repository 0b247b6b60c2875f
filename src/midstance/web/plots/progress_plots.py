"""Pictures of progress: one exercise over time, and weeks and days of the season."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from midstance.application.progress_picture import Felt, Lift, LiftDay, RegionWeek, WeekKept
from midstance.training.strength import KG_PER_POUND
from midstance.web.plots.drawing import Drawing, round_steps
from midstance.web.region_words import region_names
from midstance.web.units_said import loads_in

WIDTH, LEFT, RIGHT, TOP, HIGH, FOOT = 440.0, 34.0, 52.0, 32.0, 170.0, 28.0
SPAN_LEAST_DAYS = 21
"""Days that a plot over time shows at least, so that two sessions do not stand at its ends (ours)."""


class _Time:
    """Dates along the bottom of a plot."""

    def __init__(self, dates: Sequence[dt.date]) -> None:
        self.first = min(dates)
        self.days = max((max(dates) - self.first).days, SPAN_LEAST_DAYS)

    def x(self, date: dt.date) -> float:
        """Where a date stands."""
        return LEFT + (WIDTH - LEFT - RIGHT) * (date - self.first).days / self.days

    def axis(self, drawing: Drawing, bottom: float) -> None:
        """Four dates, the first and the last among them."""
        for part in range(4):
            date = self.first + dt.timedelta(days=round(self.days * part / 3))
            drawing.text(self.x(date), bottom + 18, date_format(date, "j M"), "tick", "middle")


def _scale(drawing: Drawing, most: float, top: float, high: float, title: str) -> tuple[float, ...]:
    steps = round_steps(most, whole=True)
    drawing.text(LEFT, top - 12, title, "axis-title")
    for mark in steps:
        y = top + high * (1 - mark / steps[-1])
        drawing.line(LEFT, y, drawing.width - RIGHT, y, "grid")
        drawing.text(LEFT - 6, y + 4, f"{mark:g}", "tick", "end")
    return steps


def in_unit(kg: float, unit: str) -> float:
    """A load in the unit that is shown, to a tenth."""
    return round(kg if unit == "kg" else kg / KG_PER_POUND, 1)


def lift_plot(lift: Lift, unit: str) -> SafeString | None:
    """Load of each day and the estimated 1RM with its doubt; None where no load was ever named."""
    days = [day for day in lift.days if day.load_kg is not None]
    if not days:
        return None
    time = _Time([day.date for day in days])
    tops = [in_unit(day.e1rm.high_kg if day.e1rm else day.load_kg or 0, unit) for day in days]
    says = _said_lift(lift, days, unit)
    drawing = Drawing("lift", WIDTH, TOP + HIGH + FOOT, _("%(name)s over time") % {"name": lift.progress.name}, says)
    steps = _scale(drawing, max(tops), TOP, HIGH, _("Load and estimated 1RM, %(unit)s") % {"unit": unit})

    def y(kg: float) -> float:
        return TOP + HIGH * (1 - in_unit(kg, unit) / steps[-1])

    known = [(day.date, day.e1rm) for day in days if day.e1rm is not None]
    upper = [(time.x(date), y(one.high_kg)) for date, one in known]
    lower = [(time.x(date), y(one.low_kg)) for date, one in known]
    drawing.path([*upper, *reversed(lower)], "doubt", closed=True)
    drawing.path([(time.x(date), y(one.kg)) for date, one in known], "estimate")
    drawing.path([(time.x(day.date), y(day.load_kg or 0)) for day in days], "load")
    for day in days:
        drawing.circle(
            time.x(day.date), y(day.load_kg or 0), 3.5, "load-dot", loads_in(f"{day.date}: {day.load}", unit)
        )
    last = days[-1]
    drawing.text(time.x(last.date) + 8, y(last.load_kg or 0) + 4, f"{in_unit(last.load_kg or 0, unit):g}", "value")
    if known:
        date, estimate = known[-1]
        if len(known) == 1:
            # One day is no line: its doubt is drawn as what it is.
            x = time.x(date)
            drawing.rect(x - 3, y(estimate.high_kg), 6, y(estimate.low_kg) - y(estimate.high_kg), "doubt", 3)
            said = f"{in_unit(estimate.low_kg, unit):g}–{in_unit(estimate.high_kg, unit):g}"
        else:
            said = f"≈ {in_unit(estimate.kg, unit):g}"
        drawing.text(time.x(date) + 8, y(estimate.kg) + 4, said, "value")
    time.axis(drawing, TOP + HIGH)
    return drawing.svg()


def _said_lift(lift: Lift, days: Sequence[LiftDay], unit: str) -> str:
    said = _("From %(first)s on %(start)s to %(last)s on %(end)s.") % {
        "first": loads_in(str(days[0].load), unit), "start": days[0].date,
        "last": loads_in(str(days[-1].load), unit), "end": days[-1].date,
    }  # fmt: skip
    if lift.e1rm is None:
        return said
    estimate = {"kg": in_unit(lift.e1rm.kg, unit), "unit": unit, "low": in_unit(lift.e1rm.low_kg, unit),
                "high": in_unit(lift.e1rm.high_kg, unit)}  # fmt: skip
    if lift.e1rm.days == 1:
        more = _("Estimated 1RM from one day, between %(low)s and %(high)s %(unit)s.") % estimate
    else:
        more = _("Estimated 1RM about %(kg)s %(unit)s, between %(low)s and %(high)s.") % estimate
    return f"{said} {more}"


def amount_plot(lift: Lift) -> SafeString | None:
    """Repetitions or seconds of each day, weakest to best set; None where none were written down."""
    days = [day for day in lift.days if day.most is not None and day.least is not None]
    if not days:
        return None
    time = _Time([day.date for day in days])
    title = _("Seconds a set") if days[-1].seconds else _("Repetitions a set")
    says = _("Last: %(least)s to %(most)s.") % {"least": days[-1].least, "most": days[-1].most}
    drawing = Drawing("amount", WIDTH, TOP + HIGH * 0.7 + FOOT, title, says)
    high = HIGH * 0.7
    steps = _scale(drawing, max(day.most or 0 for day in days), TOP, high, title)
    for day in days:
        top, low = (TOP + high * (1 - (value or 0) / steps[-1]) for value in (day.most, day.least))
        drawing.rect(time.x(day.date) - 3, top - 3, 6, low - top + 6, "amount", 3)
    drawing.text(time.x(days[-1].date) + 8, top + 4, _range(days[-1]), "value")
    time.axis(drawing, TOP + high)
    return drawing.svg()


def _range(day: LiftDay) -> str:
    return f"{day.most}" if day.least == day.most else f"{day.least}–{day.most}"


def kept_plot(weeks: Sequence[WeekKept]) -> SafeString | None:
    """Sessions of each week: done, let go, still ahead; None before the first week."""
    if not weeks:
        return None
    done, planned = sum(week.done for week in weeks), sum(week.planned - week.ahead for week in weeks)
    says = _("%(done)d of %(planned)d sessions done.") % {"done": done, "planned": planned}
    drawing = Drawing("kept", WIDTH, TOP + 90 + FOOT, _("Sessions by week"), says)
    steps = _scale(drawing, max(max(week.planned for week in weeks), 2), TOP, 90, _("Sessions a week"))
    step = min((WIDTH - LEFT - RIGHT) / len(weeks), 44.0)
    for place, week in enumerate(weeks):
        x, base = LEFT + step * (place + 0.2), TOP + 90.0
        for count, kind in ((week.done, "kept"), (week.let_go, "let-go"), (week.ahead, "ahead")):
            tall = 90 * count / steps[-1]
            drawing.rect(x, base - tall, step * 0.6, tall - (1 if tall else 0), kind, 2)
            base -= tall
        if place % max(1, round(60 / step)) == 0:
            drawing.text(x + step * 0.3, TOP + 90 + 18, date_format(week.monday, "j M"), "tick", "middle")
    return drawing.svg()


def regions_plot(week: RegionWeek, said: str) -> SafeString | None:
    """Sets of a week by region: done as a bar, asked as a mark; None where there is nothing."""
    names = sorted(
        {*week.asked, *week.done}, key=lambda one: (-max(week.asked.get(one, 0), week.done.get(one, 0)), one)
    )
    if not names:
        return None
    row, left = 28.0, 118.0
    most = max(max(week.asked.get(name, 0), week.done.get(name, 0)) for name in names)
    called = region_names()
    says = "; ".join(f"{called[name]}: {week.done.get(name, 0)} / {week.asked.get(name, 0)}" for name in names)
    drawing = Drawing("regions", WIDTH, row * len(names) + 34, said, says)
    drawing.text(left, 14, _("Sets done; the line is what was asked"), "tick")
    for place, name in enumerate(names):
        y, room = 24 + row * place, WIDTH - left - 72
        done, asked = week.done.get(name, 0), week.asked.get(name, 0)
        drawing.text(left - 8, y + 15, called[name], "label", "end")
        drawing.rect(left, y + 4, room * done / most, row - 10, "kept", 2)
        if asked:
            drawing.line(left + room * asked / most, y + 1, left + room * asked / most, y + row - 4, "target")
        drawing.text(left + room * max(done, asked) / most + 8, y + 15, f"{done} / {asked}", "value")
    return drawing.svg()


def contacts_plot(weeks: Sequence[WeekKept]) -> SafeString | None:
    """Weighted ground contacts of each week; None where there are none."""
    if not any(week.contacts_done or week.contacts_asked for week in weeks):
        return None
    says = _("Last week: %(done)s of %(asked)s.") % {"done": weeks[-1].contacts_done, "asked": weeks[-1].contacts_asked}
    drawing = Drawing("contacts", WIDTH, TOP + 90 + FOOT, _("Ground contacts by week"), says)
    most = max(max(week.contacts_done, week.contacts_asked) for week in weeks)
    steps = _scale(drawing, most, TOP, 90, _("Weighted contacts a week; the line: asked"))
    step = min((WIDTH - LEFT - RIGHT) / len(weeks), 44.0)
    for place, week in enumerate(weeks):
        x, tall = LEFT + step * (place + 0.2), 90 * week.contacts_done / steps[-1]
        drawing.rect(x, TOP + 90 - tall, step * 0.6, tall, "kept", 2)
        asked = TOP + 90 * (1 - week.contacts_asked / steps[-1])
        drawing.line(x - 2, asked, x + step * 0.6 + 2, asked, "target")
        if place % max(1, round(60 / step)) == 0:
            drawing.text(x + step * 0.3, TOP + 90 + 18, date_format(week.monday, "j M"), "tick", "middle")
    return drawing.svg()


def felt_plot(felt: Sequence[Felt]) -> SafeString | None:
    """Pain and soreness over time; None where there was none. Up to 2 is no worry, above 5 is the stop (H16)."""
    if not felt:
        return None
    time = _Time([one.date for one in felt])
    worst = max(felt, key=lambda one: (one.score, one.date))
    says = _("Worst: %(where)s, %(score)d of 10 on %(date)s.") % {
        "where": worst.where, "score": worst.score, "date": worst.date,
    }  # fmt: skip
    drawing = Drawing("felt", WIDTH, TOP + 120 + FOOT, _("Pain and soreness"), says)
    drawing.text(LEFT, TOP - 12, _("0 none, 10 the worst; ● pain, ○ soreness"), "axis-title")
    for mark in (0, 2, 5, 10):
        y = TOP + 120 * (1 - mark / 10)
        drawing.line(LEFT, y, WIDTH - RIGHT, y, "grid")
        drawing.text(LEFT - 6, y + 4, str(mark), "tick", "end")
    for one in felt:
        said = f"{one.date}: {one.where} {one.score}"
        drawing.circle(time.x(one.date), TOP + 120 * (1 - one.score / 10), 4.5, f"felt-{one.kind}", said)
    time.axis(drawing, TOP + 120)
    return drawing.svg()
