"""Progress: what was done and how it goes on, as pictures with a table behind each."""

from __future__ import annotations

import msgspec
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from midstance.application.progress_picture import ProgressPicture, progress_picture
from midstance.figure.paint import Theme
from midstance.web.desk import Desk, DeskRequest, at_desk
from midstance.web.pages.body_map import body_map_query
from midstance.web.plots.progress_plots import (
    amount_plot,
    contacts_plot,
    felt_plot,
    kept_plot,
    lift_plot,
    regions_plot,
)


def _picture(desk: Desk) -> ProgressPicture:
    return desk.answer(("progress", desk.book.today), lambda: progress_picture(desk.book))


@require_GET
@at_desk()
def progress(request: DeskRequest) -> HttpResponse:
    """Everything at a glance, each exercise one tap away."""
    picture = _picture(request.desk)
    this_week = picture.regions[-1] if picture.regions else None
    theme: Theme = msgspec.convert(request.desk.shown.theme, Theme)
    context = {
        "picture": picture,
        "kept": kept_plot(picture.weeks),
        "regions": regions_plot(this_week, _("Sets by region, this week")) if this_week else None,
        "this_week": this_week,
        "map_query": body_map_query("sets", this_week.done, theme) if this_week and this_week.done else "",
        "contacts": contacts_plot(picture.weeks),
        "felt": felt_plot(picture.felt),
    }
    return render(request, "midstance/progress/progress.html", context)


@require_GET
@at_desk()
def exercise(request: DeskRequest, exercise: str) -> HttpResponse:
    """One exercise: load, repetitions, estimate, sides, and the ledger of what changed. Raises Http404 without any."""
    picture = _picture(request.desk)
    lift = next((one for one in picture.lifts if one.progress.exercise == exercise), None)
    if lift is None:
        raise Http404
    context = {"lift": lift, "load": lift_plot(lift, request.desk.shown.weight_unit), "amount": amount_plot(lift)}
    return render(request, "midstance/progress/exercise.html", context)


ADDRESSES: list[URLPattern] = [
    path("progress", progress, name="progress"),
    path("progress/<slug:exercise>", exercise, name="exercise-progress"),
]
