"""The pictures of the generated pages: each exercise, drill and test where it begins and where it ends, and a moving
row for the first page."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from midstance.figure.pictures import figure_from, strip_from, words_of
from midstance.knowledge.poses import read_poses
from midstance.training.figure import Figure

FIGURES = Path(__file__).parent / "figures"
ROW = Path(__file__).parent / "assets" / "figures.svg"
SHOWN = ("goblet-squat", "single-leg-rdl", "step-up-knee-drive", "single-leg-calf-raise")
"""Four of the patterns, in a view that tells them apart at a glance."""
WIDE, HIGH = 320, 240


@cache
def known_poses() -> dict[str, Figure]:
    """The figures as their files say."""
    return read_poses()[0]


def picture(name: str) -> list[str]:
    """The lines that show a picture on a page of docs/reference; none where there is no figure."""
    if name not in known_poses():
        return []
    said = f"{words_of(name).name}: where it begins and where it ends"
    return [f'<img src="../figures/{name}.svg" alt="{said}" height="180">', ""]


def row() -> str:
    """Four moving figures side by side."""
    found = known_poses()
    cells = []
    for k, name in enumerate(SHOWN):
        drawn = figure_from(found[name], words_of(name), prefix=f"row{k}-")
        cells.append(drawn.replace("<svg ", f'<svg x="{k * WIDE}" y="0" width="{WIDE}" height="{HIGH}" ', 1))
    size = f'viewBox="0 0 {len(SHOWN) * WIDE} {HIGH}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{"".join(cells)}</svg>\n'


def stills() -> dict[Path, str]:
    """Every picture by its path."""
    found = known_poses()
    drawn = {
        FIGURES / f"{name}.svg": strip_from(one, words_of(name), 2, prefix="f") + "\n" for name, one in found.items()
    }
    return drawn | {ROW: row()}
