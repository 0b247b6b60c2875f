"""A session without a network, from start to finish: nothing is lost by a reload or a crash, and all arrives once."""

from __future__ import annotations

import contextlib
import datetime as dt
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page

from midstance.training.log import PainReport, RedFlags, SessionEnd
from tests.web.conftest import PHONE, Server
from tests.web.playing import SETS, SLOTS, Hand, begin_short_season, sets_of, written

Serve = Callable[..., Server]


@pytest.fixture
def short(home: Path, today: dt.date) -> str:
    """The id of the short session of today."""
    return begin_short_season(home, today)[0].id


def slots(home: Path) -> list[str]:
    return [one.id.partition("-a.")[2] for one in sets_of(home)]


def test_a_whole_session_without_a_network(
    home: Path, short: str, serve: Serve, phone: Page, context: BrowserContext
) -> None:
    server = serve(home)
    hand = Hand(phone, server.url, short)
    hand.prepare()
    server.kill()
    context.set_offline(True)
    hand.open()
    hand.start()
    for number in range(SETS - 2):
        hand.done()
        if number in (1, 4):
            phone.reload()
            hand.see("set")
    hand.tap("#done")
    phone.wait_for_selector("#set-name:has-text('RIGHT')")
    hand.tap("#done")
    hand.see("drill")
    hand.end()
    assert hand.waiting() == SETS + 1
    phone.wait_for_selector("#network:has-text('10 entries wait')")
    assert "comes when there is a network" in phone.inner_text("#end-later")
    phone.reload()
    hand.see("end")
    assert written(home) == ()
    server.start()
    context.set_offline(False)
    hand.sent()
    assert slots(home) == SLOTS
    (end,) = [one for one in written(home) if isinstance(one, SessionEnd)]
    assert (end.rpe, end.ended, end.id) == (6, "done", f"{short}.end")
    assert len(written(home)) == SETS + 1
    phone.wait_for_selector("#end-next li")
    assert phone.is_hidden("#network")
    phone.wait_for_timeout(300)
    assert len(written(home)) == SETS + 1


def test_a_crash_in_mid_session_loses_nothing(
    home: Path, short: str, serve: Serve, chromium: Browser, tmp_path: Path
) -> None:
    server = serve(home)
    found = shutil.which("chromium") or "chromium"

    def phone() -> BrowserContext:
        return chromium.browser_type.launch_persistent_context(
            str(tmp_path / "profile"), executable_path=found, args=["--no-sandbox"], viewport=PHONE  # type: ignore[arg-type]
        )  # fmt: skip

    first = phone()
    hand = Hand(first.new_page(), server.url, short)
    hand.prepare()
    server.kill()
    hand.open()
    hand.start()
    for _ in range(3):
        hand.done()
    hand.tap("#done")
    hand.page.wait_for_selector("body[data-screen='rest']")
    with contextlib.suppress(Error):
        first.new_cdp_session(hand.page).send("Browser.crash")
    with contextlib.suppress(Error):
        first.close()
    second = phone()
    hand = Hand(second.new_page(), server.url, short)
    hand.open()
    assert hand.logged() == 4
    assert hand.screen in ("rest", "set")
    server.start()
    hand.page.reload()
    hand.sent()
    assert slots(home) == SLOTS[:4]
    second.close()


def test_two_devices_without_each_other(home: Path, short: str, serve: Serve, chromium: Browser) -> None:
    server = serve(home)
    contexts = [chromium.new_context(viewport=PHONE, locale="en-GB") for _ in range(2)]  # type: ignore[arg-type]
    hands = [Hand(one.new_page(), server.url, short) for one in contexts]
    for hand, context in zip(hands, contexts, strict=True):
        hand.prepare()
        context.set_offline(True)
        hand.open()
        hand.start()
    # A browser tells its pages that they are offline, but not what it sends in the background.
    server.kill()
    one, other = hands
    one.done()
    one.done()
    other.page.click("[data-step='amount'][data-by='1']")
    assert other.page.inner_text("#done") == "Done: 9 reps at 12 kg"
    for _ in range(3):
        other.done()
    server.start()
    for hand, context in zip(hands, contexts, strict=True):
        context.set_offline(False)
        hand.sent()
    assert slots(home) == SLOTS[:3]
    assert sets_of(home)[0].reps == 8
    other.page.wait_for_selector(".player-notice")
    told = other.page.inner_text(".player-notice")
    assert "8 at 12 kg" in told
    assert "9 at 12 kg" in told
    one.page.reload()
    one.see("set")
    assert one.page.inner_text("#set-name") == "Standing calf raise"
    one.done()
    one.sent()
    assert slots(home) == SLOTS[:4]
    for context in contexts:
        context.close()


def test_undo_takes_back_and_the_set_can_be_done_again(home: Path, short: str, serve: Serve, phone: Page) -> None:
    hand = Hand(phone, serve(home).url, short)
    hand.open()
    hand.start()
    hand.done()
    hand.sent()
    phone.click("section[data-view='set'] [data-undo]")
    phone.wait_for_selector("#set-name:has-text('Goblet squat')")
    hand.sent()
    assert sets_of(home) == []
    phone.click("[data-step='amount'][data-by='-1']")
    phone.click("[data-step='load'][data-by='1']")
    assert phone.inner_text("#done") == "Done: 7 reps at 14 kg"
    hand.done()
    hand.sent()
    (kept,) = sets_of(home)
    assert (kept.reps, kept.load.kg, kept.rir) == (7, 14.0, None)
    phone.click("#skip")
    phone.wait_for_selector("#set-name:has-text('calf raise')")
    phone.click("section[data-view='set'] [data-undo]")
    phone.wait_for_selector("#set-name:has-text('Reverse lunge')")
    assert len(written(home)) == 3


def test_pain_is_written_down_and_red_offers_another_way(home: Path, short: str, serve: Serve, phone: Page) -> None:
    hand = Hand(phone, serve(home).url, short)
    hand.open()
    hand.start()
    phone.click("section[data-view='set'] [data-open='pain']")
    phone.click("#pain-write")
    assert phone.inner_text("#pain-wrong")
    phone.click("#pain-sites label:has-text('knee')")
    phone.click("label.player-chip:has-text('left')")
    phone.click("#pain-scores label:has-text('7')")
    phone.click("#pain-write")
    phone.wait_for_selector("#pain-light.stop")
    assert "Red" in phone.inner_text("#pain-light")
    phone.click("#pain-choices button >> nth=0")
    hand.see("set")
    assert phone.inner_text("#set-name") != "Goblet squat"
    if phone.inner_text("#done") == "Choose the load first":
        phone.click("[data-step='load'][data-by='1']")
    hand.done()
    hand.sent()
    (pain,) = [one for one in written(home) if isinstance(one, PainReport)]
    assert (pain.site, pain.side, pain.score, pain.joint, pain.exercise) == ("knee", "left", 7, True, "goblet-squat")
    # The pain was of the squat; what took its place has none.
    kept = sets_of(home)[0]
    assert (kept.instead_of, kept.pain, kept.asked) == ("goblet-squat", None, None)


def test_amber_lets_the_session_go_on_and_stands_beside_the_set(
    home: Path, short: str, serve: Serve, phone: Page
) -> None:
    hand = Hand(phone, serve(home).url, short)
    hand.open()
    hand.start()
    phone.click("section[data-view='set'] [data-open='pain']")
    phone.click("#pain-sites label:has-text('calf')")
    phone.click("#pain-scores label:has-text('4')")
    phone.click("#pain-write")
    phone.wait_for_selector("#pain-light.caution")
    assert phone.is_hidden("#pain-skip")
    phone.click("#pain-on")
    hand.done()
    hand.sent()
    assert [one.pain for one in sets_of(home)] == [4]


def test_a_sign_to_stop_ends_the_session(home: Path, short: str, serve: Serve, phone: Page) -> None:
    hand = Hand(phone, serve(home).url, short)
    hand.open()
    hand.start()
    hand.done()
    phone.click("section[data-view='set'] [data-open='pain']")
    phone.click("#pain-signs summary")
    phone.check("[name='flag'][value='chest-pain']")
    phone.check("[name='flag'][value='dizziness']")
    phone.click("#pain-stop")
    hand.see("stopped")
    said = phone.inner_text("#stopped-says")
    assert "You reported dizziness and chest pain." in said
    assert "emergency number" in said
    hand.sent()
    phone.reload()
    hand.see("stopped")
    flags = [one for one in written(home) if isinstance(one, RedFlags)]
    ends = [one for one in written(home) if isinstance(one, SessionEnd)]
    assert [one.flags for one in flags] == [("dizziness", "chest-pain")]
    assert [one.ended for one in ends] == ["stopped"]


def test_what_is_kept_of_a_runner_goes_when_they_sign_out(home: Path, short: str, serve: Serve, phone: Page) -> None:
    hand = Hand(phone, serve(home).url, short)
    hand.prepare()
    names = "caches.keys().then(all => all.filter(one => one.startsWith('midstance-pages')).length)"
    assert phone.evaluate(names) == 1
    phone.evaluate("caches.open('midstance-shell-before').then(() => 1)")
    phone.evaluate("navigator.serviceWorker.controller.postMessage('ahead')")
    hand.until("caches.keys().then(all => !all.includes('midstance-shell-before'))")
    phone.evaluate("fetch('/logout/', {method: 'POST'}).then(() => 1)")
    hand.until(f"{names}.then(count => count === 0)")
