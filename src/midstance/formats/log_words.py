"""One line about what was done, as people type it: `goblet-squat 3x8 @14kg rir2`.

    line    = exercise part+ | whole (`W-07`, `today`, a session's id) whole-part*
    part    = [left|right] amounts | load | rir | `per side` | `fault` NAME | `pain` [SITE[-SIDE]] N | `extra`
            | `+N extra` | "a note"
    amounts = SETSxAMOUNT | AMOUNT,AMOUNT,…     AMOUNT = 8, 30s, 12/12 (left/right), +6 (an extra set)
    load    = @14kg | @30lb | @bm | @light-band, one for all sets or one for each with commas
    rir     = rir2 | rir 2,1,0

What stands behind `left` or `right` is said of that side. Whether the numbers can be is not judged here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from midstance.formats.entry import one_line
from midstance.formats.log_line import LoggedSet, LogLine, LogWordsError, Word, words_of
from midstance.formats.log_parts import Parts
from midstance.training.prescription import Load

_WHOLE = re.compile(r"w-?\d{1,2}|\d{4}-\d{2}-\d{2}(?:-\w{1,8})?|today|session", re.IGNORECASE)
_KEYWORDS = frozenset({"left", "right", "per", "each", "both", "extra", "fault", "faults", "pain", "rir"})


def as_line(words: Sequence[str]) -> str:
    """Words of a command line as one line: a word with spaces in it, the first left out, was in quotes.

    Bytes that are no letters in the terminal's alphabet become question marks.
    """
    line = " ".join(
        f'"{word}"' if place and re.search(r"\s", word.strip()) else word for place, word in enumerate(words)
    )
    return line.encode("utf-8", "replace").decode("utf-8")


def parse_log(text: str) -> LogLine:
    """What a line says. Raises LogWordsError, pointing at the word."""
    words = words_of(text)
    if not words:
        raise LogWordsError(text, 0, 1, "nothing is said; write for example: goblet-squat 3x8 @14kg rir2")
    if _WHOLE.fullmatch(words[0].text):
        return _whole(text, words)
    first = next((place for place, word in enumerate(words) if place and _begins_parts(word)), len(words))
    if _begins_parts(words[0]) and not words[0].quoted:
        raise LogWordsError(text, words[0].start, words[0].end, "begin with the exercise, then sets: goblet-squat 3x8")
    subject = " ".join(word.text for word in words[:first])
    line = Parts(text, words[first:]).read(subject)
    if not line.sets:
        at = words[min(first, len(words) - 1)]
        raise LogWordsError(text, at.start, at.end, f"how many? Write sets and reps: {one_line(subject, 40)} 3x8")
    return line


def parse_parts(text: str) -> LogLine:
    """What is said of one exercise, without its name: an answer such as `8 @16kg rir 1`. Raises LogWordsError."""
    return Parts(text, words_of(text)).read("")


def _begins_parts(word: Word) -> bool:
    low = word.text.casefold()
    return word.quoted or low in _KEYWORDS or low.startswith("@") or any(letter.isdigit() for letter in low)


def _whole(text: str, words: list[Word]) -> LogLine:
    """A workout or a session done as it was asked, or partly."""
    head, rest = words[0], list(words[1:])
    subject = re.sub(r"^w-?(\d+)$", lambda match: f"W-{int(match.group(1)):02d}", head.text.casefold())
    partly, rpe, minutes, notes = False, None, None, []
    while rest:
        word = rest.pop(0)
        low = word.text.casefold()
        if word.quoted:
            notes.append(word.text.strip())
        elif low in ("done", "whole", "partly"):
            partly = low == "partly"
        elif low == "rpe" and rest and rest[0].text.isdecimal():
            rpe = int(rest.pop(0).text[:4])
        elif match := re.fullmatch(r"rpe(\d{1,3})", low):
            rpe = int(match.group(1))
        elif match := re.fullmatch(r"(\d{1,4})(?:min|')", low):
            minutes = int(match.group(1))
        else:
            says = f"{one_line(word.text, 30)!r} is not understood here; after {subject} may stand partly, rpe 6, 35min"
            raise LogWordsError(text, word.start, word.end, f'{says} or "a note"')
    return LogLine(subject=subject, whole=True, partly=partly, rpe=rpe, minutes=minutes, note=" ".join(notes))


def said_load_word(load: Load) -> str:
    """A load as it is typed: `@14kg`, `@bm`, `@light-band`."""
    match load.kind:
        case "kg":
            return f"@{load.kg or 0:g}kg"
        case "lb":
            return f"@{load.lb or 0:g}lb"
        case "band":
            return f"@{load.band}-band" if load.band else "@band"
        case _:
            return "@bm"


def said_log(line: LogLine) -> str:
    """The line as it could be typed; what is read from it is the same again."""
    if line.whole:
        parts = [line.subject, "partly" if line.partly else ""]
        parts += [f"rpe {line.rpe}" if line.rpe is not None else ""]
        parts += [f"{line.minutes}min" if line.minutes is not None else ""]
    else:
        parts = [line.subject]
        for side in (None, "left", "right"):
            sets = [one for one in line.sets if one.side == side]
            parts += [
                *([side] if side and sets else []),
                *_said_sets(sets, any(one.rir is not None for one in line.sets)),
            ]
        parts += [said_load_word(line.load) if line.load else "", f"rir {line.rir}" if line.rir is not None else ""]
        parts += [f"fault {','.join(line.faults)}" if line.faults else ""]
        for pain in line.pains:
            place = "-".join(word for word in (pain.site, pain.side) if word)
            parts.append(" ".join(word for word in ("pain", place, str(pain.score)) if word))
    return " ".join(part for part in (*parts, f'"{line.note}"' if line.note else "") if part)


def _said_sets(sets: Sequence[LoggedSet], reserves: bool) -> list[str]:
    """Amounts, loads and, where any are said, reserves of one side, each in one list."""
    if not sets:
        return []
    said = [",".join(f"{'+' * one.extra}{one.amount}{'s' * one.seconds}" for one in sets)]
    loads = [one.load for one in sets if one.load is not None]
    if loads:
        said.append(
            ",".join(dict.fromkeys(map(said_load_word, loads)) if _all_one(loads) else map(said_load_word, loads))
        )
    rirs = [one.rir for one in sets]
    if reserves:
        words = ["-" if rir is None else str(rir) for rir in rirs]
        said.append(f"rir {words[0] if _all_one(words) else ','.join(words)}")
    return said


def _all_one(things: Sequence[object]) -> bool:
    return all(thing == things[0] for thing in things)
