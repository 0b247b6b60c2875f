"""How amounts and estimates are said on the pages of progress."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext as _

from midstance.application.estimates import Estimate
from midstance.application.progress_picture import LiftDay, RegionWeek
from midstance.web.plots.progress_plots import in_unit
from midstance.web.region_words import region_names

register = template.Library()


@register.filter
def said_day_done(day: LiftDay) -> str:
    """`3 x 8-10 at 14 kg`."""
    if day.most is None:
        return _("%(sets)d sets, as asked") % {"sets": day.sets}
    amount = f"{day.most}" if day.least == day.most else f"{day.least}–{day.most}"
    unit = " s" if day.seconds else ""
    return f"{day.sets} × {amount}{unit}" + (f", {day.load}" if day.load else "")


@register.filter
def said_estimate(estimate: Estimate, unit: str) -> str:
    """`about 62 kg (59.5 to 64)`; of one day alone only between what it may lie."""
    said = {"kg": f"{in_unit(estimate.kg, unit):g}", "unit": unit, "low": f"{in_unit(estimate.low_kg, unit):g}",
            "high": f"{in_unit(estimate.high_kg, unit):g}"}  # fmt: skip
    if estimate.days == 1:
        return _("%(low)s to %(high)s %(unit)s, from one day") % said
    return _("about %(kg)s %(unit)s (%(low)s to %(high)s)") % said


@register.filter
def said_range(estimate: Estimate, unit: str) -> str:
    """Of one day in a table: `57.5 to 66`."""
    low, high = (f"{in_unit(kg, unit):g}" for kg in (estimate.low_kg, estimate.high_kg))
    return _("%(low)s to %(high)s") % {"low": low, "high": high}


@register.filter
def region_rows(week: RegionWeek) -> list[tuple[str, int, int]]:
    """Region, sets done, sets asked."""
    called = region_names()
    regions = sorted({*week.asked, *week.done})
    return [(called[one], week.done.get(one, 0), week.asked.get(one, 0)) for one in regions]


@register.filter
def as_words(name: str) -> str:
    """An id as words: `Calf raises`."""
    return name.replace("-", " ").capitalize()
