"""What stands before every page where people sign in: TLS in front, and nobody past the door unknown."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, JsonResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from midstance.web.accounts.open_list import OPEN

Answering = Callable[[HttpRequest], HttpResponseBase]
PROXY_SAYS_NOTHING = (
    "The proxy in front of Midstance must say how it was reached: let it send the header X-Forwarded-Proto "
    "(docs/how-to/deploy.md shows how)."
)


class BehindProxy:
    """Where people come over TLS, nothing is answered in the clear; a proxy that does not say so is told to."""

    def __init__(self, answer: Answering) -> None:
        self._answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The answer, or the way to TLS."""
        if not settings.ORIGIN.startswith("https:") or request.is_secure():
            return self._answer(request)
        if request.path == "/health":
            return self._answer(request)
        if "X-Forwarded-Proto" in request.headers:
            return HttpResponsePermanentRedirect(f"{settings.ORIGIN}{request.get_full_path()}")
        return HttpResponse(PROXY_SAYS_NOTHING, status=400, content_type="text/plain")


class SignedIn:
    """Every page is closed but for those of the open list. Whoever is not signed in is led to the sign-in."""

    def __init__(self, answer: Answering) -> None:
        self._answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The answer."""
        return self._answer(request)

    def process_view(self, request: HttpRequest, view: object, args: object, kwargs: object) -> HttpResponseBase | None:
        """None where the page may be asked for; else what leads to the sign-in."""
        found = request.resolver_match
        if (found is not None and found.view_name in OPEN) or request.user.is_authenticated:
            return None
        if "/api/v1/" in request.path:
            return JsonResponse(
                {"error": {"says": _("Sign in first; what you recorded waits until then.")}}, status=401
            )
        if request.headers.get("HX-Request") == "true":
            return HttpResponse(status=401, headers={"HX-Redirect": "/login/"})
        return redirect_to_login(request.get_full_path() if request.method in ("GET", "HEAD") else "/")
