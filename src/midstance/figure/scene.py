"""A scene: every part and piece of kit with its places over time, in the order from far to near."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from midstance.figure.eye import UNITS_PER_CM, Eye, Spot, eye_of
from midstance.figure.ground import Scene, lay_floor, make_room, passing_marks
from midstance.figure.hair import head_marks
from midstance.figure.kit import pieces_of
from midstance.figure.movement import Frame, Movement
from midstance.figure.ordering import kit_in_order, order_of
from midstance.figure.parts import (
    GROUPS,
    LEG_MUSCLES,
    PARTS,
    TRUNK_MUSCLES,
    WORN,
    Bone,
    Part,
    Patch,
    Place,
    bones,
    facing,
    frontal_feet,
    placed,
)  # fmt: skip
from midstance.figure.pieces import Moments, Piece
from midstance.figure.shapes import SHAPES, Facing, Row, Shape, outline, patch, smooth_path, straight_path
from midstance.figure.vectors import distance
from midstance.training.exercise import Region
from midstance.training.figure import Figure, View, ViewName

GAP_CM = 0.9
"""The line of paper between a near limb and what lies behind it (ours)."""
FAR_CM = 4.0
"""A limb this much further away than the trunk is drawn a shade darker (ours)."""
FRONTAL_SHAPES = {"shoe": "frontal shoe", "toes": "frontal toes", "sole": "frontal sole", "toe_sole": "frontal sole"}


@dataclass(frozen=True)
class Look:
    """What a drawing shows besides the body: working muscles, strong and weak."""

    primary: tuple[Region, ...] = ()
    secondary: tuple[Region, ...] = ()


def scene_of(
    figure: Figure, movement: Movement, frames: Sequence[Frame], look: Look, view: ViewName | View | None = None
) -> Scene:
    """The scene of solved frames."""
    eye = eye_of(view or figure.view)
    shifts = [eye.spot(movement.carried_cm(frame.t_s)) for frame in frames]
    moments: Moments = [(frame.state, frame.body) for frame in frames]
    scene = Scene()
    order = order_of(eye, moments)
    frontal = frontal_feet(moments[0][1], eye)
    all_bones = [bones(body, state.get("breath"), frontal) for state, body in moments]
    layers = [(order[name], _group(name, figure, all_bones, frontal, eye, look, order)) for name in GROUPS]
    for prop in figure.prop:
        pieces = kit_in_order(prop, pieces_of(prop, moments, eye), moments, eye, order)
        layers += [(piece.depth, [piece]) for piece in pieces]
    layers.sort(key=lambda entry: entry[0])
    trunk_depth = order["trunk"]
    near = [piece for depth, pieces in layers if depth >= trunk_depth for piece in pieces]
    gaps = [piece for piece in near if piece.name.endswith("leg-gap")]
    for depth, pieces in layers:
        if depth == trunk_depth:
            scene.layers += gaps
        scene.layers += [piece for piece in pieces if piece not in gaps]
    scene.layers = [_shifted(piece, shifts) for piece in scene.layers]
    scene.layers[:0] = passing_marks(movement, frames, moments, eye)
    make_room(scene, moments, eye, shifts)
    lay_floor(scene, movement, moments, eye)
    return scene


def _shifted(piece: Piece, shifts: list[Spot]) -> Piece:
    """The piece as the eye sees it that goes along."""
    if not any(shift[0] or shift[1] for shift in shifts):
        return piece
    places = [
        Place(p.x - sx, p.y - sy, p.turn, p.along, p.wide) for p, (sx, sy) in zip(piece.places, shifts, strict=True)
    ]
    return replace(piece, places=places)


def _group(
    group: str,
    figure: Figure,
    all_bones: list[dict[str, Bone]],
    frontal: bool,
    eye: Eye,
    look: Look,
    order: dict[str, float],
) -> list[Piece]:
    """The parts of a limb or the trunk: first the gap around all of them, then each with what it wears."""
    stands_out = group.endswith("_leg") and group.startswith(figure.moving)
    far = group != "head" and not stands_out and order[group] < order["trunk"] - FAR_CM
    idle = group.endswith("_leg") and figure.moving != "both" and not group.startswith(figure.moving)
    gaps: list[Piece] = []
    found: list[Piece] = []
    for part in PARTS:
        if part.group != group:
            continue
        if frontal and part.name.split("_", 1)[-1] in FRONTAL_SHAPES:
            part = replace(part, shape=SHAPES[FRONTAL_SHAPES[part.name.split("_", 1)[-1]]])
        own = [each[part.name] for each in all_bones]
        faced = facing(own, eye)
        size = distance(own[0].start, own[0].end)
        places = [placed(bone, part.shape, eye) for bone in own]
        tone = "-far" if (far or idle) else ""
        items = _items(part, size, faced, (tone, "-far" if far else ""), look, figure)
        found.append(Piece(part.name, items, places, order[group]))
        if part.name.split("_")[-1] not in ("sole", "instep", "pelvis") and group not in ("head",):
            path = smooth_path(outline(_below_shoulder(part), size, faced, GAP_CM))
            gaps.append(
                Piece(f"{part.name}-{'leg-' if 'leg' in group else ''}gap", [(path, "paper")], places, order[group])
            )
    if group == "trunk" or far:
        gaps = [] if far else gaps
    return [*gaps, *found]


def _below_shoulder(part: Part) -> Shape:
    """Where a line of paper sets a part off: an arm grows out of the shoulder without one."""
    if not part.name.endswith("upper_arm"):
        return part.shape
    (t, front, back, sides), *rest = part.shape.profile
    return Shape(((t, front * 0.2, back * 0.2, sides * 0.2), *rest), 0.0, part.shape.cap_end)


def _items(
    part: Part, size: float, faced: Facing, tones: tuple[str, str], look: Look, figure: Figure
) -> list[tuple[str, str]]:
    """The part, its cloth, hair, muscles and band; `tones` of the part and of the cloth, which on an idle leg that is
    near is one piece with the pelvis."""
    tone, cloth = tones
    plain = straight_path if part.shape.profile[0][1] < 1.5 else smooth_path
    items = [(plain(outline(part.shape, size, faced)), part.colour + tone)]
    if part.cover is not None:
        items.append((smooth_path(outline(part.cover[0], size, faced)), part.cover[1] + cloth))
    if part.name == "head":
        items += head_marks(faced, size)
    for region, strong in [(r, True) for r in look.primary] + [(r, False) for r in look.secondary]:
        colour = ("muscle" if strong else "muscle-weak") + ("-worn" if region in WORN else "")
        items += [(path, colour) for path in _patches(part, region, size, faced, figure)]
    items += _band(part, size, faced, figure)
    return items


def _patches(part: Part, region: Region, size: float, faced: Facing, figure: Figure) -> list[str]:
    """Where a region shows on a part; the idle leg stays plain."""
    side, _, bone = part.name.partition("_")
    found = []
    listed: tuple[Patch, ...] = TRUNK_MUSCLES.get(region, ()) if part.group == "trunk" else LEG_MUSCLES.get(region, ())
    for name, around, along in listed:
        if part.group == "trunk":
            if name == part.name:
                found.append(patch(part.shape, size, faced, around, along))
        elif name == bone and figure.moving in ("both", side):
            turned = around if side == "right" else (-around[1], -around[0])
            found.append(patch(part.shape, size, faced, turned, along))
    return [smooth_path(points) for points in found if points]


def _row_at(part: Part, share: float) -> Row:
    """The row of a part's outline nearest to a share of its length."""
    return min(part.shape.profile, key=lambda row: abs(row[0] - share))


def _band(part: Part, size: float, faced: Facing, figure: Figure) -> list[tuple[str, str]]:
    """A mini-band where it lies around a leg."""
    for prop in figure.prop:
        where = {"knees": ("thigh", 0.78, 0.92), "ankles": ("shank", 0.82, 0.94), "feet": ("shoe", 0.55, 0.9)}.get(
            prop.worn or ""
        )
        if prop.kind == "mini-band" and where and part.name.endswith(where[0]):
            rows = []
            for share in (where[1], where[2]):
                x = (share - 0.5) * size * UNITS_PER_CM
                row = _row_at(part, share)
                up, down = (faced.width(row, 1) + 0.6) * UNITS_PER_CM, (faced.width(row, -1) + 0.6) * UNITS_PER_CM
                rows.append(((x, up), (x, -down)))
            return [(straight_path([rows[0][0], rows[1][0], rows[1][1], rows[0][1]]), "band")]
    return []
