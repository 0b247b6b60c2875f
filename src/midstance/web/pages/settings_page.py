"""Settings: how things are shown, when and with what one trains, the calendar feed, and the data itself."""

from __future__ import annotations

from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from midstance.application.beginning import HEALTH
from midstance.application.recording.arranging import settings_draft
from midstance.application.recording.notebook import Draft
from midstance.application.recording.preferences import preferences_draft
from midstance.application.season_settings import chosen_kit, present_athlete, present_prescreen, typed_windows
from midstance.training.athlete import GOALS, SEXES, Athlete, Window
from midstance.training.exercise import LEVELS
from midstance.web import feeds
from midstance.web.desk import DeskRequest, at_desk
from midstance.web.kept_data import delete_all, export_file, take_file
from midstance.web.typed import whole

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@require_GET
@at_desk(own=True, plan=False)
def settings(request: DeskRequest) -> HttpResponse:
    """All settings."""
    desk = request.desk
    athlete = present_athlete(desk.book)
    context = {
        "athlete": athlete,
        "days": _days(athlete) if athlete is not None else [],
        "levels": LEVELS,
        "goals": GOALS,
        "sexes": SEXES,
        "health": HEALTH,
        "prescreen": present_prescreen(desk.book),
        "feed": feeds.known(desk.runner),
        "new_feed": request.get_signed_cookie("new-feed", default="", max_age=120),
    }
    response = render(request, "midstance/settings/settings.html", context)
    response.delete_cookie("new-feed")
    return response


def _days(athlete: Athlete) -> list[dict[str, object]]:
    windows: dict[str, Window] = {window.weekday: window for window in athlete.windows}
    return [
        {"id": day, "window": windows.get(day), "free": not athlete.windows or day in windows}
        for day in WEEKDAYS
    ]  # fmt: skip


def _keep(request: DeskRequest, draft: Draft) -> HttpResponse:
    request.desk.book.take(draft)
    messages.success(request, " ".join(draft.says))
    return redirect(request.desk.url("settings"))


@require_POST
@at_desk(own=True, plan=False)
def shown(request: DeskRequest) -> HttpResponse:
    """Units, first day of the week, theme, sound and voice."""
    book, given = request.desk.book, request.POST
    draft = preferences_draft(
        at=book.moment(None), entry_id=book.first_id(given.get("id") or None), weight_unit=given.get("weight_unit"),
        distance_unit=given.get("distance_unit"), week_start=given.get("week_start"), theme=given.get("theme"),
        sound="sound" in given, voice="voice" in given,
    )  # fmt: skip
    return _keep(request, draft)


@require_POST
@at_desk(own=True)
def training(request: DeskRequest) -> HttpResponse:
    """Minutes and times; the next revision takes them in."""
    book, given = request.desk.book, request.POST
    draft = settings_draft(
        at=book.moment(None), entry_id=book.first_id(given.get("id") or None),
        minutes=int(given["minutes"]) if given.get("minutes", "").isdecimal() else None,
        windows=typed_windows(typed_days(given)),
    )  # fmt: skip
    return _keep(request, draft)


def typed_days(given: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """Weekdays that are free with their hours, as typed."""
    return {day: (given.get(f"{day}_from", ""), given.get(f"{day}_to", "")) for day in WEEKDAYS if day in given}


@require_POST
@at_desk(own=True)
def about_you(request: DeskRequest) -> HttpResponse:
    """Level, goal, age, sex and health; the next revision takes them in."""
    book, given = request.desk.book, request.POST
    draft = settings_draft(
        at=book.moment(None), entry_id=book.first_id(given.get("id") or None),
        level=next((one for one in LEVELS if one == given.get("level")), None),
        goal=next((one for one in GOALS if one == given.get("goal")), None),
        sex=next((one for one in SEXES if one == given.get("sex")), None),
        age=whole(given.get("age", ""), 10, 100),
        prescreen="positive" if "health" in given else "clear",
    )  # fmt: skip
    return _keep(request, draft)


@require_POST
@at_desk(own=True)
def kit(request: DeskRequest) -> HttpResponse:
    """The kit of a place; a place that is chosen is where one trains from now on."""
    desk, given = request.desk, request.POST
    book = desk.book
    name = given.get("place", "").strip() or _("home")
    places = {**desk.shown.places, name: chosen_kit(request.POST.getlist("kit"))}
    if "forget" in given:
        places.pop(name, None)
    first = book.first_id(given.get("id") or None)
    drafts = [preferences_draft(at=book.moment(None), entry_id=first, places=places)]
    if "train_here" in given and name in places:
        drafts.append(settings_draft(at=book.moment(None), entry_id=f"{first}+2", kit=places[name]))
    book.take(drafts)
    messages.success(request, " ".join(says for draft in drafts for says in draft.says))
    return redirect(desk.url("settings"))


@require_POST
@at_desk(own=True)
def renew_feed(request: DeskRequest) -> HttpResponse:
    """A new secret address; the one before answers no more. It is shown once."""
    response = redirect(request.desk.url("settings"))
    if "off" in request.POST:
        feeds.forget(request.desk.runner)
        messages.success(request, _("The calendar address answers no more."))
        return response
    token = feeds.renew(request.desk.runner, request.desk.now)
    address = request.build_absolute_uri(feeds.address(token))
    response.set_signed_cookie(
        "new-feed", address, max_age=120, httponly=True, samesite="Strict", secure=request.is_secure()
    )
    return response


@require_GET
@at_desk(own=True, plan=False)
def export(request: DeskRequest) -> HttpResponse:
    """All data as one readable file."""
    data = export_file(request.desk)
    response = HttpResponse(data, content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="midstance-{request.desk.now:%Y-%m-%d}.json"'
    return response


@require_POST
@at_desk(own=True, plan=False)
def restore(request: DeskRequest) -> HttpResponse:
    """Adds what an export or a backup holds; what is there stays. Raises UnreadableFile, DiaryError in words."""
    file = request.FILES.get("file")
    if file is None:
        messages.error(request, _("Choose a file that was exported before."))
    else:
        messages.success(request, take_file(request.desk, file.read(), str(file.name)))
    return redirect(request.desk.url("settings"))


@require_http_methods(["GET", "POST"])
@at_desk(own=True, plan=False)
def delete(request: DeskRequest) -> HttpResponse:
    """Deletes everything, once the runner has typed that they mean it."""
    word = _("delete")
    if request.method == "POST" and request.POST.get("sure", "").strip().casefold() == word.casefold():
        feeds.forget(request.desk.runner)
        delete_all(request.desk)
        messages.success(request, _("Everything is deleted."))
        return redirect(request.desk.url("welcome"))
    return render(request, "midstance/settings/delete.html", {"word": word, "asked": request.method == "POST"})


ADDRESSES: list[URLPattern] = [
    path("settings", settings, name="settings"),
    path("settings/shown", shown, name="settings-shown"),
    path("settings/training", training, name="settings-training"),
    path("settings/you", about_you, name="settings-you"),
    path("settings/kit", kit, name="settings-kit"),
    path("settings/feed", renew_feed, name="settings-feed"),
    path("settings/export", export, name="export"),
    path("settings/restore", restore, name="restore"),
    path("settings/delete", delete, name="delete"),
]
