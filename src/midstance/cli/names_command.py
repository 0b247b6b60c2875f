"""`midstance names`: what names of other apps mean to you."""

from __future__ import annotations

import click

from midstance.cli.diary_door import notebook, print_json, recording_options, say, write_down


@click.command("names", short_help="What an app's name of an exercise means to you.")
@click.argument("name", required=False)
@click.argument("exercise", required=False)
@click.option("--leave-out", is_flag=True, help="It is work that is not planned here; imports leave it out.")
@click.option("--forget", is_flag=True, help="Take back what you said about the name.")
@recording_options
def names_command(
    name: str | None, exercise: str | None, leave_out: bool, forget: bool, runner: str, at: str | None,
    given_id: str | None, as_json: bool,
) -> None:  # fmt: skip
    """Say what a name means in your app's log, so that imports know it. Without NAME yours are listed.

    \b
    midstance names 'Calf Press (Machine)' machine-calf-raise
    midstance names 'Leg Extension (Machine)' --leave-out
    midstance names 'Calf Press (Machine)' --forget
    midstance names 'Calf Press (Machine)'             what it means now, or what is near

    Import the file again afterwards: sets with the name come in then, or go to the exercise you named.
    """
    from midstance.application.importing.own_names import forget_draft, name_draft

    if name is None:
        if exercise or leave_out or forget:
            raise click.UsageError("say which name")
        _listed(runner, as_json=as_json)
        return
    if sum((exercise is not None, leave_out, forget)) > 1:
        raise click.UsageError("give one of EXERCISE, --leave-out and --forget")
    book = notebook(runner)
    if exercise is None and not leave_out and not forget:
        _meaning(name, runner)
        return
    moment, first_id = book.moment(at, given_id), book.first_id(given_id)
    if forget:
        draft = forget_draft(book, name, at=moment, first_id=first_id)
    else:
        draft = name_draft(book, name, exercise, at=moment, entry_id=first_id)
    if draft.entries:
        write_down(book, draft, as_json=as_json, changes_plan=False)
    else:
        say(draft.says)


def _listed(runner: str, *, as_json: bool) -> None:
    from midstance.application.importing.own_names import names_in_use

    found = names_in_use(notebook(runner))
    if as_json:
        print_json(found)
    elif not found:
        say(["You have said nothing about names yet. `midstance import` tells which ones it does not know."])
    else:
        say([f"{one.name}: {one.says}" for one in found])


def _meaning(name: str, runner: str) -> None:
    from midstance.application.importing.own_names import names_for

    names = names_for(notebook(runner))
    meaning = names.meaning(name)
    if meaning.exercise is not None:
        say([f"{name}: {names.exercises[meaning.exercise].name} ({meaning.exercise})."])
    elif meaning.beside:
        say([f"{name}: work that is not planned here; it is left out."])
    else:
        near = names.candidates(name)
        say([f"{name}: not known." + (f" Perhaps {', '.join(near)}." if near else "")])
