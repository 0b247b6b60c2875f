"""Every drawing is a small SVG of its own: well-formed, without script, named, in both themes, mirrored, at its
tempo."""

from __future__ import annotations

import gzip
import re
from functools import cache
from xml.etree import ElementTree

import pytest

from midstance.figure.figures import NoFigure, fault_svg, faults_of, figure_svg, still_svg, strip_svg
from midstance.figure.movement import BadTempo
from midstance.figure.paint import COLOURS
from midstance.figure.pictures import figure_from, still_from, words_of
from midstance.knowledge.library import library
from midstance.knowledge.poses import poses
from midstance.training.figure import Figure, Leg, Pose, Prop

IDS = sorted(poses())
MOST_BYTES = 25 * 1024
"""Compressed, as the issue asks."""
SVG = "{http://www.w3.org/2000/svg}"
DRAWN = {"svg", "title", "desc", "style", "g", "path"}


@cache
def moving(name: str) -> str:
    return figure_svg(name, prefix="x")


def named(drawing: str) -> tuple[str, str]:
    root = ElementTree.fromstring(drawing)
    return root.findtext(f"{SVG}title") or "", root.findtext(f"{SVG}desc") or ""


@pytest.mark.parametrize("name", IDS)
def test_a_drawing_is_small(name: str) -> None:
    assert len(gzip.compress(moving(name).encode(), mtime=0)) <= MOST_BYTES


@pytest.mark.parametrize("name", IDS)
def test_a_drawing_stands_alone(name: str) -> None:
    """Well-formed, nothing that runs or is fetched, and every id and class with the prefix."""
    root = ElementTree.fromstring(moving(name))
    ids = []
    for element in root.iter():
        assert element.tag.removeprefix(SVG) in DRAWN
        assert not any(key.startswith("on") or key.endswith(("href", "style")) for key in element.attrib)
        assert all(word.startswith("x") for word in element.get("class", "x").split())
        ids += [element.attrib["id"]] if "id" in element.attrib else []
    assert ids == ["x-t", "x-d"]
    style = root.findtext(f"{SVG}style") or ""
    assert "url(" not in style
    assert "@import" not in style
    assert all(frames.startswith("x") for frames in re.findall(r"@keyframes ([\w-]+)", style))
    assert "prefers-reduced-motion:reduce" in style


@pytest.mark.parametrize("name", IDS)
def test_a_drawing_is_told_in_the_words_of_its_steps(name: str) -> None:
    words = words_of(name)
    title, told = named(moving(name))
    assert title.startswith(words.name)
    assert told == " ".join(words.steps) != ""


@pytest.mark.parametrize("name", IDS)
def test_the_left_side_is_the_same_drawing_in_a_mirror(name: str) -> None:
    right, left = moving(name), figure_svg(name, side="left", prefix="x")
    inner = re.search(r'</style><g transform="matrix\(-1 0 0 1 ([-.\d]+) 0\)">(.*)</g></svg>$', left)
    assert inner is not None
    start, _, width, _ = map(float, left.split('viewBox="', 1)[1].split('"', 1)[0].split())
    assert float(inner[1]) == pytest.approx(2 * start + width, abs=0.2)
    assert inner[2] == right.split("</style>")[1].removesuffix("</svg>")
    sided = poses()[name].moving != "both"
    assert (named(left)[0] == named(right)[0]) is not sided


@pytest.mark.parametrize("name", [name for name in IDS if poses()[name].motion == "rep"])
def test_a_drawing_takes_the_seconds_of_its_tempo(name: str) -> None:
    tempo = "3-1-1-0"
    seconds = sum(map(int, tempo.split("-"))) * (2 if poses()[name].alternate else 1)
    assert f"{{animation:{seconds}s linear infinite}}" in figure_svg(name, tempo=tempo, prefix="x")


def test_a_drawing_is_the_same_each_time() -> None:
    assert figure_svg("goblet-squat") == figure_svg("goblet-squat")
    assert figure_svg("goblet-squat") != figure_svg("goblet-squat", side="left")


def test_themes_have_their_colours() -> None:
    light, dark = COLOURS["skin"]
    auto = figure_svg("goblet-squat", theme="auto")
    assert light in auto
    assert dark in auto
    assert "prefers-color-scheme:dark" in auto
    assert "[data-theme=light]" in auto
    assert dark not in figure_svg("goblet-squat", theme="light")
    assert light not in figure_svg("goblet-squat", theme="dark")
    printed = still_svg("goblet-squat", theme="print")
    assert light in printed
    assert "var(" not in printed
    assert "@" not in printed


def test_stills_stand_and_strips_have_their_frames() -> None:
    start, end = still_svg("goblet-squat", "start", prefix="x"), still_svg("goblet-squat", "end", prefix="x")
    assert start != end
    assert "animation" not in start + end
    assert strip_svg("goblet-squat", 4).count('<g transform="translate(') >= 4
    widths = [float(strip_svg("goblet-squat", count).split('viewBox="', 1)[1].split()[2]) for count in (2, 4)]
    assert widths[1] == pytest.approx(2 * widths[0], rel=0.01)


FAULTS = [(name, fault) for name in IDS for fault in poses()[name].fault]


@pytest.mark.parametrize(("name", "fault"), FAULTS)
def test_a_fault_is_another_picture_with_its_own_words(name: str, fault: str) -> None:
    drawn = fault_svg(name, fault, prefix="x")
    assert named(drawn) == (f"{words_of(name).name}, not like this", faults_of(name)[fault])
    assert 'class="x-wrong"' in drawn
    assert len(gzip.compress(drawn.encode(), mtime=0)) <= MOST_BYTES


def test_the_main_exercises_show_their_faults() -> None:
    """Thirteen of them at least, and in each pattern that the legs are trained by."""
    shown = [name for name in library().exercises if name in poses() and poses()[name].fault]
    assert len(shown) >= 13
    assert {library().exercises[name].pattern for name in shown} >= {"squat", "lunge", "hinge", "calf-raise", "jump"}


def test_working_muscles_are_tinted_and_an_idle_leg_is_not() -> None:
    assert "x-muscle" in still_svg("goblet-squat", prefix="x")
    assert "x-muscle" not in still_from(poses()["goblet-squat"], words_of("nothing known"), prefix="x")


def box_from_the_front(at: tuple[float, float, float], hips: tuple[float, float]) -> str:
    """A drawing, from the front, of a box that stands before the legs or under them."""
    box = Prop(kind="box", at=(40, 0, 0), size=(30, 40, 60))
    figure = Figure(id="x", view="front", slow=False, prop=(box,), start=Pose(legs=Leg(at=at), hips=hips))
    return still_from(figure, words_of("nothing known"), "start", prefix="x").split("</style>")[1]


def test_a_box_before_a_leg_hides_it() -> None:
    drawn = box_from_the_front((0, 0, 9), (0, 92))
    assert drawn.rindex("x-kit-side") > drawn.rindex("x-shoe")
    above = box_from_the_front((40, 40, 9), (30, 125))
    assert above.rindex("x-kit-side") < above.index("x-shoe")


def test_what_hides_a_foot_for_a_while_comes_and_goes() -> None:
    box = Prop(kind="box", at=(40, 0, 0), size=(30, 40, 60))
    figure = Figure(id="x", view="front", slow=False, prop=(box,), start=Pose(legs=Leg(at=(0, 0, 9)), hips=(0, 92)),
                    end=Pose(legs=Leg(at=(40, 40, 9)), hips=(40, 132)))  # fmt: skip
    drawn = figure_from(figure, words_of("nothing known"), prefix="x")
    assert re.search(r"@keyframes xbox-before-right\{0\.0%\{opacity:1\}.*opacity:0", drawn)


def test_every_exercise_and_drill_of_the_library_has_a_figure() -> None:
    known = library()
    asked = {*known.exercises, *known.drills, *known.home_tests}
    assert asked - poses().keys() == set()


def test_what_has_no_figure_says_so() -> None:
    with pytest.raises(NoFigure, match="no figure of 'nowhere'"):
        figure_svg("nowhere")
    with pytest.raises(NoFigure, match="it has"):
        fault_svg("goblet-squat", "nothing")
    with pytest.raises(BadTempo):
        figure_svg("goblet-squat", tempo="fast")
