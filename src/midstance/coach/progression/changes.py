"""One step of one exercise, and whom it is taken for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from midstance.coach.progression.judging import amount_of
from midstance.coach.progression.thresholds import CITED, Reason
from midstance.planner.prescription.runner import Runner
from midstance.training.exercise import Exercise
from midstance.training.prescription import Item, Load
from midstance.training.session import Because
from midstance.training.standing import Move, Variable


@dataclass(frozen=True, slots=True)
class Trainee:
    """Whom the coach decides for, what exercises there are, and on which days a run felt bad."""

    runner: Runner
    exercises: Mapping[str, Exercise]
    run_felt_bad: tuple[dt.date, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of a dose: at most one of its five variables gets harder (H11)."""

    move: Move
    amount: tuple[int, int]
    load: Load
    tempo: str | None
    because: Because
    variable: Variable | None = None
    sets: int | None = None
    instead: str | None = None


def because(reason: Reason, text: str) -> Because:
    """A sentence with its rule and sources."""
    rule, sources = CITED[reason]
    return Because(rule=rule, text=text, sources=sources)


def change(
    move: Move,
    asked: Item,
    load: Load,
    said: Because,
    *,
    variable: Variable | None = None,
    amount: tuple[int, int] | None = None,
    tempo: str | None = None,
    sets: int | None = None,
    instead: str | None = None,
) -> Change:
    """A change of what was asked; what is not named stays."""
    kept = asked.tempo if tempo is None else tempo
    return Change(move, amount or amount_of(asked), load, kept, said, variable, sets, instead)
