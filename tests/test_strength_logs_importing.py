"""A strength app's log becomes entries of the diary: matched to the plan, once, with the runner's word above all."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from midstance.application.diary import MemoryDiary
from midstance.application.importing.strength import StrengthImport, strength_import
from midstance.application.recording.notebook import Notebook
from midstance.application.replanning import begin
from midstance.formats.strength_logs.reading import read_strength_log
from midstance.knowledge.library import library
from midstance.training.log import Imported, NameMapped, SessionEnd, SetResult, effective
from midstance.training.prescription import BODY_MASS, Load
from tests.plan_fixture import small_plan
from tests.recording_desk import FIRST, NOW, Desk, desk, desk_for

__all__ = ["desk"]
SAMPLES = Path(__file__).parent / "samples" / "strength_logs"
HEVY = SAMPLES / "hevy.csv"


def brought(desk: Desk, data: bytes) -> StrengthImport:
    """What an import of Hevy's log brings now; nothing is written down."""
    return strength_import(desk.book, read_strength_log(data, "h.csv"), "h.csv")


def changed(old: str, new: str) -> bytes:
    text = HEVY.read_text("utf-8")
    assert text.count(old) == 1
    return text.replace(old, new).encode()


def saved(tmp_path: Path, data: bytes) -> str:
    file = tmp_path / "workouts.csv"
    file.write_bytes(data)
    return str(file)


def squats(desk: Desk) -> list[SetResult]:
    return [one for one in desk.of(SetResult) if one.exercise == "goblet-squat"]


def test_sets_answer_the_session_of_their_day(desk: Desk) -> None:
    said = desk.done("import", str(HEVY))
    assert "Hevy: 5 sets of your exercises, 2027-03-02 to 2027-03-09." in said
    assert "They answer 1 planned session." in said
    sets = squats(desk)
    assert [(one.session, one.index, one.reps, one.rir, one.extra, one.origin) for one in sets] == [
        (FIRST, 1, 8, 2, False, "hevy"), (FIRST, 2, 8, 1, False, "hevy"), (FIRST, 3, 9, 1, False, "hevy"),
    ]  # fmt: skip
    assert all(one.load == Load(kind="kg", kg=14.0) and one.asked is not None for one in sets)
    (end,) = desk.of(SessionEnd)
    assert (end.session, end.ended, end.minutes) == (FIRST, "partly", 39)
    calf = next(one for one in desk.of(SetResult) if one.exercise == "single-leg-calf-raise")
    assert (calf.session, calf.side, calf.load, calf.rir) == (None, None, BODY_MASS, 0)
    assert next(one for one in desk.of(SetResult) if one.exercise == "bulgarian-split-squat").extra


def test_warm_ups_and_other_work_stay_out_and_what_is_not_known_is_told(desk: Desk) -> None:
    said = desk.done("import", str(HEVY))
    assert "Left out: 1 warm-up set, 1 set of upper body, trunk or endurance." in said
    assert "2 names with 2 sets mean none of your exercises yet:" in said
    assert "Leg Extension (Machine), 1 set" in said
    assert {one.exercise for one in desk.of(SetResult)} == {
        "goblet-squat", "single-leg-calf-raise", "bulgarian-split-squat",
    }  # fmt: skip


def test_importing_twice_changes_nothing(desk: Desk) -> None:
    desk.done("import", str(HEVY))
    before = desk.diary.entries()
    assert "5 there already." in desk.done("import", str(HEVY))
    assert desk.diary.entries() == before


def test_exports_that_overlap_bring_each_set_once(desk: Desk) -> None:
    lines = HEVY.read_bytes().splitlines(keepends=True)
    desk.diary.record(brought(desk, b"".join(lines[:8])).draft.entries)
    assert len(desk.of(SetResult)) == 4
    found = brought(desk, HEVY.read_bytes())
    assert (found.sets, found.known, found.new) == (5, 4, 1)
    desk.diary.record(found.draft.entries)
    assert brought(desk, HEVY.read_bytes()).draft.entries == ()
    assert len(desk.of(SetResult)) == 5


def test_a_set_changed_in_the_app_comes_in_as_a_correction(desk: Desk) -> None:
    desk.done("import", str(HEVY))
    edited = changed('3,"normal",14,9', '3,"normal",14,10')
    found = brought(desk, edited)
    assert (found.new, found.corrected, found.known) == (0, 1, 4)
    desk.diary.record(found.draft.entries)
    assert [one.reps for one in squats(desk)] == [8, 8, 10]
    assert brought(desk, edited).draft.entries == ()
    assert brought(desk, HEVY.read_bytes()).draft.entries == (), "the older export says nothing new"


def test_what_the_runner_put_right_or_took_back_stays_so(desk: Desk) -> None:
    desk.done("import", str(HEVY))
    first, second, third = squats(desk)
    desk.done("correct", third.id, "7", "@14kg", "rir", "1")
    desk.done("undo", first.id)
    found = brought(desk, changed('3,"normal",14,9', '3,"normal",14,10'))
    assert (found.corrected, found.kept_own) == (0, 1)
    assert found.draft.entries == ()
    assert [one.reps for one in squats(desk)] == [second.reps, 7]


def test_undo_takes_the_whole_import_back_and_it_may_come_again(desk: Desk) -> None:
    desk.done("log", "split-squat", "8", "@10kg")
    before = desk.entries
    desk.done("import", str(HEVY))
    whole = {entry.id: entry for entry in desk.entries}
    assert "Taken back: imported from hevy" in desk.done("undo")
    assert desk.entries == before
    assert brought(desk, HEVY.read_bytes()).new == 5
    desk.done("import", str(HEVY))
    again = {entry.id: entry for entry in desk.entries if not isinstance(entry, Imported)}
    assert again == {name: entry for name, entry in whole.items() if not isinstance(entry, Imported)}
    desk.done("undo")
    assert desk.entries == before


def test_an_import_is_undone_by_the_id_of_its_word_too(desk: Desk) -> None:
    desk.done("import", str(HEVY))
    (word,) = desk.of(Imported)
    desk.done("log", "split-squat", "8", "@10kg")
    desk.done("undo", word.id)
    assert {one.exercise for one in desk.of(SetResult)} == {"split-squat"}


def test_a_day_that_is_written_down_by_hand_is_not_counted_twice(desk: Desk) -> None:
    desk.done("log", "goblet-squat", "3x8", "@14kg", "rir2")
    found = brought(desk, HEVY.read_bytes())
    assert (found.elsewhere, found.sets) == (3, 2)
    desk.diary.record(found.draft.entries)
    assert {one.origin for one in squats(desk)} == {""}


def test_a_day_taken_from_one_app_is_not_taken_from_another(desk: Desk) -> None:
    from midstance.application.exporting.strength_out import done_sets
    from midstance.formats.strength_logs.writing import write_strong

    desk.done("import", str(HEVY))
    strong = read_strength_log(write_strong(done_sets(desk.book, "strong")), "s.csv", unit="kg")
    found = strength_import(desk.book, strong, "s.csv")
    assert (found.elsewhere, found.draft.entries) == (5, ())


def test_a_name_is_learned_and_remembered(desk: Desk) -> None:
    desk.done("import", str(HEVY))
    assert "Hamstring curl" in desk.done("names", "Leg Extension (Machine)", "hamstring-curl")
    desk.done("names", "Front Lever", "--leave-out")
    assert [(one.name, one.exercise) for one in desk.of(NameMapped)] == [
        ("Leg Extension (Machine)", "hamstring-curl"), ("Front Lever", None),
    ]  # fmt: skip
    said = desk.done("import", str(HEVY))
    assert "1 new, 5 there already" in said
    assert "mean none of your exercises" not in said
    assert [one.reps for one in desk.of(SetResult) if one.exercise == "hamstring-curl"] == [12]


def test_a_name_that_is_mapped_anew_puts_the_past_right(desk: Desk) -> None:
    desk.done("names", "leg extension (machine)", "hamstring-curl")
    desk.done("import", str(HEVY))
    desk.done("names", "Leg Extension (Machine)", "leg-press")
    assert "1 changed since" in desk.done("import", str(HEVY))
    assert [one.exercise for one in desk.of(SetResult) if one.reps == 12] == ["leg-press"]
    desk.done("names", "Leg Extension (Machine)", "--forget")
    assert "You have said nothing about names yet" in desk.done("names")
    assert "said nothing about" in desk.refused("names", "Leg Extension (Machine)", "--forget")


def test_what_the_runner_says_of_a_name_goes_before_what_is_known(desk: Desk) -> None:
    desk.done("names", "Goblet Squat", "front-squat")
    assert brought(desk, HEVY.read_bytes()).matched == ()
    assert "is no exercise we know" in desk.refused("names", "Goblet Squat", "gobelin")


def test_a_unit_is_asked_for_and_nothing_is_written_without(desk: Desk) -> None:
    assert "--unit kg or --unit lb" in desk.refused("import", str(SAMPLES / "strong_commas.csv"))
    desk.done("import", str(SAMPLES / "strong_commas.csv"), "--unit", "lb")
    assert {one.load for one in desk.of(SetResult)} == {Load(kind="lb", lb=60.0), Load(kind="lb", lb=62.5)}


def test_a_dry_run_and_a_bad_load_write_nothing_down(desk: Desk, tmp_path: Path) -> None:
    assert "Nothing was written down." in desk.done("import", str(HEVY), "--dry-run")
    heavy = saved(tmp_path, changed('3,"normal",14,9', '3,"normal",1400,9'))
    result = desk.run("import", heavy, "--dry-run")
    assert "workouts.csv:5: Goblet squat: 1400 kg cannot be" in result.stderr
    assert desk.of(SetResult) == []


def test_a_plan_that_comes_later_makes_no_other_sets_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its zone may be another than that of the machine the log was first read on."""
    empty = desk_for(monkeypatch, None)
    empty.now += dt.timedelta(days=1)
    empty.done("import", str(HEVY))
    begin(empty.diary, small_plan(), empty.now - dt.timedelta(days=2))
    assert "5 there already" in empty.done("import", str(HEVY))
    assert len(empty.of(SetResult)) == 5


def test_a_packed_log_is_read_and_json_says_what_came(desk: Desk, tmp_path: Path) -> None:
    import gzip
    import json

    file = tmp_path / "workouts.csv.gz"
    file.write_bytes(gzip.compress(HEVY.read_bytes(), mtime=0))
    told = json.loads(desk.run("import", str(file), "--json").stdout)
    assert (told["new"], told["matched"]) == (5, [FIRST])
    assert {one["name"] for one in told["unknown"]} == {"Front Lever", "Leg Extension (Machine)"}
    assert len(desk.of(SetResult)) == 5


def test_a_season_that_begins_after_an_import_starts_from_its_loads(monkeypatch: pytest.MonkeyPatch) -> None:
    empty = desk_for(monkeypatch, None)
    empty.done("import", str(HEVY))
    said = empty.done(
        "init", "--week", "easy . easy . . . long", "--level", "intermediate", "--kit", "dumbbell,bench",
        "--from", "2027-03-11", "--weeks", "4", "--time-zone", "Europe/Berlin",
    )  # fmt: skip
    assert "From your diary: 1 exercise with a load to start from." in said
    plan = empty.book.the_plan()
    assert {one.exercise for one in plan.brief.athlete.loads} == {"goblet-squat"}
    assert plan.brief.history["moderate-legs"]


def test_what_lies_ahead_is_not_taken_in(desk: Desk) -> None:
    data = HEVY.read_text("utf-8").replace("9 Mar 2027", "9 Apr 2027").encode()
    found = brought(desk, data)
    assert found.sets == 1
    assert all("lies ahead" in problem.says for problem in found.problems)
    assert len(found.problems) == 4


def test_without_a_plan_a_log_is_history(monkeypatch: pytest.MonkeyPatch) -> None:
    empty = desk_for(monkeypatch, None)
    empty.done("import", str(HEVY))
    assert {one.session for one in empty.of(SetResult)} == {None}
    assert empty.of(SessionEnd) == []


@pytest.mark.parametrize(
    "name", ["hevy_es.csv", "hevy_de.csv", "liftosaur.csv", "fitbod.csv", "wger.json", "fitnotes.csv"]
)
def test_names_in_other_languages_and_of_other_apps_are_known(desk: Desk, name: str) -> None:
    known = {
        "hevy_es.csv": {"back-squat", "barbell-romanian-deadlift"}, "hevy_de.csv": {"back-squat"},
        "liftosaur.csv": {"back-squat", "single-leg-calf-raise"}, "fitbod.csv": {"goblet-squat"},
        "wger.json": {"goblet-squat"}, "fitnotes.csv": {"back-squat", "dead-bug"},
    }  # fmt: skip
    desk.run("import", str(SAMPLES / name))
    assert {one.exercise for one in desk.of(SetResult)} == known[name]


ROW = '"L","{day} Feb 2027, 1{hour}:00","{day} Feb 2027, 1{hour}:40","","{name}",,"",{index},"normal",{kg},{reps},,0,8'
HEADER = HEVY.read_text("utf-8").splitlines()[0]
WORKOUT = st.lists(
    st.tuples(st.sampled_from(["Goblet Squat", "Squat (Barbell)", "Plank"]), st.integers(1, 40), st.integers(1, 15)),
    min_size=1, max_size=4,
)  # fmt: skip


@settings(deadline=None)
@given(
    st.dictionaries(st.tuples(st.integers(1, 28), st.integers(0, 9)), WORKOUT, max_size=5),
    st.lists(st.sets(st.integers(0, 4)), max_size=4),
)
def test_exports_in_any_pieces_and_order_come_to_the_same(
    workouts: dict[tuple[int, int], list[tuple[str, int, int]]], pieces: list[set[int]]
) -> None:
    """Whatever part of the log comes first, and however they overlap, each set is in the diary once."""
    blocks = [
        [
            ROW.format(day=day, hour=hour, name=name, index=index, kg=kg, reps=reps)
            for index, (name, kg, reps) in enumerate(sets)
        ]
        for (day, hour), sets in workouts.items()
    ]

    def into(diary: MemoryDiary, chosen: set[int]) -> None:
        lines = [line for place, block in enumerate(blocks) if place in chosen for line in block]
        log = read_strength_log("\n".join([HEADER, *lines]).encode(), "h.csv")
        book = Notebook(diary, NOW, library().exercises)
        diary.record(strength_import(book, log, "h.csv").draft.entries)

    whole, parts = MemoryDiary(), MemoryDiary()
    into(whole, set(range(5)))
    for piece in [*pieces, set(range(5))]:
        into(parts, piece)
    assert [one for one in effective(parts.entries()) if isinstance(one, SetResult)] == [
        one for one in effective(whole.entries()) if isinstance(one, SetResult)
    ]
    assert sum(isinstance(one, SetResult) for one in parts.entries()) == sum(
        name != "Plank" for sets in workouts.values() for name, _, _ in sets
    )
