"""`midstance feed` and `midstance intervals`: running plans that come by themselves, and sessions that go out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from midstance.cli import diary_door
from midstance.cli.diary_access import runner_option, the_store
from midstance.rules.saying import counted

if TYPE_CHECKING:
    from midstance.application.feeds.kept import Feed, FeedBox
    from midstance.services.looking import Look, Looker
    from midstance.services.transport import Transport

INTERVALS = "intervals.icu"


def the_feeds(runner: str) -> FeedBox:
    """The feeds of a runner in the store of this machine. Raises DiaryError."""
    return the_store().feeds(runner)


def the_transport() -> Transport:
    """What requests go through."""
    from midstance.services.transport import Https

    return Https()


def _looker(runner: str) -> Looker:
    from midstance.services.looking import Looker
    from midstance.services.patience import Patience

    return Looker(the_feeds(runner), lambda: diary_door.notebook(runner), the_transport(), Patience)


@click.group("feed", short_help="Running plans that come by themselves.")
def feed_group() -> None:
    """Follow the calendar feed of your running plan.

    What moves there is written down here, and a new revision of your plan waits for you to accept it. Nothing is ever
    accepted by itself.
    """


@feed_group.command("add", short_help="Follow a calendar.")
@click.argument("address", metavar="ADDRESS|-")
@click.option("--name", metavar="NAME", help="How you call it; by default its server.")
@runner_option
def add_command(address: str, name: str | None, runner: str) -> None:
    """Follow the calendar at ADDRESS (https:// or webcal://) and look at it for the first time.

    With - the address is asked for, so that it does not stay in your shell's history. It is kept for you alone and is
    never shown again.
    """
    from midstance.application.feeds.kept import Feed, free_name
    from midstance.formats.entry import one_line
    from midstance.services.addresses import parsed

    typed = click.prompt("Address", hide_input=True) if address == "-" else address
    host = parsed(typed).host
    box = the_feeds(runner)
    called = one_line(name, 40) if name else free_name(box.feeds(), host)
    feed = Feed(name=called, secret=typed.strip(), added=diary_door.now())
    box.add(feed)
    look = _looker(runner).look(feed)
    if look.state == "failed":
        box.remove(feed.name)
        from midstance.formats.entry import UnreadableFile

        raise UnreadableFile(feed.name, look.trouble.removeprefix(f"{feed.name}: "))
    click.echo(f"{feed.name} is followed. `midstance feed check` looks again.")
    _tell(look)


@feed_group.command("list", short_help="What you follow.")
@runner_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def list_command(runner: str, as_json: bool) -> None:
    """List your feeds, when each was last read and what came of it. Addresses and keys are not shown."""
    feeds = the_feeds(runner).feeds()
    if as_json:
        diary_door.print_json([_public(feed) for feed in feeds])
        return
    if not feeds:
        click.echo("No feed is kept. `midstance feed add ADDRESS` adds a calendar.")
    for feed in feeds:
        kind = "calendar" if feed.is_calendar else f"account {feed.account}"
        read = f"read {feed.checked.astimezone():%Y-%m-%d %H:%M}" if feed.checked else "never read"
        failed = f", failed {counted(feed.failures, 'time')} since" if feed.failures else ""
        click.echo(f"{feed.name}  {kind}, {read}{failed}")
        if feed.said:
            diary_door.say([f"  {feed.said}"])


@feed_group.command("check", short_help="Look whether anything moved.")
@click.argument("name", required=False)
@click.option("--missing-off", is_flag=True, help="Runs that are not in it any more will not be run.")
@click.option("--again", is_flag=True, help="Read it even if it says that it has not changed.")
@click.option("--dry-run", is_flag=True, help="Say what it would bring; write nothing down.")
@click.option("--quiet", is_flag=True, help="Say only what is new: for a timer.")
@runner_option
def check_command(name: str | None, missing_off: bool, again: bool, dry_run: bool, quiet: bool, runner: str) -> None:
    """Look at the feed of NAME, or at all whose time has come. Moved runs become a proposal: see `midstance changes`.

    Exit code 1 where one could not be read.
    """
    from midstance.application.feeds.kept import feed_named

    feeds = the_feeds(runner).feeds()
    chosen = [feed_named(feeds, name)] if name is not None else [*feeds]
    if not chosen and not quiet:
        feed_named(feeds, None)
    went = [
        looked(
            runner, feed, pressed=name is not None or dry_run, missing_is_off=missing_off, dry=dry_run, anew=again,
            quiet=quiet,
        )
        for feed in chosen
    ]  # fmt: skip
    if not all(went):
        click.get_current_context().exit(1)


def looked(
    runner: str, feed: Feed, *, pressed: bool = True, missing_is_off: bool = False, dry: bool = False,
    anew: bool = False, quiet: bool = False,
) -> bool:  # fmt: skip
    """A look at a feed, and what came of it told; False where it could not be read. Raises DiaryError."""
    look = _looker(runner).look(feed, pressed=pressed, missing_is_off=missing_is_off, dry=dry, anew=anew)
    if not quiet or look.state in ("changed", "failed"):
        _tell(look, dry=dry)
    return look.state != "failed"


@feed_group.command("remove", short_help="Follow it no more.")
@click.argument("name")
@runner_option
def remove_command(name: str, runner: str) -> None:
    """Forget the feed of NAME, its address or key with it. What it brought stays in your diary."""
    from midstance.application.feeds.kept import feed_named

    box = the_feeds(runner)
    feed = feed_named(box.feeds(), name)
    box.remove(feed.name)
    click.echo(f"{feed.name} is forgotten, with its {'address' if feed.is_calendar else 'key'}.")


def _tell(look: Look, *, dry: bool = False) -> None:
    """What came of a look: what moved, what is open, and what to do next."""
    if look.trouble:
        click.echo(f"midstance: {look.trouble}", err=True)
    if look.state != "failed":
        diary_door.say([f"{look.feed.name}: {look.says[0]}", *look.says[1:]] if look.says else [])
    diary_door.say(look.asks)
    if dry and look.state == "changed":
        click.echo("Nothing was written down.")
    elif look.proposal is not None and look.proposal.changed:
        number = look.proposal.kept.number
        click.echo(f"Revision {number} waits. `midstance changes` shows it, `midstance accept` puts it into effect,")
        click.echo("`midstance undo` takes back what came.")
    elif look.proposal is not None:
        click.echo("Your strength sessions stay as they are; `midstance accept` takes the runs in.")


def _public(feed: Feed) -> dict[str, object]:
    """A feed without its secret."""
    return {
        "name": feed.name, "kind": feed.kind, "added": feed.added, "checked": feed.checked, "failures": feed.failures,
        "not_before": feed.not_before, "said": feed.said,
    }  # fmt: skip
