"""`midstance history`, `progress`, `undo`, `correct`: what was written down, and putting it right."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from midstance.cli.diary_door import notebook, print_json, reading_options, recording_options, say, write_down

if TYPE_CHECKING:
    from midstance.application.recording.looking_back import ExerciseProgress
    from midstance.cli.paper import Paper

MOST_STEPS = 8
"""Lines of an exercise's ledger told where all exercises are shown."""


SHORT_ID, ID_SHOWN = 12, 6
"""An id given by hand is shown whole up to so many letters; of others the last ones, which tell them apart."""


@click.command("history", short_help="What you wrote down.")
@click.argument("exercise", metavar="[EXERCISE]", required=False)
@click.option("--last", type=click.IntRange(1, 100_000), default=40, show_default=True, help="How many entries.")
@reading_options
def history_command(exercise: str | None, last: int, runner: str, as_json: bool) -> None:
    """Show what you wrote down, the latest last, each with the end of its id for `undo` and `correct`."""
    from midstance.application.recording.identity import first_of
    from midstance.application.recording.looking_back import history_of
    from midstance.cli.paper import paper_of
    from midstance.training.clock import said_weekday

    lines = history_of(notebook(runner, to_read=True), exercise, last)
    if as_json:
        print_json([{"entry": line.entry, "date": line.date, "says": line.says} for line in lines])
        return
    if not lines:
        say(["Nothing is written down yet. Begin with `midstance today`."])
    paper, day = paper_of(), None
    for line in lines:
        if line.date != day:
            day = line.date
            click.echo(paper.ink(f"{said_weekday(day)[:3]} {day}", "strong"))
        name = first_of(line.entry.id)
        tail = f"  {name if len(name) <= SHORT_ID else name[-ID_SHOWN:]}{line.entry.id[len(name) :]}"
        click.echo("\n".join(paper.wrapped(line.says + paper.ink(tail, "quiet"), "  ", "    ")))


@click.command("progress", short_help="How each exercise goes on, and why.")
@click.argument("exercise", metavar="[EXERCISE]", required=False)
@click.option("--at", metavar="'DATE [HH:MM]'", help="As of then instead of now.")
@reading_options
def progress_command(exercise: str | None, at: str | None, runner: str, as_json: bool) -> None:
    """Show what changed and what was held after each session, and why; what comes next; and the sets of each week."""
    from midstance.application.recording.looking_back import progress_of
    from midstance.cli.paper import paper_of

    book = notebook(runner, to_read=True)
    progress = progress_of(book, book.moment(at), exercise)
    if as_json:
        print_json(progress)
        return
    if not progress.exercises:
        say(["Nothing is written down of it yet."])
    paper = paper_of()
    for one in progress.exercises:
        click.echo("\n".join(_ledger(one, paper, in_full=exercise is not None)))
    if progress.weeks:
        click.echo(paper.ink("Sets a week", "strong"))
        for week in progress.weeks:
            click.echo(f"  {week.monday}  {paper.shape('▇') * min(week.sets, 40)} {week.sets}")


def _ledger(one: ExerciseProgress, paper: Paper, *, in_full: bool) -> list[str]:
    """One exercise: a line for each day it was done, and what comes next."""
    lines = [paper.ink(one.name, "strong")]
    for step in one.steps if in_full else one.steps[-MOST_STEPS:]:
        variable = f" ({step.variable})" if step.variable else ""
        lines += paper.joined([f"{step.date}", step.done, f"{step.changed}{variable}"], "  ", "    ")
        lines += [paper.ink(line, "quiet") for line in paper.wrapped(step.because.text, "    ")]
    if one.next is not None:
        said = one.steps[-1].because.text if one.steps else ""
        why = one.why if one.why and one.why != said else ""
        lines += paper.wrapped(f"Next: {one.next}. {why}".strip(), "  ", "    ")
    if one.e1rm_kg is not None:
        lines += paper.wrapped(f"Estimated 1RM, from sets that say enough: {one.e1rm_kg:.1f} kg.", "  ", "    ")
    return lines


@click.command("undo", short_help="Take back what was written or decided last.")
@click.argument("entry", metavar="[ID]", required=False)
@click.option("--revision", is_flag=True, help="The last revision, whatever was written down since.")
@recording_options
def undo_command(
    entry: str | None, revision: bool, runner: str, at: str | None, given_id: str | None, as_json: bool
) -> None:
    """Take back the last thing written down, or the last revision if that came later; or the entry with an ID."""
    from midstance.application.recording.undoing import revision_is_last, undo_draft
    from midstance.application.replanning import undo_revision

    if entry is not None and revision:
        raise click.UsageError("name an entry, or --revision, not both")
    book = notebook(runner)
    if revision or (entry is None and revision_is_last(book.diary)):
        before = undo_revision(book.diary)
        if as_json:
            print_json({"undone": "revision", "in_effect": before.number})
        else:
            say([f"The last revision is taken back. Revision {before.number} is in effect again."])
        return
    draft = undo_draft(book, entry, first_id=book.first_id(given_id), at=book.moment(at, given_id))
    write_down(book, draft, as_json=as_json, closing="`midstance replan` makes the plan as if it had not been.")


@click.command("correct", short_help="Put an entry right.", context_settings={"ignore_unknown_options": True})
@click.argument("entry", metavar="ID")
@click.argument("words", metavar="WORDS...", nargs=-1, required=True, type=click.UNPROCESSED)
@recording_options
def correct_command(
    entry: str, words: tuple[str, ...], runner: str, at: str | None, given_id: str | None, as_json: bool
) -> None:
    """Put an entry right; the plan then becomes what it would have been had it been right at first.

    \b
    midstance correct 4f31aa+2 7 @14kg rir 1      a set, in the words of `log`
    midstance correct 9c02d1 score=3 side=left    any other entry, field by field
    """
    from midstance.application.recording.undoing import correct_draft
    from midstance.formats.log_words import as_line

    book = notebook(runner)
    draft = correct_draft(book, entry, as_line(("", *words)).strip(), entry_id=book.first_id(given_id))
    write_down(book, draft, as_json=as_json)
