"""A revision as text: in short, with what weighs most, or whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import msgspec

from midstance.rules.saying import counted

if TYPE_CHECKING:
    from midstance.application.replanning import Proposal
    from midstance.cli.paper import Paper
    from midstance.coach.changes import Change, ChangeKind

ORDER: tuple[ChangeKind, ...] = ("stop", "told", "moved", "new", "gone", "other", "phase", "dose")
"""Reasons come first, then days, then what is in them."""
IN_SHORT: dict[ChangeKind, int] = {"moved": 4, "new": 4, "gone": 4, "other": 3, "phase": 2, "dose": 2}
"""How many of a kind are told in short; the rest is counted (ours). Reasons are always told."""


def change_lines(proposal: Proposal, paper: Paper, *, every: bool = False) -> list[str]:
    """A revision as text: what it takes in and why, then what changes; `every`: each change by itself."""
    kept = proposal.kept
    lines = [paper.ink(f"Revision {kept.number}, as of {kept.as_of:%Y-%m-%d %H:%M}", "strong")]
    if kept.why:
        lines += paper.wrapped(f"Taken in: {', '.join(kept.why)}.")
    if not proposal.changed:
        return [*lines, "Nothing ahead changes."]
    told, left = (list(proposal.changes), 0) if every else _in_short(proposal.changes)
    for change in told:
        lines += _lines(change, paper)
    if left:
        lines += paper.wrapped(f"{counted(left, 'more change')}: `midstance changes --all` tells each.", "- ")
    return lines


def _in_short(changes: Sequence[Change]) -> tuple[list[Change], int]:
    """The changes to tell, alike ones as one, and how many are left out."""
    told: list[Change] = []
    left = 0
    for kind in ORDER:
        groups = list(_alike([change for change in changes if change.kind == kind]))
        most = IN_SHORT.get(kind, len(groups))
        told += [_as_one(group) for group in groups[:most]]
        left += sum(len(group) for group in groups[most:])
    return told, left


def _alike(changes: Sequence[Change]) -> Iterator[list[Change]]:
    """Changes of one kind, those that say the same of different days together, by their first day."""
    groups: dict[str, list[Change]] = {}
    for change in changes:
        _, between, says = change.text.partition(": ")
        key = says if between and change.exercise is None and not change.why and change.kind != "told" else change.text
        groups.setdefault(key, []).append(change)
    yield from groups.values()


def _as_one(group: Sequence[Change]) -> Change:
    """`Thursday 8 October, 18:00, and 5 more up to Thursday 19 November: …`."""
    if len(group) == 1:
        return group[0]
    first, says = group[0].text.split(": ", 1)
    last = group[-1].text.partition(",")[0]
    return msgspec.structs.replace(group[0], text=f"{first}, and {len(group) - 1} more up to {last}: {says}")


def _lines(change: Change, paper: Paper) -> list[str]:
    said = paper.wrapped(change.text, "- ")
    behind = f"{change.why} ({change.rule})" if change.why and change.rule else change.why
    return said + [paper.ink(line, "quiet") for line in (paper.wrapped(behind, "  ") if behind else [])]
