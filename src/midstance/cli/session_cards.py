"""Session cards: day, hour and minutes, then the exercises as lines, then why it stands there."""

from __future__ import annotations

from collections.abc import Iterable

from midstance.cli.paper import Paper
from midstance.formats.session_words import easy_parts, item_parts, letters_of, name_of, said_stress, said_turns
from midstance.training.plan import Plan
from midstance.training.prescription import Block
from midstance.training.session import Session


def card(plan: Plan, session: Session, paper: Paper) -> list[str]:
    """The lines of one session."""
    about = "about " if session.start_assumed else ""
    when = f"{session.date:%a} {session.date.day} {session.date:%b}"
    head = [when, f"{about}{session.start}", f"{session.minutes} min", said_stress(session)]
    lines = [paper.ink(line, "strong") for line in paper.joined(head)]
    lines += paper.wrapped(session.title)
    letters = letters_of(session.blocks)
    for place, block in enumerate(session.blocks):
        lines += _block(plan, block, letters.get(place, ""), paper)
    lines += _why(session, paper)
    return lines


def cards(plan: Plan, sessions: Iterable[Session], paper: Paper) -> list[str]:
    """Cards with an empty line between them."""
    lines: list[str] = []
    for session in sessions:
        lines += [*card(plan, session, paper), ""]
    return lines[:-1]


def _block(plan: Plan, block: Block, letter: str, paper: Paper) -> list[str]:
    names = plan.exercises
    if block.kind in ("warm-up", "cooldown"):
        word = "Warm-up" if block.kind == "warm-up" else "Cool-down"
        said = [f"{name_of(item.exercise, names)} {', '.join(easy_parts(item))}".strip() for item in block.items]
        return paper.wrapped("; ".join(said), f"  {word}: ", "    ")
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


def _why(session: Session, paper: Paper) -> list[str]:
    """The reasons, each with its sources."""
    lines: list[str] = []
    for because in session.because:
        sources = f" [{', '.join(because.sources)}]" if because.sources else ""
        lines += [paper.ink(line, "quiet") for line in paper.wrapped(f"{because.text}{sources}", "  Why: ", "       ")]
    return lines
