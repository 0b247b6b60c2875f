"""How resources answer: JSON, and `{"error": {"says": …}}` in words for whatever cannot be."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

import msgspec
from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from midstance.application.diary import DiaryError
from midstance.web.desk import DeskRequest, at_desk

More = ParamSpec("More")
Resource = Callable[Concatenate[DeskRequest, More], HttpResponse]
LARGEST_BODY = 512 * 1024
"""Bytes of a request; 200 entries with notes are under 300 KB (ours)."""


class Trouble(msgspec.Struct, frozen=True, kw_only=True):
    """What is wrong, and what to do."""

    says: str


class Refusal(msgspec.Struct, frozen=True, kw_only=True):
    """The body of every answer that is not the thing asked for."""

    error: Trouble


def json(body: msgspec.Struct, status: int = 200) -> HttpResponse:
    """A struct as an answer."""
    return HttpResponse(msgspec.json.encode(body), status=status, content_type="application/json")


def error(says: str, status: int) -> HttpResponse:
    """A refusal in words."""
    return json(Refusal(error=Trouble(says=says)), status)


def resource(
    method: str = "GET", *, write: bool = False
) -> Callable[[Resource[More]], Callable[..., HttpResponseBase]]:
    """Makes a resource of a desk that answers one method; without the right to it, it is as if it did not exist."""

    def of_view(view: Resource[More]) -> Callable[..., HttpResponseBase]:
        opened = at_desk(write=write, plan=False)(_guarded(view))

        @wraps(view)
        def answered(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
            if request.method != method and not (method == "GET" and request.method == "HEAD"):
                refused = error(_("This address answers to %(method)s alone.") % {"method": method}, 405)
                refused["Allow"] = "GET, HEAD" if method == "GET" else method
                return refused
            try:
                return opened(request, *args, **kwargs)
            except Http404:
                return error(_("There is nothing at this address."), 404)

        return answered

    return of_view


def _guarded(view: Resource[More]) -> Resource[More]:
    """What the diary refuses is not the sender's fault: the same thing may be sent again later."""

    def guarded(request: DeskRequest, /, *args: More.args, **kwargs: More.kwargs) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except DiaryError as refusal:
            return error(str(refusal), 503)

    return guarded


def body_of(request: HttpRequest) -> bytes | HttpResponse:
    """The body of a request that is JSON and not too large, or the refusal."""
    if request.content_type != "application/json":
        return error(_("Send JSON, with the content type application/json."), 415)
    try:
        body = request.body
    except RequestDataTooBig:
        return _too_large()
    return body if len(body) <= LARGEST_BODY else _too_large()


def _too_large() -> HttpResponse:
    says = _("That is too much at once: at most %(size)s KB. Send it in parts.") % {"size": LARGEST_BODY // 1024}
    return error(says, 413)
