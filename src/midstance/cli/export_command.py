"""`midstance export`: your data as one document, as logs other apps read, or as tables for those who analyse."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from midstance.cli.diary_access import runner_option, the_store
from midstance.cli.diary_door import notebook
from midstance.cli.own_files import may_write, said_size
from midstance.rules.saying import counted

if TYPE_CHECKING:
    from midstance.application.exporting.strength_out import Target
    from midstance.application.exporting.tidy_table import TidyTable
    from midstance.formats.strength_logs.logged import MassUnit

FORMS = ("diary", "hevy", "strong", "tidy", "json")
UNITS: dict[str, MassUnit] = {"kg": "kg", "lb": "lb"}
HEADS: dict[str, tuple[bytes, ...]] = {
    "diary": (b"{", b"\x1f\x8b"),
    "hevy": (b"title,start_time,",),
    "strong": (b"Date,Workout Name,",),
    "tidy": (b"PK\x03\x04",),
    "json": (b"{",),
}
"""How files begin that an export of that form may be written over."""


@click.command("export", short_help="Your data as one readable file.")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--as", "form", type=click.Choice(FORMS), default="diary", show_default=True, help="What FILE becomes.")
@click.option("--plan", is_flag=True, help="With hevy or strong: what is planned from today on, not what was done.")
@click.option("--unit", type=click.Choice(list(UNITS)), default="kg", show_default=True, help="Of masses in app logs.")
@runner_option
def export_command(file: Path, form: str, plan: bool, unit: str, runner: str) -> None:
    """Write the data of one runner into FILE.

    \b
    diary    everything as JSON (`midstance.diary/1`), what `midstance import` takes; packed where FILE ends with .gz
    hevy     the sets as Hevy's CSV        strong   the sets as Strong's CSV
    tidy     all as CSV tables in the folder FILE, or in a zip where its name ends with .zip; columns.csv explains them
    json     the same tables as one JSON document

    No cell begins a formula in a spreadsheet: an apostrophe stands before what would.
    """
    if plan and form not in ("hevy", "strong"):
        raise click.UsageError("--plan goes with --as hevy or --as strong; tidy and json hold the plan already")
    if form == "diary":
        _diary(file, runner)
    elif form in ("hevy", "strong"):
        _app_log(file, form, runner, UNITS[unit], plan=plan)
    else:
        _tables(file, form, runner)


def _diary(file: Path, runner: str) -> None:
    """Entries of the log stand in it as they were recorded, plans as the plan documents they are."""
    from midstance.application.keeping import read_diary, write_diary

    may_write(file, "export", HEADS["diary"])
    store = the_store(create=False)
    store.check()
    document = store.document(runner)
    data = write_diary(document, packed=file.suffix == ".gz")
    read_diary(data, file.name)
    amounts = f"{counted(len(document.entries), 'entry')}, {counted(len(document.revisions), 'revision')}"
    _write(file, data, f"{amounts} of {document.runner}")


def _app_log(file: Path, form: str, runner: str, unit: MassUnit, *, plan: bool) -> None:
    from midstance.application.exporting.strength_out import done_sets, planned_sets
    from midstance.formats.strength_logs.writing import write_hevy, write_strong

    may_write(file, f"export of the form {form}", HEADS[form])
    book = notebook(runner)
    target: Target = "hevy" if form == "hevy" else "strong"
    sets = planned_sets(book, target) if plan else done_sets(book, target)
    data = write_hevy(sets, unit) if form == "hevy" else write_strong(sets, unit)
    _write(file, data, f"{counted(len(sets), 'planned set' if plan else 'set')}, masses in {unit}")


def _tables(file: Path, form: str, runner: str) -> None:
    from midstance.application.exporting.everything import all_tables, csv_files, tidy_json, zipped

    tables = all_tables(notebook(runner))
    said = f"{counted(len(tables), 'table')}, {counted(sum(len(table.rows) for table in tables), 'row')}"
    if form == "json":
        may_write(file, "export of the form json", HEADS["json"])
        _write(file, tidy_json(tables), said)
    elif file.suffix.casefold() == ".zip":
        may_write(file, "export of the form tidy", HEADS["tidy"])
        _write(file, zipped(csv_files(tables)), said)
    else:
        _folder(file, tables, said)


def _folder(folder: Path, tables: tuple[TidyTable, ...], said: str) -> None:
    """All files or none; one that stands there and is no such table is not written over."""
    from midstance.application.diary import DiaryError
    from midstance.application.exporting.everything import csv_files
    from midstance.application.writing import write_together

    files = csv_files(tables)
    for name, data in files.items():
        place = folder / name
        if place.is_file() and place.stat().st_size and place.read_bytes()[:20] != data[:20]:
            raise DiaryError(f"{place} is there already and is no table of ours; choose another folder")
    write_together(folder, files)
    click.echo(f"{folder}: {said}; columns.csv says what the columns are.")


def _write(file: Path, data: bytes, said: str) -> None:
    from midstance.storage.copies import write_privately

    write_privately(file, data)
    click.echo(f"{file}: {said}, {said_size(len(data))}.")
