"""Arithmetic of points and directions in three dimensions, as plain tuples."""

from __future__ import annotations

import math
from typing import NamedTuple

Vector = tuple[float, float, float]

FORWARD: Vector = (1.0, 0.0, 0.0)
UP: Vector = (0.0, 1.0, 0.0)
RIGHT: Vector = (0.0, 0.0, 1.0)


def add(a: Vector, b: Vector) -> Vector:
    """Sum of two vectors."""
    return (a[0] + b[0], a[1] + b[1], a[2] + b[2])


def minus(a: Vector, b: Vector) -> Vector:
    """The way from b to a."""
    return (a[0] - b[0], a[1] - b[1], a[2] - b[2])


def times(a: Vector, s: float) -> Vector:
    """A vector made longer by a factor."""
    return (a[0] * s, a[1] * s, a[2] * s)


def dot(a: Vector, b: Vector) -> float:
    """Scalar product."""
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def cross(a: Vector, b: Vector) -> Vector:
    """Vector product."""
    return (a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0])


def length(a: Vector) -> float:
    """Euclidean length."""
    return math.sqrt(a[0] * a[0] + a[1] * a[1] + a[2] * a[2])


def distance(a: Vector, b: Vector) -> float:
    """How far apart two points are."""
    return length(minus(a, b))


def unit(a: Vector, otherwise: Vector = FORWARD) -> Vector:
    """The direction of a vector; another one where it has none."""
    size = length(a)
    return (a[0] / size, a[1] / size, a[2] / size) if size > 1e-9 else otherwise


def blend(a: Vector, b: Vector, share: float) -> Vector:
    """The point a share of the way from a to b."""
    return (a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share, a[2] + (b[2] - a[2]) * share)


def across(a: Vector, axis: Vector) -> Vector:
    """The part of a that is perpendicular to a unit axis."""
    return minus(a, times(axis, dot(a, axis)))


def rotated(a: Vector, axis: Vector, degrees: float) -> Vector:
    """A vector turned about a unit axis, right-handed."""
    if not degrees:
        return a
    angle = math.radians(degrees)
    c, s = math.cos(angle), math.sin(angle)
    k, d = cross(axis, a), dot(axis, a) * (1 - c)
    return (a[0] * c + k[0] * s + axis[0] * d, a[1] * c + k[1] * s + axis[1] * d, a[2] * c + k[2] * s + axis[2] * d)


def angle_between(a: Vector, b: Vector) -> float:
    """The angle between two directions, 0 to 180 degrees."""
    return math.degrees(math.atan2(length(cross(a, b)), dot(a, b)))


def mirrored(a: Vector) -> Vector:
    """The mirror image through the middle plane of the body."""
    return (a[0], a[1], -a[2])


class Axes(NamedTuple):
    """Which way is forward, up and right for a part of the body."""

    forward: Vector = FORWARD
    up: Vector = UP
    right: Vector = RIGHT

    def turned(self, axis: Vector, degrees: float) -> Axes:
        """All three turned about one axis."""
        if not degrees:
            return self
        return Axes(*(rotated(each, axis, degrees) for each in self))

    def pitched(self, degrees: float) -> Axes:
        """Leaning forward, about its own right."""
        return self.turned(self.right, -degrees)

    def rolled(self, degrees: float) -> Axes:
        """Leaning to the right, about its own forward."""
        return self.turned(self.forward, degrees)

    def yawed(self, degrees: float) -> Axes:
        """Turned to the right, about its own up."""
        return self.turned(self.up, -degrees)

    def point(self, origin: Vector, forward: float, up: float, right: float) -> Vector:
        """A point given by its place in these axes."""
        f, u, r = self
        return (
            origin[0] + f[0] * forward + u[0] * up + r[0] * right,
            origin[1] + f[1] * forward + u[1] * up + r[1] * right,
            origin[2] + f[2] * forward + u[2] * up + r[2] * right,
        )

    def mirrored(self) -> Axes:
        """The axes of the mirror image: its right is the mirror of the left."""
        return Axes(mirrored(self.forward), mirrored(self.up), times(mirrored(self.right), -1))
