"""Rest and holds in real time on a terminal: Enter ends them, what is typed meanwhile is kept as the next answer."""

from __future__ import annotations

import select
import sys
import time

import click

TICK_S = 0.25
GET_READY_S = 3
"""Seconds before a hold begins (ours)."""


class Timer:
    """Counts in real time where `on`; otherwise it says nothing and takes no time."""

    def __init__(self, *, on: bool) -> None:
        self.on = on
        self.typed = ""
        """What was typed while it counted."""

    def rest(self, seconds: int, what: str) -> None:
        """Counts down, with a sound at the end."""
        if self.on and seconds > 0:
            self._count(seconds, what, down=True)
            click.echo("\a", nl=False)

    def hold(self, seconds: int) -> int | None:
        """A get-ready, then a hold counted up; the seconds held, or None where nothing was timed."""
        if not self.on:
            return None
        self._count(GET_READY_S, "Get ready", down=True)
        click.echo("\a", nl=False)
        held = self._count(seconds, "Hold (Enter ends it)", down=False)
        click.echo("\a", nl=False)
        return held

    def _count(self, seconds: int, what: str, *, down: bool) -> int:
        """Counts until the end or until a line is typed; the whole seconds that passed."""
        begun = time.monotonic()
        shown = -1
        while (passed := time.monotonic() - begun) < seconds:
            whole = int(seconds - passed + 0.999) if down else int(passed)
            if whole != shown:
                shown = whole
                click.echo(f"\r{what}: {whole // 60}:{whole % 60:02d} ", nl=False)
            if select.select([sys.stdin], [], [], TICK_S)[0]:
                self.typed = sys.stdin.readline().strip()
                break
        click.echo("\r" + " " * (len(what) + 8) + "\r", nl=False)
        return min(seconds, int(time.monotonic() - begun))

    def taken(self) -> str:
        """What was typed while it counted, once."""
        typed, self.typed = self.typed, ""
        return typed

    def beat(self, per_minute: int) -> None:
        """Ticks until Enter is pressed."""
        click.echo(f"{per_minute} a minute; Enter ends it.")
        ticks = 0
        while not select.select([sys.stdin], [], [], 60 / per_minute)[0]:
            ticks += 1
            click.echo(f"\a\r{ticks} ", nl=False)
        sys.stdin.readline()
