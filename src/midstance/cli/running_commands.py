"""`midstance ran`, `run-moved`, `race`, `new-runs`, `feel`: runs as they really are."""

from __future__ import annotations

import click

from midstance.cli.diary_door import notebook, print_json, reading_options, recording_options, say, write_down

FEELS = ("bad", "heavy", "usual", "good")


@click.command("ran", short_help="A run you did, and how it felt.")
@click.argument("words", metavar="[DISTANCE] [TIME]", nargs=-1)
@click.option("--feel", metavar="WORD", help="bad, heavy, usual or good.")
@click.option("--kind", metavar="KIND", help="easy, long, threshold, intervals, hills, race … if not the planned one.")
@click.option("--planned", metavar="DATE", help="The day of the planned run it was, if another.")
@click.option("--title", default="", help="A name for it.")
@recording_options
def ran_command(
    words: tuple[str, ...], feel: str | None, kind: str | None, planned: str | None, title: str, runner: str,
    at: str | None, given_id: str | None, as_json: bool,
) -> None:  # fmt: skip
    """Write down a run, such as `midstance ran 12km 1:05 --feel heavy`. Without amounts it was the planned run."""
    from midstance.application.recording.checks import one_of
    from midstance.application.recording.running import RUN_KINDS_DONE, ran_draft
    from midstance.cli.wishes import date_of
    from midstance.coach.run_feel import FEELS as KNOWN_FEELS

    book = notebook(runner)
    draft = ran_draft(
        book, words, at=book.moment(at, given_id), entry_id=book.first_id(given_id),
        kind=one_of("--kind", kind, RUN_KINDS_DONE) if kind is not None else None,
        feel=one_of("--feel", feel, KNOWN_FEELS) if feel is not None else None,
        planned=date_of("--planned", planned) if planned is not None else None, title=title,
    )  # fmt: skip
    write_down(book, draft, as_json=as_json)


@click.command("run-moved", short_help="A planned run that you put elsewhere.")
@click.argument("planned", metavar="DATE")
@click.argument("to", metavar="DATE|off")
@click.option("--start", metavar="HH:MM", help="When it starts there.")
@click.option("--kind", metavar="KIND", help="Which run of that day, if there are several.")
@recording_options
def run_moved_command(
    planned: str, to: str, start: str | None, kind: str | None, runner: str, at: str | None, given_id: str | None,
    as_json: bool,
) -> None:  # fmt: skip
    """Say that the run planned on the first DATE is on the second, or `off`. Strength follows the runs."""
    from midstance.application.recording.checks import one_of
    from midstance.application.recording.running import RUN_KINDS_DONE, run_moved_draft
    from midstance.cli.wishes import clock_time, date_of

    book = notebook(runner)
    draft = run_moved_draft(
        book, date_of("run-moved", planned), None if to.casefold() == "off" else date_of("run-moved", to),
        at=book.moment(at, given_id), entry_id=book.first_id(given_id),
        start=clock_time("--start", start) if start is not None else None,
        kind=one_of("--kind", kind, RUN_KINDS_DONE) if kind is not None else None,
    )  # fmt: skip
    write_down(book, draft, as_json=as_json)


@click.command("race", short_help="A race that came in, changed or is off.")
@click.argument("race", metavar="DATE[:DISTANCE]")
@click.option("--priority", metavar="A|B|C", default="A", show_default=True, help="A is what you build to.")
@click.option("--name", default="", help="Its name.")
@click.option("--off", is_flag=True, help="It is called off, or you do not run it.")
@recording_options
def race_command(
    race: str, priority: str, name: str, off: bool, runner: str, at: str | None, given_id: str | None, as_json: bool
) -> None:
    """Say that there is a race on a day, such as `midstance race 2027-03-21:10k --priority B`."""
    from midstance.application.recording.running import race_draft
    from midstance.cli.wishes import choice, race_of

    book = notebook(runner)
    date, metres = race_of(race)
    draft = race_draft(
        book, date, metres, at=book.moment(at, given_id), entry_id=book.first_id(given_id), name=name, off=off,
        priority={"a": "A", "b": "B", "c": "C"}[choice("--priority", priority, ("a", "b", "c"))],  # type: ignore[arg-type]
    )  # fmt: skip
    write_down(book, draft, as_json=as_json)


@click.command("new-runs", short_help="A new running plan in place of the old one.")
@click.argument("files", metavar="RUNS...", nargs=-1, required=True)
@recording_options
def new_runs_command(files: tuple[str, ...], runner: str, at: str | None, given_id: str | None, as_json: bool) -> None:
    """Take over a new running plan, from today (or --at) on; what you ran stays."""
    from midstance.application.recording.running import new_runs_draft
    from midstance.application.running_plans import read_running_plans

    book = notebook(runner)
    plan = book.the_plan()
    moment = book.moment(at, given_id)
    window = (book.on_clock(moment).date(), plan.brief.end)
    reading = read_running_plans(files, zone=plan.brief.time_zone, today=window[0], window=window)
    write_down(book, new_runs_draft(book, reading, at=moment, entry_id=book.first_id(given_id)), as_json=as_json)


@click.command("feel", short_help="How your runs have felt since strength began.")
@reading_options
def feel_command(runner: str, as_json: bool) -> None:
    """Show how the runs you rated felt before and since strength began, side by side, without saying why."""
    from midstance.application.recording.looking_back import run_feel_of

    summary = run_feel_of(notebook(runner))
    if as_json:
        print_json(summary)
    elif summary is None:
        say(["No strength work is written down yet. Rate your runs meanwhile: midstance ran --feel usual"])
    else:
        say(summary.says)
        for window in summary.windows:
            counts = ", ".join(f"{count} {feel}" for feel, count in window.counts.items() if count)
            say([f"{window.first} to {window.last}: {counts}"])
