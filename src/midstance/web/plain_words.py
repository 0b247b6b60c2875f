"""Sentences of the house on a page: what they say of commands of a terminal is left out here."""

from __future__ import annotations

import re

from midstance.formats.entry import UnreadableFile

COMMAND = re.compile(r"`?\bmidstance [a-z]|(?<![\w-])--[a-z]")
"""A sentence or clause that names a command; the page has a button for it."""

SESSION_ID = re.compile(r", session \d{4}-\d\d-\d\d-[a-z]+\b|^session \d{4}-\d\d-\d\d-[a-z]+: ", re.IGNORECASE)
"""How a terminal names a session; a page says its title, or stands at it."""


def plain(text: str) -> str:
    """The text without its clauses that name a command of the terminal and without ids, as whole sentences."""
    known = SESSION_ID.sub("", text.strip())
    kept = [clause for clause in re.split(r"(?<=[.;:!?])\s+", known) if not COMMAND.search(clause)]
    said = " ".join(kept).rstrip(" ;:,")
    if said and said[-1] not in ".?!":
        said += "."
    return said[:1].upper() + said[1:]


def said_wrong(error: UnreadableFile) -> str:
    """What was wrong with something typed, as a sentence; the option of a terminal it names is left out."""
    return plain(error.says)
