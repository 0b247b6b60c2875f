"""`midstance intervals`: the calendar of intervals.icu both ways."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from midstance.cli import diary_door, feed_command
from midstance.cli.diary_access import runner_option
from midstance.cli.feed_command import INTERVALS
from midstance.rules.saying import counted

if TYPE_CHECKING:
    from midstance.application.feeds.kept import Feed


@click.group("intervals", short_help="intervals.icu, both ways.")
def intervals_group() -> None:
    """Take in runs, races and holidays from intervals.icu, and show your strength sessions there."""


@intervals_group.command("connect", short_help="Keep your API key.")
@click.option("--athlete", metavar="ID", default="", help="Your athlete id, such as i12345, if the key sees several.")
@click.option("--key-stdin", is_flag=True, help="Read the key from standard input.")
@runner_option
def connect_command(athlete: str, key_stdin: bool, runner: str) -> None:
    """Keep your API key, once it is seen to work. You find it at the very end of the settings of intervals.icu.

    It is asked for, so that it does not stay in your shell's history, and it is never shown again.
    """
    import msgspec

    from midstance.application.feeds.kept import Feed, free_name
    from midstance.services.intervals_client import Intervals, checked_account, checked_key

    typed = sys.stdin.readline() if key_stdin else click.prompt("API key", hide_input=True)
    key, account = checked_key(typed), checked_account(athlete)
    found = Intervals(key, account, feed_command.the_transport(), diary_door.now()).athlete()
    box = feed_command.the_feeds(runner)
    before = next((feed for feed in box.feeds() if not feed.is_calendar), None)
    if before is None:
        name = free_name(box.feeds(), INTERVALS)
        box.add(Feed(name=name, kind="intervals", secret=key, account=account, added=diary_door.now()))
    else:
        # What was sent and taken in before is known by the same events; only the key is new.
        box.change(before, msgspec.structs.replace(before, secret=key, account=account, not_before=None, failures=0))
    click.echo(f"Connected{f' as {found.name}' if found.name else ''}. `midstance intervals pull` takes your runs in, "
               "`midstance intervals push` shows your sessions there.")  # fmt: skip


@intervals_group.command("pull", short_help="Runs, races and holidays from there.")
@click.option("--dry-run", is_flag=True, help="Say what it would bring; write nothing down.")
@runner_option
@click.pass_context
def pull_command(context: click.Context, dry_run: bool, runner: str) -> None:
    """Take in what changed there: planned runs, races by priority, holidays. Sick and injured days are asked about.

    A new revision of your plan waits for you to accept it.
    """
    if not feed_command.looked(runner, _connected(runner), dry=dry_run):
        context.exit(1)


@intervals_group.command("push", short_help="Your sessions to there.")
@click.option("--fit", is_flag=True, help="With a workout file for the watch in each.")
@runner_option
def push_command(fit: bool, runner: str) -> None:
    """Show the sessions ahead in your calendar there: what moved moves, what is off goes. Again sends nothing."""
    from midstance.services.intervals_client import Intervals
    from midstance.services.sending import send_sessions

    box, feed = feed_command.the_feeds(runner), _connected(runner)
    book = diary_door.notebook(runner)
    client = Intervals(feed.secret, feed.account, feed_command.the_transport(), diary_door.now())
    sent = send_sessions(book, feed, box, client, fit=fit)
    click.echo(f"{counted(sent.changed, 'session')} sent, {sent.deleted} taken away, {sent.unchanged} as they were.")


def _connected(runner: str) -> Feed:
    """The account that is connected. Raises DiaryError."""
    from midstance.application.diary import DiaryError

    found = next((feed for feed in feed_command.the_feeds(runner).feeds() if not feed.is_calendar), None)
    if found is None:
        raise DiaryError("intervals.icu is not connected. `midstance intervals connect` asks for your API key.")
    return found
