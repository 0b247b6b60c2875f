"""Moments as strength apps write them, each in the language of its phone."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from functools import lru_cache

from midstance.formats.entry import one_line, plausible
from midstance.formats.strength_logs.cells import BadCell
from midstance.formats.strength_logs.logged import Order

_MONTHS: tuple[tuple[str, ...], ...] = (
    ("jan", "ene", "gen", "sty", "oca", "янв", "led", "tam"),
    ("feb", "fev", "lut", "sub", "фев", "uno", "hel"),
    ("mar", "mrz", "mae", "maa", "mrt", "marz", "мар", "bre"),
    ("apr", "abr", "avr", "kwi", "nis", "апр", "dub", "huh"),
    ("may", "mai", "mag", "mei", "maj", "mayis", "май", "мая", "kve", "tou"),
    ("jun", "juin", "giu", "cze", "haz", "июн", "cvn", "kes"),
    ("jul", "juil", "lug", "lip", "tem", "июл", "cvc", "hei"),
    ("aug", "ago", "aou", "sie", "agu", "авг", "srp", "elo"),
    ("sep", "set", "wrz", "eyl", "сен", "zar", "syy"),
    ("oct", "okt", "ott", "out", "paz", "eki", "окт", "rij", "lok"),
    ("nov", "lis", "kas", "ноя"),
    ("dec", "dez", "dic", "des", "gru", "ara", "дек", "pro", "jou"),
)
"""Beginnings of month names without their marks: en, de, es, fr, it, pt, nl, sv, da, nb, pl, tr, ru, cs, fi."""
_BY_BEGINNING = {name: month for month, names in enumerate(_MONTHS, 1) for name in names}
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[t ]+(\d{1,2}:\d{2}(?::\d{2})?)(?:\.\d{1,9})?\s*(z|[+-]\d{2}:?\d{2})?)?")
_CLOCK = re.compile(
    r"[\s,]*(?:\b(?:um|at|a las|às|à|alle|kl\.?)\s+)?(\d{1,2})[:.h](\d{2})(?:[:.](\d{2}))?\s*([ap]\.?\s?m\.?)?$"
)
_NUMBERS = re.compile(r"(\d{1,4})([./-])\s?(\d{1,2})\2\s?(\d{1,4})\.?")
_EASTERN = re.compile(r"(\d{4})年\s?(\d{1,2})月\s?(\d{1,2})日")
_DAY_NAMED = re.compile(r"(\d{1,2})\.?(?:st|nd|rd|th|º|er)?[ -](?:de )?([^\W\d_]{3,})\.?,?(?: de)?[ -](\d{4})")
_NAMED_DAY = re.compile(r"([^\W\d_]{3,})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})")
_LONGEST = 60


def order_of(said: str) -> Order | None:
    """The order of day and month that a date in numbers leaves no doubt about; None where it does, or has none."""
    match = _NUMBERS.match(said.strip())
    if match is None or len(match.group(1)) == 4:
        return None
    if match.group(2) == ".":
        return "day first"
    first, second = int(match.group(1)), int(match.group(3))
    if first > 12 >= second:
        return "day first"
    return "month first" if second > 12 >= first else None


def is_ambiguous(said: str) -> bool:
    """Whether a date in numbers can be read with the day first and with the month first."""
    match = _NUMBERS.match(said.strip())
    if match is None or len(match.group(1)) == 4 or match.group(2) == ".":
        return False
    return int(match.group(1)) <= 12 and int(match.group(3)) <= 12 and match.group(1) != match.group(3)


@lru_cache(maxsize=4_096)
def moment_of(said: str, order: Order | None) -> tuple[dt.datetime, bool]:
    """The moment of a cell, with a zone only where it names one, and whether it was a day alone. Raises BadCell."""
    word = " ".join(said[:_LONGEST].casefold().replace("\u202f", " ").replace("\xa0", " ").split())
    if match := _ISO.fullmatch(word):
        return _checked(said, _iso(match)), match.group(4) is None
    clock = _CLOCK.search(word)
    day, time = word, dt.time(12)
    if clock is not None and len(word) - len(clock.group(0)) >= 6:
        day, time = word[: clock.start()].rstrip(" ,"), _time(said, clock)
    else:
        clock = None
    date = _date(said, day, order)
    return _checked(said, dt.datetime.combine(date, time)), clock is None


def _iso(match: re.Match[str]) -> dt.datetime | None:
    clock, zone = match.group(4) or "12:00", (match.group(5) or "").replace("z", "+00:00")
    if zone and ":" not in zone:
        zone = f"{zone[:3]}:{zone[3:]}"
    try:
        return dt.datetime.fromisoformat(f"{match[1]}-{match[2]}-{match[3]}T{clock.rjust(5, '0')}{zone}")
    except ValueError:
        return None


def _time(said: str, match: re.Match[str]) -> dt.time:
    hour, minute, half = int(match.group(1)), int(match.group(2)), (match.group(4) or "")[:1]
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    try:
        return dt.time(hour, minute, int(match.group(3) or 0))
    except ValueError:
        raise _bad(said) from None


def _date(said: str, day: str, order: Order | None) -> dt.date:
    try:
        if match := _EASTERN.fullmatch(day):
            return dt.date(int(match[1]), int(match[2]), int(match[3]))
        if match := _NUMBERS.fullmatch(day):
            return _by_numbers(match, order)
        if match := _DAY_NAMED.fullmatch(day):
            return dt.date(int(match[3]), _month(said, match[2]), int(match[1]))
        if match := _NAMED_DAY.fullmatch(day):
            return dt.date(int(match[3]), _month(said, match[1]), int(match[2]))
    except ValueError as error:
        if isinstance(error, BadCell):
            raise
    raise _bad(said)


def _by_numbers(match: re.Match[str], order: Order | None) -> dt.date:
    first, second, third = int(match[1]), int(match[3]), int(match[4])
    if len(match[1]) == 4:
        return dt.date(first, second, third)
    year = third if len(match[4]) == 4 else 2000 + third
    month_first = match[2] != "." and order == "month first"
    return dt.date(year, first, second) if month_first else dt.date(year, second, first)


def _month(said: str, name: str) -> int:
    """The month of a name's beginning, the longest that is known."""
    bare = "".join(letter for letter in unicodedata.normalize("NFKD", name) if not unicodedata.combining(letter))
    bare = bare.replace("ł", "l").replace("ı", "i")
    for length in (5, 4, 3):
        if (month := _BY_BEGINNING.get(bare[:length])) is not None:
            return month
    raise _bad(said)


def _checked(said: str, moment: dt.datetime | None) -> dt.datetime:
    if moment is None or not plausible(moment.date()):
        raise _bad(said)
    return moment


def _bad(said: str) -> BadCell:
    return BadCell(f"{one_line(said, 40)!r} is no date that is known here" if said.strip() else "there is no date")
