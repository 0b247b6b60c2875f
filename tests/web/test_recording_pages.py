"""The forms that record: each writes what was said exactly once, asks about what is odd, and refuses in words."""

from __future__ import annotations

import datetime as dt
import html
import re
from pathlib import Path
from typing import TypeVar

import pytest
from django.test import Client

from midstance.storage import open_store
from midstance.training.log import (
    Away,
    CheckIn,
    Entry,
    Illness,
    PainReport,
    RaceSet,
    RunDone,
    RunMoved,
    SessionEnd,
    SetResult,
    effective,
)
from midstance.training.log import (
    TestDone as HomeTestDone,
)
from midstance.training.session import Session
from tests.web.seasons import RUNNER
from tests.web.strength_days import begin_with_session_today

Kind = TypeVar("Kind")


@pytest.fixture
def session(home: Path, today: dt.date) -> Session:
    """The session of a season in which today holds one."""
    return begin_with_session_today(home, today)


def entries(home: Path) -> tuple[Entry, ...]:
    """What counts in the diary."""
    store = open_store(home)
    try:
        return effective(store.diary(RUNNER).entries())
    finally:
        store.close()


def of(home: Path, kind: type[Kind]) -> list[Kind]:
    """The entries of a kind that count."""
    return [entry for entry in entries(home) if isinstance(entry, kind)]


def read(page: bytes) -> str:
    """A page as text, without its tags."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page.decode())).split())


def test_a_line_of_sets_is_written_down(client: Client, home: Path, session: Session) -> None:
    before = len(of(home, SetResult))
    sent = {"id": "l-1", "line": "pogo-hop 3x15s"}
    assert client.post("/record/sets", sent).status_code == 302
    new = of(home, SetResult)[before:]
    assert [(one.exercise, one.seconds, one.session) for one in new] == [("pogo-hop", 15, None)] * 3
    assert session.id not in {one.session for one in new}


@pytest.mark.usefixtures("session")
@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("", "nothing is said"),
        ("goblet-squat", "how many?"),
        ("gobblet-squat 3x8 @14kg", "did you mean"),
        ("goblet-squat 3x8 @900kg", "cannot be"),
        ("goblet-squat 3x999 @10kg", "plausible"),
        ("goblet-squat 3x8 @14kg nonsense", "nonsense"),
    ],
)
def test_a_line_that_cannot_be_read_is_pointed_at(client: Client, home: Path, line: str, says: str) -> None:
    before = entries(home)
    answer = client.post("/record/sets", {"id": "l-2", "line": line})
    assert answer.status_code == 422
    text = read(answer.content)
    assert says.casefold() in text.casefold()
    assert f'value="{html.escape(line)}"' in answer.content.decode()
    assert entries(home) == before


@pytest.mark.usefixtures("session")
def test_what_is_odd_is_asked_about_before_it_is_written_down(client: Client, home: Path) -> None:
    before = len(of(home, SetResult))
    client.post("/record/sets", {"id": "o-1", "line": "back-squat 2x5 @40kg"})
    sent = {"id": "o-2", "line": "back-squat 2x5 @90kg"}
    asked = client.post("/record/sets", sent)
    assert asked.status_code == 422
    assert "half again" in read(asked.content)
    assert len(of(home, SetResult)) == before + 2
    assert client.post("/record/sets", {**sent, "sure": "1"}).status_code == 302
    assert len(of(home, SetResult)) == before + 4


def test_a_session_done_as_asked_takes_one_tap(client: Client, home: Path, session: Session) -> None:
    sent = {"id": "w-1", "how": "asked", "rpe": "6"}
    for _ in range(3):
        assert client.post(f"/record/session/{session.id}", sent).status_code == 302
    ends = [one for one in of(home, SessionEnd) if one.session == session.id]
    assert [(one.ended, one.rpe, one.as_planned) for one in ends] == [("done", 6, True)]
    assert "Done. It is written down." in read(client.get("/today").content)


def test_a_session_that_differed_is_written_down_set_by_set(client: Client, home: Path, session: Session) -> None:
    page = client.get(f"/record/session/{session.id}").content.decode()
    keys = re.findall(r'name="done-([^"]+)"', page)
    loads = dict.fromkeys(re.findall(r'name="load-([^"]+)"', page), "10 kg")
    first = keys[0]
    sent = {"id": "d-1", "how": "sets", f"amount-{first}": "5", f"rir-{first}": "1"}
    sent |= {f"done-{key}": "1" for key in keys[:-1]} | {f"load-{name}": load for name, load in loads.items()}
    for name in loads:
        if "band" in name:
            sent[f"load-{name}"] = "light band"
    answer = client.post(f"/record/session/{session.id}", sent)
    assert answer.status_code == 302, read(answer.content)
    sets = [one for one in of(home, SetResult) if one.session == session.id]
    assert len(sets) == len(keys) - 1
    changed = next(one for one in sets if f"{one.exercise}.{one.index}.{one.side or 'both'}" == first)
    assert (changed.reps, changed.rir) == (5, 1)
    assert [one.ended for one in of(home, SessionEnd) if one.session == session.id] == ["partly"]
    before = entries(home)
    client.post(f"/record/session/{session.id}", sent)
    assert entries(home) == before


def test_a_load_that_has_to_be_said_is_asked_for_and_nothing_is_kept_till_then(
    client: Client, home: Path, session: Session
) -> None:
    page = client.get(f"/record/session/{session.id}").content.decode()
    keys = re.findall(r'name="done-([^"]+)"', page)
    open_loads = re.findall(r'name="load-([^"]+)" value=""', page)
    if not open_loads:
        pytest.skip("every load of this session is known")
    before = entries(home)
    answer = client.post(
        f"/record/session/{session.id}", {"id": "d-2", "how": "sets"} | {f"done-{key}": "1" for key in keys}
    )
    assert answer.status_code == 422
    assert "what load?" in read(answer.content)
    assert entries(home) == before


def test_a_session_ahead_is_not_done_yet(client: Client, home: Path, session: Session, today: dt.date) -> None:
    page = client.get("/today").content.decode()
    assert session.id in page
    store = open_store(home)
    from midstance.application.replanning import current_plan

    plan = current_plan(store.diary(RUNNER))
    store.close()
    assert plan is not None
    ahead = next(one for one in plan.sessions if one.date > today)
    answer = client.post(f"/record/session/{ahead.id}", {"id": "a-1", "how": "asked"})
    assert answer.status_code == 422
    text = read(answer.content)
    assert "lies ahead" in text
    assert "midstance moved" not in text


@pytest.mark.usefixtures("session")
def test_a_whole_workout_outside_the_plan(client: Client, home: Path) -> None:
    before = len(of(home, SetResult))
    assert client.post("/record/workout/W-07", {"id": "v-1"}).status_code == 302
    new = of(home, SetResult)[before:]
    assert new
    assert {one.session for one in new} == {None}


@pytest.mark.usefixtures("session")
def test_a_full_check_in_with_soreness_and_illness_and_the_end_of_it(
    client: Client, home: Path, today: dt.date
) -> None:
    sent = {"id": "c-1", "sleep": "6,5", "energy": "2", "fatigue": "4", "sore-quadriceps": "5", "ill": "head-cold"}
    assert client.post("/record/check-in", sent).status_code == 302
    [check] = of(home, CheckIn)
    assert (check.sleep_h, check.energy, check.fatigue, check.soreness) == (6.5, 2, 4, {"quadriceps": 5})
    assert [one.over for one in of(home, Illness)] == [None]
    assert "well again" in read(client.get("/today").content)
    client.post("/record/well", {"id": "c-2", "over": str(today)})
    assert [one.over for one in of(home, Illness)] == [today]


@pytest.mark.usefixtures("session")
@pytest.mark.parametrize(
    "sent",
    [
        {"sleep": "forty"}, {"sleep": "40"}, {"energy": "9"}, {"energy": "2.5"}, {"sore-knee": "3"},
        {"sore-glutes": "11"}, {"ill": "sadness"}, {"sleep": "7", "at": "2199-01-01T10:00"},
        {"sleep": "7", "at": "yesterday"}, {"sleep": "1e999"}, {"sleep": "nan"},
    ],
)  # fmt: skip
def test_a_check_in_that_cannot_be_is_refused(client: Client, home: Path, sent: dict[str, str]) -> None:
    before = entries(home)
    answer = client.post("/record/check-in", {"id": "x-1", **sent})
    assert answer.status_code == 422
    assert "Nothing was written down." in read(answer.content)
    assert entries(home) == before


@pytest.mark.usefixtures("session")
def test_a_pain_with_its_place_side_and_time(client: Client, home: Path) -> None:
    sent = {"id": "p-1", "site": "knee", "side": "right", "score": "3", "when": "running", "limping": "1"}
    answer = client.post("/record/pain", sent, follow=True)
    [one] = of(home, PainReport)
    assert (one.site, one.side, one.score, one.when, one.limping, one.joint) == (
        "knee", "right", 3, "running", True, True,
    )  # fmt: skip
    assert "Red: no loading of that part" in read(answer.content)
    for bad in ({"site": "knee"}, {"score": "3"}, {"site": "nose", "score": "3"}, {"site": "knee", "score": "11"}):
        if bad != {"score": "3"}:
            assert client.post("/record/pain", {"id": "p-2", **bad}).status_code == 422


@pytest.mark.usefixtures("session")
def test_a_run_with_its_distance_and_time(client: Client, home: Path, today: dt.date) -> None:
    sent = {"id": "r-1", "distance": "12.5", "duration": "1:05:00", "kind": "easy", "feel": "good"}
    assert client.post("/record/run", sent).status_code == 302
    [run] = of(home, RunDone)
    assert (run.distance_m, run.duration_s, run.kind, run.feel) == (12_500, 3900, "easy", "good")
    for bad in ({"distance": "42", "duration": "45min", "kind": "easy"}, {"distance": "x"}, {"kind": "flying"}):
        assert client.post("/record/run", {"id": "r-2", **bad}).status_code == 422
    assert len(of(home, RunDone)) == 1
    assert run.at.date() <= today


def test_a_run_moves_and_a_run_is_left_out(client: Client, home: Path, session: Session, today: dt.date) -> None:
    store = open_store(home)
    from midstance.application.replanning import current_plan

    plan = current_plan(store.diary(RUNNER))
    store.close()
    assert plan is not None
    run = next(run for run in plan.brief.runs if run.date > today and run.kind != "rest")
    other = run.date + dt.timedelta(days=1)
    sent = {"id": "m-1", "planned": str(run.date), "date": str(other), "kind": run.kind}
    assert client.post("/record/run-moved", sent).status_code == 302
    assert [(one.planned, one.date) for one in of(home, RunMoved)] == [(run.date, other)]
    assert client.post("/record/run-moved", {"id": "m-2", "planned": str(run.date)}).status_code == 422
    off = {"id": "m-3", "planned": str(other), "off": "1", "kind": run.kind}
    assert client.post("/record/run-moved", off).status_code == 302
    assert [one.date for one in of(home, RunMoved)] == [other, None]
    assert session.id


@pytest.mark.usefixtures("session")
def test_a_race_comes_in_and_is_called_off(client: Client, home: Path, today: dt.date) -> None:
    day = today + dt.timedelta(days=20)
    sent = {"id": "g-1", "date": str(day), "distance": "10", "priority": "B", "name": "Lake run"}
    assert client.post("/record/race", sent).status_code == 302
    [race] = of(home, RaceSet)
    assert (race.race.date, race.race.distance_m, race.race.priority) == (day, 10_000, "B")
    for bad in ({}, {"date": str(today - dt.timedelta(days=1))}, {"date": str(day), "off": "1"}, {"date": "soon"}):
        assert client.post("/record/race", {"id": "g-2", **bad}).status_code == 422


@pytest.mark.usefixtures("session")
def test_days_away_with_kit_with_none_and_without_strength(client: Client, home: Path, today: dt.date) -> None:
    first = today + dt.timedelta(days=2)
    days = {"first": str(first), "last": str(first + dt.timedelta(days=3))}
    client.post("/record/away", {"id": "t-1", **days, "place": "kit", "kit": ["mini-band", "chair"]})
    client.post("/record/away", {"id": "t-2", **days, "place": "kit"})
    client.post("/record/away", {"id": "t-3", **days, "place": "none"})
    assert [one.kit for one in of(home, Away)] == [("chair", "mini-band"), (), None]
    for bad in (
        days, {"place": "none"}, {"first": str(first), "last": str(today), "place": "none"},
        {**days, "place": "kit", "kit": ["piano"]},
    ):  # fmt: skip
        answer = client.post("/record/away", {"id": "t-4", **bad})
        assert answer.status_code == 422
        assert "Nothing was written down." in read(answer.content)


@pytest.mark.usefixtures("session")
def test_a_test_at_home_says_what_its_result_means(client: Client, home: Path) -> None:
    assert "No test at home foretells" in read(client.get("/tests/calf-raises").content)
    client.post("/tests/calf-raises", {"id": "h-1", "left": "22", "right": "15"})
    assert [(one.left, one.right) for one in of(home, HomeTestDone)] == [(22, 15)]
    assert "right side is 32 % behind" in read(client.get("/tests").content)
    for bad in ({}, {"left": "9999"}, {"both": "3"}):
        assert client.post("/tests/calf-raises", {"id": "h-2", **bad}).status_code == 422
    assert client.get("/tests/handstand").status_code == 404


@pytest.mark.usefixtures("session")
def test_the_history_is_corrected_and_taken_back_and_nothing_is_lost(client: Client, home: Path) -> None:
    client.post("/record/pain", {"id": "p-1", "site": "shin", "score": "4", "when": "during"})
    client.post("/record/sets", {"id": "s-1", "line": "pogo-hop 2x15s"})
    text = read(client.get("/history").content)
    assert "shin" in text
    assert "Pogo hop, set 2: 15 s" in text
    assert client.post("/history/s-1+2/correct", {"id": "k-1", "words": "12s"}).status_code == 302
    assert client.post("/history/p-1/correct", {"id": "k-2", "field-score": "2"}).status_code == 302
    assert client.post("/history/s-1/correct", {"id": "k-6", "words": "13s"}).status_code == 302
    assert [one.seconds for one in of(home, SetResult) if one.exercise == "pogo-hop"] == [13, 12]
    assert [one.score for one in of(home, PainReport)] == [2]
    assert client.post("/history/p-1/correct", {"id": "k-3", "field-score": "12"}).status_code == 422
    for _ in range(2):
        assert client.post("/history/s-1/back", {"id": "k-4"}).status_code == 302
    assert [one for one in of(home, SetResult) if one.exercise == "pogo-hop"] == []
    assert client.post("/history/nothing/back", {"id": "k-5"}).status_code == 422


@pytest.mark.usefixtures("session")
def test_the_history_is_narrowed_and_paged(client: Client) -> None:
    client.post("/record/pain", {"id": "p-1", "site": "shin", "score": "4", "when": "during"})
    only = read(client.get("/history?kind=pain").content)
    assert "shin" in only
    assert "set 1" not in only
    assert "no exercise we know" in read(client.get("/history?exercise=piano").content)
    first = client.get("/history").content.decode()
    earlier = re.search(r"before=(\d{4}-\d{2}-\d{2})", first)
    assert earlier is not None
    shown = set(re.findall(r'id="d(\d{8})"', first))
    more = client.get(f"/history?before={earlier[1]}").content.decode()
    assert shown.isdisjoint(re.findall(r'id="d(\d{8})"', more))
    assert client.get("/history?before=nonsense").status_code == 200


@pytest.mark.usefixtures("session")
def test_every_form_opens_and_needs_the_token_of_this_app(client: Client, home: Path) -> None:
    strict = Client(SERVER_NAME="localhost", enforce_csrf_checks=True)
    forms = [
        "check-in", "pain", "stop", "cleared", "well", "run", "run-moved", "race", "away", "sets", "workout/W-01",
    ]  # fmt: skip
    before = entries(home)
    for name in forms:
        assert client.get(f"/record/{name}").status_code == 200
        assert strict.post(f"/record/{name}", {"id": "z-1", "sleep": "7", "flag": "fever"}).status_code == 403
    assert entries(home) == before
    assert read(client.get("/record").content).count("A pain") == 1


@pytest.mark.usefixtures("session")
def test_sets_are_written_down_field_by_field(client: Client, home: Path) -> None:
    client.post("/settings/shown", {"weight_unit": "lb", "distance_unit": "km", "theme": "auto", "week_start": "mon"})
    before = len(of(home, SetResult))
    sent = {
        "id": "f-1",
        "line": "",
        "exercise": "goblet-squat",
        "sets": "2",
        "amount": "8",
        "of": "",
        "load": "35",
        "rir": "2",
    }
    assert client.post("/record/sets", sent).status_code == 302
    new = of(home, SetResult)[before:]
    assert [(one.exercise, one.reps, one.load.lb, one.rir) for one in new] == [("goblet-squat", 8, 35, 2)] * 2
    unsaid = client.post("/record/sets", {**sent, "id": "f-2", "amount": ""})
    assert unsaid.status_code == 422
    assert "how many?" in read(unsaid.content).casefold()
