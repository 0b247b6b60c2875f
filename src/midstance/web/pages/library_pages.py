"""The library: exercises with search as one types, each on a page of its own with its ladder; drills."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.views.decorators.http import require_safe

from midstance.application.browsing import PATTERNS, Asked, best_for_words, citations, ladder_of, search, understood
from midstance.application.exercise_in_plan import InPlan, in_plan
from midstance.figure.figures import faults_of, has_figure
from midstance.formats.brief_words import checked_kit
from midstance.formats.dose_words import said_amount
from midstance.knowledge.library import library
from midstance.training.exercise import KIT, LEVELS, PAIN_SITES, Exercise, Kit
from midstance.web.desk import Desk, DeskRequest, at_desk
from midstance.web.pages import library_evidence, library_workouts
from midstance.web.pages.recording_form import options
from midstance.web.plots.ladder import ladder_svg


def own_kit(desk: Desk) -> tuple[Kit, ...] | None:
    """The kit of the runner's plan; None where there is no plan yet."""
    return desk.book.plan.brief.athlete.kit if desk.book.plan is not None else None


def asked_of(request: DeskRequest) -> Asked:
    """What a search asks for."""
    sent = request.GET
    kit = own_kit(request.desk) if sent.get("mine") else None
    ticked = [word for word in sent.getlist("kit") if word in KIT]
    return Asked(
        words=sent.get("q", "")[:80],
        pattern=sent.get("pattern", ""),
        level=sent.get("level", ""),
        best_for=sent.get("best", "")[:80],
        kit=checked_kit(ticked) if ticked else kit,
        sore=sent.get("sore", ""),
    )


@require_safe
@at_desk(plan=False)
def exercises(request: DeskRequest) -> HttpResponse:
    """The exercises; only the list of hits where it is asked for while one types."""
    asked = asked_of(request)
    context = {
        "found": search(asked),
        "asked": asked,
        "spares": understood(asked).sore,
        "count": len(library().exercises),
        "drills": library().drills.values(),
        "patterns": options({pattern: pattern.replace("-", " ").capitalize() for pattern in PATTERNS}),
        "levels": LEVELS,
        "best": best_for_words(),
        "sites": PAIN_SITES,
        "mine": bool(request.GET.get("mine")),
        "has_kit": own_kit(request.desk) is not None,
    }
    part = request.htmx and not request.htmx.boosted  # type: ignore[attr-defined]
    return render(request, "midstance/library/hits.html" if part else "midstance/library/exercises.html", context)


@require_safe
@at_desk(plan=False)
def exercise(request: DeskRequest, name: str) -> HttpResponse:
    """Everything about one exercise."""
    known = library()
    found = known.exercises.get(name)
    if found is None:
        raise Http404
    desk = request.desk
    where: InPlan | None = in_plan(desk.book, name) if desk.has_plan else None
    context = {
        "exercise": found,
        "faults_drawn": faults_of(name) if has_figure(name) else {},
        "doses": _doses(found),
        "ladder": ladder_svg(ladder_of(found), lambda other: desk.url("exercise", other)),
        "citations": citations(found.sources),
        "in_plan": where,
        "body_mass": known.exercises.get(found.body_mass) if found.body_mass != found.id else None,
        "workouts": [one for one in known.workouts.values()
                     if any(item.exercise == name for block in one.blocks for item in block.items)],
    }  # fmt: skip
    return render(request, "midstance/library/exercise.html", context)


def _doses(found: Exercise) -> list[dict[str, object]]:
    return [
        {"level": level, "sets": dose.sets, "ours": dose.ours, "tempo": dose.tempo or "", "rest": dose.rest_s,
         "amount": said_amount(dose.unit, dose.amount, per_side=found.per_side)}
        for level, dose in found.dose.items()
    ]  # fmt: skip


@require_safe
@at_desk(plan=False)
def drill(request: DeskRequest, name: str) -> HttpResponse:
    """A warm-up, cool-down or mobility item."""
    found = library().drills.get(name)
    if found is None:
        raise Http404
    amount = said_amount(found.unit, found.amount, per_side=found.per_side)
    context = {"drill": found, "amount": amount, "citations": citations(found.sources)}
    return render(request, "midstance/library/drill.html", context)


ADDRESSES: list[URLPattern] = [
    path("library", exercises, name="library"),
    path("library/exercise/<slug:name>", exercise, name="exercise"),
    path("library/drill/<slug:name>", drill, name="drill"),
    *library_workouts.ADDRESSES,
    *library_evidence.ADDRESSES,
]
