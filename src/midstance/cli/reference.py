"""The command line's reference page, made from the real `--help`: `python -m midstance.cli.reference [--check]`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from midstance.cli.main import COMMANDS, cli

PAGE = Path("docs", "reference", "cli.md")
COLUMNS = 100
INTRODUCTION = """# The command line

This page is written from the program's own `--help`; `python -m midstance.cli.reference` writes it anew.

Every command leaves with 0 when all is well and with 2 when something given cannot be used: a few lines on standard
error say what and what to do, and nothing is written. `audit` leaves with 1 when a hard rule is broken. Colours appear
on a terminal only, never with `NO_COLOR` set.
"""


def reference_page() -> str:
    """The page in Markdown."""
    parts = [INTRODUCTION, _section(cli, "midstance")]
    for name in COMMANDS:
        context = click.Context(cli, info_name="midstance")
        command = cli.get_command(context, name)
        if command is not None:
            parts.append(_section(command, f"midstance {name}"))
            inside = command.commands if isinstance(command, click.Group) else {}
            parts += [_section(one, f"midstance {name} {word}") for word, one in inside.items()]
    return "\n".join(parts)


def _section(command: click.Command, path: str) -> str:
    context = click.Context(command, info_name=path, terminal_width=COLUMNS, max_content_width=COLUMNS)
    context.help_option_names = ["-h", "--help"]
    text = "\n".join(line.rstrip() for line in command.get_help(context).splitlines())
    return f"## {path}\n\n```text\n{text}\n```\n"


def main() -> None:
    """Write the page, or with --check leave with 1 when the one on disk is not of this program."""
    page = reference_page()
    if "--check" in sys.argv[1:]:
        sys.exit(0 if PAGE.is_file() and PAGE.read_text("utf-8") == page else f"{PAGE} is stale")
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(page, "utf-8")


if __name__ == "__main__":
    main()
