"""Bring in: files onto the disk, looked at, taken in with a yes, once, whatever breaks on the way."""

from __future__ import annotations

import datetime as dt
import json
import re
import time
from collections.abc import Callable
from pathlib import Path
from urllib.request import urlopen

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from playwright.sync_api import Page

from midstance.application.backups import write_backup
from midstance.storage import open_store
from midstance.storage.copies import copies_of
from midstance.storage.handed_over import MOST_TRIES, HandedOver, sweep
from midstance.training.log import Entry, NameMapped, RunDone, SetResult, effective
from midstance.web import bringing
from midstance.web.pages import bring_in_files
from tests.activity_files import fit_run, fit_strength, gpx, zipped
from tests.web.conftest import Server, axe_findings
from tests.web.seasons import RUNNER
from tests.web.strength_days import begin_with_session_today

LOG = (Path(__file__).parents[2] / "examples" / "strength_log.csv").read_bytes()
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The work is done in this process; the servers of the tests below begin processes of their own."""
    monkeypatch.setattr(bringing, "start", bringing.work)


def entries(home: Path) -> tuple[Entry, ...]:
    """What counts in the diary of a folder."""
    store = open_store(home)
    try:
        return effective(store.diary(RUNNER).entries())
    finally:
        store.close()


def of(home: Path, kind: type[Entry]) -> list[Entry]:
    return [one for one in entries(home) if isinstance(one, kind)]


def ago(days: float) -> dt.datetime:
    return dt.datetime.now(dt.UTC).replace(microsecond=0) - days * DAY


def sent(client: Client, **files: bytes) -> str:
    """The page after a form with files; a double underscore in a name stands for the dot."""
    given = [SimpleUploadedFile(name.replace("__", "."), data) for name, data in files.items()]
    return client.post("/bring-in/files", {"files": given}, follow=True).content.decode()


def said(client: Client, **answers: str) -> str:
    """The page after what was said of it."""
    return client.post("/bring-in/say", answers, follow=True).content.decode()


def kept(home: Path) -> list[str]:
    """Names of what is kept of files that were handed over."""
    return sorted(one.name for one in HandedOver(home, RUNNER).path.glob("*") if one.name[0] in "0123456789.")


def test_files_are_looked_at_then_taken_in_then_gone(client: Client, season: Path) -> None:
    before = entries(season)
    page = sent(client, morning__fit=fit_run(ago(2)).file(), more__zip=zipped({"a.gpx": gpx(ago(3))}))
    assert "Nothing is written down yet" in page
    assert page.count("1 run would be new") == 2
    assert entries(season) == before
    assert "1" in kept(season)
    page = said(client, take="1")
    assert "Written down." in page
    assert page.count("1 run new") == 2
    assert len(of(season, RunDone)) - sum(isinstance(one, RunDone) for one in before) == 2
    assert not [name for name in kept(season) if name[0] != "."]
    assert "Written down." in client.get("/bring-in").content.decode()
    client.post("/bring-in/leave")
    assert "There is nothing new" in sent(client, morning__fit=fit_run(ago(2)).file())


def test_what_is_left_is_forgotten(client: Client, season: Path) -> None:
    before = entries(season)
    sent(client, morning__fit=fit_run(ago(2)).file())
    page = client.post("/bring-in/leave", follow=True).content.decode()
    assert "Nothing was written down" in page
    assert "Your files" in page
    assert entries(season) == before
    assert not [name for name in kept(season) if name[0] != "."]


def test_names_are_asked_about_and_remembered(client: Client, season: Path) -> None:
    page = sent(client, hevy__csv=LOG)
    names = re.findall(r'name="named-(\d+)" value="([^"]+)"', page)
    assert names
    place, name = names[0]
    assert "not now" in page
    wrong = said(client, look="1", **{f"named-{place}": name, f"other-{place}": "unheard of"})
    assert "unheard of" in wrong
    page = said(client, take="1", **{f"named-{place}": name, f"other-{place}": "Machine calf raise"})
    (mapped,) = of(season, NameMapped)
    assert isinstance(mapped, NameMapped)
    assert (mapped.name, mapped.exercise) == (name, "machine-calf-raise")
    assert any(isinstance(one, SetResult) and one.exercise == "machine-calf-raise" for one in entries(season))
    assert f'value="{name}"' not in page


def test_guesses_of_a_watch_are_shown_as_such_and_wait_for_a_yes(client: Client, home: Path, today: dt.date) -> None:
    session = begin_with_session_today(home, today)
    began = dt.datetime.combine(today, dt.time(0, 1), dt.UTC)
    before = len(of(home, SetResult))
    page = sent(client, watch__fit=fit_strength(began).file())
    assert session.title in page
    assert "squat?" in page
    key = re.search(r'name="watch" value="(\w+)"', page)
    said(client, take="1", asked_watch="1")
    assert len(of(home, SetResult)) == before
    if key is not None:
        page = said(client, take="1", asked_watch="1", watch=key[1])
        assert len(of(home, SetResult)) > before


@pytest.mark.usefixtures("season")
def test_what_a_file_leaves_open_is_asked(client: Client) -> None:
    strong = b"Date,Workout Name,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes,RPE\n" \
        b"2026-03-09 18:05:00,Legs,Goblet Squat,1,40,8,0,0,,,\n"  # fmt: skip
    page = sent(client, strong__csv=strong)
    assert "names no unit" in page
    assert "1 set of your exercises" in said(client, look="1", **{"unit-1": "kg"})


def send_pieces(client: Client, name: str, data: bytes, *, piece: int, stop_after: int = 10**9) -> str:
    """A file as the script sends it; returns the job."""
    announced = json.dumps({"files": [{"name": name, "size": len(data)}]})
    answer = client.post("/bring-in/announce", announced, content_type="application/json")
    job, (have,) = answer.json()["job"], answer.json()["have"]
    while have < len(data) and stop_after:
        part = data[have : have + piece]
        answer = client.post(f"/bring-in/{job}/1/{have}", part, content_type="application/octet-stream")
        assert answer.status_code == 200, answer.content
        have, stop_after = answer.json()["have"], stop_after - 1
    return str(job)


@pytest.mark.usefixtures("season")
def test_pieces_go_on_after_a_break_and_the_same_piece_twice_is_one(client: Client) -> None:
    data = fit_run(ago(2)).file()
    job = send_pieces(client, "a.fit", data, piece=100, stop_after=3)
    assert "Choose the same again" in client.get("/bring-in").content.decode()
    again = client.post(f"/bring-in/{job}/1/200", data[200:300], content_type="application/octet-stream")
    assert (again.status_code, again.json()["have"]) == (200, 300)
    ahead = client.post(f"/bring-in/{job}/1/900", data[900:1000], content_type="application/octet-stream")
    assert (ahead.status_code, ahead.json()["have"]) == (409, 300)
    assert client.post(f"/bring-in/{job}/arrived").status_code == 409
    assert send_pieces(client, "a.fit", data, piece=100) == job
    more = client.post(f"/bring-in/{job}/1/{len(data)}", b"more", content_type="application/octet-stream")
    assert more.status_code == 409
    assert client.post(f"/bring-in/{job}/arrived").status_code == 200
    assert "1 run would be new" in client.get("/bring-in").content.decode()
    assert client.post(f"/bring-in/{job}/arrived").status_code == 200
    assert client.post("/bring-in/another/1/0", b"x", content_type="application/octet-stream").status_code == 404


def test_names_of_files_lead_nowhere(client: Client, season: Path) -> None:
    outside = {path for path in season.parent.rglob("*") if "bringing-in" not in str(path)}
    data = fit_run(ago(2)).file()
    job = send_pieces(client, "../../../evil.fit", data, piece=10**6)
    client.post(f"/bring-in/{job}/arrived")
    page = client.get("/bring-in").content.decode()
    assert "evil.fit" in page
    assert "../" not in page
    client.post("/bring-in/leave")
    sent(client, **{"..__..__x__fit": data})
    now = {path for path in season.parent.rglob("*") if "bringing-in" not in str(path)}
    assert {path.name for path in now - outside} <= {"diary.sqlite3-wal", "diary.sqlite3-shm"}


def test_more_than_the_limit_is_refused_and_not_kept(
    client: Client, season: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "LARGEST_BROUGHT_IN", 2000)
    monkeypatch.setattr(settings, "DATA_UPLOAD_MAX_MEMORY_SIZE", 1000)
    monkeypatch.setattr(bring_in_files, "SMALL", 1000)
    page = sent(client, big__fit=b"x" * 2500)
    assert "command line" in page
    announced = json.dumps({"files": [{"name": "a", "size": 2500}]})
    answer = client.post("/bring-in/announce", announced, content_type="application/json")
    assert answer.status_code == 413
    assert "midstance import" in answer.json()["error"]["says"]
    assert kept(season) == [] or all(name[0] == "." for name in kept(season))
    assert client.post("/bring-in/files", {"files": SimpleUploadedFile("b", b"x" * 9000)}).status_code == 413
    other = client.post("/settings/restore", {"file": SimpleUploadedFile("b", b"x" * 1500)})
    assert other.status_code == 413


def test_too_many_files_and_a_full_disk_are_said(client: Client, season: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bring_in_files, "MOST_FILES", 2)
    assert "too much" in sent(client, a__fit=b"x", b__fit=b"x", c__fit=b"x")
    assert not [name for name in kept(season) if "arriving" in name]
    monkeypatch.setattr(bring_in_files, "room_for", lambda home: 10)
    assert "no room" in sent(client, a__fit=b"x" * 50)


def test_a_form_without_its_token_leaves_nothing(season: Path) -> None:
    strict = Client(SERVER_NAME="localhost", enforce_csrf_checks=True)
    answer = strict.post("/bring-in/files", {"files": SimpleUploadedFile("a.fit", b"x" * 100)})
    assert answer.status_code == 403
    assert [name for name in kept(season) if not name.startswith((".change", ".work"))] == []


def test_what_keeps_ending_is_given_up_and_may_be_tried_again(
    client: Client, season: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = HandedOver(season, RUNNER)

    def dies(*_: object, **__: object) -> None:
        raise MemoryError

    monkeypatch.setattr(bringing, "start", lambda folder: None)
    sent(client, a__fit=fit_run(ago(2)).file())
    with monkeypatch.context() as patch:
        patch.setattr(bringing, "brought_in", dies)
        for _ in range(MOST_TRIES):
            with pytest.raises(MemoryError):
                bringing.work(folder)
        bringing.work(folder)
    assert "given up" in client.get("/bring-in").content.decode()
    monkeypatch.setattr(bringing, "start", bringing.work)
    assert "1 run would be new" in said(client)


def test_files_that_nobody_goes_on_with_are_swept(client: Client, season: Path) -> None:
    sent(client, a__fit=fit_run(ago(2)).file())
    now = dt.datetime.now(dt.UTC)
    sweep(season, now + dt.timedelta(hours=23))
    assert "1" in kept(season)
    sweep(season, now + dt.timedelta(hours=25))
    assert not [name for name in kept(season) if name[0] != "."]
    assert "Your files" in client.get("/bring-in").content.decode()


def test_deleting_everything_takes_the_files_and_the_copies_too(client: Client, season: Path) -> None:
    store = open_store(season)
    backup = season / "before-restore-2026-01-01.backup"
    backup.write_bytes(write_backup(store.documents(), ago(1)))
    store.close()
    assert [backup] == list(copies_of(season))
    sent(client, a__fit=fit_run(ago(2)).file())
    client.post("/settings/delete", {"sure": "delete"})
    assert not backup.exists()
    assert not [name for name in kept(season) if name[0] != "."]


def test_it_works_before_there_is_a_plan_and_is_linked(client: Client, home: Path) -> None:
    assert "1 run would be new" in sent(client, a__fit=fit_run(ago(2)).file())
    said(client, take="1")
    assert len(of(home, RunDone)) == 1
    assert 'href="/bring-in"' in client.get("/settings").content.decode()


def until(about: Callable[[], bool], seconds: float = 120.0) -> None:
    """Waits until something is so."""
    end = time.monotonic() + seconds
    while not about():
        assert time.monotonic() < end
        time.sleep(0.1)


def test_killed_in_the_middle_it_goes_on_by_itself_and_each_run_comes_once(
    season: Path, serve: Callable[..., Server], client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, number = len(of(season, RunDone)), 1200
    export = zipped({f"{day}.gpx": gpx(ago(20 + day / 6), metres=5000 + day, points=300) for day in range(number)})
    sent(client, export__zip=export)
    monkeypatch.setattr(bringing, "start", lambda folder: None)
    said(client, take="1", since="2020-01-01")
    folder = HandedOver(season, RUNNER)
    for _ in range(2):
        server = serve(season)
        urlopen(f"{server.url}/bring-in").read()
        was = len(of(season, RunDone))
        until(lambda was=was: len(of(season, RunDone)) > was)  # type: ignore[misc]
        server.kill()
    assert folder.job() is not None
    server = serve(season)
    until(lambda: (job := folder.job()) is not None and job.stage == "done")
    runs = of(season, RunDone)
    assert len(runs) - before == number
    assert len({one.id for one in runs}) == len(runs)
    page = client.get("/bring-in").content.decode()
    assert "before it was interrupted" in page


def test_in_a_browser_it_shows_how_far_it_is_and_is_fit_for_everybody(
    season: Path, serve: Callable[..., Server], phone: Page, tmp_path: Path
) -> None:
    server = serve(season)
    files = {"run.fit": fit_run(ago(2)).file(), "hevy.csv": LOG, "notes.txt": b"milk", "cut.gpx": gpx(ago(4))[:900]}
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    phone.goto(f"{server.url}/bring-in")
    assert axe_findings(phone) == []
    phone.set_input_files("#files", [str(tmp_path / name) for name in files])
    phone.get_by_role("button", name="Look what is in it").click()
    phone.get_by_role("button", name="Take it in").wait_for(timeout=30_000)
    assert axe_findings(phone) == []
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    phone.reload()
    assert phone.get_by_text("Nothing is written down yet").is_visible()
    phone.get_by_role("button", name="Take it in").click()
    phone.get_by_text("Written down.", exact=True).wait_for(timeout=30_000)
    assert axe_findings(phone) == []
    assert any(isinstance(one, SetResult) and one.origin == "hevy" for one in entries(season))


def test_what_is_being_read_is_not_pushed_aside(client: Client, season: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bringing, "start", lambda folder: None)
    sent(client, a__fit=fit_run(ago(2)).file())
    assert "still being read" in sent(client, b__fit=fit_run(ago(3)).file())
    announced = json.dumps({"files": [{"name": "b", "size": 5}]})
    assert client.post("/bring-in/announce", announced, content_type="application/json").status_code == 409
    job = HandedOver(season, RUNNER).job()
    assert job is not None
    assert [one.name for one in job.files] == ["a.fit"]


def test_without_scripts_the_page_comes_anew_by_itself(
    client: Client, season: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bringing, "start", lambda folder: None)
    page = sent(client, a__fit=fit_run(ago(2)).file())
    assert '<noscript><meta http-equiv="refresh"' in page
    assert 'hx-get="/bring-in/status"' in page
    assert client.get("/bring-in/status").headers.get("HX-Refresh") is None
    bringing.work(HandedOver(season, RUNNER))
    assert client.get("/bring-in/status").headers["HX-Refresh"] == "true"
