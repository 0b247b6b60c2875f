"""Every page there is, found by walking the addresses, with arguments made up for each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.converters import get_converters
from django.urls.resolvers import RegexPattern, RoutePattern

from midstance.application.diary import Diary
from midstance.application.replanning import current_plan


class Page(NamedTuple):
    """A page: the name of its address, and how to ask for it."""

    name: str
    address: str

    @property
    def is_at_another_desk(self) -> bool:
        """Whether it is that of a runner whom one coaches."""
        return self.name.startswith("with:")


def samples(diary: Diary, key: str, today: dt.date) -> dict[str, str]:
    """What the names in addresses may stand for: things of Ada's that are there."""
    plan = current_plan(diary)
    assert plan is not None
    session = next(one for one in plan.sessions if one.date >= today)
    exercise = next(item.exercise for item in session.work())
    return {
        "key": key, "session": session.id, "id": session.id, "name": exercise, "exercise": exercise, "date": str(today),
        "day": str(today), "month": f"{today:%Y-%m}", "secret": "0" * 32, "token": "0" * 32, "uidb36": "1",
        "number": "1", "pk": "1", "revision": diary.revisions()[-1].id, "rule": "fresh-for-key-runs",
        "workout": "W-01", "region": "quadriceps", "kind": "session", "site": "calf", "test": "calf-raises",
    }  # fmt: skip


BY_CONVERTER = {
    "int": "1", "str": "anything", "slug": "anything", "path": "any/thing",
    "uuid": "00000000-0000-4000-8000-000000000000",
}  # fmt: skip


def every_page(given: dict[str, str]) -> list[Page]:
    """All pages of the app, each once."""
    found = list(_walk(get_resolver().url_patterns, "/", (), given))
    assert len(found) > 50
    return found


def _walk(
    patterns: list[URLPattern | URLResolver], before: str, spaces: tuple[str, ...], given: dict[str, str]
) -> Iterator[Page]:
    for one in patterns:
        here = before + _filled(one.pattern, given)
        if isinstance(one, URLResolver):
            more = (*spaces, one.namespace) if one.namespace else spaces
            yield from _walk(one.url_patterns, here, more, given)
        else:
            yield Page(":".join((*spaces, one.name or here)), here)


def _filled(pattern: object, given: dict[str, str]) -> str:
    """A part of an address with its arguments made up: by their names, else by what may stand there."""
    assert isinstance(pattern, RoutePattern | RegexPattern)
    if isinstance(pattern, RegexPattern):
        ways = {
            "account_confirm_email": "confirm-email/none/",
            "account_reset_password_from_key": "password/reset/key/1-none/",
        }
        return ways[str(pattern.name)]
    route = str(pattern)
    kinds = {kind: name for name, kind in get_converters().items()}
    for name, converter in pattern.converters.items():
        kind = next(known for way, known in kinds.items() if way is converter or type(converter) is type(way))
        value = given.get(name) or BY_CONVERTER.get(kind) or given.get(kind, "")
        assert value, f"say in `samples` what may stand for <{kind}:{name}> in {route}"
        if kind == "int" and not value.isdigit():
            value = BY_CONVERTER["int"]
        route = route.replace(f"<{kind}:{name}>", value).replace(f"<{name}>", value)
    assert "<" not in route, route
    return route
