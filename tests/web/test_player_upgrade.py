"""A new version is served while somebody trains: the old page goes on, and what comes next is all of the new one."""

from __future__ import annotations

import datetime as dt
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.test import Client
from playwright.sync_api import Page

import midstance
from tests.web.conftest import Server
from tests.web.playing import Hand, begin_short_season, sets_of

IMPORTED = re.compile(r"""^(?:import|export)\b[^"']*["']([./][^"']+)["']""", re.MULTILINE)
HASHED = re.compile(r"\.[0-9a-f]{12}\.js$")


def test_scripts_import_each_other_by_their_hashes(client: Client) -> None:
    known = re.search(r"const KNOWN = (\{.*\});", client.get("/sw.js").content.decode())
    assert known is not None
    shell = json.loads(known[1])["shell"]
    scripts = [one for one in shell if one.endswith(".js")]
    assert len(scripts) > 10
    assert all(HASHED.search(one) for one in scripts)
    for script in scripts:
        text = (Path(str(settings.STATIC_ROOT)) / script.removeprefix(settings.STATIC_URL)).read_text("utf-8")
        for name in IMPORTED.findall(text):
            assert f"{script.rpartition('/')[0]}/{name.removeprefix('./')}" in shell


def test_what_is_not_ours_stays_as_it_is() -> None:
    assert "htmx-2.min" in staticfiles_storage.url("django_htmx/htmx-2.min.js")


@pytest.fixture
def next_version(tmp_path: Path) -> str:
    """A folder with the app as its next version would be: other scripts, another number."""
    place = tmp_path / "next"
    copied = place / "midstance"
    shutil.copytree(Path(midstance.__file__).parent, copied, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("player-page.js", "player.js", "player-store.js"):
        script = copied / "web/static/midstance/js" / name
        script.write_text(f"{script.read_text('utf-8')}\nglobalThis.nextVersion = true;\n", "utf-8")
    return str(place)


def test_a_new_version_in_mid_session(
    home: Path, today: dt.date, serve: Callable[..., Server], phone: Page, next_version: str
) -> None:
    session = begin_short_season(home, today)[0].id
    server = serve(home)
    hand = Hand(phone, server.url, session)
    hand.prepare()
    hand.open()
    hand.start()
    hand.done()
    server.kill()
    hand.done()
    server.environ["PYTHONPATH"] = next_version
    server.start()
    # The old page goes on and is heard by the new server.
    hand.done()
    phone.evaluate("dispatchEvent(new Event('online'))")
    hand.sent()
    assert len(sets_of(home)) == 3
    assert phone.evaluate("globalThis.nextVersion") is None
    # The next page is of one piece, and stands where the old one was.
    phone.reload()
    hand.see("set")
    hand.until("globalThis.nextVersion === true")
    loaded = phone.evaluate("performance.getEntriesByType('resource').map(one => one.name)")
    scripts = [one for one in loaded if "/static/midstance/js/" in one]
    assert len(scripts) == len({HASHED.sub("", one) for one in scripts})
    hand.until("caches.keys().then(all => all.filter(one => one.startsWith('midstance-shell')).length === 1)")
    hand.prepare()
    server.kill()
    phone.context.set_offline(True)
    phone.goto(f"{hand.url}/session/{session}/play")
    hand.see("set")
    hand.done()
    assert phone.evaluate("globalThis.nextVersion") is True
    assert hand.waiting() == 1
