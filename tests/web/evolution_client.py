"""A calendar subscription in Evolution's own data server, to be run by the system's Python within a session of its own.

For each line that comes in it looks at the calendar again and says, as one line of JSON, what is in it by now:
each event's UID, start and status.
"""

from __future__ import annotations

import json
import re
import sys
import time

import gi  # type: ignore[import-not-found]  # of Debian, not of this project

gi.require_version("EDataServer", "1.2")
gi.require_version("ECal", "2.0")
from gi.repository import ECal, EDataServer, GLib  # type: ignore[import-not-found]  # noqa: E402

WAIT_S = 10
NAME = "strength"


def subscribed(url: str) -> ECal.Client:
    """The calendar behind an address, as Evolution's dialogue "New calendar, on the web" sets it up."""
    registry = EDataServer.SourceRegistry.new_sync(None)
    source = EDataServer.Source.new_with_uid(NAME, None)
    source.set_display_name(NAME)
    source.set_parent("webcal-stub")
    source.get_extension(EDataServer.SOURCE_EXTENSION_CALENDAR).set_backend_name("webcal")
    source.get_extension(EDataServer.SOURCE_EXTENSION_WEBDAV_BACKEND).set_uri(GLib.Uri.parse(url, GLib.UriFlags.NONE))
    registry.commit_source_sync(source, None)
    until = time.monotonic() + WAIT_S
    while registry.ref_source(NAME) is None and time.monotonic() < until:
        GLib.MainContext.default().iteration(False)
        time.sleep(0.05)
    return ECal.Client.connect_sync(registry.ref_source(NAME), ECal.ClientSourceType.EVENTS, WAIT_S, None)


def events(client: ECal.Client) -> list[tuple[str, str, str]]:
    """UID, start as it is written, and status of every event."""
    _, found = client.get_object_list_as_comps_sync("#t", None)
    said = []
    for one in found:
        text = re.sub(r"\r?\n[ \t]", "", one.get_as_string())
        said.append((_part(text, "UID"), _part(text, "DTSTART"), _part(text, "STATUS")))
    return said


def _part(text: str, name: str) -> str:
    found = re.search(rf"^{name}[^:\n]*:(\S+)", text, re.MULTILINE)
    return found.group(1) if found else ""


def main() -> None:
    """Answers until nobody asks any more."""
    client = subscribed(sys.argv[1])
    for _ in sys.stdin:
        client.refresh_sync(None)
        time.sleep(0.3)
        print(json.dumps(events(client)), flush=True)


main()
