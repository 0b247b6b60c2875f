"""How files come: as a plain form, or piece by piece from a script that shows how far it is and goes on after a break.

Either way they are written to the disk as they come, within a limit, and are called by numbers there.
"""

from __future__ import annotations

import datetime as dt
import errno
import secrets
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Annotated

import msgspec
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse, UnreadablePostError
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST

from midstance.formats.activities.limits import said_size
from midstance.formats.activities.packed import shown_name
from midstance.storage.handed_over import HandedOver, OutOfStep, room_for
from midstance.web import bringing
from midstance.web.api.answering import error, json
from midstance.web.desk import Desk, DeskRequest, at_desk, desk_of
from midstance.web.upload_stream import ToDisk, Unread

MOST_FILES = 500
"""Files at one time (ours; more go into a zip)."""
PIECE = 4 * 1024 * 1024
"""Bytes that the script sends at once: short enough that others get their turn in between (ours)."""
SMALL = 10 * 1024 * 1024
"""Up to here a form takes its turn like any other; of larger ones a process takes one at a time (ours)."""
_LARGE = threading.BoundedSemaphore(1)


class Announced(msgspec.Struct, frozen=True):
    """A file that is about to come."""

    name: Annotated[str, msgspec.Meta(min_length=1, max_length=1000)]
    size: Annotated[int, msgspec.Meta(ge=0, le=1 << 50)]


class Announcement(msgspec.Struct, frozen=True):
    """All files that are about to come."""

    files: Annotated[list[Announced], msgspec.Meta(min_length=1, max_length=MOST_FILES)]


class Awaited(msgspec.Struct, frozen=True, kw_only=True):
    """Where the pieces go, and how many bytes of each file are there already."""

    job: str
    have: tuple[int, ...]


class Have(msgspec.Struct, frozen=True, kw_only=True):
    """How many bytes of a file are there."""

    have: int


def folder_of(desk: Desk) -> HandedOver:
    """Where the files of a desk's runner are."""
    return HandedOver(settings.HOME, desk.runner)


def largest_mb() -> int:
    """Megabytes that may come at one time."""
    return int(settings.LARGEST_BROUGHT_IN) // 1_000_000


def too_large(size: int) -> str:
    """Why so many bytes cannot come, or nothing."""
    if size > settings.LARGEST_BROUGHT_IN:
        says = _("That is %(size)s; up to %(most)d MB come in here. The command line takes it: midstance import FILE")
        return says % {"size": said_size(size), "most": largest_mb()}
    if size > room_for(settings.HOME):
        return _("There is no room for that on the disk of this server. Nothing was changed.")
    return ""


def _form_taken(request: DeskRequest, handler: ToDisk, folder: HandedOver, name: str) -> HttpResponse:
    # Looking at the form reads it to its end, if looking for its token has not.
    assert not request.FILES
    desk = request.desk
    back = redirect(desk.url("bring-in"))
    if is_busy(folder):
        messages.error(request, _busy())
    elif handler.trouble is not None or handler.too_much:
        messages.error(request, _said_trouble(handler.trouble))
    elif not handler.files:
        messages.error(request, _("Choose one file or several first."))
    else:
        folder.take_arrived(name, handler.files, desk.now.astimezone(dt.UTC))
        bringing.start(folder)
    return back


def is_busy(folder: HandedOver) -> bool:
    """Whether what was handed over before is still worked on."""
    known = folder.job()
    return known is not None and known.is_work


def _busy() -> str:
    return _("What you handed over before is still being read. Wait for it, or stop it first.")


def _said_trouble(trouble: OSError | None) -> str:
    if trouble is None:
        says = _("That is too much: up to %(files)d files of %(most)d MB together come in. Nothing was kept.")
        return says % {"files": MOST_FILES, "most": largest_mb()}
    if trouble.errno in (errno.ENOSPC, errno.EDQUOT):
        return _("The disk of this server is full. Nothing was kept.")
    return _("The file could not be kept here. Nothing was changed.")


def _allowed(request: HttpRequest, key: str) -> Desk | None:
    """The desk, where files may be handed over at it. Nothing is written down by this."""
    with suppress(Http404):
        desk = desk_of(request, key)
        return desk if desk.rights.write else None
    return None


@csrf_exempt
def files(request: HttpRequest, **kwargs: str) -> HttpResponseBase:
    """A plain form with files. Its token stands in its body, so it is looked at once that was streamed to the disk."""
    desk = _allowed(request, kwargs.get("key", "")) if request.method == "POST" else None
    size = int(request.META.get("CONTENT_LENGTH") or 0)
    wrong = too_large(size)
    if desk is None or wrong:
        return _unread(request, wrong, kwargs)
    if size > SMALL and not _LARGE.acquire(blocking=False):
        return _unread(request, _("Another large upload is coming in just now. Try again in a few minutes."), kwargs)
    try:
        return _read(request, folder_of(desk), kwargs)
    finally:
        if size > SMALL:
            _LARGE.release()


def _read(request: HttpRequest, folder: HandedOver, kwargs: dict[str, str]) -> HttpResponseBase:
    """Streams the files of a form to the disk, and takes them if the form may be taken."""
    name = secrets.token_hex(8)
    with folder.changing():
        handler = ToDisk(lambda number: folder.arriving(name, number), settings.LARGEST_BROUGHT_IN, MOST_FILES)
    request.upload_handlers = [handler]
    try:
        return _checked(request, lambda asked: _form_taken(asked, handler, folder, name), kwargs)
    finally:
        for rest in folder.path.glob(f".arriving-{name}-*"):
            rest.unlink(missing_ok=True)


def _unread(request: HttpRequest, says: str, kwargs: dict[str, str]) -> HttpResponseBase:
    """The answer to a form whose files are not read; its token stands before them."""
    request.upload_handlers = [Unread()]
    return _checked(request, lambda asked: _refused_form(asked, says), kwargs)


def _checked(
    request: HttpRequest, page: Callable[[DeskRequest], HttpResponse], kwargs: dict[str, str]
) -> HttpResponseBase:
    opened = require_POST(at_desk(write=True, plan=False)(page))
    try:
        return csrf_protect(opened)(request, **kwargs)
    except UnreadablePostError:
        return HttpResponse(status=400)


def _refused_form(request: DeskRequest, says: str) -> HttpResponse:
    messages.error(request, says)
    return redirect(request.desk.url("bring-in"))


def _largest_form() -> int:
    """Bytes of a form; what stands around the files in it is some hundred bytes for each."""
    return int(settings.LARGEST_BROUGHT_IN) + SMALL


files.most_bytes = _largest_form  # type: ignore[attr-defined]


@require_POST
@at_desk(write=True, plan=False)
def announce(request: DeskRequest) -> HttpResponse:
    """Files that a script is about to send; what is there already of the same files stays."""
    try:
        listed = msgspec.json.decode(request.body, type=Announcement).files
    except (msgspec.MsgspecError, UnicodeDecodeError, RequestDataTooBig):
        return error(_("Up to %(most)d files come in at once; put more into a zip.") % {"most": MOST_FILES}, 422)
    if wrong := too_large(sum(one.size for one in listed)):
        return error(wrong, 413)
    folder = folder_of(request.desk)
    if is_busy(folder):
        return error(_busy(), 409)
    now = request.desk.now.astimezone(dt.UTC)
    job = folder.begin([(shown_name(one.name), one.size) for one in listed], now)
    return json(Awaited(job=job.id, have=tuple(folder.have(one.number) for one in job.files)))


@require_POST
@at_desk(write=True, plan=False)
def piece(request: DeskRequest, job: str, number: int, at: int) -> HttpResponse:
    """A piece of a file, from the byte `at` on. 409 with what is there, where it does not follow."""
    folder = folder_of(request.desk)
    known = folder.job()
    if known is None or known.id != job:
        return error(_("These files are not awaited any more. Begin anew."), 404)
    try:
        data = request.body
    except (RequestDataTooBig, UnreadablePostError):
        return error(_("The piece did not arrive whole."), 400)
    try:
        return json(Have(have=folder.add(known, number, at, data)))
    except OutOfStep as step:
        return json(Have(have=step.have), 409)
    except OSError as trouble:
        return error(_said_trouble(trouble), 507)


@require_POST
@at_desk(write=True, plan=False)
def arrived(request: DeskRequest, job: str) -> HttpResponse:
    """All pieces are here: it is looked at."""
    folder = folder_of(request.desk)
    known = folder.job()
    if known is None or known.id != job:
        return error(_("These files are not awaited any more. Begin anew."), 404)
    if known.stage == "coming":
        if any(folder.have(one.number) < one.size for one in known.files):
            return error(_("Something is missing yet."), 409)
        for one in known.files:
            folder.file(one.number).touch(mode=0o600)
        folder.change(known, stage="look", touched=request.desk.now.astimezone(dt.UTC))
    bringing.start(folder)
    return json(Have(have=known.size))


ADDRESSES: list[URLPattern] = [
    path("bring-in/files", files, name="bring-in-files"),
    path("bring-in/announce", announce, name="bring-in-announce"),
    path("bring-in/<str:job>/<int:number>/<int:at>", piece, name="bring-in-piece"),
    path("bring-in/<str:job>/arrived", arrived, name="bring-in-arrived"),
]
