"""`midstance init`: a season begins: a few questions or the same options as `plan`, the first plan, and the diary."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from midstance.cli import diary_door
from midstance.cli.diary_access import runner_option
from midstance.cli.plan_options import plan_options

if TYPE_CHECKING:
    from midstance.training.plan import Plan


@click.command("init", short_help="Begin a season: your first plan, kept in your diary.")
@click.argument("files", metavar="[RUNS]...", nargs=-1)
@plan_options
@click.option("--yes", is_flag=True, help="Begin a new season without asking where there is one.")
@click.option("--json", "as_json", is_flag=True, help="Print the plan document.")
@runner_option
def init_command(
    files: tuple[str, ...], brief: str | None, yes: bool, as_json: bool, runner: str, **options: object
) -> None:
    """Begin a season. Without files and options you are asked, where there is a terminal.

    RUNS and the options are those of `midstance plan`. The plan is kept as the season's first revision; what you wrote
    down in earlier seasons goes on to count.
    """
    from midstance.application.beginning import begun, in_a_zone
    from midstance.application.importing.what_it_says import with_diary
    from midstance.application.planning import make_plan
    from midstance.application.replanning import begin, current_plan, local_now
    from midstance.cli.plan_command import give, given_brief

    diary = diary_door.the_diary(runner)
    before = current_plan(diary)
    if before is not None and not yes:
        _may_begin_anew(before)
    if not (files or brief or any(options.values())):
        files, options = _asked()
    given, reading = given_brief(files, brief, options)
    known = with_diary(in_a_zone(given), diary)
    plan = make_plan(known.brief)
    kept = begin(diary, plan, begun(plan, local_now(plan, diary_door.now())))
    give(plan, reading, "json" if as_json else None, None, alarms=False, every_card=False)
    if not as_json:
        click.echo()
        diary_door.say(known.says)
        diary_door.say([f"Kept as revision {kept.number} of your season. What now? midstance today"])


def _may_begin_anew(before: Plan) -> None:
    """Raises UsageError unless the person says yes."""
    says = f"there is a season already, until {before.brief.end}"
    if not sys.stdin.isatty():
        raise click.UsageError(f"{says}; add --yes to begin a new one. What you wrote down is kept")
    if not click.confirm(f"There is a season already, until {before.brief.end}. Begin a new one?", default=False):
        raise click.UsageError("nothing was changed")


def _asked() -> tuple[tuple[str, ...], dict[str, object]]:
    if not sys.stdin.isatty():
        raise click.UsageError(
            "give your running plan or --weekly-km, such as: midstance init my-runs.ics --race 2027-04-18:half"
        )
    from midstance.cli.init_interview import interview

    return interview()
