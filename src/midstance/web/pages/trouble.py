"""Pages for what went wrong: what happened, what is safe, what to do."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

IS_JSON = "/api/"


def refused_page(request: HttpRequest, lines: Sequence[str], status: int = 422) -> HttpResponse:
    """What was asked cannot be done; `lines` say why and what to do."""
    if request.path.startswith(IS_JSON):
        return JsonResponse({"error": {"says": " ".join(lines)}}, status=status)
    return render(request, "midstance/trouble.html", {"title": _("That cannot be done"), "lines": lines}, status=status)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that did not come from this app, or whose cookie has gone."""
    says = _("Nothing was changed: this form is too old, or did not come from here. Go back, reload and send it again.")
    return refused_page(request, (says,), 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """There is no such page, or it is not yours to see."""
    if request.path.startswith(IS_JSON):
        return JsonResponse({"error": {"says": _("There is nothing at this address.")}}, status=404)
    context = {"title": _("There is nothing here"), "lines": (_("This page does not exist, or it is not yours."),)}
    return render(request, "midstance/trouble.html", context, status=404)


def broken(request: HttpRequest) -> HttpResponse:
    """A fault of ours."""
    if request.path.startswith(IS_JSON):
        return JsonResponse({"error": {"says": _("This is a fault of ours; nothing was lost.")}}, status=500)
    # The desk may be what is at fault, so the page does without one.
    context = {
        "desk": None,
        "title": _("This is a fault of ours"),
        "lines": (_("What was written down before is safe. Go back and try again; please report it if it stays."),),
    }
    return render(request, "midstance/trouble.html", context, status=500)
