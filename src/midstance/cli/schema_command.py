"""`midstance schema`: the JSON Schema of what Midstance writes."""

from __future__ import annotations

import click

DOCUMENTS = ("plan", "diary")


@click.command("schema", short_help="The JSON Schema of a document.")
@click.argument("document", metavar="DOCUMENT", required=False, default="plan")
def schema_command(document: str) -> None:
    """Print the JSON Schema of a document.

    DOCUMENT is `plan`, what `midstance plan --format json` writes, or `diary`, what `midstance export` writes.
    """
    from midstance.cli.wishes import choice

    if choice("schema", document, DOCUMENTS) == "diary":
        from midstance.application.diary_schema import schema_text
    else:
        from midstance.formats.plan_schema import schema_text
    click.echo(schema_text().decode(), nl=False)
