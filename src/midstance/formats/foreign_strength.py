"""Strength sessions of plans from elsewhere: calendars and tables whose titles have to tell what is heavy.

Nothing is known of their exercises, so a stress class is guessed from words; what no word tells is taken for moderate
legs and said so. The runner's own words (`heavy`, `light`) go before ours.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

import msgspec

from midstance.formats.entry import Entry, Extract, UnreadableFile, decode, one_line, plain
from midstance.formats.session_words import SAID_STRESS
from midstance.training.clock import clock_of, minute_of
from midstance.training.running import ASSUMED_STRENGTH_START, Dropped, Problem, Run
from midstance.training.session import STRESS, Session, Stress

ASSUMED_MINUTES = 45
"""Length of a session whose calendar gives none (ours)."""
MOST_MINUTES = 240
"""A longer slot is no session but a reservation; it is cut to `ASSUMED_MINUTES` (ours)."""

_WORDS: tuple[tuple[Stress, str], ...] = (
    ("heavy-legs", r"heavy|schwere?\b|lourd|pesad|pesant|max(imal)? strength|maximalkraft|\b[1-6]\s?rm\b|1-?rep"
                   r"|\b[3-6]\s?[x×]\s?[1-6]\b(?!\s?(min|s\b|km|mi|00))|\b[89][0-9]\s?%|power ?lift|strength phase"),
    ("high-plyometric", r"plyo|box jump|depth jump|squat jump|jump squat|broad jump|bound(s|ing)\b|single-?leg hop"
                        r"|\bjumps?\b|sprünge|sprungkraft|sauts|saltos|hard jumps"),
    ("low-plyometric", r"pogo|skipping|jump rope|snap-?down|low box|small jumps|ankle hops"),
    ("moderate-legs", r"\blegs?\b|lower[ -]body|squat|dead ?lift|lunge|step-?up|hip thrust|leg press|hamstring|nordic"
                      r"|full[ -]body|total body|beine?\b|kniebeug|kreuzheb|jambes|piernas|gambe|perna|benen"),
    ("light", r"\bcore\b|\babs\b|upper[ -]?body|\barms?\b|\bpush\b|\bpull\b|chest|shoulders|back day|rumpf|oberkörper"
              r"|gainage|prehab|activation|\bhips?\b|glute activation|\bbands?\b|clam|runner.?s core"
              r"|\b(light|easy|leicht\w*|mini)\W+(\w+\W+)?(strength|gym|weights|circuit|session|workout|kraft|training)"),
    ("mobility", r"mobili|stretch|yoga|foam|pilates|dehn|blackroll|flexib|movilidad|étirement|estiramiento"),
)  # fmt: skip
"""Words by stress class, worst first."""
_PATTERNS = tuple((stress, re.compile(pattern, re.IGNORECASE)) for stress, pattern in _WORDS)
_OWN = re.compile(
    r"^((?:{said})(?: \+ (?:{said}))*) · \d+ min".format(said="|".join(SAID_STRESS.values())),
    re.MULTILINE | re.IGNORECASE,
)
"""How our own calendars begin a description."""
_STRENGTH = re.compile(
    r"strength|gym|weights|lift|kraft|muscu|fuerza|gewicht|forza|força|styrk|trening siłow|workout|circuit|s ?& ?c\b"
    r"|conditioning|training|einheit",
    re.IGNORECASE,
)
_RUNNING = re.compile(
    r"\brun(s|ning)?\b|\bjog|\blauf|\bkm\b|\bmi(les?)?\b|marathon|\brace\b|tempo|interval|fartlek|strides"
    r"|long run|easy \d|bike|ride|swim|\brest\b|off day|day off|ruhetag",
    re.IGNORECASE,
)


class ForeignStrength(msgspec.Struct, frozen=True, kw_only=True):
    """The strength sessions of a plan from elsewhere. `assumed` says what no word told, with its place."""

    sessions: tuple[Session, ...] = ()
    assumed: tuple[Problem, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    time_zone: str | None = None


def read_strength(
    name: str,
    data: bytes,
    *,
    heavy: Sequence[str] = (),
    light: Sequence[str] = (),
    window: tuple[dt.date, dt.date] | None = None,
    zone: str | None = None,
) -> ForeignStrength:
    """The strength sessions of a calendar or table. Titles holding a word of `heavy` or `light` are of that class.

    Raises UnreadableFile when the file cannot be read, has no dates or holds no strength session.
    """
    extract = _extract(name, data, window, zone)
    if not extract.dated:
        raise UnreadableFile(name, "its sessions have no dates; give a calendar (.ics) or a table with a date column")
    found = strength_of(extract.entries, heavy=heavy, light=light)
    if not found.sessions:
        raise UnreadableFile(name, "no strength session is found in it; name words of yours with --heavy or --light")
    return msgspec.structs.replace(found, dropped=(*extract.dropped, *found.dropped), time_zone=extract.time_zone)


def strength_of_runs(runs: Sequence[Run], *, heavy: Sequence[str] = (), light: Sequence[str] = ()) -> ForeignStrength:
    """The strength entries that stand in a running plan, as sessions."""
    entries = [
        Entry(
            date=run.date, minute=None if run.start_assumed else minute_of(run.start),
            title=run.title, duration_s=None if run.duration_assumed else run.duration_s, sport="strength",
            source=run.source,
        )
        for run in runs
        if run.kind == "strength"
    ]  # fmt: skip
    return strength_of(entries, heavy=heavy, light=light)


def strength_of(entries: Sequence[Entry], *, heavy: Sequence[str], light: Sequence[str]) -> ForeignStrength:
    """Entries as sessions; runs and whatever else stands among them is left out and listed."""
    sessions: list[Session] = []
    assumed: list[Problem] = []
    dropped: list[Dropped] = []
    for number, entry in enumerate(sorted(entries, key=lambda entry: (entry.date, entry.minute or -1, entry.title))):
        text = f"{entry.title}\n{plain(entry.description).partition(chr(10) * 2)[0]}"
        classes, told = classes_of(entry.title, text, heavy, light)
        if not told and not _is_strength(entry):
            dropped.append(
                Dropped(source=entry.source, title=entry.title, why="it does not read like strength training")
            )
            continue
        if not told:
            says = f"{one_line(entry.title, 60)!r} does not say what it trains: taken for moderate legs"
            assumed.append(Problem(place=entry.source, says=f"{says} (--heavy WORD or --light WORD tells)"))
        sessions.append(_session(entry, number, classes))
    return ForeignStrength(sessions=tuple(sessions), assumed=tuple(assumed), dropped=tuple(dropped))


def classes_of(title: str, text: str, heavy: Sequence[str], light: Sequence[str]) -> tuple[tuple[Stress, ...], bool]:
    """Stress classes a title and its description tell, worst first, and whether any word told them."""
    folded = title.casefold()
    if any(word.strip().casefold() in folded for word in heavy if word.strip()):
        return ("heavy-legs", "moderate-legs"), True
    if any(word.strip().casefold() in folded for word in light if word.strip()):
        return ("light",), True
    if own := _OWN.search(text):
        said = {word: stress for stress, word in SAID_STRESS.items()}
        return tuple(said[word] for word in own.group(1).casefold().split(" + ")), True
    for words in (title, text):
        found = {stress for stress, pattern in _PATTERNS if pattern.search(words)}
        if found and not (_RUNNING.search(words) and not found - {"light", "mobility"}):
            return _settled(found, words), True
    return ("moderate-legs",), False


def _settled(found: set[Stress], words: str) -> tuple[Stress, ...]:
    """Classes that go together: upper body stays light however heavy it is, `easy legs` is not hard."""
    if (
        re.search(r"upper[ -]?body|oberkörper|\barms?\b|chest|\bpush\b", words, re.IGNORECASE)
        and "moderate-legs" not in found
    ):
        found = found - {"heavy-legs"} | {"light"}
    if re.search(r"heavy", words, re.IGNORECASE) is None and re.search(
        r"\blight\b|\beasy\b|leicht", words, re.IGNORECASE
    ):
        found = found - {"heavy-legs"}
    if "low-plyometric" in found and not re.search(r"plyo|box jump|depth|bound|squat jump", words, re.IGNORECASE):
        found = found - {"high-plyometric"}
    if "heavy-legs" in found:
        found = found | {"moderate-legs"}
    return tuple(stress for stress in STRESS if stress in found) or ("light",)


def _is_strength(entry: Entry) -> bool:
    if (entry.sport or "").casefold() in (
        "strength",
        "weighttraining",
        "weight training",
        "gym",
    ) or entry.kind == "strength":
        return True
    return bool(_STRENGTH.search(entry.title)) and not _RUNNING.search(entry.title)


def _session(entry: Entry, number: int, classes: tuple[Stress, ...]) -> Session:
    seconds = entry.duration_s or (entry.slot_s if entry.minute is not None else None) or ASSUMED_MINUTES * 60
    minutes = max(1, round(seconds / 60))
    return Session(
        id=f"{entry.date.isoformat()}-{number + 1}",
        date=entry.date,
        start=ASSUMED_STRENGTH_START if entry.minute is None else clock_of(entry.minute % 1440),
        minutes=minutes if minutes <= MOST_MINUTES else ASSUMED_MINUTES,
        stress=classes[0],
        also=classes[1:],
        title=one_line(entry.title, 80) or "Strength",
        template="foreign",
        start_assumed=entry.minute is None,
    )


def _extract(name: str, data: bytes, window: tuple[dt.date, dt.date] | None, zone: str | None) -> Extract:
    text, _ = decode(name, data)
    if re.search(r"^\s*BEGIN:V(?:CALENDAR|EVENT)\s*$", text, re.MULTILINE | re.IGNORECASE):
        from midstance.formats.calendar_ics import read_calendar

        return read_calendar(name, text, today=None, window=window, zone=zone)
    from midstance.formats.csv_table import read_table
    from midstance.formats.plain_csv import looks_like_plan, read_plain
    from midstance.formats.trainingpeaks_csv import is_trainingpeaks, read_trainingpeaks

    table = read_table(name, text)
    if table.rows and is_trainingpeaks(table):
        return read_trainingpeaks(table)
    if table.rows and looks_like_plan(table):
        return read_plain(table)
    raise UnreadableFile(name, "it is no calendar (.ics) and no table (.csv) with dates and titles")
