"""Pages set by typst: tagged (PDF/UA), fonts embedded, the same bytes for the same plan on every machine.

Texts go into a template as data, never as markup, so that nothing a runner or a calendar wrote can change the page.
"""

from __future__ import annotations

import json
import re
from importlib import resources
from typing import Literal

import msgspec

from midstance.formats.entry import one_line

PaperSize = Literal["a4", "letter"]
PAPER_NAMES: dict[PaperSize, str] = {"a4": "a4", "letter": "us-letter"}
"""What typst calls them."""
NOT_INSTALLED = "printing is not installed with this midstance; add it by: pip install 'midstance[pdf]'"
_STANDARD: Literal["ua-1"] = "ua-1"
_UNSHOWN = re.compile(r'the text `"(.+?)"` could not be displayed', re.DOTALL)
MOST_UNSHOWN = 200
"""Letters without a shape that are looked for one by one (ours); a page has some thousand letters."""
ZERO_WIDTH_SPACE, _JOINERS = "\u200b", "\u200c\u200d"
STAND_IN = "?"
"""What stands for a letter that no font at hand has."""

LONGEST_WORD, LONGEST_TEXT = 24, 400
"""Letters after which a word may be broken anywhere, and after which a text is cut (ours: no line is longer)."""
_AS_IT_IS = frozenset({"figure", "qr", "address"})
"""Values that are drawings or addresses, not text."""

Data = dict[str, object]


class NotInstalled(Exception):
    """The extra that prints is missing; the message says how to add it."""


class PrintOptions(msgspec.Struct, frozen=True, kw_only=True):
    """How it is printed."""

    size: PaperSize = "a4"
    weight_unit: Literal["kg", "lb"] = "kg"
    distance_unit: Literal["km", "mi"] = "km"
    address: str = ""
    """Of the session's page in the web app, for a QR code; nothing where no phone could reach it."""


def installed() -> bool:
    """Whether pages can be set here."""
    try:
        import segno  # noqa: F401
        import typst  # noqa: F401
    except ImportError:
        return False
    return True


def pdf(template: str, data: Data, size: PaperSize) -> bytes:
    """A template filled with data. Raises NotInstalled."""
    try:
        import typst
    except ImportError:
        raise NotInstalled(NOT_INSTALLED) from None
    source, said = _source(template), _as_input(data, size)
    for system_fonts in (False, True):
        # The fonts typst brings know Latin, Greek and Cyrillic; the machine's own are asked only for what they lack.
        try:
            return _set(source, said, system_fonts=system_fonts)
        except typst.TypstError as error:
            if not _UNSHOWN.search(error.message):
                raise
    for _ in range(MOST_UNSHOWN):
        try:
            return _set(source, said, system_fonts=True)
        except typst.TypstError as error:
            unshown = _UNSHOWN.search(error.message)
            if unshown is None:
                raise
            said = _without(said, unshown.group(1))
    return _set(source, re.sub(r"\\u[0-9a-f]{4}", STAND_IN, said), system_fonts=False)


def page_count(template: str, data: Data, size: PaperSize) -> int:
    """How many pages a template that counts them takes. Raises NotInstalled."""
    try:
        import typst
    except ImportError:
        raise NotInstalled(NOT_INSTALLED) from None
    counted = typst.query(
        _source(template), "<pages>", field="value", one=True, sys_inputs={"data": _as_input(data, size)},
        ignore_system_fonts=True,
    )  # fmt: skip
    return int(counted)


def _as_input(data: Data, size: PaperSize) -> str:
    return json.dumps(_printed({**data, "paper": PAPER_NAMES[size]}), ensure_ascii=True)


def _printed(value: object, name: str = "") -> object:
    """Data whose texts are one line each, with places to break in words that are longer than a line may bear."""
    if isinstance(value, dict):
        return {key: _printed(one, str(key)) for key, one in value.items()}
    if isinstance(value, list):
        return [_printed(one, name) for one in value]
    if not isinstance(value, str) or name in _AS_IT_IS:
        return value
    shown = "".join(letter if letter.isprintable() or letter in _JOINERS else " " for letter in value)
    return " ".join(_breakable(word) for word in one_line(shown, LONGEST_TEXT).split(" "))


def _breakable(word: str) -> str:
    if len(word) <= LONGEST_WORD:
        return word
    return ZERO_WIDTH_SPACE.join(word[at : at + LONGEST_WORD] for at in range(0, len(word), LONGEST_WORD))


def _set(source: bytes, said: str, *, system_fonts: bool) -> bytes:
    import typst

    made = typst.compile(
        source, format="pdf", sys_inputs={"data": said}, ignore_system_fonts=not system_fonts,
        pdf_standards=[_STANDARD], timestamp=0,
    )  # fmt: skip
    return bytes(made) if isinstance(made, bytes) else b""


def _without(said: str, unshown: str) -> str:
    """The data with a text that cannot be shown taken out."""
    return said.replace(json.dumps(unshown, ensure_ascii=True)[1:-1], STAND_IN)


def _source(template: str) -> bytes:
    folder = resources.files("midstance.paper") / "templates"
    return b"".join((folder / name).read_bytes() for name in ("page.typ", f"{template}.typ"))
