"""`midstance test`: tests at home, guided step by step, and what their results say."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from midstance.cli.diary_door import notebook, print_json, recording_options, say, write_down

if TYPE_CHECKING:
    from midstance.application.recording.notebook import Notebook
    from midstance.training.home_test import HomeTestGuide


@click.command("test", short_help="A test at home, guided, and what it says.")
@click.argument("name", metavar="[TEST]", required=False)
@click.option("--left", metavar="N", help="The result of the left side.")
@click.option("--right", metavar="N", help="The result of the right side.")
@click.option("--both", metavar="N", help="The result of both legs together.")
@recording_options
def home_test_command(
    name: str | None, left: str | None, right: str | None, both: str | None, runner: str, at: str | None,
    given_id: str | None, as_json: bool,
) -> None:  # fmt: skip
    """Show the tests, or one of them step by step; with results, write them down and say what they mean.

    \b
    midstance test calf-raises
    midstance test calf-raises --left 22 --right 20

    No test at home foretells an injury. They choose what to work on, and when jumps may begin.
    """
    from midstance.application.recording.arranging import home_test_draft
    from midstance.application.recording.checks import one_of
    from midstance.cli.wishes import whole
    from midstance.knowledge.library import library
    from midstance.training.log import HOME_TESTS

    guides = library().home_tests
    if name is None:
        _list(notebook(runner), as_json=as_json)
        return
    guide = guides[one_of("test", name, HOME_TESTS)]
    if not any((left, right, both)):
        left, right, both = _shown(guide, as_json=as_json)
    if not any((left, right, both)):
        return
    book = notebook(runner)
    values = [
        whole(f"--{side}", word, 0, 9999) if word else None
        for side, word in (("left", left), ("right", right), ("both", both))
    ]
    draft = home_test_draft(
        guide.id, at=book.moment(at, given_id), entry_id=book.first_id(given_id), left=values[0], right=values[1],
        both=values[2],
    )  # fmt: skip
    if write_down(book, draft, as_json=as_json) and not as_json:
        _say_reading(book, guide)


def _shown(guide: HomeTestGuide, *, as_json: bool) -> tuple[str | None, str | None, str | None]:
    """Shows how the test is done, and guides through it where there is a terminal; the results, if there are any."""
    if as_json:
        print_json(guide)
        return None, None, None
    _show(guide)
    return _guided(guide) if sys.stdin.isatty() else (None, None, None)


def _list(book: Notebook, *, as_json: bool) -> None:
    """The tests that are fitting now, each with what it looks at."""
    from midstance.application.replanning import first_plan
    from midstance.coach.gates import gate_report
    from midstance.coach.home_tests import first_strength, offered
    from midstance.knowledge.library import library
    from midstance.training.plan import pains_on

    guides = library().home_tests
    brief = book.the_plan().brief
    own = first_plan(book.diary) or book.the_plan()
    report = gate_report(
        book.entries, own.brief.athlete, first_strength=first_strength(book.entries, brief.history, book.zone),
        pains=pains_on(brief, book.today), today=book.today, zone=book.zone, guides=guides,
    )  # fmt: skip
    fitting = offered(
        brief.athlete, guides, jumps=report.of("plyometric").open, light_only=brief.prescreen == "positive"
    )
    if as_json:
        print_json([guides[name] for name in fitting])
        return
    for name in fitting:
        click.echo(f"{name:18} {guides[name].says}")
    if not fitting:
        say(["No test is fitting now: first let a health question be cleared, or a pain settle."])


def _show(guide: HomeTestGuide) -> None:
    """How the test is done."""
    from midstance.cli.paper import paper_of

    paper = paper_of()
    lines = [paper.ink(guide.name, "strong"), *paper.wrapped(guide.says)]
    if guide.needs:
        lines += paper.wrapped(f"You need {', '.join(guide.needs)}.")
    for number, step in enumerate(guide.steps, 1):
        lines += paper.wrapped(step, f"  {number}. ")
    lines += paper.wrapped("It is over when:")
    for end in guide.ends:
        lines += paper.wrapped(end, "  - ")
    for scoring in guide.scoring:
        lines += paper.wrapped(scoring)
    how = "--left N --right N" if guide.sides else "--both N"
    lines += paper.wrapped(f"Write it down: midstance test {guide.id} {how}")
    click.echo("\n".join(lines))


def _guided(guide: HomeTestGuide) -> tuple[str | None, str | None, str | None]:
    """The results as typed after each side, to a beat where the test has one."""
    from midstance.cli.rest_timer import Timer

    sides = ("left", "right") if guide.sides else ("both",)
    results: dict[str, str | None] = {}
    for place, side in enumerate(sides):
        if guide.beat_bpm is not None and click.confirm(f"{side.capitalize()}: shall the beat tick?", default=True):
            Timer(on=True).beat(guide.beat_bpm)
        typed = click.prompt(f"Result, {side} (Enter: not done)", default="", show_default=False)
        results[side] = typed.strip() or None
        if guide.rest_s and place + 1 < len(sides):
            Timer(on=True).rest(guide.rest_s, "Rest (Enter skips it)")
    return results.get("left"), results.get("right"), results.get("both")


def _say_reading(book: Notebook, guide: HomeTestGuide) -> None:
    """What the results of this test say, and how far they can be trusted."""
    from midstance.coach.home_tests import HONESTLY, readings
    from midstance.knowledge.library import library
    from midstance.training.log import Settings

    athlete = book.plan.brief.athlete if book.plan is not None else None
    age, sex = (athlete.age, athlete.sex) if athlete is not None else (None, None)
    for entry in book.entries:
        if isinstance(entry, Settings):
            age, sex = entry.age or age, entry.sex or sex
    for reading in readings(book.entries, age, sex, book.zone, library().home_tests):
        if reading.test == guide.id:
            say([reading.says, reading.doubt, HONESTLY])
