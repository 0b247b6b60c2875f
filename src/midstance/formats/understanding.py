"""The one place where the readers ask what a title means (see `titles`)."""

from __future__ import annotations

import re
import msgspec
from midstance.formats.entry import Entry
from midstance.training.running import RunKind


class Understood(msgspec.Struct, frozen=True):
    kind: RunKind
    distance_m: int | None = None
    duration_s: int | None = None
    part: str | None = None
    confident: bool = True
    assumed: str | None = None
    private: bool = False
    banner: bool = False


def understand(entry: Entry) -> tuple[Understood, ...]:
    t = entry.title.lower()
    if " / pm" in t:
        a, b = re.split(r" / (?=pm)", entry.title, maxsplit=1, flags=re.I)
        return tuple(
            msgspec.structs.replace(understand(msgspec.structs.replace(entry, title=x))[0], part=p)
            for x, p in ((a, "am"), (b, "pm"))
        )
    d = None
    if m := re.search(r"(\d+(?:\.\d+)?)\s*(km|mi|k)\b", t):
        d = round(float(m[1]) * (1609.344 if m[2] == "mi" else 1000))
    elif "half mara" in t or "halbm" in t:
        d = 21098
    elif "marathon" in t:
        d = 42195
    s = None
    if m := re.search(r"(\d+) min", t):
        s = int(m[1]) * 60
    for kind, pat in (
        ("rest", "rest|ruhe|day off|off day"),
        ("race", "race day|race$|wettkampf|marathon"),
        ("long", "long|langer"),
        ("hills", "hill"),
        ("threshold", "tempo|threshold|pace"),
        ("intervals", r"\d ?x ?\d|interv|repeats"),
        ("recovery", "recovery|regen"),
        ("strength", "strength|legs"),
        ("cross-training", "cross|bike"),
        ("easy", "easy|run|locker|jog|\bkm\b"),
    ):
        if re.search(pat, t):
            return (Understood(kind, d, s),)
    if "dentist" in t or "zahnarzt" in t:
        return (Understood("other", private=True, confident=False, assumed="private"),)
    return (Understood("easy" if d else "other", d, s, None, False, "title not understood"),)


def with_week_context(found):
    return found
