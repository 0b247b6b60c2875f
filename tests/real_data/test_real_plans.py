"""Every real running plan is read, and planned around without a hard finding. `make real-data` says where they are."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

FOLDER = os.environ.get("MIDSTANCE_REAL_DATA")
PLANS = sorted(Path(FOLDER, "plans", "real").glob("*.*")) if FOLDER else []
RUNNER = ("--level", "intermediate", "--kit", "dumbbell,bench,box,mini-band")
DAYS = ("--race", "2027-04-18", "--from", "2026-06-01")

pytestmark = pytest.mark.skipif(not PLANS, reason="no real plans at hand")


def midstance(*arguments: str) -> Result:
    from midstance.cli.main import cli

    return CliRunner().invoke(cli, arguments)


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.name)
def test_it_is_understood(path: Path) -> None:
    shown = midstance("runs", str(path), "--json")
    assert shown.exit_code == 0, shown.stderr
    assert json.loads(shown.stdout)["runs"]


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.name)
def test_strength_is_planned_around_it(path: Path) -> None:
    shown = midstance("plan", str(path), *DAYS, *RUNNER, "--format", "json")
    assert shown.exit_code == 0, shown.stderr
    plan = json.loads(shown.stdout)
    assert plan["audit"]["hard"] == []
    assert len(plan["sessions"]) >= len(plan["microcycles"]) // 2
