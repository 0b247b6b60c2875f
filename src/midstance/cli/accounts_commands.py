"""`midstance accounts`: who may sign in, for whoever runs `midstance serve --accounts`."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from midstance.application.diary import DiaryError
from midstance.rules.saying import counted

_password = click.option("--password-stdin", is_flag=True, help="Read the password from standard input.")


@click.group("accounts", short_help="Who may sign in to the web app.")
def accounts_group() -> None:
    """Make, list, close and delete accounts of `midstance serve --accounts`, also while it runs."""
    from midstance.cli.serve_command import NOT_INSTALLED

    os.environ["MIDSTANCE_ACCOUNTS"] = "1"
    try:
        from midstance.web import starting
        from midstance.web.checking import problems, said

        if wrong := [one for one in problems(os.environ) if one.is_serious()]:
            raise click.UsageError("\n".join(said(one) for one in wrong))
        starting.prepare(static=False)
    except ModuleNotFoundError:
        raise click.UsageError(NOT_INSTALLED) from None


@accounts_group.command("add", short_help="Make an account.")
@click.argument("name")
@click.option("--email", default="", help="To sign in by, and to reset the password.")
@_password
def add_command(name: str, email: str, password_stdin: bool) -> None:
    """Make an account called NAME. It writes the diary of that name: what `--runner NAME` wrote before is there."""
    from midstance.web.accounts import hosting

    made = hosting.add(name, _asked(password_stdin), email=email)
    click.echo(f"{made} can sign in now.")


@accounts_group.command("list", short_help="Who has an account.")
def list_command() -> None:
    """List accounts: when they were last there, whether they are closed, who coaches and is coached."""
    from midstance.web.accounts import hosting

    for one in hosting.listed():
        seen = f"last there {one.last_seen:%Y-%m-%d}" if one.last_seen else "never there yet"
        more = [one.email or "no e-mail", seen, f"{one.coaches} coaches", f"coaches {one.runners}"]
        if not one.is_active:
            more.append("closed")
        click.echo(f"{one.name}: {', '.join(more)}")
    if diaries := hosting.unseated():
        click.echo(f"Diaries without an account: {', '.join(diaries)}")


@accounts_group.command("close", short_help="Nobody signs in to it any more.")
@click.argument("name")
def close_command(name: str) -> None:
    """Close the account NAME: its sessions end, its diary stays. `open` opens it again."""
    from midstance.web.accounts import hosting

    hosting.set_active(name, active=False)
    click.echo(f"{name} is closed, and signed out everywhere.")


@accounts_group.command("open", short_help="Open a closed account again.")
@click.argument("name")
def open_command(name: str) -> None:
    """Open the account NAME again."""
    from midstance.web.accounts import hosting

    hosting.set_active(name, active=True)
    click.echo(f"{name} can sign in again.")


@accounts_group.command("password", short_help="Give an account a new password.")
@click.argument("name")
@_password
def password_command(name: str, password_stdin: bool) -> None:
    """Give the account NAME a new password. It is signed out everywhere."""
    from midstance.web.accounts import hosting

    hosting.set_password(name, _asked(password_stdin))
    click.echo(f"{name} has a new password.")


@accounts_group.command("invite", short_help="A link with which somebody makes an account.")
@click.option("--email", default="", help="For whom it is; their address then needs no confirmation.")
@click.option(
    "--at", metavar="ORIGIN", default="",
    help="Where they reach it, such as http://192.168.1.7:8600; else MIDSTANCE_ORIGIN, or localhost at MIDSTANCE_PORT.",
)  # fmt: skip
def invite_command(email: str, at: str) -> None:
    """Print a link with which one person can make an account. It works once, for two weeks."""
    from midstance.web.accounts import hosting

    click.echo(hosting.invitation_link(email=email, at=at))


@accounts_group.command("delete", short_help="Delete an account and its diary for good.")
@click.argument("name")
@click.option("--yes", is_flag=True, help="Do not ask.")
def delete_command(name: str, yes: bool) -> None:
    """Delete the account NAME with its diary, its comments and its place in the copies beside the diary."""
    from midstance.web.accounts import hosting

    found = hosting.named(name)
    if not yes:
        click.confirm(f"Delete {found.username} and all of their diary? There is no way back.", abort=True)
    hosting.delete(name)
    click.echo(f"{name} is deleted. Backups and exports elsewhere are yours to delete.")


@accounts_group.command("backup", short_help="All accounts as one file.")
@click.argument("file", type=click.Path(path_type=Path))
def backup_command(file: Path) -> None:
    """Write all accounts into FILE, to take them to another database: names, passwords as checksums, second factors,
    coaches and comments. The diaries are not in it; `midstance backup` writes these. Keep FILE as secret as a key."""
    from midstance.cli.own_files import may_write
    from midstance.storage.copies import write_privately
    from midstance.web.accounts.moving import write_accounts

    may_write(file, "backup of accounts", (b'{\n "schema": "midstance.accounts/',))
    data, number = write_accounts()
    write_privately(file, data)
    click.echo(f"{file}: {counted(number, 'account')}.")


@accounts_group.command("restore", short_help="Take accounts in where there are none.")
@click.argument("file", type=click.Path(path_type=Path))
def restore_command(file: Path) -> None:
    """Take the accounts of FILE in, where there are none yet. Everybody signs in anew, with the password they had."""
    from midstance.application.kept_files import kept_bytes
    from midstance.web.accounts.moving import read_accounts

    number = read_accounts(kept_bytes(file), file.name)
    click.echo(f"{counted(number, 'account')} taken in from {file.name}.")


def _asked(from_stdin: bool) -> str:
    """The password, from a pipe or typed twice. Raises DiaryError for none."""
    if from_stdin:
        password = sys.stdin.readline().rstrip("\r\n")
    else:
        password = str(click.prompt("Password", hide_input=True, confirmation_prompt=True))
    if not password:
        raise DiaryError("no password was given")
    return password
