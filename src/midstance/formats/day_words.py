"""Weekdays, months and dates as people write them in tables."""

from __future__ import annotations

import datetime as dt
import re
from typing import Literal

from midstance.formats.entry import plausible

WEEKDAY_NAMES: tuple[tuple[str, ...], ...] = (
    ("monday", "mon", "montag", "mo", "lundi", "lun", "lunes", "lunedì", "lunedi", "maandag", "ma", "måndag", "mån",
     "mandag", "man", "segunda", "segunda-feira", "seg", "poniedziałek", "pon"),
    ("tuesday", "tue", "tues", "tu", "dienstag", "di", "mardi", "mar", "martes", "martedì", "martedi", "dinsdag",
     "tisdag", "tis", "tirsdag", "tir", "terça", "terça-feira", "ter", "wtorek", "wt"),
    ("wednesday", "wed", "we", "mittwoch", "mi", "mercredi", "mer", "miércoles", "miercoles", "mié", "mercoledì",
     "mercoledi", "woensdag", "wo", "onsdag", "ons", "quarta", "quarta-feira", "qua", "środa", "śr"),
    ("thursday", "thu", "thur", "thurs", "th", "donnerstag", "do", "jeudi", "jeu", "jueves", "jue", "giovedì",
     "giovedi", "gio", "donderdag", "torsdag", "tors", "tor", "quinta", "quinta-feira", "qui", "czwartek", "czw"),
    ("friday", "fri", "fr", "freitag", "vendredi", "ven", "viernes", "vie", "venerdì", "venerdi", "vrijdag", "vr",
     "fredag", "fre", "sexta", "sexta-feira", "sex", "piątek", "pt"),
    ("saturday", "sat", "sa", "samstag", "sonnabend", "samedi", "sam", "sábado", "sabado", "sáb", "sab", "sabato",
     "zaterdag", "za", "lördag", "lör", "lørdag", "lør", "sobota", "sob"),
    ("sunday", "sun", "su", "sonntag", "so", "dimanche", "dim", "domingo", "dom", "domenica", "zondag", "zo",
     "söndag", "sön", "søndag", "søn", "niedziela", "nd"),
)  # fmt: skip
"""By day from Monday; a name stands for one day only, so short forms that clash between languages are left out."""

_WEEKDAYS = {name: day for day, names in enumerate(WEEKDAY_NAMES) for name in names}
_MONTHS = {
    name: month
    for month, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1
    )
}

DateOrder = Literal["day first", "month first"]
_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_NUMBERS = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})")
_DAY_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[ -]([a-z]{3})[a-z]*\.?,?[ -](\d{4})")
_MONTH_DAY = re.compile(r"([a-z]{3})[a-z]*\.?[ -](\d{1,2})(?:st|nd|rd|th)?,?[ -](\d{4})")
_LONGEST_CELL = 60
"""No date is longer; more of the cell is not looked at."""
_CLOCK = re.compile(r"[ t,]+(\d{1,2}):(\d{2})(?::\d{2})?(?:\.\d+)?\s*(am|pm|z)?$")


def weekday_of(word: str) -> int | None:
    """0 for Monday to 6 for Sunday, or None."""
    return _WEEKDAYS.get(word.strip().strip(".").casefold())


def split_moment(word: str) -> tuple[str, int | None]:
    """The date part of a cell and, where one follows, its time in minutes after midnight; a weekday in front falls."""
    word = " ".join(word[:_LONGEST_CELL].casefold().split())
    match = _CLOCK.search(word)
    minute = clock_minutes(f"{match.group(1)}:{match.group(2)} {match.group(3) or ''}") if match else None
    if match and minute is not None:
        word = word[: match.start()]
    first, _, rest = word.partition(" ")
    name = first.strip(",.")
    if rest and name not in _MONTHS and weekday_of(name) is not None:
        word = rest
    return word.strip(" ,"), minute


def clock_minutes(word: str) -> int | None:
    """Minutes after midnight of `6:30`, `18:00`, `6:30 pm`, or None."""
    match = re.fullmatch(r"(\d{1,2})[:.](\d{2})(?::\d{2})?\s*(am|pm|z)?(?:uhr|h)?", word.strip().casefold())
    if not match:
        return None
    hour, minute = int(match.group(1)), int(match.group(2))
    if match.group(3) in ("am", "pm"):
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if match.group(3) == "pm" else 0)
    return hour * 60 + minute if hour < 24 and minute < 60 else None


def order_clues(word: str) -> set[DateOrder]:
    """Which orders of day and month a date in numbers allows; empty where the question does not arise."""
    match = _NUMBERS.fullmatch(word)
    if not match:
        return set()
    if match.group(2) == ".":
        return {"day first"}
    first, second = int(match.group(1)), int(match.group(3))
    orders: set[DateOrder] = set()
    if second <= 12:
        orders.add("day first")
    if first <= 12:
        orders.add("month first")
    return orders


def date_of_words(word: str, order: DateOrder | None) -> dt.date | None:
    """The date of a cell (see `split_moment`), or None when it is none or lies outside all plans."""
    if match := _YEAR_FIRST.fullmatch(word):
        return _date(match.group(1), match.group(3), match.group(4))
    if match := _COMPACT.fullmatch(word):
        return _date(match.group(1), match.group(2), match.group(3))
    if match := _NUMBERS.fullmatch(word):
        year = match.group(4) if len(match.group(4)) == 4 else f"20{match.group(4)}"
        day_first = match.group(2) == "." or order != "month first"
        day, month = (1, 3) if day_first else (3, 1)
        return _date(year, match.group(month), match.group(day))
    if match := _DAY_MONTH.fullmatch(word):
        return _date(match.group(3), _MONTHS.get(match.group(2), 0), match.group(1))
    if match := _MONTH_DAY.fullmatch(word):
        return _date(match.group(3), _MONTHS.get(match.group(1), 0), match.group(2))
    return None


def _date(year: str, month: str | int, day: str) -> dt.date | None:
    try:
        date = dt.date(int(year), int(month), int(day))
    except ValueError:
        return None
    return date if plausible(date) else None
