"""A calendar that is followed: what moves in it becomes a proposal, and nothing else is taken for a move."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Sequence
from random import Random

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from midstance.application.feeds.kept import MemoryFeeds
from midstance.application.feeds.matching import match
from midstance.application.replanning import current_plan, proposal_of, season_of
from midstance.cli import feed_command
from midstance.storage import open_store
from midstance.training.log import Imported, RaceSet, RunMoved, RunsGiven
from midstance.training.running import Run
from tests.feed_server import FeedServer, Reply
from tests.feed_server import feed_server as feed_server
from tests.plan_fixture import runs
from tests.recording_desk import NOW, Desk
from tests.recording_desk import desk as desk

SECRET = "token-7f3a9c"
ADDRESS = f"https://calendar.example/{SECRET}/runs.ics"
TODAY = NOW.date()
LONG = dt.date(2027, 3, 14)
"""The Sunday of the first week: a long run of 16 km."""
TITLES = {"intervals": "6 x 800 m", "easy": "Easy run", "recovery": "Recovery run", "long": "Long run",
          "race": "Race Day!"}  # fmt: skip


def calendar(planned: Sequence[Run], *, uid: Callable[[int, Run], str] | None = None, more: str = "") -> bytes:
    """A calendar of runs as apps write them: whole days, the distance behind the title."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Coach//EN"]
    for place, run in enumerate(planned):
        amount = f" {run.distance_m / 1000:.1f} km" if run.distance_m and run.kind != "intervals" else ""
        title = TITLES[run.kind] + amount
        name = uid(place, run) if uid else f"run-{run.date}-{run.kind}@coach"
        lines += ["BEGIN:VEVENT", f"UID:{name}", "DTSTAMP:20270301T000000Z", f"SUMMARY:{title}",
                  f"DTSTART;VALUE=DATE:{run.date:%Y%m%d}", f"DTEND;VALUE=DATE:{run.date + dt.timedelta(days=1):%Y%m%d}",
                  "END:VEVENT"]  # fmt: skip
    return ("\r\n".join([*lines, *([more] if more else []), "END:VCALENDAR"]) + "\r\n").encode()


def by_origin(planned: Sequence[Run]) -> Callable[[int, Run], str]:
    """UIDs that a run keeps when it moves."""
    names = {id(run): f"run-{place}@coach" for place, run in enumerate(planned)}
    return lambda place, run: names.get(id(run), f"run-{place}@coach")


def moved(planned: Sequence[Run], date: dt.date, to: dt.date) -> list[Run]:
    """The runs with that of a day on another one, in place."""
    return [msgspec.structs.replace(run, date=to) if run.date == date else run for run in planned]


class Followed:
    """Ada's desk with a calendar that she follows."""

    def __init__(self, desk: Desk, server: FeedServer, box: MemoryFeeds) -> None:
        self.desk, self.server, self.box = desk, server, box

    def later(self, minutes: int = 60) -> None:
        """Time goes by."""
        self.desk.now += dt.timedelta(minutes=minutes)

    def check(self, data: bytes | None = None, *words: str) -> str:
        """What `feed check` says an hour later, of a calendar that may be another one."""
        if data is not None:
            self.server.calendar(data)
        self.later()
        return self.desk.done("feed", "check", *words)


@pytest.fixture
def box(monkeypatch: pytest.MonkeyPatch, feed_server: FeedServer) -> MemoryFeeds:
    """Where Ada's feeds are kept; the product's transport is led to the server of the test."""
    box = MemoryFeeds()
    monkeypatch.setattr(feed_command, "the_feeds", lambda runner: box)
    monkeypatch.setattr(feed_command, "the_transport", feed_server.transport)
    return box


@pytest.fixture
def followed(desk: Desk, feed_server: FeedServer, box: MemoryFeeds) -> Followed:
    """The plan's own runs as a calendar, followed from now on."""
    feed_server.calendar(calendar(runs()))
    said = desk.done("feed", "add", ADDRESS)
    assert "is followed" in said
    assert desk.entries == ()
    return Followed(desk, feed_server, box)


def test_a_calendar_that_is_the_plan_brings_nothing_and_its_address_is_never_shown(followed: Followed) -> None:
    followed.later()
    for words in (["list"], ["list", "--json"], ["check"]):
        said = followed.desk.run("feed", *words).output
        assert "calendar.example" in said
        assert SECRET not in said
    assert SECRET not in repr(followed.box.feeds())
    assert followed.desk.entries == ()


def test_a_moved_run_becomes_a_proposal_that_nobody_accepted(followed: Followed) -> None:
    said = followed.check(calendar(moved(runs(), LONG, LONG - dt.timedelta(days=1))))
    assert "long run of Sunday 14 March" in said
    assert "Saturday 13 March" in said
    [entry] = followed.desk.of(RunMoved)
    assert (entry.planned, entry.kind, entry.date) == (LONG, "long", LONG - dt.timedelta(days=1))
    assert len(season_of(followed.desk.diary)) == 1
    proposal = proposal_of(followed.desk.diary)
    assert proposal is not None
    there = {run.kind for run in proposal.plan.brief.runs if run.date == LONG - dt.timedelta(days=1)}
    assert "long" in there
    assert "waits" in said or "stay as they are" in said


def test_looking_again_brings_nothing_again(followed: Followed) -> None:
    data = calendar(moved(runs(), LONG, LONG - dt.timedelta(days=1)))
    followed.check(data)
    before = followed.desk.diary.entries()
    followed.check(data)
    followed.desk.done("accept")
    followed.check(data, "--again")
    assert followed.desk.diary.entries() == before


def test_one_undo_takes_back_what_came_and_it_does_not_come_again(followed: Followed) -> None:
    data = calendar(moved(runs(), LONG, LONG - dt.timedelta(days=1)))
    followed.check(data)
    assert "calendar feed" in followed.desk.done("undo")
    assert followed.desk.of(RunMoved) == []
    followed.check(data)
    assert followed.desk.of(RunMoved) == []


def test_the_same_plan_with_new_uids_changes_nothing(followed: Followed) -> None:
    followed.check(calendar(runs(), uid=lambda place, run: f"new-{place * 7}@coach"))
    assert followed.desk.entries == ()


def test_a_run_that_moved_while_all_uids_changed_is_still_one_run(followed: Followed) -> None:
    there = moved(runs(), LONG, LONG - dt.timedelta(days=1))
    followed.check(calendar(there, uid=lambda place, run: f"new-{place * 7}@coach"))
    [entry] = followed.desk.of(RunMoved)
    assert (entry.planned, entry.date) == (LONG, LONG - dt.timedelta(days=1))


def test_a_window_that_rolls_on_deletes_nothing(followed: Followed) -> None:
    week = [run for run in runs() if run.date < TODAY + dt.timedelta(days=7)]
    said = followed.check(calendar(week))
    assert followed.desk.entries == ()
    assert "not in the feed" not in said
    said = followed.check(calendar([run for run in runs() if run.date > LONG]))
    assert followed.desk.entries == ()


def test_a_run_missing_amid_others_is_asked_about_and_taken_out_only_on_the_runners_word(followed: Followed) -> None:
    without = calendar([run for run in runs() if run.date != LONG])
    assert "not in the feed any more" in followed.check(without)
    assert followed.desk.entries == ()
    assert "will not be run" in followed.check(without, "--missing-off")
    [entry] = followed.desk.of(RunMoved)
    assert (entry.planned, entry.date) == (LONG, None)


def test_a_cancelled_run_will_not_be_run(followed: Followed) -> None:
    data = calendar(runs()).replace(
        f"UID:run-{LONG}-long@coach\r\n".encode(), f"UID:run-{LONG}-long@coach\r\nSTATUS:CANCELLED\r\n".encode()
    )
    followed.check(data)
    [entry] = followed.desk.of(RunMoved)
    assert (entry.planned, entry.date) == (LONG, None)


def test_a_run_that_became_another_comes_as_a_running_plan_with_the_rest_as_it_was(followed: Followed) -> None:
    other = [msgspec.structs.replace(run, distance_m=21_000) if run.date == LONG else run for run in runs()]
    followed.check(calendar(other))
    [given] = followed.desk.of(RunsGiven)
    assert {run.distance_m for run in given.runs if run.date == LONG} == {21_000}
    kept = {(run.date, run.kind) for run in runs() if run.date >= TODAY}
    assert {(run.date, run.kind) for run in given.runs} == kept


def test_a_new_run_is_added_and_two_that_swap_are_told_apart(followed: Followed) -> None:
    extra = Run(date=LONG - dt.timedelta(days=1), kind="recovery", key=False, distance_m=4000)
    followed.check(calendar([*runs(), extra]))
    assert any(run.kind == "recovery" and run.date == extra.date for run in followed.desk.of(RunsGiven)[-1].runs)
    easy, hard = TODAY + dt.timedelta(days=8), TODAY + dt.timedelta(days=7)
    swapped = [
        msgspec.structs.replace(run, date=easy if run.date == hard else hard) if run.date in (easy, hard) else run
        for run in [*runs(), extra]
    ]
    followed.check(calendar(swapped))
    plan = proposal_of(followed.desk.diary)
    assert plan is not None
    assert [run.kind for run in plan.plan.brief.runs if run.date == easy] == ["intervals"]
    assert [run.kind for run in plan.plan.brief.runs if run.date == hard] == ["easy"]


def test_what_the_runner_moved_by_hand_stays_where_they_put_it(followed: Followed) -> None:
    own = LONG - dt.timedelta(days=1)
    followed.desk.done("run-moved", str(LONG), str(own))
    followed.check(calendar(runs()), "--again")
    assert len(followed.desk.of(RunMoved)) == 1
    said = followed.check(calendar(moved(runs(), LONG, LONG - dt.timedelta(days=2))))
    assert "stays where you put it" in said
    assert [entry.date for entry in followed.desk.of(RunMoved)] == [own]
    followed.desk.done("run-moved", str(own + dt.timedelta(days=7)), "off", "--kind", "easy")
    followed.check(calendar(moved(runs(), LONG, LONG - dt.timedelta(days=2))), "--again")
    assert len(followed.desk.of(RunMoved)) == 2


def test_a_race_that_moves_takes_its_day_along(followed: Followed) -> None:
    race = dt.date(2027, 4, 4)
    followed.check(calendar(moved(runs(), race, race - dt.timedelta(days=1))))
    proposal = proposal_of(followed.desk.diary)
    assert proposal is not None
    assert [one.date for one in proposal.plan.brief.races] == [race - dt.timedelta(days=1)]


def test_another_running_plan_takes_the_place_of_the_one_followed_and_the_race_stays(
    desk: Desk, feed_server: FeedServer, box: MemoryFeeds
) -> None:
    other = [
        Run(date=TODAY + dt.timedelta(days=day), kind="easy", key=False, distance_m=5000)
        for day in (1, 3, 5, 8, 10, 12)
    ]
    feed_server.calendar(calendar(other))
    assert "another running plan" in desk.done("feed", "add", ADDRESS)
    [given] = desk.of(RunsGiven)
    within = [run for run in given.runs if other[0].date <= run.date <= other[-1].date]
    assert [(run.date, run.distance_m) for run in within] == [(run.date, 5000) for run in other]
    assert given.runs[-1].kind == "race"
    assert desk.of(RaceSet) == []
    assert len(desk.of(Imported)) == 1


def test_a_dry_run_writes_nothing_down_and_looks_as_if_for_the_first_time_again(followed: Followed) -> None:
    data = calendar(moved(runs(), LONG, LONG - dt.timedelta(days=1)))
    assert "Nothing was written down" in followed.check(data, "--dry-run")
    assert followed.desk.entries == ()
    followed.check(data)
    assert len(followed.desk.of(RunMoved)) == 1


def test_a_feed_is_not_asked_more_often_than_is_polite(followed: Followed) -> None:
    asked = len(followed.server.asked)
    followed.desk.done("feed", "check", "calendar.example")
    followed.later(1)
    followed.desk.done("feed", "check")
    assert len(followed.server.asked) == asked
    followed.desk.done("feed", "check", "calendar.example")
    assert len(followed.server.asked) == asked + 1
    followed.later(20)
    followed.desk.done("feed", "check")
    assert len(followed.server.asked) == asked + 2


def test_a_server_that_says_too_often_is_left_alone_as_long_as_it_asks(followed: Followed) -> None:
    followed.later()
    followed.server.says(Reply(status=429, headers={"Retry-After": "7200"}))
    result = followed.desk.run("feed", "check")
    assert result.exit_code == 1
    assert "120 minutes" in result.stderr
    assert SECRET not in result.output
    asked = len(followed.server.asked)
    followed.later(60)
    assert "left alone" in followed.desk.done("feed", "check", "calendar.example")
    assert len(followed.server.asked) == asked
    followed.server.calendar(calendar(runs()))
    followed.later(61)
    followed.desk.done("feed", "check", "calendar.example")
    assert len(followed.server.asked) == asked + 1
    assert followed.box.feeds()[0].failures == 0


def test_not_modified_is_cheap_and_is_asked_for(followed: Followed) -> None:
    followed.server.calendar(calendar(runs()), ETag='"one"')
    followed.check(None, "--again")
    followed.server.says(Reply(status=304))
    assert "Nothing new" in followed.check()
    assert followed.server.asked[-1].headers["if-none-match"] == '"one"'


@pytest.mark.parametrize("data", [b"", b"<html>Log in</html>", b"\x00\x01", b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"])
def test_what_is_no_calendar_changes_nothing_and_is_said(followed: Followed, data: bytes) -> None:
    before = followed.box.feeds()[0].seen
    followed.server.calendar(data)
    followed.later()
    result = followed.desk.run("feed", "check")
    assert result.exit_code == 1
    assert result.stderr.startswith("midstance: calendar.example")
    assert followed.desk.entries == ()
    assert followed.box.feeds()[0].seen == before


def test_a_feed_that_cannot_be_read_at_first_is_not_kept(desk: Desk, feed_server: FeedServer, box: MemoryFeeds) -> None:
    feed_server.says(Reply(status=404))
    assert "no calendar" in desk.refused("feed", "add", ADDRESS)
    assert SECRET not in desk.refused("feed", "add", ADDRESS)
    assert "only https" in desk.refused("feed", "add", ADDRESS.replace("https", "http"))
    assert box.feeds() == ()


def test_removed_is_forgotten_and_names_are_said(followed: Followed) -> None:
    assert "calendar.example" in followed.desk.refused("feed", "check", "nobody")
    assert "forgotten" in followed.desk.done("feed", "remove", "Calendar.Example")
    assert followed.box.feeds() == ()
    assert "No feed" in followed.desk.refused("feed", "check")


def test_the_store_keeps_feeds_apart_from_diaries_and_forgets_them_with_the_runner(
    tmp_path: object, followed: Followed
) -> None:
    from pathlib import Path

    home = Path(str(tmp_path)) / "home"
    store = open_store(home)
    try:
        [feed] = followed.box.feeds()
        mine, other = store.feeds("ada"), store.feeds("ben")
        mine.add(feed)
        other.add(feed)
        assert mine.feeds() == (feed,)
        after = msgspec.structs.replace(feed, failures=3)
        assert mine.change(feed, after)
        assert not mine.change(feed, after)
        assert mine.feeds() == (after,)
        store.diary("ada").record([RunMoved(id="a", at=NOW, planned=LONG)])
        from midstance.application.backups import write_backup
        from midstance.application.keeping import write_diary

        assert SECRET.encode() not in write_diary(store.document("ada"))
        assert SECRET.encode() not in write_backup(store.documents(), NOW)
        store.delete("ada")
        assert mine.feeds() == ()
        assert other.remove(feed.name)
        store.feeds("ada").clear()
    finally:
        store.close()
    assert (home / "diary.sqlite3").stat().st_mode & 0o077 == 0 or home.stat().st_mode & 0o077 == 0


DAYS = st.integers(min_value=0, max_value=27)


@settings(max_examples=60)
@given(st.randoms(use_true_random=False), st.booleans())
def test_pairing_hangs_on_no_order_and_on_no_uid(random: Random, new_uids: bool) -> None:
    before = list(runs())
    now = [msgspec.structs.replace(run, source=f"n{place}" if new_uids else run.source)
           for place, run in enumerate(before)]  # fmt: skip
    random.shuffle(now)
    found = match(before, now)
    assert found.gone == ()
    assert found.added == ()
    assert all((one.date, one.kind, one.title) == (other.date, other.kind, other.title) for one, other in found.same)


@settings(max_examples=100)
@given(st.lists(st.tuples(DAYS, DAYS), max_size=6), st.sets(DAYS, max_size=6))
def test_every_run_is_paired_gone_or_added_once(moves: list[tuple[int, int]], left_out: set[int]) -> None:
    before = [msgspec.structs.replace(run, source=f"u{place}") for place, run in enumerate(runs())]
    start = before[0].date
    now = [run for place, run in enumerate(before) if place not in left_out]
    for one, to in moves:
        if now:
            place = one % len(now)
            now[place] = msgspec.structs.replace(now[place], date=start + dt.timedelta(days=to))
    found = match(before, now)
    assert sorted(id(run) for run in (*found.gone, *(one for one, _ in found.same))) == sorted(map(id, before))
    assert sorted(id(run) for run in (*found.added, *(other for _, other in found.same))) == sorted(map(id, now))


def test_json_has_no_secret_and_is_json(followed: Followed) -> None:
    result = followed.desk.run("feed", "list", "--json")
    [feed] = json.loads(result.stdout)
    assert feed["name"] == "calendar.example"
    assert current_plan(followed.desk.diary) is not None
