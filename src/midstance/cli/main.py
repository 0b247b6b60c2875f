"""`midstance`: the command line. Each command is imported only when it is called."""

from __future__ import annotations

import gc

import click

import midstance
from midstance.cli.guarding import GuardedGroup, LazyCommand

_KNOWN = "midstance.cli.knowledge_commands"
COMMANDS: dict[str, LazyCommand] = {
    "plan": LazyCommand("midstance.cli.plan_command", "plan_command", "Your strength sessions until the race."),
    "runs": LazyCommand("midstance.cli.runs_command", "runs_command", "What is understood of your running plan."),
    "audit": LazyCommand(
        "midstance.cli.audit_command", "audit_command", "Check a plan, ours or another, by the rules."
    ),
    "why": LazyCommand("midstance.cli.why_command", "why_command", "Why a day, a session, an exercise or a load."),
    "exercises": LazyCommand(_KNOWN, "exercises_command", "The exercises, or one of them in full."),
    "workouts": LazyCommand(_KNOWN, "workouts_command", "The named workouts, fitted to your kit."),
    "rules": LazyCommand(_KNOWN, "rules_command", "The rules a plan keeps, and where they come from."),
    "sources": LazyCommand(_KNOWN, "sources_command", "The documents and studies behind the rules."),
    "schema": LazyCommand("midstance.cli.schema_command", "schema_command", "The JSON Schema of a document."),
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
    cli()


if __name__ == "__main__":
    main()
