"""A table for people who analyse: one row for one thing, every column with its unit and what it means."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Generic, NamedTuple, TypeVar

import msgspec

from midstance.formats.csv_writing import Cell, write_csv

Thing = TypeVar("Thing")


class Column(NamedTuple, Generic[Thing]):
    """A column: its name, its unit (empty where it has none), what it says, and how it is read from a thing."""

    name: str
    unit: str
    says: str
    of: Callable[[Thing], Cell | dt.date]


class TidyTable(msgspec.Struct, frozen=True, kw_only=True):
    """A finished table."""

    name: str
    says: str
    columns: tuple[tuple[str, str, str], ...]
    """Name, unit, meaning."""
    rows: tuple[tuple[Cell, ...], ...]

    def csv(self) -> bytes:
        """The table as CSV."""
        return write_csv([name for name, _, _ in self.columns], self.rows)

    def records(self) -> list[dict[str, Cell]]:
        """The rows as objects."""
        names = [name for name, _, _ in self.columns]
        return [dict(zip(names, row, strict=True)) for row in self.rows]


def tidy(name: str, says: str, columns: Iterable[Column[Thing]], things: Iterable[Thing]) -> TidyTable:
    """A table of things by its columns."""
    listed = tuple(columns)
    return TidyTable(
        name=name,
        says=says,
        columns=tuple((column.name, column.unit, column.says) for column in listed),
        rows=tuple(tuple(_cell(column.of(thing)) for column in listed) for thing in things),
    )


def _cell(value: Cell | dt.date) -> Cell:
    return value.isoformat() if isinstance(value, dt.date) else value
