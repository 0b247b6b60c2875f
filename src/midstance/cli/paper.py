"""What is printed on: how wide it is, whether it takes colour, and whether it can show shapes beside letters."""

from __future__ import annotations

import os
import sys
import textwrap
from collections.abc import Sequence
from typing import Literal, TextIO

import msgspec

Ink = Literal["clay", "moss", "strong", "quiet"]
_CODES: dict[Ink, str] = {"clay": "38;5;130", "moss": "38;5;64", "strong": "1", "quiet": "2"}
"""Terracotta and green of middling lightness, so that they read on dark and on light terminals alike (ours)."""

NARROWEST, WIDEST_TEXT = 32, 96
"""Columns below which nothing gets narrower, and beyond which text is no longer pleasant to read (ours)."""
USUAL_COLUMNS = 80
SHAPES = "●○◌★◇■◧□▲△–×▇·…"


class Paper(msgspec.Struct, frozen=True, kw_only=True):
    """Columns, and what the terminal can do. Meaning never hangs on colour or shape alone: letters stand beside."""

    columns: int = USUAL_COLUMNS
    colour: bool = False
    shapes: bool = True

    @property
    def text_columns(self) -> int:
        """Columns that running text takes."""
        return max(NARROWEST, min(self.columns, WIDEST_TEXT))

    def ink(self, text: str, ink: Ink | None) -> str:
        """The text in an ink, where there is colour."""
        return f"\x1b[{_CODES[ink]}m{text}\x1b[0m" if self.colour and ink and text.strip() else text

    def shape(self, shape: str) -> str:
        """A shape, or a space where it cannot be shown."""
        return shape if self.shapes else " "

    def wrapped(self, text: str, first: str = "", rest: str | None = None) -> list[str]:
        """Text broken into lines, the first behind `first`, the others behind `rest` (by default as many spaces)."""
        hang = " " * len(first) if rest is None else rest
        lines = textwrap.wrap(
            text, self.text_columns, initial_indent=first, subsequent_indent=hang, break_on_hyphens=False
        )
        return lines or [first.rstrip()]

    def joined(self, parts: Sequence[str], first: str = "", rest: str | None = None, mark: str = " ·") -> list[str]:
        """Parts in a row, a mark after each but the last, broken only between them, so that `14 kg` stays together.

        A part longer than a line is broken at its spaces.
        """
        glue = "\x00"
        marked = [f"{part}{mark}" for part in parts[:-1]] + list(parts[-1:])
        room = self.text_columns - max(len(first), len(rest) if rest is not None else len(first))
        text = " ".join(part.replace(" ", glue) if len(part) <= room else part for part in marked)
        return [line.replace(glue, " ") for line in self.wrapped(text, first, rest)]


def paper_of(stream: TextIO | None = None) -> Paper:
    """The paper of a stream, standard output by default: colour only on a terminal and without NO_COLOR."""
    stream = stream or sys.stdout
    is_terminal = _is_terminal(stream)
    dumb = os.environ.get("TERM") == "dumb"
    return Paper(
        columns=_columns(),
        colour=is_terminal and not os.environ.get("NO_COLOR") and not dumb,
        shapes=_can_write(stream, SHAPES),
    )


def _columns() -> int:
    """The columns that `COLUMNS` names, else those of the terminal. `shutil` would bring its packers with it: 2 ms."""
    said = os.environ.get("COLUMNS", "")
    if said.isdecimal() and int(said):
        return int(said)
    try:
        return (os.get_terminal_size(sys.__stdout__.fileno()).columns if sys.__stdout__ else 0) or USUAL_COLUMNS
    except (ValueError, OSError):
        return USUAL_COLUMNS


def _is_terminal(stream: TextIO) -> bool:
    try:
        return stream.isatty()
    except (ValueError, AttributeError):
        return False


def _can_write(stream: TextIO, text: str) -> bool:
    try:
        text.encode(getattr(stream, "encoding", None) or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True
