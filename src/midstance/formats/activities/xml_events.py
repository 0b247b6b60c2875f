"""XML from strangers, streamed through expat with all that is dangerous in it refused, and nothing kept of it.

No tree is built and prefixes are not resolved, so that memory stays flat and files with undeclared prefixes can be
read. A document type is cut out before parsing; entities of any kind are refused, as defusedxml does.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO, Protocol, TypeVar
from xml.parsers import expat

from midstance.formats.activities.limits import CHUNK

DEEPEST = 64
"""Elements within elements; deeper is refused (ours: recordings nest about eight)."""
LONGEST_TOKEN = 1_000_000
"""Bytes of one tag, comment or the like (ours)."""
_LONGEST_DOCTYPE = 500_000
_LONGEST_TEXT = 4_000
_ENCODING = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.-]{1,40})["']""")
_FOREIGN = re.compile(
    rb"utf-?16(?:[lb]e)?|iso[-_]?8859-?\d{1,2}|latin-?[19]|windows-125\d|cp125\d|koi8-[ru]", re.IGNORECASE
)
"""Encodings that are left to the parser; any other name is a slip of the pen, and is read as UTF-8."""
_CONTROLS = bytes(63 if byte < 32 and byte not in (9, 10, 13) else byte for byte in range(256))
"""Each byte as it is, but for the controls that XML forbids, which become question marks."""
_MARK = b"\xef\xbb\xbf"


class Refused(ValueError):
    """XML that is not read, and why; or that makes no sense from a line on."""


class Events(Protocol):
    """What hears of elements. Names come without their prefix's meaning: `gpxtpx:hr` as it stands."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        ...

    def end(self, name: str) -> None:
        """An element ends."""
        ...


class Text:
    """Collects the text of the element at hand, on demand, so that whitespace between elements costs nothing."""

    def __init__(self) -> None:
        self.parser: expat.XMLParserType | None = None
        self._parts: list[str] = []
        self._length = 0

    def collect(self) -> None:
        """From here on text is kept."""
        self._parts, self._length = [], 0
        if self.parser is not None:
            self.parser.CharacterDataHandler = self._take

    def taken(self) -> str:
        """The text since, without blanks around; collecting ends."""
        if self.parser is not None:
            self.parser.CharacterDataHandler = None
        return "".join(self._parts).strip()

    def _take(self, part: str) -> None:
        if self._length < _LONGEST_TEXT:
            self._parts.append(part)
            self._length += len(part)


class Feed:
    """Feeds a document to its events piece by piece. Errors are Refused with their line.

    `skipped` counts lines that were read otherwise and never came here, so that lines are said as they are in the file.
    """

    def __init__(self, events: Events, text: Text) -> None:
        self._parser = text.parser = _parser(events)
        self._text = text
        self._fed = 0
        self.skipped = 0

    def feed(self, piece: bytes | str) -> None:
        """The next piece."""
        try:
            self._parser.Parse(piece, False)
        except expat.ExpatError as error:
            raise self._refusal(error) from None
        except LookupError:
            raise Refused("it says it is written in an encoding that is not known") from None
        self._fed += len(piece)
        if self._fed - max(self._parser.CurrentByteIndex, 0) > LONGEST_TOKEN + 4 * CHUNK:
            raise Refused(f"line {self._parser.CurrentLineNumber + self.skipped}: a tag or comment in it never ends")

    def end(self) -> None:
        """There is no more."""
        try:
            self._parser.Parse(b"", True)
        except expat.ExpatError as error:
            raise self._refusal(error) from None

    def close(self) -> None:
        """Lets go of the events, which else would hold the parser and the parser them."""
        self._text.parser = None
        self._parser.StartElementHandler = self._parser.EndElementHandler = self._parser.CharacterDataHandler = None

    def _refusal(self, error: expat.ExpatError) -> Refused:
        said = expat.ErrorString(error.code) or "it is no XML"
        return Refused(f"line {error.lineno + self.skipped}: it is damaged or cut off ({said})")


Drained = TypeVar("Drained")


def run(
    stream: BinaryIO, events: Events, text: Text, drain: Callable[[], Iterable[Drained]] = tuple
) -> Iterator[Drained]:
    """Streams XML through `events`, giving what `drain` has after each piece.

    Raises Refused with the line, and what reading the stream raises.
    """
    feed = Feed(events, text)
    try:
        for piece in pieces(stream):
            feed.feed(piece)
            yield from drain()
        feed.end()
    finally:
        feed.close()
    yield from drain()


def _parser(events: Events) -> expat.XMLParserType:
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.specified_attributes = True
    parser.StartElementHandler = events.start
    parser.EndElementHandler = events.end

    def refuse(*_: object) -> int:
        raise Refused("it declares entities, which no recording needs; it was not read")

    parser.EntityDeclHandler = parser.UnparsedEntityDeclHandler = refuse
    parser.ExternalEntityRefHandler = refuse
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    return parser


def pieces(stream: BinaryIO) -> Iterator[bytes | str]:
    """The document piece by piece: without blanks before it and without its document type, as text where it is UTF-8.

    Letters that are not UTF-8, and controls that XML forbids, become question marks instead of ending everything.
    """
    head = _head(stream)
    encoding = _ENCODING.match(head)
    foreign = head.startswith((b"\xff\xfe", b"\xfe\xff", b"\0<", b"<\0")) or (
        encoding is not None and _FOREIGN.fullmatch(encoding[1]) is not None
    )
    if foreign:
        yield head
        while chunk := stream.read(CHUNK):
            yield chunk
        return
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    chunk = head
    while chunk:
        yield decoder.decode(chunk.translate(_CONTROLS))
        chunk = stream.read(CHUNK)
    yield decoder.decode(b"", True)


def _head(stream: BinaryIO) -> bytes:
    """The beginning of a document up to its first element at least, its document type cut out."""
    head = stream.read(CHUNK)
    while not head.strip(b" \t\r\n" + _MARK) and (more := stream.read(CHUNK)):
        head = more
    while (bare := head.lstrip(b" \t\r\n").removeprefix(_MARK)) != head:
        head = bare
    at = head.find(b"<!DOCTYPE")
    if at < 0 or re.search(rb"<[A-Za-z]", head[:at]):
        return head
    while (end := _doctype_end(head, at)) < 0:
        if len(head) > _LONGEST_DOCTYPE or not (more := stream.read(CHUNK)):
            raise Refused("its document type never ends")
        head += more
    if b"<!ENTITY" in head[at:end]:
        raise Refused("it declares entities, which no recording needs; it was not read")
    return head[:at] + head[end:]


def _doctype_end(head: bytes, at: int) -> int:
    """Where a document type ends, its internal part included; -1 where that is not in sight."""
    bracket, close = head.find(b"[", at), head.find(b">", at)
    if bracket < 0 or 0 <= close < bracket:
        return close + 1 if close >= 0 else -1
    match = re.compile(rb"\]\s*>").search(head, bracket)
    return match.end() if match else -1


def bare(name: str) -> str:
    """A name without its prefix."""
    return name.rpartition(":")[2] if ":" in name else name


def check_depth(depth: int) -> None:
    """Raises Refused for elements that nest too deep."""
    if depth > DEEPEST:
        raise Refused(f"its elements nest more than {DEEPEST} deep, which no recording does; it was not read on")
