"""The pictures of the generated pages: each exercise, drill and test where it begins and where it ends, what goes wrong
in it, and a moving row for the first page."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from midstance.figure.pictures import fault_from, figure_from, strip_from, words_of
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
    return [f'<img src="../figures/{name}.svg" alt="{said}" height="180">', "", *_wrong(name)]


def _wrong(name: str) -> list[str]:
    """The lines that show what goes wrong; none where no fault is drawn."""
    faults = known_poses()[name].fault
    if not faults:
        return []
    says = " ".join(fault.says for fault in faults.values())
    alt = f"Not like this, from left to right: {says}"
    return [
        f'<img src="../figures/{wrong_name(name)}.svg" alt="{alt}" height="140">', "", f"**Not like this.** {says}", "",
    ]  # fmt: skip


def wrong_name(name: str) -> str:
    """The name of the picture of what goes wrong."""
    return f"{name}-not-like-this"


def beside(drawings: list[str]) -> str:
    """Drawings side by side, each keeping its proportions."""
    sized = [
        one.replace("<svg ", f'<svg x="{k * WIDE}" y="0" width="{WIDE}" height="{HIGH}" ', 1)
        for k, one in enumerate(drawings)
    ]
    size = f'viewBox="0 0 {len(sized) * WIDE} {HIGH}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{"".join(sized)}</svg>\n'


def faults_beside(name: str) -> str:
    """All that goes wrong in one exercise, side by side."""
    figure = known_poses()[name]
    return beside([fault_from(figure, words_of(name), one, prefix=f"f{k}-") for k, one in enumerate(figure.fault)])


def row() -> str:
    """Four moving figures side by side."""
    found = known_poses()
    return beside([figure_from(found[name], words_of(name), prefix=f"row{k}-") for k, name in enumerate(SHOWN)])


def stills() -> dict[Path, str]:
    """Every picture by its path."""
    found = known_poses()
    drawn = {
        FIGURES / f"{name}.svg": strip_from(one, words_of(name), 2, prefix="f") + "\n" for name, one in found.items()
    }
    wrong = {FIGURES / f"{wrong_name(name)}.svg": faults_beside(name) for name, one in found.items() if one.fault}
    return drawn | wrong | {ROW: row()}
