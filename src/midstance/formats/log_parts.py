"""The parts of a line behind its exercise: sets, sides, loads, reserves, faults, pains and notes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypeVar, get_args

import msgspec

from midstance.formats.brief_words import meant
from midstance.formats.entry import UnreadableFile, one_line
from midstance.formats.log_line import (
    MOST_SETS,
    LoggedSet,
    LogLine,
    LogWordsError,
    SaidPain,
    Word,
    fault_of,
    load_of,
    site_of,
)
from midstance.training.exercise import PAIN_SITES
from midstance.training.log import FAULTS, Fault, Side
from midstance.training.prescription import Load

Said = TypeVar("Said")
_AMOUNT = re.compile(r"(\+?)(\d{1,4})(?:/(\d{1,4}))?(s|secs?|seconds?|min|reps?|steps?)?")
_SETS = re.compile(r"(\d{1,3})\s*[x×*]\s*(.+)")
_MASS = re.compile(r"[\d.,x×]*\d(?:kgs?|lbs?)(?:,|$)")
_RIR = re.compile(r"rir[=:]?((?:-?\d{1,3}|-)(?:,(?:-?\d{1,3}|-))*)|(-?\d{1,3})rir")


class _Side(msgspec.Struct):
    """What is said of one side, or of both where no side is named."""

    amounts: list[LoggedSet] = msgspec.field(default_factory=list)
    loads: list[Load] = msgspec.field(default_factory=list)
    rirs: list[int | None] = msgspec.field(default_factory=list)
    at: Word | None = None


class Parts:
    """Reads the parts behind the exercise, word by word."""

    def __init__(self, text: str, words: list[Word]) -> None:
        self.text, self.words, self.place = text, words, 0
        self.sides: dict[Side | None, _Side] = {None: _Side()}
        self.side: Side | None = None
        self.each = self.all_extra = False
        self.more = 0
        self.faults: list[Fault] = []
        self.pains: list[SaidPain] = []
        self.notes: list[str] = []

    def read(self, subject: str) -> LogLine:
        """Everything that stands there."""
        while self.place < len(self.words):
            word = self.words[self.place]
            self.place += 1
            if word.quoted:
                self.notes.append(" ".join(word.text.split()))
            else:
                self._word(word)
        if any(side.amounts for side in self.sides.values()):
            load, rir, sets = None, None, tuple(self._sets())
        else:
            said = self.sides[self.side] if self.side else self.sides[None]
            load, rir, sets = next(iter(said.loads), None), next(iter(said.rirs), None), ()
        return LogLine(
            subject=subject, sets=sets, load=load, rir=rir, faults=tuple(dict.fromkeys(self.faults)),
            pains=tuple(self.pains), note=" ".join(self.notes),
        )  # fmt: skip

    def _word(self, word: Word) -> None:
        low = word.text.casefold().strip(".;")
        if low in ("left", "right"):
            self.side = "left" if low == "left" else "right"
            self.sides.setdefault(self.side, _Side()).at = word
        elif low in ("per", "each", "both"):
            self._takes(("side", "sides", "leg", "legs", "way"))
            self.each = True
        elif low == "extra":
            self.all_extra = True
        elif low in ("fault", "faults"):
            self._fault()
        elif low == "pain":
            self._pain(word)
        elif low == "rir" or _RIR.fullmatch(low):
            self._rir(word, low)
        elif low.startswith("@") or _MASS.match(low):
            self._load(word, low)
        elif low[:1].isdigit() or low[:1] == "+":
            self._amounts(word, low)
        else:
            hint = meant(low, ("left", "right", "rir", "fault", "pain", "extra", "per side"))
            raise self._wrong(word, f"{one_line(word.text, 30)!r} is not understood{hint} (a note stands in quotes)")

    def _wrong(self, word: Word, says: str) -> LogWordsError:
        return LogWordsError(self.text, word.start, word.end, says)

    def _next(self) -> Word | None:
        return self.words[self.place] if self.place < len(self.words) else None

    def _takes(self, options: Sequence[str]) -> bool:
        following = self._next()
        if following is None or following.text.casefold() not in options:
            return False
        self.place += 1
        return True

    def _here(self) -> _Side:
        return self.sides[self.side]

    def _fault(self) -> None:
        word = self._next()
        if word is None:
            raise self._wrong(self.words[-1], f"which fault? One of {', '.join(FAULTS)}")
        self.place += 1
        try:
            self.faults += [fault_of(piece) for piece in word.text.split(",") if piece]
        except UnreadableFile as error:
            raise self._wrong(word, error.says) from None

    def _pain(self, at: Word) -> None:
        word, place = self._next(), None
        said = []
        while word is not None and not re.fullmatch(r"-?\d{1,3}", word.text):
            said.append(word)
            self.place += 1
            word = self._next()
            if len(said) > 2:
                break
        if word is None or not re.fullmatch(r"-?\d{1,3}", word.text):
            raise self._wrong(said[0] if said else at, "how bad, 0 to 10? Write pain 3, or pain calf-left 3")
        self.place += 1
        if said:
            place = site_of(" ".join(piece.text for piece in said))
            if place is None:
                says = f"{one_line(said[0].text, 30)!r} is no place we know{meant(said[0].text, PAIN_SITES)}"
                raise self._wrong(said[0], says)
        site, side = place or (None, None)
        self.pains.append(SaidPain(score=int(word.text), site=site, side=side))

    def _rir(self, word: Word, low: str) -> None:
        match = _RIR.fullmatch(low)
        if match is None:
            following = self._next()
            match = _RIR.fullmatch(f"rir{following.text.casefold()}") if following is not None else None
            if match is None:
                raise self._wrong(following or word, "how many were left in reserve? Write rir 2, or rir 2,1,0")
            self.place += 1
        pieces = (match.group(1) or match.group(2)).split(",")
        self._here().rirs = [None if piece == "-" else int(piece) for piece in pieces]

    def _load(self, word: Word, low: str) -> None:
        loads = []
        for piece in re.split(r",(?=[@a-z])|(?<=[a-z]),", low):
            load = load_of(piece)
            if load is None:
                says = f"{one_line(piece, 30)!r} is no load; write @14kg, @30lb, @bm or @light-band"
                raise self._wrong(word, says)
            loads.append(load)
        self._here().loads = loads

    def _amounts(self, word: Word, low: str) -> None:
        alone = re.fullmatch(r"\+(\d{1,2})", low)
        if alone and self._takes(("extra",)):
            self.more = int(alone.group(1))
            return
        times = _SETS.fullmatch(low)
        count, listed = (int(times.group(1)), times.group(2)) if times else (1, low)
        pieces = [piece.strip() for piece in listed.split(",")]
        if times and len(pieces) > 1:
            raise self._wrong(word, f"either one amount for all sets, {count}x8, or one for each, 8,8,6")
        read = [self._amount(word, piece) for piece in pieces]
        if (here := self._here()).amounts:
            raise self._wrong(word, "the sets are there already; with commas they stand in one list: 8,8,6")
        if not 1 <= count <= MOST_SETS or len(read) * count > MOST_SETS:
            raise self._wrong(word, f"{count * len(read)} sets are not plausible; from 1 to {MOST_SETS} are")
        both = [pair for pair in read if len(pair) == 2]
        if both and (len(both) < len(read) or self.side is not None):
            raise self._wrong(word, "12/12 is left/right; write it for every set, and without left or right before it")
        if both:
            for number, side in enumerate(get_args(Side)):
                self.sides.setdefault(side, _Side()).at = word
                self.sides[side].amounts = [pair[number] for pair in read] * count
        else:
            here.amounts, here.at = [single[0] for single in read] * count, word

    def _amount(self, word: Word, piece: str) -> tuple[LoggedSet, ...]:
        match = _AMOUNT.fullmatch(piece)
        if match is None:
            raise self._wrong(word, f"{one_line(piece, 30)!r} is no number of reps or seconds, such as 8, 30s or 12/12")
        plus, first, second, unit = match.groups()
        timed = (unit or "").startswith(("s", "min")) and not (unit or "").startswith("step")
        amounts = [int(number) * (60 if unit == "min" else 1) for number in (first, second) if number is not None]
        return tuple(LoggedSet(amount=amount, seconds=timed, extra=bool(plus)) for amount in amounts)

    def _sets(self) -> list[LoggedSet]:
        """The sets of each side with their loads and reserves."""
        common = self.sides[None]
        named = [side for side in get_args(Side) if side in self.sides and self.sides[side].amounts]
        if common.amounts and len(named) == 2:
            raise self._wrong(common.at or self.words[0], "left and right have their sets; these belong to neither")
        if common.amounts and not (named or self.each):
            sides: list[tuple[Side | None, _Side]] = [(None, common)]
        else:
            wanted = get_args(Side) if common.amounts else named
            sides = [(side, self._of(side, common)) for side in wanted]
        return [one for side, said in sides for one in self._of_side(side, said)]

    def _of(self, side: Side, common: _Side) -> _Side:
        """What is said of a side, else of both, else of the other: a load said once is meant for all."""
        nothing = _Side()
        own = self.sides.get(side, nothing)
        other = next((said for name, said in self.sides.items() if name not in (None, side)), nothing)
        return _Side(
            own.amounts or common.amounts,
            own.loads or common.loads or other.loads,
            own.rirs or common.rirs or other.rirs,
            own.at or common.at,
        )

    def _of_side(self, side: Side | None, said: _Side) -> list[LoggedSet]:
        amounts = list(said.amounts)
        last = amounts[-1]
        amounts += [msgspec.structs.replace(last, extra=True)] * self.more
        for what, given in (("loads", said.loads), ("reserves", said.rirs)):
            if len(given) not in (0, 1, len(said.amounts), len(amounts)):
                at = said.at or self.words[0]
                raise self._wrong(at, f"{len(given)} {what} for {len(amounts)} sets; give one for all or one for each")
        if any(one.seconds != last.seconds for one in amounts):
            raise self._wrong(said.at or self.words[0], "reps and seconds are mixed; write one exercise a line")
        if len(amounts) > MOST_SETS:
            raise self._wrong(said.at or self.words[0], f"{len(amounts)} sets are not plausible")
        loads, rirs = _spread(said.loads, len(amounts)), _spread(said.rirs, len(amounts))
        return [
            msgspec.structs.replace(one, side=side, load=loads[at], rir=rirs[at], extra=one.extra or self.all_extra)
            for at, one in enumerate(amounts)
        ]


def _spread(given: Sequence[Said], length: int) -> list[Said | None]:
    """One for each set: the only one for all, the last one for sets added, None where nothing is given."""
    if not given:
        return [None] * length
    return [given[min(at, len(given) - 1)] for at in range(length)]
