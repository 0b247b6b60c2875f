"""From text to evidence: which words of a running plan's vocabulary a title has, in the order they stand.

The vocabulary is folded (lower case, no accents), so a title is folded in the same way before it is looked up. It is
built on first use.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from typing import NamedTuple

from midstance.formats.titles.compounds import compound
from midstance.formats.titles.patterns import Lazy

_PLAIN_LETTERS = str.maketrans(
    {"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ı": "i", "ð": "d", "×": "x", "✕": "x", "✖": "x", "⨯": "x",
     "–": "-", "—": "-", "−": "-", "‐": "-", "‑": "-", "’": "'", "‘": "'", "′": "'", "´": "'", "`": "'", "″": '"',
     "”": '"', "“": '"', "„": '"', "¼": ".25", "½": ".5", "¾": ".75", "~": "-", "〜": "-", "～": "-", "→": "-"}
)  # fmt: skip
_ACCENTS = Lazy("[\u0300-\u036f]")
_TOKEN = re.compile(r"[^\W\d_]+\d*[^\W\d_]*|#|\d+[^\W\d_]*")
_APART = frozenset("+,;:()|•\n")
_LONGEST_PHRASE = 4


class Evidence(NamedTuple):
    """One word or phrase of the vocabulary: what it is evidence of and where it stands in the folded text."""

    concept: str
    word: str
    start: int
    end: int

    @property
    def english(self) -> bool:
        """Whether the word is in the English vocabulary, whatever other languages have it too."""
        return self.word in _english()


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


@functools.cache
def _vocabulary() -> _Vocabulary:
    """All languages in one table; where two languages share a word, the one named first here has it."""
    from midstance.formats.titles import words_eastern as eastern
    from midstance.formats.titles import words_english as english
    from midstance.formats.titles import words_german as german
    from midstance.formats.titles import words_more as more
    from midstance.formats.titles import words_nordic as nordic
    from midstance.formats.titles import words_romance as romance

    words: dict[str, str] = {}
    tables = (
        english.WORDS, german.GERMAN, romance.FRENCH, romance.SPANISH, romance.ITALIAN, romance.PORTUGUESE,
        german.DUTCH, nordic.SWEDISH, nordic.NORWEGIAN_DANISH, eastern.POLISH, nordic.FINNISH, eastern.CZECH,
        eastern.TURKISH, eastern.HUNGARIAN, *more.TABLES,
    )  # fmt: skip
    for table in reversed(tables):
        for concept, line in reversed(table.items()):
            words.update(dict.fromkeys(line.split(), concept))
    return _Vocabulary(
        words=words,
        first_words=frozenset(word.split("_", 1)[0] for word in words if "_" in word),
    )


@functools.cache
def _english() -> frozenset[str]:
    from midstance.formats.titles.words_english import WORDS

    return frozenset(" ".join(WORDS.values()).split())


@functools.cache
def _eastern_pieces() -> tuple[tuple[str, str], ...]:
    """Pieces with what they are evidence of, longest first."""
    from midstance.formats.titles.words_eastern import PIECES

    pieces = [(piece.replace("_", " "), concept) for concept, line in PIECES.items() for piece in line.split()]
    return tuple(sorted(pieces, key=lambda pair: (-len(pair[0]), pair)))


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
                if phrase in vocabulary.words and _APART.isdisjoint(folded[start : tokens[at + length - 1][2]]):
                    word, concept, step, end = phrase, vocabulary.words[phrase], length, tokens[at + length - 1][2]
                    break
        concept = concept or vocabulary.words.get(word)
        if concept is not None:
            found.append(Evidence(concept, word, start, end))
        else:
            found.extend(Evidence(c, word, start, end) for c in (compound(word) if word.isascii() else _pieces(word)))
        at += step
    return found


@functools.lru_cache(maxsize=4096)
def _pieces(word: str) -> tuple[str, ...]:
    """Vocabulary found anywhere in a word, longest first, each letter used once; a run of an unknown name as such."""
    named = word.endswith(("走", "跑"))
    found: list[tuple[int, str]] = []
    for piece, concept in _eastern_pieces():
        at = word.find(piece)
        if at >= 0:
            found.append((at, concept))
            word = word[:at] + "\0" * len(piece) + word[at + len(piece) :]
    concepts = tuple(concept for _, concept in sorted(found))
    return (*concepts, "unknownrun") if concepts == ("run",) and named and not word.isascii() else concepts
