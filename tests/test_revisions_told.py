"""A revision in the terminal: short, with its reasons first, and whole when asked; looking makes no diary."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from midstance.application.diary import KeptRevision
from midstance.application.replanning import Proposal
from midstance.cli.change_text import IN_SHORT, change_lines
from midstance.cli.main import cli
from midstance.cli.paper import Paper
from midstance.coach.changes import changes_between
from midstance.training.log import PainReport
from tests.living import at, log_until, revised
from tests.test_revisions import SEASON, WEDNESDAY, first

PAPER = Paper(columns=96)


def after_pain() -> Proposal:
    """A knee that hurts much changes most of what lies ahead."""
    pain = PainReport(id="knee", at=at(WEDNESDAY, "05:00"), site="knee", score=8, when="next-morning")
    plan = revised(SEASON, first(), [*log_until(first(), WEDNESDAY), pain], WEDNESDAY)
    kept = KeptRevision(id="r", number=2, as_of=at(WEDNESDAY), document=b"", basis="", state="proposed")
    return Proposal(kept=kept, plan=plan, changes=changes_between(first(), plan))


def test_a_revision_is_told_in_short_with_its_reasons_first() -> None:
    proposal = after_pain()
    lines = change_lines(proposal, PAPER)
    said = [line for line in lines if line.startswith("- ")]
    assert len(proposal.changes) > len(said)
    assert len(said) <= 2 + sum(IN_SHORT.values())
    assert "Your knee hurt too much" in said[0]
    assert "`midstance changes --all` tells each" in said[-1]


def test_what_is_told_and_what_is_counted_is_all_there_is() -> None:
    proposal = after_pain()
    said = " ".join(line.strip() for line in change_lines(proposal, PAPER)[1:])
    alike = sum(int(number) for number in re.findall(r", and (\d+) more up to", said))
    left = sum(int(number) for number in re.findall(r"- (\d+) more changes?:", said))
    assert said.count("- ") - 1 + alike + left == len(proposal.changes)


def test_every_change_is_told_when_asked() -> None:
    proposal = after_pain()
    said = " ".join(line.strip().removeprefix("- ") for line in change_lines(proposal, PAPER, every=True))
    assert all(change.text in said for change in proposal.changes)


@pytest.mark.parametrize("command", ["today", "history", "progress", "changes", "season"])
def test_looking_makes_no_diary(command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path / "home"
    monkeypatch.setenv("MIDSTANCE_HOME", str(home))
    found = CliRunner().invoke(cli, [command])
    assert "Nothing is written down yet" in found.output or "midstance init" in found.output
    assert not home.exists()


def test_a_backup_makes_no_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MIDSTANCE_HOME", str(tmp_path / "home"))
    found = CliRunner().invoke(cli, ["backup", str(tmp_path / "typo" / "mine.zip")])
    assert found.exit_code == 2
    assert "there is no folder" in found.output
    assert not (tmp_path / "typo").exists()


def test_a_moment_is_told_on_the_clock_it_was_read_by() -> None:
    assert f"{dt.datetime.combine(WEDNESDAY, dt.time(8)):%Y-%m-%d %H:%M}" in change_lines(after_pain(), PAPER)[0]
