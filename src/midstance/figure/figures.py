"""The door to the figures: drawings by the id of an exercise, drill or home test."""

from __future__ import annotations

from midstance.figure.body import solve
from midstance.figure.movement import Frame, movement_of
from midstance.figure.paint import Theme
from midstance.figure.pictures import fault_from, figure_from, still_from, strip_from, words_of
from midstance.figure.state import mirror_state
from midstance.knowledge.poses import poses
from midstance.training.figure import Figure, Side, View, ViewName


class NoFigure(Exception):
    """There are no poses under this id, or no such fault."""


def has_figure(name: str) -> bool:
    """Whether there is a figure of an exercise, drill or home test."""
    return name in poses()


def figure_of(name: str) -> Figure:
    """The poses of an exercise. Raises NoFigure."""
    found = poses().get(name)
    if found is None:
        raise NoFigure(f"there is no figure of {name!r}")
    return found


def figure_svg(
    name: str,
    *,
    tempo: str | None = None,
    side: Side = "right",
    theme: Theme = "auto",
    prefix: str | None = None,
    view: ViewName | View | None = None,
) -> str:
    """The moving drawing as one SVG: no script, still where reduced motion is asked.

    `tempo` such as `3-1-1-0` in seconds (the dose's own when absent), `side` mirrors, `theme` `auto` follows the
    reader or a `data-theme` on an element around it, `prefix` starts every id and class. Raises NoFigure and BadTempo.
    """
    return figure_from(figure_of(name), words_of(name), tempo=tempo, side=side, theme=theme, prefix=prefix, view=view)


def still_svg(
    name: str,
    at: float | str = "end",
    *,
    side: Side = "right",
    theme: Theme = "auto",
    prefix: str | None = None,
    view: ViewName | View | None = None,
) -> str:
    """One frame: `start`, `end`, or a share (0 to 1) of the cycle. Raises NoFigure."""
    return still_from(figure_of(name), words_of(name), at, side=side, theme=theme, prefix=prefix, view=view)


def strip_svg(
    name: str,
    frames: int = 5,
    *,
    side: Side = "right",
    theme: Theme = "auto",
    prefix: str | None = None,
    view: ViewName | View | None = None,
) -> str:
    """Frames side by side, from start to end (a cycle: all the way round). Raises NoFigure."""
    return strip_from(figure_of(name), words_of(name), frames, side=side, theme=theme, prefix=prefix, view=view)


def faults_of(name: str) -> dict[str, str]:
    """The `not like this` frames of an exercise: their names, and what goes wrong."""
    return {key: fault.says for key, fault in figure_of(name).fault.items()}


def fault_svg(name: str, fault: str, *, side: Side = "right", theme: Theme = "auto", prefix: str | None = None) -> str:
    """A `not like this` frame. Raises NoFigure."""
    figure = figure_of(name)
    if fault not in figure.fault:
        raise NoFigure(f"{name!r} has no fault {fault!r}; it has {', '.join(figure.fault) or 'none'}")
    return fault_from(figure, words_of(name), fault, side=side, theme=theme, prefix=prefix)


def frames(name: str, *, tempo: str | None = None, side: Side = "right") -> list[Frame]:
    """Solved frames of one cycle, first and last included; the left side is the mirror image of the right one."""
    movement = movement_of(figure_of(name), tempo or words_of(name).tempo)
    found = [movement.at(t) for t in movement.moments()]
    if side == "right":
        return found
    mirrors = [mirror_state(frame.state) for frame in found]
    return [Frame(f.t_s, state, solve(state), f.flying) for f, state in zip(found, mirrors, strict=True)]
