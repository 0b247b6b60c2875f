"""Corrections ask what the forms that record ask: numbers to be stepped, choices, and the units of the runner."""

from __future__ import annotations

import datetime as dt
import html
import re
from pathlib import Path
from typing import TypeVar

import pytest
from django.test import Client

from midstance.storage import open_store
from midstance.training.log import Entry, RunDone, SessionEnd, SetResult, effective
from midstance.training.session import Session
from tests.web.seasons import RUNNER
from tests.web.strength_days import begin_with_session_today

Kind = TypeVar("Kind", bound=Entry)


@pytest.fixture
def session(home: Path, today: dt.date) -> Session:
    """The session of a season in which today holds one."""
    return begin_with_session_today(home, today)


def of(home: Path, kind: type[Kind]) -> list[Kind]:
    """The entries of a kind that count."""
    store = open_store(home)
    try:
        return [one for one in effective(store.diary(RUNNER).entries()) if isinstance(one, kind)]
    finally:
        store.close()


def read(page: bytes) -> str:
    """What is read on a page."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page.decode())).split())


def test_a_correction_asks_in_words_and_without_ids(client: Client, home: Path, session: Session) -> None:
    client.post(f"/record/session/{session.id}", {"id": "w-9", "how": "asked", "rpe": "6"})
    end = next(one for one in of(home, SessionEnd) if one.session == session.id)
    text = read(client.get(f"/history/{end.id}/correct").content)
    assert "How hard, 0 to 10" in text
    assert "It says: Done as asked, effort 6 of 10" in text


def test_a_set_is_corrected_by_numbers_and_units(client: Client, home: Path, session: Session) -> None:
    client.post("/record/sets", {"id": "s-9", "line": "goblet-squat 1x8 @14kg rir 2"})
    page = client.get("/history/s-9/correct").content.decode()
    for shown in ('value="8"', 'value="14"', '<option value="kg" selected>', 'max="10" inputmode="numeric" value="2"'):
        assert shown in page, shown
    sent = {"amount": "9", "load": "17,5", "of": "kg", "rir": "1"}
    assert client.post("/history/s-9/correct", {"id": "c-1", **sent}).status_code == 302
    sets = [one for one in of(home, SetResult) if one.exercise == "goblet-squat" and one.reps == 9]
    assert [(one.load.kg, one.rir) for one in sets] == [(17.5, 1)]
    band = {"amount": "9", "load": "", "of": "bm", "rir": "1"}
    assert client.post("/history/s-9/correct", {"id": "c-2", **band}).status_code == 302
    assert [one.load.kind for one in of(home, SetResult) if one.reps == 9] == ["body-mass"]
    for number, bad in enumerate(({**sent, "load": "heavy"}, {**sent, "load": ""}, {**sent, "of": "stone"})):
        assert client.post("/history/s-9/correct", {"id": f"c-b{number}", **bad}).status_code == 422


def test_a_run_is_corrected_in_the_units_of_the_runner(client: Client, home: Path, session: Session) -> None:
    client.post("/record/run", {"id": "r-9", "distance": "10", "duration": "1:05", "kind": "easy", "feel": "usual"})
    page = client.get("/history/r-9/correct").content.decode()
    assert 'name="field-distance_m" inputmode="decimal" size="6" value="10"' in page
    assert 'value="1:05:00"' in page
    assert '<option value="usual" selected>' in page
    client.post("/settings/shown", {"weight_unit": "kg", "distance_unit": "mi", "theme": "auto", "week_start": "mon"})
    shown = {"field-distance_m": "6.21", "field-duration_s": "1:05:00", "field-feel": "heavy", "field-kind": "easy"}
    assert client.post("/history/r-9/correct", {"id": "c-1", **shown}).status_code == 302
    (run,) = of(home, RunDone)
    assert (run.distance_m, run.duration_s, run.feel) == (10_000, 3900, "heavy")
    changed = {**shown, "field-distance_m": "7", "field-duration_s": "1:10:30"}
    assert client.post("/history/r-9/correct", {"id": "c-2", **changed}).status_code == 302
    (run,) = of(home, RunDone)
    assert (run.distance_m, run.duration_s) == (11_265, 4230)
    assert client.post("/history/r-9/correct", {"id": "c-3", **changed, "field-duration_s": "long"}).status_code == 422


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("ankle-band-walk 2x10 @light-band", "10, 10; right 10, 10 with a light band"),
        ("goblet-squat 2x8 @14kg", "8, 8 at 14 kg"),
        ("glute-bridge 2x12 @bm", "12, 12, body mass"),
    ],
)
@pytest.mark.usefixtures("session")
def test_loads_are_said_as_people_say_them(client: Client, line: str, says: str) -> None:
    assert client.post("/record/sets", {"id": "l-1", "line": line}).status_code == 302
    assert says in read(client.get("/history").content)
