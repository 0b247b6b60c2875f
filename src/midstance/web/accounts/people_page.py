"""People: coaches whom one invited and what they may do; runners who invited one; and the way in by an invitation."""

from __future__ import annotations

import msgspec
from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.mail import send_mail
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from midstance.application.glancing import Glance, glance
from midstance.web.accounts import comments, inviting
from midstance.web.accounts.access import desk_for
from midstance.web.accounts.models import CoachAccess, Comment, Invitation, Seat
from midstance.web.accounts.seats import seat_of
from midstance.web.desk import Desk


class InvitationForm(forms.Form):
    """Whom to invite, and what they may do."""

    email = forms.EmailField(label=gettext_lazy("Their e-mail, if you want it sent"), required=False)
    may_write = forms.BooleanField(label=gettext_lazy("May log and move sessions for me"), required=False)


class Runner(msgspec.Struct, frozen=True, kw_only=True):
    """A runner whom one coaches, as a line of the list."""

    access: CoachAccess
    desk: Desk
    glance: Glance | None
    comment: Comment | None
    """The latest one."""


@require_GET
def people(request: HttpRequest) -> HttpResponse:
    """Both lists."""
    return _people(request, InvitationForm())


def _people(request: HttpRequest, form: InvitationForm, link: str = "", sent_to: str = "") -> HttpResponse:
    seat, now = seat_of(request.user), timezone.now()
    context = {
        "form": form,
        "link": link,
        "sent_to": sent_to,
        "mail": settings.SENDS_MAIL,
        "coaches": CoachAccess.objects.filter(owner=seat).select_related("coach__user").order_by("since"),
        "waiting": inviting.waiting(seat, now),
        "runners": [_runner(request, access) for access in _coached(seat)],
    }
    return render(
        request, "midstance/accounts/people.html", context, status=200 if form.is_valid() or not form.errors else 422
    )


def _coached(seat: Seat) -> list[CoachAccess]:
    rows = CoachAccess.objects.filter(coach=seat, owner__user__is_active=True)
    return list(rows.select_related("owner__user").order_by("owner__user__username"))


def _runner(request: HttpRequest, access: CoachAccess) -> Runner:
    desk = desk_for(request, access.owner.key)
    found = glance(desk.book) if desk.has_plan else None
    latest = comments.latest_for(access.owner, 1)
    return Runner(access=access, desk=desk, glance=found, comment=latest[0] if latest else None)


@require_POST
def invite(request: HttpRequest) -> HttpResponse:
    """Makes an invitation: its link is shown once, and sent where an address was given."""
    form = InvitationForm(request.POST)
    if not form.is_valid():
        return _people(request, form)
    seat, to = seat_of(request.user), str(form.cleaned_data["email"])
    __, secret = inviting.invite(seat, timezone.now(), email=to, may_write=form.cleaned_data["may_write"])
    link = request.build_absolute_uri(reverse("invited", args=[secret]))
    sent = ""
    if to and settings.SENDS_MAIL:
        send_mail(
            _("%(name)s invites you to coach") % {"name": request.user.get_username()},
            _(
                "%(name)s trains with Midstance and would like you to see it.\n\n%(link)s\n\n"
                "The link works for two weeks."
            )
            % {"name": request.user.get_username(), "link": link},
            None,
            [to],
        )
        sent = to
    return _people(request, InvitationForm(), link, sent)


@require_POST
def withdraw(request: HttpRequest, number: int) -> HttpResponse:
    """Takes an invitation back that nobody has used yet."""
    get_object_or_404(Invitation, pk=number, owner=seat_of(request.user), used=None).delete()
    messages.success(request, _("The invitation is taken back; its link leads nowhere now."))
    return redirect("people")


@require_POST
def change(request: HttpRequest, number: int) -> HttpResponse:
    """Changes what a coach may do."""
    access = get_object_or_404(CoachAccess, pk=number, owner=seat_of(request.user))
    access.may_write = request.POST.get("may_write") == "on"
    access.save(update_fields=["may_write"])
    messages.success(request, _("Changed, from now on."))
    return redirect("people")


@require_POST
def end(request: HttpRequest, number: int) -> HttpResponse:
    """Ends that somebody coaches: the runner does, or the coach."""
    seat = seat_of(request.user)
    access = CoachAccess.objects.filter(pk=number).select_related("owner__user", "coach__user").first()
    if access is None or seat.pk not in (access.owner_id, access.coach_id):
        raise Http404
    access.delete()
    other = access.coach if seat.pk == access.owner_id else access.owner
    messages.success(
        request, _("Ended. %(name)s is no longer connected with you.") % {"name": other.user.get_username()}
    )
    return redirect("people")


@require_http_methods(["GET", "POST"])
def invited(request: HttpRequest, secret: str) -> HttpResponse:
    """Where an invitation leads: to an account first, where one has none, and then to saying yes."""
    invitation = inviting.found(secret, timezone.now())
    if invitation is None:
        return render(request, "midstance/accounts/invitation_gone.html", status=404)
    if not request.user.is_authenticated:
        inviting.remember(request, invitation)
        may_join = settings.REGISTRATION != "closed"
        context = {"invitation": invitation, "may_join": may_join, "here": request.path}
        return render(request, "midstance/accounts/invited.html", context)
    seat = seat_of(request.user)
    if request.method == "POST":
        inviting.accept(invitation, seat, timezone.now())
        return redirect("people" if invitation.owner else "home")
    own = invitation.owner is not None and invitation.owner.pk == seat.pk
    return render(request, "midstance/accounts/invited.html", {"invitation": invitation, "own": own})


ADDRESSES: list[URLPattern] = [
    path("people", people, name="people"),
    path("people/invite", invite, name="people-invite"),
    path("people/invitations/<int:number>/withdraw", withdraw, name="people-withdraw"),
    path("people/coaches/<int:number>/change", change, name="people-change"),
    path("people/coaches/<int:number>/end", end, name="people-end"),
    path("invited/<str:secret>", invited, name="invited"),
]
