"""Where each thing the papers ask for is kept, and which tests prove it; read from `coverage.toml` and the rules."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from pathlib import Path

import msgspec

from midstance.rules.rule import Rule

COVERAGE = Path(__file__).with_name("coverage.toml")
RULE_PROOF = "tests/test_rules.py::test_a_broken_week_breaks_its_rule"
"""Every rule is proven by its own kept and broken weeks."""


class Entry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One id of the catalogue or the evidence. `kept` and `proof` come on top of what the rules themselves say."""

    id: str
    says: str
    kept: tuple[str, ...] = ()
    """Modules such as `planner.asks`, folders such as `knowledge/drills`, or pages such as `docs/…md`."""
    proof: tuple[str, ...] = ()
    """Tests as `tests/file.py::function`."""
    waits: bool = False
    """Whether it, or a part of it, waits for the log of sessions done."""


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """An entry together with the rules that keep it."""

    entry: Entry
    rules: tuple[str, ...]

    @property
    def places(self) -> tuple[str, ...]:
        """Everything that keeps it, rules first."""
        return (*self.rules, *self.entry.kept)

    @property
    def proofs(self) -> tuple[str, ...]:
        """Every test that proves it."""
        return (*(f"{RULE_PROOF}[{name}]" for name in self.rules), *self.entry.proof)


def entries(path: Path = COVERAGE) -> tuple[Entry, ...]:
    """The entries in their order. Raises ValidationError when the file is not as it should be."""
    return msgspec.convert(tomllib.loads(path.read_text("utf-8"))["entry"], type=tuple[Entry, ...])


def coverage(rules: Sequence[Rule], found: Sequence[Entry] | None = None) -> tuple[Kept, ...]:
    """Every entry with the ids of the rules that say they cover it."""
    return tuple(
        Kept(entry=entry, rules=tuple(rule.id for rule in rules if entry.id in rule.covers))
        for entry in (entries() if found is None else found)
    )
