"""The session page and the ways to do it otherwise: what changes is said before it is kept."""

from __future__ import annotations

import datetime as dt
import html
import re
from pathlib import Path

import pytest
from django.test import Client

from midstance.application.recording.notebook import Notebook
from midstance.application.session_changes import changed_session, changes_of, chosen_of
from midstance.application.session_consequences import consequence_of
from midstance.application.session_ways import easier_ways, shorter_ways, swap_choices, with_kit_way
from midstance.formats.entry import UnreadableFile
from midstance.knowledge.library import library
from midstance.knowledge.substitution import allowed
from midstance.storage import open_store
from midstance.training.exercise import PAIN_SITES
from midstance.training.log import SessionMoved, effective
from midstance.training.session import Session
from tests.web.seasons import RUNNER
from tests.web.strength_days import begin_with_session_today


@pytest.fixture
def session(home: Path, today: dt.date) -> Session:
    """The session of a season in which today holds one."""
    return begin_with_session_today(home, today)


@pytest.fixture
def book(home: Path, session: Session) -> Notebook:
    """The notebook of that season."""
    assert session.id
    store = open_store(home)
    try:
        return Notebook(store.diary(RUNNER), dt.datetime.now(dt.UTC), library().exercises)
    finally:
        store.close()


def read(page: bytes) -> str:
    """A page as text, without its tags."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page.decode())).split())


def test_the_page_says_what_why_and_how_of_every_exercise(client: Client, session: Session) -> None:
    text = read(client.get(f"/session/{session.id}").content)
    assert session.title in text
    assert session.because[0].text in text
    assert f"{session.minutes} min" in text
    for item in session.work():
        exercise = library().exercises[item.exercise]
        assert exercise.name in text
        for line in (*exercise.cues, *exercise.faults, *exercise.steps, *exercise.cautions, exercise.tip):
            assert line in text


def test_there_is_no_page_for_a_session_that_is_not_there(client: Client, session: Session) -> None:
    for path in ("/session/nothing", "/session/today", f"/session/{session.id}/otherwise/nothing"):
        assert client.get(path).status_code == 404
    assert client.get(f"/session/{session.id}/swap/pogo-hop-that-is-not").status_code == 404


def test_a_swap_is_shown_with_its_consequence_and_carried_to_the_player(
    client: Client, session: Session, book: Notebook
) -> None:
    planned = session.work()[0].exercise
    choice = swap_choices(book, session, planned)[0]
    offered = client.get(f"/session/{session.id}/swap/{planned}").content
    assert choice.exercise.name in read(offered)
    for line in choice.consequence.says:
        assert line in read(offered)
    kept = f"?change={planned}%3A{choice.exercise.id}"
    assert f"/session/{session.id}{kept}#{planned}" in offered.decode()
    page = client.get(f"/session/{session.id}{kept}").content
    assert "Otherwise than planned" in read(page)
    assert f"In place of {library().exercises[planned].name}" in read(page)
    assert f"/session/{session.id}/play{kept}" in page.decode()


def test_a_part_of_a_page_is_given_where_it_is_asked_for(client: Client, session: Session) -> None:
    planned = session.work()[0].exercise
    whole = client.get(f"/session/{session.id}/swap/{planned}").content
    part = client.get(f"/session/{session.id}/swap/{planned}", headers={"hx-request": "true"}).content
    assert b"<html" in whole
    assert b"<html" not in part
    assert b"session-choices" in part


def test_what_is_offered_for_a_sore_place_spares_it(session: Session, book: Notebook) -> None:
    for item in session.work():
        for sore in PAIN_SITES:
            for choice in swap_choices(book, session, item.exercise, sore):
                assert sore not in choice.exercise.excluded_by


def test_what_is_offered_can_be_done_with_the_runners_kit_and_level(session: Session, book: Notebook) -> None:
    kit = book.the_plan().brief.athlete.kit
    for item in session.work():
        for choice in swap_choices(book, session, item.exercise):
            assert allowed(kit, choice.exercise)
            assert choice.exercise.level != "advanced"
            assert choice.exercise.id not in {one.exercise for one in session.work()}


def test_a_shorter_session_takes_less_time_and_keeps_what_stands_first(session: Session, book: Notebook) -> None:
    ways = shorter_ways(book, session)
    assert ways
    for way in ways:
        assert way.consequence.minutes < session.minutes
        assert way.consequence.session.work()[0].exercise == session.work()[0].exercise
        assert any("sets in all instead of" in line for line in way.consequence.says)


def test_an_easier_session_asks_less_of_every_exercise(session: Session, book: Notebook) -> None:
    fewer, rungs = easier_ways(book, session)
    asked = {item.exercise: item.sets for item in session.work()}
    assert all(item.sets <= asked[item.exercise] for item in fewer.consequence.session.work())
    for change in rungs.changes:
        assert change.other in library().exercises[change.planned].regressions or change.planned in (
            library().exercises[change.other or ""].progressions
        )


@pytest.mark.parametrize("kit", [(), ("mini-band",), ("kettlebell", "box")])
def test_with_other_kit_nothing_is_asked_that_needs_more(
    session: Session, book: Notebook, kit: tuple[str, ...]
) -> None:
    way = with_kit_way(book, session, kit, "there")  # type: ignore[arg-type]
    made = way.consequence.session
    assert made.work()
    for item in made.work():
        exercise = library().exercises[item.exercise]
        assert allowed(kit, exercise)  # type: ignore[arg-type]
        if item.load.kind in ("kg", "lb", "effort"):
            assert set(exercise.load_kit) & set(kit)
    names = [item.exercise for item in made.work()]
    assert len(names) == len(set(names))


def test_leaving_everything_as_it_is_changes_nothing(session: Session, book: Notebook) -> None:
    assert changed_session(book, session, ()) is session
    same = changes_of(book, session, [f"{item.exercise}:{item.sets}" for item in session.work()])
    made = changed_session(book, session, same)
    assert (made.minutes, made.classes) == (session.minutes, session.classes)
    assert consequence_of(book, session, same).against == ()


def test_changes_that_cannot_be_are_refused_and_a_page_with_them_is_as_planned(
    client: Client, session: Session, book: Notebook
) -> None:
    name = session.work()[0].exercise
    for word in ("nothing:2", f"{name}:99", f"{name}:no-such-exercise", name, "", "a:b:c:d:e", "x" * 300):
        with pytest.raises(UnreadableFile):
            changes_of(book, session, [word])
        page = client.get(f"/session/{session.id}", {"change": word})
        assert page.status_code == 200
        assert "Otherwise than planned" not in read(page.content)


def test_changes_are_read_back_from_their_words(session: Session, book: Notebook) -> None:
    for way in (*shorter_ways(book, session), *easier_ways(book, session), with_kit_way(book, session, (), "none")):
        assert changes_of(book, session, [change.word for change in way.changes]) == way.changes


def test_leaving_out_says_what_is_no_longer_trained(session: Session, book: Notebook) -> None:
    calf = next(item.exercise for item in session.work() if "calf" in item.exercise)
    words = [f"{item.exercise}:0" for item in session.work() if "calf" in item.exercise]
    said = consequence_of(book, session, changes_of(book, session, words)).says
    assert any(line.startswith(library().exercises[calf].name) and "left out" in line for line in said)
    assert any("No longer trained in this session: calf" in line for line in said)


def test_not_today_offers_days_with_what_each_breaks_and_moves_in_one_tap(
    client: Client, home: Path, session: Session
) -> None:
    page = client.get(f"/session/{session.id}/otherwise/not-today").content.decode()
    free = re.search(r'name="id" value="([^"]+)"><input type="hidden" name="date" value="([^"]+)"', page)
    if free is None:
        assert "No day of the next week takes it" in page
        return
    sent = {"id": free[1], "date": free[2]}
    assert client.post(f"/record/session/{session.id}/moved", sent).status_code == 302
    store = open_store(home)
    moved = [one for one in effective(store.diary(RUNNER).entries()) if isinstance(one, SessionMoved)]
    store.close()
    assert [(one.session, str(one.date)) for one in moved] == [(session.id, free[2])]


def test_a_move_that_breaks_a_rule_is_asked_about_first(client: Client, session: Session, today: dt.date) -> None:
    in_use = {"id": "m-1", "date": str(today + dt.timedelta(days=3)), "start": "18:00"}
    answer = client.post(f"/record/session/{session.id}/moved", in_use)
    if answer.status_code == 422:
        assert "Is that right?" in read(answer.content)
        assert client.post(f"/record/session/{session.id}/moved", {**in_use, "sure": "1"}).status_code == 302
    else:
        assert answer.status_code == 302


def test_a_player_is_told_what_was_chosen_beside_the_plan(session: Session, book: Notebook) -> None:
    first, second, third = session.work()[:3]
    swap = swap_choices(book, session, second.exercise)[0]
    chosen = chosen_of(book, session, [f"{first.exercise}:1", swap.change.word, f"{third.exercise}:0"])
    assert chosen.sets == ({first.exercise: 1} if first.sets > 1 else {})
    assert {name: item.exercise for name, item in chosen.instead.items()} == {second.exercise: swap.exercise.id}
    assert chosen.left_out == (third.exercise,)
    assert chosen_of(book, session, []) == type(chosen)()


def test_a_sign_to_stop_is_said_where_one_would_start(client: Client, session: Session) -> None:
    page = f"/session/{session.id}"
    assert f'href="{page}/play' in client.get(page).content.decode()
    client.post("/record/stop", {"id": "r-1", "flag": "dizziness"})
    for path in (page, f"{page}/otherwise/shorter", "/season"):
        told = client.get(path).content.decode()
        assert f'href="{page}/play' not in told, path
    assert "Stop training now" in read(client.get(page).content)
    assert "Stop training now" in read(client.get("/season").content)
