"""`midstance figure` as a person types it."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner, Result

from midstance.cli.figure_command import WIDTH_PX
from midstance.cli.main import cli
from midstance.figure import raster

HAS_RASTERISER = importlib.util.find_spec(raster.RASTERISER) is not None


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ("figure", *arguments), prog_name="midstance")


def test_a_figure_is_printed_or_written(tmp_path: Path) -> None:
    printed = run("goblet-squat", "--tempo", "3-1-1-0", "--side", "left")
    assert printed.exit_code == 0
    ElementTree.fromstring(printed.output)
    assert "animation:5s" in printed.output
    written = run("Goblet squat", "--tempo", "3-1-1-0", "--side", "left", "-o", str(tmp_path / "squat.svg"))
    assert written.exit_code == 0
    assert (tmp_path / "squat.svg").read_text("utf-8") == printed.output


@pytest.mark.parametrize(
    "asked", [("--still", "start"), ("--strip", "3"), ("--fault", "valgus"), ("--theme", "dark"), ("--theme", "print")]
)
def test_other_pictures(asked: tuple[str, str]) -> None:
    shown = run("goblet-squat", *asked)
    assert shown.exit_code == 0
    ElementTree.fromstring(shown.output)


def test_a_drill_and_a_home_test_are_drawn_too() -> None:
    for name in ("hip-flexor-stretch", "single-leg-rise"):
        assert run(name).exit_code in (0, 2)
    assert run("hip-flexor-stretch").output.startswith("<svg")


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        (("goblet-sqat",), "goblet-squat"),
        (("goblet-squat", "--tempo", "fast"), "four numbers"),
        (("goblet-squat", "--fault", "nothing"), "valgus"),
        (("goblet-squat", "-o", "squat.jpg"), ".svg or a .png"),
        (("side-plank", "--tempo", "3-0-1-0"), "repetitions"),
        (("goblet-squat", "--still", "end", "--strip", "3"), "one of"),
        (("goblet-squat", "--theme", "dark", "-o", "squat.png"), "--theme"),
    ],
)
def test_what_cannot_be_drawn_is_said(asked: tuple[str, ...], says: str) -> None:
    refused = run(*asked)
    assert refused.exit_code == 2
    assert says in refused.output
    assert "Traceback" not in refused.output


@pytest.mark.skipif(not HAS_RASTERISER, reason="the optional rasteriser is not installed")
@pytest.mark.parametrize("asked", [(), ("--still", "start"), ("--strip", "3"), ("--fault", "valgus")])
def test_a_png_is_a_picture(tmp_path: Path, asked: tuple[str, ...]) -> None:
    out = tmp_path / "squat.png"
    made = run("goblet-squat", *asked, "-o", str(out))
    assert made.exit_code == 0, made.output
    head = out.read_bytes()[:24]
    assert head[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(head[16:20], "big") == WIDTH_PX


def test_without_the_rasteriser_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(raster, "RASTERISER", "no_such_rasteriser")
    out = tmp_path / "squat.png"
    refused = run("goblet-squat", "-o", str(out))
    assert refused.exit_code == 2
    assert "midstance[figures]" in refused.output
    assert not out.exists()


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    refused = run("goblet-squat", "-o", str(tmp_path / "file" / "squat.svg"))
    assert refused.exit_code == 2
    assert "Traceback" not in refused.output
