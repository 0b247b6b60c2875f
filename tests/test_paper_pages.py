"""Pages on paper: one page where one is promised, tagged, fonts embedded, the same bytes, whatever was written."""

from __future__ import annotations

import datetime as dt
import re
import sys
import zlib
from pathlib import Path

import msgspec
import pytest

pytest.importorskip("typst")
pytest.importorskip("segno")

from midstance.application.recording.preferences import preferences_draft
from midstance.application.recording.sessions import Placed, placed
from midstance.application.season_standing import season_picture
from midstance.figure.figures import has_figure
from midstance.paper.printing import options_of, season_pdf, session_pdf, week_pdf
from midstance.paper.qr_code import qr_svg
from midstance.paper.season_page import season_data
from midstance.paper.session_page import session_data
from midstance.paper.typesetting import PaperSize, PrintOptions, page_count
from midstance.paper.week_page import week_data
from midstance.training.plan import Microcycle, Plan
from midstance.training.prescription import Block
from tests.plan_fixture import START, small_plan
from tests.recording_desk import FIRST, Desk, desk, desk_for

__all__ = ["desk"]
SIZES: tuple[PaperSize, ...] = ("a4", "letter")
HOSTILE = '#panic("no") *b* _i_ $x$ `c` <label> @ref [ ] { } \\ // /* "quoted" #image("/etc/passwd") =head\n- list'


def opened(data: bytes) -> str:
    """A PDF with its packed streams unpacked, to look for what stands in it."""
    assert data.startswith(b"%PDF-")
    found = [data.decode("latin-1")]
    for packed in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", data, re.DOTALL):
        try:
            found.append(zlib.decompress(packed).decode("latin-1"))
        except zlib.error:
            continue
    return "\n".join(found)


def pages(data: bytes) -> int:
    """How many pages a PDF has."""
    return len(re.findall(r"/Type\s*/Page\b", opened(data)))


def first(desk: Desk) -> Placed:
    """The first session."""
    return next(one for one in placed(desk.book) if one.session.id == FIRST)


def every(desk: Desk, options: PrintOptions) -> dict[str, bytes]:
    """All three kinds of pages."""
    return {
        "season": season_pdf(desk.book, options),
        "week": week_pdf(desk.book, START, options),
        "session": session_pdf(desk.book, first(desk), options),
    }


@pytest.mark.parametrize("size", SIZES)
def test_pages_are_tagged_titled_and_carry_their_fonts(desk: Desk, size: PaperSize) -> None:
    for data in every(desk, PrintOptions(size=size)).values():
        said = opened(data)
        assert "/StructTreeRoot" in said
        assert "pdfuaid:part>1<" in said.replace(" ", "")
        assert re.search(r"/Lang\s*\(en\)", said)
        fonts, embedded = len(re.findall(r"/Type\s*/FontDescriptor", said)), len(re.findall(r"/FontFile[23]?\s", said))
        assert fonts == embedded > 0
        width, height = re.search(r"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)", said).groups()  # type: ignore[union-attr]
        assert (round(float(width)), round(float(height))) == {"a4": (595, 842), "letter": (612, 792)}[size]


def test_the_same_plan_is_the_same_bytes(desk: Desk) -> None:
    options = PrintOptions(address="https://midstance.example/session/a")
    assert every(desk, options) == every(desk, options)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("weeks", [1, 8, 24, 40, 60])
def test_a_season_of_any_length_is_one_page(monkeypatch: pytest.MonkeyPatch, weeks: int, size: PaperSize) -> None:
    desk = desk_for(monkeypatch, stretched(small_plan(), weeks))
    assert pages(season_pdf(desk.book, PrintOptions(size=size))) == 1


def stretched(plan: Plan, weeks: int) -> Plan:
    """The plan with so many weeks, each as full as the first."""
    starts = [START + dt.timedelta(weeks=week) for week in range(weeks)]
    runs = [run for run in plan.brief.runs if run.date < START + dt.timedelta(weeks=1)]
    moved = [
        msgspec.structs.replace(run, date=run.date + dt.timedelta(weeks=week)) for week in range(weeks) for run in runs
    ]
    sessions = [
        msgspec.structs.replace(one, id=f"{day}-{number}", date=day + dt.timedelta(days=1 + number))
        for day in starts
        for number, one in enumerate(plan.sessions[:3])
    ]
    end = starts[-1] + dt.timedelta(days=6)
    return msgspec.structs.replace(
        plan,
        brief=msgspec.structs.replace(plan.brief, end=end, runs=tuple(moved), races=()),
        microcycles=tuple(
            Microcycle(start=day, phase=("foundation", "build", "strength", "maintain")[number // 4 % 4],
                       deload=number % 4 == 3, run_m=43_000)
            for number, day in enumerate(starts)
        ),
        sessions=tuple(sessions),
    )  # fmt: skip


@pytest.mark.parametrize("size", SIZES)
def test_a_week_and_a_usual_session_are_one_page_each(desk: Desk, size: PaperSize) -> None:
    made = every(desk, PrintOptions(size=size))
    assert (pages(made["week"]), pages(made["session"])) == (1, 1)


FOREIGN = ("Łódź – Ωμέγα – Пробег", "東京マラソン 🏃", "\ue000\U0010fff0 race", "x" * 3000, "a\x00b\x1bc", "")


@pytest.mark.parametrize("text", [HOSTILE, *FOREIGN])
def test_whatever_was_written_is_text_and_nothing_else(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    plan = small_plan()
    runs = tuple(msgspec.structs.replace(run, title=text) for run in plan.brief.runs)
    races = tuple(msgspec.structs.replace(race, name=text) for race in plan.brief.races)
    sessions = tuple(msgspec.structs.replace(one, title=text) for one in plan.sessions)
    brief = msgspec.structs.replace(plan.brief, runs=runs, races=races)
    desk = desk_for(monkeypatch, msgspec.structs.replace(plan, brief=brief, sessions=sessions))
    for data in every(desk, PrintOptions()).values():
        assert "/StructTreeRoot" in opened(data)
    assert pages(season_pdf(desk.book)) == 1


def test_a_card_has_a_box_for_each_set_and_what_is_known_of_it(desk: Desk) -> None:
    blocks = session_data(desk.book, first(desk), PrintOptions())["blocks"]
    found = {item["name"]: (item["sets"], item["columns"]) for block in blocks for item in block["items"]}  # type: ignore[attr-defined]
    assert found == {
        "Goblet squat": (["1", "2", "3"], ["reps", "kg", "reserve"]),
        "Romanian deadlift": (["1", "2", "3"], ["reps", "kg", "reserve"]),
        "Standing calf raise": (["1", "2"], ["reps", "reserve"]),
        "Split squat": (["1", "2"], ["left", "right", "reserve"]),
        "Side plank": (["1", "2"], ["left, s", "right, s"]),
    }


def test_a_card_shows_the_figures_there_are(desk: Desk) -> None:
    one = first(desk)
    blocks = session_data(desk.book, one, PrintOptions())["blocks"]
    shown = [item["figure"] for block in blocks for item in block["items"]]  # type: ignore[attr-defined]
    assert [figure.startswith("<svg") for figure in shown] == [has_figure(item.exercise) for item in one.session.work()]
    assert shown[0]


def test_pages_speak_the_units_of_the_settings(desk: Desk) -> None:
    desk.book.take(preferences_draft(at=desk.book.now, entry_id="p-1", weight_unit="lb", distance_unit="mi"))
    options = options_of(desk.book)
    assert (options.weight_unit, options.distance_unit) == ("lb", "mi")
    blocks = session_data(desk.book, first(desk), options)["blocks"]
    squat = blocks[0]["items"][0]  # type: ignore[index]
    assert (squat["doses"], squat["columns"]) == (["3 x 8-10", "31 lb"], ["reps", "lb", "reserve"])
    week = week_data(desk.book.the_plan(), season_picture(desk.book).weeks[0], options)
    assert "27 mi of running" in week["facts"]  # type: ignore[operator]


def test_a_session_that_was_let_go_is_on_no_page(desk: Desk) -> None:
    before = opened(season_pdf(desk.book))
    desk.done("skip", "2027-03-11")
    week = week_data(desk.book.the_plan(), season_picture(desk.book).weeks[0], PrintOptions())
    assert [len(day["sessions"]) for day in week["days"]] == [0, 1, 0, 0, 0, 0, 0]  # type: ignore[attr-defined]
    assert opened(season_pdf(desk.book)) != before


def many(plan: Plan, items: int) -> Plan:
    """The plan whose first session has so many exercises of three sets."""
    one = plan.sessions[0]
    squat = msgspec.structs.replace(one.work()[0], per_side=True)
    blocks = (one.blocks[0], Block(kind="straight", items=(squat,) * items), one.blocks[-1])
    return msgspec.structs.replace(
        plan, sessions=(msgspec.structs.replace(one, blocks=blocks), *plan.sessions[1:])
    )  # fmt: skip


@pytest.mark.parametrize("size", SIZES)
def test_a_long_session_is_set_closer_where_that_makes_it_one_page(
    monkeypatch: pytest.MonkeyPatch, size: PaperSize
) -> None:
    options = PrintOptions(size=size)
    counts = {}
    for items in (5, 8, 14):
        book = desk_for(monkeypatch, many(small_plan(), items)).book
        one = next(one for one in placed(book) if one.session.id == FIRST)
        usual = page_count("session", session_data(book, one, options), size)
        counts[items] = (usual, pages(session_pdf(book, one, options)))
    assert counts == {5: (1, 1), 8: (2, 1), 14: (2, 2)}


def test_the_season_on_paper_is_the_picture_on_the_screen(desk: Desk) -> None:
    book = desk.book
    weeks = season_data(book.the_plan(), season_picture(book), PrintOptions())["weeks"]
    shown = [["".join(mark["letter"] for mark in day["marks"]) for day in week["days"]] for week in weeks]  # type: ignore[attr-defined]
    assert shown == [
        ["", "IM", "e", "rl", "", "e", "L"], ["", "IM", "e", "r", "", "e", "L"], ["", "IM", "e", "r", "", "e", "L"],
        ["", "I", "el", "r", "", "e", "R"],
    ]  # fmt: skip
    assert [(week["phase"], week["run"], week["sets"]) for week in weeks] == [  # type: ignore[attr-defined]
        ("foundation", "43 km", "14 sets"), ("lighter", "43 km", "10 sets"), ("taper", "43 km", "10 sets"),
        ("race week", "43 km", "2 sets"),
    ]  # fmt: skip


def test_while_a_red_flag_stands_no_card_is_printed(desk: Desk, tmp_path: Path) -> None:
    desk.done("red-flag", "chest-pain")
    result = desk.run("print", "session", "-o", str(tmp_path / "a.pdf"))
    assert (result.exit_code, result.stdout) == (1, "")
    assert "chest pain" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_code_leads_to_the_session_where_there_is_an_address(desk: Desk) -> None:
    address = "https://midstance.example/session/2027-03-09-a"
    assert address in opened(session_pdf(desk.book, first(desk), PrintOptions(address=address)))
    assert session_data(desk.book, first(desk), PrintOptions())["qr"] == ""
    assert qr_svg(address) != qr_svg(address + "b")


def test_the_commands_write_pages(desk: Desk, tmp_path: Path) -> None:
    for words, size in ((("season",), "a4"), (("week", "2027-03-17"), "letter"), (("session", "next"), "a4")):
        file = tmp_path / f"{words[0]}.pdf"
        said = desk.done("print", *words, "-o", str(file), "--paper", size)
        assert said.startswith(f"{file}: ")
        assert pages(file.read_bytes()) == 1


def test_the_commands_say_what_is_wrong(desk: Desk, tmp_path: Path) -> None:
    assert "ends with .pdf" in desk.refused("print", "season", "-o", str(tmp_path / "a.txt"))
    assert "'soon' is no date" in desk.refused("print", "week", "soon")
    assert "2020-01-01 lies outside your season; it goes from 8 March" in desk.refused("print", "week", "2020-01-01")
    assert "write it as https://" in desk.refused("print", "session", "--address", "javascript:alert(1)")
    other = tmp_path / "a.pdf"
    other.write_text("my own notes")
    assert "is there already and is no PDF file" in desk.refused("print", "season", "-o", str(other))
    assert other.read_text() == "my own notes"


def test_without_the_extra_it_says_what_to_install(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    said = desk.refused("print", "season", "-o", str(tmp_path / "a.pdf"))
    assert "printing is not installed with this midstance; add it by: pip install 'midstance[pdf]'" in said
    assert list(tmp_path.iterdir()) == []
