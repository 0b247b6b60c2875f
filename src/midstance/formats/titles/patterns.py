"""Patterns that are compiled when they are first needed: reading one title needs few of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator


class Lazy:
    """A pattern with the methods of a compiled one; compiling waits for the first use."""

    __slots__ = ("_compiled", "_flags", "_source")

    def __init__(self, source: str, flags: int = 0) -> None:
        self._source = source
        self._flags = flags
        self._compiled: re.Pattern[str] | None = None

    def _pattern(self) -> re.Pattern[str]:
        if self._compiled is None:
            self._compiled = re.compile(self._source, self._flags)
        return self._compiled

    def match(self, text: str, start: int = 0) -> re.Match[str] | None:
        """As of a compiled pattern."""
        return self._pattern().match(text, start)

    def search(self, text: str, start: int = 0, end: int = 100_000) -> re.Match[str] | None:
        """As of a compiled pattern."""
        return self._pattern().search(text, start, end)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """As of a compiled pattern."""
        return self._pattern().finditer(text)

    def sub(self, by: str | Callable[[re.Match[str]], str], text: str) -> str:
        """As of a compiled pattern."""
        return self._pattern().sub(by, text)

    def split(self, text: str) -> list[str]:
        """As of a compiled pattern without groups."""
        return self._pattern().split(text)
