"""Each wrong or unsafe setting is named, with an id and what to do; what is well is passed over."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from midstance.cli.main import cli
from midstance.web.checking import problems
from midstance.web.variables import VARIABLES

ROOT = Path(__file__).parents[3]
GOOD = {"MIDSTANCE_ACCOUNTS": "1", "MIDSTANCE_ORIGIN": "https://midstance.example"}
MAIL = {"MIDSTANCE_EMAIL_URL": "smtp://ada:geheim@mail.example:587"}


def ids(environ: dict[str, str], home: Path, host: str = "127.0.0.1", workers: int = 1) -> list[str]:
    """The ids of what is wrong; each has a message and a hint, and no secret is in them."""
    found = problems({"MIDSTANCE_HOME": str(home), **environ}, host, workers)
    for one in found:
        assert one.msg
        assert one.hint
        assert "geheim" not in f"{one.msg}{one.hint}"
    return [(one.id or "").removeprefix("MIDSTANCE-") for one in found]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "folder"
    place.mkdir(mode=0o700)
    return place


@pytest.mark.parametrize(
    "environ",
    [
        {}, {"MIDSTANCE_ACCOUNTS": "1"}, GOOD, {**GOOD, "MIDSTANCE_REGISTRATION": "closed", **MAIL},
        {**GOOD, **MAIL, "MIDSTANCE_REGISTRATION": "open", "DATABASE_URL": "postgresql://a:geheim@/db?host=/run"},
        {**GOOD, "DATABASE_URL": "postgresql://a:geheim@db.example/db?sslmode=require", "MIDSTANCE_PROXIES": "2"},
        {"MIDSTANCE_ACCOUNTS": "1", "MIDSTANCE_ORIGIN": "http://localhost:8437"},
    ],
)  # fmt: skip
def test_what_is_well_is_passed_over(folder: Path, environ: dict[str, str]) -> None:
    assert ids(environ, folder) == []


@pytest.mark.parametrize(
    ("wrong", "environ"),
    [
        ("E001", {**GOOD, "MIDSTANCE_ORIGIN": "http://192.168.1.7:8437"}),
        ("E002", {**GOOD, "MIDSTANCE_ORIGIN": "midstance.example"}),
        ("E002", {**GOOD, "MIDSTANCE_ORIGIN": "https://midstance.example/app"}),
        ("E002", {**GOOD, "MIDSTANCE_ORIGIN": "https://*.example"}),
        ("E003", {**GOOD, "MIDSTANCE_SECRET_KEY": "geheim"}),
        ("E003", {**GOOD, "MIDSTANCE_SECRET_KEY": "geheim" * 10}),
        ("E003", {**GOOD, "MIDSTANCE_SECRET_KEY_FILE": "/nowhere/at/all"}),
        ("E004", {**GOOD, "DATABASE_URL": "mysql://ada:geheim@db/diary"}),
        ("E004", {"DATABASE_URL": "postgresql://ada:geheim@db"}),
        ("E006", {"MIDSTANCE_HOME": "not/whole"}),
        ("E007", {**GOOD, "MIDSTANCE_REGISTRATION": "public"}),
        ("E008", {**GOOD, "MIDSTANCE_REGISTRATION": "open"}),
        ("E009", {**GOOD, "MIDSTANCE_EMAIL_URL": "mail.example:25:geheim"}),
        ("E010", {"MIDSTANCE_ACCOUNTS": "maybe"}),
        ("E011", {**GOOD, "MIDSTANCE_PROXIES": "one"}),
        ("E012", {"MIDSTANCE_UPLOAD_MB": "two"}),
        ("E012", {"MIDSTANCE_UPLOAD_MB": "0"}),
        ("E013", {"MIDSTANCE_FEEDS_HOURS": "-1"}),
        ("W001", {"MIDSTANCE_ORIGN": "https://midstance.example"}),
        ("W002", {"MIDSTANCE_ORIGIN": "https://midstance.example"}),
        ("W004", {**GOOD, "DATABASE_URL": "postgresql://ada:geheim@db.example/diary"}),
        ("W005", {"MIDSTANCE_ACCOUNTS": "1", "MIDSTANCE_PROXIES": "1"}),
        ("W006", {**GOOD, "MIDSTANCE_EMAIL_URL": "console:"}),
    ],
)
def test_each_wrong_setting_is_named(folder: Path, wrong: str, environ: dict[str, str]) -> None:
    assert ids(environ, folder) == [wrong]


def test_what_hangs_on_more_than_a_variable(folder: Path) -> None:
    assert ids({"MIDSTANCE_ACCOUNTS": "1"}, folder, host="0.0.0.0") == ["E001"]
    assert ids(GOOD, folder, host="0.0.0.0") == []
    assert ids(GOOD, folder, workers=4) == ["W003"]
    folder.chmod(0o755)
    assert ids(GOOD, folder) == ["E006"]
    assert ids({}, folder) == ["W007"]


def test_errors_stand_before_warnings(folder: Path) -> None:
    environ = {**GOOD, "MIDSTANCE_HOM": "x", "MIDSTANCE_SECRET_KEY": "x", "MIDSTANCE_REGISTRATION": "open"}
    assert ids(environ, folder) == ["E003", "E008", "W001"]


def test_what_was_probably_meant_is_said(folder: Path) -> None:
    (one,) = problems({"MIDSTANCE_HOME": str(folder), "MIDSTANCE_ORIGN": "x"})
    assert one.hint == "Did you mean MIDSTANCE_ORIGIN?"


def test_the_command_says_them_and_leaves_with_its_answer(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MIDSTANCE_HOME", str(folder))
    done = CliRunner().invoke(cli, ["serve", "--check"])
    assert (done.exit_code, done.output) == (0, "All settings are well.\n")
    monkeypatch.setenv("MIDSTANCE_ACCOUNTS", "1")
    monkeypatch.setenv("MIDSTANCE_REGISTRATION", "open")
    done = CliRunner().invoke(cli, ["serve", "--check"])
    assert done.exit_code == 1
    assert done.stdout.startswith("MIDSTANCE-E008: Anybody may make an account")
    done = CliRunner().invoke(cli, ["serve", "--no-browser"])
    assert done.exit_code == 2
    assert "MIDSTANCE-E008" in done.stderr
    assert "does not start" in done.stderr
    done = CliRunner().invoke(cli, ["serve", "--no-browser", "--host", "0.0.0.0"])
    assert "MIDSTANCE-E001" in done.stderr


def test_every_setting_and_every_id_is_on_the_page_of_settings() -> None:
    page = (ROOT / "docs" / "reference" / "settings.md").read_text("utf-8")
    assert [name for name in [*VARIABLES, "DATABASE_URL"] if f"`{name}`" not in page] == []
    source = (ROOT / "src" / "midstance" / "web" / "checking.py").read_text("utf-8")
    made = {f"E{int(number):03}" for number in re.findall(r"_error\(\s*(\d+)", source)}
    made |= {f"W{int(number):03}" for number in re.findall(r"_warning\(\s*(\d+)", source)}
    assert sorted(one for one in made if f"MIDSTANCE-{one}" not in page) == []
    assert set(re.findall(r"MIDSTANCE-([EW]\d{3})", page)) == made
