"""The body from the front and the back, its regions shaded by a value: sets of the week, or soreness."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from xml.sax.saxutils import escape

from midstance.figure.animation import transform_attribute, unwound
from midstance.figure.body_map_shapes import LABELS, REGION_SHAPES, Face
from midstance.figure.drawing import prefix_of
from midstance.figure.moment import moment_in
from midstance.figure.paint import COLOURS, Theme, themed
from midstance.figure.scene import Look, scene_of
from midstance.figure.shapes import number, smooth_path
from midstance.training.exercise import REGIONS, Region
from midstance.training.figure import Arm, Figure, Leg, Pose

STANDING = Pose(legs=Leg(at=(0, 0, 13), toe_out=14), arms=Arm(flex=2, abduct=11, elbow=6))
SHADES = (0.2, 0.38, 0.56, 0.76, 1.0)
"""Five steps, each told from the next at a glance (ours)."""
WIDTH, HEIGHT, FLOOR = 560.0, 376.0, 362.0
MIDDLES: dict[Face, float] = {"front": 206.0, "back": 354.0}
BESIDE = 74.0
"""From the middle of a body to its labels: clear of the hands."""
LETTERS = 15
"""Names of more letters are set narrower, so that they stay in the picture."""
ROOM_FOR_NAME = 128.0


def steps_of(values: Mapping[Region, float], most: float | None) -> dict[Region, int]:
    """Which of the five shades each region has; none for zero."""
    top = most if most is not None else max(values.values(), default=0.0)
    if top <= 0:
        return {}
    count = len(SHADES)
    return {region: min(count - 1, int(value / top * count)) for region, value in values.items() if value > 0}


def body_map_svg(
    values: Mapping[Region, float],
    *,
    title: str,
    unit: str = "",
    most: float | None = None,
    theme: Theme = "auto",
    prefix: str | None = None,
    names: Mapping[Region, str] | None = None,
) -> str:
    """Front and back, shaded by `values` in five steps up to `most`, each written beside it.

    Without `most` the largest value is the darkest. A region without a value or with 0 stays plain. `names` are the
    words for the regions; their ids otherwise. Text is at least 12 px where the picture is 370 px wide.
    """
    p = prefix or prefix_of("map", title, sorted(values.items()), most, theme)
    shades = steps_of(values, most)
    called = {region: (names or {}).get(region, region) for region in REGIONS}
    said = {region: _said(values.get(region, 0.0), unit) for region in REGIONS}
    parts = []
    for face, middle in MIDDLES.items():
        labels = "".join(
            _label(face, region, called[region], said[region], values.get(region, 0.0) > 0, p)
            for region in LABELS[face]
        )
        parts.append(
            f'<g transform="translate({number(middle)} {number(FLOOR)})">{_plain_body(face, p)}'
            f"{_regions(face, shades, p)}{labels}</g>"
        )
    spoken = "; ".join(f"{called[region]} {said[region]}" for region in REGIONS)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="{p}" role="img" aria-labelledby="{p}-t {p}-d" '
        f'viewBox="0 0 {number(WIDTH)} {number(HEIGHT)}"><title id="{p}-t">{escape(title)}</title>'
        f'<desc id="{p}-d">{escape(spoken)}</desc><style>{_style(p, theme)}</style>{"".join(parts)}</svg>'
    )


@lru_cache(maxsize=8)
def _silhouette(face: Face) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """The standing body without its clothes: transforms, and paths with what they are."""
    moment = moment_in(Figure(id="map", start=STANDING), STANDING)
    layers = scene_of(moment.figure, moment, [moment.at(0.0)], Look(), face).layers
    found = []
    for piece in layers:
        bare = piece.items[:1] if piece.name.endswith(("_thigh", "_upper_arm")) else piece.items
        items = tuple((path, "hair" if colour == "hair" else "body") for path, colour in bare if colour != "paper")
        if items:
            found.append((transform_attribute(unwound(piece.places)[0]), items))
    return tuple(found)


def _plain_body(face: Face, p: str) -> str:
    groups = []
    for transform, items in _silhouette(face):
        paths = "".join(f'<path class="{p}-{what}" d="{path}"/>' for path, what in items)
        groups.append(f'<g transform="{transform}">{paths}</g>')
    return "".join(groups)


def _regions(face: Face, shades: Mapping[Region, int], p: str) -> str:
    """Every region of one face: quiet where it has no value, and both halves in one path."""
    found = []
    for region, outlines in REGION_SHAPES[face].items():
        both = [*outlines, *(tuple((-x, y) for x, y in reversed(outline)) for outline in outlines)]
        path = "".join(smooth_path(list(outline)) for outline in both)
        found.append(f'<path class="{p}-rest" d="{path}"/>')
        if region in shades:
            found.append(f'<path class="{p}-r" fill-opacity="{SHADES[shades[region]]:g}" d="{path}"/>')
    return "".join(found)


def _said(value: float, unit: str) -> str:
    return f"{value:g}{' ' + unit if unit else ''}"


def _label(face: Face, region: Region, name: str, said: str, worked: bool, p: str) -> str:
    at, (x, y) = LABELS[face][region]
    way = -1 if face == "front" else 1
    beside = f'x="{number(way * BESIDE)}" text-anchor="{"end" if way < 0 else "start"}"'
    narrow = f' textLength="{number(ROOM_FOR_NAME)}" lengthAdjust="spacingAndGlyphs"' if len(name) > LETTERS else ""
    return (
        f'<path class="{p}-line" d="M{number(way * x)} {number(y)}L{number(way * (BESIDE - 5))} {number(at - 5)}"/>'
        f'<circle class="{p}-dot" cx="{number(way * x)}" cy="{number(y)}" r="2.4"/>'
        f'<text class="{p}-name" {beside}{narrow} y="{number(at)}">{escape(name)}</text>'
        f'<text class="{p}-{"value" if worked else "none"}" {beside} y="{number(at + 19)}">{escape(said)}</text>'
    )


MAP_COLOURS = {"hair": ("#b9ad9c", "#57524a"), "body": ("#e3dbce", "#3a3731"), "rest": ("#d6ccbc", "#47433c"),
               "r": COLOURS["muscle"], "ink": ("#2b2926", "#ece7df"), "soft": ("#6b655c", "#a8a196")}  # fmt: skip


def _style(p: str, theme: Theme) -> str:
    light, dark = ("".join(f"--{name}:{pair[k]};" for name, pair in MAP_COLOURS.items()) for k in (0, 1))

    def ink(name: str) -> str:
        return MAP_COLOURS[name][0] if theme == "print" else f"var(--figure-map-{name},var(--{name}))"

    fills = "".join(f".{p}-{name}{{fill:{ink(name)}}}" for name in ("hair", "body", "rest", "r"))
    return (
        f"{'' if theme == 'print' else themed(p, theme, light, dark)}{fills}"
        f".{p}-line{{fill:none;stroke:{ink('soft')};stroke-width:1}}.{p}-dot{{fill:{ink('soft')}}}"
        f".{p}-name,.{p}-value,.{p}-none{{font:18px system-ui,sans-serif;fill:{ink('ink')}}}"
        f".{p}-value{{font-weight:600}}.{p}-none{{fill:{ink('soft')}}}"
    )
