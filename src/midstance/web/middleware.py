"""What stands before every page: who may ask, and what is said when something goes wrong."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import Resolver404, resolve
from django.utils.translation import gettext

from midstance.application.briefing import BadInput
from midstance.application.diary import DiaryError
from midstance.application.planning import PlanRefused
from midstance.formats.entry import UnreadableFile
from midstance.web.pages.trouble import refused_page

Answering = Callable[[HttpRequest], HttpResponseBase]


class OwnHosts:
    """Only pages of this very app may use it: a foreign page that reaches the address of this machine is turned away.

    The host is checked by Django (`ALLOWED_HOSTS`), which also stops names made to point here. What a browser says
    of where a request comes from is checked here, for reading as well as for writing; following a link is allowed.
    """

    def __init__(self, answer: Answering) -> None:
        self._answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The answer, or a refusal."""
        request.get_host()
        site = request.headers.get("Sec-Fetch-Site", "none")
        followed = request.headers.get("Sec-Fetch-Mode") == "navigate" and request.method in ("GET", "HEAD")
        if site not in ("same-origin", "none") and not followed:
            return HttpResponse(gettext("This page is not open to other sites."), status=403, content_type="text/plain")
        response = self._answer(request)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()")
        if not request.path.startswith(str(settings.STATIC_URL)):
            response.headers.setdefault("Cache-Control", "no-store, private")
        return response


class UploadLimit:
    """What is larger than a page takes is refused in words before it is read."""

    def __init__(self, answer: Answering) -> None:
        self._answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The answer, or a refusal. A body of no said length is none to the server."""
        length = request.META.get("CONTENT_LENGTH") or "0"
        most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        if not length.isdecimal() or int(length) > most:
            most = max(most, _most_of(request))
        if length.isdecimal() and int(length) <= most:
            return self._answer(request)
        megabytes = most // 1024**2
        says = gettext(
            "That is too large: a page takes up to %(most)d MB. Nothing was changed. Take `midstance import`."
        )
        return refused_page(request, (says % {"most": megabytes},), 413)


def _most_of(request: HttpRequest) -> int:
    """Bytes that a page takes by a limit of its own, which writes them to the disk as they come; 0 without one."""
    try:
        most = getattr(resolve(request.path_info).func, "most_bytes", None)
    except Resolver404:
        return 0
    return int(most()) if most is not None else 0


class Trouble:
    """What the house refuses in words is shown as those words, on a page or as JSON; nothing is lost by it."""

    def __init__(self, answer: Answering) -> None:
        self._answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The answer."""
        return self._answer(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """The page for a refusal; None for what is a fault of ours."""
        if isinstance(error, PlanRefused):
            return refused_page(request, error.lines)
        if isinstance(error, BadInput | DiaryError | UnreadableFile):
            return refused_page(request, (str(error),))
        return None
