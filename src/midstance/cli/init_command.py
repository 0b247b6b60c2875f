"""`midstance init`: a season begins: a few questions or the same options as `plan`, the first plan, and the diary."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from midstance.cli import diary_door
from midstance.cli.diary_access import runner_option
from midstance.cli.plan_options import plan_options

if TYPE_CHECKING:
    from midstance.application.recording.notebook import Notebook
    from midstance.training.plan import Plan


@click.command("init", short_help="Begin a season: your first plan, kept in your diary.")
@click.argument("files", metavar="[RUNS]...", nargs=-1)
@plan_options
@click.option("--feed", metavar="ADDRESS|-", multiple=True, help="A calendar on the net: planned around, and followed.")
@click.option("--yes", is_flag=True, help="Begin a new season without asking where there is one.")
@click.option("--json", "as_json", is_flag=True, help="Print the plan document.")
@runner_option
def init_command(
    files: tuple[str, ...], brief: str | None, feed: tuple[str, ...], yes: bool, as_json: bool, runner: str,
    **options: object,
) -> None:  # fmt: skip
    """Begin a season. Without files and options you are asked, where there is a terminal.

    RUNS and the options are those of `midstance plan`; an address is a calendar that is planned around and followed
    from then on, as with --feed (- asks for it, so that it does not stay in your shell's history). The plan is kept as
    the season's first revision; what you wrote down in earlier seasons goes on to count.
    """
    from midstance.application.beginning import begun, in_a_zone
    from midstance.application.importing.what_it_says import with_diary
    from midstance.application.planning import make_plan
    from midstance.application.recording.notebook import Notebook
    from midstance.application.replanning import begin, current_plan, local_now, plan_of
    from midstance.cli.plan_command import give, given_brief
    from midstance.knowledge.library import library

    diary = diary_door.the_diary(runner)
    before = current_plan(diary)
    if before is not None and not yes:
        _may_begin_anew(before)
    if not (files or brief or feed or any(options.values())):
        files, options = _asked()
    net = _OnTheNet(runner, files, feed)
    given, reading = given_brief(net.files, brief, options, fetched=net.contents())
    known = with_diary(in_a_zone(given), diary)
    plan = make_plan(known.brief)
    kept = begin(diary, plan, begun(plan, local_now(plan, diary_door.now())))
    give(plan_of(kept), reading, "json" if as_json else None, None, alarms=False, every_card=False)
    if not as_json:
        click.echo()
        diary_door.say(known.says)
        diary_door.say([f"Kept as revision {kept.number} of your season. What now? midstance today"])
    followed = net.followed(Notebook(diary, diary_door.now(), library().exercises))
    if not as_json:
        if reading is not None and not followed:
            followed = ["If your running plan is a calendar on the net too: `midstance feed add -` follows it."]
        diary_door.say(followed)


class _OnTheNet:
    """The calendars on the net among what was given; without any, nothing of the network is loaded."""

    def __init__(self, runner: str, files: tuple[str, ...], feeds: tuple[str, ...]) -> None:
        from midstance.application.running_plans import is_address

        asked = [click.prompt("Address", hide_input=True) if one == "-" else one for one in feeds]
        self._addresses = [*asked, *(one for one in files if is_address(one))]
        self.files = tuple(one for one in files if not is_address(one))
        self._runner = runner

    def contents(self) -> tuple[tuple[str, bytes], ...]:
        """What is in them, by their names. Raises ServiceTrouble."""
        if not self._addresses:
            return ()
        from midstance.cli.feed_command import the_feeds, the_transport
        from midstance.cli.init_feed import Once, fetched

        self._box, self._transport = the_feeds(self._runner), Once(the_transport())
        self._following = fetched(self._addresses, self._box, self._transport, diary_door.now())
        return tuple((one.feed.name, one.data) for one in self._following)

    def followed(self, book: Notebook) -> list[str]:
        """Follows them from now on; what to say of it."""
        if not self._addresses:
            return []
        from midstance.cli.init_feed import followed

        return followed(self._following, self._box, self._transport, book)


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
