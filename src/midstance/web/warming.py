"""What a process does once before several threads answer.

msgspec learns a struct at its first use and keeps what it learns half-finished where others can see it; two threads
that meet there bring the process down (seen with msgspec 0.22 while the library was read by two requests at once).
So every struct is learnt here, by one thread. The first request is quicker for it, too.
"""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator

import msgspec
from django.urls import get_resolver

from midstance.knowledge.library import library
from midstance.knowledge.names_elsewhere import names_elsewhere
from midstance.knowledge.poses import poses


def warm() -> None:
    """Loads all pages and all that is known, and learns every struct."""
    # The command line goes without; what goes on running must not.
    gc.enable()
    assert get_resolver().url_patterns
    for struct in _structs(msgspec.Struct):
        # Some hold what nobody ever decodes, such as functions.
        with contextlib.suppress(TypeError, NameError):
            msgspec.json.Decoder(struct)
            msgspec.msgpack.Decoder(struct)
    library()
    names_elsewhere()
    poses()


def _structs(above: type[msgspec.Struct]) -> Iterator[type[msgspec.Struct]]:
    for struct in above.__subclasses__():
        yield struct
        yield from _structs(struct)
