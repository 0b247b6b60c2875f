"""What a runner has said about themselves by now, and what they type about it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from midstance.application.recording.checks import refused
from midstance.application.recording.notebook import Notebook
from midstance.coach.moments import of_kind
from midstance.formats.brief_words import LEAST_WINDOW_MINUTES
from midstance.training.athlete import Athlete, Weekday, Window
from midstance.training.clock import minute_of
from midstance.training.exercise import KIT, Kit
from midstance.training.log import Settings
from midstance.training.plan import Prescreen


def present_athlete(book: Notebook) -> Athlete | None:
    """The runner as they are known, also by what the next revision will take in; None without a plan."""
    if book.plan is None:
        return None
    athlete = book.plan.brief.athlete
    names = set(Athlete.__struct_fields__)
    for entry in of_kind(book.entries, Settings):
        said = {name: getattr(entry, name) for name in Settings.__struct_fields__ if name in names}
        athlete = msgspec.structs.replace(athlete, **{name: value for name, value in said.items() if value is not None})
    return athlete


def present_prescreen(book: Notebook) -> Prescreen:
    """Whether a health question is open by now."""
    said = [entry.prescreen for entry in of_kind(book.entries, Settings) if entry.prescreen is not None]
    return said[-1] if said else book.plan.brief.prescreen if book.plan is not None else "clear"


def chosen_kit(words: Iterable[str]) -> tuple[Kit, ...]:
    """The kit of what was ticked, in the house's order; words that are none are passed over."""
    given = set(words)
    return tuple(kit for kit in KIT if kit in given)


def typed_windows(days: Mapping[str, tuple[str, str]]) -> tuple[Window, ...]:
    """Windows of the weekdays that are free; hours may be left open. Raises Implausible for hours that cannot be."""
    return tuple(_window(day, start.strip(), end.strip()) for day, (start, end) in days.items())


def _window(day: str, start: str, end: str) -> Window:
    minutes = []
    for word, open_end in ((start, 0), (end, 24 * 60)):
        try:
            minutes.append(minute_of(word) if word else open_end)
        except ValueError:
            raise refused(day, f"{word!r} is no time; write it like 18:30") from None
    if minutes[1] - minutes[0] < LEAST_WINDOW_MINUTES:
        raise refused(day, f"{start} to {end} is too short; a window holds at least {LEAST_WINDOW_MINUTES} minutes")
    weekday: Weekday = msgspec.convert(day, Weekday)
    return Window(weekday=weekday, start=start or None, end=end or None)
