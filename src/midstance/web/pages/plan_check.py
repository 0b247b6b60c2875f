"""Check my own plan: runs and strength of another app or coach, judged by the same rules as ours."""

from __future__ import annotations

import datetime as dt

import msgspec
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from midstance.application.answers import said_ground
from midstance.application.auditing import ForeignAudit, audit, audit_read
from midstance.application.running_plans import read_given
from midstance.formats.entry import UnreadableFile
from midstance.formats.plan_json import read_plan
from midstance.formats.session_words import said_stress
from midstance.knowledge.library import library
from midstance.training.plan import Audit
from midstance.web.desk import DeskRequest, at_desk
from midstance.web.plain_words import plain
from midstance.web.uploads import handed_over


class RuleFound(msgspec.Struct, frozen=True, kw_only=True):
    """A rule that does not hold, and where."""

    rule: str
    says: str
    rests_on: str
    texts: tuple[str, ...]


class Checked(msgspec.Struct, frozen=True, kw_only=True):
    """What the page shows of an audit."""

    broken: tuple[RuleFound, ...]
    bent: tuple[RuleFound, ...]
    rules: int
    sessions: tuple[tuple[str, str, str], ...] = ()
    """Day, title, and what it was taken for."""
    assumed: tuple[str, ...] = ()


@require_http_methods(["GET", "POST"])
@at_desk(plan=False)
def plan_check(request: DeskRequest) -> HttpResponse:
    """The form, and what was found; what was handed over is judged and forgotten."""
    if request.method == "GET":
        return render(request, "midstance/plan_check.html")
    try:
        checked = _checked(request)
    except UnreadableFile as error:
        return render(request, "midstance/plan_check.html", {"wrong": _said(error)}, status=422)
    return render(request, "midstance/plan_check.html", {"checked": checked})


def _said(error: UnreadableFile) -> str:
    """Where and what, without the words of a terminal."""
    place = f"{error.place}: " if error.place else ""
    return place + plain(error.says)


def _checked(request: DeskRequest) -> Checked:
    runs = handed_over(request, "runs", "runs_text")
    strength = handed_over(request, "strength", "strength_text")
    if len(runs) == 1 and not strength and runs[0][1].lstrip().startswith(b"{"):
        plan = read_plan(runs[0][1], runs[0][0])
        return _told(audit(plan), len(library().rules))
    if not runs:
        raise UnreadableFile(_("runs"), _("hand over the running plan as a file, or paste it"))
    race = request.POST.get("race", "")
    running = read_given(runs, race_day=dt.date.fromisoformat(race) if race else None)
    done = audit_read(
        running, strength[0] if strength else None, accustomed="accustomed" in request.POST,
        heavy=_words(request.POST.get("heavy", "")), light=_words(request.POST.get("light", "")),
    )  # fmt: skip
    return _told(done.audit, done.rules, done)


def _words(typed: str) -> list[str]:
    return [word.strip() for word in typed.split(",") if word.strip()]


def _told(found: Audit, rules: int, foreign: ForeignAudit | None = None) -> Checked:
    sessions: tuple[tuple[str, str, str], ...] = ()
    assumed: tuple[str, ...] = ()
    if foreign is not None:
        sessions = tuple(
            (f"{one.date:%a} {one.date}", one.title, said_stress(one)) for one in foreign.strength.sessions
        )
        assumed = tuple(dict.fromkeys(problem.says for problem in foreign.strength.assumed))
    return Checked(broken=_rules(found, hard=True), bent=_rules(found, hard=False), rules=rules, sessions=sessions,
                   assumed=assumed)  # fmt: skip


def _rules(found: Audit, *, hard: bool) -> tuple[RuleFound, ...]:
    known = {rule.id: rule for rule in library().rules}
    findings = found.hard if hard else found.soft
    by_rule: dict[str, list[str]] = {}
    for finding in findings:
        by_rule.setdefault(finding.rule, []).append(finding.text)
    return tuple(
        RuleFound(
            rule=rule, texts=tuple(texts), says=known[rule].says if rule in known else "",
            rests_on=said_ground(known[rule].grade, known[rule].sources) if rule in known else "",
        )
        for rule, texts in by_rule.items()
    )  # fmt: skip


ADDRESSES: list[URLPattern] = [path("check", plan_check, name="plan-check")]
