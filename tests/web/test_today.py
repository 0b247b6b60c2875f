"""Today: the session with its one button, what is due, and what is asked before it, as a runner meets them."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from midstance.application.replanning import local_now
from midstance.storage import open_store
from midstance.training.log import CheckIn, Entry, PainReport, RunDone, SessionSkipped, effective
from midstance.training.session import Session
from tests.web.seasons import RUNNER, begin_season
from tests.web.strength_days import begin_with_session_today

MOST_QUERIES = 6


def entries(home: Path) -> tuple[Entry, ...]:
    """What counts in the diary of a folder."""
    store = open_store(home)
    try:
        return effective(store.diary(RUNNER).entries())
    finally:
        store.close()


def recorded(home: Path, *new: Entry) -> None:
    """Entries put into the diary of a folder."""
    store = open_store(home)
    try:
        store.diary(RUNNER).record(new)
    finally:
        store.close()


@pytest.fixture
def session(home: Path, today: dt.date) -> Session:
    """The session of a season in which today holds one."""
    return begin_with_session_today(home, today)


def form_id(page: str) -> str:
    """The id of the first form of a page."""
    found = re.search(r'name="id" value="([^"]+)"', page)
    assert found is not None
    return found[1]


def test_the_day_shows_its_session_with_its_reason_and_one_button(client: Client, session: Session) -> None:
    page = client.get("/today").content.decode()
    assert session.title in page
    assert f"<strong>{session.minutes}</strong> min" in page
    assert f"/session/{session.id}/play" in page
    assert page.count('class="button main"') == 1
    for item in session.work():
        assert f"/figure/{item.exercise}.svg" in page
    for other in ("shorter", "easier", "kit", "not-today"):
        assert f"/session/{session.id}/otherwise/{other}" in page


def test_a_day_without_strength_says_why_and_what_comes_next(client: Client, home: Path, today: dt.date) -> None:
    plan = begin_season(home, today, weeks_before=4)
    page = client.get("/today").content.decode()
    free = all(session.date != today for session in plan.sessions)
    assert ("No strength today" in page) is free
    if free:
        coming = next(session for session in plan.sessions if session.date > today)
        assert "The strength of this week" in page
        assert coming.title in page


def test_the_day_is_cheap_to_show(client: Client, session: Session) -> None:
    client.get("/today")
    for path in ("/today", f"/session/{session.id}", f"/session/{session.id}/otherwise/easier"):
        with CaptureQueriesContext(connection) as asked:
            assert client.get(path).status_code == 200
        assert len(asked) <= MOST_QUERIES, path


def test_a_check_in_is_written_down_once_and_can_ease_the_session(client: Client, home: Path, session: Session) -> None:
    page = client.get("/today").content.decode()
    assert "How are you?" in page
    sent = {"id": form_id(page), "sleep": "5", "energy": "1", "sore": "", "next": "/today"}
    for _ in range(2):
        assert client.post("/record/check-in", sent).headers["Location"] == "/today"
    assert [one.sleep_h for one in entries(home) if isinstance(one, CheckIn)] == [5]
    after = client.get("/today").content.decode()
    assert "How are you?" not in after
    assert 'class="caution"' in after
    assert "midstance " not in re.sub(r"midstance/[\w./-]+", "", after)
    assert session.title in after


def test_a_check_in_that_says_nothing_is_refused_in_words(client: Client, home: Path, session: Session) -> None:
    before = entries(home)
    answer = client.post("/record/check-in", {"id": "c-1", "sore": ""})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Nothing was written down." in page
    assert "midstance checkin" not in page
    assert entries(home) == before
    assert session.id


@pytest.mark.usefixtures("session")
def test_the_morning_after_a_pain_is_asked_about_and_answered_in_one_tap(
    client: Client, home: Path, today: dt.date
) -> None:
    yesterday = dt.datetime.combine(today - dt.timedelta(days=1), dt.time(12), dt.UTC)
    recorded(home, PainReport(id="p-1", at=yesterday, site="calf", side="left", score=4))
    page = client.get("/today").content.decode()
    assert "How is your left calf this morning" in page
    sent = {"id": "p-2", "site": "calf", "side": "left", "when": "next-morning", "score": "1", "next": "/today"}
    assert client.post("/record/pain", sent).status_code == 302
    last = [one for one in entries(home) if isinstance(one, PainReport)][-1]
    assert (last.site, last.side, last.score, last.when) == ("calf", "left", 1, "next-morning")
    assert "this morning" not in client.get("/today").content.decode()


@pytest.mark.usefixtures("session")
def test_a_sign_to_stop_leaves_one_plain_page_until_a_professional_was_seen(client: Client, today: dt.date) -> None:
    sent = {"id": "s-1", "flag": "chest-pain", "at": f"{today - dt.timedelta(days=1)}T12:00"}
    assert client.post("/record/stop", sent).headers["Location"] == "/today"
    page = client.get("/today").content.decode()
    assert "Stop training now" in page
    assert "/play" not in page
    assert "How are you?" not in page
    client.post("/record/cleared", {"id": "s-2", "by": "Dr. Berg"})
    assert "/play" in client.get("/today").content.decode()


@pytest.mark.usefixtures("session")
def test_cleared_in_the_very_moment_of_a_sign_says_only_what_holds(client: Client) -> None:
    client.post("/record/stop", {"id": "s-1", "flag": "chest-pain"})
    assert "Training stands still" in client.get("/today").content.decode()
    page = client.post("/record/cleared", {"id": "s-2"}, follow=True).content.decode()
    assert "Good to have you back" in page
    assert "Training stands still" not in page


@pytest.mark.usefixtures("session")
def test_cleared_before_a_sign_is_refused_since_the_sign_stands(client: Client, today: dt.date) -> None:
    client.post("/record/stop", {"id": "s-1", "flag": "chest-pain"})
    client.get("/today")
    earlier = {"id": "s-2", "at": f"{today - dt.timedelta(days=1)}T12:00"}
    said = client.post("/record/cleared", earlier)
    assert said.status_code == 422
    assert "written down later" in said.content.decode()
    assert "Training stands still" in client.get("/today").content.decode()


@pytest.mark.usefixtures("session")
def test_a_sign_to_stop_named_in_a_note_is_taken_up(client: Client) -> None:
    sent = {"id": "n-1", "site": "calf", "score": "2", "when": "during", "note": "a bit dizzy too"}
    assert client.post("/record/pain", sent).headers["Location"].startswith("/record/stop?flag=dizziness")


def test_a_run_of_the_day_is_rated_in_one_tap(client: Client, home: Path, today: dt.date) -> None:
    plan = begin_season(home, today, weeks_before=4)
    there = local_now(plan, dt.datetime.now(dt.UTC)).date()  # Late in the evening here it is the next day there.
    run = next((run for run in plan.brief.runs if run.date == there and run.kind != "rest"), None)
    if run is None:
        assert "Say how it felt" not in client.get("/today").content.decode()
        return
    sent = {"id": "r-1", "planned": str(there), "kind": run.kind, "feel": "heavy", "next": "/today"}
    assert client.post("/record/run", sent).status_code == 302
    done = [one for one in entries(home) if isinstance(one, RunDone)]
    assert [(one.kind, one.feel, one.planned) for one in done] == [(run.kind, "heavy", None)]
    assert "Felt: heavy." in client.get("/today").content.decode()


def test_a_page_fetched_ahead_uses_up_nothing_that_is_to_be_told(client: Client, season: Path) -> None:
    sent = {"id": "c-1", "sleep": "7", "energy": "3", "next": "/today"}
    assert client.post("/record/check-in", sent).status_code == 302
    assert 'role="status"' not in client.get("/today", headers={"midstance-ahead": "1"}).content.decode()
    assert 'role="status"' in client.get("/today").content.decode()


def test_letting_a_session_go_is_shown_and_can_be_taken_back(client: Client, home: Path, session: Session) -> None:
    client.post(f"/record/session/{session.id}/skipped", {"id": "k-1", "why": "late train"})
    assert [one.why for one in entries(home) if isinstance(one, SessionSkipped)] == ["late train"]
    page = client.get("/today").content.decode()
    assert "Let go." in page
    assert "not in the plan yet" in page
    client.post("/history/k-1/back", {"id": "k-2"})
    assert f"/session/{session.id}/play" in client.get("/today").content.decode()


@pytest.mark.usefixtures("session")
def test_a_form_only_leads_back_to_a_page_of_our_own(client: Client) -> None:
    for elsewhere in ("https://example.org/", "//example.org", "javascript:alert(1)"):
        sent = {"id": f"b-{len(elsewhere)}", "sleep": "7", "next": elsewhere}
        assert client.post("/record/check-in", sent).headers["Location"] == "/today"
        page = client.get(f"/record/pain?{urlencode({'next': elsewhere})}").content.decode()
        assert elsewhere not in page
