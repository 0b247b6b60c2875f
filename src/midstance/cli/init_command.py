"""`midstance init`: a season begins: a few questions or the same options as `plan`, the first plan, and the diary."""

from __future__ import annotations

import datetime as dt
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click

from midstance.cli import diary_door
from midstance.cli.diary_access import runner_option
from midstance.cli.plan_options import plan_options

if TYPE_CHECKING:
    from midstance.training.plan import Brief, Plan


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
    plan = make_plan(in_a_zone(given))
    kept = begin(diary, plan, begun(plan, local_now(plan, diary_door.now())))
    give(plan, reading, "json" if as_json else None, None, alarms=False, every_card=False)
    if not as_json:
        click.echo()
        diary_door.say([f"Kept as revision {kept.number} of your season. What now? midstance today"])


def begun(plan: Plan, now: dt.datetime) -> dt.datetime:
    """The moment the season's first plan stands for: now, or the first day of a season that began earlier."""
    start = dt.datetime.combine(plan.brief.start, dt.time(), now.tzinfo)
    return now if plan.brief.start >= now.date() else start


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


def in_a_zone(brief: Brief) -> Brief:
    """The brief in this machine's time zone where the running plan names none: its times are those of the wall clock.

    Where the machine's own zone is not known, or is UTC as on servers, the zone stays assumed.
    """
    import msgspec

    zone = machine_zone() if brief.time_zone_assumed else None
    if zone is None:
        return brief
    return msgspec.structs.replace(brief, time_zone=zone, time_zone_assumed=False)


def machine_zone(link: Path = Path("/etc/localtime")) -> str | None:
    """The IANA name of this machine's time zone, or None where it is UTC or cannot be told."""
    name = os.environ.get("TZ", "").lstrip(":")
    if not name:
        try:
            name = str(link.readlink()).rpartition("zoneinfo/")[2]
        except OSError:
            return None
    try:
        ZoneInfo(name)
    except (OSError, ValueError, KeyError):
        return None
    return name if name and not name.upper().endswith(("UTC", "UCT", "GMT", "ZULU", "UNIVERSAL")) else None
