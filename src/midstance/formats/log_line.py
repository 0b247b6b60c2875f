"""What a line about training says, as values, and the words it is made of."""

from __future__ import annotations

import re
from typing import get_args

import msgspec

from midstance.formats.brief_words import meant
from midstance.formats.entry import UnreadableFile, one_line
from midstance.training.exercise import PAIN_SITES, PainSite
from midstance.training.log import FAULTS, Fault, Side
from midstance.training.prescription import BODY_MASS, BandStrength, Load

MOST_LETTERS = 500
"""A longer line is refused unread (ours)."""
MOST_SETS = 20
"""Sets one line may name; more are a slip of the pen (ours)."""
JOINTS: frozenset[PainSite] = frozenset({"ankle", "knee", "hip"})
"""Sites whose pain counts as a joint's, for which less is allowed (ours, to be on the careful side)."""

BANDS: tuple[BandStrength, ...] = get_args(BandStrength)
_NUMBER = r"\d{1,4}(?:[.,]\d{1,3})?"


class LoggedSet(msgspec.Struct, frozen=True, kw_only=True):
    """One set as said; None: not said."""

    amount: int
    seconds: bool = False
    side: Side | None = None
    load: Load | None = None
    rir: int | None = None
    extra: bool = False


class SaidPain(msgspec.Struct, frozen=True, kw_only=True):
    """A pain as said, with its place where one was named."""

    score: int
    site: PainSite | None = None
    side: Side | None = None


class LogLine(msgspec.Struct, frozen=True, kw_only=True):
    """What a line says. `subject` is the exercise as typed, or a workout or session that was done whole."""

    subject: str = ""
    sets: tuple[LoggedSet, ...] = ()
    load: Load | None = None
    """A load without any set: in an answer that keeps the amount."""
    rir: int | None = None
    """A reserve without any set."""
    faults: tuple[Fault, ...] = ()
    pains: tuple[SaidPain, ...] = ()
    note: str = ""
    whole: bool = False
    partly: bool = False
    rpe: int | None = None
    minutes: int | None = None


class LogWordsError(UnreadableFile):
    """A line that cannot be read: which word, and what would be right."""

    def __init__(self, line: str, start: int, end: int, says: str) -> None:
        self.line, self.start, self.end = line, start, max(end, start + 1)
        super().__init__("log", says)

    def __str__(self) -> str:
        if not self.line.strip():
            return self.says
        first = max(0, self.start - 50)
        shown = self.line[first : first + 100]
        carets = "^" * max(1, min(self.end, first + 100) - self.start)
        return f"{self.says}\n  {shown}\n  {' ' * (self.start - first)}{carets}"

    def __reduce__(self) -> tuple[type[LogWordsError], tuple[str, int, int, str]]:  # type: ignore[override]
        return type(self), (self.line, self.start, self.end, self.says)


class Word(msgspec.Struct, frozen=True):
    """A word and where it stands."""

    text: str
    start: int
    end: int
    quoted: bool = False


WORD = re.compile(r'["“”]([^"“”]*)["“”]?|[^\s"“”]+(?:(?:(?<=\d,)|(?<=kg,)|(?<=lb,))\s+(?=[\d+@])[^\s"“”]+)*')


def site_of(word: str) -> tuple[PainSite, Side | None] | None:
    """The place of `calf`, `calf-left`, `left calf`; None where it is none."""
    pieces = [piece for piece in re.split(r"[\s_-]+", word.strip().casefold()) if piece]
    sides: list[Side] = [side for side in get_args(Side) if side in pieces]
    rest = [piece.removesuffix("s") if piece not in PAIN_SITES else piece for piece in pieces if piece not in sides]
    site = next((known for known in PAIN_SITES if rest == [known]), None)
    return (site, sides[0] if sides else None) if site is not None and len(sides) < 2 else None


def fault_of(word: str) -> Fault:
    """A fault by its name. Raises UnreadableFile with what was probably meant."""
    name = "-".join(word.strip().casefold().replace("_", "-").split())
    for known in FAULTS:
        if known == name:
            return known
    raise UnreadableFile("fault", f"{one_line(word, 30)!r} is no fault we know{meant(name, FAULTS)}")


_LOAD = re.compile(rf"@?(?:\d{{1,2}}[x×])?({_NUMBER})(kg|kgs|lb|lbs)")
_BODY_MASS = frozenset({"bm", "bw", "body", "bodymass", "body-mass", "bodyweight", "body-weight", "none"})


def load_of(piece: str) -> Load | None:
    """The load of `@14kg`, `2x16kg` (each of two), `30lb`, `bm`, `light-band`; None where it is none."""
    word = piece.strip().casefold()
    if match := _LOAD.fullmatch(word):
        mass = float(match.group(1).replace(",", "."))
        if mass == 0:
            return BODY_MASS
        return Load(kind="kg", kg=mass) if match.group(2).startswith("kg") else Load(kind="lb", lb=mass)
    name = word.removeprefix("@").replace("_", "-")
    if name in _BODY_MASS:
        return BODY_MASS
    strength = name.removesuffix("band").rstrip("-")
    if not strength and name:
        return Load(kind="band")
    return next((Load(kind="band", band=band) for band in BANDS if band == strength), None)


def words_of(text: str) -> list[Word]:
    """The words with `14 kg`, `3 x 8` and `@ 14kg` put together. Raises LogWordsError when there is far too much."""
    if len(text) > MOST_LETTERS:
        raise LogWordsError(text[:80], 0, 80, f"this is more than {MOST_LETTERS} letters; write one exercise a line")
    found: list[Word] = []
    for match in WORD.finditer(text):
        quoted = match.group(1) is not None
        word = Word(match.group(1) or "" if quoted else match.group(), match.start(), match.end(), quoted)
        if found and not quoted and not found[-1].quoted and _belongs(found[-1].text, word.text):
            last = found.pop()
            word = Word(last.text + word.text, last.start, word.end)
        found.append(word)
    return [word for word in found if word.text.strip()]


def _belongs(before: str, word: str) -> bool:
    """Whether a word only goes on with the one before it."""
    low = word.casefold()
    if before == "@" or re.fullmatch(r"\d{1,3}[x×*]", before):
        return True
    if re.fullmatch(r"@[\w-]+", before) and low == "band":
        return True
    if re.fullmatch(r"\d{1,3}", before) and re.fullmatch(r"[x×*](\d.*)?", low):
        return True
    return bool(re.fullmatch(r"@?[\d.,/x×*+]*\d", before)) and low in ("kg", "lb", "lbs", "s", "sec", "min", "reps")
