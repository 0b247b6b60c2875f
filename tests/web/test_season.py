"""The season: the picture and what stands behind it, moving a session by form, by mouse and back, and revisions."""

from __future__ import annotations

import datetime as dt
import html
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from playwright.sync_api import Page

from midstance.application.briefing import Wishes, brief_from
from midstance.application.planning import make_plan
from midstance.application.replanning import begin, current_plan, local_now, proposal_of
from midstance.application.revisions import last_accepted
from midstance.storage import open_store
from midstance.training.log import SessionMoved
from midstance.training.session import Session
from tests.web.conftest import Server, axe_findings
from tests.web.seasons import RUNNER, begin_season, dawn


def ahead(home: Path, today: dt.date) -> list[Session]:
    """The sessions from the week after next on: there is room around them on every weekday this may run."""
    plan = current_plan(open_store(home).diary(RUNNER))
    assert plan is not None
    return [one for one in plan.sessions if one.date > today + dt.timedelta(days=8) and not one.mini]


def movable(client: Client, home: Path, today: dt.date) -> tuple[Session, dt.date, dt.date]:
    """A session, a day it may go to, and one it may not."""
    for session in ahead(home, today):
        days = days_of(client, session.id)
        if len(set(days.values())) == 2:
            places = list(days.values())
            return session, list(days)[places.index(True)], list(days)[places.index(False)]
    raise AssertionError("no session of this season can be moved")


def moves(home: Path) -> list[SessionMoved]:
    return [one for one in open_store(home).diary(RUNNER).entries() if isinstance(one, SessionMoved)]


def days_of(client: Client, session: str) -> dict[dt.date, bool]:
    answer = client.get(f"/season/move/{session}/days").json()
    return {dt.date.fromisoformat(date): day["may"] for date, day in answer["days"].items() if not day["here"]}


def test_the_picture_has_every_week_and_every_session(client: Client, season: Path) -> None:
    plan = current_plan(open_store(season).diary(RUNNER))
    assert plan is not None
    page = client.get("/season").content.decode()
    assert page.count('<tr class="season-week') == len(plan.microcycles)
    assert page.count('class="season-session') == len(plan.sessions)
    assert "run-race" in page


def test_a_day_says_why(client: Client, season: Path, today: dt.date) -> None:
    session = ahead(season, today)[0]
    with_strength = client.get(f"/season/day/{session.date}").content.decode()
    assert session.title in with_strength
    assert "What this rests on" in with_strength
    monday = session.date - dt.timedelta(days=session.date.weekday())
    week = client.get(f"/season/week/{session.date}").content.decode()
    assert week.count('class="week-day') == 7
    assert f"/season/day/{monday}" in week
    assert client.get("/season/day/2001-01-01").status_code == 404
    assert client.get("/season/day/2026-02-31").status_code == 404


def test_what_the_plan_notes_of_the_season_stands_below_it_in_words_of_the_page(home: Path, client: Client) -> None:
    wishes = Wishes(weekly_km=45, runs=4, weeks=16, level="beginner")
    plan = make_plan(brief_from(None, wishes, dt.date(2026, 11, 2)))
    begin(open_store(home).diary(RUNNER), plan, dawn(plan.brief.start))
    page = client.get("/season").content.decode()
    notes = page.split('class="season-notes"')[1].split("</details>")[0]
    assert "No heavy days in this season" in notes
    assert "--" not in notes
    assert "07:00 is taken" not in notes


def test_a_session_goes_to_a_day_that_is_free_and_comes_back(client: Client, season: Path, today: dt.date) -> None:
    session, free, _ = movable(client, season, today)
    moved = client.post(f"/season/move/{session.id}", {"date": str(free)}, follow=True)
    assert "Undo" in moved.content.decode()
    assert [(one.session, one.date) for one in moves(season)] == [(session.id, free)]
    assert session.title in client.get(f"/season/day/{free}").content.decode()
    client.post(f"/season/undo/{moves(season)[0].id}")
    assert session.title in client.get(f"/season/day/{session.date}").content.decode()


def test_a_day_that_breaks_a_rule_says_which_and_asks(client: Client, season: Path, today: dt.date) -> None:
    session, _, closed = movable(client, season, today)
    asked = client.post(f"/season/move/{session.id}", {"date": str(closed)})
    assert asked.status_code == 409
    assert "This would break a rule" in asked.content.decode()
    assert moves(season) == []
    entry = asked.content.decode().split('name="id" value="')[1].split('"')[0]
    for _ in range(2):
        client.post(f"/season/move/{session.id}", {"date": str(closed), "all_the_same": "1", "id": entry})
    assert len(moves(season)) == 1


def breaking_several(client: Client, home: Path, today: dt.date) -> tuple[Session, dt.date, list[str]]:
    """A session and a day on which it would break more than one rule, with what each says."""
    for session in ahead(home, today):
        days = client.get(f"/season/move/{session.id}/days").json()["days"]
        for date, day in days.items():
            if not day["may"] and len(day["why"]) > 1:
                return session, dt.date.fromisoformat(date), day["why"]
    raise AssertionError("no day of this season breaks two rules at once")


def test_a_day_that_breaks_several_rules_names_them_all(client: Client, season: Path, today: dt.date) -> None:
    session, closed, why = breaking_several(client, season, today)
    asked = html.unescape(client.post(f"/season/move/{session.id}", {"date": str(closed)}).content.decode())
    assert [one for one in why if one not in asked] == []
    listed = html.unescape(client.get(f"/season/move/{session.id}").content.decode())
    assert [one for one in why if one not in listed] == []
    sent = {"date": str(closed), "id": "m-1"}
    recorded = html.unescape(client.post(f"/record/session/{session.id}/moved", sent).content.decode())
    assert [one for one in why if one not in recorded] == []


def test_the_nearest_days_come_first_and_the_others_behind_a_tap(client: Client, season: Path, today: dt.date) -> None:
    session = ahead(season, today)[0]
    near, _, far = client.get(f"/season/move/{session.id}").content.decode().partition("<details")
    shown = [dt.date.fromisoformat(one) for one in re.findall(r'name="date" value="([\d-]+)"', near)]
    assert len(shown) == 7
    assert max(abs(one - session.date) for one in shown) == dt.timedelta(days=3)
    others = [dt.date.fromisoformat(one) for one in re.findall(r'name="date" value="([\d-]+)"', far)]
    away = [abs(one - session.date) for one in others]
    assert len(others) >= 7
    assert away == sorted(away)


def test_what_happened_becomes_a_revision_that_can_be_left_taken_and_undone(
    client: Client, season: Path, today: dt.date
) -> None:
    session, free, _ = movable(client, season, today)
    client.post(f"/season/move/{session.id}", {"date": str(free)})
    assert "not in the plan yet" in client.get("/season").content.decode()
    page = client.post("/changes/propose", follow=True).content.decode()
    assert "What would change" in page
    revision = page.split('action="/changes/')[1].split("/")[0]
    assert "plan stays as it is" in client.post(f"/changes/{revision}/leave", follow=True).content.decode()
    again = client.post("/changes/propose", follow=True).content.decode()
    revision = again.split('action="/changes/')[1].split("/")[0]
    taken = client.post(f"/changes/{revision}/accept", follow=True).content.decode()
    assert "is in effect" in taken
    assert "not in the plan yet" not in taken
    assert "is in effect again" in client.post("/changes/undo", follow=True).content.decode()


def test_a_session_is_dragged_by_mouse(
    season: Path, serve: Callable[..., Server], desktop: Page, client: Client, today: dt.date
) -> None:
    session, free, closed = movable(client, season, today)
    desktop.set_viewport_size({"width": 1280, "height": 2400})  # Every week is in sight, wherever the day of the test.
    desktop.goto(f"{serve(season).url}/season")
    mark = desktop.locator(f"[data-session='{session.id}']")
    mark.scroll_into_view_if_needed()
    at = mark.bounding_box()
    assert at is not None
    desktop.mouse.move(at["x"] + 8, at["y"] + 8)
    desktop.mouse.down()
    desktop.mouse.move(at["x"] + 20, at["y"] + 8, steps=3)
    desktop.wait_for_selector("body.moving")
    hover(desktop, closed)
    assert "Not on" in desktop.locator("[data-say]").inner_text()
    hover(desktop, free)
    with desktop.expect_navigation():
        desktop.mouse.up()
    assert [one.date for one in moves(season)] == [free]
    desktop.get_by_role("button", name="Undo").click()
    assert desktop.locator(f"[data-date='{session.date}'] [data-session='{session.id}']").count() == 1


def hover(page: Page, date: dt.date) -> None:
    box = page.locator(f"[data-date='{date}']").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, steps=4)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_pages_of_the_season_are_accessible_and_fit_a_small_phone(
    season: Path, serve: Callable[..., Server], phone: Page, today: dt.date, theme: str
) -> None:
    session = ahead(season, today)[0]
    url = serve(season).url
    phone.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
    phone.set_viewport_size({"width": 320, "height": 640})
    for path in (
        "season",
        f"season/week/{today}",
        f"season/day/{session.date}",
        f"season/move/{session.id}",
        "changes",
    ):
        phone.goto(f"{url}/{path}")
        assert axe_findings(phone) == [], path
        assert phone.evaluate("document.documentElement.scrollWidth") <= 320, path


def test_changes_offer_what_is_not_taken_in_yet(client: Client, home: Path, today: dt.date) -> None:
    begin_season(home, today)
    assert "Show what would change" not in client.get("/changes").content.decode()
    client.post("/record/sets", {"id": "l-1", "line": "pogo-hop 3x15s"})
    page = client.get("/changes").content.decode()
    assert "Show what would change" in page
    assert 'action="/changes/propose"' in page


def test_a_revision_is_told_on_the_clock_of_the_runner(client: Client, season: Path) -> None:
    plan = current_plan(open_store(season).diary(RUNNER))
    assert plan is not None
    first = re.search(r"as of (\d+ \w+ \d{4}), (\d\d):(\d\d)", client.get("/changes").content.decode())
    assert first is not None
    said = dt.datetime.strptime(f"{first[1]} {first[2]}:{first[3]}", "%d %B %Y %H:%M")
    kept = proposal_of(open_store(season).diary(RUNNER)) or last_accepted(open_store(season).diary(RUNNER))
    assert kept is not None
    zone = local_now(plan, dt.datetime.now(dt.UTC)).tzinfo
    assert said == kept.kept.as_of.astimezone(zone).replace(second=0, microsecond=0, tzinfo=None)


def test_a_move_is_said_once_and_without_an_id(client: Client, season: Path, today: dt.date) -> None:
    session, free, _ = movable(client, season, today)
    page = client.post(f"/season/move/{session.id}", {"date": str(free)}, follow=True).content.decode()
    assert page.count("now on") == 1
    assert f"session {session.id}:" not in page


def test_every_phase_of_the_plot_is_named_and_no_name_runs_into_another(season: Path, client: Client) -> None:
    page = client.get("/season").content.decode()
    plot = page.split('class="plot-room">')[1].split("</svg>")[0]
    phases = re.findall(r'<tr class="season-phase"><th colspan="8" scope="colgroup">([^<]+)<', page)
    texts = re.findall(r'<text[^>]* x="([\d.]+)" y="([\d.]+)"[^>]*>([^<]+)</text>', plot)
    named = [(float(x), float(y), says) for x, y, says in texts if says.capitalize() in phases]
    assert len(named) == len(phases) >= 5
    for x, y, says in named:
        for other_x, other_y, other in named:
            assert says == other or y != other_y or x + 6 * len(says) <= other_x or other_x + 6 * len(other) <= x
