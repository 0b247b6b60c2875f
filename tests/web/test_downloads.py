"""What is downloaded from the app: workouts for the watch, pages for the wall and the gym, the calendar."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import fitdecode
import pytest
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.test import RequestFactory

from midstance.training.log import RedFlags
from midstance.web import addresses
from midstance.web.desk import own_desk
from midstance.web.pages import downloads

# Addresses with dates in them can be read once `addresses` is loaded.
__all__ = ["addresses"]
Download = Callable[..., HttpResponseBase]


def got(download: Download, query: str = "", **about: object) -> HttpResponse:
    """The answer to a request for a file."""
    answer = download(RequestFactory().get(f"/it{query}"), **about)
    assert isinstance(answer, HttpResponse)
    return answer


def ahead() -> str:
    """The id of the next session."""
    book = own_desk().book
    return next(one.id for one in book.the_plan().sessions if one.date > book.today)


def name_in(answer: HttpResponse) -> str:
    """How the browser will call the file."""
    return answer["Content-Disposition"].partition("filename=")[2].strip('"')


def test_a_session_goes_to_the_watch(season: Path) -> None:
    answer = got(downloads.fit, session=ahead())
    with fitdecode.FitReader(answer.content) as frames:
        names = [frame.name for frame in frames if isinstance(frame, fitdecode.FitDataMessage)]
    assert names[:3] == ["file_id", "workout", "workout_step"]
    assert name_in(answer).endswith(".fit")
    assert answer["Content-Type"] == "application/vnd.ant.fit"


def test_a_session_goes_to_garmin_connect(season: Path) -> None:
    answer = got(downloads.garmin_json, session=ahead())
    assert b'"sportTypeKey": "strength_training"' in answer.content
    assert name_in(answer).endswith(".garmin.json")


def test_season_week_and_session_are_printed(season: Path) -> None:
    pytest.importorskip("typst")
    today = own_desk().today
    for answer in (
        got(downloads.season), got(downloads.week, date=today), got(downloads.session_card, session=ahead()),
        got(downloads.session_card, "?paper=letter", session=ahead()),
    ):  # fmt: skip
        assert answer.content.startswith(b"%PDF-")
        assert answer["Content-Type"] == "application/pdf"
        assert name_in(answer).endswith(".pdf")


def test_the_calendar_is_that_of_the_feed(season: Path) -> None:
    answer = got(downloads.calendar)
    assert answer.content.startswith(b"BEGIN:VCALENDAR")
    assert answer["Content-Type"].startswith("text/calendar")


def test_what_is_not_there_is_not_found(season: Path) -> None:
    book = own_desk().book
    for download, query, about in (
        (downloads.fit, "", {"session": "nonsense"}), (downloads.session_card, "", {"session": "nonsense"}),
        (downloads.season, "?paper=a0", {}), (downloads.week, "", {"date": book.today.replace(year=2001)}),
    ):  # fmt: skip
        with pytest.raises(Http404):
            got(download, query, **about)


def test_a_server_without_the_extra_says_so(season: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    answer = got(downloads.season)
    assert answer.status_code == 501
    assert "midstance[pdf]" in answer.content.decode()


def test_a_code_is_printed_only_where_a_phone_can_reach_the_app(season: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("typst")
    desk = own_desk()
    assert downloads.reached(desk, "a") == ""
    monkeypatch.setenv("MIDSTANCE_ACCOUNTS", "1")
    monkeypatch.setenv("MIDSTANCE_ORIGIN", "https://midstance.example")
    assert downloads.reached(desk, "a") == "https://midstance.example/session/a"


def test_while_a_red_flag_stands_no_session_goes_out(season: Path) -> None:
    session = ahead()
    book = own_desk().book
    flag = RedFlags(id="flag-1", at=book.now, flags=("chest-pain",))
    book.diary.record([flag])
    for download in (downloads.fit, downloads.garmin_json, downloads.session_card):
        assert got(download, session=session).status_code == 409
    assert got(downloads.calendar).status_code == 200
