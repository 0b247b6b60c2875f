"""FIT files by their records, skipping all but the wanted messages.

A FIT file is a header, then definitions (which fields, how wide) and data in turn, then a checksum; several such files
may follow each other. Every record's width is known from its definition, so what is not wanted costs one step.
"""

from __future__ import annotations

import struct
from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

Value = int | float | str | tuple[int | float, ...]
Fields = dict[int, Value]

TIMESTAMP = 253
_HEADER_SIZES = (12, 14)
_IN_A_ROW = 256
"""Records of one kind that are skipped at a step."""
_MAGIC = b".FIT"


class Message(NamedTuple):
    """A data record of a wanted message: its global number and the values of the wanted fields that are valid."""

    number: int
    fields: Fields


class Part(NamedTuple):
    """One FIT file within the bytes: where its records lie and what is wrong with how it is wrapped."""

    header: int
    """Where it begins."""
    start: int
    """Where its records begin."""
    end: int
    """Where the records end that are really there."""
    whole: bool
    """Whether all the bytes that the header promises are there, its checksum included."""
    next: int | None
    """Where another file begins, or None."""


class _Base(NamedTuple):
    code: str
    size: int
    invalid: int | None


# Base types by their number, the bit for byte order left out: how they are packed and what stands for no value.
_BASES: dict[int, _Base] = {
    0x00: _Base("B", 1, 0xFF), 0x01: _Base("b", 1, 0x7F), 0x02: _Base("B", 1, 0xFF), 0x03: _Base("h", 2, 0x7FFF),
    0x04: _Base("H", 2, 0xFFFF), 0x05: _Base("i", 4, 0x7FFFFFFF), 0x06: _Base("I", 4, 0xFFFFFFFF),
    0x08: _Base("f", 4, None), 0x09: _Base("d", 8, None), 0x0A: _Base("B", 1, 0), 0x0B: _Base("H", 2, 0),
    0x0C: _Base("I", 4, 0), 0x0D: _Base("B", 1, 0xFF), 0x0E: _Base("q", 8, 0x7FFFFFFFFFFFFFFF),
    0x0F: _Base("Q", 8, 0xFFFFFFFFFFFFFFFF), 0x10: _Base("Q", 8, 0),
}  # fmt: skip
_STRING = 0x07


class _Field(NamedTuple):
    number: int
    offset: int
    packed: struct.Struct | None
    """None for a string."""
    size: int
    invalid: int | None


class _Definition(NamedTuple):
    number: int
    size: int
    """Bytes of a data record behind its header byte."""
    fields: tuple[_Field, ...] | None
    """The wanted fields; None for a message that is skipped."""


class Damage(ValueError):
    """The records make no sense from a byte on."""

    def __init__(self, at: int) -> None:
        super().__init__(f"byte {at}")
        self.at = at


def is_fit(head: bytes) -> bool:
    """Whether bytes begin like a FIT file."""
    return len(head) >= 12 and head[0] in _HEADER_SIZES and head[8:12] == _MAGIC


def parts_of(data: bytes) -> Iterator[Part]:
    """The FIT files within the bytes, one after the other. A header's own checksum may be 0 and is not looked at."""
    at: int | None = 0
    while at is not None and is_fit(data[at : at + 14]):
        start = at + data[at]
        promised = start + int.from_bytes(data[at + 4 : at + 8], "little")
        whole = promised + 2 <= len(data)
        following = promised + 2 if promised + 2 < len(data) else None
        yield Part(at, start, min(promised, len(data)), whole, following)
        at = following


def messages(data: bytes, part: Part, wanted: Mapping[int, Collection[int]]) -> Iterator[Message]:
    """The wanted messages of a file in order, each with its wanted fields. Raises Damage where records make no sense.

    Every step goes on by a byte at least, so that time is bounded by length whatever stands there.
    """
    definitions: list[_Definition | None] = [None] * 16
    at, end = part.start, part.end
    while at < end:
        head = data[at]
        if head & 0x80:
            known = definitions[head >> 5 & 3]
        elif head & 0x40:
            definition, at = _defined(data, at, end, wanted)
            definitions[head & 15] = definition
            continue
        else:
            known = definitions[head & 15]
        if known is None:
            raise Damage(at)
        at += 1
        if known.fields is not None:
            if at + known.size > end:
                raise Damage(at)
            yield Message(known.number, _values(data, at, known.fields))
        at += known.size
        if known.fields is None and at < end and data[at] == head:
            # Records of one kind in a row: their first bytes stand a record's width apart, so that many go in a step.
            width = known.size + 1
            heads = data[at : min(end, at + _IN_A_ROW * width) : width]
            at += (len(heads) - len(heads.lstrip(heads[:1]))) * width
    if at > end:
        raise Damage(end)


def timed_messages(data: bytes, part: Part, wanted: Mapping[int, Collection[int]]) -> Iterator[Message]:
    """As `messages`, with the timestamp of compressed headers put into their messages. Raises Damage.

    Slower: every message's own timestamp has to be looked at, for a compressed one only adds to the last.
    """
    definitions: list[_Definition | None] = [None] * 16
    at, end, last = part.start, part.end, 0
    while at < end:
        head = data[at]
        if not head & 0x80 and head & 0x40:
            definition, at = _defined(data, at, end, wanted, always=TIMESTAMP)
            definitions[head & 15] = definition
            continue
        known = definitions[head >> 5 & 3] if head & 0x80 else definitions[head & 15]
        if known is None or at + 1 + known.size > end:
            raise Damage(at)
        at += 1
        fields = _values(data, at, known.fields or ())
        at += known.size
        if head & 0x80:
            last += (head & 31) - last & 31
            fields.setdefault(TIMESTAMP, last)
        elif isinstance(stamp := fields.get(TIMESTAMP), int):
            last = stamp
        if known.number in wanted:
            yield Message(known.number, fields)


def _defined(
    data: bytes, at: int, end: int, wanted: Mapping[int, Collection[int]], always: int | None = None
) -> tuple[_Definition, int]:
    """The definition at a byte, and where the next record begins."""
    head, count_at = data[at], at + 5
    if count_at >= end:
        raise Damage(at)
    order = ">" if data[at + 2] else "<"
    number = int.from_bytes(data[at + 3 : at + 5], "big" if data[at + 2] else "little")
    first, count = at + 6, data[count_at]
    after = first + 3 * count
    own = after
    if head & 0x20:
        if after >= end:
            raise Damage(at)
        after += 1 + 3 * data[after]
    if after > end:
        raise Damage(at)
    names = wanted.get(number, ())
    fields: list[_Field] = []
    offset = 0
    for place in range(first, own, 3):
        field, size = data[place], data[place + 1]
        if field in names or field == always:
            found = _field(field, offset, size, data[place + 2] & 31, order)
            if found is not None:
                fields.append(found)
        offset += size
    # Developer fields stand behind the others; only their width matters.
    for place in range(own + 1, after, 3):
        offset += data[place + 1]
    skipped = number not in wanted and always is None
    return _Definition(number, offset, None if skipped else tuple(fields)), after


def _field(number: int, offset: int, size: int, base_number: int, order: str) -> _Field | None:
    """How a field is unpacked; None where its width does not fit its type."""
    if base_number == _STRING:
        return _Field(number, offset, None, size, None)
    base = _BASES.get(base_number)
    if base is None or not size or size % base.size:
        return None
    return _Field(number, offset, struct.Struct(f"{order}{size // base.size}{base.code}"), size, base.invalid)


def _values(data: bytes, at: int, fields: tuple[_Field, ...]) -> Fields:
    """The valid values of a record; lists keep their length, with what stands for no value in them as it is."""
    found: Fields = {}
    for number, offset, packed, size, invalid in fields:
        if packed is None:
            text = data[at + offset : at + offset + size].partition(b"\0")[0].decode("utf-8", "replace")
            if text:
                found[number] = text
            continue
        values = packed.unpack_from(data, at + offset)
        if len(values) > 1:
            if any(value != invalid for value in values):
                found[number] = values
        elif values[0] != invalid and values[0] == values[0]:
            found[number] = values[0]
    return found
