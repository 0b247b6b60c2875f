"""The library: found by whatever word one has for a thing, shown whole, and walked from rung to rung."""

from __future__ import annotations

import datetime as dt
import html
import re
from pathlib import Path

import pytest
from django.test import Client

from midstance.application.browsing import Asked, ladder_of, search
from midstance.application.rule_weeks import example
from midstance.figure.figures import faults_of
from midstance.knowledge.library import library
from midstance.knowledge.substitution import allowed
from midstance.training.exercise import Kit
from tests.web.strength_days import begin_with_session_today

pytestmark = pytest.mark.usefixtures("home")


def read(page: bytes) -> str:
    """A page as text, without its tags."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page.decode())).split())


def found(words: str, **more: object) -> list[str]:
    """Ids of what a search finds."""
    return [exercise.id for exercise in search(Asked(words=words, **more))]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("goblet", "goblet-squat"), ("rear foot elevated", "bulgarian-split-squat"), ("RDL", "romanian-deadlift"),
        ("E-10", "bulgarian-split-squat"), ("nordic", "nordic-lower"), ("BULGARIAN", "bulgarian-split-squat"),
    ],
)  # fmt: skip
def test_an_exercise_is_found_by_its_names(words: str, first: str) -> None:
    hits = found(words)
    assert first in hits[:6]


def test_exercises_are_found_by_muscle_kit_and_pain() -> None:
    assert all("calf-soleus" in (*library().exercises[name].primary, *library().exercises[name].secondary)
               or "calf" in name or "soleus" in name for name in found("soleus"))  # fmt: skip
    assert found("kettlebell")
    for words in ("knee pain", "sore knee", "pain knee squat"):
        assert found(words)
        assert all("knee" not in library().exercises[name].excluded_by for name in found(words))
    assert found("xyzzy") == []
    assert len(found("")) == len(library().exercises)


def test_filters_keep_what_they_say() -> None:
    kit: tuple[Kit, ...] = ("mini-band", "chair")
    for exercise in search(Asked(kit=kit, level="beginner", sore="knee")):
        assert allowed(kit, exercise)
        assert exercise.level == "beginner"
        assert "knee" not in exercise.excluded_by
    assert {exercise.pattern for exercise in search(Asked(pattern="hinge"))} == {"hinge"}


def test_the_list_is_searched_with_and_without_scripts(client: Client) -> None:
    whole = client.get("/library?q=goblet")
    assert "Goblet squat" in read(whole.content)
    assert "Clamshell" not in read(whole.content)
    part = client.get("/library?q=goblet", headers={"hx-request": "true"}).content
    assert b"<html" not in part
    assert "Goblet squat" in read(part)
    assert "Nothing fits" in read(client.get("/library?q=xyzzy").content)
    for odd in ("?q=%00%ff", "?level=expert&pattern=flying&sore=nose&kit=piano", "?q=" + "a" * 5000):
        assert client.get("/library" + odd).status_code == 200


@pytest.mark.parametrize("name", sorted(library().exercises))
def test_every_exercise_has_a_whole_page(client: Client, name: str) -> None:
    exercise = library().exercises[name]
    answer = client.get(f"/library/exercise/{name}")
    text = read(answer.content)
    for line in (exercise.name, *exercise.steps, *exercise.cues, *exercise.faults, exercise.tip, *exercise.cautions):
        assert line in text
    page = answer.content.decode()
    for other in (*exercise.regressions, *exercise.progressions):
        assert f'href="/library/exercise/{other}"' in page
    for source in exercise.sources:
        if source != "ours":
            assert f"/library/source/{source.partition(':')[0]}" in page


def test_ladders_can_be_walked_both_ways() -> None:
    for exercise in library().exercises.values():
        ladder = ladder_of(exercise)
        for row in ladder.easier[:1]:
            for rung in row:
                back = {one.exercise.id for one in (ladder_of(rung.exercise).harder or ((),))[-1]}
                assert exercise.id in back


def test_in_the_plan_an_exercise_says_when_and_with_what(client: Client, home: Path, today: dt.date) -> None:
    session = begin_with_session_today(home, today)
    item = session.work()[0]
    text = read(client.get(f"/library/exercise/{item.exercise}").content)
    assert "In your plan" in text
    assert f"{today:%A} {today.day} {today:%B}" in text
    assert "--load" not in text
    unused = next(name for name in library().exercises if all(one.exercise != name for one in session.work()))
    assert client.get(f"/library/exercise/{unused}").status_code == 200


def test_drills_and_what_is_not_there(client: Client) -> None:
    for drill in library().drills.values():
        assert drill.name in read(client.get(f"/library/drill/{drill.id}").content)
    for path in ("exercise/nothing", "drill/nothing", "workout/W-99", "rule/nothing", "source/nothing"):
        assert client.get(f"/library/{path}").status_code == 404


@pytest.mark.parametrize("name", sorted(library().workouts))
def test_every_workout_is_fitted_to_the_kit_at_hand(client: Client, name: str) -> None:
    written = read(client.get(f"/library/workout/{name}?place=written").content)
    assert library().workouts[name].name in written
    page = client.get(f"/library/workout/{name}?place=none").content.decode()
    shown = re.findall(r'/library/exercise/([a-z0-9-]+)"><b>', page)
    assert all(allowed((), library().exercises[one]) for one in shown)
    assert client.get(f"/library/workout/{name}?kit=dumbbell&kit=piano").status_code == 200


@pytest.mark.parametrize("rule", library().rules, ids=lambda rule: rule.id)
def test_every_rule_is_drawn_kept_and_broken(client: Client, rule: object) -> None:
    one = next(known for known in library().rules if known == rule)
    assert example(one, one.kept).findings == ()
    broken = example(one, one.broken).findings
    assert broken
    text = read(client.get(f"/library/rule/{one.id}").content)
    assert one.says in text
    assert one.why in text
    assert broken[0] in text


def test_every_source_says_what_rests_on_it(client: Client) -> None:
    listed = client.get("/library/sources").content.decode()
    for source in library().sources.values():
        assert f"/library/source/{source.id}" in listed
        assert source.says in read(client.get(f"/library/source/{source.id}").content)


def test_what_we_know_stands_under_its_grade(client: Client) -> None:
    text = read(client.get("/library/what-we-know").content)
    for rule in library().rules:
        assert rule.says in text
    assert text.index("Shown in trials") < text.index("Our own choice")


def test_what_goes_wrong_is_shown_and_said(client: Client) -> None:
    """Each fault that is drawn has its picture and its sentence; what is not drawn is not found."""
    page = client.get("/library/exercise/goblet-squat").content.decode()
    for fault, says in faults_of("goblet-squat").items():
        assert says in read(page.encode())
        address = re.search(rf'src="([^"]+[?]fault={fault})"', page)
        assert address is not None
        drawn = client.get(address[1])
        assert drawn.status_code == 200
        assert "not like this" in drawn.content.decode()
    assert client.get("/figure/goblet-squat.svg?fault=nothing").status_code == 404
