"""What is handed over in forms: files and pasted text, as names and bytes."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext as _

from midstance.formats.entry import UnreadableFile

MOST_FILES = 20
"""Files of one form (ours)."""
LARGEST_FILE = 8 * 1024 * 1024
"""Bytes of one file; the largest running plan we have met has 0.3 million (ours)."""


def handed_over(request: HttpRequest, files: str, pasted: str = "") -> list[tuple[str, bytes]]:
    """The files of a field and the text of another, each with its name. Raises UnreadableFile where it is too much."""
    given = request.FILES.getlist(files)
    if len(given) > MOST_FILES:
        raise UnreadableFile(files, _("up to %(most)d files at once") % {"most": MOST_FILES})
    found = []
    for file in given:
        name = str(file.name)
        if (file.size or 0) > LARGEST_FILE:
            raise UnreadableFile(name, _("it is too large for a plan; up to 8 MB are read"))
        found.append((name, file.read()))
    text = request.POST.get(pasted, "").strip() if pasted else ""
    if text:
        found.append((_("pasted text"), text.encode()))
    return found
