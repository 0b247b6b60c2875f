"""Bring in: runs and strength from watches, services and apps, looked at first and taken in with a yes."""

from __future__ import annotations

import datetime as dt

import msgspec
from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from midstance.application.importing.brought_in import BroughtIn, Told
from midstance.application.importing.own_names import name_draft
from midstance.application.recording.notebook import Draft, Notebook
from midstance.formats.entry import Unit, UnreadableFile
from midstance.formats.strength_logs.logged import MassUnit, Order
from midstance.storage.handed_over import HandedOver, Job
from midstance.web import bringing
from midstance.web.desk import Desk, DeskRequest, at_desk
from midstance.web.pages import bring_in_files
from midstance.web.pages.bring_in_files import folder_of, largest_mb
from midstance.web.pages.bring_in_words import RunsShown, is_without_runs, runs_shown, said_problems
from midstance.web.plain_words import plain, said_wrong

MASSES: tuple[MassUnit, ...] = ("kg", "lb")
ORDERS: tuple[Order, ...] = ("day first", "month first")
UNITS: tuple[Unit, ...] = ("km", "mi")


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """What the page shows of what came, or would come."""

    runs: tuple[RunsShown, ...]
    strength: tuple[dict[str, object], ...]
    left: tuple[tuple[str, str], ...]
    says: tuple[str, ...]
    sportless: bool
    """Some recordings name no sport."""
    older: bool
    """Runs before the first day were left out."""
    garmin: bool
    """A distance was in a unit that could not be told."""


@require_safe
@at_desk(write=True, plan=False)
def bring_in(request: DeskRequest) -> HttpResponse:
    """The page in each of its states: nothing there, coming, being read, looked at, taken in."""
    folder = folder_of(request.desk)
    job = folder.job()
    if job is not None and job.is_work:
        bringing.start(folder)
    return render(request, "midstance/bring_in/bring_in.html", _context(request.desk, folder, job))


def _context(desk: Desk, folder: HandedOver, job: Job | None) -> dict[str, object]:
    context: dict[str, object] = {
        "job": job, "most_mb": largest_mb(), "most_files": bring_in_files.MOST_FILES, "piece": bring_in_files.PIECE,
    }  # fmt: skip
    if job is None:
        return context
    if job.stage == "coming":
        context["arrived"] = sum(folder.have(one.number) for one in job.files)
    context["progress"] = folder.progress()
    report = job.report
    if report is not None and job.stage in ("looked", "done"):
        names = sorted((one.name, one.id) for one in desk.book.exercises.values()) if report.names else []
        context |= {
            "report": report, "shown": _shown(desk, report), "exercises": names, "told": job.told,
            "files_there": bool(folder.given(job)), "by_id": {key: name for name, key in names},
        }  # fmt: skip
    return context


def _shown(desk: Desk, report: BroughtIn) -> Shown:
    lifted = bool(report.watch or report.watch_elsewhere)
    runs = tuple(runs_shown(desk, part) for part in report.runs if not (lifted and is_without_runs(part)))
    strength = tuple(
        {"part": part, "says": [plain(line) for line in part.says], "problems": said_problems(part.problems)}
        for part in report.strength
    )
    told = [says for part in report.runs for says in part.report.skipped]
    problems = [one.says for part in report.runs for one in part.report.problems]
    return Shown(
        runs=runs, strength=strength, left=tuple((one.place, plain(one.says)) for one in report.left),
        says=tuple(plain(line) for line in report.says if plain(line)),
        sportless=any(part.report.unknown_sport for part in report.runs) and bool(told),
        older=any(part.report.before for part in report.runs), garmin=any("--unit" in says for says in problems),
    )  # fmt: skip


@require_safe
@at_desk(write=True, plan=False)
def status(request: DeskRequest) -> HttpResponse:
    """How far it is, for the page that waits; when it is done, the page comes anew."""
    folder = folder_of(request.desk)
    job = folder.job()
    if job is None or not job.is_work:
        return HttpResponse(headers={"HX-Refresh": "true"})
    bringing.start(folder)
    context = {"job": job, "progress": folder.progress()}
    return render(request, "midstance/bring_in/progress.html", context)


@require_POST
@at_desk(write=True, plan=False)
def say(request: DeskRequest) -> HttpResponse:
    """What the runner says of what was found: names, units, guesses; and then it is looked at again, or taken in."""
    desk, given = request.desk, request.POST
    folder, back = folder_of(desk), redirect(desk.url("bring-in"))
    job = folder.job()
    if job is None or job.stage not in ("looked", "done", "failed"):
        return back
    try:
        named = _remember_names(desk.book, given)
        told = _told(given, job)
    except UnreadableFile as error:
        messages.error(request, said_wrong(error))
        return back
    if not folder.given(job):
        messages.warning(request, _("The files are gone by now; choose them again. What you said is remembered."))
        folder.clear()
        return back
    wants = "look" if "look" in given or (job.stage == "failed" and job.report is None) else "take"
    folder.change(job, stage=wants, told=told, touched=desk.now.astimezone(dt.UTC), tries=0, before=None)
    if named:
        messages.success(request, _("What you said of names is remembered."))
    bringing.start(folder)
    return back


def _told(given: QueryDict, job: Job) -> Told:
    """The answers of the form; what it does not ask stays as it was said before."""
    before = job.told
    units, orders = dict(before.units), dict(before.orders)
    for one in job.files:
        unit = next((unit for unit in MASSES if given.get(f"unit-{one.number}") == unit), None)
        units |= {one.number: unit} if unit is not None else {}
        order = next((order for order in ORDERS if given.get(f"dates-{one.number}") == order), None)
        orders |= {one.number: order} if order is not None else {}
    typed = given.get("since", "")
    try:
        since = dt.date.fromisoformat(typed) if typed else before.since
    except ValueError:
        raise UnreadableFile("since", _("write the day like 2026-01-31")) from None
    return Told(
        since=since, all_runs="all_runs" in given or (before.all_runs and "asked_sport" not in given),
        unit=next((unit for unit in UNITS if given.get("distances") == unit), before.unit), units=units, orders=orders,
        watch=tuple(given.getlist("watch")[:200]) if "asked_watch" in given else before.watch,
    )  # fmt: skip


def _remember_names(book: Notebook, given: QueryDict) -> int:
    """Writes down what names mean. Raises Implausible for an exercise that is none."""
    drafts: list[Draft] = []
    for place in range(200):
        name = given.get(f"named-{place}")
        if name is None:
            break
        typed, chosen = given.get(f"other-{place}", "").strip(), given.get(f"name-{place}", "")
        exercise = typed or (chosen if chosen not in ("", "out") else None)
        if exercise is None and chosen != "out":
            continue
        draft = name_draft(book, name, exercise, at=book.moment(None), entry_id=book.first_id(None))
        drafts += [draft] if draft.entries else []
    if drafts:
        book.take(drafts)
    return len(drafts)


@require_POST
@at_desk(write=True, plan=False)
def leave(request: DeskRequest) -> HttpResponse:
    """The files go, and what was said of them; what was written down stays."""
    desk = request.desk
    folder = folder_of(desk)
    job = folder.job()
    folder.clear()
    if job is not None and job.stage != "done":
        stays = job.stage == "take"
        messages.success(
            request,
            _("Stopped. What was written down by then stays.") if stays else _("Left. Nothing was written down."),
        )
    return redirect(desk.url("bring-in"))


ADDRESSES: list[URLPattern] = [
    path("bring-in", bring_in, name="bring-in"),
    path("bring-in/status", status, name="bring-in-status"),
    path("bring-in/say", say, name="bring-in-say"),
    path("bring-in/leave", leave, name="bring-in-leave"),
    *bring_in_files.ADDRESSES,
]
