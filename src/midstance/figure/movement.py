"""Poses in time: a rep at its tempo, a hold with a breath, a cycle of steps, and jumps that gravity times."""

from __future__ import annotations

import itertools
import math
import re
from abc import ABC, abstractmethod
from dataclasses import dataclass, replace

from midstance.figure.body import Body, solve
from midstance.figure.drafting import Draft, bearing, first_draft, state_of, whole_centre, with_pose
from midstance.figure.state import State, carried, mirror_state
from midstance.figure.tracks import Tracks
from midstance.figure.vectors import Vector, add, blend, minus, times
from midstance.training.figure import Figure, Key

GRAVITY_CM = 980.665
"""Standard gravity, cm/s² (CGPM 1901)."""
TEMPO = re.compile(r"[0-9]+(\.[0-9]+)?(-[0-9]+(\.[0-9]+)?){3}")
USUAL_TEMPO = "2-0-2-0"
"""Seconds for reps whose dose names no tempo (ours)."""
QUICKEST_S = 0.3
"""A phase that the tempo gives no time still takes this long (ours)."""
SETTLE_S = 1.6
"""Into and out of a held position (ours)."""
BREATHS = 2
LETS_GO = 0.3
"""Share of a flight in which the toes straighten, and bend again (ours)."""


class BadTempo(Exception):
    """A tempo that is not four numbers of seconds."""


def tempo_seconds(tempo: str) -> tuple[float, float, float, float]:
    """Down, pause, up, pause. Raises BadTempo."""
    if not TEMPO.fullmatch(tempo):
        raise BadTempo(f"a tempo is four numbers of seconds such as 3-0-1-0, not {tempo!r}")
    down, low, up, top = (float(part) for part in tempo.split("-"))
    if max(down, low, up, top) > 60:
        raise BadTempo(f"each number of a tempo lies between 0 and 60 seconds, not as in {tempo!r}")
    return down, low, up, top


@dataclass(frozen=True)
class Phase:
    """A stretch of a movement: from one place on the way to another, or a pause."""

    name: str
    begins_s: float
    lasts_s: float
    begins_at: float = 0.0
    ends_at: float = 0.0
    back: bool = False
    mirrored: bool = False


@dataclass(frozen=True)
class Frame:
    """One moment, solved."""

    t_s: float
    state: State
    body: Body
    flying: bool = False


def ease(u: float) -> float:
    """The course of an unhurried movement, 0 to 1: least jerk (Flash & Hogan 1985, J Neurosci 5:1688-1703)."""
    u = max(0.0, min(1.0, u))
    return u * u * u * (10 + u * (6 * u - 15))


class Movement(ABC):
    """A figure in time; `at` gives any moment of its cycle."""

    duration_s: float
    phases: list[Phase]
    poster_s: float
    """The moment that tells most: the end position."""

    def __init__(self, figure: Figure) -> None:
        self.figure = figure

    @abstractmethod
    def state_at(self, t: float) -> tuple[State, bool]:
        """The state at a moment of the cycle, and whether the body is in flight."""

    def at(self, t: float) -> Frame:
        """A moment of the cycle, solved; hips sink where a planted leg would otherwise not reach."""
        state, flying = self.state_at(t)
        body = solve(state)
        if flying or state.ways["root"] != "hips":
            return Frame(t, state, body, flying)
        for _ in range(3):
            short = max([body.short.get(f"{side}_leg", 0.0) for side in bearing(state)], default=0.0)
            if short <= 0.01 or not _upright(body):
                break
            state = state.having(root__hips__y=state.get("root.hips.y") - 1.02 * short)
            body = solve(state)
        return Frame(t, state, body, flying)

    def _within(self, t: float) -> float:
        """The moment of the first cycle; the end stays the end, also where arithmetic puts it a hair beyond."""
        return t % self.duration_s if t > self.duration_s + 1e-9 else min(t, self.duration_s)

    def carried_cm(self, t: float) -> Vector:
        """How far the eye has gone with the body at a moment."""
        return (0.0, 0.0, 0.0)

    def moments(self) -> list[float]:
        """Moments worth solving, first and last included: dense where it moves."""
        knots = sorted({0.0, self.duration_s, *(p.begins_s for p in self.phases)})
        found = [0.0]
        for a, b in itertools.pairwise(knots):
            moving = any(p.begins_s <= a < p.begins_s + p.lasts_s and p.name != "pause" for p in self.phases)
            steps = max(1, min(24, math.ceil((b - a) * 12))) if moving else 1
            steps = max(steps, 6) if moving and len(self.phases) < 8 else steps
            found += [a + (b - a) * (i + 1) / steps for i in range(steps)]
        return found


def _upright(body: Body) -> bool:
    low = max(body.joints["right_ankle"][1], body.joints["left_ankle"][1])
    return body.joints["hips"][1] > low + 30


# ------------------------------------------------------------------------------------------------ a rep, a hold


class Rep(Movement):
    """Start, end and back, at a tempo; or into a position, breathing there, and out."""

    def __init__(self, figure: Figure, tempo: str | None) -> None:
        super().__init__(figure)
        start = with_pose(first_draft(), figure.start)
        end = with_pose(start, figure.end) if figure.end is not None else start
        one, two = state_of(start, figure), state_of(end, figure)
        self.way = _way(figure, figure.via, (start, one), (end, two))
        self.way_back = _way(figure, figure.back, (start, one), (end, two)) if figure.back else self.way
        self.phases = list(self._hold() if figure.motion == "hold" else self._tempo(tempo or USUAL_TEMPO))
        last = self.phases[-1]
        self.duration_s = last.begins_s + last.lasts_s
        self.poster_s = next((p.begins_s for p in self.phases if p.begins_at == 1.0), 0.0)

    def _hold(self) -> list[Phase]:
        breath = self.figure.breath
        if self.figure.end is None:
            return [Phase("breath", 0.0, breath)]
        held = BREATHS * breath
        return [
            Phase("in", 0.0, SETTLE_S, 0.0, 1.0),
            Phase("breath", SETTLE_S, held, 1.0, 1.0),
            Phase("out", SETTLE_S + held, SETTLE_S, 1.0, 0.0),
            Phase("pause", 2 * SETTLE_S + held, 0.8, 0.0, 0.0),
        ]

    def _tempo(self, tempo: str) -> list[Phase]:
        down, low, up, top = tempo_seconds(tempo)
        first, then, rest = ((down, low), (up, top), ("down", "up"))
        if self.figure.first == "up":
            first, then, rest = ((up, top), (down, low), ("up", "down"))
        found: list[Phase] = []
        t = 0.0
        for mirrored in (False, True) if self.figure.alternate else (False,):
            for name, lasts, a, b in (
                (rest[0], max(first[0], QUICKEST_S), 0.0, 1.0), ("pause", first[1], 1.0, 1.0),
                (rest[1], max(then[0], QUICKEST_S), 1.0, 0.0), ("pause", then[1], 0.0, 0.0),
            ):  # fmt: skip
                if lasts > 0:
                    found.append(Phase(name, t, lasts, a, b, back=a > b, mirrored=mirrored))
                    t += lasts
        return found

    def state_at(self, t: float) -> tuple[State, bool]:
        """The state at a moment: how far on the way, seen in the mirror in the second half."""
        t = self._within(t)
        phase = next((p for p in reversed(self.phases) if p.begins_s <= t), self.phases[0])
        u = (t - phase.begins_s) / phase.lasts_s
        share = phase.begins_at + (phase.ends_at - phase.begins_at) * ease(u)
        state = (self.way_back if phase.back else self.way).at(share)
        if phase.name == "breath":
            breath = 0.5 - 0.5 * math.cos(2 * math.pi * (t - phase.begins_s) / self.figure.breath)
            state = replace(state, values=state.values | {"breath": breath})
        return (mirror_state(state) if phase.mirrored else state), False

    def moments(self) -> list[float]:
        """As for any movement, with enough of each breath."""
        if self.figure.motion != "hold":
            return super().moments()
        breaths = [p for p in self.phases if p.name == "breath"]
        steps = [p.begins_s + self.figure.breath * i / 8 for p in breaths
                 for i in range(round(8 * p.lasts_s / self.figure.breath) + 1)]  # fmt: skip
        return sorted({*super().moments(), *steps}) if self.figure.end is not None else steps


def _way(figure: Figure, keys: tuple[Key, ...], start: tuple[Draft, State], end: tuple[Draft, State]) -> Tracks:
    """From start to end by way of the keys; each of these says only what leaves the straight way."""
    plain = Tracks([0.0, 1.0], [start[1], end[1]], periodic=False)
    knots, states = [0.0], [start[1]]
    for key in sorted(keys, key=lambda key: key.at or 0.0):
        on_way = plain.at(key.at or 0.0)
        base = replace(end[0], values=dict(on_way.values), ways=dict(on_way.ways), on=dict(on_way.on), knees=None)
        knots.append(key.at or 0.0)
        states.append(state_of(with_pose(base, key), figure))
    return Tracks([*knots, 1.0], [*states, end[1]], periodic=False)


# ------------------------------------------------------------------------------------------------------ a cycle


@dataclass(frozen=True)
class Flight:
    """A jump: when it begins and ends, and the course of the centre of mass."""

    begins_s: float
    ends_s: float
    off: Vector
    down: Vector
    speed: float

    def centre(self, t: float) -> Vector:
        """Where the centre of mass is: thrown."""
        past = t - self.begins_s
        x, _, z = blend(self.off, self.down, past / (self.ends_s - self.begins_s))
        return (x, self.off[1] + self.speed * past - 0.5 * GRAVITY_CM * past * past, z)


class Cycle(Movement):
    """Poses at their seconds that come round again, carried along or mirrored; flights are timed by gravity."""

    def __init__(self, figure: Figure) -> None:
        super().__init__(figure)
        self.times: list[float] = [0.0]
        self.flights: list[Flight] = []
        states = [state_of(with_pose(first_draft(), figure.start), figure)]
        self.offset: Vector = (0.0, 0.0, 0.0)
        lap_s = self._lap(states)
        self._laps(states, lap_s)
        self.duration_s = self.times[-1]
        self.tracks = Tracks(self.times, states, periodic=True)
        self._throw()
        self.phases = [Phase("move", a, b - a) for a, b in zip(self.times, self.times[1:], strict=False)]
        highest = max(
            range(len(self.times) - 1), key=lambda i: abs(states[i].get("root.hips.y") - states[0].get("root.hips.y"))
        )
        self.poster_s = self.times[min(highest, len(figure.key))]

    def _lap(self, states: list[State]) -> float:
        """The poses of one lap with their times; the last pose leads back to the first, carried along."""
        figure = self.figure
        draft = with_pose(first_draft(), figure.start)
        takeoff: tuple[int, float] | None = None
        waiting: list[float] = []
        for key in figure.key:
            draft = with_pose(draft, key)
            states.append(state_of(draft, figure))
            if takeoff is not None and key.at is not None:
                waiting.append(key.at)
                self.times.append(math.nan)
            elif takeoff is not None:
                self._flight(states, takeoff, waiting)
                takeoff, waiting = None, []
            else:
                self.times.append(self.times[-1] + (key.after_s if key.after_s is not None else 0.5))
            if key.flight_cm is not None:
                takeoff = (len(states) - 1, key.flight_cm)
        first = states[0] if not figure.alternate or figure.repeat > 1 else mirror_state(states[0])
        states.append(carried(first, figure.travel))
        if takeoff is not None:
            self._flight(states, takeoff, waiting)
        else:
            self.times.append(self.times[-1] + (figure.return_s if figure.return_s is not None else 0.5))
        return self.times[-1]

    def _flight(self, states: list[State], takeoff: tuple[int, float], waiting: list[float]) -> None:
        """Time a flight from take-off to the state that was added last."""
        index, apex = takeoff
        off = whole_centre(self.figure.prop, solve(states[index]))
        down = whole_centre(self.figure.prop, solve(states[-1]))
        apex = max(apex, down[1] - off[1] + 1.0)
        speed = math.sqrt(2 * GRAVITY_CM * apex)
        lasts = speed / GRAVITY_CM + math.sqrt(2 * (apex - (down[1] - off[1])) / GRAVITY_CM)
        begins = self.times[index]
        for i, share in enumerate(waiting):
            self.times[index + 1 + i] = begins + share * lasts
        self.times.append(begins + lasts)
        self.flights.append(Flight(begins, begins + lasts, off, down, speed))

    def _laps(self, states: list[State], lap_s: float) -> None:
        """Repeat the lap, then all of it in the mirror, as asked."""
        figure = self.figure
        lap, times_lap, flights = states[:-1], self.times[:-1], list(self.flights)
        turns = [False] * figure.repeat + ([True] * figure.repeat if figure.alternate else [])
        del states[:], self.times[:], self.flights[:]
        begins = 0.0
        for mirror in turns:
            step = (*figure.travel[:2], -figure.travel[2]) if mirror else figure.travel
            states += [carried(mirror_state(each) if mirror else each, self.offset) for each in lap]
            self.times += [begins + t for t in times_lap]
            self.flights += [_moved(flight, begins, mirror, self._risen()) for flight in flights]
            self.offset = add(self.offset, step)
            begins += lap_s
        states.append(carried(lap[0], self.offset))
        self.times.append(begins)

    def _throw(self) -> None:
        """At take-off and landing the hips have the speed of the flight, as far as the poses around allow."""
        height, slope = self.tracks.channels.get("root.hips.y"), self.tracks.slopes.get("root.hips.y")
        if height is None or slope is None:
            return
        for flight in self.flights:
            i, j = self.times.index(flight.begins_s), self.times.index(flight.ends_s)
            if i > 0:
                rising = (height[i] - height[i - 1]) / (self.times[i] - self.times[i - 1])
                slope[i] = min(flight.speed, 3 * max(0.0, rising))
            if j < len(self.times) - 1:
                falling = (height[j + 1] - height[j]) / (self.times[j + 1] - self.times[j])
                landing = flight.speed - GRAVITY_CM * (flight.ends_s - flight.begins_s)
                slope[j] = max(landing, 3 * min(0.0, falling))

    def state_at(self, t: float) -> tuple[State, bool]:
        """The state at a moment; in flight the whole body hangs on the thrown centre of mass."""
        t = self._within(t)
        state = self.tracks.at(t)
        for flight in self.flights:
            if flight.begins_s < t < flight.ends_s:
                # Toes let go of what they push off, and reach for what they land on, over a part of the flight.
                gone = (t - flight.begins_s) / (flight.ends_s - flight.begins_s)
                light = ease(min(gone, 1 - gone) / LETS_GO)
                on = {**state.on, "right_leg": "air", "left_leg": "air"}
                state = replace(state, on=on, light={"right_leg": light, "left_leg": light} | state.light)
                dx, dy, dz = minus(flight.centre(t), whole_centre(self.figure.prop, solve(state)))
                shift = (dx, dy - state.get("grade") * dx, dz)
                fixed = {name: value for name, value in state.values.items() if name.startswith("prop.")}
                state = carried(state, shift)
                return replace(state, values=state.values | fixed), True
        return state, False

    def carried_cm(self, t: float) -> Vector:
        """The eye goes with the body at an even pace."""
        if self.figure.alternate and self.offset[2] == 0.0 and self.offset[0] == 0.0:
            return (0.0, 0.0, 0.0)
        return times(self._risen(), t / self.duration_s)

    def _risen(self) -> Vector:
        """The way gone so far, and how far up the slope it is."""
        x, y, z = self.offset
        return (x, y + math.tan(math.radians(self.figure.slope)) * x, z)

    def moments(self) -> list[float]:
        """Even moments, about 14 a second, and every pose."""
        count = max(16, min(72, round(self.duration_s * 14)))
        even = [self.duration_s * i / count for i in range(count + 1)]
        near = self.duration_s / count * 0.35
        knots = [t for t in self.times if all(abs(t - each) > near for each in even)]
        return sorted([*even, *knots])


def _moved(flight: Flight, later: float, mirror: bool, offset: Vector) -> Flight:
    """A flight of another lap."""
    off, down = flight.off, flight.down
    if mirror:
        off, down = (off[0], off[1], -off[2]), (down[0], down[1], -down[2])
    return Flight(flight.begins_s + later, flight.ends_s + later, add(off, offset), add(down, offset), flight.speed)


def movement_of(figure: Figure, tempo: str | None = None) -> Movement:
    """The movement of a figure; a tempo matters to reps alone."""
    return Cycle(figure) if figure.motion == "cycle" else Rep(figure, tempo)
