"""All tables together: as CSV files, as a zip of them, or as one JSON document (`midstance.tidy/1`)."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence

import msgspec

import midstance
from midstance.application.exporting.life_tables import life_tables
from midstance.application.exporting.tidy_table import TidyTable
from midstance.application.exporting.training_tables import exercises_table, training_tables
from midstance.application.recording.notebook import Notebook
from midstance.formats.csv_writing import write_csv

SCHEMA = "midstance.tidy/1"
COLUMNS_FILE = "columns.csv"
ZIP_DATE = (1980, 1, 1, 0, 0, 0)
"""The earliest a zip can say, so that the same tables are the same bytes."""


def all_tables(book: Notebook) -> tuple[TidyTable, ...]:
    """Every table of a runner."""
    return (*training_tables(book), *life_tables(book), exercises_table(book))


def csv_files(tables: Sequence[TidyTable]) -> dict[str, bytes]:
    """A file for each table, and one that says what all the columns are."""
    files = {f"{table.name}.csv": table.csv() for table in tables}
    files[COLUMNS_FILE] = write_csv(("table", "column", "unit", "says"), _columns(tables))
    return files


def _columns(tables: Sequence[TidyTable]) -> Iterator[tuple[str, str, str, str]]:
    for table in tables:
        yield table.name, "", "", table.says
        for name, unit, says in table.columns:
            yield table.name, name, unit, says


def zipped(files: dict[str, bytes]) -> bytes:
    """The files in a zip, the same bytes each time."""
    room = io.BytesIO()
    with zipfile.ZipFile(room, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in files.items():
            packed.writestr(zipfile.ZipInfo(name, ZIP_DATE), data, zipfile.ZIP_DEFLATED)
    return room.getvalue()


def tidy_json(tables: Sequence[TidyTable]) -> bytes:
    """The tables as one document: for each its columns with units, and its rows as objects."""
    document = {
        "schema": SCHEMA,
        "made_by": f"midstance {midstance.__version__}",
        "tables": {
            table.name: {
                "says": table.says,
                "columns": [{"name": name, "unit": unit, "says": says} for name, unit, says in table.columns],
                "rows": table.records(),
            }
            for table in tables
        },
    }
    return msgspec.json.format(msgspec.json.encode(document), indent=2) + b"\n"
