"""Channels over time: smooth between poses, never beyond them, so that what stands still stands still.

Monotone cubic interpolation after Fritsch & Carlson 1980 (SIAM J Numer Anal 17:238-246), with the slopes of Fritsch
& Butland.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from midstance.figure.crossing import met
from midstance.figure.state import State

LEGS = ("right_leg", "left_leg")
LIMBS = (*LEGS, "right_arm", "left_arm")


class Tracks:
    """States at knots, and every moment between them."""

    def __init__(self, knots: Sequence[float], states: Sequence[State], periodic: bool) -> None:
        """`periodic`: the last state equals the first, one cycle later."""
        self.knots, self.states = list(knots), met(states)
        states = self.states
        names = sorted({name for state in states for name in state.values})
        self.channels = {name: _filled([state.values.get(name) for state in states]) for name in names}
        self.slopes = {name: slopes(self.knots, values, periodic) for name, values in self.channels.items()}

    def segment(self, t: float) -> int:
        """Which two knots a moment lies between."""
        return max(0, min(len(self.knots) - 2, bisect_right(self.knots, t) - 1))

    def at(self, t: float) -> State:
        """The state at a moment."""
        if len(self.knots) == 1:
            return self.states[0]
        i = self.segment(t)
        wide = self.knots[i + 1] - self.knots[i]
        u = max(0.0, min(1.0, (t - self.knots[i]) / wide)) if wide > 0 else 0.0
        values = {}
        for name, known in self.channels.items():
            a, b = known[i], known[i + 1]
            if a == b and self.slopes[name][i] == 0 == self.slopes[name][i + 1]:
                values[name] = a
            else:
                values[name] = hermite(a, b, self.slopes[name][i] * wide, self.slopes[name][i + 1] * wide, u)
        return _labelled(self.states[i], self.states[i + 1], u, values)


def _filled(known: list[float | None]) -> list[float]:
    """A channel that some poses do not know keeps the value of the nearest that does."""
    values: list[float] = []
    last = next(value for value in known if value is not None)
    for value in known:
        last = last if value is None else value
        values.append(last)
    return values


def _labelled(a: State, b: State, u: float, values: dict[str, float]) -> State:
    """Contacts hold where both neighbours have them; a limb that is placed in two ways is on its way from one to the
    other."""
    eased = u * u * (3 - 2 * u)
    other = {name: (b.ways[name], eased) for name in ("root", *LIMBS) if a.ways[name] != b.ways[name]}
    if u <= 0:
        return replace(a, values=values)
    if u >= 1:
        return replace(b, values=values)
    on = {name: a.on[name] if a.on[name] == b.on[name] else _weaker(a.on[name], b.on[name]) for name in LIMBS}
    rests = tuple(each for each in a.rests if each in b.rests)
    light = {name: (eased if b.on[name] == "air" else 1 - eased) for name in LEGS if a.on[name] != b.on[name]}
    return State(values=values, ways=a.ways, on=on, rests=rests, other=other, light=light)


ROLLING = {frozenset(("sole", "ball")): "ball", frozenset(("sole", "heel")): "heel"}
"""A sole that becomes a ball has the ball down all the way."""


def _weaker(a: str, b: str) -> str:
    return ROLLING.get(frozenset((a, b)), "air" if "palm" not in (a, b) else "free")


def hermite(a: float, b: float, slope_a: float, slope_b: float, u: float) -> float:
    """Cubic between two values with given slopes, u from 0 to 1."""
    u2, u3 = u * u, u * u * u
    return (
        a * (2 * u3 - 3 * u2 + 1) + slope_a * (u3 - 2 * u2 + u) + b * (3 * u2 - 2 * u3) + slope_b * (u3 - u2)
    )  # fmt: skip


def slopes(knots: Sequence[float], values: Sequence[float], periodic: bool) -> list[float]:
    """Slopes that keep the curve between its values."""
    count = len(knots)
    if count == 1:
        return [0.0]
    wide = [knots[i + 1] - knots[i] for i in range(count - 1)]
    secant = [(values[i + 1] - values[i]) / wide[i] if wide[i] > 0 else 0.0 for i in range(count - 1)]
    inner = [_slope(secant[i - 1], secant[i], wide[i - 1], wide[i]) for i in range(1, count - 1)]
    if periodic:
        seam = _slope(secant[-1], secant[0], wide[-1], wide[0])
        return [seam, *inner, seam]
    return [secant[0], *inner, secant[-1]]


def _slope(before: float, after: float, wide_before: float, wide_after: float) -> float:
    if before * after <= 0:
        return 0.0
    one, two = 2 * wide_after + wide_before, wide_after + 2 * wide_before
    return (one + two) / (one / before + two / after)
