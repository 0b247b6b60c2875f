"""Pages that hang on the diary alone, remembered until it changes: asking for one again costs one query.

What belongs to a single request stays out of the remembered page: the token of its forms is put in each time, and a
page that has a message to show is made afresh.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Hashable, Mapping

from django.contrib.messages import get_messages
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils.translation import get_language

from midstance.web.desk import DeskRequest

TOKEN_HERE = f"token-{secrets.token_hex(16)}"
"""Stands in a remembered page where the token of a form belongs; made anew with each process."""


def remembered_page(
    request: DeskRequest, template: str, about: Hashable, make_context: Callable[[], Mapping[str, object]]
) -> HttpResponse:
    """The page of a template, made when the diary has changed since; `about` is whatever else it hangs on."""
    desk = request.desk

    def made() -> str:
        return render_to_string(template, {**make_context(), "csrf_token": TOKEN_HERE}, request)

    if len(get_messages(request)):
        text = made()
    else:
        text = desk.answer(("page", template, about, get_language(), desk.rights, desk.key), made)
    return HttpResponse(text.replace(TOKEN_HERE, get_token(request)))
