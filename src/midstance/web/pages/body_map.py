"""The body map as an image of its own: sets of the week or soreness, its values in the address."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Literal
from urllib.parse import urlencode

from django.http import Http404, HttpResponse, QueryDict
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from midstance.figure.body_map import body_map_svg
from midstance.figure.paint import Theme
from midstance.training.exercise import REGIONS, Region
from midstance.web.desk import DeskRequest, at_desk
from midstance.web.drawings import asked_theme, drawing_answer, only_inline_style
from midstance.web.region_words import region_names

About = Literal["sets", "soreness"]
WORST_SORENESS = 10.0
"""Soreness is scored from 0 to 10; the darkest shade is the worst there is, not the worst of the day."""
LARGEST = 999.0


def body_map_query(about: About, values: Mapping[Region, float], theme: Theme = "auto") -> str:
    """The query of the address of a map, to stand behind `?`; regions without a value are left out."""
    said = [(region, f"{values[region]:g}") for region in REGIONS if values.get(region)]
    return urlencode([("of", about), ("theme", theme), *said])


@require_safe
@only_inline_style
@at_desk(plan=False)
def body_map(request: DeskRequest) -> HttpResponse:
    """The map of `of=sets` or `of=soreness`, with a value for each region by its name. Raises Http404 for anything
    else."""
    asked = request.GET
    about, theme, values = asked.get("of", ""), asked_theme(asked), _values(asked)
    if about == "sets":
        drawn = body_map_svg(values, title=_("Sets by region, this week"), theme=theme, names=region_names())
    elif about == "soreness":
        title = _("Soreness by region, of 10")
        drawn = body_map_svg(values, title=title, most=WORST_SORENESS, theme=theme, names=region_names())
    else:
        raise Http404
    return drawing_answer(request, drawn.encode())


def _values(asked: QueryDict) -> dict[Region, float]:
    """The values by region. Raises Http404 for an unknown word, a number that is none, or one out of range."""
    if set(asked) - {"of", "theme", *REGIONS}:
        raise Http404
    found: dict[Region, float] = {}
    for region in REGIONS:
        if region not in asked:
            continue
        try:
            value = float(asked.get(region, ""))
        except ValueError:
            raise Http404 from None
        if not math.isfinite(value) or not 0 <= value <= LARGEST:
            raise Http404
        found[region] = value
    return found


ADDRESSES: list[URLPattern] = [path("body-map.svg", body_map, name="body-map")]
