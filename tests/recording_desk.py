"""A desk for tests of recording: a diary in memory with a small plan in it, a clock that stands, and the commands."""

from __future__ import annotations

import datetime as dt
import json
from typing import TypeVar
from zoneinfo import ZoneInfo

import pytest
from click.testing import CliRunner, Result

from midstance.application.diary import MemoryDiary
from midstance.application.recording.notebook import Notebook
from midstance.application.replanning import begin
from midstance.cli import diary_door
from midstance.cli.main import cli
from midstance.knowledge.library import library
from midstance.training.log import Entry, effective
from midstance.training.plan import Plan
from tests.plan_fixture import small_plan

BERLIN = ZoneInfo("Europe/Berlin")
NOW = dt.datetime(2027, 3, 9, 19, 0, tzinfo=BERLIN)
"""An hour after the plan's first session began."""
FIRST = "2027-03-09-a"
Kind = TypeVar("Kind")


class Desk:
    """Ada's desk: what she types goes into her diary."""

    def __init__(self, plan: Plan | None) -> None:
        self.diary = MemoryDiary()
        self.now = NOW
        if plan is not None:
            begin(self.diary, plan, dt.datetime(2027, 3, 8, 8, 0, tzinfo=BERLIN))

    def run(self, *words: str, typed: str = "") -> Result:
        """A command as typed after `midstance`; it takes a second."""
        self.now += dt.timedelta(seconds=1)
        return CliRunner().invoke(cli, list(words), input=typed, env={"COLUMNS": "100", "MIDSTANCE_RUNNER": "ada"})

    def done(self, *words: str, typed: str = "") -> str:
        """What a command prints that has to go well."""
        result = self.run(*words, typed=typed)
        assert result.exit_code == 0, result.output + repr(result.exception)
        return " ".join(result.output.split())

    def refused(self, *words: str) -> str:
        """What a command says that cannot be done: on standard error, with 2, and nothing is written down."""
        before = self.diary.entries()
        result = self.run(*words)
        assert result.exit_code == 2, result.output
        assert result.stdout == ""
        assert "Traceback" not in result.stderr
        assert self.diary.entries() == before
        return " ".join(result.stderr.split())

    def json(self, *words: str) -> object:
        """What a command prints as JSON."""
        result = self.run(*words, "--json")
        assert result.exit_code == 0, result.output
        return json.loads(result.stdout)

    def of(self, kind: type[Kind]) -> list[Kind]:
        """The entries of a kind that count."""
        return [entry for entry in self.entries if isinstance(entry, kind)]

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The entries that count."""
        return effective(self.diary.entries())

    @property
    def book(self) -> Notebook:
        """Her notebook now."""
        return Notebook(self.diary, self.now, library().exercises)


def desk_for(monkeypatch: pytest.MonkeyPatch, plan: Plan | None) -> Desk:
    """A desk behind the door that commands go through."""
    made = Desk(plan)
    monkeypatch.setattr(diary_door, "the_diary", lambda runner: made.diary)
    monkeypatch.setattr(diary_door, "diary_to_read", lambda runner: made.diary)
    monkeypatch.setattr(diary_door, "now", lambda: made.now.astimezone(dt.UTC))
    return made


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A desk with the small plan."""
    return desk_for(monkeypatch, small_plan())
