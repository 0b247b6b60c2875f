"""`midstance where`, `backup`, `restore`, `delete`: the diary as files that are yours."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from midstance.application.diary import DiaryError
from midstance.cli.diary_access import the_store
from midstance.cli.own_files import may_write, said_size
from midstance.rules.saying import counted

BACKUP_HEADS = (b"PK\x03\x04",)
"""How files begin that a backup may be written over."""


@click.command("where", short_help="Where your diary is, and how much is in it.")
def where_command() -> None:
    """Say where the diary is kept, who is in it and how much. Nothing is made or changed.

    MIDSTANCE_HOME is the folder, if it is set; otherwise the place where your system keeps a user's data.
    Where DATABASE_URL names a PostgreSQL database the diary is there, and only copies are in the folder.
    """
    from midstance.storage.address import database_settings
    from midstance.storage.copies import copies_of
    from midstance.storage.folder import FILE_NAME, home_folder

    home = home_folder()
    click.echo(f"folder   {home}")
    in_a_file = database_settings() is None
    if in_a_file and not (home / FILE_NAME).exists():
        click.echo("diary    none yet; it begins with the first thing you write down")
        return
    store = the_store(create=False)
    click.echo(f"diary    {FILE_NAME if in_a_file else store.where}, {said_size(store.size_bytes)}")
    for held in store.runners():
        amounts = f"{counted(held.entries, 'entry')}, {counted(held.revisions, 'revision')}"
        click.echo(f"runner   {held.runner}: {amounts}, since {held.since:%Y-%m-%d}")
    if copies := copies_of(home):
        click.echo(f"copies   {len(copies)}, the latest {copies[-1].name}")


@click.command("backup", short_help="Everything in the diary as one file.")
@click.argument("file", type=click.Path(path_type=Path))
def backup_command(file: Path) -> None:
    """Write everything that is kept, of all runners, into FILE, as it is at this moment, also while it is in use.

    FILE is written whole or not at all, and read back before this says so.
    """
    from midstance.application.backups import read_backup, write_backup
    from midstance.application.kept_files import kept_bytes
    from midstance.storage.copies import write_privately

    if not file.absolute().parent.exists():
        raise DiaryError(f"there is no folder {file.parent}; make it first, or choose another place")
    may_write(file, "backup", BACKUP_HEADS)
    store = the_store(create=False)
    store.check()
    documents = store.documents()
    write_privately(file, write_backup(documents, dt.datetime.now(dt.UTC)))
    read_backup(kept_bytes(file), file.name)
    click.echo(f"{file}: {counted(len(documents), 'runner')}, {said_size(file.stat().st_size)}.")


@click.command("restore", short_help="Put a backup in the place of everything.")
@click.argument("file", type=click.Path(path_type=Path))
def restore_command(file: Path) -> None:
    """Put the backup FILE in the place of everything in the diary.

    What was there before is kept as a backup of its own beside the diary, and this says where. A diary that is damaged
    is set aside as it is.
    """
    from midstance.application.backups import read_backup
    from midstance.application.kept_files import kept_bytes
    from midstance.storage.copies import restore
    from midstance.storage.folder import home_folder

    documents = read_backup(kept_bytes(file), file.name)
    done = restore(home_folder(), documents, dt.datetime.now(dt.UTC))
    click.get_current_context().call_on_close(done.store.close)
    click.echo(f"Restored {counted(len(documents), 'runner')} from {file.name}.")
    if done.copy:
        click.echo(f"What was there before is kept; to go back: midstance restore '{done.copy}'")
    for place in done.set_aside:
        click.echo(f"What could not be read is set aside: {place}")


@click.command("delete", short_help="Delete a runner's data for good.")
@click.argument("runner")
@click.option("--yes", is_flag=True, help="Do not ask.")
def delete_command(runner: str, yes: bool) -> None:
    """Delete everything of RUNNER for good: from the diary and from the copies beside it. Asks before it does.

    Backups and exports that you wrote elsewhere stay; delete these yourself.
    """
    from midstance.storage.copies import forget

    store = the_store(create=False)
    held = next((one for one in store.runners() if one.runner == runner), None)
    if held is not None and not yes:
        amounts = f"{counted(held.entries, 'entry')} and {counted(held.revisions, 'revision')}"
        click.confirm(f"Delete all of {runner}, {amounts}? There is no way back.", abort=True)
    left = forget(store.home, runner)
    store.delete(runner)
    click.echo(f"{runner} is deleted. Backups and exports that you wrote elsewhere are yours to delete.")
    for place in left:
        click.echo(f"This file cannot be read and may still hold something: {place}")
