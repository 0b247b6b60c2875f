"""A runner's data as files: out whole, in again, and gone for good."""

from __future__ import annotations

import msgspec
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from midstance.application.backups import read_backup
from midstance.application.keeping import DiaryDocument, read_diary, write_diary
from midstance.application.kept_files import ZIP
from midstance.formats.entry import UnreadableFile
from midstance.storage.copies import forget
from midstance.storage.handed_over import HandedOver
from midstance.storage.store import Store
from midstance.web.desk import Desk


def the_store() -> Store:
    """The store behind the app's own connection."""
    return Store(settings.HOME, "default")


def export_file(desk: Desk) -> bytes:
    """All data of a runner as JSON (`midstance.diary/1`). Raises DiaryError where there is none."""
    return write_diary(the_store().document(desk.runner))


def take_file(desk: Desk, data: bytes, name: str) -> str:
    """Adds what an export or a backup holds to the runner's diary; says how much was new.

    Raises UnreadableFile for what is none, DiaryError where it contradicts what is there; then nothing is changed.
    """
    documents = read_backup(data, name) if data.startswith(ZIP) else (read_diary(data, name),)
    document = _mine(documents, desk.runner, name)
    added = the_store().take(msgspec.structs.replace(document, runner=desk.runner))
    entries = ngettext("%(count)d entry", "%(count)d entries", added.entries) % {"count": added.entries}
    revisions = ngettext("%(count)d revision", "%(count)d revisions", added.revisions) % {"count": added.revisions}
    return _("New from %(name)s: %(entries)s, %(revisions)s.") % {
        "name": name, "entries": entries, "revisions": revisions,
    }  # fmt: skip


def _mine(documents: tuple[DiaryDocument, ...], runner: str, name: str) -> DiaryDocument:
    if len(documents) == 1:
        return documents[0]
    found = next((one for one in documents if one.runner == runner), None)
    if found is None:
        raise UnreadableFile(name, "it holds several runners, and none of your name; export one of them and send that")
    return found


def delete_all(desk: Desk) -> None:
    """Deletes everything of the runner, from the copies beside the diary too. Raises DiaryError."""
    store = the_store()
    HandedOver(store.home, desk.runner).clear()
    forget(store.home, desk.runner)
    store.delete(desk.runner)
