"""Drawing SVG: shapes with classes that the stylesheet colours, words for those who do not see them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from html import escape

from django.utils.safestring import SafeString, mark_safe


def _number(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".")


class Drawing:
    """A picture of so many units by so many, as wide as its room. Its title and description are read aloud."""

    def __init__(self, name: str, width: float, height: float, title: str, says: str) -> None:
        self.width, self.height = width, height
        self._name, self._title, self._says = name, title, says
        self._parts: list[str] = []

    def rect(self, x: float, y: float, width: float, height: float, kind: str, round_by: float = 0) -> None:
        """A rectangle of a class."""
        corner = f' rx="{_number(round_by)}"' if round_by else ""
        self._parts.append(
            f'<rect class="{kind}" x="{_number(x)}" y="{_number(y)}" width="{_number(max(width, 0))}" '
            f'height="{_number(max(height, 0))}"{corner}/>'
        )

    def line(self, x1: float, y1: float, x2: float, y2: float, kind: str) -> None:
        """A straight line of a class."""
        ends = f'x1="{_number(x1)}" y1="{_number(y1)}" x2="{_number(x2)}" y2="{_number(y2)}"'
        self._parts.append(f'<line class="{kind}" {ends}/>')

    def path(self, points: Sequence[tuple[float, float]], kind: str, *, closed: bool = False) -> None:
        """A line through points, or the surface they enclose."""
        if points:
            through = " L".join(f"{_number(x)} {_number(y)}" for x, y in points)
            self._parts.append(f'<path class="{kind}" d="M{through}{"Z" if closed else ""}"/>')

    def circle(self, x: float, y: float, radius: float, kind: str, says: str = "") -> None:
        """A dot of a class, with words that show under a pointer."""
        title = f"<title>{escape(says)}</title>" if says else ""
        self._parts.append(
            f'<circle class="{kind}" cx="{_number(x)}" cy="{_number(y)}" r="{_number(radius)}">{title}</circle>'
        )

    def text(self, x: float, y: float, words: str, kind: str = "", anchor: str = "start") -> None:
        """Words at a place; `anchor` is start, middle or end."""
        kinds = f' class="{kind}"' if kind else ""
        at = f'x="{_number(x)}" y="{_number(y)}" text-anchor="{anchor}"'
        self._parts.append(f"<text{kinds} {at}>{escape(words)}</text>")

    def svg(self) -> SafeString:
        """The picture."""
        head = (
            f'<svg class="plot" viewBox="0 0 {_number(self.width)} {_number(self.height)}" role="img" '
            f'aria-labelledby="{self._name}-t {self._name}-d" xmlns="http://www.w3.org/2000/svg">'
            f'<title id="{self._name}-t">{escape(self._title)}</title>'
            f'<desc id="{self._name}-d">{escape(self._says)}</desc>'
        )
        return mark_safe(head + "".join(self._parts) + "</svg>")


def round_steps(most: float, about: int = 4, *, whole: bool = False) -> tuple[float, ...]:
    """Round values from 0 to at least `most` for an axis, about so many; `whole` for what is counted."""
    if most <= 0:
        return (0.0, 1.0)
    rough = max(most / about, 1.0 if whole else 0.0)
    size = 10.0 ** math.floor(math.log10(rough))
    step = next(size * factor for factor in (1, 2, 2.5, 5, 10) if size * factor >= rough)
    return tuple(step * number for number in range(math.ceil(most / step) + 1))
