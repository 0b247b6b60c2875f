"""The walk through a session: what is asked, what is answered, and writing each answer down before the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from midstance.application.recording.notebook import WRITTEN_DOWN, Draft, Notebook
from midstance.application.recording.sessions import Placed
from midstance.application.recording.walking import (
    Step,
    answer_draft,
    finish_draft,
    is_done,
    sets_in,
    steps_of,
    swaps_in,
    usual,
)
from midstance.cli import diary_door
from midstance.cli.paper import Paper, paper_of
from midstance.cli.rest_timer import Timer
from midstance.cli.start_talk import Left, Stopped, Talk
from midstance.coach.pain import light_of
from midstance.formats.entry import UnreadableFile
from midstance.formats.log_line import JOINTS, LogLine
from midstance.formats.log_words import parse_parts
from midstance.formats.session_words import easy_parts, item_parts, name_of, said_seconds, said_with

if TYPE_CHECKING:
    from midstance.training.prescription import Item

LEAVES = "Left here. What you answered is kept; `midstance start` goes on."
HELP = ("Enter: as asked", "8", "8 @16kg rir 1", "fault knee-in", "pain calf-left 4", "skip", "swap", "back", "stop")


class Walk:
    """One walk through one session."""

    def __init__(self, book: Notebook, placed: Placed, *, at: str | None, timer: Timer) -> None:
        self.book, self.session, self.timer, self.at = book, placed.session, timer, at
        self.talk = Talk(book, placed.session.id, at=at, timer=timer)
        self.begun = diary_door.now()
        self.cards = book.the_plan().exercises
        self.swaps: dict[str, Item] = swaps_in(book, placed.session)
        self.skipped: set[str] = set()
        self.again: Step | None = None
        """A step gone back to, whose answer corrects the one before."""
        self.fresh = placed.state == "planned"

    def go(self) -> None:
        """From where it stands to the end, or until the person leaves."""
        try:
            self._begin()
            shown: Step | None = None
            while (step := self.again or self._next()) is not None:
                if not self._one(step, is_new=shown is None or shown.item.exercise != step.item.exercise):
                    return
                shown = step
            self._finish("partly" if self.skipped else "done")
        except (Left, KeyboardInterrupt):
            click.echo(LEAVES)
        except Stopped:
            return

    def _begin(self) -> None:
        paper = paper_of()
        head = [self.session.title, f"{self.session.minutes} min", f"session {self.session.id}"]
        click.echo("\n".join(paper.joined(head)))
        self._help(paper)
        if not self.fresh:
            click.echo("Going on where you were.")
            return
        warm_up = [item for block in self.session.blocks if block.kind == "warm-up" for item in block.items]
        if warm_up:
            click.echo("Warm-up")
            for item in warm_up:
                click.echo(
                    "\n".join(paper.joined([name_of(item.exercise, self.cards), *easy_parts(item)], "  ", "    "))
                )
            self.talk.ask("Enter when you are warm")

    def _help(self, paper: Paper) -> None:
        click.echo("\n".join(paper.ink(line, "quiet") for line in paper.joined(HELP)))

    def _steps(self) -> tuple[Step, ...]:
        return steps_of(self.session, self.swaps)

    def _next(self) -> Step | None:
        done = sets_in(self.book, self.session.id)
        return next(
            (one for one in self._steps() if one.planned.exercise not in self.skipped and not is_done(one, done)), None
        )

    def _one(self, step: Step, *, is_new: bool) -> bool:
        """One set asked and answered; False where the walk is over."""
        if is_new:
            self._introduce(step)
        before = usual(self.book, step, self.session.id)
        side = f", {step.side}" if step.side else ""
        load = said_with(before.load) if before.load is not None else ", with what load?"
        amount = f"{before.amount} s" if before.seconds else f"{before.amount}"
        text = f"{self._name(step)}, set {step.number} of {step.item.sets}{side} (Enter: {amount}{load})"
        held = self.timer.hold(before.amount) if before.seconds and self._ready(text) else None
        answer = self.talk.ask(f"Held {held} s; Enter keeps it" if held is not None else text)
        if held is not None and not answer:
            answer = f"{held}s" if held else "help"
        return self._answered(step, answer)

    def _ready(self, text: str) -> bool:
        """Whether a hold shall be timed now; a typed answer goes before."""
        if not self.timer.on:
            return False
        self.timer.typed = self.talk.ask(f"{text}; Enter starts the clock")
        return not self.timer.typed

    def _answered(self, step: Step, answer: str) -> bool:
        word = answer.casefold()
        match word:
            case "stop" | "end" | "quit":
                self._finish("partly")
                return False
            case "skip":
                self.skipped.add(step.planned.exercise)
                self.again = None
                click.echo(f"{self._name(step)} is left out.")
            case "swap":
                other = self.talk.another(step)
                if other is not None:
                    self.swaps[step.planned.exercise] = other
                    self.again = None
            case "back":
                self._back(step)
            case "help" | "?":
                self._help(paper_of())
            case _:
                self._write(step, "" if word in ("done", "ok", "yes", "y") else answer)
        return True

    def _write(self, step: Step, answer: str) -> None:
        """Writes the answer down; what cannot be read or cannot be is said, and the set is asked again."""
        try:
            line = self.talk.where(parse_parts(answer))
            draft = answer_draft(
                self.book, self.session.id, step, line, at=self.talk.moment(), first_id=self.book.first_id(None),
                correcting=sets_in(self.book, self.session.id).get(step.key) if self.again is not None else None,
            )  # fmt: skip
        except UnreadableFile as error:
            click.echo(str(error))
            return
        for question in draft.odd:
            click.echo(f"Odd: {question}")
        if draft.odd and diary_door.is_conversation() and not click.confirm("Is it right?", default=True):
            return
        self.book.take(draft)
        self.again = None
        self._after(step, line)

    def _after(self, step: Step, line: LogLine) -> None:
        """What follows a set: a word about pain, then the rest, unless the session is over."""
        for said in line.pains:
            if light_of(said.score, joint=said.site in JOINTS) == "red":
                click.echo("That is too much to go on with this. `swap` for something that spares it, or `skip`.")
        if self._next() is not None:
            self.timer.rest(step.rest_s, "Rest (Enter skips it)")
            if not self.timer.on and step.rest_s:
                click.echo(f"Rest {said_seconds((step.rest_s, step.rest_s))}.")

    def _introduce(self, step: Step) -> None:
        paper = paper_of()
        click.echo()
        click.echo("\n".join(paper.joined([paper.ink(self._name(step), "strong"), *item_parts(step.item)], "", "  ")))
        if step.item.note:
            click.echo("\n".join(paper.wrapped(step.item.note, "  ")))

    def _name(self, step: Step) -> str:
        exercise = self.book.exercises.get(step.item.exercise)
        return exercise.name if exercise is not None else name_of(step.item.exercise, self.cards)

    def _back(self, step: Step) -> None:
        """To the last set that was answered before this one; its new answer corrects the old."""
        done = sets_in(self.book, self.session.id)
        steps = self._steps()
        here = next((place for place, one in enumerate(steps) if one.key == step.key), 0)
        before = [one for one in steps[:here] if one.key in done]
        if not before:
            click.echo("This is the first one.")
            return
        self.again = before[-1]

    def _finish(self, ended: str) -> None:
        """The end: how hard it was, and the cool-down where there is one."""
        if not sets_in(self.book, self.session.id):
            click.echo("No set was done, so nothing is written down. `midstance skip` lets the session go.")
            return
        rpe = self.talk.rating()
        minutes = round((diary_door.now() - self.begun).total_seconds() / 60)
        draft: Draft = finish_draft(
            self.session.id, ended, at=self.talk.moment(), entry_id=self.book.first_id(None), rpe=rpe,
            minutes=minutes if self.fresh and self.at is None and 5 <= minutes <= 240 else None,
        )  # fmt: skip
        self.book.take(draft)
        for block in self.session.blocks:
            if block.kind == "cooldown" and ended == "done":
                names = "; ".join(name_of(item.exercise, self.cards) for item in block.items)
                diary_door.say([f"Cool-down: {names}."])
        click.echo(f"Session {'done' if ended == 'done' else 'ended'}. {WRITTEN_DOWN}")
