"""Points of GPX in the plain shape that nearly all programs write, read without a parser's steps: three times as fast.

Only within a segment that the parser has seen begin, and only what has this shape exactly. Anything else, a comment, an
entity or another order of things, is fed to the parser up to the point's end, after which the fast lane is tried again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import BinaryIO, Protocol

from midstance.formats.activities.limits import CHUNK
from midstance.formats.activities.xml_events import Feed, pieces

_FOREIGN = ("&", "<!", "<?", "</trkseg")
"""What only a parser can understand, or what ends a segment: the fast lane ends before the point in which it is."""
Plain = tuple[str, str, str | None, str | None]
"""Latitude, longitude, time and heart rate as they stand."""
_END, _SEGMENT = "</trkpt>", "<trkseg>"
_LONGEST_POINT = 2 * CHUNK


class Segments(Protocol):
    """What hears the document, as far as the fast lane has to know it."""

    segments: int
    """Segments that began."""
    slow_points: int
    """Points that the parser brought to their end."""

    @property
    def in_segment(self) -> bool:
        """Whether the document stands directly in a segment, between its points."""
        ...

    def plain_points(self, points: list[Plain]) -> None:
        """Points in the plain shape, in order."""
        ...


def stream_points(stream: BinaryIO, feed: Feed, events: Segments) -> Iterator[None]:
    """Streams a document to the parser, its plain points past it. Gives nothing; raises as `Feed` and the stream do."""
    lane = _Lane(feed, events)
    for piece in pieces(stream):
        if isinstance(piece, bytes):
            feed.feed(piece)
        else:
            lane.take(piece)
        yield
    lane.end()
    feed.end()


class _Lane:
    """The text that waits, and whether the parser stands between two points of a segment."""

    def __init__(self, feed: Feed, events: Segments) -> None:
        self._feed, self._events = feed, events
        self._text = ""
        self._open = False

    def take(self, piece: str) -> None:
        """The next piece of text."""
        text, at = self._text + piece, 0
        while True:
            if not self._open:
                at = self._to_segment(text, at)
                if not self._open:
                    break
            at = self._points(text, at)
            after = text.find(_END, at) + len(_END)
            if after < len(_END):
                if len(text) - at > _LONGEST_POINT or "</trkseg" in text[at:]:
                    self._open = False
                    continue
                break
            at = self._slowly(text, at, after, lambda: self._events.slow_points)
        self._text = text[at:]

    def end(self) -> None:
        """There is no more text: what waits goes to the parser."""
        self._feed.feed(self._text)
        self._text = ""

    def _points(self, text: str, at: int) -> int:
        """Points in the plain shape one after the other; returns where the last of them ends."""
        stops = [stop for mark in _FOREIGN if (stop := text.find(mark, at)) >= 0]
        last = text.rfind(_END, at, min(stops, default=len(text)))
        if last < 0:
            return at
        begin = at
        found: list[Plain] = []
        for piece in text[at:last].split(_END):
            # Split at its first four quotes a plain point is: tag, latitude, tag, longitude, the rest.
            parts = piece.split('"', 4)
            if len(parts) != 5 or parts[2] != " lon=" or parts[0].lstrip() != "<trkpt lat=" or "trk" in parts[4]:
                break
            rest = parts[4]
            found.append((parts[1], parts[3], _within(rest, "<time>"), _within(rest, "hr>")))
            at += len(piece) + len(_END)
        self._events.plain_points(found)
        self._feed.skipped += text.count("\n", begin, at)
        return at

    def _to_segment(self, text: str, at: int) -> int:
        """Feeds text up to the next segment's beginning, or all but what may be a beginning cut in two."""
        while (begin := text.find(_SEGMENT, at)) >= 0:
            at = self._slowly(text, at, begin + len(_SEGMENT), lambda: self._events.segments)
            if self._open:
                return at
        keep = max(at, len(text) - len(_SEGMENT))
        self._feed.feed(text[at:keep])
        return keep

    def _slowly(self, text: str, at: int, until: int, counted: Callable[[], int]) -> int:
        """Feeds a piece to the parser. The lane is open behind it if what ends there really ended, in a segment."""
        before = counted()
        self._feed.feed(text[at:until])
        self._open = counted() == before + 1 and self._events.in_segment
        return until


def _within(inside: str, tag: str) -> str | None:
    """The text behind the first tag that ends so, up to the next; None where there is no such tag."""
    at = inside.find(tag)
    if at < 0:
        return None
    at += len(tag)
    return inside[at : inside.find("<", at)]
