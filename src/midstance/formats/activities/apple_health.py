"""Workouts in Apple Health's export.xml, gigabytes of measurements streamed past and none of them kept."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from midstance.formats.activities.activity import (
    FARTHEST_M,
    LONGEST_S,
    Activity,
    bounded,
    clock_of_start,
    heart,
)
from midstance.formats.activities.moments import spaced_moment
from midstance.formats.activities.sports import Played, sport_of_word
from midstance.formats.activities.xml_events import Refused, Text, check_depth, run
from midstance.formats.entry import METRES_PER_MILE, one_line
from midstance.training.running import Problem

_METRES = {"km": 1000.0, "mi": METRES_PER_MILE, "m": 1.0, "yd": 0.9144, "ft": 0.3048}
_SECONDS = {"min": 60.0, "s": 1.0, "sec": 1.0, "hr": 3600.0, "h": 3600.0, "ms": 0.001}
_DISTANCES = "HKQuantityTypeIdentifierDistance"
_HEART = "HKQuantityTypeIdentifierHeartRate"
_PARTS = frozenset({"WorkoutActivity"})
_WORDS = {
    "TraditionalStrengthTraining": "strength",
    "FunctionalStrengthTraining": "strength",
    "CoreTraining": "pilates",
}
Attributes = dict[str, str]


class _Workout:
    """A workout as it comes."""

    def __init__(self, attributes: Attributes) -> None:
        self.attributes = attributes
        self.metres: float | None = None
        self.avg: float | None = None
        self.max: float | None = None
        self.indoor = False
        self.parts: list[_Workout] = []


class _Export:
    """Hears the export."""

    def __init__(self) -> None:
        self.text = Text()
        self.done: list[_Workout] = []
        self.root = ""
        self._depth = 0
        self._open: _Workout | None = None

    def start(self, name: str, attributes: Attributes) -> None:
        """An element begins; all but workouts pass by."""
        self._depth += 1
        at = self._open
        if at is not None:
            self._inside(at, name, attributes)
        elif name == "Workout":
            self._open = _Workout(attributes)
        elif self._depth == 1:
            self.root = name
        elif self._depth > 8:
            check_depth(self._depth)

    def _inside(self, workout: _Workout, name: str, attributes: Attributes) -> None:
        check_depth(self._depth)
        if name in _PARTS and len(workout.parts) < 100:
            workout.parts.append(_Workout(attributes))
            return
        if name == "MetadataEntry" and attributes.get("key") == "HKIndoorWorkout":
            workout.indoor = attributes.get("value") == "1"
        if name != "WorkoutStatistics":
            return
        # Statistics inside a part stand one deeper than those of the whole.
        target = workout.parts[-1] if workout.parts and self._depth > 3 else workout
        kind = attributes.get("type", "")
        if kind.startswith(_DISTANCES):
            metres = _amount(attributes.get("sum"), attributes.get("unit"), _METRES)
            target.metres = max(target.metres or 0.0, metres or 0.0)
        elif kind == _HEART:
            target.avg = _number(attributes.get("average"))
            target.max = _number(attributes.get("maximum"))

    def end(self, name: str) -> None:
        """An element ends."""
        self._depth -= 1
        if name == "Workout" and self._open is not None:
            self.done.append(self._open)
            self._open = None


def read_apple_health(stream: BinaryIO, name: str) -> Iterator[Activity | Problem]:
    """The workouts of an Apple Health export as they come, and problems. Raises what reading the stream raises."""
    export = _Export()
    count = 0

    def drain() -> Iterator[Activity | Problem]:
        nonlocal count
        waiting, export.done = export.done, []
        for workout in waiting:
            count += 1
            yield from _activities(workout, f"{name}:workout {count}")

    try:
        yield from run(stream, export, export.text, drain)
    except Refused as refusal:
        yield from drain()
        yield Problem(place=name, says=f"{refusal}" + ("; what stands before was read" if count else ""))
    if export.root != "HealthData":
        yield Problem(place=name, says="it is no export of Apple Health")
    elif not count:
        yield Problem(place=name, says="it holds no workouts")


def _activities(workout: _Workout, place: str) -> Iterator[Activity | Problem]:
    """The workout, or its parts where it is of several sports."""
    kind = workout.attributes.get("workoutActivityType", "")
    if workout.parts and kind.endswith("SwimBikeRun"):
        for index, part in enumerate(workout.parts):
            yield from _activity(part, f"{place}:part {index + 1}", workout)
        return
    yield from _activity(workout, place, workout)


def _activity(workout: _Workout, place: str, whole: _Workout) -> Iterator[Activity | Problem]:
    said = workout.attributes
    start, end = spaced_moment(said.get("startDate", "")), spaced_moment(said.get("endDate", ""))
    if start is None:
        yield Problem(place=place, says=f"its start {one_line(said.get('startDate', ''), 40)!r} is no moment")
        return
    played = _played(said.get("workoutActivityType", ""), workout.indoor or whole.indoor)
    seconds = _amount(said.get("duration"), said.get("durationUnit", "min"), _SECONDS)
    elapsed = (end - start).total_seconds() if end is not None else None
    metres = workout.metres
    if metres is None:
        metres = _amount(said.get("totalDistance"), said.get("totalDistanceUnit"), _METRES)
    yield Activity(
        source=place,
        start=start,
        clock=clock_of_start(start),
        sport=played.sport,
        detail=played.detail,
        distance_m=bounded(metres, FARTHEST_M),
        duration_s=bounded(seconds, LONGEST_S) or bounded(elapsed, LONGEST_S),
        elapsed_s=bounded(elapsed, LONGEST_S),
        avg_heart=heart(workout.avg),
        max_heart=heart(workout.max),
        device=one_line(said.get("sourceName", whole.attributes.get("sourceName", "")), 60),
    )


def _played(kind: str, indoor: bool) -> Played:
    word = kind.removeprefix("HKWorkoutActivityType")
    spaced = _WORDS.get(word) or "".join(f" {letter}" if letter.isupper() else letter for letter in word[:60])
    played = sport_of_word(spaced)
    return Played("running", "treadmill") if indoor and played.sport == "running" else played


def _number(text: str | None) -> float | None:
    try:
        value = float(text.replace(",", ".")) if text and len(text) < 40 else None
    except ValueError:
        return None
    return value if value is not None and 0 <= value < 1e9 else None


def _amount(text: str | None, unit: str | None, units: dict[str, float]) -> float | None:
    value, factor = _number(text), units.get((unit or "").casefold())
    return value * factor if value is not None and factor is not None else None
