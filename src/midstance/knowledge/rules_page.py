"""`python -m midstance.knowledge.rules_page`: writes the reference pages of the rules and of their coverage."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from midstance.knowledge.catalogue import read_catalogue
from midstance.knowledge.coverage import Kept, coverage
from midstance.rules.rule import STEP_PRICE, Rule

RULES_PAGE, COVERAGE_PAGE = "rules.md", "coverage.md"
GENERATED = "<!-- Written by `python -m midstance.knowledge.rules_page`; change the TOML files instead. -->"
SAID_GRADE = {
    "trial": "a trial",
    "review": "a review of trials",
    "consensus": "expert consensus",
    "sources": "the source documents",
    "ours": "our own choice",
}
SAID_STEP = {
    "count": "the week's count",
    "safety": "safety margin",
    "running": "the running",
    "strength": "the strength aim",
    "comfort": "comfort",
    "stability": "stability",
}
TEST_FOLDER = "tests/"


def rules_page(rules: Sequence[Rule]) -> str:
    """The page of all rules: the ones never broken, then the preferences by the step they stand on."""
    lines = [
        "# Rules",
        "",
        GENERATED,
        "",
        "Each rule is said once, as data. The planner searches under it, the audit reads it against the finished plan,",
        "and the explanation quotes it. A week strip shows runs above sessions, Monday to Sunday; a run without an",
        "hour is at 07:00, a race at 09:00, a session at 18:00. `since:` makes it a revision: what lies before it",
        "is done and judged no more. `earned:` says what the log allows next, `eased:` on which days it asks for less.",
        "",
        "## Never broken",
        "",
    ]
    lines += [line for rule in rules if rule.hard for line in _rule(rule)]
    for step in STEP_PRICE:
        of_step = [rule for rule in rules if not rule.hard and rule.step == step]
        if of_step:
            lines += [f"## Preferences: {SAID_STEP[step]}", ""]
            lines += [line for rule in of_step for line in _rule(rule)]
    return "\n".join(lines).rstrip() + "\n"


def _rule(rule: Rule) -> list[str]:
    sources = ", ".join(rule.sources)
    weight = [] if rule.hard else [f"- weight: {rule.weight}"]
    return [
        f"### {rule.id}",
        "",
        rule.says,
        "",
        f"{rule.why}",
        "",
        f"- rests on: {SAID_GRADE[rule.grade]} ({sources})",
        *weight,
        f"- keeps: {', '.join(rule.covers)}",
        "",
        "Kept:",
        "",
        "```",
        rule.kept.strip("\n"),
        "```",
        "",
        "Broken:",
        "",
        "```",
        rule.broken.strip("\n"),
        "```",
        "",
    ]


def coverage_page(found: Sequence[Kept]) -> str:
    """The page that says for each id of the papers where it is kept and which test proves it."""
    lines = [
        "# Coverage",
        "",
        GENERATED,
        "",
        "Everything the source documents (R-), the settled conflicts between them (C-) and the evidence (H, P) ask",
        "for: where it is kept, and the test that proves it. A rule's own test breaks a week on purpose and sees the",
        "rule find it.",
        "",
        "| id | in short | kept by | proven by |",
        "|---|---|---|---|",
    ]
    return "\n".join([*lines, *(_row(kept) for kept in found)]) + "\n"


def _row(kept: Kept) -> str:
    rules = [f"[{name}](rules.md#{name})" for name in kept.rules]
    places = [f"`{place}`" for place in kept.entry.kept]
    waits = ["waits for the log"] if kept.entry.waits else []
    proofs = [f"`{proof.removeprefix(TEST_FOLDER)}`" for proof in kept.entry.proof]
    proofs = (["its rules' weeks"] if kept.rules else []) + proofs
    cells = (kept.entry.id, kept.entry.says, ", ".join([*rules, *places, *waits]), "<br>".join(proofs) or "–")
    return f"| {' | '.join(cells)} |"


def pages() -> dict[str, str]:
    """The pages by file name."""
    rules = read_catalogue()[0].rules
    return {RULES_PAGE: rules_page(rules), COVERAGE_PAGE: coverage_page(coverage(rules))}


def main(arguments: list[str] | None = None) -> int:
    """Write the pages, or with `--check` leave with 1 when one is stale."""
    parser = argparse.ArgumentParser(description="Write the reference pages of the rules.")
    parser.add_argument("folder", nargs="?", type=Path, default=Path("docs/reference"), help="docs/reference")
    parser.add_argument("--check", action="store_true", help="write nothing; leave with 1 when a page is stale")
    asked = parser.parse_args(arguments)
    stale = 0
    for name, text in pages().items():
        path = asked.folder / name
        fresh = path.is_file() and path.read_text("utf-8") == text
        if asked.check and not fresh:
            print(f"{path} is stale: run `make docs`", file=sys.stderr)
            stale = 1
        elif not fresh:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
    return stale


if __name__ == "__main__":
    sys.exit(main())
