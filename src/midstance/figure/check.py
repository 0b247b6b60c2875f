"""`python -m midstance.figure.check EXERCISE ...`: what is wrong with the poses, in sentences, and a strip to look at.

Written for authors of poses: it reads the TOML files themselves, so nothing needs to be compiled first. With `-o
FOLDER` it writes `EXERCISE.svg` (moving) and `EXERCISE-strip.svg`; with resvg_py installed also the strip as PNG.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from midstance.figure.checks import problems_of
from midstance.figure.doubts import fault_problems, feet_in_kit
from midstance.figure.drafting import BadPose
from midstance.figure.pictures import Words, figure_from, strip_from, words_of
from midstance.figure.raster import NoRasteriser, png_of
from midstance.knowledge.poses import FOLDER, UnreadablePose, read_pose
from midstance.training.figure import Figure, ViewName

WIDTH_PX = 1500


def draw(figure: Figure, words: Words, folder: Path, view: ViewName | None) -> list[Path]:
    """Write the drawings of one figure; the paths written."""
    folder.mkdir(parents=True, exist_ok=True)
    moving, strip = folder / f"{figure.id}.svg", folder / f"{figure.id}-strip.svg"
    moving.write_text(figure_from(figure, words, theme="light"), "utf-8")
    strip.write_text(strip_from(figure, words, frames=6, theme="light", view=view), "utf-8")
    picture = folder / f"{figure.id}-strip.png"
    try:
        picture.write_bytes(png_of(strip_from(figure, words, frames=6, theme="print", view=view), WIDTH_PX))
    except NoRasteriser:
        return [moving, strip]
    return [moving, strip, picture]


def main(arguments: list[str] | None = None) -> int:
    """Check figures; 1 when something is wrong, 2 when a file cannot be read."""
    parser = argparse.ArgumentParser(description="Check the poses of exercises, and draw them.")
    parser.add_argument("exercise", nargs="*", help="ids; without any, all that have poses")
    parser.add_argument("-o", "--out", type=Path, help="folder for the drawings")
    parser.add_argument("--view", help="draw the strip from another side")
    asked = parser.parse_args(arguments)
    worst = 0
    for name in asked.exercise or sorted(path.stem for path in FOLDER.glob("*.toml")):
        try:
            figure = read_pose(name)
            wrong = problems_of(figure, words_of(name).tempo)
            doubts = fault_problems(figure) + feet_in_kit(figure, words_of(name).tempo)
        except (UnreadablePose, BadPose) as error:
            print(f"{name}: {error}", file=sys.stderr)
            worst = 2
            continue
        print(f"{name}: " + ("fine" if not wrong else f"{len(wrong)} to put right"))
        for sentence in wrong:
            print(f"  {sentence}")
        for sentence in doubts:
            print(f"  worth a look: {sentence}")
        worst = max(worst, 1 if wrong else 0)
        if asked.out is not None:
            for path in draw(figure, words_of(name), asked.out, asked.view):
                print(f"  {path}")
    return worst


if __name__ == "__main__":
    sys.exit(main())
