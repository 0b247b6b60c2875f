"""What a plan is made from, as options: one list for every command that makes one."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import click

from midstance.training.exercise import KIT

Command = TypeVar("Command", bound=Callable[..., object])

OPTIONS = (
    click.option(
        "--race",
        metavar="DATE[:DISTANCE]",
        help="Race day, such as 2027-04-18:half. Moves a finished or undated plan there.",
    ),
    click.option("--level", metavar="LEVEL", help="beginner (unless you say otherwise), intermediate or advanced."),
    click.option("--kit", metavar="LIST", help=f"What you have, with commas: {', '.join(KIT)}."),
    click.option("--windows", metavar="TIMES", help='When you can train: "tue 18:00-19:00;thu 12:00-12:45;sat".'),
    click.option("--minutes", metavar="N", help="Minutes a session may take, warm-up included."),
    click.option(
        "--week",
        metavar="STRIP",
        help='A running week in words, Monday first: "easy intervals easy rest tempo easy long:18km".',
    ),
    click.option("--from", "start", metavar="DATE", help="Plan as if this were today."),
    click.option("--brief", metavar="FILE.toml", help="Everything about you in a file."),
    click.option("--weekly-km", metavar="N", help="Without a running plan: your kilometres a week."),
    click.option("--runs", metavar="N", help="Without a running plan: your runs a week."),
    click.option("--goal", metavar="GOAL", help="5k, 10k, half, marathon, ultra, trail, hills or general."),
    click.option("--weeks", metavar="N", help="How many weeks to plan, where no race says it."),
    click.option("--time-zone", metavar="ZONE", help="Such as Europe/Berlin, where the calendar names none."),
    click.option("--age", metavar="N", help="Your age in years."),
    click.option(
        "--blocked",
        metavar="DATES",
        multiple=True,
        help="Days without strength: 2027-02-14,2027-03-01..2027-03-07.",
    ),
    click.option("--pin", "pins", metavar="DATE[@HH:MM][=KIND]", multiple=True, help="A session must stand here."),
    click.option("--pain", "pains", metavar="SITE=SCORE", multiple=True, help="A pain from 0 to 10, such as knee=3."),
    click.option("--weak", metavar="REGION", multiple=True, help="What needs more work, such as calf-soleus."),
    click.option("--gate", "gates", metavar="plyometric", multiple=True, help="You passed the test for jumping."),
    click.option(
        "--load",
        "loads",
        metavar="EXERCISE=LOAD",
        multiple=True,
        help="goblet-squat=60kg (estimated 1RM) or goblet-squat=16kgx8@2.",
    ),
    click.option("--prescreen", metavar="ANSWER", help="positive if a health question is open: light work only."),
)
"""In the order in which `--help` tells them; `cli.wishes.Typed` has a field for each."""


def plan_options(command: Command) -> Command:
    """Adds the options to a command, which takes them as keywords."""
    for option in reversed(OPTIONS):
        command = option(command)
    return command
