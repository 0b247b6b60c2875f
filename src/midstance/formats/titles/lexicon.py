"""From text to evidence: which words of a running plan's vocabulary a title has, in the order they stand.

The vocabulary is folded (lower case, no accents), so a title is folded in the same way before it is looked up. It is
built on first use.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from typing import NamedTuple

_PLAIN_LETTERS = str.maketrans(
    {"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ı": "i", "ð": "d", "×": "x", "✕": "x", "✖": "x", "⨯": "x",
     "–": "-", "—": "-", "−": "-", "‐": "-", "‑": "-", "’": "'", "‘": "'", "′": "'", "´": "'", "`": "'", "″": '"',
     "”": '"', "“": '"', "„": '"', "¼": ".25", "½": ".5", "¾": ".75", "~": "-", "〜": "-", "～": "-", "→": "-"}
)  # fmt: skip
_ACCENTS = re.compile("[\u0300-\u036f]")
_TOKEN = re.compile(r"[^\W\d_]+\d*[^\W\d_]*|#|\d+[^\W\d_]*")
_APART = re.compile(r"[+,;:()|•\n]")
_LONGEST_PHRASE = 4


class Evidence(NamedTuple):
    """One word or phrase of the vocabulary: what it is evidence of and where it stands in the folded text."""

    concept: str
    word: str
    start: int
    end: int
    english: bool


def fold(text: str) -> str:
    """Lower case, without accents, with one sort of dash, quote and times sign. Same length is not kept."""
    if text.isascii():
        return text.lower()
    text = text.translate(_PLAIN_LETTERS)
    text = unicodedata.normalize("NFKC", text).casefold().translate(_PLAIN_LETTERS)
    return unicodedata.normalize("NFC", _ACCENTS.sub("", unicodedata.normalize("NFKD", text)))


class _Vocabulary(NamedTuple):
    words: dict[str, str]
    first_words: frozenset[str]
    english: frozenset[str]
    pieces: tuple[tuple[str, str], ...]


@functools.cache
def _vocabulary() -> _Vocabulary:
    """All languages in one table; where two languages share a word, the one named first here has it."""
    from midstance.formats.titles import words_eastern as eastern
    from midstance.formats.titles import words_english as english
    from midstance.formats.titles import words_german as german
    from midstance.formats.titles import words_nordic as nordic
    from midstance.formats.titles import words_romance as romance

    words: dict[str, str] = {}
    in_english: set[str] = set()
    tables = (
        english.WORDS, german.GERMAN, romance.FRENCH, romance.SPANISH, romance.ITALIAN, romance.PORTUGUESE,
        german.DUTCH, nordic.SWEDISH, nordic.NORWEGIAN_DANISH, eastern.POLISH, nordic.FINNISH, eastern.CZECH,
        eastern.TURKISH, eastern.HUNGARIAN,
    )  # fmt: skip
    for table in tables:
        for concept, line in table.items():
            for word in line.split():
                words.setdefault(word, concept)
        if table is english.WORDS:
            in_english.update(words)
    pieces = [(piece.replace("_", " "), concept) for concept, line in eastern.PIECES.items() for piece in line.split()]
    return _Vocabulary(
        words=words,
        first_words=frozenset(word.split("_", 1)[0] for word in words if "_" in word),
        english=frozenset(in_english),
        pieces=tuple(sorted(pieces, key=lambda pair: (-len(pair[0]), pair))),
    )


def evidence_of(folded: str) -> list[Evidence]:
    """The vocabulary in a folded text, longest phrases first, in order. `#` stands for an amount taken out before."""
    vocabulary = _vocabulary()
    tokens = [(match.group(), match.start(), match.end()) for match in _TOKEN.finditer(folded)]
    found: list[Evidence] = []
    at = 0
    while at < len(tokens):
        word, start, end = tokens[at]
        step = 1
        concept = None
        if word in vocabulary.first_words:
            for length in range(min(_LONGEST_PHRASE, len(tokens) - at), 1, -1):
                phrase = "_".join(token for token, _, _ in tokens[at : at + length])
                if phrase in vocabulary.words and not _APART.search(folded, start, tokens[at + length - 1][2]):
                    word, concept, step, end = phrase, vocabulary.words[phrase], length, tokens[at + length - 1][2]
                    break
        concept = concept or vocabulary.words.get(word)
        if concept is not None:
            found.append(Evidence(concept, word, start, end, word in vocabulary.english))
        else:
            found.extend(Evidence(c, word, start, end, False) for c in _compound(word))
        at += step
    return found


_COMPOUNDS: tuple[tuple[str, str], ...] = (
    (r"inter[vw][ae]l", "interval"),
    (r"fa[hr]rtsp?[ie]+l|fartle[kg]|fartlek", "interval"),
    (r"schwell|tr[oa]skel|taerskel|t[ae]rskel|drempel", "thr"),
    (r"h(?:u|ue)gel|heuvel|^berg(?=la|sp|an|au|tr|in)|^bakke|^motbakk|^back(?=e|tr|in|lo|sp)", "hill"),
    (r"podbieg|^maki(?=v|t|j)", "hill"),
    (r"treppen", "hill"),
    (r"steigerung|stigning|stegring", "stride"),
    (r"wettkampf|wettbewerb|wedstrijd|konkurr?an[sc]|konkurren[cs]|tavling|meisterschaft|zawod", "race"),
    (r"regenera|rigenera|aterhamt|restitu|recuper|herstel|palaut", "recovery"),
    (r"^ruhe|^hvile|^vilo|^rustd|^lepo|descans|odpocz", "rest"),
    (r"kraft(?!stoff)|^styrke|^styrka|^voima|rumpf|stabi|krachttr|musculat|muskel|musku", "strength"),
    (r"schwimm|fahrrad|radfahr|sykkel|sykl|cykel|cykl|sv[oa]mm|fiets|zwem|ergometer|skilang|pyorai", "xt"),
    (r"^(?:laktat|leistungs|stufen|feld|schwellen|conconi)test", "test"),
    (r"^velo", "xt"),
    (r"dehn|yoga|pilates|stretch|blackroll|mobilit|faszien", "other"),
    (r"^lang(?=e?(?:lauf|dauer|lop|lob|pass|tur|run|jog|trail|kjor|dist))|^longrun|^pitka", "longrun"),
    (r"^tempo|tempo$", "tempo"),
    (r"crescendo|^progressi|beschleunig", "prog"),
    (r"zahnarzt|arzttermin|geburtstag|besprechung", "private"),
    (r"(?<!^lang)(?:laufe?n?|loop|lop|lob|lopning|lenkki|juoksu|beh)$", "run"),
    (r"(?:lopp?et|lobet)$", "race"),
)  # fmt: skip
_NAMES = re.compile(r"marathon|maraton|maratona")
_HALF = re.compile(r"halb|halv|half|semi|demi|^pol|^pul|puoli|media|medio|mezza|meia")
_PACED = re.compile(r"tempo|pace|ritmo|fart|vauhti|tempa")


@functools.cache
def _compound_patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern), concept) for pattern, concept in _COMPOUNDS)


@functools.lru_cache(maxsize=4096)
def _compound(word: str) -> tuple[str, ...]:
    """Evidence inside a word that is not in the vocabulary itself: compounds, inflections, scripts without spaces."""
    if not word.isascii():
        return _pieces(word)
    if len(word) < 5:
        return ()
    if _NAMES.search(word):
        if _PACED.search(word):
            return ("goalpace",)
        if word.startswith(("super", "ultra")):
            return ("ultra",)
        return ("half",) if _HALF.search(word) else ("marathon",)
    found = tuple(concept for pattern, concept in _compound_patterns() if pattern.search(word))
    if found[:1] == ("interval",) or "thr" in found:
        return tuple(concept for concept in found if concept not in {"run", "tempo"})
    return found


def _pieces(word: str) -> tuple[str, ...]:
    """Vocabulary found anywhere in a word, longest first, each letter used once."""
    found: list[tuple[int, str]] = []
    for piece, concept in _vocabulary().pieces:
        at = word.find(piece)
        if at >= 0:
            found.append((at, concept))
            word = word[:at] + "\0" * len(piece) + word[at + len(piece) :]
    return tuple(concept for _, concept in sorted(found))
