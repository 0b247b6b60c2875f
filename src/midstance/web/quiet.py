"""The log says what went wrong and where, and never what is secret: neither what was sent nor what stands in links."""

from __future__ import annotations

import logging
import re

SECRET = re.compile(r"(?<![A-Za-z0-9_-])(?=[A-Za-z0-9_-]*\d)[A-Za-z0-9_-]{16,}(?![A-Za-z0-9_-])")
"""A part of an address that nobody would make up: 16 and more letters with a figure among them. Keys of invitations,
calendar feeds and new passwords look like that; so do some ids, which then cannot be read either (ours)."""
ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
"""An address of mail."""
IN_A_URL = re.compile(r"(?<=://)[^/\s@]+@")
"""A user and password in the address of a server."""


def quiet(text: str) -> str:
    """A line without its secrets."""
    return ADDRESS.sub("…@…", SECRET.sub("…", IN_A_URL.sub("…@", text)))


class QuietFormatter(logging.Formatter):
    """Lines of the log without secrets; of an exception, the places in our code, and what it says made quiet too."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, with the exception below."""
        whole = super().format(record)
        head, *rest = whole.splitlines() or [""]
        # Places in code hold no secrets, and have names as long as one.
        kept = [line if line.lstrip().startswith(('File "', "^", "~")) else quiet(line) for line in rest]
        return "\n".join([quiet(head), *kept])
