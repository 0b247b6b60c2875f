"""`midstance figure`: an exercise as a drawing that moves, or as a picture."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from midstance.figure.paint import Theme
    from midstance.training.figure import Side

WIDTH_PX = 1200


@click.command("figure", short_help="An exercise as a drawing that moves.")
@click.argument("exercise", metavar="EXERCISE")
@click.option("--tempo", help="Seconds down, pause, up, pause, such as 3-1-1-0; the exercise's own otherwise.")
@click.option("--side", type=click.Choice(["right", "left"]), default="right", help="The side that works.")
@click.option("--still", type=click.Choice(["start", "end"]), help="One frame instead of the movement.")
@click.option("--strip", type=click.IntRange(2, 12), help="This many frames side by side.")
@click.option("--fault", help="A `not like this` frame, by its name.")
@click.option("--theme", type=click.Choice(["auto", "light", "dark", "print"]), default="auto", help="Its colours.")
@click.option("-o", "--out", type=click.Path(dir_okay=False, path_type=Path), help="An .svg or .png file.")
def figure_command(
    exercise: str,
    tempo: str | None,
    side: Side,
    still: str | None,
    strip: int | None,
    fault: str | None,
    theme: Theme,
    out: Path | None,
) -> None:
    """Draw EXERCISE: an exercise, a warm-up or cool-down item or a home test, by id or name.

    The SVG moves by itself at the tempo, in any browser, and stands still where reduced motion is asked. A PNG shows
    the end position, or what --still, --strip or --fault ask for.
    """
    picture = _checked(out, tempo, theme)
    if sum(asked is not None for asked in (still, strip, fault)) > 1:
        raise click.UsageError("ask for one of --still, --strip and --fault")
    drawn = _drawn(
        exercise, tempo, side, "end" if picture and not still else still, strip, fault, "print" if picture else theme
    )
    if out is None:
        click.echo(drawn)
        return
    from midstance.application.writing import write_together

    content = _png(drawn) if picture else drawn.encode() + b"\n"
    write_together(out.parent, {out.name: content})
    click.echo(f"{out}", err=True)


def _checked(out: Path | None, tempo: str | None, theme: Theme) -> bool:
    """Whether a PNG is asked for. Raises UsageError for an ending, a tempo or colours that cannot be."""
    from midstance.figure.movement import BadTempo, tempo_seconds

    kind = out.suffix.lower() if out is not None else ".svg"
    if kind not in (".svg", ".png"):
        raise click.UsageError(f"{out}: a drawing is an .svg or a .png file")
    if tempo is not None:
        try:
            tempo_seconds(tempo)
        except BadTempo as error:
            raise click.UsageError(f"--tempo: {error}") from error
    if kind == ".png" and theme not in ("auto", "print"):
        raise click.UsageError("a .png has the colours of paper: leave --theme out, or write an .svg")
    return kind == ".png"


def _drawn(
    word: str, tempo: str | None, side: Side, still: str | None, strip: int | None, fault: str | None, theme: Theme
) -> str:
    """The drawing that was asked for. Raises NotKnown for what has no figure."""
    from midstance.cli.knowledge_commands import NotKnown, exercise_names, find
    from midstance.figure import figures
    from midstance.knowledge.library import library

    known = library()
    names = {name: record.id for name, record in exercise_names(known).items()} | {
        test: test for test in known.home_tests
    }
    name = find(word, "exercise", names)
    try:
        if tempo is not None and figures.figure_of(name).motion != "rep":
            raise click.UsageError(f"--tempo is for repetitions; {name} is held, or has seconds of its own")
        if fault is not None:
            return figures.fault_svg(name, fault, side=side, theme=theme)
        if strip is not None:
            return figures.strip_svg(name, strip, side=side, theme=theme)
        if still is not None:
            return figures.still_svg(name, still, side=side, theme=theme)
        return figures.figure_svg(name, tempo=tempo, side=side, theme=theme)
    except figures.NoFigure as error:
        raise NotKnown(str(error)) from error


def _png(drawn: str) -> bytes:
    """The drawing as PNG, by the optional rasteriser."""
    from midstance.figure.raster import NoRasteriser, png_of

    try:
        return png_of(drawn, WIDTH_PX)
    except NoRasteriser as error:
        raise click.UsageError(f"{error}; or write an .svg") from None
