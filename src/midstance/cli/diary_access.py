"""How commands come to the diary: whose it is, and the store, opened when it is needed and let go at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from midstance.storage.store import Store

RUNNER_VARIABLE, USUAL_RUNNER = "MIDSTANCE_RUNNER", "me"

runner_option = click.option(
    "--runner",
    metavar="NAME",
    envvar=RUNNER_VARIABLE,
    default=USUAL_RUNNER,
    show_default=True,
    help=f"Whose diary it is; also as {RUNNER_VARIABLE}.",
)


def the_store(*, create: bool = True) -> Store:
    """The store of this machine, closed when the command ends. Raises DiaryError."""
    from midstance.storage import open_store

    store = open_store(create=create)
    click.get_current_context().call_on_close(store.close)
    return store
