"""The account: who one is here, how one signs in, and how one leaves with everything."""

from __future__ import annotations

import datetime as dt

from allauth.account.decorators import reauthentication_required
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from midstance.application.diary import DiaryError
from midstance.application.keeping import write_diary
from midstance.storage import open_store
from midstance.web.accounts import seats
from midstance.web.pages.trouble import refused_page


def _me(request: HttpRequest) -> User:
    """Whoever asks; the door has seen to it that they are signed in."""
    return User.objects.select_related("seat").get(username=request.user.get_username())


@require_GET
def account(request: HttpRequest) -> HttpResponse:
    """How one signs in, and the way to change it."""
    me = _me(request)
    kinds = list(Authenticator.objects.filter(user=me).values_list("type", flat=True))
    context = {
        "me": me,
        "email": EmailAddress.objects.filter(user=me, primary=True).first(),
        "passkeys": kinds.count(Authenticator.Type.WEBAUTHN),
        "has_app": Authenticator.Type.TOTP in kinds,
        "has_codes": Authenticator.Type.RECOVERY_CODES in kinds,
        "sessions": len(UserSession.objects.purge_and_list(me)),
    }
    return render(request, "midstance/accounts/account.html", context)


@require_GET
def export(request: HttpRequest) -> HttpResponse:
    """All of one's own data as one file, before one leaves."""
    store = open_store()
    runner = seats.seat_of(request.user).runner
    if all(held.runner != runner for held in store.runners()):
        raise DiaryError(_("There is nothing in your diary yet."))
    data = write_diary(store.document(runner))
    name = f"midstance-{runner}-{dt.datetime.now(dt.UTC):%Y-%m-%d}.json"
    return HttpResponse(
        data, content_type="application/json", headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


@require_http_methods(["GET", "POST"])
@reauthentication_required  # type: ignore[untyped-decorator]
def leave(request: HttpRequest) -> HttpResponse:
    """Deletes the account and all that is of it, once its name was typed."""
    me = _me(request)
    if request.method == "POST":
        if request.POST.get("name", "").strip().casefold() != me.get_username().casefold():
            messages.error(request, _("Nothing was deleted: type your name as it stands there."))
            return redirect("account-leave")
        logout(request)
        seats.leave(me)
        return render(request, "midstance/accounts/left.html")
    held = next((one for one in open_store().runners() if one.runner == me.seat.runner), None)
    return render(request, "midstance/accounts/leave.html", {"me": me, "held": held})


def too_often(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Asked too often."""
    return refused_page(request, (_("That was too often in a short time. Wait some minutes, then try again."),), 429)


ADDRESSES: list[URLPattern] = [
    path("account", account, name="account"),
    path("account/export", export, name="account-export"),
    path("account/leave", leave, name="account-leave"),
]
