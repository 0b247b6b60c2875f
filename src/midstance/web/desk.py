"""The desk: whose diary a page is about, and what the person who asks may do with it.

Every page of a diary is made from a desk, and nothing else leads to a diary. On one's own machine there is one
runner; with accounts the desk is one's own, or, under `/with/<runner>/`, that of a runner who invited one as a coach.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Hashable
from functools import cached_property, wraps
from typing import Concatenate, ParamSpec, TypeVar, cast

import msgspec
from django.conf import settings
from django.contrib.messages import get_messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from midstance.application.recording.notebook import Notebook
from midstance.application.replanning import local_now
from midstance.coach.moments import of_kind
from midstance.knowledge.library import library
from midstance.storage.remembering import Memory, RememberingDiary
from midstance.training.exercise import Kit
from midstance.training.log import Preferences

RUNNER_VARIABLE, USUAL_RUNNER = "MIDSTANCE_RUNNER", "me"
MEMORY = Memory()

More = ParamSpec("More")
Answer = TypeVar("Answer")


class Rights(msgspec.Struct, frozen=True, kw_only=True):
    """What may be done at a desk."""

    write: bool = False
    """Record, arrange, replan and accept for the runner."""
    comment: bool = False
    own: bool = False
    """Settings, export, restore, delete, invitations: the owner's alone."""


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """How the runner likes things shown, every wish filled in."""

    weight_unit: str = "kg"
    distance_unit: str = "km"
    week_start: str = "mon"
    theme: str = "auto"
    sound: bool = True
    voice: bool = False
    places: dict[str, tuple[Kit, ...]] = {}


class Desk:
    """One runner's diary for one request."""

    def __init__(self, runner: str, rights: Rights, *, key: str = "", name: str = "") -> None:
        self.runner, self.rights, self.key = runner, rights, key
        self.name = name or runner
        """How the runner is called on pages."""
        self.diary = RememberingDiary(runner, MEMORY)

    @cached_property
    def now(self) -> dt.datetime:
        """The moment of the request; the clock is looked at nowhere else."""
        return timezone.now()

    @property
    def today(self) -> dt.date:
        """The date on the runner's clock."""
        return self.book.today

    @property
    def clock(self) -> dt.tzinfo | None:
        """The clock on which pages say times: that of the plan, or of this machine where it was only assumed."""
        return local_now(self.book.plan, self.now).tzinfo

    @cached_property
    def book(self) -> Notebook:
        """The runner's notebook at this moment. Raises DiaryError."""
        return Notebook(self.diary, self.now, library().exercises)

    @property
    def has_plan(self) -> bool:
        """Whether there is a plan in effect."""
        return self.book.plan is not None

    @cached_property
    def shown(self) -> Shown:
        """How the runner likes things shown: of each wish the last one."""
        wishes: dict[str, object] = {}
        for entry in of_kind(self.book.entries, Preferences):
            given = {name: getattr(entry, name) for name in Shown.__struct_fields__}
            wishes |= {name: value for name, value in given.items() if value is not None}
        return msgspec.convert(wishes, Shown)

    def answer(self, about: Hashable, make: Callable[[], Answer]) -> Answer:
        """An answer that hangs on the diary and `about` alone, remembered until the diary changes."""
        return self.diary.answer(about, make)

    def url(self, name: str, *arguments: object) -> str:
        """The address of a page at this very desk."""
        if self.key:
            return reverse(f"with:{name}", args=[self.key, *arguments])
        return reverse(name, args=arguments)


class DeskRequest(HttpRequest):
    """A request at a desk."""

    desk: Desk


def own_desk() -> Desk:
    """The desk of the one runner of this machine."""
    runner = os.environ.get(RUNNER_VARIABLE) or USUAL_RUNNER
    return Desk(runner, Rights(write=True, comment=True, own=True))


def desk_of(request: HttpRequest, key: str) -> Desk:
    """The desk a request is for; `key` names another runner's. Raises Http404 where it is not theirs to see."""
    if settings.ACCOUNTS:
        from midstance.web.accounts.access import desk_for

        return desk_for(request, key)
    if key:
        raise Http404
    return own_desk()


Page = Callable[Concatenate[DeskRequest, More], HttpResponseBase]


def at_desk(
    *, write: bool = False, comment: bool = False, own: bool = False, plan: bool = True
) -> Callable[[Page[More]], Callable[..., HttpResponseBase]]:
    """Makes a page one of a desk: `request.desk` is there, and whoever lacks the right gets 404, as if there were none.

    `plan`: the page needs a plan; without one the runner is led to the welcome page.
    """

    def of_page(page: Page[More]) -> Callable[..., HttpResponseBase]:
        @wraps(page)
        def answered(request: HttpRequest, *args: More.args, **kwargs: More.kwargs) -> HttpResponseBase:
            key = str(kwargs.pop("key", ""))
            desk = desk_of(request, key)
            rights = desk.rights
            if (write and not rights.write) or (comment and not rights.comment) or (own and not rights.own):
                raise Http404
            asked = cast("DeskRequest", request)
            asked.desk = desk
            if plan and not desk.has_plan:
                return redirect(desk.url("welcome"))
            if not plan:
                return page(asked, *args, **kwargs)
            with timezone.override(desk.clock):
                return page(asked, *args, **kwargs)

        return answered

    return of_page


FETCHED_AHEAD = "Midstance-Ahead"
"""The header with which the service worker asks for pages to keep."""


def messages_in_page(request: HttpRequest) -> dict[str, object]:
    """What there is to tell, for the page a person sees: one that is fetched ahead to be kept must not use it up."""
    return {"messages": () if FETCHED_AHEAD in request.headers else get_messages(request)}


def desk_in_page(request: HttpRequest) -> dict[str, object]:
    """What every template knows: the desk, where there is one, whether people sign in, and who may join."""
    known: dict[str, object] = {"desk": getattr(request, "desk", None), "accounts": settings.ACCOUNTS}
    if settings.ACCOUNTS:
        from allauth.account.adapter import get_adapter

        # Asked only by the pages on which somebody comes in.
        known["may_join"] = lambda: get_adapter(request).is_open_for_signup(request)
        known["by_invitation"] = settings.REGISTRATION == "invite"
    return known
