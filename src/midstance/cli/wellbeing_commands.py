"""`midstance checkin`, `pain`, `red-flag`, `cleared`: how you are, what hurts, and when to stop."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from midstance.cli.diary_door import notebook, recording_options, say, write_down

if TYPE_CHECKING:
    from midstance.application.recording.notebook import Notebook
    from midstance.training.exercise import Region


@click.command("checkin", short_help="How you are today.")
@click.option("--sleep", metavar="HOURS", help="Hours you slept, such as 6.5.")
@click.option("--energy", metavar="1-5", help="1 empty, 3 as usual, 5 full.")
@click.option("--fatigue", metavar="1-5", help="1 fresh, 3 as usual, 5 worn out.")
@click.option(
    "--sore", metavar="'REGION 0-10'", multiple=True, help="Soreness, such as quadriceps=5; several are fine."
)
@click.option("--ill", metavar="SYMPTOMS", help="fever, chest, stomach or head-cold; with commas.")
@click.option("--well", metavar="DATE", is_flag=False, flag_value="today", help="Well again, from today or DATE on.")
@click.option("--note", default="", help="Anything else.")
@recording_options
def checkin_command(
    sleep: str | None, energy: str | None, fatigue: str | None, sore: tuple[str, ...], ill: str | None,
    well: str | None, note: str, runner: str, at: str | None, given_id: str | None, as_json: bool,
) -> None:  # fmt: skip
    """Say how you are. Without options you are asked, where there is a terminal.

    A check-in can make a session easier or move it. It never makes one harder.
    """
    from midstance.application.recording.identity import numbered
    from midstance.application.recording.notebook import Draft
    from midstance.application.recording.wellbeing import checkin_draft, illness_draft, well_draft
    from midstance.cli.wishes import date_of

    if not any((sleep, energy, fatigue, sore, ill, well, note)) and sys.stdin.isatty():
        sleep, energy, fatigue, sore = _asked()
    book = notebook(runner)
    moment = book.moment(at, given_id)
    ids = numbered(book.first_id(given_id), 3)
    drafts: list[Draft] = []
    if any((sleep, energy, fatigue, sore, note)) or not (ill or well):
        drafts.append(
            checkin_draft(
                at=moment, entry_id=ids[0], sleep_h=_number("--sleep", sleep), energy=_whole("--energy", energy),
                fatigue=_whole("--fatigue", fatigue), soreness=_soreness(sore), note=note,
            )
        )  # fmt: skip
    if ill:
        drafts.append(illness_draft(ill.split(","), at=moment, entry_id=ids[1]))
    if well:
        drafts.append(well_draft(book, book.today if well == "today" else date_of("--well", well), entry_id=ids[2]))
    whole = Draft(
        entries=tuple(entry for draft in drafts for entry in draft.entries),
        says=tuple(line for draft in drafts for line in draft.says),
    )
    write_down(book, whole, as_json=as_json)


def _asked() -> tuple[str | None, str | None, str | None, tuple[str, ...]]:
    """A short interview; Enter leaves a question open, and what cannot be is asked again."""
    sleep = _answer("Hours of sleep (Enter: not said)", "hours of sleep", lambda word: _number("sleep", word))
    energy = _answer("Energy, 1 empty to 5 full", "energy", lambda word: _whole("energy", word))
    fatigue = _answer("Fatigue, 1 fresh to 5 worn out", "fatigue", lambda word: _whole("fatigue", word))
    sore = _answer("Sore anywhere? For example: quads 4, calves 2", "soreness", lambda word: _worst(_pieces(word)))
    return sleep, energy, fatigue, _pieces(sore or "")


def _answer(question: str, what: str, read: Callable[[str], float | None]) -> str | None:
    """What is typed, once it can be taken; None where it is left open."""
    from midstance.application.recording.checks import in_bounds
    from midstance.formats.entry import UnreadableFile

    while True:
        typed: str = click.prompt(question, default="", show_default=False).strip()
        if not typed:
            return None
        try:
            value = read(typed)
            if value is not None:
                in_bounds(what, value)
        except UnreadableFile as error:
            say([f"  {error.says}."])
        else:
            return typed


def _pieces(typed: str) -> tuple[str, ...]:
    return tuple(piece.strip() for piece in typed.split(",") if piece.strip() and piece.strip() not in ("no", "none"))


def _worst(words: tuple[str, ...]) -> int | None:
    return max(_soreness(words).values(), default=None)


def _number(option: str, word: str | None) -> float | None:
    from midstance.cli.wishes import number

    return number(option, word.removesuffix("h"), 0, 99) if word else None


def _whole(option: str, word: str | None) -> int | None:
    from midstance.cli.wishes import whole

    return whole(option, word, 0, 999) if word else None


def _soreness(words: tuple[str, ...]) -> dict[Region, int]:
    """Regions and scores of `quadriceps=5`, `quads 5`. Raises UnreadableFile."""
    from midstance.application.recording.checks import refused
    from midstance.application.recording.wellbeing import region_of
    from midstance.cli.wishes import whole

    found: dict[Region, int] = {}
    for word in (piece.strip() for words_ in words for piece in words_.split(",") if piece.strip()):
        name, equals, score = word.partition("=") if "=" in word else word.rpartition(" ")
        if not equals or not name:
            raise refused("--sore", f"{word!r} needs a score from 0 to 10, such as quadriceps=5")
        found[region_of(name)] = whole("--sore", score, 0, 999)
    return found


@click.command(
    "pain", short_help="Where it hurts, how much, and when.", context_settings={"ignore_unknown_options": True}
)
@click.argument("words", metavar="[SITE] SCORE [WHEN]", nargs=-1, required=True, type=click.UNPROCESSED)
@click.option("--joint/--not-joint", default=None, help="In the joint; ankle, knee and hip count as joints anyway.")
@click.option("--limping", is_flag=True, help="You limp.")
@click.option("--stiffer", is_flag=True, help="Next morning: stiffer than on other mornings.")
@click.option("--note", default="", help="Anything else.")
@recording_options
def pain_command(
    words: tuple[str, ...], joint: bool | None, limping: bool, stiffer: bool, note: str, runner: str, at: str | None,
    given_id: str | None, as_json: bool,
) -> None:  # fmt: skip
    """Write down a pain, 0 (none) to 10 (the worst you can imagine).

    \b
    midstance pain calf-left 4 during
    midstance pain next-morning 2            of the pain you wrote down last

    SITE is foot, ankle, achilles, calf, shin, knee, hamstring, hip, groin or back, with -left or -right. WHEN is
    during, after, next-morning, at-rest or running. This is no diagnosis; it decides what is asked of you next.
    """
    from midstance.application.recording.wellbeing import pain_draft, stop_sign_in

    sign = stop_sign_in(" ".join((*words, note)))
    if sign is not None and not any(word.lstrip("-").isdigit() for word in words):
        raise click.UsageError(f"that sounds like a sign to stop: midstance red-flag {sign}")
    book = notebook(runner)
    draft = pain_draft(
        book, words, at=book.moment(at, given_id), entry_id=book.first_id(given_id), joint=joint, limping=limping,
        stiffer=stiffer, note=note,
    )  # fmt: skip
    write_down(book, draft, as_json=as_json)
    _say_stop(book, as_json)


def _say_stop(book: Notebook, as_json: bool) -> None:
    """What a stop asks for, where one is open now."""
    halted = book.stopped()
    if halted is not None and not as_json:
        say([halted.says])


@click.command("red-flag", short_help="A sign with which training stops.")
@click.argument("words", metavar="SIGN...", nargs=-1, required=True)
@click.option("--note", default="", help="Anything else.")
@recording_options
def red_flag_command(
    words: tuple[str, ...], note: str, runner: str, at: str | None, given_id: str | None, as_json: bool
) -> None:
    """Write down a sign with which training stops until a professional has seen you.

    SIGN is sharp-pain, numbness, dizziness, chest-pain, fainting, palpitations, breathless, calf-swelling,
    back-pain-with-weakness, bone-or-night-pain, limp-over-a-day, joint-swelling, fever or unusual.
    """
    from midstance.application.recording.wellbeing import red_flag_draft

    book = notebook(runner)
    draft = red_flag_draft(words, at=book.moment(at, given_id), entry_id=book.first_id(given_id), note=note)
    write_down(book, draft, as_json=as_json, changes_plan=False)
    _say_stop(book, as_json)
    if book.stopped() is None and not as_json:
        say(["It is not open any more: you were cleared after it. If it is there now, say so without --at."])


@click.command("cleared", short_help="A professional says you may train again.")
@click.option("--by", default="", help="Who said so, if you like.")
@recording_options
def cleared_command(by: str, runner: str, at: str | None, given_id: str | None, as_json: bool) -> None:
    """Say that a doctor or physiotherapist has seen you and that training may go on. It ends all open signs."""
    from midstance.application.recording.wellbeing import cleared_draft

    book = notebook(runner)
    draft = cleared_draft(book, by, at=book.moment(at, given_id), entry_id=book.first_id(given_id))
    write_down(book, draft, as_json=as_json)
