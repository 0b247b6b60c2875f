"""Places over time as CSS keyframes: only as many as the movement needs, none for what stands still."""

from __future__ import annotations

from collections.abc import Sequence

from midstance.figure.parts import Place
from midstance.figure.shapes import number

TOLERANCE = (0.3, 0.3, 0.45, 0.012, 0.006)
"""How far a place may leave the exact one between keyframes: drawing units, degrees, shares. Ours: below a pixel."""

Row = tuple[float, float, float, float, float]


def unwound(places: Sequence[Place]) -> list[Row]:
    """Places as rows whose turns never jump by a full circle."""
    rows: list[Row] = []
    before = places[0].turn
    for each in places:
        turn = before + (each.turn - before + 180) % 360 - 180
        rows.append((each.x, each.y, turn, each.along, each.wide))
        before = turn
    return rows


def still(rows: Sequence[Row]) -> bool:
    """Whether nothing moves visibly."""
    return all(max(row[k] for row in rows) - min(row[k] for row in rows) < TOLERANCE[k] for k in range(5))


def needed(times: Sequence[float], rows: Sequence[Row]) -> list[int]:
    """Indices of the rows from which straight lines give all others closely enough (Douglas & Peucker 1973)."""
    kept = {0, len(rows) - 1}
    waiting = [(0, len(rows) - 1)]
    while waiting:
        a, b = waiting.pop()
        worst, at = 1.0, -1
        for i in range(a + 1, b):
            u = (times[i] - times[a]) / (times[b] - times[a])
            for k in range(5):
                off = abs(rows[a][k] + (rows[b][k] - rows[a][k]) * u - rows[i][k]) / TOLERANCE[k]
                if off > worst:
                    worst, at = off, i
        if at > 0:
            kept.add(at)
            waiting += [(a, at), (at, b)]
    return sorted(kept)


def transform_css(row: Row) -> str:
    """A place as a CSS transform."""
    x, y, turn, along, wide = row
    scale = f"{_share(along)}" if abs(wide - 1) < 0.002 else f"{_share(along)},{_share(wide)}"
    if abs(wide - 1) < 0.002:
        scale += ",1"
    return f"translate({number(x)}px,{number(y)}px)rotate({number(turn)}deg)scale({scale})"


def transform_attribute(row: Row) -> str:
    """A place as an SVG attribute, for readers without CSS."""
    x, y, turn, along, wide = row
    return f"translate({number(x)} {number(y)})rotate({number(turn)})scale({_share(along)} {_share(wide)})"


def _share(value: float) -> str:
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return text.replace("0.", ".", 1) if text.startswith("0.") else text or "0"


def keyframes(name: str, times: Sequence[float], rows: Sequence[Row]) -> str:
    """The keyframes of one part; `times` from 0 to the end of the cycle."""
    end = times[-1]
    steps: dict[str, list[str]] = {}
    for i in needed(times, rows):
        share = f"{100 * times[i] / end:.2f}".rstrip("0").rstrip(".") or "0"
        steps.setdefault(transform_css(rows[i]), []).append(share + "%")
    body = "".join(f"{','.join(shares)}{{transform:{way}}}" for way, shares in steps.items())
    return f"@keyframes {name}{{{body}}}"


def passing(name: str, prefix: str, way: tuple[Place, Place, float, str]) -> str:
    """The rule and keyframes of a line that passes again and again, fading where it comes or goes."""
    start, end, lap_s, hidden = way
    first, last = (transform_css((p.x, p.y, p.turn, p.along, p.wide)) for p in (start, end))
    fade = [";opacity:0" if hidden == at else ";opacity:1" if hidden else "" for at in ("start", "end")]
    return (
        f".{prefix} .{name}{{animation-name:{name};animation-duration:{lap_s:g}s}}"
        f"@keyframes {name}{{0%{{transform:{first}{fade[0]}}}100%{{transform:{last}{fade[1]}}}}}"
    )


def appearing(name: str, prefix: str, times: Sequence[float], shown: Sequence[bool]) -> str:
    """The rule and keyframes of what is there at some moments alone."""
    turns = [i for i in range(len(shown)) if i == 0 or shown[i] != shown[i - 1]]
    steps = "".join(f"{100 * times[i] / times[-1]:.1f}%{{opacity:{int(shown[i])}}}" for i in turns)
    return (
        f".{prefix} .{name}{{animation-name:{name};animation-timing-function:step-end}}@keyframes {name}{{{steps}"
        f"100%{{opacity:{int(shown[-1])}}}}}"
    )
