"""Two pictures of real pages for the README: the season on a desk, a set in the player on a phone, in docs/assets.

An invented runner in the fifth week of examples/half_12_weeks.yaml, who did all that was asked. Needs the system's
Chromium. The pictures show the days around today, so they are made anew by hand and checked by nobody.
"""

from __future__ import annotations

import base64
import datetime as dt
import os
import shutil
import socket
import struct
import subprocess
import sys
import tempfile
import time
import urllib.request
import zlib
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from midstance.application.briefing import Wishes, brief_from
from midstance.application.planning import make_plan
from midstance.application.replanning import accept, begin, propose
from midstance.application.running_plans import read_given
from midstance.storage import open_store
from midstance.training.clock import minute_of, monday_of
from midstance.training.exercise import Kit
from midstance.training.log import Entry, SessionEnd, SetResult
from midstance.training.prescription import Load
from midstance.training.session import Session

ROOT = Path(__file__).parents[1]
OUT = ROOT / "docs" / "assets"
PLAN = ROOT / "examples" / "half_12_weeks.yaml"
KIT: tuple[Kit, ...] = ("dumbbell", "bench", "mini-band", "box")
WEEKS_BEHIND, WEEKS = 4, 12
PICKED = Load(kind="kg", kg=12.0)
LARGEST = 150_000
COLOURS = 256
FEWER = """async ([data, most]) => {
  const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${data}`)).blob());
  const room = new OffscreenCanvas(image.width, image.height).getContext("2d");
  room.drawImage(image, 0, 0);
  const bytes = room.getImageData(0, 0, image.width, image.height).data;
  const codes = new Uint32Array(bytes.length / 4), counts = new Map();
  for (let at = 0; at < codes.length; at += 1) {
    codes[at] = bytes[at * 4] * 65536 + bytes[at * 4 + 1] * 256 + bytes[at * 4 + 2];
    counts.set(codes[at], (counts.get(codes[at]) || 0) + 1);
  }
  const often = [...counts].sort((one, other) => other[1] - one[1] || one[0] - other[0]);
  const palette = often.slice(0, most).map(([code]) => code);
  const parts = (code) => [code >> 16, (code >> 8) & 255, code & 255];
  const known = palette.map(parts), places = new Map();
  for (const code of counts.keys()) {
    const mine = parts(code);
    const far = known.map((one) => one.reduce((sum, part, place) => sum + (part - mine[place]) ** 2, 0));
    places.set(code, far.indexOf(Math.min(...far)));
  }
  let said = "";
  for (const code of codes) said += String.fromCharCode(places.get(code));
  return [image.width, image.height, known.flat(), btoa(said)];
}"""
"""The colours that are most frequent, and for each pixel the nearest of them."""


def done(session: Session) -> Iterator[Entry]:
    """A session as asked, the loads that were left open at 12 kg."""
    moment = dt.datetime.combine(session.date, dt.time(), dt.UTC) + dt.timedelta(minutes=minute_of(session.start))
    for item in session.work():
        for index in range(1, item.sets + 1):
            for side in ("left", "right") if item.per_side else (None,):
                moment += dt.timedelta(seconds=90)
                yield SetResult(
                    id=f"{session.id}.{item.exercise}.{index}.{side or 'both'}", at=moment, session=session.id,
                    exercise=item.exercise, index=index, side=side, asked=item, rir=item.rir[0] if item.rir else None,
                    reps=item.reps[1] if item.reps else None, seconds=item.seconds[1] if item.seconds else None,
                    load=PICKED if item.load.kind == "effort" else item.load,
                )  # fmt: skip
    yield SessionEnd(id=f"{session.id}.end", at=moment, session=session.id, minutes=session.minutes, rpe=6)


def season(home: Path) -> str:
    """The diary of the invented runner; the id of the first session ahead."""
    today = dt.datetime.now(dt.UTC).date()
    start = monday_of(today) - dt.timedelta(weeks=WEEKS_BEHIND)
    race = start + dt.timedelta(weeks=WEEKS, days=-1)
    reading = read_given([(PLAN.name, PLAN.read_bytes())], today=start)
    wishes = Wishes(race=race, race_m=21_098, start=start, level="intermediate", kit=KIT, time_zone="UTC")
    plan = make_plan(brief_from(reading, wishes, start))
    store = open_store(home)
    try:
        diary = store.diary("me")
        begin(diary, plan, dt.datetime.combine(start, dt.time(4), dt.UTC))
        diary.record([entry for one in plan.sessions if one.date < today for entry in done(one)])
        made = propose(diary, dt.datetime.combine(today, dt.time(4), dt.UTC))
        accept(diary, made.kept.id)
        return next(one.id for one in made.plan.sessions if one.date >= today and "light" not in one.classes)
    finally:
        store.close()


def served(home: Path) -> tuple[subprocess.Popen[bytes], str]:
    """The app on a free port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [str(Path(sys.executable).parent / "midstance"), "serve", "--no-browser", f"--port={port}"]
    server = subprocess.Popen(command, env={**os.environ, "MIDSTANCE_HOME": str(home)}, stdout=subprocess.DEVNULL)
    for _ in range(200):
        try:
            urllib.request.urlopen(f"http://localhost:{port}/health", timeout=2).close()
        except OSError:
            time.sleep(0.1)
        else:
            return server, f"http://localhost:{port}"
    server.terminate()
    raise SystemExit("the app did not start")


def shots(browser: Browser, url: str, session: str) -> Iterator[tuple[str, bytes]]:
    """The two pages, each as a picture."""
    desk = browser.new_context(viewport={"width": 1280, "height": 960}, locale="en-GB", reduced_motion="reduce")
    page = desk.new_page()
    page.goto(f"{url}/season")
    page.wait_for_load_state("networkidle")
    yield "season.png", page.screenshot()
    desk.close()
    phone = browser.new_context(
        viewport={"width": 390, "height": 844}, device_scale_factor=2, is_mobile=True, has_touch=True, locale="en-GB"
    )
    page = phone.new_page()
    page.goto(f"{url}/session/{session}/play")
    page.click("#begin-work")
    page.wait_for_selector("body[data-screen='set'] #set-figure:not([hidden])")
    page.wait_for_timeout(2500)
    yield "player.png", page.screenshot()
    phone.close()


def quantised(browser: Browser, png: bytes) -> bytes:
    """A picture of few colours as a palette of them."""
    page = browser.new_page()
    wide, high, palette, said = page.evaluate(FEWER, [base64.b64encode(png).decode(), COLOURS])
    page.close()
    pixels = base64.b64decode(said)
    lines = b"".join(b"\0" + pixels[row * wide : (row + 1) * wide] for row in range(high))
    return b"".join((
        b"\x89PNG\r\n\x1a\n",
        _chunk(b"IHDR", struct.pack(">IIBBBBB", wide, high, 8, 3, 0, 0, 0)),
        _chunk(b"PLTE", bytes(palette)),
        _chunk(b"IDAT", zlib.compress(lines, 9)),
        _chunk(b"IEND", b""),
    ))  # fmt: skip


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def main() -> None:
    """Writes both pictures, and says how large they are."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        raise SystemExit("this needs Chromium")
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        session = season(home)
        server, url = served(home)
        try:
            with sync_playwright() as playwright:
                write(playwright.chromium.launch(executable_path=found, args=["--no-sandbox"]), url, session)
        finally:
            server.terminate()
            server.wait(timeout=20)


def write(browser: Browser, url: str, session: str) -> None:
    """Takes, packs and keeps the pictures."""
    for name, png in shots(browser, url, session):
        small = quantised(browser, png)
        if len(small) > LARGEST:
            raise SystemExit(f"{name} has {len(small)} bytes; {LARGEST} are the most")
        (OUT / name).write_bytes(small)
        print(f"docs/assets/{name}: {len(small) // 1000} KB")
    browser.close()


if __name__ == "__main__":
    main()
