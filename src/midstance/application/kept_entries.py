"""Single entries to the letter: nothing is written down that could not be read again as it was given."""

from __future__ import annotations

import datetime as dt

import msgspec

from midstance.formats.entry import one_line, plausible
from midstance.formats.lifting import LOG, lift_entry
from midstance.formats.plan_json import said
from midstance.training.log import Entry

LONGEST_NAME, LONGEST_LINK = 64, 200
"""Letters of a name or id, and of the session or exercise that an entry names (ours)."""


class UnkeepableEntry(ValueError):
    """An entry that could not be read again as it was given; the message says why."""


def as_kept(entry: Entry) -> bytes:
    """An entry to the letter. Raises UnkeepableEntry for what would not come back the same."""
    try:
        body = msgspec.json.encode(entry, order="deterministic")
        again = msgspec.json.decode(body, type=Entry)
    except msgspec.ValidationError as error:
        raise UnkeepableEntry(said(error)) from None
    except (UnicodeEncodeError, OverflowError, TypeError, msgspec.MsgspecError) as error:
        raise UnkeepableEntry(f"it cannot be written down: {one_line(str(error), 80)}") from None
    check_fit(entry)
    # An hour that clocks show twice or never equals nothing in another zone; its moment is what counts.
    if again.at.timestamp() != entry.at.timestamp() or msgspec.structs.replace(again, at=entry.at) != entry:
        raise UnkeepableEntry("it holds something that would not come back as it was given")
    return body


def check_fit(entry: Entry) -> None:
    """Raises UnkeepableEntry for an entry that can be written and read, and still has no place in a diary."""
    if not usable_moment(entry.at):
        raise UnkeepableEntry("its moment has no zone, or lies in no year a diary can be about")
    if any(len(getattr(entry, link, None) or "") > LONGEST_LINK for link in ("session", "exercise")):
        raise UnkeepableEntry(f"its session or exercise has more than {LONGEST_LINK} letters")


def entry_of(body: bytes, version: int = LOG.present) -> Entry:
    """The entry of its letters, lifted where it is old. Raises NotLiftable or msgspec.ValidationError."""
    found: Entry = msgspec.json.decode(lift_entry(body, version), type=Entry)
    return found


def usable_moment(moment: dt.datetime) -> bool:
    """Whether a moment has a zone and lies in a year that a diary can be about."""
    return moment.utcoffset() is not None and plausible(moment.date())


def name_trouble(runner: str) -> str:
    """What is wrong with a runner's name, or nothing."""
    if not runner.strip() or runner != runner.strip() or len(runner) > LONGEST_NAME or not runner.isprintable():
        return f"a name has 1 to {LONGEST_NAME} letters, none of them invisible, not {one_line(runner, 40)!r}"
    return ""
