"""What stands around the words of a title and is not of them: ticks, dates, sports, codes of coaches."""

from __future__ import annotations

import re
from typing import Literal

import msgspec

from midstance.formats.titles.lexicon import fold
from midstance.formats.titles.patterns import Lazy

Sport = Literal["run", "cross-training", "strength", "rest", "other", "walk"]

_SPORT_NAMES: dict[Sport, str] = {
    "run": """run running trailrun trail_run treadmill virtualrun laufen lauf course_a_pied track_running trail_running
        treadmill_running run_-_trail""",
    "cross-training": """bike ride cycling swim swimming rowing row brick mtb mtn_bike xc-ski xc_ski cross_train
        cross-train
        crosstrain x-train virtualride elliptical hike nordicski hiking rad schwimmen velo natation
        gravelride
        rollerski
        crosstraining cross-training cross_training indoor_cycling lap_swimming""",
    "strength": "strength weights weighttraining weight_training strength_training kraft gym crossfit legs_and_core",
    "rest": "day_off dayoff rest rest_day off ruhetag",
    "walk": "walk walking",
    "other": "yoga pilates stretching mobility",
}
_SPORTS: dict[str, Sport] = {
    name.replace("_", " "): sport for sport, names in _SPORT_NAMES.items() for name in names.split()
}
_PREFIX = Lazy(r"\s*([A-Za-z][A-Za-z /-]{2,15}?)\s*:\s+(?=\S)")
_PREFIXES = frozenset(
    ("run", "bike", "swim", "strength", "brick", "mtn bike", "mtb", "xc-ski", "rowing", "walk", "day off", "ride",
     "cross train", "crosstrain")
)  # fmt: skip
_SYMBOLS: tuple[tuple[str, Sport], ...] = (
    ("🏃", "run"), ("👟", "run"), ("🏋", "strength"), ("💪", "strength"), ("🚴", "cross-training"),
    ("🚲", "cross-training"), ("🏊", "cross-training"), ("🧘", "other"), ("😴", "rest"), ("🛌", "rest"), ("🚶", "walk"),
    ("🚣", "cross-training"),
)  # fmt: skip
_WEEKDAYS_WORDS = """
    mon monday tue tues tuesday tueday wed wednes wednesday weds thu thur thurs thursday thuday fri friday sat
    satur saturday sun sunday mo di mi do fr sa so montag dienstag mittwoch donnerstag freitag samstag sonntag
    lundi mardi mercredi jeudi vendredi samedi dimanche lun mar mer jeu ven sam dim seg ter qua qui sex sab dom
    lunes martes miercoles jueves viernes sabado domingo segunda terca quarta quinta sexta segunda-feira
    terca-feira quarta-feira quinta-feira sexta-feira lunedi martedi mercoledi giovedi venerdi maandag dinsdag
    woensdag donderdag vrijdag zaterdag zondag mandag tirsdag onsdag torsdag fredag lordag sondag tisdag pon wt
    sr czw pt sob nd
"""
_WEEKDAYS = frozenset(_WEEKDAYS_WORDS.split())
_LEADING_MARKS = Lazy(r"[\s\W]*")
_LEADING_WEEKDAY = Lazy(r"([a-z]+(?:-feira)?)\b(?=\s*(?:[\d:.,·|\-]|•))(?:[\s.,:·|-]|•)*")
_MONTHS = r"jan\w*|feb\w*|mar|march|marz|apr\w*|mai|may|jun\w*|jul\w*|aug\w*|sep\w*|o[ck]t\w*|nov\w*|de[cz]\w*"
_LEADING_DATE = Lazy(
    r"(?:\d{4}-\d{2}-\d{2}|(?:[0-3]?\d[./](?:0?\d|1[0-2])|(?:0?\d|1[0-2])/[0-3]?\d)(?:[./](?:\d{4}|\d{2}))?"
    rf"(?![\d/s'\"]|\s?(?:mi|km|k|m|h)\b)\.?|\d{{1,2}}\.?\s(?:{_MONTHS})\b)(?:[\s,:·|-]|•)*"
)
_IN_PLAN = (
    Lazy(
        r"(?:w(?:k|eek)?|s(?:em(?:aine|ana)?)?|woche|kw|uke|vecka|uge|settimana|tydzien|t)\.?\s?\d{1,2}"
        r"(?:\s?(?:of|/|von)\s?\d{1,2})?(?:[\s,:·|/-]|•)*(?:d(?:ay)?|j(?:our)?|dag|tag|dia|"
        r"run)\.?\s?\d{1,2}\s*(?:[,:·|-]|•)*\s*(?=\S)"
    ),
    Lazy(r"(?:day|tag|jour|dia|giorno|dag|dzien)\s\d{1,3}\s*(?:[,:·|-]|•)+\s*(?=\S)"),
    Lazy(r"[ws]\d{1,2}\s*(?:[:·|-]|•)\s*(?=\S)"),
)
"""Week and day of a plan: `Week 4 Day 1`, `Tag 12:`, `W3:`."""
_DATE = Lazy(r"\b\d{4}-\d{2}-\d{2}\b|\b\d{1,2}\.\d{1,2}\.(?:\d{4}|\d{2})?(?!\d)|\b\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})\b")
_CLOCK_OF_DAY = Lazy(
    r"\b\d{1,2}(?:[:.]\d{2})?\s?(?:uhr|[ap]\.?m\b\.?|o'clock)|\b(?:at|um)\s\d{1,2}:\d{2}(?!\s?(?:/|min|h\b|per))"
)
_CLIMB = Lazy(
    r"(?<![\dx*.,])(?<!x )\d{3,5}\s?(?:m\s?)?(?:hm\b(?![\s-]?(?:tempo|pace|effort|rt))|d\s?\+|\+(?=\s*(?:$|[,;)]))|"
    r"hohenmeter\w*|(?:of )?(?:elevation|elev\b|vert\b|gain|climb\w*|ascent|dislivello|desnivel\w*|denivele\w*))|"
    r"\b(?:d\s?\+|dislivello|desnivel\w*|denivele\w*|elev\w*(?: gain)?)\s?:?\s?\d{2,5}\s?m?\b"
)
"""Metres of climb, which are no distance (`600 hm`, `D+ 800 m`)."""
_CYRILLIC_TIMES = Lazy(r"(?<=\d)\s?х\s?(?=\d)")
_CLIMB_MARKS = (
    "hm",
    "m+",
    "d+",
    "d +",
    "hohenm",
    "elev",
    "vert",
    "gain",
    "climb",
    "ascent",
    "disliv",
    "desniv",
    "deniv",
)
_PERCENT = Lazy(
    r"(?P<bound><|\bunder|\bbelow|\bunter|\bbis|\bmax|\bup to|"
    r"\bmoins de)?\s*(?P<low>\d{2,3})\s?%?(?:\s?-\s?(?P<high>\d{2,3}))?"
    r"\s?%\s?(?:of |de |der |du |d[ae]l |la |von )*"
    r"(?:(?P<base>lt|ftp|threshold|schwelle|seuil|cp\b)|(?:my |deiner |max\.? ?)?(?:hr|hf|fc|vma|vo2|max|"
    r"puls|mhr|mas\b))"
)
"""A share of the greatest heart rate, of maximal aerobic speed, or of the threshold."""
_INTERVAL_PERCENT, _THRESHOLD_PERCENT = 93, 84
"""From these shares of the maximum a run is taken as intervals, and as a threshold run (our choice; easy runs end near
80 % of the greatest heart rate in the plans read)."""
_INTERVAL_OF_THRESHOLD, _NEAR_THRESHOLD = 104, 95
"""The same as shares of the threshold itself (our choice)."""
_DATE_MARKS = frozenset("-./")
_CLOCK_MARKS = (":", "uhr", "am", "pm", "a.m", "p.m", "o'clock")
_COURSE_MARKS = ("couch", "sofa", "none", "zero", "0 to", "0 2", "0 a", "bridge", "c2")
_IN_PLAN_LETTERS = frozenset("wskuvtdjg")
"""What the patterns need to be in a text or begin with; without it they are spared."""
_LADDER = Lazy(r"(?<![\d.,:])\d{1,4}m?(?:\s?[-/]\s?\d{1,4}m?){2,}(?![\d.,])")
_COURSE_NAMES = Lazy(
    r"\b(?:couch|sofa|none|zero|0|bridge) (?:to|2|auf|a|al) \d{1,2}\s?k(?:m|ilo)?\b|\bc25k\b|\bc2\dk\b"
)
_ON_OFF = Lazy(
    r"(?<![\d./])(10|15|20|30|40|45|50|60|70|90|120)\s?[\"'s]*\s?/\s?(10|15|20|30|40|45|50|60|70|90|120)(?![\d/.])"
)
_DANIELS = Lazy(
    r"(?<![\w.,])(\d+(?:[.,]\d+)?(?:\s?(?:miles?|mi|km|min|hr?|m)\b)?|(?<=\s)x\s\d+)\s?(ST|[ETIRL])(?![\w'&])"
)
_DANIELS_M = Lazy(r"(?<![\w.,])(\d+(?:[.,]\d+)?\s?(?:miles?|mi|km|min|hr?)?\s?)M(?![\w'&])")
_DANIELS_FIRST = Lazy(r"^([ELTMI]):?\s(?=\d)")
_CODES = {
    "E": "easy",
    "T": "threshold",
    "I": "interval",
    "R": "reps",
    "L": "long run",
    "M": "marathon pace",
    "ST": "strides",
}


class Bare(msgspec.Struct, frozen=True):
    """A title without decoration, folded, and the sport that the decoration or the caller names."""

    text: str
    sport: Sport | None


def bared(title: str, sport: str | None) -> Bare:
    """Take the decoration off. A sport the caller states outranks one in the title, which outranks a symbol."""
    kind = _SPORTS.get(fold(sport).strip().replace("_", " ")) if sport else None
    text = title
    match = _PREFIX.match(text) if ":" in text else None
    if match and match[1].lower() in _PREFIXES and not _is_code_word(match[1], text[match.end() :]):
        kind = kind or _SPORTS.get(match[1].lower())
        text = text[match.end() :]
    if kind is None and not title.isascii():
        kind = next((symbol_sport for symbol, symbol_sport in _SYMBOLS if symbol in title), None)
    text = fold(_spelled_out(text))
    text = _without_leading(text)
    if any(map(str.isdigit, text)):
        text = _without_dates(text)
        if "х" in text:
            text = _CYRILLIC_TIMES.sub("x", text)
        if any(map(text.__contains__, _CLIMB_MARKS)):
            text = _CLIMB.sub(" hilly ", text)
        if "%" in text:
            text = _PERCENT.sub(_effort, text)
        if text.count("-") + text.count("/") > 1:
            text = _LADDER.sub(" ladder ", text)
        if "/" in text:
            text = _ON_OFF.sub(" intervals ", text)
    return Bare(text, kind)


def _without_leading(text: str) -> str:
    """Without weekday, date, and week and day of the plan at the beginning."""
    marks = _LEADING_MARKS.match(text)
    at = marks.end() if marks else 0
    if _begins_with_weekday(text, at):
        weekday = _LEADING_WEEKDAY.match(text, at)
        at = weekday.end() if weekday and weekday[1] in _WEEKDAYS else at
    if not any(map(str.isdigit, text)):
        return text[at:]
    if text[at : at + 1].isdigit():
        date = _LEADING_DATE.match(text, at)
        at = date.end() if date else at
    for pattern in _IN_PLAN if text[at : at + 1] in _IN_PLAN_LETTERS else ():
        match = pattern.match(text, at)
        at = match.end() if match else at
    return text[at:]


def _begins_with_weekday(text: str, at: int) -> bool:
    end = at
    while "a" <= text[end : end + 1] <= "z":
        end += 1
    return text[at:end] in _WEEKDAYS


def _without_dates(text: str) -> str:
    """Without dates, times of day, and the names of courses (`Couch to 5k`) anywhere."""
    if not _DATE_MARKS.isdisjoint(text):
        text = _DATE.sub(" ", text)
    if any(map(text.__contains__, _CLOCK_MARKS)):
        text = _CLOCK_OF_DAY.sub(" ", text)
    return _COURSE_NAMES.sub("runwalk ", text) if any(map(text.__contains__, _COURSE_MARKS)) else text


def _effort(match: re.Match[str]) -> str:
    """The word for a share of the maximum or of the threshold; the share itself where it is low or a bound."""
    low = int(match["low"])
    middle = (low + int(match["high"] or low)) / 2
    first, second = (
        (_INTERVAL_OF_THRESHOLD, _NEAR_THRESHOLD) if match["base"] else (_INTERVAL_PERCENT, _THRESHOLD_PERCENT)
    )
    if match["bound"] or middle < second:
        return match.group()
    return " z5 " if middle >= first else " z3 "


def _is_code_word(prefix: str, rest: str) -> bool:
    """`Strength: 6 x 1 mile` is Hansons' name for long repeats at a little under marathon pace, not lifting."""
    return prefix.lower() == "strength" and bool(
        re.match(r"\s*\d+\s?[x×]\s?\d+(?:[.,]\d+)?\s?(?:mi|km|k\b|\d{3})", rest)
    )


def _spelled_out(text: str) -> str:
    """Coaches' letters after an amount (`2E + 3T`) as words."""
    if not any(letter in "ETIRLM" and not text[at + 1 : at + 2].isalnum() for at, letter in enumerate(text)):
        return text
    first = _DANIELS_FIRST.match(text)
    if first:
        text = f"{_CODES[first[1]]} {text[first.end() :]}"
    spelled = _DANIELS.sub(lambda match: f"{match[1]} {_CODES[match[2]]} ", text)
    if spelled != text:
        spelled = _DANIELS_M.sub(lambda match: f"{match[1]} {_CODES['M']} ", spelled)
    return spelled
