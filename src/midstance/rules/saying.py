"""A breach, and how runs, classes and hours are said in sentences."""

from __future__ import annotations

from typing import NamedTuple

from midstance.rules.ledger import RunAt
from midstance.training.clock import HOUR, said_weekday
from midstance.training.session import Stress


class Breach(NamedTuple):
    """How far a rule is from holding, the sentence that says so, and the ids of the sessions it speaks of."""

    excess: int
    text: str
    sessions: tuple[str, ...] = ()


SAID_CLASS: dict[Stress, str] = {
    "heavy-legs": "heavy legs",
    "high-plyometric": "hard jumps",
    "moderate-legs": "moderate legs",
    "low-plyometric": "small jumps",
    "light": "light work",
    "mobility": "mobility",
}


def said_time(minutes: int) -> str:
    """Minutes as people say them: `14 hours`, `45 minutes`."""
    if minutes < 2 * HOUR:
        return f"{minutes} minutes"
    return f"{minutes // HOUR} hours"


def counted(number: int, word: str) -> str:
    """`1 rule`, `2 rules`, `3 entries`."""
    many = f"{word[:-1]}ies" if word.endswith("y") else f"{word}s"
    return f"{number} {word if number == 1 else many}"


def said_doing(stress: Stress, verb: str) -> str:
    """A class with its verb, at the beginning of a sentence: `Heavy legs sit`, `Light work sits`."""
    said = SAID_CLASS[stress].capitalize()
    return f"{said} {verb}" if said.endswith(("legs", "jumps")) else f"{said} {verb}s"


def said_before(left: int) -> str:
    """Minutes before a run in words; none or less is an overlap, never a number."""
    return f"{said_time(left)} before" if left > 0 else "right up against"


def said_after(left: int) -> str:
    """Minutes after a run in words."""
    return f"after {said_time(left)}" if left > 0 else "at once"


def said_asked(hours: int) -> str:
    """What a rule asks for; one without hours only forbids to overlap."""
    return f"{hours} hours are asked for" if hours else "the two may not overlap"


def said_run(run: RunAt) -> str:
    """A run as people call it: `Friday's intervals`."""
    kind = {"cross-training": "cross-training", "long": "long run", "easy": "easy run", "threshold": "threshold run"}
    kind |= {"recovery": "recovery run", "intervals": "intervals", "hills": "hills", "race": "race"}
    return f"{said_weekday(run.run.date)}'s {kind.get(run.run.kind, run.run.kind)}"
