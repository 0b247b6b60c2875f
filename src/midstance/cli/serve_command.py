"""`midstance serve`: the web app, on this machine alone or for people with accounts."""

from __future__ import annotations

import errno
import os
import socket

import click

NOT_INSTALLED = "the web app is not installed with this midstance; add it by: pip install 'midstance[web]'"


@click.command("serve", short_help="The web app, on this machine.")
@click.option("--port", type=click.IntRange(1, 65535), default=8437, show_default=True, envvar="MIDSTANCE_PORT",
              help="The port it answers on; also as MIDSTANCE_PORT.")  # fmt: skip
@click.option("--no-browser", is_flag=True, help="Do not open a browser.")
@click.option("--accounts", is_flag=True, help="People sign in: for a household, a club, a host.")
@click.option(
    "--host", metavar="ADDRESS", envvar="MIDSTANCE_HOST", help="The address it answers on; only with --accounts."
)
@click.option("--workers", type=click.IntRange(1, 64), envvar="MIDSTANCE_WORKERS",
              help="Processes that answer; 1, or 2 with PostgreSQL.")  # fmt: skip
@click.option("--check", is_flag=True, help="Say what is wrong with the settings, and do no more.")
def serve_command(
    port: int, no_browser: bool, accounts: bool, host: str | None, workers: int | None, check: bool
) -> None:
    """Plan, see, train and learn in the browser. The diary is the one the command line uses.

    Without --accounts it answers this machine alone, and needs no password. Stop it with Ctrl-C.
    """
    try:
        from midstance.storage.address import database_settings
        from midstance.web import serving, starting
        from midstance.web.variables import has_accounts
    except ImportError:
        raise click.UsageError(NOT_INSTALLED) from None
    if accounts:
        os.environ["MIDSTANCE_ACCOUNTS"] = "1"
    accounts = has_accounts(os.environ)
    if host is not None and not accounts:
        raise click.UsageError("without --accounts the app answers this machine alone; --host needs --accounts")
    where = host or serving.HOST
    _checked(where, workers or 1, only=check)
    try:
        starting.prepare()
    except ModuleNotFoundError:
        raise click.UsageError(NOT_INSTALLED) from None
    _free(where, port)
    click.echo(f"Midstance is at {_reached(where, port)} (stop it by Ctrl-C)")
    on_server = database_settings() is not None
    serving.serve(
        where, port, workers=workers or serving.usual_workers(on_server), postgresql=on_server,
        open_browser=not no_browser and not accounts,
    )  # fmt: skip


def _checked(host: str, workers: int, *, only: bool) -> None:
    """Says what is wrong with the settings; where something is, it does not start."""
    from midstance.web.checking import problems, said

    found = problems(os.environ, host, workers)
    for one in found:
        click.echo(said(one), err=not only)
    wrong = any(one.is_serious() for one in found)
    context = click.get_current_context()
    if only:
        if not found:
            click.echo("All settings are well.")
        context.exit(1 if wrong else 0)
    if wrong:
        raise click.UsageError("it does not start with these settings; put right what stands above")


def _reached(host: str, port: int) -> str:
    from midstance.web.serving import HOST
    from midstance.web.variables import has_accounts, origin_of

    origin = origin_of(os.environ) if has_accounts(os.environ) else None
    return str(origin) if origin is not None else f"http://{'localhost' if host == HOST else host}:{port}/"


def _free(host: str, port: int) -> None:
    """Raises UsageError where the address cannot be had."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OSError as error:
            taken = error.errno == errno.EADDRINUSE
            says = f"port {port} is in use already; choose another by --port" if taken else f"{host}: {error.strerror}"
            raise click.UsageError(says) from None
