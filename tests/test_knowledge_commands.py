"""`midstance exercises`, `workouts`, `sources` and `rules` as a person types them."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner, Result

from midstance.cli.main import cli
from midstance.knowledge.library import library


def run(*arguments: str, columns: int = 80) -> Result:
    return CliRunner().invoke(cli, arguments, env={"COLUMNS": str(columns)}, prog_name="midstance")


@pytest.mark.parametrize("name", [*library().exercises, *library().drills])
def test_every_exercise_has_a_card(name: str) -> None:
    shown = run("exercises", name)
    assert shown.exit_code == 0
    assert shown.output.splitlines()[0].endswith(name)
    assert max(map(len, shown.output.splitlines())) <= 80


@pytest.mark.parametrize("name", library().workouts)
@pytest.mark.parametrize("kit", [(), ("--kit", "none"), ("--kit", "dumbbell,bench")])
def test_every_workout_has_a_card(name: str, kit: tuple[str, ...]) -> None:
    shown = run("workouts", name, *kit)
    assert shown.exit_code == 0
    assert shown.output.splitlines()[0] == f"{library().workouts[name].name}  {name}"
    assert max(map(len, shown.output.splitlines())) <= 80


@pytest.mark.parametrize("name", [rule.id for rule in library().rules])
def test_every_rule_has_a_card(name: str) -> None:
    shown = run("rules", name)
    assert shown.exit_code == 0
    assert "Kept " in shown.output
    assert "Broken " in shown.output


@pytest.mark.parametrize("name", library().sources)
def test_every_source_has_a_card(name: str) -> None:
    assert run("sources", name).output.splitlines()[0].endswith(name)


@pytest.mark.parametrize("command", ["exercises", "workouts", "sources", "rules"])
def test_lists_are_plain_and_fit(command: str) -> None:
    for columns in (80, 60):
        shown = run(command, columns=columns)
        assert shown.exit_code == 0
        assert "\x1b" not in shown.output
        assert max(map(len, shown.output.splitlines())) <= columns


def test_cards_are_plain_when_piped() -> None:
    assert "\x1b" not in run("exercises", "goblet-squat").output


@pytest.mark.parametrize("name", ["E-01", "e-01", "Goblet squat", "GOBLET_SQUAT", "dumbbell goblet squat"])
def test_an_exercise_goes_by_many_names(name: str) -> None:
    assert run("exercises", name).output.startswith("Goblet squat  goblet-squat\n")


@pytest.mark.parametrize("name", ["W-04", "w-04", "W04", "w4", "4", "Advanced leg workout"])
def test_a_workout_goes_by_many_names(name: str) -> None:
    assert run("workouts", name).output.startswith("Advanced leg workout  W-04\n")


def test_a_rule_goes_by_the_number_of_the_page() -> None:
    assert run("rules", "H03").output.startswith("heavy-legs-clear-of-runs\n")


def test_lines_of_a_source_name_what_rests_on_them() -> None:
    shown = run("sources", "s4:17-38").output
    assert "S4:17-38" in shown
    assert "goblet-squat" in shown
    assert "pogo-hop" not in shown


def test_kit_changes_the_workout() -> None:
    assert "Back squat 5 × 3–5" in run("workouts", "W-04").output
    shown = run("workouts", "W-04", "--kit", "none").output
    assert "In place of back squat" in shown
    assert "Back squat 5" not in shown


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("exercises", "goblet-sqat"), "there is no exercise 'goblet-sqat'; did you mean 'goblet-squat'?"),
        (("exercises", "zzzz"), "there is no exercise 'zzzz'; `midstance exercises` lists them all"),
        (("workouts", "W-13"), "there is no workout 'W-13'; did you mean"),
        (("sources", "zanni-2025"), "there is no source 'zanni-2025'; did you mean 'zanini-2025'?"),
        (("sources", "S9:1"), "there is no source 'S9'"),
        (("rules", "heavy-legs-clear-of-run"), "did you mean 'heavy-legs-clear-of-runs'?"),
        (("workouts", "W-04", "--kit", "dumbel"), "did you mean 'dumbbell'?"),
        (("workouts", "W-04", "--kit", "none,box"), "'none' means no kit at all"),
    ],
)
def test_what_is_not_known_is_said_with_what_was_meant(arguments: tuple[str, ...], says: str) -> None:
    shown = run(*arguments)
    assert shown.exit_code == 2
    assert says in shown.stderr
    assert shown.stdout == ""


@pytest.mark.parametrize("command", ["exercises", "workouts", "sources", "rules"])
def test_json_lists_everything(command: str) -> None:
    shown = json.loads(run(command, "--json").output)
    known = library()
    counts = {
        "exercises": len(known.exercises) + len(known.drills), "workouts": 12,
        "sources": len(known.sources), "rules": len(known.rules),
    }  # fmt: skip
    assert len(shown) == counts[command]


def test_json_of_one_is_an_object() -> None:
    assert json.loads(run("exercises", "E-01", "--json").output)["id"] == "goblet-squat"
    fitted = json.loads(run("workouts", "W-07", "--kit", "none", "--json").output)
    assert fitted["blocks"][1]["items"][0]["exercise"] == "bodyweight-squat"
