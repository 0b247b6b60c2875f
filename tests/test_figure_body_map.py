"""The body map says what it shades, in words, in every theme; regions lie beside each other."""

from __future__ import annotations

import gzip
import itertools
from xml.etree import ElementTree

import pytest

from midstance.figure.body_map import MAP_COLOURS, SHADES, body_map_svg, steps_of
from midstance.figure.body_map_shapes import LABELS, REGION_SHAPES
from midstance.training.exercise import REGIONS

SVG = "{http://www.w3.org/2000/svg}"
WEEK = {"glutes": 12.0, "quadriceps": 6.0, "foot": 1.0, "trunk": 0.0}


def texts(drawing: str) -> list[str]:
    return [element.text or "" for element in ElementTree.fromstring(drawing).iter(f"{SVG}text")]


def test_every_region_is_drawn_and_labelled_once() -> None:
    assert sorted(region for face in LABELS.values() for region in face) == sorted(REGIONS)
    assert {region for face in REGION_SHAPES.values() for region in face} == set(REGIONS)


def test_values_stand_beside_their_names() -> None:
    said = texts(body_map_svg(WEEK, title="Sets", unit="sets"))  # type: ignore[arg-type]
    pairs = dict(zip(said[::2], said[1::2], strict=True))
    assert pairs["glutes"] == "12 sets"
    assert pairs["foot"] == "1 sets"
    assert pairs["hamstrings"] == "0 sets"
    assert set(pairs) == set(REGIONS)


def test_the_text_alternative_holds_every_value() -> None:
    root = ElementTree.fromstring(body_map_svg(WEEK, title="Sets <of> the week", unit="sets"))  # type: ignore[arg-type]
    assert root.findtext(f"{SVG}title") == "Sets <of> the week"
    told = root.findtext(f"{SVG}desc") or ""
    assert "glutes 12 sets" in told
    assert all(region in told for region in REGIONS)


def test_names_may_be_other_words() -> None:
    drawn = body_map_svg(WEEK, title="Sets", names={"glutes": "Gesäß & Co"})  # type: ignore[arg-type]
    assert "Gesäß & Co" in texts(drawn)
    assert "glutes" not in texts(drawn)


def test_shades_grow_with_the_value() -> None:
    assert list(SHADES) == sorted(SHADES)
    assert steps_of({"glutes": 10.0, "foot": 0.1, "trunk": 5.0, "hamstrings": 0.0}, None) == {
        "glutes": 4, "foot": 0, "trunk": 2}  # fmt: skip
    assert steps_of({"glutes": 2.0}, 10.0) == {"glutes": 1}
    assert steps_of({"glutes": 12.0}, 10.0) == {"glutes": 4}
    assert steps_of({}, None) == {}


def test_an_empty_map_is_a_body_without_shades() -> None:
    empty = body_map_svg({}, title="Sets", prefix="x")
    assert 'class="x-r"' not in empty
    assert 'class="x-r"' in body_map_svg({"foot": 1.0}, title="Sets", prefix="x")


@pytest.mark.parametrize("theme", ["auto", "light", "dark", "print"])
def test_themes(theme: str) -> None:
    drawn = body_map_svg(WEEK, title="Sets", theme=theme)  # type: ignore[arg-type]
    light, dark = MAP_COLOURS["body"]
    assert (light in drawn) is (theme != "dark")
    assert (dark in drawn) is (theme in ("auto", "dark"))
    assert ("var(" in drawn) is (theme != "print")


def test_it_is_small_and_the_same_each_time() -> None:
    one = body_map_svg(WEEK, title="Sets", unit="sets")  # type: ignore[arg-type]
    assert one == body_map_svg(WEEK, title="Sets", unit="sets")  # type: ignore[arg-type]
    assert len(gzip.compress(one.encode(), mtime=0)) < 12 * 1024


def crosses(a: tuple[float, float], b: tuple[float, float], c: tuple[float, float], d: tuple[float, float]) -> bool:
    def turn(p: tuple[float, float], q: tuple[float, float], r: tuple[float, float]) -> float:
        return (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])

    return turn(a, b, c) * turn(a, b, d) < 0 and turn(c, d, a) * turn(c, d, b) < 0


@pytest.mark.parametrize("face", ["front", "back"])
def test_regions_do_not_overlap(face: str) -> None:
    shapes = [outline for outlines in REGION_SHAPES[face].values() for outline in outlines]  # type: ignore[index]
    for one, two in itertools.combinations(shapes, 2):
        edges = [[(ring[i - 1], ring[i]) for i in range(len(ring))] for ring in (one, two)]
        assert not any(crosses(*p, *q) for p in edges[0] for q in edges[1])
    assert all(x > 0 for outline in shapes for x, _ in outline)
