"""All accounts as one file, to go with them to another database: beside `midstance backup`, which holds the diaries."""

from __future__ import annotations

import json
from typing import Any

import msgspec
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import User
from django.core import serializers
from django.core.exceptions import FieldDoesNotExist
from django.core.management.color import no_style
from django.core.serializers.base import DeserializationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import DatabaseError, connection, transaction
from django.db.models import Model

import midstance
from midstance.application.diary import DiaryError
from midstance.formats.entry import UnreadableFile
from midstance.web.accounts.models import CoachAccess, Comment, Invitation, Seat
from midstance.web.models import FeedKey

SCHEMA = "midstance.accounts/1"
KINDS: tuple[type[Model], ...] = (
    User, EmailAddress, Authenticator, Seat, CoachAccess, Invitation, Comment, FeedKey,
)  # fmt: skip
"""What belongs to accounts, those that others refer to first. Sessions and counted passwords stay behind."""


class _Copy(msgspec.Struct, frozen=True, kw_only=True):
    """What stands in the file."""

    schema: str
    rows: list[dict[str, Any]]


def write_accounts() -> tuple[bytes, int]:
    """All accounts as JSON, and how many. Passwords are in it as checksums, second factors as they are."""
    with transaction.atomic():
        rows = [row for kind in KINDS for row in serializers.serialize("python", kind._default_manager.order_by("pk"))]
    copy = {"schema": SCHEMA, "made_by": f"midstance {midstance.__version__}", "rows": rows}
    data = json.dumps(copy, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1)
    return data.encode() + b"\n", User.objects.count()


def read_accounts(data: bytes, name: str) -> int:
    """Takes all accounts of a file in, where there are none yet: all or nothing. Returns how many.

    Raises UnreadableFile for what is no such file, DiaryError where there are accounts already.
    """
    try:
        copy = msgspec.json.decode(data, type=_Copy)
    except msgspec.MsgspecError:
        copy = _Copy(schema="", rows=[])
    if copy.schema != SCHEMA:
        raise UnreadableFile(name, "it holds no accounts; give a file that `midstance accounts backup` wrote")
    if User.objects.exists():
        raise DiaryError("there are accounts here already; nothing was taken in. Do it in an empty database")
    known = {kind._meta.label_lower for kind in KINDS}
    if any(row.get("model") not in known for row in copy.rows):
        raise UnreadableFile(name, "it holds something that is of no account; nothing was taken in")
    try:
        with transaction.atomic():
            for row in serializers.deserialize("python", copy.rows):
                row.save()
            _number_on()
    except (DeserializationError, FieldDoesNotExist, DatabaseError, KeyError, ValueError, TypeError) as error:
        says = f"it is damaged, or of another version ({type(error).__name__}); nothing was taken in"
        raise UnreadableFile(name, says) from None
    return User.objects.count()


def _number_on() -> None:
    """New rows are numbered after those taken in, where the database does not see to it by itself."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(KINDS)):
            cursor.execute(statement)
