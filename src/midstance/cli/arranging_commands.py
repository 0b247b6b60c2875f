"""`midstance moved`, `skip`, `away`, `settings`: what you arrange differently."""

from __future__ import annotations

import click

from midstance.cli.diary_door import notebook, recording_options, write_down


@click.command("moved", short_help="A session that you put on another day.")
@click.argument("session", metavar="SESSION")
@click.argument("date", metavar="DATE")
@click.argument("start", metavar="[HH:MM]", required=False)
@recording_options
def moved_command(
    session: str, date: str, start: str | None, runner: str, at: str | None, given_id: str | None, as_json: bool
) -> None:
    """Put a session on another day. SESSION is its id, its date, a weekday of this week, `today` or `next`."""
    from midstance.application.recording.arranging import moved_draft
    from midstance.cli.wishes import clock_time, date_of

    book = notebook(runner)
    draft = moved_draft(
        book, session, date_of("moved", date), clock_time("moved", start) if start is not None else None,
        at=book.moment(at, given_id), entry_id=book.first_id(given_id),
    )  # fmt: skip
    write_down(book, draft, as_json=as_json)


@click.command("skip", short_help="A session that you let go.")
@click.argument("session", metavar="[SESSION]", required=False)
@click.option("--why", default="", help="Why, if you like to say.")
@recording_options
def skip_command(
    session: str | None, why: str, runner: str, at: str | None, given_id: str | None, as_json: bool
) -> None:
    """Let a session go, by default the next one. It is not caught up later."""
    from midstance.application.recording.arranging import skipped_draft

    book = notebook(runner)
    draft = skipped_draft(book, session, why, at=book.moment(at, given_id), entry_id=book.first_id(given_id))
    write_down(book, draft, as_json=as_json)


@click.command("away", short_help="Days with other kit, or without strength.")
@click.argument("first", metavar="DATE")
@click.argument("last", metavar="[DATE]", required=False)
@click.option("--kit", metavar="LIST", help="What you have there, such as mini-band, or none.")
@click.option("--no-training", is_flag=True, help="No strength at all on these days.")
@click.option("--note", default="", help="Where, or why.")
@recording_options
def away_command(
    first: str, last: str | None, kit: str | None, no_training: bool, note: str, runner: str, at: str | None,
    given_id: str | None, as_json: bool,
) -> None:  # fmt: skip
    """Say on which days (both ends included) you have other kit, or do no strength."""
    from midstance.application.recording.arranging import away_draft
    from midstance.cli.wishes import date_of
    from midstance.formats.brief_words import parse_kit

    if (kit is None) != no_training:
        raise click.UsageError("say either what you have there (--kit mini-band) or --no-training")
    book = notebook(runner)
    start = date_of("away", first)
    draft = away_draft(
        book, start, date_of("away", last) if last is not None else start,
        parse_kit(kit) if kit is not None else None, at=book.moment(at, given_id), entry_id=book.first_id(given_id),
        note=note,
    )  # fmt: skip
    write_down(book, draft, as_json=as_json)


@click.command("settings", short_help="What changed about you: kit, minutes, level …")
@click.option("--level", metavar="LEVEL", help="beginner, intermediate or advanced.")
@click.option("--kit", metavar="LIST", help="What you have now, with commas.")
@click.option("--goal", metavar="GOAL", help="5k, 10k, half, marathon, ultra, trail, hills or general.")
@click.option("--age", metavar="N", help="Your age in years.")
@click.option("--sex", metavar="SEX", help="female or male: only to say what is usual in the tests at home.")
@click.option("--minutes", metavar="N", help="Minutes a session may take, warm-up included.")
@click.option("--windows", metavar="TIMES", help='When you can train: "tue 18:00-19:00;sat".')
@click.option("--weak", metavar="REGION", multiple=True, help="What needs more work, such as calf-soleus.")
@click.option("--load-step", metavar="KIT=KG", multiple=True, help="The smallest step, such as dumbbell=1.")
@click.option("--prescreen", metavar="ANSWER", help="clear or positive, when a health question has changed.")
@click.option("--rest-day", metavar="WEEKDAY", help="A weekday that stays free.")
@recording_options
def settings_command(
    runner: str, at: str | None, given_id: str | None, as_json: bool, load_step: tuple[str, ...],
    rest_day: str | None, sex: str | None, weak: tuple[str, ...], level: str | None, kit: str | None,
    goal: str | None, age: str | None, minutes: str | None, windows: str | None, prescreen: str | None,
) -> None:  # fmt: skip
    """Say what changed about you. The past stays as it was."""
    from midstance.application.recording.arranging import settings_draft
    from midstance.application.recording.checks import one_of
    from midstance.cli.wishes import Typed, wishes_of
    from midstance.training.athlete import SEXES
    from midstance.training.clock import WEEKDAYS

    typed = Typed(
        level=level, kit=kit, goal=goal, age=age, minutes=minutes, windows=windows, prescreen=prescreen, weak=weak,
    )  # fmt: skip
    wishes = wishes_of(typed, None, ())
    book = notebook(runner)
    day = one_of("--rest-day", rest_day, WEEKDAYS) if rest_day is not None else None
    draft = settings_draft(
        at=book.moment(at, given_id), entry_id=book.first_id(given_id), level=wishes.level, kit=wishes.kit,
        goal=wishes.goal, age=wishes.age, minutes=wishes.minutes, windows=wishes.windows,
        weak_points=wishes.weak_points, prescreen=wishes.prescreen,
        sex=one_of("--sex", sex, SEXES) if sex is not None else None,
        load_steps_kg=_steps(load_step) if load_step else None,
        rest_day=day,  # type: ignore[arg-type]
    )  # fmt: skip
    write_down(book, draft, as_json=as_json)


def _steps(words: tuple[str, ...]) -> dict[str, float]:
    """Smallest load steps of `dumbbell=1,barbell=2.5`, kg."""
    from midstance.application.recording.checks import one_of, refused
    from midstance.cli.wishes import number
    from midstance.training.exercise import KIT, LOADABLE_KIT

    found: dict[str, float] = {}
    for word in (piece for words_ in words for piece in words_.split(",") if piece.strip()):
        name, equals, step = word.partition("=")
        if not equals:
            raise refused("--load-step", f"{word!r} needs its kg, such as dumbbell=1")
        kit = one_of("--load-step", name, [kit for kit in KIT if kit in LOADABLE_KIT])
        found[kit] = number("--load-step", step.casefold().removesuffix("kg"), 0.1, 25)
    return found
