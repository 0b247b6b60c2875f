"""Comments of runner and coach on a session or a day: read, written and taken back at a desk."""

from __future__ import annotations

import datetime as dt

import msgspec
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from midstance.application.diary import DiaryError
from midstance.web.accounts.access import seat_at
from midstance.web.accounts.models import LONGEST_COMMENT, Comment, Seat
from midstance.web.accounts.seats import seat_of
from midstance.web.desk import Desk, DeskRequest, at_desk

KINDS = ("session", "day")
MOST_SHOWN = 100
"""Comments shown on one page, the latest ones (ours)."""


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """A comment as it is shown."""

    pk: int
    who: str
    at: dt.datetime
    text: str
    may_take_back: bool


class Room(msgspec.Struct, frozen=True, kw_only=True):
    """The comments on one thing, and whether whoever looks may add one."""

    kind: str
    about: str
    comments: tuple[Said, ...]
    may_write: bool


def room_for(request: HttpRequest, desk: Desk, kind: str, about: str) -> Room | None:
    """The comments on something at a desk; None where a runner without a coach would talk to nobody."""
    seat, mine = seat_at(request, desk), seat_of(request.user)
    found = Comment.objects.select_related("author__user").filter(owner=seat, kind=kind, about=about)
    rows = list(found.order_by("-at", "-id")[:MOST_SHOWN])
    if not rows and not desk.key and not seat.coaches.exists():
        return None
    return Room(
        kind=kind,
        about=about,
        comments=tuple(
            Said(
                pk=row.pk,
                who=_("You") if row.author_id == mine.pk else row.author.user.get_username(),
                at=row.at,
                text=row.text,
                may_take_back=row.author_id == mine.pk or desk.rights.own,
            )
            for row in reversed(rows)
        ),
        may_write=desk.rights.comment,
    )


def latest_for(seat: Seat, most: int = 5) -> list[Comment]:
    """The latest comments at a runner's desk, the newest first."""
    return list(Comment.objects.select_related("author__user").filter(owner=seat).order_by("-at", "-id")[:most])


@at_desk(comment=True, plan=False)
def say(request: DeskRequest) -> HttpResponse:
    """Adds a comment."""
    kind, about = request.POST.get("kind", ""), request.POST.get("about", "").strip()
    text = request.POST.get("text", "").strip().replace("\x00", "")
    if request.method != "POST" or kind not in KINDS or not 0 < len(about) <= 200:
        raise Http404
    if not 0 < len(text) <= LONGEST_COMMENT:
        raise DiaryError(_("A comment has 1 to %(most)d letters.") % {"most": LONGEST_COMMENT})
    Comment.objects.create(
        owner=seat_at(request, request.desk), author=seat_of(request.user), kind=kind, about=about, text=text,
        at=request.desk.now,
    )  # fmt: skip
    return _back(request)


@at_desk(comment=True, plan=False)
def take_back(request: DeskRequest, number: int) -> HttpResponse:
    """Takes a comment back: one's own, or any at one's own desk."""
    if request.method != "POST":
        raise Http404
    rows = Comment.objects.filter(pk=number, owner=seat_at(request, request.desk))
    if not request.desk.rights.own:
        rows = rows.filter(author=seat_of(request.user))
    if not rows.delete()[0]:
        raise Http404
    return _back(request)


def _back(request: DeskRequest) -> HttpResponse:
    """To the page it was said on."""
    place = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(place, allowed_hosts=None) and place.startswith("/"):
        return redirect(place)
    return redirect(request.desk.url("today"))


ADDRESSES: list[URLPattern] = [
    path("comments", say, name="comment"),
    path("comments/<int:number>/take-back", take_back, name="comment-take-back"),
]
