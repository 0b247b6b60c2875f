"""The ladder of an exercise as a picture one can walk: harder above, easier below, each rung a link."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator, Sequence

import msgspec
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from midstance.application.browsing import Ladder, Rung
from midstance.training.exercise import Exercise

WIDE, BOX_W, BOX_H, GAP_X, GAP_Y, IN_A_ROW = 344, 164, 64, 16, 28, 2
LETTERS, LINES, LINE_H = 19, 3, 17
"""Letters of a name on one line of a box, lines of a box, and their height."""


class _Box(msgspec.Struct, frozen=True, kw_only=True):
    exercise: Exercise
    x: int
    y: int
    here: bool = False

    @property
    def middle(self) -> int:
        return self.x + BOX_W // 2


def ladder_svg(ladder: Ladder, address: Callable[[str], str]) -> SafeString:
    """The picture; `address` gives the page of an exercise."""
    boxes: dict[str, _Box] = {}
    y = 0
    middle = (Rung(exercise=ladder.exercise, to=()),)
    for row in (*ladder.harder, middle, *ladder.easier):
        for part in _split(row):
            for box in _placed(part, y, here=row is middle):
                boxes[box.exercise.id] = box
            y += BOX_H + GAP_Y
    lines = list(_lines(boxes, (*ladder.harder, *ladder.easier)))
    return format_html(
        '<svg class="ladder" viewBox="0 0 {} {}" role="group" aria-label="{}">{}{}</svg>',
        WIDE, y - GAP_Y, _("The ladder: harder above, easier below"),
        format_html_join("", '<line x1="{}" y1="{}" x2="{}" y2="{}"/>', lines),
        format_html_join("", "{}", ((_drawn(box, address(box.exercise.id)),) for box in boxes.values())),
    )  # fmt: skip


def _split(row: Sequence[Rung]) -> Iterator[Sequence[Rung]]:
    for first in range(0, len(row), IN_A_ROW):
        yield row[first : first + IN_A_ROW]


def _placed(row: Sequence[Rung], y: int, *, here: bool) -> Iterator[_Box]:
    width = len(row) * BOX_W + (len(row) - 1) * GAP_X
    for number, rung in enumerate(row):
        yield _Box(exercise=rung.exercise, x=(WIDE - width) // 2 + number * (BOX_W + GAP_X), y=y, here=here)


def _lines(boxes: dict[str, _Box], rows: Sequence[Sequence[Rung]]) -> Iterator[tuple[int, int, int, int]]:
    for rung in (rung for row in rows for rung in row):
        box = boxes[rung.exercise.id]
        for near in (boxes[name] for name in rung.to if name in boxes):
            upper, lower = (box, near) if box.y < near.y else (near, box)
            yield upper.middle, upper.y + BOX_H, lower.middle, lower.y


def _drawn(box: _Box, address: str) -> SafeString:
    names = textwrap.wrap(box.exercise.name, LETTERS, max_lines=LINES, placeholder=" …")
    first = box.y + BOX_H // 2 + 5 - (len(names) - 1) * LINE_H // 2
    at = ((box.middle, first + LINE_H * number, name) for number, name in enumerate(names))
    words = format_html_join("", '<tspan x="{}" y="{}">{}</tspan>', at)
    rect = format_html('<rect x="{}" y="{}" width="{}" height="{}" rx="10"/>', box.x, box.y, BOX_W, BOX_H)
    if box.here:
        return format_html('<g class="here">{}<text>{}</text></g>', rect, words)
    return format_html('<a href="{}" aria-label="{}">{}<text>{}</text></a>', address, box.exercise.name, rect, words)
