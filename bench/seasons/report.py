"""The table: what was promised, what was reached, and how plans that do not learn fare with the same runners."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from bench.seasons.measures import WAYS, WEEKS_A_PART, Course, Season, middle, per_hundred, quantile

SAID = {
    "coach": "with the coach",
    "blind": "(b) the first plan, followed blindly",
    "fixed": "(a) 2.5 kg more every week",
}
SHOWN = 12
GOES_ON = "the program goes on"


def report(seasons: Sequence[Season]) -> int:
    """Prints everything; 1 when a promise was broken."""
    lived = [season for season in seasons if not season.refused]
    for line in (*_head(seasons, lived), *_promises(lived), *_plans(lived), *_compared(lived), *_kinds(lived)):
        print(line)
    broken = [season for season in lived if season.broken]
    print(f"\n{len(broken)} of {len(lived)} seasons with a broken promise")
    for season in broken[:SHOWN]:
        print(f"  seed {season.seed} ({season.kind}): {season.broken[0][:300]}")
    return 1 if broken else 0


def _head(seasons: Sequence[Season], lived: Sequence[Season]) -> Iterator[str]:
    refused = len(seasons) - len(lived)
    yield f"{len(lived)} seasons lived" + (f", {refused} draws for whom no plan can be made" if refused else "")
    corrections = sum(one.corrections for one in lived)
    yield f"  {sum(one.entries for one in lived)} entries, {corrections} of them corrected or taken back later"
    yield f"  {sum(one.revisions for one in lived)} revisions, {sum(one.recomputed for one in lived)} made again"
    yield f"  {middle(one.seconds for one in lived):.2f} s a season, all checks included"


def _promises(lived: Sequence[Season]) -> Iterator[str]:
    yield "\npromise                                                      put to the test    broken"
    for name, asked, broken in promises_of(lived):
        yield f"{name:60} {asked:15}  {broken or 'none':>8}"


def promises_of(lived: Sequence[Season]) -> list[tuple[str, int, int]]:
    """Each promise, how often it was put to the test and how often it was broken."""
    found = []
    for name in sorted({name for one in lived for name in one.checked}):
        asked = sum(one.checked.get(name, 0) for one in lived)
        found.append((name, asked, sum(said.startswith(f"{name}:") for one in lived for said in one.broken)))
    failed = sum(said.startswith(f"{GOES_ON}:") for one in lived for said in one.broken)
    return [*found, (GOES_ON, len(lived), failed)]


def _plans(lived: Sequence[Season]) -> Iterator[str]:
    changed = [days for one in lived for days in one.changed_days]
    first, again = middle(one.first_ms for one in lived), [ms for one in lived for ms in one.revise_ms]
    yield "\nrevisions"
    yield f"  days changed: median {middle(changed):g}, p90 {quantile(changed, 0.9):g}"
    yield f"  milliseconds: median {middle(again):.0f}, p90 {quantile(again, 0.9):.0f} (a first plan {first:.0f})"
    left_out = [count for one in lived for count in one.left_out]
    some = per_hundred(sum(count > 0 for count in left_out), len(left_out))
    yield f"  that leave out sessions to pass the audit: {some:.1f} %, most {max(left_out, default=0)}"
    ratio = middle(again) / first if first else 0.0
    yield f"  re-plan ÷ first plan: {ratio:.2f}"


def _compared(lived: Sequence[Season]) -> Iterator[str]:
    yield f"\n{'the same runners, the same luck':44}" + "".join(f"{name:>10}" for name in WAYS)
    for name in WAYS:
        yield f"  {name}: {SAID[name]}"
    for said, of in ROWS:
        yield f"{said:44}" + "".join(f"{of(courses_of(lived, way)):>10}" for way in WAYS)
    for part in range(4):
        weeks = f"weeks {part * WEEKS_A_PART + 1}-{(part + 1) * WEEKS_A_PART}"
        for what, told in (("median", middle_error), ("median size", size), ("p90 size", ninth_size)):
            values = "".join(f"{told(errors_of(courses_of(lived, way), part)):>10}" for way in WAYS)
            yield f"{f'error of named loads, {weeks}, {what}':44}{values}"


def courses_of(lived: Sequence[Season], way: str) -> list[Course]:
    """The seasons under one way of planning."""
    return [one.courses[way] for one in lived if way in one.courses]


def errors_of(courses: Sequence[Course], part: int) -> list[int]:
    """Errors of named loads in a part of the season, tenths of a per cent."""
    return [error for course in courses for error in course.errors.get(part, ())]


def middle_error(errors: Sequence[int]) -> str:
    """Their median, with its sign."""
    return f"{middle(errors) / 10:+.1f} %" if errors else "-"


def size(errors: Sequence[int]) -> str:
    """The median of their sizes."""
    return f"{middle(abs(one) for one in errors) / 10:.1f} %" if errors else "-"


def ninth_size(errors: Sequence[int]) -> str:
    """The size that nine of ten do not exceed."""
    return f"{quantile((abs(one) for one in errors), 0.9) / 10:.1f} %" if errors else "-"


def _share(part: str, whole: str) -> Callable[[Sequence[Course]], str]:
    def found(courses: Sequence[Course]) -> str:
        top = sum(getattr(one, part) for one in courses)
        return f"{per_hundred(top, sum(getattr(one, whole) for one in courses)):.1f} %"

    return found


def _each(name: str, scale: float = 1.0, unit: str = "") -> Callable[[Sequence[Course]], str]:
    """The mean over runners."""

    def found(courses: Sequence[Course]) -> str:
        return f"{sum(getattr(one, name) for one in courses) / scale / max(1, len(courses)):.1f}{unit}"

    return found


overshot = _share("overshot", "sets")
ROWS: tuple[tuple[str, Callable[[Sequence[Course]], str]], ...] = (
    ("sessions in the plan, a season", _each("planned")),
    ("  done whole", _each("done")),
    ("  done in part", _each("half")),
    ("  missed", _each("missed")),
    ("  missed, share", _share("missed", "planned")),
    ("sets done, a season", _each("sets")),
    ("  load named in kg", _share("loaded", "sets")),
    ("  load picked by feel", _share("picked", "sets")),
    ("sets with fewer reps than asked for", _share("short", "sets")),
    ("sets harder than asked by more than a rep", _share("overshot", "sets")),
    ("  of those with a load named in kg", _share("loaded_overshot", "loaded")),
    ("days in amber", _each("amber")),
    ("days in red", _each("red")),
    ("days very sore", _each("sore")),
    ("strength won", _each("gained", 10, " %")),
)


def _kinds(lived: Sequence[Season]) -> Iterator[str]:
    head = f"{'kind of runner':26}{'seasons':>8}{'revisions':>10}{'missed':>9}{'overshot: coach':>16}"
    yield f"\n{head}{'blind':>8}{'fixed':>8}{'error p50':>10}{'p90':>8}"
    for kind in sorted({one.kind for one in lived}):
        some = [one for one in lived if one.kind == kind]
        coach = courses_of(some, "coach")
        errors = [error for course in coach for part in course.errors.values() for error in part]
        yield (
            f"{kind:26}{len(some):8}{middle(one.revisions for one in some):10g}{_share('missed', 'planned')(coach):>9}"
            f"{overshot(coach):>16}{overshot(courses_of(some, 'blind')):>8}{overshot(courses_of(some, 'fixed')):>8}"
            f"{size(errors):>10}{ninth_size(errors):>8}"
        )
