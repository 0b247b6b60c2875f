"""`midstance schema`: the JSON Schema of what Midstance writes."""

from __future__ import annotations

import click

DOCUMENTS = ("plan",)


@click.command("schema", short_help="The JSON Schema of a document.")
@click.argument("document", metavar="DOCUMENT", required=False, default="plan")
def schema_command(document: str) -> None:
    """Print the JSON Schema of a document. DOCUMENT is `plan`: what `midstance plan --format json` writes."""
    from midstance.cli.wishes import choice
    from midstance.formats.plan_schema import schema_text

    choice("schema", document, DOCUMENTS)
    click.echo(schema_text().decode(), nl=False)
