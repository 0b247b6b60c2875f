"""What the next revision of the plan changes, and why; whether it comes into effect is the runner's choice."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from midstance.application.replanning import accept, local_now, proposal_of, propose, undo_revision, untaken
from midstance.application.revisions import last_accepted, withdraw
from midstance.web.desk import DeskRequest, at_desk


@require_GET
@at_desk()
def changes(request: DeskRequest) -> HttpResponse:
    """The revision that waits, or else the one in effect, with what it changes and why."""
    desk = request.desk
    waiting = desk.answer("proposal", lambda: proposal_of(desk.diary))
    context = {
        "proposal": waiting or desk.answer("last accepted", lambda: last_accepted(desk.diary)),
        "waiting": waiting is not None,
        "untaken": desk.answer("untaken", lambda: untaken(desk.diary)),
    }
    return render(request, "midstance/season/changes.html", context)


@require_POST
@at_desk(write=True)
def propose_revision(request: DeskRequest) -> HttpResponse:
    """Makes the next revision from the diary. Where it changes nothing ahead it is simply taken."""
    desk = request.desk
    made = propose(desk.diary, local_now(desk.book.plan, desk.now))
    if not made.changed:
        accept(desk.diary, made.kept.id)
        messages.success(request, _("All of it is taken in. Nothing ahead changes."))
        return redirect(desk.url("today"))
    return redirect(desk.url("changes"))


@require_POST
@at_desk(write=True)
def accept_revision(request: DeskRequest, revision: str) -> HttpResponse:
    """Puts a revision into effect."""
    kept = accept(request.desk.diary, revision)
    messages.success(request, _("Revision %(number)d is in effect.") % {"number": kept.number})
    return redirect(request.desk.url("season"))


@require_POST
@at_desk(write=True)
def leave_revision(request: DeskRequest, revision: str) -> HttpResponse:
    """Leaves the plan as it is."""
    withdraw(request.desk.diary, revision)
    messages.success(request, _("The plan stays as it is."))
    return redirect(request.desk.url("season"))


@require_POST
@at_desk(write=True)
def undo_accepted(request: DeskRequest) -> HttpResponse:
    """Takes the last revision back; the log stays as it is."""
    back = undo_revision(request.desk.diary)
    messages.success(request, _("Revision %(number)d is in effect again.") % {"number": back.number})
    return redirect(request.desk.url("season"))


ADDRESSES: list[URLPattern] = [
    path("changes", changes, name="changes"),
    path("changes/propose", propose_revision, name="propose"),
    path("changes/<str:revision>/accept", accept_revision, name="accept"),
    path("changes/<str:revision>/leave", leave_revision, name="leave"),
    path("changes/undo", undo_accepted, name="undo-revision"),
]
