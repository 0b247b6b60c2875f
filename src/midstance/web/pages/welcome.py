"""Welcome: from nothing to a plan in a minute, by two forms: the runs, then the runner."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

import msgspec
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from midstance.application.beginning import HEALTH, LEVELS_ASKED, begun
from midstance.application.briefing import BadInput, Wishes
from midstance.application.importing.what_it_says import with_diary
from midstance.application.planning import PlanRefused, make_plan
from midstance.application.recording.preferences import preferences_draft
from midstance.application.replanning import begin, local_now
from midstance.application.running_plans import read_given
from midstance.application.season_draft import (
    RunPutRight,
    SeasonDraft,
    brief_of_draft,
    draft_text,
    drafted,
    put_right,
    read_draft,
)
from midstance.application.season_settings import chosen_kit, present_athlete, typed_windows
from midstance.formats.entry import UnreadableFile
from midstance.training.athlete import GOALS, Goal, Pain
from midstance.training.clock import monday_of
from midstance.training.exercise import PAIN_SITES
from midstance.training.running import RUN_KINDS, Run, RunKind, RunningPlan
from midstance.web.desk import DeskRequest, at_desk
from midstance.web.pages.settings_page import WEEKDAYS, typed_days
from midstance.web.pages.welcome_words import (
    LONGEST_RUN_M,
    METRES,
    MOST_A_WEEK_M,
    RACE_DISTANCES,
    UNIT_WORDS,
    WEEK_KINDS,
    metres_of,
    race_metres,
    sample_wishes,
    unit_of,
    week_of,
)
from midstance.web.plain_words import plain
from midstance.web.typed import whole
from midstance.web.uploads import handed_over

PAINS_ASKED = 3
"""Pains that can be named at the beginning (ours)."""


@require_GET
@at_desk(write=True, plan=False)
def welcome(request: DeskRequest) -> HttpResponse:
    """How the runner's running looks: a file, a week, or a distance; or a sample to try."""
    return _first(request, {})


def _first(request: DeskRequest, more: Mapping[str, object], status: int = 200) -> HttpResponse:
    context = {
        "distances": RACE_DISTANCES,
        "week_kinds": WEEK_KINDS,
        "weekdays": WEEKDAYS,
        "given": request.POST,
        "units": tuple(METRES),
        "unit": unit_of(request.POST, request.desk.shown.distance_unit),
        **more,
    }
    return render(request, "midstance/welcome/runs.html", context, status=status)


@require_http_methods(["GET", "POST"])
@at_desk(write=True, plan=False)
def runs(request: DeskRequest) -> HttpResponse:
    """What was understood, to be put right, and the questions about the runner. Reached by a link, it begins anew."""
    if request.method == "GET":
        return redirect(request.desk.url("welcome"))
    today = local_now(None, request.desk.now).date()
    try:
        if "sample" in request.POST:
            return _sample(request, today)
        draft = _drafted(request, today)
    except (BadInput, UnreadableFile) as error:
        return _first(request, {"wrong": plain(str(error)) or str(error)}, 422)
    return _second(request, draft, {})


def _sample(request: DeskRequest, today: dt.date) -> HttpResponse:
    """One tap to a plan. Raises BadInput where a season is under way, which a sample never takes the place of."""
    desk = request.desk
    if desk.has_plan:
        raise BadInput(_("You have a season already; a sample would take its place."))
    wishes = sample_wishes(today)
    draft = drafted(None, wishes, today, request.POST.get("zone") or None)
    runner = msgspec.structs.replace(wishes, week=None, start=None, race=None, race_m=None)
    plan = make_plan(brief_of_draft(draft, runner, today))
    begin(desk.diary, plan, begun(plan, local_now(plan, desk.now)))
    _keep_unit(request)
    says = _("This is a sample: an invented runner with dumbbells at home and a half marathon in twelve weeks. Look "
             "around. Your own plan takes its place when you begin a new season in the settings.")  # fmt: skip
    messages.success(request, says)
    return redirect(desk.url("season"))


def _keep_unit(request: DeskRequest) -> None:
    """Distances are shown from now on as they were typed."""
    desk = request.desk
    unit = unit_of(request.POST, desk.shown.distance_unit)
    if unit != desk.shown.distance_unit:
        book = desk.book
        book.take(preferences_draft(at=book.moment(None), entry_id=book.first_id(None), distance_unit=unit))


def _drafted(request: DeskRequest, today: dt.date) -> SeasonDraft:
    given = request.POST
    zone, unit = given.get("zone") or None, unit_of(request.POST, request.desk.shown.distance_unit)
    wishes = Wishes(
        race=_date(given.get("race", "")), start=_date(given.get("start", "")),
        race_m=race_metres(given.get("race_m", ""), given.get("race_far", ""), unit),
    )  # fmt: skip
    how = given.get("how", "plan")
    reading: RunningPlan | None = None
    if how == "plan":
        contents = handed_over(request, "files", "text")
        if not contents:
            raise BadInput(_("Choose the file of your running plan, or paste it."))
        ahead = (today, wishes.race) if wishes.race is not None and wishes.race >= today else None
        reading = read_given(contents, today=today, window=ahead)
    elif how == "week":
        wishes = msgspec.structs.replace(
            wishes, week=week_of(given, WEEKDAYS, unit), weeks=whole(given.get("weeks", ""), 1, 60)
        )
    else:
        weekly_m = metres_of(given.get("weekly_far", ""), unit, MOST_A_WEEK_M)
        if weekly_m is None:
            raise BadInput(_("Say how far you run in a week, such as 35."))
        wishes = msgspec.structs.replace(
            wishes, weekly_km=weekly_m / 1000, runs=whole(given.get("runs_a_week", ""), 2, 7),
            weeks=whole(given.get("weeks_far", ""), 1, 60),
        )  # fmt: skip
    return drafted(reading, wishes, today, zone)


def _date(typed: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(typed) if typed else None
    except ValueError:
        raise BadInput(_("%(typed)s is no date.") % {"typed": typed}) from None


def _second(request: DeskRequest, draft: SeasonDraft, more: Mapping[str, object], status: int = 200) -> HttpResponse:
    given = request.POST
    athlete = present_athlete(request.desk.book)
    unit = unit_of(given, request.desk.shown.distance_unit)
    kit = given.getlist("kit") if "about" in given else athlete.kit if athlete else ()
    context = {
        "draft": draft,
        "draft_text": draft_text(draft),
        "weeks": _by_week(draft, given, unit),
        "unsure": [run for run in draft.runs if not draft.made_up and run.assumed and not run.start_assumed],
        "unit": unit,
        "unit_word": UNIT_WORDS[unit],
        "kinds": RUN_KINDS,
        "goals": GOALS,
        "levels": LEVELS_ASKED,
        "health": HEALTH,
        "sites": PAIN_SITES,
        "kit": kit,
        "weekdays": WEEKDAYS,
        "pains": range(PAINS_ASKED),
        "given": given,
        "chosen_days": [day for day in WEEKDAYS if day in given],
        "has_season": request.desk.has_plan,
        **more,
    }
    return render(request, "midstance/welcome/about.html", context, status=status)


def _by_week(draft: SeasonDraft, given: Mapping[str, str], unit: str) -> list[dict[str, object]]:
    weeks: dict[dt.date, list[dict[str, object]]] = {}
    for place, run in enumerate(draft.runs):
        typed = given.get(f"kind-{place}", run.kind), given.get(f"far-{place}", _far(run, unit))
        line = {"place": place, "run": run, "kind": typed[0], "far": typed[1]}
        weeks.setdefault(monday_of(run.date), []).append(line)
    return [{"monday": monday, "lines": lines} for monday, lines in sorted(weeks.items())]


def _far(run: Run, unit: str) -> str:
    """A distance as it stands in a field."""
    return f"{round(run.distance_m / METRES[unit], 1):g}" if run.distance_m else ""


@require_http_methods(["GET", "POST"])
@at_desk(write=True, plan=False)
def about(request: DeskRequest) -> HttpResponse:
    """The plan: made, proven, kept, shown. Where it cannot be made the form stays, with what is in the way."""
    desk = request.desk
    if request.method == "GET":
        return redirect(desk.url("welcome"))
    now = local_now(None, desk.now)
    draft = read_draft(request.POST.get("draft", ""))
    try:
        draft = put_right(draft, _lines(draft, request.POST, unit_of(request.POST, desk.shown.distance_unit)))
    except BadInput as error:
        return _second(request, draft, {"wrong": (str(error),)}, 422)
    if desk.has_plan and "begin_anew" not in request.POST:
        says = _("You have a season already. Tick the box at the end to begin a new one; what you wrote down is kept.")
        return _second(request, draft, {"wrong": (says,)}, 422)
    try:
        known = with_diary(brief_of_draft(draft, _wishes(request), now.date()), desk.diary)
        plan = make_plan(known.brief)
    except PlanRefused as refused:
        return _second(request, draft, {"wrong": [plain(line) or line for line in refused.lines]}, 422)
    except (BadInput, UnreadableFile) as error:
        return _second(request, draft, {"wrong": (plain(str(error)) or str(error),)}, 422)
    begin(desk.diary, plan, begun(plan, local_now(plan, desk.now)))
    _keep_unit(request)
    messages.success(request, _("This is your plan. Every rule was checked; nothing stands against a key run."))
    for line in known.says:
        messages.info(request, plain(line))
    return redirect(desk.url("season"))


def _lines(draft: SeasonDraft, given: Mapping[str, str], unit: str) -> dict[int, RunPutRight]:
    """What is said of each run; a distance that was left as it stood is the one that was read, not its rounding."""
    found: dict[int, RunPutRight] = {}
    for place, run in enumerate(draft.runs):
        kind = given.get(f"kind-{place}")
        if kind not in RUN_KINDS:
            continue
        typed = given.get(f"far-{place}", "").strip()
        metres = run.distance_m if typed == _far(run, unit) else metres_of(typed, unit, LONGEST_RUN_M)
        found[place] = RunPutRight(kind=msgspec.convert(kind, RunKind), distance_m=metres)
    return found


def _wishes(request: DeskRequest) -> Wishes:
    given = request.POST
    goal: Goal | None = next((goal for goal in GOALS if goal == given.get("goal")), None)
    return Wishes(
        level=LEVELS_ASKED.get(given.get("level", "1"), "beginner"),
        kit=chosen_kit(given.getlist("kit")),
        windows=typed_windows(typed_days(given)) or None,
        minutes=whole(given.get("minutes", ""), 10, 120),
        goal=goal,
        age=whole(given.get("age", ""), 10, 100),
        prescreen="positive" if "health" in given else "clear",
        pains=tuple(_pains(given)) or None,
    )


def _pains(given: Mapping[str, str]) -> Sequence[Pain]:
    found = []
    for number in range(PAINS_ASKED):
        site = next((site for site in PAIN_SITES if site == given.get(f"pain-{number}")), None)
        score = whole(given.get(f"score-{number}", ""), 0, 10)
        if site is not None and score:
            found.append(Pain(site=site, score=score))
    return found


ADDRESSES: list[URLPattern] = [
    path("welcome", welcome, name="welcome"),
    path("welcome/runs", runs, name="welcome-runs"),
    path("welcome/about", about, name="welcome-about"),
]
