"""`midstance replan`, `changes`, `accept`, `season`: the next revision, what it changes, and the plan in effect."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from midstance.cli import diary_door
from midstance.cli.diary_access import runner_option

if TYPE_CHECKING:
    from midstance.application.diary import Diary
    from midstance.application.replanning import Proposal


@click.command("replan", short_help="Take what happened into the plan.")
@runner_option
@click.option("--at", "at", metavar="'DATE [HH:MM]'", help="As of then instead of now.")
@click.option("--yes", is_flag=True, help="Accept the revision without asking.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON; nothing is accepted without --yes.")
def replan_command(runner: str, at: str | None, yes: bool, as_json: bool) -> None:
    """Make the next revision from your diary: the past stays, the smallest change comes first.

    It is shown before it takes effect. `midstance accept` puts it into effect later, `midstance undo` takes it back.
    """
    from midstance.application.replanning import accept, current_plan, local_now, propose
    from midstance.cli.wishes import moment_of

    diary = diary_door.the_diary(runner)
    now = local_now(current_plan(diary), diary_door.now())
    as_of = now if at is None else moment_of(at, now)
    proposal = propose(diary, as_of)
    if as_json:
        diary_door.print_json(_told(proposal))
    else:
        _show(proposal)
    if yes or (not as_json and _wanted(proposal)):
        accept(diary, proposal.kept.id)
        if not as_json:
            click.echo("\n".join(_in_effect(diary, proposal.kept.number)))
    elif not as_json:
        click.echo("Nothing is changed yet. `midstance accept` puts it into effect.")


def _wanted(proposal: Proposal) -> bool:
    """Whether the person at the terminal says yes; a revision that changes nothing ahead is simply taken."""
    if not proposal.changed:
        return True
    return diary_door.is_conversation() and click.confirm("Put it into effect?", default=True)


@click.command("changes", short_help="What the latest revision changes, and why.")
@runner_option
@click.option("--all", "every", is_flag=True, help="Tell every change by itself.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def changes_command(runner: str, every: bool, as_json: bool) -> None:
    """What the waiting revision would change; without one, what the one in effect has changed."""
    from midstance.application.replanning import proposal_of
    from midstance.application.revisions import last_accepted

    diary = diary_door.diary_to_read(runner)
    proposal = proposal_of(diary) or last_accepted(diary)
    if as_json:
        diary_door.print_json(_told(proposal))
    else:
        _show(proposal, every=every)


@click.command("accept", short_help="Put the waiting revision into effect.")
@runner_option
def accept_command(runner: str) -> None:
    """Put the revision into effect that `midstance replan` made last."""
    from midstance.application.diary import DiaryError
    from midstance.application.replanning import accept, proposal_of

    diary = diary_door.the_diary(runner)
    proposal = proposal_of(diary)
    if proposal is None:
        raise DiaryError("No revision is waiting. `midstance replan` makes one.")
    accept(diary, proposal.kept.id)
    click.echo("\n".join(_in_effect(diary, proposal.kept.number)))


@click.command("season", short_help="The plan in effect, as text or files.")
@runner_option
@click.option("--out", metavar="DIR", help="Write plan.json, plan.ics and plan.txt into a folder.")
@click.option("--format", "form", type=click.Choice(["text", "json", "ics"]), default="text", help="What to print.")
@click.option("--all", "every_card", is_flag=True, help="Print every session, not only the next ones.")
@click.option("--alarms", is_flag=True, help="Alarms in the calendar.")
def season_command(runner: str, out: str | None, form: str, every_card: bool, alarms: bool) -> None:
    """Print the plan in effect.

    --out writes it anew over an earlier one: in your calendar events that moved move, and those gone are cancelled.
    """
    from midstance.application.diary import DiaryError
    from midstance.application.replanning import NO_PLAN, current_plan
    from midstance.cli.plan_command import give

    plan = current_plan(diary_door.diary_to_read(runner))
    if plan is None:
        raise DiaryError(NO_PLAN)
    give(plan, None, form, out, alarms=alarms, every_card=every_card)


def _in_effect(diary: Diary, number: int) -> list[str]:
    """That a revision is in effect, how it is taken back, and what it does not hold yet."""
    from midstance.application.replanning import untaken
    from midstance.cli.paper import paper_of
    from midstance.rules.saying import counted

    left = untaken(diary)
    if not left:
        return paper_of().wrapped(f"Revision {number} is in effect. `midstance undo` takes it back.")
    says = f"Revision {number} is in effect. `midstance undo --revision` takes it back."
    since = f"{counted(left, 'entry')} of your diary {'is' if left == 1 else 'are'} not in it: `midstance replan`."
    return paper_of().wrapped(f"{says} {since}")


def _told(proposal: Proposal) -> dict[str, object]:
    """A revision as a program reads it."""
    kept = proposal.kept
    return {
        "revision": kept.number, "id": kept.id, "as_of": kept.as_of, "state": kept.state, "why": kept.why,
        "changes": proposal.changes,
    }  # fmt: skip


def _show(proposal: Proposal, *, every: bool = False) -> None:
    from midstance.cli.change_text import change_lines
    from midstance.cli.paper import paper_of

    click.echo("\n".join(change_lines(proposal, paper_of(), every=every)))
