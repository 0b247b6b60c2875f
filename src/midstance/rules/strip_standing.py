"""What a week strip says of the log: pains, and where the runner stands.

```
pain:    knee 4; achilles 3 joint                    scores of 10
since:   wed2                                        a revision from the second Wednesday on; all before it is done
stopped: thu                                         a red flag on that day
eased:   tue-thu heavy jumps; mon2-sun2              days that hold, and the classes they bar
jumpless: knee                                       a sore place for which nothing lands
earned:  goblet-squat rise load 3x8 kg22 was 3x8 kg20; split-squat ease 3x8 kg8 was 3x8 kg10
```
What is earned names a move (rise, hold, ease), what rises, the next dose, and after `was` what was last asked.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import get_args

from midstance.rules.strip_items import StripError, item_of
from midstance.training.athlete import Pain
from midstance.training.clock import WEEKDAYS
from midstance.training.exercise import PAIN_SITES
from midstance.training.plan import ExerciseCard, Revision
from midstance.training.prescription import Item
from midstance.training.session import Because, Session, Stress
from midstance.training.standing import Done, Easing, Move, NextDose, Spared, Standing, Stop, Variable

NAMES = ("pain", "since", "stopped", "eased", "jumpless", "earned")
"""Lines of a strip that are read here."""
_DAY = re.compile(r"^([a-z]{3})(\d*)$")
_MOVES: tuple[Move, ...] = get_args(Move)
_VARIABLES: tuple[Variable, ...] = get_args(Variable)
_LOG = Because(rule="strip", text="So says the log.")
REVISED = 2
"""Number of the revision a strip with `since:` stands for."""


def pains_of(line: str) -> tuple[Pain, ...]:
    """The pains of the line `pain:`."""
    found = []
    for words in _parts(line):
        site = next((site for site in PAIN_SITES if site == words[0]), None)
        if site is None or len(words) < 2 or not words[1].isdigit():
            raise StripError(f"{' '.join(words)!r} is no pain: say a place and a score, as in `knee 4`")
        found.append(Pain(site=site, score=int(words[1]), joint="joint" in words[2:]))
    return tuple(found)


def revision_of(lines: Mapping[str, str], first: dt.date) -> Revision | None:
    """The revision a strip stands for, or None for a first plan."""
    return Revision(number=REVISED, since=day_of(lines["since"], first)) if "since" in lines else None


def standing_of(
    lines: Mapping[str, str], first: dt.date, sessions: tuple[Session, ...], classes: Mapping[str, Stress],
    cards: Mapping[str, ExerciseCard],
) -> Standing | None:  # fmt: skip
    """Where the runner stands by a strip; None where it says nothing of it. `classes` are the words for classes."""
    if not {"since", "stopped", "eased", "jumpless", "earned"} & lines.keys():
        return None
    since = day_of(lines["since"], first) if "since" in lines else first
    behind = [session for session in sessions if session.date < since]
    return Standing(
        since=since,
        done=tuple(Done(session=one.id, date=one.date, start=one.start, minutes=one.minutes, classes=one.classes)
                   for one in behind),
        doses={dose.exercise: dose for dose in _doses(lines.get("earned", ""), since, behind, cards)},
        spared=tuple(_spared(pain) for pain in pains_of(lines.get("pain", "")) if pain.site in
                     lines.get("jumpless", "").split()),
        easings=tuple(_easings(lines.get("eased", ""), first, classes)),
        stop=Stop(since=day_of(lines["stopped"], first), says=_LOG.text, flags=()) if "stopped" in lines else None,
    )  # fmt: skip


def day_of(word: str, first: dt.date) -> dt.date:
    """The date of `wed` or `wed2`, counted from the first Monday."""
    found = _DAY.match(word.strip())
    if found is None or found[1] not in WEEKDAYS:
        raise StripError(f"{word!r} is no day: say a weekday, as in `wed`, or `wed2` for the second week")
    return first + dt.timedelta(days=WEEKDAYS.index(found[1]), weeks=int(found[2] or 1) - 1)


def _parts(line: str) -> list[list[str]]:
    return [part.split() for part in line.split(";") if part.strip()]


def _spared(pain: Pain) -> Spared:
    return Spared(site=pain.site, light="amber", score=pain.score, joint=pain.joint, no_jumps=True, because=_LOG)


def _easings(line: str, first: dt.date, classes: Mapping[str, Stress]) -> list[Easing]:
    found = []
    for words in _parts(line):
        start, _, end = words[0].partition("-")
        unknown = [word for word in words[1:] if word not in classes]
        if unknown:
            raise StripError(f"{unknown[0]!r} is no class of session that could be barred")
        bars = tuple(classes[word] for word in words[1:])
        found.append(
            Easing(first=day_of(start, first), last=day_of(end or start, first), bars=bars, because=_LOG)
        )  # fmt: skip
    return found


def _doses(line: str, since: dt.date, behind: list[Session], cards: Mapping[str, ExerciseCard]) -> list[NextDose]:
    found = []
    for words in _parts(line):
        name, rest = words[0], words[1:]
        move = next((move for move in _MOVES if rest and move == rest[0]), None)
        if move is None:
            raise StripError(f"{' '.join(words)!r} does not say whether it may {', '.join(_MOVES)}")
        variable = next((variable for variable in _VARIABLES if len(rest) > 1 and variable == rest[1]), None)
        said = rest[2:] if variable else rest[1:]
        cut = said.index("was") if "was" in said else len(said)
        allowed = item_of([name, *said[:cut]], cards)
        asked = item_of([name, *said[cut + 1 :]], cards) if cut < len(said) else allowed
        found.append(_dose(allowed, asked, move, variable, _last(name, behind) or since - dt.timedelta(days=1)))
    return found


def _dose(allowed: Item, asked: Item, move: Move, variable: Variable | None, date: dt.date) -> NextDose:
    return NextDose(
        exercise=allowed.exercise,
        asked=asked,
        date=date,
        move=move,
        variable=variable,
        amount=allowed.reps or allowed.seconds or (1, 1),
        load=allowed.load,
        rir=allowed.rir,
        tempo=allowed.tempo,
        sets=allowed.sets if allowed.contacts else None,
        because=_LOG,
    )


def _last(exercise: str, behind: list[Session]) -> dt.date | None:
    """The last day on which an exercise was done."""
    dates = [one.date for one in behind if any(item.exercise == exercise for item in one.work())]
    return max(dates, default=None)
