"""What one runner hands over is theirs: nobody else sees it, and nobody waits long for it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from midstance.storage.handed_over import AT_WORK, HandedOver, all_of
from midstance.web import bringing
from midstance.web.accounts import hosting
from tests.activity_files import fit_run
from tests.web.accounts.conftest import Person

DAY = dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The work is done in this process."""
    monkeypatch.setattr(bringing, "start", bringing.work)


def hand_over(person: Person, name: str, desk: str = "") -> str:
    """The page after somebody handed a run over, at their own desk or that of a runner they coach."""
    file = SimpleUploadedFile(name, fit_run(dt.datetime.now(dt.UTC) - 2 * DAY).file())
    return person.client.post(f"{desk}/bring-in/files", {"files": file}, follow=True).content.decode()


def test_each_runner_has_a_place_of_their_own(home: Path, ada: Person, cleo: Person) -> None:
    assert "adas.fit" in hand_over(ada, "adas.fit")
    assert "adas.fit" not in hand_over(cleo, "cleos.fit")
    assert "cleos.fit" not in ada.client.get("/bring-in").content.decode()
    assert {one.runner for one in all_of(home)} == {"ada", "cleo"}
    ada.client.post("/bring-in/leave")
    assert "cleos.fit" in cleo.client.get("/bring-in").content.decode()


def test_a_coach_brings_in_only_where_they_may_write(home: Path, ada: Person, ben: Person) -> None:
    from midstance.web.accounts.models import CoachAccess, Seat

    desk = f"/with/{ada.key}"
    assert ben.client.get(f"{desk}/bring-in").status_code == 404
    hand_over(ben, "bens.fit", desk)
    assert HandedOver(home, "ada").job() is None
    CoachAccess.objects.filter(owner=Seat.objects.get(key=ada.key)).update(may_write=True)
    assert "1 run would be new" in hand_over(ben, "bens.fit", desk)
    assert "bens.fit" in ada.client.get("/bring-in").content.decode()


def test_an_account_that_goes_takes_its_files_along(home: Path, ada: Person) -> None:
    hand_over(ada, "adas.fit")
    folder = HandedOver(home, "ada")
    assert folder.have(1)
    hosting.delete("ada")
    assert not folder.have(1)
    assert folder.job() is None


def test_no_more_work_at_once_than_there_are_places(home: Path, ada: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bringing, "start", lambda folder: None)
    hand_over(ada, "adas.fit")
    others = [HandedOver(home, f"runner-{place}") for place in range(AT_WORK)]
    for other in others:
        other.begin([("a", 1)], dt.datetime.now(dt.UTC))
    held = [other.at_work() for other in others]
    assert [one.__enter__() for one in held] == [True] * AT_WORK
    folder = HandedOver(home, "ada")
    assert not folder.may_work()
    bringing.work(folder)
    job = folder.job()
    assert job is not None
    assert job.stage == "look"
    for one in held:
        one.__exit__(None, None, None)
    bringing.work(folder)
    assert "1 run would be new" in ada.client.get("/bring-in").content.decode()
