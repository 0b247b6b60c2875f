"""What a file is that somebody hands over, told from what is in it, so that each finds its own way in."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from midstance.formats.activities.packed import DAMAGE, Allowance, damage_said, plain, zip_members
from midstance.formats.activities.reading import kind_of
from midstance.formats.entry import UnreadableFile
from midstance.formats.strength_logs.reading import is_strength_log

GivenKind = Literal["fit", "recording", "bundle", "strength", "diary", "backup", "calendar", "empty", "other"]
"""`recording`: GPX, TCX, or a table or single large file of a service; `bundle`: a zip that is no backup of ours."""
BACKUP_FIRST = "manifest.json"
"""The first file in every backup of ours."""


def kind_of_file(path: Path, name: str) -> GivenKind:
    """What a file is, out of its gzip where it is in one. Raises UnreadableFile where it cannot be opened."""
    try:
        with path.open("rb") as packed:
            head, _ = plain(packed)
    except DAMAGE as error:
        raise UnreadableFile(name, damage_said(error)) from None
    found = kind_of(head)
    if found == "zip":
        return "backup" if _is_backup(path, name) else "bundle"
    if found in ("fit", "empty"):
        return "fit" if found == "fit" else "empty"
    if found != "other":
        return "recording"
    return _told_by_words(head)


def _told_by_words(head: bytes) -> GivenKind:
    if b'"midstance.diary/' in head[:200]:
        return "diary"
    if b"BEGIN:VCALENDAR" in head[:1000].upper():
        return "calendar"
    return "strength" if is_strength_log(head) else "other"


def _is_backup(path: Path, name: str) -> bool:
    """Whether a zip is one of our backups, which `midstance restore` takes. Raises UnreadableFile for a damaged one."""
    try:
        with path.open("rb") as stream:
            first = next(zip_members(stream, name, Allowance(path.stat().st_size)), None)
    except DAMAGE as error:
        raise UnreadableFile(name, damage_said(error)) from None
    return first is not None and first.path == BACKUP_FIRST
