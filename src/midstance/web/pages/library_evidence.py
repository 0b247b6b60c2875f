"""Rules and sources with their grades, weeks that keep and break a rule, and what is known."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.views.decorators.http import require_safe

from midstance.application.browsing import SAID_GRADE, SAID_VERIFIED, citations, resting_on
from midstance.application.rule_weeks import example
from midstance.knowledge.library import library
from midstance.web.desk import DeskRequest, at_desk


@require_safe
@at_desk(plan=False)
def rules(request: DeskRequest) -> HttpResponse:
    """All rules: what is never broken, then the preferences."""
    known = library().rules
    groups = (("hard", [rule for rule in known if rule.hard]), ("soft", [rule for rule in known if not rule.hard]))
    return render(request, "midstance/library/rules.html", {"groups": groups, "grades": SAID_GRADE})


@require_safe
@at_desk(plan=False)
def rule(request: DeskRequest, name: str) -> HttpResponse:
    """One rule: what it says, why, what it rests on, and a week that keeps and one that breaks it."""
    found = next((one for one in library().rules if one.id == name), None)
    if found is None:
        raise Http404
    context = {
        "rule": found,
        "grade": SAID_GRADE[found.grade],
        "citations": citations(found.sources),
        "examples": (("kept", example(found, found.kept)), ("broken", example(found, found.broken))),
    }
    return render(request, "midstance/library/rule.html", context)


@require_safe
@at_desk(plan=False)
def sources(request: DeskRequest) -> HttpResponse:
    """The source documents and the studies."""
    known = library().sources.values()
    context = {
        "documents": [one for one in known if one.kind == "document"],
        "studies": [one for one in known if one.kind != "document"],
        "verified": SAID_VERIFIED,
    }
    return render(request, "midstance/library/sources.html", context)


@require_safe
@at_desk(plan=False)
def source(request: DeskRequest, name: str) -> HttpResponse:
    """One source, and what rests on it."""
    found = library().sources.get(name)
    if found is None:
        raise Http404
    context = {"source": found, "verified": SAID_VERIFIED[found.verified], "citing": resting_on(found)}
    return render(request, "midstance/library/source.html", context)


@require_safe
@at_desk(plan=False)
def what_we_know(request: DeskRequest) -> HttpResponse:
    """What is known and how well: rules by the grade of what they rest on, then the studies."""
    known = library()
    graded = [
        (said, [(one, citations(one.sources)) for one in known.rules if one.grade == grade])
        for grade, said in SAID_GRADE.items()
    ]
    studies = [one for one in known.sources.values() if one.kind != "document"]
    context = {"graded": graded, "studies": studies, "verified": SAID_VERIFIED}
    return render(request, "midstance/library/known.html", context)


ADDRESSES: list[URLPattern] = [
    path("library/rules", rules, name="rules"),
    path("library/rule/<slug:name>", rule, name="rule"),
    path("library/sources", sources, name="sources"),
    path("library/source/<slug:name>", source, name="source"),
    path("library/what-we-know", what_we_know, name="what-we-know"),
]
