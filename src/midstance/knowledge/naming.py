"""Which of our exercises a name from elsewhere means: by what it is called, and what it is done with.

A name is matched as a whole or not at all; what is only similar is offered to be chosen from, never taken.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from midstance.knowledge.names_elsewhere import NamesElsewhere
from midstance.training.exercise import Exercise

MOST_CANDIDATES = 4
LEAST_LIKENESS = 0.4
"""Names that share fewer of their words are not offered (ours)."""
_EQUIPMENT: tuple[tuple[str, frozenset[str]], ...] = (
    ("dumbbell", frozenset({"dumbbell", "dumbbells", "db", "mancuerna", "mancuernas", "kurzhantel", "kurzhanteln",
                            "haltere", "halteres", "halter", "manubri", "manubrio"})),
    ("kettlebell", frozenset({"kettlebell", "kettlebells", "kb"})),
    ("barbell", frozenset({"barbell", "bb", "barra", "langhantel", "barre", "bilanciere"})),
    ("machine", frozenset({"machine", "leverage machine", "maquina", "maschine", "macchina"})),
    ("body", frozenset({"bodyweight", "body weight", "peso corporal", "korpergewicht", "poids du corps",
                        "corpo libero"})),
)  # fmt: skip
_MACHINES = frozenset({"leg-press", "hamstring-curl", "calf-machine", "seated-calf-machine"})
_BRACKETS = re.compile(r"(.+?)\s*\(([^()]{1,40})\)\s*")
_LETTERS = {"ø": "o", "ł": "l", "ß": "ss", "æ": "ae", "ı": "i"}


class Meaning(msgspec.Struct, frozen=True, kw_only=True):
    """What a name means: one of our exercises, or work that is not planned here, or nothing that is known."""

    exercise: str | None = None
    beside: bool = False

    @property
    def known(self) -> bool:
        """Whether nothing has to be asked."""
        return self.exercise is not None or self.beside


UNKNOWN, BESIDE = Meaning(), Meaning(beside=True)


def plain(name: str) -> str:
    """A name to compare: small letters without marks, single spaces, no plurals."""
    low = "".join(_LETTERS.get(letter, letter) for letter in name.casefold())
    bare = "".join(letter for letter in unicodedata.normalize("NFKD", low) if not unicodedata.combining(letter))
    words = re.findall(r"[^\W_]+", bare)
    return " ".join(
        word[:-1] if len(word) > 3 and word.endswith("s") and word[-2] not in "su" else word for word in words
    )


class Names:
    """All names of our exercises, ours and others', and the runner's own words, which go before all."""

    def __init__(
        self,
        exercises: Mapping[str, Exercise],
        elsewhere: NamesElsewhere,
        own: Mapping[str, str | None] | None = None,
    ) -> None:
        """`own`: names as the runner mapped them to an exercise's id, or None for work to be left out."""
        self.exercises = exercises
        self._own = {plain(name): exercise for name, exercise in (own or {}).items()}
        self._by_name: dict[str, str] = {}
        for one in elsewhere.exercise:
            for title in one.titles:
                self._by_name.setdefault(plain(title), one.id)
        for exercise in exercises.values():
            for title in (exercise.name, exercise.id, *exercise.aliases):
                self._by_name.setdefault(plain(title), exercise.id)
        same = [(one.id, one.wger) for one in elsewhere.exercise if one.wger is not None and one.wger.match == "exact"]
        self._by_id = {f"wger:{key}": name for name, entry in same for key in (entry.id, entry.uuid) if key}
        self._beside = _phrases(elsewhere.beside.words)
        self._legs = _phrases(elsewhere.legs.words)

    def meaning(self, name: str, ids: Sequence[str] = ()) -> Meaning:
        """What a name means; `ids` are further names of it, such as `wger:203`."""
        key = plain(name)
        if key in self._own:
            mapped = self._own[key]
            return BESIDE if mapped is None else Meaning(exercise=mapped)
        found = next((self._by_id[one] for one in ids if one in self._by_id), None)
        found = found or self._by_name.get(key) or self._with_equipment(name)
        if found is not None and found in self.exercises:
            return Meaning(exercise=found)
        return BESIDE if self._is_beside(key) else UNKNOWN

    def candidates(self, name: str) -> tuple[str, ...]:
        """Exercises that share words with a name, the likest first, to be offered; with the same equipment before
        others, plain forms before their variations."""
        bare, equipment = _parted(name)
        wanted = set(plain(bare).split())
        scores: dict[str, float] = {}
        for known, exercise in self._by_name.items():
            words = set(known.split())
            shared = len(wanted & words) / max(len(wanted | words), 1)
            if exercise in self.exercises and shared >= LEAST_LIKENESS:
                fits = bool(equipment) and _is_done_with(self.exercises[exercise], equipment or "")
                scores[exercise] = max(scores.get(exercise, 0.0), shared + fits)
        likely = sorted(scores, key=lambda one: (-scores[one], self.exercises[one].variation, one))
        return tuple(likely[:MOST_CANDIDATES])

    def _with_equipment(self, name: str) -> str | None:
        """The exercise of a name with its equipment beside it, where that is what we do it with."""
        bare, equipment = _parted(name)
        found = self._by_name.get(plain(bare)) if equipment else None
        exercise = self.exercises.get(found) if found else None
        return exercise.id if exercise is not None and equipment and _is_done_with(exercise, equipment) else None

    def _is_beside(self, key: str) -> bool:
        """Whether a name says that the work is none for the legs, and nothing else in it says that it is."""
        left, cut = f" {key} ", False
        for phrase in self._beside:
            if f" {phrase} " in left:
                left, cut = left.replace(f" {phrase} ", "  "), True
        return cut and not any(f" {phrase} " in left for phrase in self._legs)


def _phrases(words: Iterable[str]) -> tuple[str, ...]:
    """Phrases to look for, the longest first."""
    return tuple(sorted({plain(word) for word in words}, key=lambda phrase: (-len(phrase), phrase)))


def _parted(name: str) -> tuple[str, str | None]:
    """A name and what it is done with: `Squat (Barbell)`, `Squat, Barbell`, `Barbell Squat`."""
    if match := _BRACKETS.fullmatch(name):
        return match.group(1), _equipment_of(match.group(2))
    head, comma, tail = name.rpartition(",")
    if comma and _equipment_of(tail):
        return head, _equipment_of(tail)
    first, _, rest = name.strip().partition(" ")
    if rest and _equipment_of(first):
        return rest, _equipment_of(first)
    return name, None


def _equipment_of(word: str) -> str | None:
    key = plain(word)
    return next((kind for kind, names in _EQUIPMENT if key in {plain(name) for name in names}), None)


def _is_done_with(exercise: Exercise, equipment: str) -> bool:
    if equipment == "body":
        return exercise.loading in ("none", "optional")
    if equipment == "machine":
        return bool(_MACHINES.intersection(exercise.load_kit))
    return equipment in exercise.load_kit
