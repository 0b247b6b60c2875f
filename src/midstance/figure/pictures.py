"""Drawings of a figure with its words: moving, still, or as a strip."""

from __future__ import annotations

from dataclasses import dataclass

from midstance.figure.drawing import moving_svg, prefix_of, still_svg_of, strip_svg_of
from midstance.figure.eye import eye_of
from midstance.figure.ground import Scene
from midstance.figure.moment import fault_moment, fault_places
from midstance.figure.movement import Frame, Movement, movement_of
from midstance.figure.paint import Theme
from midstance.figure.scene import Look, scene_of
from midstance.figure.telling import telling_moments
from midstance.knowledge.library import library
from midstance.training.exercise import LEVELS, Exercise
from midstance.training.figure import Figure, Side, View, ViewName

PLAIN = Look()


@dataclass(frozen=True)
class Words:
    """What the library says of a figure: its name, steps, muscles and tempo."""

    name: str
    steps: tuple[str, ...] = ()
    look: Look = PLAIN
    tempo: str | None = None


def words_of(name: str) -> Words:
    """The words of an exercise, drill or home test; an id that the library does not have stands for itself."""
    known = library()
    exercise = known.exercises.get(name)
    if exercise is not None:
        look = Look(exercise.primary, exercise.secondary)
        return Words(exercise.name, exercise.steps, look, usual_tempo(exercise))
    drill = known.drills.get(name)
    if drill is not None:
        return Words(drill.name, drill.steps, Look(drill.regions))
    test = known.home_tests.get(name)
    return Words(name) if test is None else Words(test.name, test.steps, Look(test.regions))


def usual_tempo(exercise: Exercise) -> str | None:
    """The tempo of the lowest level that has one."""
    return next((dose.tempo for level in LEVELS if (dose := exercise.dose.get(level)) and dose.tempo), None)


def solved(figure: Figure, tempo: str | None, moments: list[float] | None = None) -> tuple[Movement, list[Frame]]:
    """The movement of a figure and its frames."""
    movement = movement_of(figure, tempo)
    return movement, [movement.at(t) for t in (moments or movement.moments())]


def _spoken(words: Words, side: Side, figure: Figure) -> tuple[str, str]:
    sided = figure.moving != "both"
    title = f"{words.name}, {side} side" if sided else words.name
    return title, " ".join(words.steps)


def figure_from(
    figure: Figure,
    words: Words,
    *,
    tempo: str | None = None,
    side: Side = "right",
    theme: Theme = "auto",
    prefix: str | None = None,
    view: ViewName | View | None = None,
) -> str:
    """The moving drawing of a figure."""
    tempo = tempo or words.tempo
    movement, frames = solved(figure, tempo)
    times = [frame.t_s for frame in frames]
    scene = scene_of(figure, movement, frames, words.look, view)
    poster = nearest(times, movement.poster_s)
    name = prefix or prefix_of(figure.id, tempo, side, theme, view)
    return moving_svg(scene, times, poster, _spoken(words, side, figure), name, theme, side == "left")


def still_from(
    figure: Figure,
    words: Words,
    at: float | str = "end",
    *,
    side: Side = "right",
    theme: Theme = "auto",
    prefix: str | None = None,
    view: ViewName | View | None = None,
) -> str:
    """One frame: `start`, `end`, or a share of the cycle; framed as the whole movement is."""
    movement, frames, scene = _whole_scene(figure, words, view)
    index = nearest([frame.t_s for frame in frames], moment_of(movement, at))
    name = prefix or prefix_of(figure.id, "still", at, side, theme, view)
    return still_svg_of(scene, index, _spoken(words, side, figure), name, theme, side == "left")


def strip_from(
    figure: Figure,
    words: Words,
    frames: int = 5,
    *,
    side: Side = "right",
    theme: Theme = "auto",
    prefix: str | None = None,
    view: ViewName | View | None = None,
) -> str:
    """Frames side by side: a rep from start to end; of a cycle, and of what comes back another way, the moments that
    tell most."""
    movement, solved_frames, scene = _whole_scene(figure, words, view)
    times = [frame.t_s for frame in solved_frames]
    poster = nearest(times, movement.poster_s)
    if figure.motion == "cycle" or figure.alternate or figure.back:
        indices = telling_moments(movement, solved_frames, poster, frames)
    else:
        last = movement.poster_s or movement.duration_s
        indices = [nearest(times, last * k / max(1, frames - 1)) for k in range(frames)]
    name = prefix or prefix_of(figure.id, "strip", frames, side, theme, view)
    return strip_svg_of(scene, indices, _spoken(words, side, figure), name, theme, side == "left")


def fault_from(
    figure: Figure, words: Words, name: str, *, side: Side = "right", theme: Theme = "auto", prefix: str | None = None
) -> str:
    """A `not like this` frame: crossed through, with what goes wrong as its text."""
    fault, moment = figure.fault[name], fault_moment(figure, name)
    frame = moment.at(0.0)
    scene = scene_of(figure, moment, [frame], words.look, fault.view)
    eye = eye_of(fault.view or figure.view)
    rings = [eye.spot(place) for place in fault_places(fault, frame.body)]
    said = (f"{words.name}, not like this", fault.says)
    return still_svg_of(scene, 0, said, prefix or prefix_of(figure.id, name, side, theme), theme, side == "left", rings)


def _whole_scene(figure: Figure, words: Words, view: ViewName | View | None) -> tuple[Movement, list[Frame], Scene]:
    movement, frames = solved(figure, words.tempo)
    return movement, frames, scene_of(figure, movement, frames, words.look, view)


def moment_of(movement: Movement, at: float | str) -> float:
    """The second that `start`, `end` or a share of the cycle means."""
    if isinstance(at, str):
        return 0.0 if at == "start" else movement.poster_s
    return max(0.0, min(1.0, at)) * movement.duration_s


def nearest(times: list[float], wanted: float) -> int:
    """The index of the time next to one."""
    return min(range(len(times)), key=lambda i: abs(times[i] - wanted))
