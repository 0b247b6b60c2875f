"""A figure is drawn once: from then on it comes from memory or the disk, small, and is asked for again cheaply."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from midstance.figure.figures import still_svg
from midstance.web import figures_kept
from midstance.web.figures_kept import FiguresKept
from midstance.web.pages import figures

STILL = "/figure/goblet-squat.svg?still=1"


def never() -> str:
    raise AssertionError("it is drawn again")


def test_what_was_drawn_is_kept_over_a_restart(tmp_path: Path) -> None:
    first = FiguresKept(tmp_path).drawing("squat", lambda: "<svg/>")
    assert first.plain() == b"<svg/>"
    again = FiguresKept(tmp_path)
    assert again.drawing("squat", never) == first
    for file in again.folder.iterdir():
        file.write_bytes(b"torn")
    assert again.drawing("squat", never) == first
    assert FiguresKept(tmp_path).drawing("squat", lambda: "<svg/>") == first


def test_what_another_version_drew_is_let_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = FiguresKept(tmp_path)
    old.drawing("squat", lambda: "<svg/>")
    monkeypatch.setattr(figures_kept, "version_of_drawings", lambda: "next")
    new = FiguresKept(tmp_path)
    assert new.drawing("squat", lambda: "<svg>new</svg>").plain() == b"<svg>new</svg>"
    assert [one.name for one in (tmp_path / "figures").iterdir()] == ["next"]


def test_the_folder_does_not_grow_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(figures_kept, "MOST_ON_DISK", 8)
    monkeypatch.setattr(figures_kept, "MOST_IN_MEMORY", 4)
    kept = FiguresKept(tmp_path)
    for number in range(30):
        kept.drawing(str(number), lambda: "<svg/>")
    assert len(list(kept.folder.iterdir())) <= 8


def test_a_disk_that_takes_nothing_keeps_no_figure_from_being_shown(tmp_path: Path) -> None:
    (tmp_path / "figures").write_text("no folder", "utf-8")
    assert FiguresKept(tmp_path).drawing("squat", lambda: "<svg/>").plain() == b"<svg/>"


@pytest.mark.usefixtures("home")
def test_it_comes_packed_and_is_known_again(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    first = client.get(STILL, headers={"accept-encoding": "gzip"})
    assert gzip.decompress(first.content).decode() == still_svg("goblet-squat")
    assert first["Content-Encoding"] == "gzip"
    assert "max-age" in first["Cache-Control"]
    monkeypatch.setattr(figures, "still_svg", never)
    assert client.get(STILL).content.decode() == still_svg("goblet-squat")
    again = client.get(STILL, headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == first["ETag"]
    assert (Path(settings.HOME) / "figures").is_dir()


@pytest.mark.usefixtures("home")
def test_colours_may_be_asked_for(client: Client) -> None:
    dark, auto = client.get(f"{STILL}&theme=dark"), client.get(STILL)
    assert dark.content != auto.content
    assert client.get(f"{STILL}&theme=pink").status_code == 404
