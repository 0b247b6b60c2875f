"""`midstance audit`: a plan against the rules, ours or one from elsewhere. Exit 0 clean, 1 findings, 2 unreadable."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from midstance.cli.paper import Paper
    from midstance.formats.foreign_strength import ForeignStrength
    from midstance.training.plan import Audit, Finding

MOST_ASSUMED = 8
"""Assumptions told one by one; the rest is counted."""


@click.command("audit", short_help="Check a plan, ours or another, by the rules.")
@click.argument("document", metavar="[PLAN.json]", required=False)
@click.option("--runs", "runs", metavar="FILE", multiple=True, help="A running plan from elsewhere.")
@click.option("--strength", metavar="FILE", help="The strength plan beside it (.ics or .csv).")
@click.option("--heavy", metavar="WORD", multiple=True, help="Strength titles with this word are heavy legs.")
@click.option("--light", metavar="WORD", multiple=True, help="Strength titles with this word are light.")
@click.option("--accustomed", is_flag=True, help="You are used to heavy legs: at least three such sessions lately.")
@click.option("--race", metavar="DATE", help="Move the running plan so that its race falls on this date.")
@click.option("--time-zone", metavar="ZONE", help="Such as Europe/Berlin, where the calendars name none.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_context
def audit_command(
    context: click.Context, document: str | None, runs: tuple[str, ...], strength: str | None, heavy: tuple[str, ...],
    light: tuple[str, ...], accustomed: bool, race: str | None, time_zone: str | None, as_json: bool,
) -> None:  # fmt: skip
    """Check a plan by the rules: PLAN.json, or --runs with --strength for a plan from elsewhere.

    Leaves with 0 when no hard rule is broken, with 1 when one is, with 2 when a file cannot be read.
    """
    from midstance.cli.guarding import FINDINGS
    from midstance.cli.wishes import date_of, zone_of

    if (document is None) == (not runs) or (strength and not runs):
        raise click.UsageError("give a PLAN.json, or --runs FILE with --strength FILE", context)
    if document is not None:
        found, rules, foreign = *_of_document(document), None
    else:
        from midstance.application.auditing import audit_foreign

        done = audit_foreign(
            runs, strength, heavy=heavy, light=light, accustomed=accustomed,
            zone=zone_of(time_zone) if time_zone is not None else None,
            race_day=date_of("--race", race) if race is not None else None,
        )  # fmt: skip
        found, rules, foreign = done.audit, done.rules, done.strength
    click.echo(_json(found, rules, foreign) if as_json else _said(found, rules, foreign), nl=False)
    context.exit(FINDINGS if found.hard else 0)


def _of_document(path: str) -> tuple[Audit, int]:
    from midstance.application.auditing import audit
    from midstance.application.files import file_bytes
    from midstance.formats.plan_json import read_plan
    from midstance.knowledge.library import library

    return audit(read_plan(file_bytes(path), Path(path).name)), len(library().rules)


def _json(found: Audit, rules: int, foreign: ForeignStrength | None) -> bytes:
    import msgspec

    document = {"hard": found.hard, "soft": found.soft, "rules": rules}
    if foreign is not None:
        sessions = [
            {"date": one.date, "start": one.start, "minutes": one.minutes, "title": one.title, "stress": one.stress,
             "also": one.also}
            for one in foreign.sessions
        ]  # fmt: skip
        document |= {"sessions": sessions, "assumed": foreign.assumed, "dropped": foreign.dropped}
    return msgspec.json.format(msgspec.json.encode(document), indent=2) + b"\n"


def _said(found: Audit, rules: int, foreign: ForeignStrength | None) -> str:
    from midstance.cli.paper import paper_of
    from midstance.rules.saying import counted

    paper = paper_of()
    lines = _understood(foreign, paper) if foreign is not None else []
    lines += _findings("Broken", found.hard, paper) + _findings("Bent, but allowed", found.soft, paper)
    broken = f"{len(found.hard)} broken" if found.hard else "none broken"
    lines += paper.wrapped(f"{rules} rules checked: {broken}, a preference bent {counted(len(found.soft), 'time')}.")
    return "\n".join(lines) + "\n"


def _findings(title: str, findings: Sequence[Finding], paper: Paper) -> list[str]:
    from midstance.application.answers import said_ground
    from midstance.knowledge.library import library

    if not findings:
        return []
    rules = {rule.id: rule for rule in library().rules}
    lines = [paper.ink(title, "strong")]
    for rule_id in dict.fromkeys(finding.rule for finding in findings):
        rule = rules.get(rule_id)
        if rule is not None:
            lines += paper.wrapped(f"{rule_id}: {rule.says}", "  ")
        lines += [line for one in findings if one.rule == rule_id for line in paper.wrapped(one.text, "  - ")]
        if rule is not None:
            lines += [
                paper.ink(line, "quiet") for line in paper.wrapped(f"({said_ground(rule.grade, rule.sources)})", "    ")
            ]
    return [*lines, ""]


def _understood(foreign: ForeignStrength, paper: Paper) -> list[str]:
    """What was taken for what, so that the runner can correct it."""
    from midstance.formats.session_words import said_stress
    from midstance.rules.saying import counted

    by_class: dict[str, dict[str, int]] = {}
    for session in foreign.sessions:
        titles = by_class.setdefault(said_stress(session), {})
        titles[session.title] = titles.get(session.title, 0) + 1
    lines = [paper.ink(f"{counted(len(foreign.sessions), 'strength session')}, read by their titles", "strong")]
    for said, titles in by_class.items():
        names = ", ".join(f"{title} ({count})" for title, count in list(titles.items())[:6])
        lines += paper.wrapped(f"{said}: {names}{' …' if len(titles) > 6 else ''}", "  ")
    assumed = list(dict.fromkeys(problem.says for problem in foreign.assumed))
    for says in assumed[:MOST_ASSUMED]:
        lines += paper.wrapped(says, "  ? ")
    if len(assumed) > MOST_ASSUMED:
        lines.append(f"  ? and {len(assumed) - MOST_ASSUMED} more")
    if foreign.dropped:
        lines += paper.wrapped(f"{counted(len(foreign.dropped), 'other entry')} left out.", "  ")
    return [*lines, ""]
