"""The figures of the docs page, written between its marks from a run, so that no figure there is typed by hand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.seasons.measures import WAYS, WEEKS_A_PART, Season, middle, per_hundred, quantile
from bench.seasons.report import (
    GOES_ON,
    ROWS,
    courses_of,
    errors_of,
    middle_error,
    ninth_size,
    overshot,
    promises_of,
    size,
)

PAGE = Path(__file__).parents[2] / "docs" / "explanation" / "what-the-simulation-shows.md"
BEGIN, END = "<!-- figures: python -m bench.seasons --page -->", "<!-- end of figures -->"
HEADS = ("with the coach", "(b) first plan, blind", "(a) + 2.5 kg a week")


def write_page(seasons: Sequence[Season]) -> None:
    """Puts the figures of these seasons on the page."""
    text = PAGE.read_text("utf-8")
    before, after = text.split(BEGIN)[0], text.split(END)[1]
    PAGE.write_text("\n".join([before + BEGIN, *figures(seasons), END]) + after, "utf-8")


def figures(seasons: Sequence[Season]) -> Iterator[str]:
    """The figures as Markdown."""
    lived = [season for season in seasons if not season.refused]
    first, last = min(one.seed for one in seasons), max(one.seed for one in seasons)
    entries, corrected = sum(one.entries for one in lived), sum(one.corrections for one in lived)
    revisions, again = sum(one.revisions for one in lived), sum(one.recomputed for one in lived)
    yield f"From `python -m bench.seasons --runners {len(seasons)} --first {first}`, seeds {first} to {last}:"
    yield f"{len(lived):,} seasons, {entries:,} entries of which {corrected:,} were put right later,"
    yield f"{revisions:,} revisions, and {again:,} made again.\n"
    yield "| promise | put to the test | broken |\n|---|---:|---:|"
    for name, asked, broken in promises_of(lived):
        if name != GOES_ON:
            yield f"| {name} | {asked:,} | {broken:,} |"
    yield f"| {GOES_ON} | {len(lived):,} | {sum(any(GOES_ON in said for said in one.broken) for one in lived):,} |"
    yield from _revisions(lived)
    yield f"\n| the same runners, the same luck | {' | '.join(HEADS)} |\n|---|---:|---:|---:|"
    for said, of in ROWS:
        yield f"| {said.strip()} | {' | '.join(of(courses_of(lived, way)) for way in WAYS)} |"
    for part in range(4):
        weeks = f"weeks {part * WEEKS_A_PART + 1} to {(part + 1) * WEEKS_A_PART}"
        for said, told in (("median", middle_error), ("median size", size), ("90th percentile of size", ninth_size)):
            values = [told(errors_of(courses_of(lived, way), part)) for way in WAYS]
            yield f"| error of named loads, {weeks}, {said} | {' | '.join(values)} |"
    yield from _kinds(lived)


def _revisions(lived: Sequence[Season]) -> Iterator[str]:
    changed = [days for one in lived for days in one.changed_days]
    left_out = [count for one in lived for count in one.left_out]
    again, first = middle(ms for one in lived for ms in one.revise_ms), middle(one.first_ms for one in lived)
    short = per_hundred(sum(map(bool, left_out)), len(left_out))
    yield f"\nDays changed by a revision: median {middle(changed):g}, 90th percentile {quantile(changed, 0.9):g}."
    yield f"Revisions that leave out a session to pass their audit: {short:.1f} %."
    yield f"A revision takes {again / first if first else 0:.2f} of the time of a first plan."


def _kinds(lived: Sequence[Season]) -> Iterator[str]:
    head = ("kind of runner", "seasons", "revisions", "missed", "overshot: coach", "blind", "fixed", "load error")
    yield f"\n| {' | '.join(head)} |"
    yield "|---|---:|---:|---:|---:|---:|---:|---:|"
    for kind in sorted({one.kind for one in lived}):
        some = [one for one in lived if one.kind == kind]
        coach = courses_of(some, "coach")
        missed = per_hundred(sum(one.missed for one in coach), sum(one.planned for one in coach))
        shares = " | ".join(overshot(courses_of(some, way)) for way in WAYS)
        errors = size([error for part in range(4) for error in errors_of(coach, part)])
        revisions = f"{middle(one.revisions for one in some):g}"
        yield f"| {kind} | {len(some)} | {revisions} | {missed:.1f} % | {shares} | {errors} |"
