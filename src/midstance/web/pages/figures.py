"""The moving figure of an exercise as an image of its own."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import cast

from django.conf import settings
from django.http import Http404, HttpResponse
from django.urls import URLPattern, path
from django.utils.cache import patch_vary_headers

from midstance.figure.figures import NoFigure, fault_svg, figure_svg, has_figure, still_svg
from midstance.figure.movement import BadTempo
from midstance.figure.paint import Theme
from midstance.training.figure import Side
from midstance.web.desk import DeskRequest, at_desk
from midstance.web.drawings import asked_theme, only_inline_style
from midstance.web.figures_kept import FiguresKept, KeptDrawing

STAYS = "private, max-age=86400, stale-while-revalidate=2592000"
"""A figure changes with a new version alone. After a day the browser shows it at once, and asks meanwhile (ours)."""
LONGEST_TEMPO = 16
MOVES, STILL = "", "1"


@only_inline_style
@at_desk(plan=False)
def figure(request: DeskRequest, exercise: str) -> HttpResponse:
    """The figure of an exercise or drill: at a `tempo`, of a `side`, in a `theme`, and `still=1` for its end alone;
    with `fault` what goes wrong in it.

    A drawing holds the styles that move it; nothing else is allowed in it. Raises Http404 without a figure.
    """
    asked = request.GET
    tempo, side, still = asked.get("tempo", ""), asked.get("side", "") or "right", asked.get("still", MOVES)
    fault = asked.get("fault", "")
    if len(tempo) > LONGEST_TEMPO or side not in ("left", "right") or still not in (MOVES, STILL):
        raise Http404
    if not has_figure(exercise):
        raise Http404
    try:
        if fault:
            drawn = _fault_drawn(exercise, fault, cast("Side", side), asked_theme(asked))
        else:
            drawn = _drawn(exercise, tempo, cast("Side", side), asked_theme(asked), still == STILL)
    except (NoFigure, BadTempo):
        raise Http404 from None
    return _answer(request, drawn)


def _drawn(exercise: str, tempo: str, side: Side, theme: Theme, still: bool) -> KeptDrawing:
    def draw() -> str:
        if still:
            return still_svg(exercise, side=side, theme=theme)
        return figure_svg(exercise, tempo=tempo or None, side=side, theme=theme)

    key = " ".join((exercise, "still" if still else tempo, side, theme))
    return _figures_kept(Path(settings.HOME)).drawing(key, draw)


def _fault_drawn(exercise: str, fault: str, side: Side, theme: Theme) -> KeptDrawing:
    key = " ".join((exercise, "fault", fault, side, theme))
    return _figures_kept(Path(settings.HOME)).drawing(key, lambda: fault_svg(exercise, fault, side=side, theme=theme))


@lru_cache(maxsize=4)
def _figures_kept(home: Path) -> FiguresKept:
    return FiguresKept(home)


def _answer(request: DeskRequest, drawn: KeptDrawing) -> HttpResponse:
    """The drawing, packed where that is taken, or that the browser has it already."""
    headers = {"ETag": f'W/"{drawn.mark}"', "Cache-Control": STAYS}
    if drawn.mark in request.headers.get("If-None-Match", ""):
        response = HttpResponse(status=304, headers=headers)
    elif "gzip" in request.headers.get("Accept-Encoding", ""):
        packed = {**headers, "Content-Encoding": "gzip"}
        response = HttpResponse(drawn.packed, content_type="image/svg+xml", headers=packed)
    else:
        response = HttpResponse(drawn.plain(), content_type="image/svg+xml", headers=headers)
    patch_vary_headers(response, ["Accept-Encoding"])
    return response


ADDRESSES: list[URLPattern] = [path("figure/<slug:exercise>.svg", figure, name="figure")]
