"""A scene as one SVG: moving by CSS keyframes, or still."""

from __future__ import annotations

import math
import zlib
from collections.abc import Sequence
from xml.sax.saxutils import escape

from midstance.figure.animation import Row, appearing, keyframes, passing, still, transform_attribute, unwound
from midstance.figure.eye import Spot
from midstance.figure.ground import Scene
from midstance.figure.paint import Theme, style
from midstance.figure.pieces import Piece
from midstance.figure.shapes import number

MARGIN = 10.0
LEAST_HEIGHT = 300.0
"""Drawing units; a figure that lies is not drawn larger than one that stands (ours)."""
ASPECT = 4 / 3
RING = 23.0
"""Radius of the ring around what is wrong, in drawing units (ours: about a knee with room around it)."""


def box_of(scenes: Sequence[Scene]) -> tuple[float, float, float, float]:
    """A frame of 4 : 3 around scenes: left, top, width, height."""
    left, top = min(s.left for s in scenes) - MARGIN, min(s.top for s in scenes) - MARGIN
    right, bottom = max(s.right for s in scenes) + MARGIN, max(s.bottom for s in scenes) + MARGIN
    height = max(bottom - top, LEAST_HEIGHT, (right - left) / ASPECT)
    width = height * ASPECT
    return ((left + right - width) / 2, bottom - height, width, height)


def moving_svg(
    scene: Scene, times: Sequence[float], poster: int, words: tuple[str, str], prefix: str, theme: Theme, flip: bool
) -> str:
    """The whole drawing, moving; `poster` is the frame that readers without motion see."""
    sheets: list[str] = []
    marks: list[str] = []
    used: set[str] = set()
    shared: dict[tuple[Row, ...], str] = {}
    for piece in scene.layers:
        rows = unwound(piece.places)
        used |= {colour for _, colour in piece.items}
        if piece.passing is not None:
            name = f"{prefix}{piece.name}"
            sheets.append(passing(name, prefix, piece.passing))
            marks.append(_group(piece, rows[poster], f' class="{prefix}m {name}"', prefix))
            continue
        if piece.shown:
            name = f"{prefix}{piece.name}"
            sheets.append(appearing(name, prefix, times, piece.shown))
            marks.append(_group(piece, rows[poster], f' class="{prefix}m {name}"', prefix, piece.shown[poster]))
            continue
        if still(rows):
            marks.append(_group(piece, rows[poster], "", prefix))
            continue
        key = tuple(rows)
        if key not in shared:
            shared[key] = f"{prefix}{len(shared)}"
            sheets.append(
                keyframes(shared[key], times, rows) + f".{prefix} .{shared[key]}{{animation-name:{shared[key]}}}"
            )
        marks.append(_group(piece, rows[poster], f' class="{prefix}m {shared[key]}"', prefix))
    used |= {colour for _, colour in scene.floor}
    css = style(prefix, theme, used, times[-1] if sheets else 0.0) + "".join(sheets)
    return _whole(box_of([scene]), _floor(scene, prefix) + "".join(marks), css, words, prefix, flip)


def still_marks(scene: Scene, index: int, prefix: str) -> tuple[str, set[str]]:
    """The body of a still drawing of one frame, and the colours it uses."""
    layers = _seen(scene, index)
    marks = [_group(piece, unwound(piece.places)[index], "", prefix) for piece in layers]
    return _floor(scene, prefix) + "".join(marks), _colours(scene, layers)


def _seen(scene: Scene, index: int) -> list[Piece]:
    """The layers that are there at a moment."""
    return [piece for piece in scene.layers if not piece.shown or piece.shown[index]]


def _colours(scene: Scene, layers: Sequence[Piece]) -> set[str]:
    return {colour for piece in layers for _, colour in piece.items} | {colour for _, colour in scene.floor}


def still_svg_of(
    scene: Scene,
    index: int,
    words: tuple[str, str],
    prefix: str,
    theme: Theme,
    flip: bool,
    wrong_at: Sequence[Spot] | None = None,
) -> str:
    """One frame of a scene; a wrong one has a cross in its corner, and rings where it is wrong, so that it is told by
    shape and not by colour alone."""
    marks, used = still_marks(scene, index, prefix)
    if wrong_at is not None:
        left, top, width, _ = box_of([scene])
        x, y = (left + 16, top + 16) if flip else (left + width - 40, top + 16)
        marks += f'<path class="{prefix}-wrong" d="M{number(x)} {number(y)}l24 24m0-24l-24 24"/>'
        marks += "".join(_ring(spot, prefix) for spot in _merged(wrong_at))
        used = used | {"wrong", "ring", "halo"}
    return _whole(box_of([scene]), marks, style(prefix, theme, used, 0.0), words, prefix, flip)


def _ring(spot: Spot, prefix: str) -> str:
    """A ring with a line of paper around it, so that it stands out on anything."""
    r, x, y = number(RING), number(spot[0] - RING), number(spot[1])
    path = f"M{x} {y}a{r} {r} 0 1 1 {number(2 * RING)} 0a{r} {r} 0 1 1-{number(2 * RING)} 0Z"
    return "".join(f'<path class="{prefix}-{colour}" d="{path}"/>' for colour in ("halo", "ring"))


def _merged(spots: Sequence[Spot]) -> list[Spot]:
    """One ring for what lies so close together that two would cross."""
    found: list[Spot] = []
    for x, y in spots:
        near = next((k for k, (a, b) in enumerate(found) if math.hypot(x - a, y - b) < RING), None)
        if near is None:
            found.append((x, y))
        else:
            found[near] = ((found[near][0] + x) / 2, (found[near][1] + y) / 2)
    return found


def strip_svg_of(
    scene: Scene, indices: Sequence[int], words: tuple[str, str], prefix: str, theme: Theme, flip: bool
) -> str:
    """Several frames side by side."""
    left, top, width, height = box_of([scene])
    narrow = min(width, max(scene.right - scene.left + 2 * MARGIN, height * 0.55))
    inside = left + (width - narrow) / 2
    shapes = {id(piece): f"{prefix}-{k}" for k, piece in enumerate(scene.layers)}
    # Only the places differ between frames: each shape is written once.
    kept = "".join(f'<g id="{shapes[id(piece)]}">{_paths(piece, prefix)}</g>' for piece in scene.layers)
    cells = []
    for k, index in enumerate(indices):
        marks = _floor(scene, prefix) + "".join(
            f'<use href="#{shapes[id(piece)]}" transform="{transform_attribute(unwound(piece.places)[index])}"/>'
            for piece in _seen(scene, index)
        )
        cell = _flipped(marks, inside, narrow, flip)
        cells.append(f'<g transform="translate({number(k * narrow - inside)} {number(-top)})">{cell}</g>')
    box = (0.0, 0.0, narrow * len(indices), height)
    css = style(prefix, theme, _colours(scene, scene.layers), 0.0)
    return _whole(box, f"<defs>{kept}</defs>{''.join(cells)}", css, words, prefix, False)


def _floor(scene: Scene, prefix: str) -> str:
    return "".join(f'<path class="{prefix}-{colour}" d="{path}"/>' for path, colour in scene.floor)


def _group(piece: Piece, row: Row, attributes: str, prefix: str, seen: bool = True) -> str:
    hidden = "" if seen else ' opacity="0"'
    return f'<g{attributes}{hidden} transform="{transform_attribute(row)}">{_paths(piece, prefix)}</g>'


def _paths(piece: Piece, prefix: str) -> str:
    return "".join(f'<path class="{prefix}-{colour}" d="{path}"/>' for path, colour in piece.items)


def _flipped(marks: str, left: float, width: float, flip: bool) -> str:
    if not flip:
        return marks
    return f'<g transform="matrix(-1 0 0 1 {number(2 * left + width)} 0)">{marks}</g>'


def _whole(
    box: tuple[float, float, float, float], marks: str, css: str, words: tuple[str, str], prefix: str, flip: bool
) -> str:
    left, top, width, height = box
    title, text = words
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="{prefix}" role="img" aria-labelledby="{prefix}-t {prefix}-d" '
        f'viewBox="{number(left)} {number(top)} {number(width)} {number(height)}">'
        f'<title id="{prefix}-t">{escape(title)}</title><desc id="{prefix}-d">{escape(text)}</desc>'
        f"<style>{css}</style>{_flipped(marks, left, width, flip)}</svg>"
    )


def prefix_of(*parts: object) -> str:
    """A short name that differs between drawings, the same each time."""
    return f"m{zlib.crc32(repr(parts).encode()):08x}"
