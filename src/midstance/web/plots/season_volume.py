"""Run volume and working sets by week: two small bars beside each week, and the plot of the whole season."""

from __future__ import annotations

import msgspec
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from midstance.application.season_picture import SeasonPicture
from midstance.formats.session_words import SAID_PHASE
from midstance.training.clock import said_date
from midstance.web.plots.drawing import Drawing, round_steps

M_PER_MILE = 1609.344
"""Metres in an international mile."""
LEFT, RIGHT, TOP, PANEL, GAP, FOOT = 34, 10, 32, 100, 34, 28


class WeekBar(msgspec.Struct, frozen=True, kw_only=True):
    """The two sums of a week; shares are of the season's most, in percent."""

    week: int
    monday: str
    run: str
    run_share: int
    sets: int
    sets_share: int


class Bars(msgspec.Struct, frozen=True, kw_only=True):
    """All weeks, and the plot."""

    weeks: tuple[WeekBar, ...]
    plot: SafeString
    unit: str


def volume_bars(picture: SeasonPicture, unit: str) -> Bars:
    """The sums of a season in a unit of distance, `km` or `mi`."""
    metres = 1000 if unit == "km" else M_PER_MILE
    weeks = tuple(
        WeekBar(
            week=week.number,
            monday=said_date(week.monday),
            run=f"{round(week.run_m / metres)} {unit}",
            run_share=_share(week.run_m, picture.most_run_m),
            sets=week.sets,
            sets_share=_share(week.sets, picture.most_sets),
        )
        for week in picture.weeks
    )
    return Bars(weeks=weeks, plot=_plot(picture, metres, unit), unit=unit)


def _share(value: int, most: int) -> int:
    return round(100 * value / most) if most else 0


def _plot(picture: SeasonPicture, metres: float, unit: str) -> SafeString:
    weeks = picture.weeks
    step = max(20.0, 400.0 / max(len(weeks), 1))
    width = LEFT + step * len(weeks) + RIGHT
    runs = [week.run_m / metres for week in weeks]
    sets = [float(week.sets) for week in weeks]
    says = _("%(weeks)d weeks; the most in one week is %(run)d %(unit)s of running and %(sets)d sets.") % {
        "weeks": len(weeks), "run": round(max(runs, default=0)), "unit": unit, "sets": round(max(sets, default=0)),
    }  # fmt: skip
    drawing = Drawing("volume", width, TOP + 2 * PANEL + GAP + FOOT, _("Running and strength by week"), says)
    _phases(drawing, picture, step)
    _panel(drawing, picture, runs, TOP, step, "run-bar", _("Running, %(unit)s a week") % {"unit": unit})
    _panel(drawing, picture, sets, TOP + PANEL + GAP, step, "set-bar", _("Strength, working sets a week"))
    for place, week in enumerate(weeks):
        if place % max(1, round(60 / step)) == 0:
            drawing.text(
                LEFT + step * (place + 0.5), drawing.height - 8, date_format(week.monday, "j M"), "tick", "middle"
            )
    return drawing.svg()


def _phases(drawing: Drawing, picture: SeasonPicture, step: float) -> None:
    """A quiet band behind each phase, its name above."""
    begun = [place for place, week in enumerate(picture.weeks) if week.begins_phase]
    for number, place in enumerate(begun):
        end = begun[number + 1] if number + 1 < len(begun) else len(picture.weeks)
        left = LEFT + step * place
        if number % 2 == 0:
            drawing.rect(left, TOP - 14, step * (end - place), 2 * PANEL + GAP + 14, "band")
        name = SAID_PHASE[picture.weeks[place].phase]
        if step * (end - place) >= 7 * len(name):
            drawing.text(left + 4, TOP - 18, name, "tick")


def _panel(
    drawing: Drawing, picture: SeasonPicture, values: list[float], top: float, step: float, kind: str, title: str
) -> None:
    steps = round_steps(max(values, default=0), 3)
    high = PANEL - 18
    drawing.text(LEFT, top + 10, title, "axis-title")
    for mark in steps:
        y = top + PANEL - high * mark / steps[-1]
        drawing.line(LEFT, y, drawing.width - RIGHT, y, "grid")
        drawing.text(LEFT - 6, y + 4, f"{mark:g}", "tick", "end")
    for place, (value, week) in enumerate(zip(values, picture.weeks, strict=True)):
        tall = high * value / steps[-1]
        lighter = f"{kind} lighter" if week.deload else kind
        drawing.rect(LEFT + step * place + step * 0.18, top + PANEL - tall, step * 0.64, tall, lighter, 2)
