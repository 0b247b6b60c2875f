"""Welcome: from nothing to a plan, by a file, a week, a distance or a sample; put right line by line."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from playwright.sync_api import Page

from midstance.application.replanning import current_plan, season_of
from midstance.storage import open_store
from midstance.training.clock import monday_of
from midstance.training.plan import Plan
from tests.web.conftest import Server, axe_findings
from tests.web.seasons import RUNNER

A_WEEK = {"how": "week", "mon": "easy", "wed": "tempo", "sun": "long", "weeks": "8"}
WIDE, TALL = "document.documentElement.scrollWidth", "document.documentElement.scrollHeight"
EXAMPLES = Path(__file__).parents[2] / "examples"


def race_day(today: dt.date) -> dt.date:
    return monday_of(today) + dt.timedelta(weeks=12, days=6)


def fields_of(page: str) -> dict[str, str]:
    """What the second form would send as it stands."""
    found = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))
    for name, options in re.findall(r'<select[^>]* name="([\w-]+)">(.*?)</select>', page, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected', options)
        found[name] = chosen.group(1) if chosen else ""
    found |= dict(re.findall(r'name="(far-\d+)" inputmode="decimal" size="5" value="([^"]*)"', page))
    return {**found, "level": "1"}


def plan_in(home: Path) -> Plan:
    plan = current_plan(open_store(home).diary(RUNNER))
    assert plan is not None
    return plan


def test_a_file_becomes_a_plan_with_its_race(client: Client, home: Path, today: dt.date) -> None:
    race = race_day(today)
    file = SimpleUploadedFile("mine.yaml", (EXAMPLES / "half_12_weeks.yaml").read_bytes())
    given = {"how": "plan", "files": file, "race": str(race), "race_m": "half", "zone": "Europe/Berlin"}
    page = client.post("/welcome/runs", given).content.decode()
    assert "What was understood" in page
    done = client.post("/welcome/about", {**fields_of(page), "kit": ["dumbbell", "bench"], "sat": "on", "tue": "on"})
    assert done.headers["Location"] == "/season"
    plan = plan_in(home)
    assert [one.date for one in plan.brief.races] == [race]
    assert plan.brief.athlete.kit == ("bench", "dumbbell")
    assert {session.date.strftime("%a") for session in plan.sessions} <= {"Sat", "Tue"}
    assert plan.brief.time_zone == "Europe/Berlin"
    assert not plan.brief.time_zone_assumed
    assert "This is your plan" in client.get("/season").content.decode()


def test_a_line_that_was_misread_is_put_right(client: Client, home: Path, today: dt.date) -> None:
    monday = monday_of(today) + dt.timedelta(weeks=1)
    rows = [f"{monday + dt.timedelta(days=day)},Mystery {day},8" for day in range(21)]
    given = {"how": "plan", "text": "date,title,km\n" + "\n".join(rows)}
    page = client.post("/welcome/runs", given).content.decode()
    fields = fields_of(page)
    assert len([name for name in fields if name.startswith("kind-")]) == 21
    client.post("/welcome/about", {**fields, "kind-2": "intervals", "far-2": "11,5", "kind-20": "race", "far-20": "10"})
    plan = plan_in(home)
    third = next(run for run in plan.brief.runs if run.date == monday + dt.timedelta(days=2))
    assert (third.kind, third.key, third.distance_m) == ("intervals", True, 11_500)
    assert [race.date for race in plan.brief.races] == [monday + dt.timedelta(days=20)]


@pytest.mark.parametrize(
    "given",
    [
        {"how": "week", "mon": "easy", "wed": "tempo", "sun": "long", "weeks": "8"},
        {"how": "distance", "weekly_far": "35", "runs_a_week": "4", "weeks_far": "6"},
    ],
    ids=["week", "distance"],
)
def test_without_a_file_there_is_a_plan_too(client: Client, home: Path, given: dict[str, str]) -> None:
    page = client.post("/welcome/runs", given).content.decode()
    assert client.post("/welcome/about", fields_of(page)).headers["Location"] == "/season"
    assert plan_in(home).sessions


def test_an_open_health_question_keeps_to_light_work(client: Client, home: Path) -> None:
    page = client.post("/welcome/runs", A_WEEK).content.decode()
    client.post("/welcome/about", {**fields_of(page), "health": "on", "level": "3"})
    plan = plan_in(home)
    assert plan.brief.prescreen == "positive"
    assert {one for session in plan.sessions for one in session.classes} <= {"light", "mobility"}


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"how": "plan"}, "Choose the file"),
        ({"how": "plan", "text": "dear diary"}, ""),
        ({"how": "distance", "weekly_far": "many"}, "no distance"),
        ({"how": "distance", "weekly_far": "4000"}, "plausible"),
        ({"how": "week", "race": "2027-99-99"}, "no date"),
        ({"how": "week", "weeks": "8"}, "at least one run"),
        ({"how": "week", "mon": "easy", "far-mon": "-3"}, "plausible"),
        ({"how": "week", "mon": "easy", "race": "2030-01-01", "race_m": "other", "race_far": ""}, "how long the race"),
    ],
)
@pytest.mark.usefixtures("home")
def test_what_cannot_be_read_is_said_in_words_and_what_was_typed_stays(
    client: Client, given: dict[str, str], says: str
) -> None:
    answer = client.post("/welcome/runs", given)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'role="alert"' in page
    assert says in page
    assert "--" not in page.split('role="alert">')[1].split("</p>")[0]
    assert given.get("weekly_far", "") in page


@pytest.mark.usefixtures("home")
def test_where_no_plan_can_be_made_the_form_stays_with_what_is_in_the_way(client: Client) -> None:
    page = client.post("/welcome/runs", A_WEEK).content.decode()
    fields = {**fields_of(page), "kit": ["dumbbell"], "mon": "on", "mon_from": "06:55", "mon_to": "07:00"}
    answer = client.post("/welcome/about", fields)
    assert answer.status_code == 422
    text = answer.content.decode()
    assert 'role="alert"' in text
    assert 'value="dumbbell" checked' in text
    broken = client.post("/welcome/about", {**fields, "draft": "AAAA"})
    assert broken.status_code == 422


def test_a_second_season_is_only_begun_when_it_is_meant(client: Client, season: Path) -> None:
    page = client.post("/welcome/runs", A_WEEK).content.decode()
    diary = open_store(season).diary(RUNNER)
    before = season_of(diary)[0].id
    assert client.post("/welcome/about", fields_of(page)).status_code == 422
    assert season_of(diary)[0].id == before
    client.post("/welcome/about", {**fields_of(page), "begin_anew": "on"})
    assert season_of(diary)[0].id != before


def test_a_newcomer_on_a_phone_gets_a_plan_by_a_few_taps(home: Path, serve: Callable[..., Server], phone: Page) -> None:
    phone.goto(serve(home).url)
    phone.set_viewport_size({"width": 320, "height": 640})
    assert axe_findings(phone) == []
    assert phone.evaluate(WIDE) <= 320
    phone.get_by_text("Only how far I run").tap()
    phone.get_by_label("How far a week").fill("35")
    phone.get_by_role("button", name="Go on").tap()
    phone.get_by_role("heading", name="What was understood").wait_for()
    assert axe_findings(phone) == []
    assert phone.evaluate(WIDE) <= 320
    phone.get_by_text("Dumbbells").tap()
    phone.get_by_text("three to twelve months").tap()
    phone.get_by_role("button", name="Make my plan").tap()
    phone.wait_for_url("**/season")
    assert "This is your plan" in phone.inner_text("main")
    plan = plan_in(home)
    assert plan.brief.athlete.level == "intermediate"
    assert plan.brief.athlete.kit == ("dumbbell",)


def test_the_welcome_is_short_enough_for_a_minute(home: Path, serve: Callable[..., Server], phone: Page) -> None:
    """Twelve weeks of runs, days and hours are one tap away instead of in the way."""
    phone.goto(serve(home).url)
    assert phone.evaluate(TALL) < 2 * 844
    phone.get_by_text("My weeks look like this").tap()
    for day, kind in (("Monday", "easy"), ("Wednesday", "tempo"), ("Sunday", "long")):
        phone.get_by_label(day, exact=True).select_option(kind)
    phone.get_by_label("For how many weeks").fill("12")
    phone.get_by_role("button", name="Go on").tap()
    phone.get_by_role("heading", name="What was understood").wait_for()
    assert phone.evaluate(TALL) < 2.75 * 844
    assert not phone.get_by_label("Kind on").first.is_visible()
    phone.get_by_text("Look at each run").tap()
    phone.locator(".welcome-read summary").first.tap()
    assert phone.get_by_label("Kind on").first.is_visible()


def test_a_sample_is_one_tap_and_has_distances(home: Path, serve: Callable[..., Server], phone: Page) -> None:
    phone.goto(serve(home).url)
    phone.get_by_role("button", name="Show me a sample plan").tap()
    phone.wait_for_url("**/season")
    assert "This is a sample" in phone.inner_text("main")
    plan = plan_in(home)
    assert plan.sessions
    assert all(run.distance_m for run in plan.brief.runs if run.kind not in ("rest", "race"))
    assert [run.title for run in plan.brief.runs[:2]] == ["easy", "intervals"]


def test_a_sample_takes_no_place_of_a_season(client: Client, season: Path) -> None:
    before = season_of(open_store(season).diary(RUNNER))[0].id
    assert "sample" not in client.get("/welcome").content.decode()
    answer = client.post("/welcome/runs", {"sample": "1"})
    assert answer.status_code == 422
    assert "season already" in answer.content.decode()
    assert season_of(open_store(season).diary(RUNNER))[0].id == before


def test_a_runner_of_miles_types_and_reads_miles(client: Client, home: Path) -> None:
    far = {"how": "week", "unit": "mi", "mon": "easy", "far-mon": "5", "wed": "tempo", "far-wed": "6,5", "sun": "long"}
    page = client.post("/welcome/runs", {**far, "weeks": "6"}).content.decode()
    assert re.search(r'name="far-0"[^>]* value="5"> mi', page)
    fields = fields_of(page)
    assert fields["unit"] == "mi"
    client.post("/welcome/about", {**fields, "far-6": "12"})
    runs = [run for run in plan_in(home).brief.runs if run.kind != "rest"]
    assert [run.distance_m for run in runs[:4]] == [8047, 10_461, 19_312, 8047]
    shown = client.get("/season").content.decode()
    assert " mi" in shown
    assert " km" not in shown


def test_a_race_of_another_distance_in_miles(client: Client, home: Path, today: dt.date) -> None:
    given = {**A_WEEK, "unit": "mi", "race": str(race_day(today)), "race_m": "other", "race_far": "10"}
    client.post("/welcome/about", fields_of(client.post("/welcome/runs", given).content.decode()))
    assert [race.distance_m for race in plan_in(home).brief.races] == [16_093]


@pytest.mark.usefixtures("home")
def test_a_wrong_distance_leaves_the_form_with_what_was_typed(client: Client) -> None:
    page = client.post("/welcome/runs", {"how": "distance", "weekly_far": "30", "runs_a_week": "4"}).content.decode()
    answer = client.post("/welcome/about", {**fields_of(page), "far-0": "abc", "age": "41"})
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "abc is no distance" in text
    assert 'name="far-0" inputmode="decimal" size="5" value="abc"' in text
    assert 'value="41"' in text


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("page", ["/welcome/runs", "/welcome/about"])
def test_a_link_into_the_middle_of_the_welcome_begins_it(client: Client, page: str) -> None:
    assert client.get(page).headers["Location"] == "/welcome"
