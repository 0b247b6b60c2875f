"""What every reader of running plans hands over before its titles are understood, and how bytes become text.

A reader turns one file into an `Extract`: entries as the file states them, each with its place. It does not judge what
kind of run an entry is; that is done once for all formats.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Literal

import msgspec

from midstance.training.running import Dropped, Problem, RunKind

MAX_BYTES = 20_000_000
"""Larger files are refused (our choice: a plan of a year is under 1 MB, a whole calendar of ten years under 10)."""
MAX_ENTRIES = 20_000
"""More entries than this are refused (our choice: a year of daily doubles is 730)."""
MAX_PROBLEMS = 50
"""Problems told one by one; the rest is counted."""

FIRST_DAY, LAST_DAY = dt.date(1990, 1, 1), dt.date(2099, 12, 31)
"""Dates outside are taken for slips of the pen (our choice)."""

METRES_PER_MILE = 1609.344
Unit = Literal["km", "mi"]


class UnreadableFile(ValueError):
    """A file, or what was typed in its stead, that cannot be read: where, and what is wrong and what to do."""

    def __init__(self, place: str, says: str) -> None:
        super().__init__(f"{place}: {says}")
        self.place = place
        self.says = says

    def __reduce__(self) -> tuple[type[UnreadableFile], tuple[str, str]]:
        return type(self), (self.place, self.says)


SPORT_KINDS: dict[str, RunKind] = {
    "bike": "cross-training", "ride": "cross-training", "cycling": "cross-training", "swim": "cross-training",
    "swimming": "cross-training", "walk": "cross-training", "brick": "cross-training", "mtb": "cross-training",
    "mtn bike": "cross-training", "rowing": "cross-training", "xc-ski": "cross-training",
    "crosstrain": "cross-training",
    "cross train": "cross-training", "cross-train": "cross-training", "x-train": "cross-training",
    "strength": "strength", "day off": "rest", "rest": "rest", "race": "race",
}  # fmt: skip
"""What an app's own name of a sport settles, whatever the title says; running is left to the title."""


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One entry as its file states it. Metres, seconds, minutes after local midnight."""

    date: dt.date
    minute: int | None = None
    """Start in minutes after midnight, or None where the entry is for the whole day."""
    title: str
    description: str = ""
    sport: str | None = None
    kind: RunKind | None = None
    """What the app that wrote the file says it is, where it says so outside the title."""
    distance_m: int | None = None
    duration_s: int | None = None
    slot_s: int | None = None
    """Length of the calendar slot, used where nothing else gives a duration."""
    distance_is_firm: bool = False
    """Whether the stated distance outranks one read in the title."""
    default_unit: Unit | None = None
    source: str
    """UID or `file:line`."""
    assumed: tuple[str, ...] = ()


class Extract(msgspec.Struct, frozen=True, kw_only=True):
    """The entries of one file. `about` is its name and type in its own words, for guessing what the plan is for."""

    entries: tuple[Entry, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    problems: tuple[Problem, ...] = ()
    dated: bool = True
    time_zone: str | None = None
    about: str = ""


_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"PK\x03\x04", "it is a zip or a spreadsheet; save the table as CSV, or unpack it, and give that"),
    (b"%PDF", "it is a PDF; export the plan as a calendar (.ics) or a table (.csv)"),
    (b"\x1f\x8b", "it is compressed (gzip); unpack it first"),
    (b"SQLite format 3", "it is a database; export the plan as a calendar (.ics) or a table (.csv)"),
    (b"\x89PNG", "it is a picture; export the plan as a calendar (.ics) or a table (.csv)"),
    (b"\xff\xd8\xff", "it is a picture; export the plan as a calendar (.ics) or a table (.csv)"),
)
_SPLIT_LETTER = re.compile(rb"([\x80-\xff])\r?\n[ \t]([\x80-\xbf])")


def check_size(name: str, size: int) -> None:
    """Raise UnreadableFile when `size` bytes are more than a plan can have."""
    if size > MAX_BYTES:
        raise UnreadableFile(
            name, f"it has {size // 1_000_000} MB; at most {MAX_BYTES // 1_000_000} MB are read. Export the plan alone"
        )


def decode(name: str, data: bytes) -> tuple[str, tuple[Problem, ...]]:
    """The text of a file, with what had to be taken for granted.

    UTF-8 with or without a mark, UTF-16 with one, else Windows' western alphabet. Raises UnreadableFile for what is
    no text, is empty or is too large.
    """
    check_size(name, len(data))
    for magic, says in _MAGIC:
        if data.startswith(magic):
            raise UnreadableFile(name, says)
    if data[8:12] == b".FIT":
        raise UnreadableFile(
            name, "it is a recorded activity (FIT), not a plan; give the calendar or table of the plan"
        )
    text, problems = _text_of(name, data)
    if "\0" in text:
        raise UnreadableFile(name, "it is no text file; give a calendar (.ics), a table (.csv) or a plan in YAML")
    if not text.strip():
        raise UnreadableFile(name, "it is empty; export the plan again")
    return text, problems


def _text_of(name: str, data: bytes) -> tuple[str, tuple[Problem, ...]]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace").lstrip("\ufeff"), ()
    try:
        return data.decode("utf-8-sig").lstrip("\ufeff"), ()
    except UnicodeDecodeError:
        pass
    # Some writers fold lines by bytes and so cut a letter in two.
    try:
        return _SPLIT_LETTER.sub(rb"\1\2", data).decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        says = "not written in UTF-8: read as Windows-1252, so some letters may look wrong"
        return data.decode("cp1252", errors="replace"), (Problem(place=name, says=says),)


_TAG = re.compile(r"<(?:br|/p|/div|/li)\b[^<>]*>", re.IGNORECASE)
_ANY_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,300}>")


def plain(text: str) -> str:
    """Text without HTML: tags removed, breaks as new lines, entities resolved."""
    if "<" in text:
        text = _ANY_TAG.sub("", _TAG.sub("\n", text))
    if "&" in text:
        import html

        text = html.unescape(text)
    return "\n".join(line.strip() for line in text.replace("\xa0", " ").splitlines()).strip()


def one_line(text: str, most: int = 300) -> str:
    """Text on one line, cut after `most` characters."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def plausible(date: dt.date) -> bool:
    """Whether a plan can be about this date."""
    return FIRST_DAY <= date <= LAST_DAY


def fewer(problems: list[Problem], name: str) -> tuple[Problem, ...]:
    """At most `MAX_PROBLEMS` problems and a count of the rest."""
    if len(problems) <= MAX_PROBLEMS:
        return tuple(problems)
    rest = len(problems) - MAX_PROBLEMS
    return (*problems[:MAX_PROBLEMS], Problem(place=name, says=f"{rest} more problems of this kind"))
