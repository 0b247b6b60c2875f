"""Session cards: day, hour and minutes, then the exercises as lines, then why it stands there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import msgspec

from midstance.cli.paper import Paper
from midstance.formats.session_words import (
    PHASE_RULE,
    SAID_PHASE,
    easy_parts,
    item_parts,
    letters_of,
    name_of,
    said_stress,
    said_turns,
    telling,
)
from midstance.training.plan import Microcycle, Plan
from midstance.training.prescription import Block
from midstance.training.session import Because, Session

MOST_REASONS = 2
"""Reasons told on a card; `midstance why` tells them all (ours)."""


def card(plan: Plan, session: Session, paper: Paper, *, like: dt.date | None = None) -> list[str]:
    """The lines of one session; of one that repeats an earlier session, `like`, only when it is and what it repeats."""
    about = "about " if session.start_assumed else ""
    head = [_said_day(session.date), f"{about}{session.start}", f"{session.minutes} min", said_stress(session)]
    lines = [paper.ink(line, "strong") for line in paper.joined(head)]
    lines += paper.wrapped(session.title)
    if like is not None:
        return lines + paper.wrapped(f"The same as on {_said_day(like)}.", "  ")
    letters = letters_of(session.blocks)
    for place, block in enumerate(session.blocks):
        lines += _block(plan, block, letters.get(place, ""), paper)
    return lines


def cards(plan: Plan, sessions: Sequence[Session], paper: Paper, *, in_full: bool = True) -> list[str]:
    """Cards by week, each week with its phase, and what the phase is for where it begins.

    Unless `in_full`, a session that repeats an earlier one says so instead of saying it all again.
    """
    lines: list[str] = []
    week: Microcycle | None = None
    phase: str | None = None
    done: dict[tuple[Block, ...], dt.date] = {}
    said: set[str] = set()
    for session in sessions:
        now = next((cycle for cycle in reversed(plan.microcycles) if cycle.start <= session.date), None)
        why = next((because.text for because in session.because if because.rule == PHASE_RULE), None)
        if now is not None and now is not week:
            week = now
            lines += [*_week_head(now, why if why != phase else None, paper), ""]
            phase = why
        same = _bare(session)
        like = None if in_full else done.get(same)
        lines += card(plan, session, paper, like=like)
        lines += [] if like else _why(session, said, paper)
        done.setdefault(same, session.date)
        lines.append("")
    return lines[:-1]


def _week_head(cycle: Microcycle, why: str | None, paper: Paper) -> list[str]:
    """`Week of 25 Jan · foundation`, and what it is for."""
    parts = [f"Week of {cycle.start.day} {cycle.start:%b}", SAID_PHASE[cycle.phase]]
    lines = paper.joined([*parts, "deload"] if cycle.deload else parts)
    return [paper.ink(line, "quiet") for line in (*lines, *(paper.wrapped(why) if why else ()))]


def _bare(session: Session) -> tuple[Block, ...]:
    """The blocks without what is only said once: that an exercise is new, and how to find its load."""
    return tuple(
        msgspec.structs.replace(
            block,
            items=tuple(
                msgspec.structs.replace(item, starts="same", note=None)
                if item.starts in ("new", "same")
                else msgspec.structs.replace(item, note=None)
                for item in block.items
            ),
        )
        for block in session.blocks
    )


def _block(plan: Plan, block: Block, letter: str, paper: Paper) -> list[str]:
    names = plan.exercises
    if block.kind in ("warm-up", "cooldown"):
        word = "Warm-up" if block.kind == "warm-up" else "Cool-down"
        said = [f"{name_of(item.exercise, names)} {', '.join(easy_parts(item))}".strip() for item in block.items]
        return paper.joined(said, f"  {word}: ", "    ", mark=";")
    lines: list[str] = []
    if letter:
        lines += paper.wrapped(said_turns(block), f"  {letter}  ", "     ")
    for number, item in enumerate(block.items, 1):
        label = f"{letter}{number} " if letter else ""
        name = f"{label}{name_of(item.exercise, names)}"
        parts = item_parts(item)
        lines += paper.joined([f"{name} {parts[0]}", *parts[1:]], "  ", "      ")
        if item.note:
            lines += paper.wrapped(item.note, "      ")
    return lines


def _why(session: Session, said: set[str], paper: Paper) -> list[str]:
    """The most telling reasons with the ids of their sources; those not said on an earlier card first."""
    reasons = telling(session.because)
    fresh = [because for because in reasons if because.text not in said]
    chosen = (fresh or reasons[:1])[:MOST_REASONS]
    said |= {because.text for because in chosen}
    return [paper.ink(line, "quiet") for because in chosen for line in _reason(because, paper)]


def why_lines(session: Session, paper: Paper) -> list[str]:
    """Why one session stands where it stands and holds what it holds: the most telling reasons."""
    return _why(session, set(), paper)


def _reason(because: Because, paper: Paper) -> list[str]:
    sources = [source for source in because.sources if source != "ours"]
    return paper.wrapped(because.text + (f" [{', '.join(sources)}]" if sources else ""), "  Why: ", "       ")


def _said_day(date: dt.date) -> str:
    return f"{date:%a} {date.day} {date:%b}"
