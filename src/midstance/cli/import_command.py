"""`midstance import`: one door for what you have: a diary, a strength app's log, a recording. It sees what FILE is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from midstance.cli.diary_access import RUNNER_VARIABLE, USUAL_RUNNER, the_store
from midstance.cli.diary_door import is_conversation, notebook, print_json, say, write_down
from midstance.rules.saying import counted

if TYPE_CHECKING:
    from midstance.application.importing.strength import StrengthImport, UnknownName
    from midstance.formats.strength_logs.logged import MassUnit, Order, StrengthLog

UNITS: dict[str, MassUnit] = {"kg": "kg", "lb": "lb", "lbs": "lb"}
ORDERS: dict[str, Order] = {"day-first": "day first", "month-first": "month first"}
MOST_NAMES = 12
"""Unknown names told one by one."""


@click.command("import", short_help="Take in what another diary or app holds.")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--runner", metavar="NAME", envvar=RUNNER_VARIABLE, help="Into whose diary; by default the file says.")
@click.option("--unit", type=click.Choice(list(UNITS)), help="Of masses, where the file names none.")
@click.option("--dates", type=click.Choice(list(ORDERS)), help="How to read 03/04/2026, where the file leaves it open.")
@click.option("--yes", is_flag=True, help="What the watch guessed is right; do not ask.")
@click.option("--dry-run", is_flag=True, help="Say what it would bring; write nothing down.")
@click.option("--json", "as_json", is_flag=True, help="Print what was taken in as JSON.")
def import_command(
    file: Path, runner: str | None, unit: str | None, dates: str | None, yes: bool, dry_run: bool, as_json: bool
) -> None:
    """Take in what is new in FILE, all of it or nothing. It is seen what FILE is:

    \b
    a diary                 what `midstance export` wrote
    a strength log          Strong, Hevy, FitNotes, Liftosaur, Fitbod (CSV), wger (JSON)
    sets from a watch       FIT with strength sets: guesses, taken when you say so
    recorded runs           FIT, GPX, TCX and exports of services, as `midstance runs-done` takes them

    Importing a file twice is harmless, and so is one that overlaps with another. Warm-up sets are left out. What was
    changed in the app since comes in as a correction. `midstance undo` takes the last import back.
    """
    from midstance.application.importing.file_kinds import kind_of_file
    from midstance.application.kept_files import kept_bytes, unpacked
    from midstance.formats.entry import UnreadableFile

    kind = kind_of_file(file, file.name) if file.is_file() else "other"
    if kind in ("recording", "bundle"):
        _runs(file, runner or USUAL_RUNNER, dry_run=dry_run, as_json=as_json)
        return
    data = kept_bytes(file)
    plain = unpacked(data, file.name) if kind in ("fit", "strength") else data
    if kind == "fit":
        whole = _watch(file, plain, runner or USUAL_RUNNER, yes=yes, dry_run=dry_run, as_json=as_json)
        if not whole:
            _runs(file, runner or USUAL_RUNNER, dry_run=dry_run, as_json=as_json)
    elif kind == "strength":
        _strength(file, plain, runner or USUAL_RUNNER, unit, dates, dry_run=dry_run, as_json=as_json)
    elif kind == "calendar":
        says = "it is a calendar; `midstance init FILE` plans around one, `midstance new-runs FILE` takes another one"
        raise UnreadableFile(file.name, says)
    else:
        _diary(file, data, runner)


def _runs(file: Path, runner: str, *, dry_run: bool, as_json: bool) -> None:
    """Hands a recording, or an export full of them, to the command for runs."""
    from midstance.cli.runs_done_command import runs_done_command

    click.get_current_context().invoke(
        runs_done_command, files=(str(file),), runner=runner, dry_run=dry_run, as_json=as_json
    )


def _diary(file: Path, data: bytes, runner: str | None) -> None:
    """Nothing is taken in when something there already says otherwise."""
    import msgspec

    from midstance.application.keeping import read_diary
    from midstance.application.kept_entries import name_trouble
    from midstance.application.kept_files import SOMETHING_ELSE
    from midstance.formats.entry import UnreadableFile
    from midstance.formats.strength_logs.reading import KINDS

    try:
        document = read_diary(data, file.name)
    except UnreadableFile as error:
        if error.says.startswith(SOMETHING_ELSE):
            raise UnreadableFile(file.name, f"nothing here knows it; give a diary, {KINDS}, or a recording") from None
        raise
    if runner is not None:
        if trouble := name_trouble(runner):
            raise click.BadParameter(trouble, param_hint="--runner")
        document = msgspec.structs.replace(document, runner=runner)
    added = the_store().take(document)
    amounts = f"{counted(added.entries, 'entry')} and {counted(added.revisions, 'revision')}"
    known = len(document.entries) - added.entries + len(document.revisions) - added.revisions
    click.echo(f"{document.runner}: {amounts} new, {known} there already.")


def _strength(
    file: Path, data: bytes, runner: str, unit: str | None, dates: str | None, *, dry_run: bool, as_json: bool
) -> None:
    from midstance.application.importing.strength import strength_import
    from midstance.application.importing.what_it_says import said_of_strength

    log = _log(data, file.name, UNITS[unit] if unit else None, ORDERS[dates] if dates else None)
    book = notebook(runner)
    found = strength_import(book, log, file.name)
    if as_json:
        if not dry_run:
            book.take(found.draft)
        print_json(found)
        return
    if dry_run:
        say([*found.draft.says, "Nothing was written down."])
    elif found.draft.entries:
        write_down(book, found.draft)
        say(list(said_of_strength(book)))
    else:
        say(found.draft.says)
    _say_problems(found)
    _say_unknown(found.unknown)


def _watch(file: Path, data: bytes, runner: str, *, yes: bool, dry_run: bool, as_json: bool) -> bool:
    """Sets that a watch counted are shown, and written down only with a yes. False where there is more in the file."""
    from midstance.application.importing.watch import watch_import
    from midstance.formats.activities.fit import read_fit

    reading = read_fit(data, file.name)
    activities = [one for one in reading.activities if one.sets]
    if not activities:
        return False
    book = notebook(runner)
    for activity in activities:
        found = watch_import(book, activity, file.name)
        if as_json:
            print_json(found)
        else:
            say(found.draft.says)
        if not found.draft.entries:
            click.echo("It is written down already." if found.known else "Nothing to write down.", err=as_json)
        elif yes or (not dry_run and is_conversation() and click.confirm("Was it so?", default=False)):
            book.take(found.draft)
            click.echo("Written down.", err=as_json)
        else:
            click.echo("Nothing was written down. If it was so, say --yes.", err=as_json)
    return len(activities) == len(reading.activities)


def _log(data: bytes, name: str, unit: MassUnit | None, order: Order | None) -> StrengthLog:
    """The log of a file; where it names no unit, a person is asked for it."""
    from midstance.formats.strength_logs.logged import UnitUnknown
    from midstance.formats.strength_logs.reading import read_strength_log

    try:
        return read_strength_log(data, name, unit=unit, order=order)
    except UnitUnknown:
        if not is_conversation():
            raise
    asked = click.prompt(f"{name} names no unit. Are its masses kg or lb?", type=click.Choice(list(UNITS)))
    return read_strength_log(data, name, unit=UNITS[asked], order=order)


def _say_problems(found: StrengthImport) -> None:
    for problem in found.problems:
        click.echo(f"{problem.place}: {problem.says}", err=True)


def _say_unknown(unknown: tuple[UnknownName, ...]) -> None:
    """Names that mean nothing yet, and how to say what they mean."""
    if not unknown:
        return
    sets = sum(one.sets for one in unknown)
    mean = "means" if len(unknown) == 1 else "mean"
    say(["", f"{counted(len(unknown), 'name')} with {counted(sets, 'set')} {mean} none of your exercises yet:"])
    for one in unknown[:MOST_NAMES]:
        near = f"  perhaps {', '.join(one.candidates)}" if one.candidates else ""
        click.echo(f"  {one.name}, {counted(one.sets, 'set')}{near}")
    if len(unknown) > MOST_NAMES:
        click.echo(f"  and {len(unknown) - MOST_NAMES} more")
    first = unknown[0]
    example = first.candidates[0] if first.candidates else "EXERCISE"
    click.echo(f"Say what one means:  midstance names '{_quoted(first.name)}' {example}")
    click.echo(f"Or leave it out:     midstance names '{_quoted(first.name)}' --leave-out")
    click.echo("Then import the file again.")


def _quoted(name: str) -> str:
    """A name as it stands between single quotes of a shell."""
    return name.replace("'", "'\\''")
