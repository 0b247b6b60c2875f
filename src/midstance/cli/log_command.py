"""`midstance log`: one line about what was done."""

from __future__ import annotations

import sys

import click

from midstance.cli.diary_door import notebook, recording_options, write_down


@click.command(
    "log",
    short_help="Write down what you did: goblet-squat 3x8 @14kg rir2.",
    context_settings={"ignore_unknown_options": True},
)
@click.argument("words", metavar="LINE...", nargs=-1, required=True, type=click.UNPROCESSED)
@click.option("--session", metavar="ID", help="The planned session it belongs to, if not today's.")
@click.option("--instead-of", metavar="EXERCISE", help="The planned exercise in whose place you did it.")
@recording_options
def log_command(
    words: tuple[str, ...], session: str | None, instead_of: str | None, runner: str, at: str | None,
    given_id: str | None, as_json: bool,
) -> None:  # fmt: skip
    """Write down sets in one line.

    \b
    midstance log goblet-squat 3x8 @14kg rir2
    midstance log goblet-squat 8,8,6 @14kg,14kg,16kg rir 2,1,0
    midstance log "single leg calf raise" 3x12/11 @bm rir 2      left/right
    midstance log split-squat left 8,8,7 right 8,8,8 @10kg
    midstance log pogo-hop 3x15s
    midstance log lateral-band-walk 2x10 @light-band "felt easy"
    midstance log goblet-squat 3x8 @30lb +1 extra fault knee-in pain knee-left 3
    midstance log today rpe 6 40min          the whole session, as asked
    midstance log W-07                       a named workout, as written

    What stands in today's session is matched to it; anything else is kept outside the plan.
    """
    from midstance.application.recording.sets import line_draft
    from midstance.application.recording.wellbeing import stop_sign_in
    from midstance.cli.paper import paper_of
    from midstance.formats.log_words import as_line, parse_log

    line = parse_log(as_line(words))
    book = notebook(runner)
    moment = book.moment(at, given_id)
    draft = line_draft(book, line, at=moment, first_id=book.first_id(given_id), session=session, instead_of=instead_of)
    if write_down(book, draft, as_json=as_json):
        sign = stop_sign_in(line.note)
        if sign is not None:
            click.echo(f"You wrote of {sign.replace('-', ' ')}. If so, stop: midstance red-flag {sign}", err=True)
        halted = book.stopped()
        if halted is not None:
            click.echo("\n".join(paper_of(sys.stderr).wrapped(halted.says)), err=True)
