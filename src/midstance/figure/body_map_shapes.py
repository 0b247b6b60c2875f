"""The regions of the body map as outlines, drawn by hand: one half each, the other is its mirror image.

Drawing units around the middle of the body, y downwards from the floor; regions next to each other leave a line of body
between them. Everything here is ours, by eye; it shows where to look, not where a muscle begins.
"""

from __future__ import annotations

from typing import Literal

from midstance.figure.eye import Spot
from midstance.training.exercise import Region

Face = Literal["front", "back"]
Outline = tuple[Spot, ...]

REGION_SHAPES: dict[Face, dict[Region, tuple[Outline, ...]]] = {
    "front": {
        "trunk": (
            ((1.2, -256), (9, -255), (15, -248), (16, -232), (15, -216), (11, -203), (5, -196), (1.2, -194)),
            ((19, -250), (25, -246), (25, -232), (24.5, -219), (26, -206), (20, -201), (17.5, -208), (18.8, -228)),
        ),
        "hip-flexors": (
            ((30, -196), (32, -187), (31, -179), (24, -176), (15, -172), (7, -168), (4, -172), (9, -180), (20, -191)),
        ),
        "adductors": (
            ((4.5, -164), (9, -165), (14, -164), (13, -148), (12, -134), (11.5, -122), (9.5, -121), (7, -136)),
        ),
        "quadriceps": (
            ((21, -172), (29, -174), (33.5, -162), (34, -143), (31.5, -122), (27.5, -106), (23.5, -112), (24, -140)),
            ((17.5, -169), (20, -162), (21.5, -140), (21, -114), (19, -105), (14.5, -104), (12.5, -112), (15, -136)),
        ),
        "foot": (
            ((22, -14), (28, -17), (33, -14), (38, -5), (36, -1.5), (28, -0.5), (23, -2), (21.5, -7)),
        ),
    },
    "back": {
        "trunk": (
            ((1.4, -262), (6, -262), (11, -250), (13, -232), (14, -214), (10, -205), (3, -199), (1.4, -202)),
        ),
        "hip-abductors": (
            ((15, -203), (23, -208), (30, -201), (33.5, -188), (34, -176), (31.5, -174), (28.5, -186), (22, -195)),
        ),
        "glutes": (
            ((2, -193), (9, -198), (18, -195), (26, -186), (30, -174), (29, -163), (21, -156.5), (10, -157),
             (2.5, -163)),
        ),
        "hamstrings": (
            ((9, -152), (15, -153), (18.8, -149), (19.5, -130), (18.5, -112), (14.5, -101), (12.4, -106), (11, -124),
             (8, -140)),
            ((22, -153), (29, -154), (33, -148), (32.5, -130), (30, -112), (28, -101), (24.4, -106), (22.8, -126)),
        ),
        "calf-soleus": (
            ((15, -92), (20, -91), (22.6, -84), (22.8, -64), (20.5, -53), (16.5, -56), (14.2, -68), (13.6, -82)),
            ((26, -91), (31.5, -91), (34.5, -80), (34.6, -68), (32, -57), (28, -55), (25.2, -64), (25, -82)),
            ((18.5, -49), (24, -55), (30, -51), (28.5, -36), (27, -25), (23.5, -25), (21, -36)),
        ),
    },
}  # fmt: skip
LABELS: dict[Face, dict[Region, tuple[float, Spot]]] = {
    "front": {
        "trunk": (-240.0, (24, -232)),
        "hip-flexors": (-194.0, (24, -184)),
        "adductors": (-148.0, (11, -148)),
        "quadriceps": (-102.0, (29, -122)),
        "foot": (-22.0, (32, -8)),
    },
    "back": {
        "hip-abductors": (-226.0, (29, -197)),
        "glutes": (-180.0, (22, -174)),
        "hamstrings": (-132.0, (28, -130)),
        "calf-soleus": (-74.0, (31, -72)),
    },
}
"""Where each label stands, as the height of its name's baseline, and the spot that its line leads to."""
