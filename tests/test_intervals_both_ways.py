"""intervals.icu both ways, against a server that speaks its documented API: nothing lost, nothing doubled."""

from __future__ import annotations

import base64
import datetime as dt
import json

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from midstance.application.feeds.kept import Feed, MemoryFeeds
from midstance.application.replanning import proposal_of
from midstance.cli import feed_command
from midstance.formats.entry import UnreadableFile
from midstance.formats.intervals_icu import read_intervals_events
from midstance.services.intervals_client import Intervals, checked_account, checked_key
from midstance.services.patience import Patience
from midstance.services.trouble import ServiceTrouble
from midstance.training.log import Away, RaceSet, RunMoved, RunsGiven
from tests.feed_server import FeedServer, Reply
from tests.feed_server import feed_server as feed_server
from tests.intervals_server import KEY, IntervalsServer
from tests.plan_fixture import RACE_DAY, runs
from tests.recording_desk import NOW, Desk
from tests.recording_desk import desk as desk

LONG = dt.date(2027, 3, 14)
NAMES = {
    "intervals": "6 x 800 m",
    "easy": "Easy run",
    "recovery": "Recovery run",
    "long": "Long run",
    "race": "City 10",
}


class Connected:
    """Ada's desk with her account connected, and the server behind it."""

    def __init__(self, desk: Desk, box: MemoryFeeds, icu: IntervalsServer) -> None:
        self.desk, self.box, self.icu = desk, box, icu

    def do(self, *words: str) -> str:
        """A command an hour later."""
        self.desk.now += dt.timedelta(hours=1)
        return self.desk.done("intervals", *words)

    def fails(self, *words: str) -> str:
        """What a command says that does not work; the key is never in it."""
        self.desk.now += dt.timedelta(hours=1)
        result = self.desk.run("intervals", *words)
        assert result.exit_code in (1, 2), result.output
        assert KEY not in result.output
        assert "Traceback" not in result.output
        return " ".join(result.stderr.split())

    def plan_there(self) -> None:
        """The runs of the plan as events."""
        for run in runs():
            if run.date < NOW.date():
                continue
            category = "RACE_A" if run.kind == "race" else "WORKOUT"
            self.icu.add(category, str(run.date), type="Run", name=NAMES[run.kind], distance=run.distance_m,
                         moving_time=run.duration_s)  # fmt: skip

    def event(self, day: dt.date) -> dict[str, object]:
        """The event of a day."""
        return next(one for one in self.icu.events.values() if str(one["start_date_local"])[:10] == str(day))


@pytest.fixture
def connected(desk: Desk, feed_server: FeedServer, monkeypatch: pytest.MonkeyPatch) -> Connected:
    """Connected, with an empty calendar there; nobody really waits."""
    box, icu = MemoryFeeds(), IntervalsServer(feed_server)
    monkeypatch.setattr(feed_command, "the_feeds", lambda runner: box)
    monkeypatch.setattr(feed_command, "the_transport", feed_server.transport)
    monkeypatch.setattr("time.sleep", lambda seconds: None)
    result = desk.run("intervals", "connect", "--key-stdin", "--athlete", "i12345", typed=f"{KEY}\n")
    assert result.exit_code == 0, result.output
    assert "Connected as Ada" in result.output
    assert KEY not in result.output
    return Connected(desk, box, icu)


def test_a_key_that_does_not_work_is_not_kept(connected: Connected) -> None:
    result = connected.desk.run("intervals", "connect", "--key-stdin", typed="another-key-0815\n")
    assert result.exit_code == 2
    assert "does not know the API key" in result.stderr
    assert [feed.secret for feed in connected.box.feeds()] == [KEY]
    for typed in ("", "short", "with space inside", "with:colon1234"):
        with pytest.raises(ServiceTrouble):
            checked_key(typed)
    for typed in ("me/../x", "i12345?x", "name"):
        with pytest.raises(ServiceTrouble):
            checked_account(typed)


def test_the_same_runs_bring_nothing_and_a_moved_one_becomes_a_proposal(connected: Connected) -> None:
    connected.plan_there()
    assert "Nothing in it" in connected.do("pull")
    assert connected.desk.entries == ()
    connected.event(LONG)["start_date_local"] = "2027-03-13T09:30:00"
    assert "Saturday 13 March at 09:30" in connected.do("pull")
    [entry] = connected.desk.of(RunMoved)
    assert (entry.planned, entry.date, entry.start) == (LONG, dt.date(2027, 3, 13), "09:30")
    proposal = proposal_of(connected.desk.diary)
    assert proposal is not None
    connected.do("pull")
    assert len(connected.desk.of(RunMoved)) == 1


def test_what_is_deleted_there_will_not_be_run_but_an_empty_answer_deletes_nothing(connected: Connected) -> None:
    connected.plan_there()
    connected.do("pull")
    number = connected.event(LONG)["id"]
    kept = connected.icu.events.pop(int(str(number)))
    connected.do("pull")
    [entry] = connected.desk.of(RunMoved)
    assert (entry.planned, entry.date) == (LONG, None)
    connected.icu.events.clear()
    said = connected.do("pull")
    assert connected.desk.of(RunMoved) == [entry]
    assert "will not be run" not in said
    assert kept


def test_races_come_with_their_priority(connected: Connected) -> None:
    connected.plan_there()
    connected.do("pull")
    connected.icu.add("RACE_B", "2027-03-21", type="Run", name="Park 5", distance=5000, moving_time=1500)
    connected.event(RACE_DAY)["category"] = "RACE_B"
    connected.do("pull")
    said = {entry.race.date: (entry.race.priority, entry.race.distance_m) for entry in connected.desk.of(RaceSet)}
    assert said == {dt.date(2027, 3, 21): ("B", 5000), RACE_DAY: ("B", 10_000)}
    assert any(run.kind == "race" and run.date == dt.date(2027, 3, 21) for run in connected.desk.of(RunsGiven)[-1].runs)
    before = connected.desk.diary.entries()
    connected.do("pull")
    assert connected.desk.diary.entries() == before


def test_a_holiday_is_days_away_that_move_with_it_and_go_with_it(connected: Connected) -> None:
    connected.plan_there()
    holiday = connected.icu.add("HOLIDAY", "2027-03-18", end="2027-03-21", name="Sea")
    assert "Holiday" in connected.do("pull")
    [away] = connected.desk.of(Away)
    assert (away.first, away.last, away.kit, away.note) == (dt.date(2027, 3, 18), dt.date(2027, 3, 20), None, "Sea")
    connected.do("pull")
    assert len(connected.desk.of(Away)) == 1
    for last in ("2027-03-23", "2027-03-24"):
        holiday["end_date_local"] = f"{last}T00:00:00"
        connected.do("pull")
        [away] = connected.desk.of(Away)
        assert away.last == dt.date.fromisoformat(last) - dt.timedelta(days=1)
    del connected.icu.events[int(str(holiday["id"]))]
    assert "is off" in connected.do("pull")
    assert connected.desk.of(Away) == []


def test_a_holiday_taken_back_by_hand_does_not_come_again(connected: Connected) -> None:
    connected.icu.add("HOLIDAY", "2027-03-18", end="2027-03-21", name="Sea")
    connected.do("pull")
    connected.desk.done("undo")
    connected.do("pull")
    assert connected.desk.of(Away) == []


def test_sick_and_injured_days_are_asked_about_until_the_diary_knows(connected: Connected) -> None:
    connected.icu.add("SICK", "2027-03-08", end="2027-03-12", name="Flu")
    connected.icu.add("INJURED", "2027-03-09", end="2027-03-13")
    said = connected.do("pull")
    assert "you are sick" in said
    assert "you are injured" in said
    assert connected.desk.entries == ()
    connected.desk.done("checkin", "--ill", "head-cold")
    connected.desk.done("pain", "knee", "3")
    said = connected.do("pull")
    assert "you are sick" not in said
    assert "you are injured" not in said


def test_sessions_are_sent_once_moved_in_place_and_taken_away(connected: Connected) -> None:
    ahead = [one for one in connected.desk.book.the_plan().sessions if one.date >= NOW.date()]
    assert f"{len(ahead)} sessions sent" in connected.do("push")
    assert len(connected.icu.ours) == len(ahead)
    session = ahead[2]
    event = connected.icu.ours[f"midstance:{session.id}"]
    assert event["category"] == "WORKOUT"
    assert event["type"] == "WeightTraining"
    assert event["start_date_local"] == f"{session.date}T{session.start}:00"
    assert event["moving_time"] == session.minutes * 60
    assert "Goblet squat" in str(event["description"])
    assert not any(line.startswith("-") for line in str(event["description"]).splitlines())
    written = len(connected.icu.written)
    assert "0 sessions sent, 0 taken away" in connected.do("push")
    assert len(connected.icu.written) == written
    number = event["id"]
    connected.desk.done("moved", session.id, str(session.date + dt.timedelta(days=1)))
    assert "1 session sent" in connected.do("push")
    event = connected.icu.ours[f"midstance:{session.id}"]
    assert event["id"] == number
    assert str(event["start_date_local"])[:10] == str(session.date + dt.timedelta(days=1))
    connected.desk.done("skip", session.id)
    assert "1 taken away" in connected.do("push")
    assert f"midstance:{session.id}" not in connected.icu.ours
    connected.desk.done("undo")
    assert "1 session sent" in connected.do("push")


def test_what_somebody_else_put_there_is_left_alone_and_ours_is_no_run(connected: Connected) -> None:
    connected.plan_there()
    connected.icu.add("WORKOUT", "2027-03-16", type="WeightTraining", name="Club circuit", external_id="club:1")
    connected.do("push")
    assert "Nothing in it" in connected.do("pull")
    assert connected.desk.entries == ()
    connected.desk.done("skip", "next")
    connected.do("push")
    assert "club:1" in connected.icu.ours


def test_with_a_workout_file_for_the_watch(connected: Connected) -> None:
    connected.do("push", "--fit")
    for event in connected.icu.ours.values():
        assert str(event["filename"]).endswith(".fit")
        assert base64.b64decode(str(event["file_contents_base64"]))[8:12] == b".FIT"


@pytest.mark.parametrize(("status", "word"), [(401, "API key"), (403, "may not"), (404, "athlete"), (422, "refused"),
                                              (500, "trouble")])  # fmt: skip
@pytest.mark.parametrize("command", ["pull", "push"])
def test_what_the_service_refuses_is_said_in_words(connected: Connected, status: int, word: str, command: str) -> None:
    connected.icu.troubles[:] = [Reply(status=status, body=KEY.encode())] * 9
    assert word in connected.fails(command)
    assert connected.desk.entries == ()


def test_trouble_that_passes_is_waited_out_and_too_often_is_never_answered_by_more(connected: Connected) -> None:
    slept: list[float] = []
    client = Intervals(KEY, "0", connected.icu.server.transport(), NOW, Patience(sleep=slept.append))
    connected.icu.troubles[:] = [Reply(status=503), Reply(status=429, headers={"Retry-After": "7"})]
    client.events(NOW.date(), NOW.date())
    assert slept[0] < 2
    assert slept[1] == 7
    connected.icu.server.asked.clear()
    connected.icu.troubles[:] = [Reply(status=429, headers={"Retry-After": "3600"})] * 3
    with pytest.raises(ServiceTrouble, match="60 minutes"):
        client.events(NOW.date(), NOW.date())
    assert len(connected.icu.server.asked) == 1
    connected.icu.troubles[:] = [Reply(raw=b"")]
    client.events(NOW.date(), NOW.date())


def test_a_push_that_breaks_off_half_way_is_finished_by_the_next(connected: Connected) -> None:
    connected.do("push")
    connected.desk.done("skip", "next")
    connected.icu.troubles[:] = [
        Reply(body=json.dumps(list(connected.icu.events.values())).encode()),
        *[Reply(status=500)] * 3,
    ]
    assert "trouble" in connected.fails("push")
    assert "1 taken away" in connected.do("push")


def test_without_an_account_it_says_how_to_connect(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feed_command, "the_feeds", lambda runner: MemoryFeeds())
    assert "midstance intervals connect" in desk.refused("intervals", "pull")
    assert "midstance intervals connect" in desk.refused("intervals", "push")


def test_connecting_again_puts_the_new_key_in_the_place_of_the_old_one(connected: Connected) -> None:
    connected.do("push")
    connected.desk.run("intervals", "connect", "--key-stdin", typed=f"{KEY}\n")
    [feed] = connected.box.feeds()
    assert feed.account == "0"
    assert "0 sessions sent" in connected.do("push")


@pytest.mark.parametrize(
    "data", [b"", b"{}", b"null", b"<html>", b'[{"id":[]}]', b"\xff", b'[{"category":3}]', b"[" * 9000]
)
def test_an_answer_that_is_no_list_of_events_is_refused_in_words(data: bytes) -> None:
    with pytest.raises(UnreadableFile):
        read_intervals_events(data)


def test_events_without_a_date_that_can_be_meant_are_told_and_left_out() -> None:
    events = [{"id": 1, "category": "WORKOUT", "start_date_local": "soon"}, {"id": 2, "category": "WORKOUT"},
              {"id": 3, "category": "RACE_A", "type": "Run", "name": "Race", "start_date_local": "2027-04-04T10:00:00"},
              {"id": 4, "category": "NOTE", "start_date_local": "2027-04-04T00:00:00"}]  # fmt: skip
    found = read_intervals_events(json.dumps(events).encode())
    assert len(found.plan.problems) == 2
    assert [(run.kind, run.start) for run in found.plan.runs] == [("race", "10:00")]
    assert len(found.plan.dropped) == 1


TEXT = st.text(max_size=20)
MAYBE_TEXT = st.one_of(st.none(), TEXT)
AMOUNT = st.one_of(st.none(), st.floats(allow_nan=False, allow_infinity=False))
EVENT = st.fixed_dictionaries({}, optional={
    "id": st.integers(-5, 99), "type": st.sampled_from([None, "Run", "Ride", "WeightTraining", "Golf"]),
    "category": st.sampled_from(["WORKOUT", "RACE_A", "SICK", "HOLIDAY", "NOTE", "PLAN", "?"]), "new": TEXT,
    "name": MAYBE_TEXT, "description": MAYBE_TEXT, "moving_time": AMOUNT, "distance": AMOUNT,
    "start_date_local": st.one_of(TEXT, st.dates().map(lambda day: f"{day}T00:00:00")),
    "end_date_local": st.one_of(MAYBE_TEXT, st.datetimes().map(lambda moment: moment.isoformat())),
})  # fmt: skip


@given(st.lists(EVENT, max_size=6))
def test_any_events_are_understood_or_left_out(events: list[dict[str, object]]) -> None:
    found = read_intervals_events(json.dumps(events).encode())
    assert all(span.first <= span.last for span in found.spans)
    assert msgspec.json.encode(found)


def test_the_key_is_in_no_repr() -> None:
    assert KEY not in repr(Feed(name="intervals.icu", kind="intervals", secret=KEY, added=NOW))
