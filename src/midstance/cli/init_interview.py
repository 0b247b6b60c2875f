"""The short interview of `midstance init`; each answer is checked where it is given, and Enter is always an answer."""

from __future__ import annotations

import shlex
from collections.abc import Callable
from pathlib import Path

import click

from midstance.application.beginning import HEALTH, LEVELS_ASKED
from midstance.application.recording.checks import refused
from midstance.application.running_plans import is_address
from midstance.cli.paper import paper_of
from midstance.cli.wishes import (
    RUNS_A_WEEK,
    WEEKLY_KM,
    blocked_of,
    choice,
    number,
    pain_of,
    race_of,
    whole,
)
from midstance.formats.brief_words import AGES, parse_kit, parse_windows
from midstance.formats.entry import UnreadableFile
from midstance.services.addresses import parsed
from midstance.training.athlete import GOALS
from midstance.training.exercise import KIT


def interview() -> tuple[tuple[str, ...], dict[str, object]]:
    """Files of the running plan, and the options of `midstance plan` by their names."""
    click.echo("A few questions, then your plan. Enter leaves a question open.")
    options: dict[str, object] = {}
    _put(options, "race", _ask("Your race: day and distance, such as 2027-04-18:half", lambda word: race_of(word)))
    files = _files()
    if not files:
        _put(
            options,
            "weekly_km",
            _ask("Kilometres you run in a week", lambda word: number("km", word, *WEEKLY_KM), needed=True),
        )
        _put(options, "runs", _ask("Runs in a week", lambda word: whole("runs", word, *RUNS_A_WEEK)))
        if "race" not in options:
            _put(options, "goal", _ask(f"What for? {', '.join(GOALS)}", lambda word: choice("goal", word, GOALS)))
    options["level"] = _level()
    click.echo("\n".join(paper_of().wrapped(f"Kit: {', '.join(KIT)}.", "", "  ")))
    kit = _ask("What you have at hand, with commas", parse_kit)
    options["kit"] = kit or "none"
    _put(options, "windows", _ask('When you can train, such as "tue 18:00-19:00; sat"', parse_windows))
    _put(options, "age", _ask("Your age", lambda word: whole("age", word, *AGES)))
    if _health():
        options["prescreen"] = "positive"
    pains = _ask(
        "Does anything hurt now? Such as knee=3, achilles=2", lambda word: [pain_of(one) for one in word.split(",")]
    )
    if pains:
        options["pains"] = (pains.replace(" ", ""),)
    away = _ask("Days you cannot train, such as 2027-02-14,2027-03-01..2027-03-07", lambda word: blocked_of([word]))
    if away:
        options["blocked"] = (away,)
    return files, options


def _put(options: dict[str, object], name: str, answer: str) -> None:
    if answer:
        options[name] = answer


def _ask(question: str, check: Callable[[str], object], *, needed: bool = False) -> str:
    """An answer that passes its check, or nothing; asked again until it does."""
    while True:
        typed: str = click.prompt(question, default="", show_default=False, prompt_suffix=" > ").strip()
        if not typed and not needed:
            return ""
        if not typed:
            click.echo("  This one is needed where there is no running plan.")
            continue
        try:
            check(typed)
        except UnreadableFile as error:
            says = error.says if error.says.endswith("?") else f"{error.says}."
            click.echo("\n".join(paper_of().wrapped(says, "  ")))
        else:
            return typed


def _files() -> tuple[str, ...]:
    typed = _ask("Your running plan: a calendar or table file, its https:// address, or several", _check_files)
    return tuple(shlex.split(typed)) if typed else ()


def _check_files(typed: str) -> None:
    """Raises UnreadableFile where a file is not there, or an address is none."""
    try:
        names = shlex.split(typed)
    except ValueError:
        raise refused("file", "a quotation mark has no partner") from None
    for name in names:
        if is_address(name):
            parsed(name, "address")
        elif not Path(name).is_file():
            raise refused("file", f"there is no file {name!r} here")


def _level() -> str:
    click.echo("How long have you trained your legs for strength, steadily?")
    click.echo("  1  not yet, or less than three months   2  three to twelve months")
    click.echo("  3  longer, and heavy sets are nothing new")
    typed = _ask("1, 2 or 3", lambda word: choice("level", word, tuple(LEVELS_ASKED)))
    return LEVELS_ASKED[typed or "1"]


def _health() -> bool:
    """Whether a health question is open. What is answered stays in the diary of this machine."""
    click.echo("Is any of this so? You need not say which.")
    for line in HEALTH:
        click.echo(f"  - {line}")
    if not click.confirm("At least one of them", default=False):
        return False
    click.echo("Then the plan keeps to light work until a doctor or physiotherapist says that more is fine.")
    click.echo("Afterwards: midstance settings --prescreen clear")
    return True
