"""Settings: what is kept, what follows from it, the calendar others subscribe to, and data out, in, and gone."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from icalendar import Calendar
from playwright.sync_api import Page

from midstance.application.replanning import current_plan
from midstance.storage import open_store
from midstance.web.models import FeedKey
from tests.web.conftest import Server, axe_findings
from tests.web.seasons import RUNNER
from tests.web.test_season import movable

SHOWN = {"weight_unit": "lb", "distance_unit": "mi", "week_start": "sun", "theme": "dark"}


@pytest.mark.usefixtures("season")
def test_units_and_theme_hold_on_every_page_and_change_no_plan(client: Client) -> None:
    assert "Kept." in client.post("/settings/shown", SHOWN, follow=True).content.decode()
    page = client.get("/season").content.decode()
    assert 'data-theme="dark"' in page
    assert " mi" in page
    assert "not in the plan yet" not in page


@pytest.mark.usefixtures("season")
def test_a_word_that_is_none_of_the_choices_is_refused_in_words(client: Client) -> None:
    answer = client.post("/settings/shown", {**SHOWN, "theme": "purple"})
    assert answer.status_code == 422
    assert "none of the choices" in answer.content.decode()


def test_times_and_minutes_are_taken_in_by_the_next_revision(client: Client, season: Path) -> None:
    client.post("/settings/training", {"minutes": "40", "sat": "on", "sat_from": "09:00", "tue": "on"})
    assert "not in the plan yet" in client.get("/season").content.decode()
    page = client.post("/changes/propose", follow=True).content.decode()
    revision = page.split('action="/changes/')[1].split("/")[0]
    client.post(f"/changes/{revision}/accept")
    plan = current_plan(open_store(season).diary(RUNNER))
    assert plan is not None
    assert plan.brief.athlete.minutes == 40
    assert [(one.weekday, one.start) for one in plan.brief.athlete.windows] == [("tue", None), ("sat", "09:00")]


def test_health_and_level_are_said_again_at_any_time(client: Client, season: Path, today: dt.date) -> None:
    client.post("/settings/you", {"level": "beginner", "age": "44", "health": "on"})
    page = client.get("/settings").content.decode()
    assert 'name="health" checked' in page
    assert 'value="44"' in page
    page = client.post("/changes/propose", follow=True).content.decode()
    client.post("/changes/" + page.split('action="/changes/')[1].split("/")[0] + "/accept")
    plan = current_plan(open_store(season).diary(RUNNER))
    assert plan is not None
    ahead = {one for session in plan.sessions if session.date > today for one in session.classes}
    assert ahead <= {"light", "mobility"}
    client.post("/settings/you", {"level": "beginner"})
    assert 'name="health" checked' not in client.get("/settings").content.decode()


@pytest.mark.usefixtures("season")
def test_hours_that_cannot_be_are_refused(client: Client) -> None:
    answer = client.post("/settings/training", {"mon": "on", "mon_from": "19:00", "mon_to": "19:05"})
    assert answer.status_code == 422
    assert "too short" in answer.content.decode()


def test_kit_is_kept_by_place_and_one_of_them_is_where_one_trains(client: Client, season: Path) -> None:
    client.post("/settings/kit", {"place": "hotel", "kit": ["mini-band"]})
    page = client.post(
        "/settings/kit", {"place": "gym", "kit": ["barbell", "leg-press"], "train_here": "1"}, follow=True
    )
    text = page.content.decode()
    assert "hotel" in text
    assert "You train with: barbell, leg press." in text
    after = client.post("/settings/kit", {"place": "hotel", "forget": "1"}, follow=True).content.decode()
    assert 'value="hotel"' not in after


def feed_address(client: Client) -> str:
    page = client.post("/settings/feed", follow=True).content.decode()
    return page.split('value="http://localhost')[1].split('"')[0]


def events(client: Client, address: str) -> dict[str, tuple[int, dt.datetime, str]]:
    answer = client.get(address)
    assert answer.headers["Content-Type"].startswith("text/calendar")
    found: dict[str, tuple[int, dt.datetime, str]] = {}
    for event in Calendar.from_ical(answer.content).walk("VEVENT"):
        start = event.decoded("DTSTART")
        assert isinstance(start, dt.datetime)
        found[str(event["UID"])] = (int(str(event["SEQUENCE"])), start, str(event["STATUS"]))
    return found


def test_the_calendar_moves_cancels_and_never_counts_back(client: Client, season: Path, today: dt.date) -> None:
    address = feed_address(client)
    before = events(client, address)
    session, free, _ = movable(client, season, today)
    uid = next(one for one, (_, start, _) in before.items() if start.date() == session.date)
    client.post(f"/season/move/{session.id}", {"date": str(free)})
    moved = events(client, address)
    assert moved[uid][1].date() == free
    assert moved[uid][0] > before[uid][0]
    diary = open_store(season).diary(RUNNER)
    client.post(f"/season/undo/{diary.entries()[-1].id}")
    back = events(client, address)
    assert back[uid][1] == before[uid][1]
    assert back[uid][0] > moved[uid][0]


@pytest.mark.usefixtures("season")
def test_the_address_is_shown_once_renewed_and_switched_off(client: Client) -> None:
    first = feed_address(client)
    assert first not in client.get("/settings").content.decode()
    mark = client.get(first).headers["ETag"]
    assert client.get(first, headers={"if-none-match": mark}).status_code == 304
    second = feed_address(client)
    assert client.get(first).status_code == 404
    token = second.rsplit("/", 1)[1].removesuffix(".ics")
    assert [one for one in FeedKey.objects.values_list() if token in str(one)] == []
    assert FeedKey.objects.count() == 1
    client.post("/settings/feed", {"off": "1"})
    assert client.get(second).status_code == 404
    assert FeedKey.objects.count() == 0


def test_data_goes_out_is_deleted_and_comes_back_to_the_letter(client: Client, season: Path) -> None:
    out = client.get("/settings/export").content
    assert json.loads(out)["runner"] == RUNNER
    assert client.post("/settings/delete", {"sure": "maybe"}).status_code == 200
    assert client.get("/season").status_code == 200
    client.post("/settings/delete", {"sure": "delete"})
    assert client.get("/season").headers["Location"] == "/welcome"
    file = SimpleUploadedFile("mine.json", out)
    assert "New from mine.json" in client.post("/settings/restore", {"file": file}, follow=True).content.decode()
    assert client.get("/settings/export").content == out


@pytest.mark.usefixtures("season")
def test_a_file_that_is_no_export_changes_nothing(client: Client) -> None:
    before = client.get("/settings/export").content
    answer = client.post("/settings/restore", {"file": SimpleUploadedFile("plan.ics", b"BEGIN:VCALENDAR")})
    assert answer.status_code == 422
    assert client.get("/settings/export").content == before


RUNS = "2027-03-01,intervals\n2027-03-02,easy\n2027-03-03,rest\n2027-03-04,tempo\n2027-03-07,long run 18 km\n"
STRENGTH = "date,title,start\n2027-02-28,Heavy squats 5x3,18:00\n2027-03-02,Yoga,18:00\n"


@pytest.mark.usefixtures("home")
def test_a_plan_from_elsewhere_is_judged_by_the_same_rules(client: Client) -> None:
    files = {
        "runs": SimpleUploadedFile("runs.csv", b"date,title\n" + RUNS.encode()),
        "strength": SimpleUploadedFile("strength.csv", STRENGTH.encode()),
    }
    page = client.post("/check", files).content.decode()
    assert "not hold" in page
    assert "Heavy squats 5x3" in page
    assert "heavy legs" in page


@pytest.mark.usefixtures("home")
def test_what_cannot_be_read_is_said_and_the_form_stays(client: Client) -> None:
    answer = client.post("/check", {"runs_text": "nothing of the kind"})
    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()
    assert client.post("/check", {}).status_code == 422


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_settings_are_accessible_and_fit_a_small_phone(
    season: Path, serve: Callable[..., Server], phone: Page, theme: str
) -> None:
    url = serve(season).url
    phone.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
    phone.set_viewport_size({"width": 320, "height": 640})
    for path in ("settings", "settings/delete", "check"):
        phone.goto(f"{url}/{path}")
        assert axe_findings(phone) == [], path
        assert phone.evaluate("document.documentElement.scrollWidth") <= 320, path


@pytest.mark.usefixtures("home")
def test_a_plan_without_strength_is_told_without_words_of_a_terminal(client: Client) -> None:
    answer = client.post("/check", {"runs": SimpleUploadedFile("runs.csv", b"date,title\n" + RUNS.encode())})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "No strength session stands in it" in page
    assert "--" not in page.split('role="alert"')[1].split("</")[0]


def test_paper_is_light_also_in_the_dark_theme(season: Path, serve: Callable[..., Server], desktop: Page) -> None:
    desktop.emulate_media(media="print", color_scheme="dark")
    desktop.goto(f"{serve(season).url}/season")
    ink = "getComputedStyle(document.documentElement).getPropertyValue('--ink')"
    for theme in ("auto", "dark"):
        desktop.evaluate("theme => { document.documentElement.dataset.theme = theme }", theme)
        assert desktop.evaluate(ink).strip() == "#24211c", theme
