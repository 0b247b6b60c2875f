"""Progress: what was done stands in pictures, in words and in a table behind each."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from playwright.sync_api import Page

from midstance.application.progress_picture import progress_picture
from midstance.application.recording.notebook import Notebook
from midstance.application.replanning import current_plan, season_of
from midstance.knowledge.library import library
from midstance.storage import open_store
from midstance.training.log import CheckIn, PainReport, SessionEnd, SetResult
from midstance.training.prescription import Load
from tests.living import done
from tests.web.conftest import Server, axe_findings
from tests.web.seasons import RUNNER, a_plan, dawn


def book_of(home: Path) -> Notebook:
    return Notebook(open_store(home).diary(RUNNER), dt.datetime.now(dt.UTC), library().exercises)


def test_every_week_says_what_was_asked_done_and_let_go(season: Path, today: dt.date) -> None:
    book = book_of(season)
    picture = progress_picture(book)
    ended = [one for one in book.entries if isinstance(one, SessionEnd)]
    assert sum(week.done for week in picture.weeks) == len(ended)
    for week in picture.weeks[:-1]:
        assert (week.planned, week.let_go, week.ahead) == (week.done, 0, 0)
    for regions in picture.regions[:-1]:
        assert regions.done == regions.asked


def test_a_missed_session_counts_as_let_go_also_when_the_plan_was_made_anew(home: Path, today: dt.date) -> None:
    from midstance.application.replanning import accept, begin, propose

    plan = a_plan(today, weeks_before=3)
    diary = open_store(home).diary(RUNNER)
    begin(diary, plan, dawn(plan.brief.start))
    missed = next(one for one in plan.sessions if one.date > plan.brief.start + dt.timedelta(days=6))
    entries = [entry for one in plan.sessions if one.date < today and one != missed for entry in done(one)]
    diary.record(entries)
    accept(diary, propose(diary, dawn(today)).kept.id)
    assert len(season_of(diary)) == 2
    revised = current_plan(diary)
    assert revised is not None
    assert missed.id not in {one.id for one in revised.sessions}
    weeks = progress_picture(book_of(home)).weeks
    assert sum(week.let_go for week in weeks if week.monday < today - dt.timedelta(days=7)) == 1


def test_a_session_done_before_the_first_week_is_seen(client: Client, home: Path, today: dt.date) -> None:
    from midstance.application.replanning import begin

    plan = a_plan(today + dt.timedelta(days=7))
    first = plan.sessions[0]
    diary = open_store(home).diary(RUNNER)
    begin(diary, plan, dawn(today - dt.timedelta(days=2)))
    diary.record(list(done(first, day=today - dt.timedelta(days=1))))
    picture = progress_picture(book_of(home))
    (week,) = (one for one in picture.weeks if one.done)
    assert (week.done, week.planned, week.let_go) == (1, 1, 0)
    (regions,) = (one for one in picture.regions if one.monday == week.monday)
    assert sum(regions.done.values()) > 0
    assert regions.asked == {}
    page = client.get("/progress").content.decode()
    assert "1 of 1 sessions done." in page
    assert "Once a session is done, its sets show here." not in page


def test_a_session_done_a_week_early_is_not_missed_in_its_own(home: Path, today: dt.date) -> None:
    from midstance.application.replanning import begin

    plan = a_plan(today, weeks_before=2)
    diary = open_store(home).diary(RUNNER)
    begin(diary, plan, dawn(plan.brief.start))
    second = plan.brief.start + dt.timedelta(days=7)
    early = next(one for one in plan.sessions if one.date >= second)
    rest = [one for one in plan.sessions if one.date < second + dt.timedelta(days=7) and one != early]
    diary.record([entry for one in rest for entry in done(one)])
    diary.record(list(done(early, day=second - dt.timedelta(days=1))))
    weeks = progress_picture(book_of(home)).weeks
    assert [week.let_go for week in weeks[:2]] == [0, 0]
    assert weeks[0].done + weeks[1].done == len(rest) + 1


def test_an_estimate_has_its_doubt_and_only_sets_that_say_enough_count(season: Path) -> None:
    diary = open_store(season).diary(RUNNER)
    at = dt.datetime.now(dt.UTC) - dt.timedelta(minutes=10)
    for index, (reps, rir) in enumerate(((8, 2), (15, 5)), 1):
        diary.record(
            [
                SetResult(
                    id=f"e-{index}", at=at + dt.timedelta(seconds=index), exercise="goblet-squat", index=index,
                    reps=reps, rir=rir, load=Load(kind="kg", kg=30.0),
                )
            ]
        )  # fmt: skip
    picture = progress_picture(book_of(season))
    lift = next(one for one in picture.lifts if one.progress.exercise == "goblet-squat")
    day = lift.days[-1].e1rm
    assert day is not None
    # Epley: 30 kg x (1 + 10 / 30); one day may lie two times 4.2 % away, more than one repetition of doubt, 1 kg.
    assert (day.kg, day.low_kg, day.high_kg, day.days) == (40.0, 36.6, 43.4, 1)


def test_an_estimate_of_one_day_is_told_as_a_first_guess_and_more_days_make_it_surer(
    client: Client, home: Path, today: dt.date
) -> None:
    from midstance.application.replanning import begin

    diary = open_store(home).diary(RUNNER)
    now = dt.datetime.now(dt.UTC)
    begin(diary, a_plan(today, weeks_before=1), now - dt.timedelta(days=7))

    def lifted(days_ago: int) -> None:
        at = now - dt.timedelta(days=days_ago, minutes=10)
        kg = Load(kind="kg", kg=30.0)
        diary.record([SetResult(id=f"d-{days_ago}", at=at, exercise="goblet-squat", index=1, reps=8, rir=2, load=kg)])

    lifted(0)
    page = client.get("/progress/goblet-squat").content.decode()
    assert "36.6 to 43.4 kg, from one day" in page
    assert "first guess" in page
    assert "about 40" not in page
    assert "36.6 to 43.4 kg, from one day" in client.get("/progress").content.decode()
    lifted(1)
    lifted(2)
    page = client.get("/progress/goblet-squat").content.decode()
    assert "about 40 kg (38.1 to 41.9)" in page
    assert "the last 3 days" in page


def test_pages_show_numbers_words_and_tables_in_the_runners_unit(client: Client, season: Path) -> None:
    diary = open_store(season).diary(RUNNER)
    at = dt.datetime.now(dt.UTC)
    diary.record(
        [
            PainReport(id="p-1", at=at, site="calf", side="left", score=4),
            CheckIn(id="c-1", at=at, soreness={"quadriceps": 6}),
        ]
    )
    page = client.get("/progress").content.decode()
    assert "left calf" in page
    assert "quadriceps" in page
    assert page.count("<svg") >= 3
    assert page.count("<table") >= 3
    one = client.get("/progress/goblet-squat").content.decode()
    assert "What changed, and why" in one
    assert "between" in one
    assert client.get("/progress/no-such-exercise").status_code == 404


@pytest.mark.usefixtures("home")
def test_without_a_plan_there_is_nothing_to_see(client: Client) -> None:
    assert client.get("/progress").headers["Location"] == "/welcome"


def test_a_first_day_shows_empty_states(client: Client, home: Path, today: dt.date) -> None:
    from tests.web.seasons import begin_season

    begin_season(home, today + dt.timedelta(days=7))
    page = client.get("/progress").content.decode()
    assert "shows here" in page
    assert "None is written down." in page


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_progress_is_accessible_and_fits_a_small_phone(
    season: Path, serve: Callable[..., Server], phone: Page, theme: str
) -> None:
    url = serve(season).url
    phone.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
    phone.set_viewport_size({"width": 320, "height": 640})
    for path in ("progress", "progress/goblet-squat"):
        phone.goto(f"{url}/{path}")
        assert axe_findings(phone) == [], path
        assert phone.evaluate("document.documentElement.scrollWidth") <= 320, path


def test_loads_are_said_in_the_unit_of_the_runner(client: Client, season: Path) -> None:
    assert " kg" in client.get("/progress").content.decode()
    client.post("/settings/shown", {"weight_unit": "lb", "distance_unit": "mi", "theme": "auto", "week_start": "mon"})
    for path in ("/progress", "/progress/goblet-squat", "/history"):
        page = client.get(path).content.decode()
        assert " lb" in page, path
        assert re.findall(r".{60}\d kg\b", page) == [], path
