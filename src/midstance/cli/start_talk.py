"""The talking part of a walk through a session: questions, signs to stop, where it hurts, what else to do."""

from __future__ import annotations

import datetime as dt

import click
import msgspec

from midstance.application.recording.notebook import Notebook
from midstance.application.recording.walking import Step, choices, finish_draft, swapped
from midstance.application.recording.wellbeing import red_flag_draft, stop_sign_in
from midstance.cli import diary_door
from midstance.cli.rest_timer import Timer
from midstance.formats.log_line import LogLine, SaidPain, site_of
from midstance.training.exercise import PainSite
from midstance.training.prescription import Item

ASKS_WHERE_FROM = 3
"""From this score on the place of a pain is asked for: amber begins there (rule H16)."""


class Left(Exception):
    """The person left the walk: by the end of input, or by Ctrl-C."""


class Stopped(Exception):
    """A sign to stop was named; it is written down, and the session is over."""


class Talk:
    """What is asked of one person during one session."""

    def __init__(self, book: Notebook, session: str, *, at: str | None, timer: Timer) -> None:
        self.book, self.session, self.timer, self.at = book, session, timer, at

    def moment(self) -> dt.datetime:
        """When what is answered now happened: at the moment of --at, or now."""
        if self.at is not None:
            return self.book.moment(self.at)
        return self.book.on_clock(diary_door.now()).replace(microsecond=0)

    def ask(self, text: str) -> str:
        """What is typed. Raises Left at the end of input, Stopped where a sign to stop is named in it."""
        typed = self.timer.taken()
        if not typed:
            try:
                typed = click.prompt(text, default="", show_default=False, prompt_suffix=" > ")
            except click.Abort:
                click.echo()
                raise Left from None
        self._stop_at(typed)
        return " ".join(typed.split())

    def _stop_at(self, text: str) -> None:
        """Raises Stopped where a sign to stop is named; it is written down before anything is said."""
        flag = stop_sign_in(text)
        if flag is None:
            return
        moment, first = self.moment(), self.book.first_id(None)
        drafts = [red_flag_draft([flag], at=moment, entry_id=first, note=text)]
        drafts.append(finish_draft(self.session, "stopped", at=moment, entry_id=f"{first}+2"))
        self.book.take(drafts)
        halted = self.book.stopped()
        diary_door.say([halted.says if halted is not None else "Stop training now."])
        raise Stopped

    def where(self, line: LogLine) -> LogLine:
        """The line with the place of a pain that is worth knowing and was not named."""
        if all(said.site is not None or said.score < ASKS_WHERE_FROM for said in line.pains):
            return line
        place = site_of(self.ask("Where does it hurt, such as calf-left? (Enter: not said)"))
        if place is None:
            return line
        pains = tuple(
            said if said.site is not None else SaidPain(score=said.score, site=place[0], side=place[1])
            for said in line.pains
        )
        return msgspec.structs.replace(line, pains=pains)

    def another(self, step: Step) -> Item | None:
        """What the person wants to do in the place of an exercise, or None."""
        planned = step.planned.exercise
        if planned not in self.book.exercises:
            click.echo("There is nothing else for this one.")
            return None
        sore: PainSite | None = None
        place = site_of(self.ask("Is something sore, such as knee? (Enter: no, something easier)"))
        if place is not None:
            sore = place[0]
        found = choices(self.book, planned, sore)
        if not found:
            click.echo("Your kit offers nothing else for this one. `skip` leaves it out.")
            return None
        for number, (exercise, why) in enumerate(found, 1):
            click.echo(f"  {number}  {exercise.name} ({why})")
        chosen = self.ask("Which one? (Enter: none)")
        if not chosen.isdecimal() or not 1 <= int(chosen) <= len(found):
            return None
        return swapped(step.planned, found[int(chosen) - 1][0], self.book)

    def rating(self) -> int | None:
        """How hard it all was; left open by Enter or the end of input."""
        while True:
            try:
                typed = self.ask("How hard was all of it, 0 to 10? (Enter: not said)")
            except Left:
                return None
            if not typed:
                return None
            if typed.isdecimal() and int(typed) <= 10:
                return int(typed)
            click.echo("A whole number from 0, rest, to 10, all you have.")
