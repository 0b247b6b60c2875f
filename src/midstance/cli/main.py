"""`midstance`: the command line. Each command is imported only when it is called."""

from __future__ import annotations

import gc

import click

import midstance
from midstance.cli.guarding import GuardedGroup, LazyCommand

_KNOWN = "midstance.cli.knowledge_commands"
_DIARY = "midstance.cli.diary_commands"
_REPLAN = "midstance.cli.replan_commands"
_WELLBEING = "midstance.cli.wellbeing_commands"
_RUNNING = "midstance.cli.running_commands"
_ARRANGING = "midstance.cli.arranging_commands"
_HISTORY = "midstance.cli.history_commands"
COMMANDS: dict[str, LazyCommand] = {
    "plan": LazyCommand("midstance.cli.plan_command", "plan_command", "Your strength sessions until the race."),
    "runs": LazyCommand("midstance.cli.runs_command", "runs_command", "What is understood of your running plan."),
    "audit": LazyCommand(
        "midstance.cli.audit_command", "audit_command", "Check a plan, ours or another, by the rules."
    ),
    "why": LazyCommand("midstance.cli.why_command", "why_command", "Why a day, a session, an exercise or a load."),
    "exercises": LazyCommand(_KNOWN, "exercises_command", "The exercises, or one of them in full."),
    "figure": LazyCommand("midstance.cli.figure_command", "figure_command", "An exercise as a drawing that moves."),
    "workouts": LazyCommand(_KNOWN, "workouts_command", "The named workouts, fitted to your kit."),
    "rules": LazyCommand(_KNOWN, "rules_command", "The rules a plan keeps, and where they come from."),
    "sources": LazyCommand(_KNOWN, "sources_command", "The documents and studies behind the rules."),
    "schema": LazyCommand("midstance.cli.schema_command", "schema_command", "The JSON Schema of a document."),
    "init": LazyCommand("midstance.cli.init_command", "init_command", "Begin a season: your first plan, kept."),
    "serve": LazyCommand("midstance.cli.serve_command", "serve_command", "The web app, on this machine."),
    "accounts": LazyCommand("midstance.cli.accounts_commands", "accounts_group", "Who may sign in to the web app."),
    "today": LazyCommand("midstance.cli.today_command", "today_command", "What today asks of you, and why."),
    "start": LazyCommand("midstance.cli.start_command", "start_command", "Walk through a session, set by set."),
    "log": LazyCommand("midstance.cli.log_command", "log_command", "Write down what you did, in one line."),
    "checkin": LazyCommand(_WELLBEING, "checkin_command", "How you are today."),
    "pain": LazyCommand(_WELLBEING, "pain_command", "Where it hurts, how much, and when."),
    "red-flag": LazyCommand(_WELLBEING, "red_flag_command", "A sign with which training stops."),
    "cleared": LazyCommand(_WELLBEING, "cleared_command", "A professional says you may train again."),
    "ran": LazyCommand(_RUNNING, "ran_command", "A run you did, and how it felt."),
    "runs-done": LazyCommand(
        "midstance.cli.runs_done_command", "runs_done_command", "Runs from a watch or a service's export."
    ),
    "run-moved": LazyCommand(_RUNNING, "run_moved_command", "A planned run that you put elsewhere."),
    "race": LazyCommand(_RUNNING, "race_command", "A race that came in, changed or is off."),
    "new-runs": LazyCommand(_RUNNING, "new_runs_command", "A new running plan in place of the old one."),
    "moved": LazyCommand(_ARRANGING, "moved_command", "A session that you put on another day."),
    "skip": LazyCommand(_ARRANGING, "skip_command", "A session that you let go."),
    "away": LazyCommand(_ARRANGING, "away_command", "Days with other kit, or without strength."),
    "test": LazyCommand("midstance.cli.home_test_command", "home_test_command", "A test at home, and what it says."),
    "settings": LazyCommand(_ARRANGING, "settings_command", "What changed about you: kit, minutes, level."),
    "replan": LazyCommand(_REPLAN, "replan_command", "Take what happened into the plan."),
    "changes": LazyCommand(_REPLAN, "changes_command", "What the latest revision changes, and why."),
    "accept": LazyCommand(_REPLAN, "accept_command", "Put the waiting revision into effect."),
    "season": LazyCommand(_REPLAN, "season_command", "The plan in effect, as text or files."),
    "undo": LazyCommand(_HISTORY, "undo_command", "Take back what was written or decided last."),
    "correct": LazyCommand(_HISTORY, "correct_command", "Put an entry right."),
    "history": LazyCommand(_HISTORY, "history_command", "What you wrote down."),
    "progress": LazyCommand(_HISTORY, "progress_command", "How each exercise goes on, and why."),
    "feed": LazyCommand("midstance.cli.feed_command", "feed_group", "Running plans that come by themselves."),
    "intervals": LazyCommand("midstance.cli.intervals_command", "intervals_group", "intervals.icu, both ways."),
    "feel": LazyCommand(_RUNNING, "feel_command", "How your runs have felt since strength began."),
    "where": LazyCommand(_DIARY, "where_command", "Where your diary is, and how much is in it."),
    "backup": LazyCommand(_DIARY, "backup_command", "Everything in the diary as one file."),
    "restore": LazyCommand(_DIARY, "restore_command", "Put a backup in the place of everything."),
    "export": LazyCommand("midstance.cli.export_command", "export_command", "Your data as a file: yours to keep."),
    "watch": LazyCommand("midstance.cli.watch_command", "watch_command", "Planned sessions as files for a watch."),
    "print": LazyCommand("midstance.cli.print_command", "print_command", "Season, week or session card as PDF."),
    "import": LazyCommand("midstance.cli.import_command", "import_command", "Take in what another diary or app holds."),
    "names": LazyCommand("midstance.cli.names_command", "names_command", "What an app's name of an exercise means."),
    "delete": LazyCommand(_DIARY, "delete_command", "Delete a runner's data for good."),
}
EPILOG = """Begin with `midstance plan my-runs.ics --race 2027-04-18:half`.

Completion: put eval "$(_MIDSTANCE_COMPLETE=bash_source midstance)" into ~/.bashrc; for zsh write zsh_source, for fish
fish_source."""


@click.group(cls=GuardedGroup, lazy=COMMANDS, epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(midstance.__version__, "--version", message="midstance %(version)s")
@click.option("-v", "--verbose", is_flag=True, help="Say more when something goes wrong.")
def cli(verbose: bool) -> None:
    """Leg strength for runners, placed around the runs already in your calendar."""


def main() -> None:
    """The entry point of the installed command."""
    # A command lives for a fraction of a second and frees all at its end; collecting on the way costs a twentieth.
    gc.disable()
    try:
        cli()
    finally:
        # Else the interpreter walks through everything once more on its way out, which costs a tenth.
        gc.freeze()


if __name__ == "__main__":
    main()
