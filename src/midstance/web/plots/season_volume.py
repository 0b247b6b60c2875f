"""Run volume and working sets by week: two small bars beside each week, and the plot of the whole season."""

from __future__ import annotations

from typing import NamedTuple

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
LINE, LETTER = 14, 7.0
"""How high a line of names is, and about how wide a letter."""


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
    names = _names(picture, step, width)
    top = TOP + LINE * max((one.line for one in names), default=0)
    drawing = Drawing("volume", width, top + 2 * PANEL + GAP + FOOT, _("Running and strength by week"), says)
    _phases(drawing, names, step, top)
    _panel(drawing, picture, runs, top, step, "run-bar", _("Running, %(unit)s a week") % {"unit": unit})
    _panel(drawing, picture, sets, top + PANEL + GAP, step, "set-bar", _("Strength, working sets a week"))
    for place, week in enumerate(weeks):
        if place % max(1, round(60 / step)) == 0:
            drawing.text(
                LEFT + step * (place + 0.5), drawing.height - 8, date_format(week.monday, "j M"), "tick", "middle"
            )
    return drawing.svg()


class _Name(NamedTuple):
    """The name of a phase: from which week to which, where it is written, and on which line above the plot."""

    first: int
    end: int
    x: float
    line: int
    says: str


def _names(picture: SeasonPicture, step: float, width: float) -> list[_Name]:
    """The names of the phases; those that would run into each other stand on lines of their own."""
    begun = [place for place, week in enumerate(picture.weeks) if week.begins_phase]
    ends: list[float] = []
    found = []
    for number, first in enumerate(begun):
        end = begun[number + 1] if number + 1 < len(begun) else len(picture.weeks)
        says = SAID_PHASE[picture.weeks[first].phase]
        x = max(min(LEFT + step * first + 4, width - LETTER * len(says)), 0.0)
        line = next((one for one, taken in enumerate(ends) if taken <= x), len(ends))
        ends[line : line + 1] = [x + LETTER * (len(says) + 1)]
        found.append(_Name(first, end, x, line, says))
    return found


def _phases(drawing: Drawing, names: list[_Name], step: float, top: float) -> None:
    """A quiet band behind each phase, its name above."""
    for number, one in enumerate(names):
        left = LEFT + step * one.first
        if number % 2 == 0:
            drawing.rect(left, top - 14, step * (one.end - one.first), 2 * PANEL + GAP + 14, "band")
        drawing.line(left, top - 14 - LINE * (one.line + 1), left, top - 14, "grid")
        drawing.text(one.x, top - 18 - LINE * one.line, one.says, "tick")


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
