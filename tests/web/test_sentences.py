"""Every sentence of a page goes through gettext, so that a translation can follow without a change to any page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import midstance.web

TEMPLATES = Path(midstance.web.__file__).parent / "templates"
TRANSLATED = re.compile(r"\{%\s*blocktranslate.*?%\}.*?\{%\s*endblocktranslate\s*%\}", re.DOTALL)
CLASSES = re.compile(r"\{%\s*block body_class\s*%\}.*?\{%\s*endblock", re.DOTALL)
TAGS = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}|<!--.*?-->", re.DOTALL)
SAID = re.compile(r"""\s(?:alt|title|placeholder|aria-label|aria-description)=["']([^"']*)["']""")
MARKUP = re.compile(r"<(script|style|code|pre)\b.*?</\1>|<[^>]*>", re.DOTALL)
WORD = re.compile(r"[^\W\d_]{2,}")
NOT_WORDS = {
    "Midstance",
    "kg",
    "lb",
    "km",
    "mi",
    "nbsp",
    "amp",
    "lt",
    "gt",
    "middot",
    "times",
    "minus",
    "min",
    "DOI",
    "intervals",
    "icu",
}
"""Names, units and entities, the same in every language."""


def bare(text: str) -> list[str]:
    """The words of a template that no translation reaches."""
    left = TAGS.sub(" ", TRANSLATED.sub(" ", CLASSES.sub("{%", text)))
    return [
        word
        for part in (*SAID.findall(left), MARKUP.sub(" ", left))
        for word in WORD.findall(part)
        if word not in NOT_WORDS
    ]


@pytest.mark.parametrize(
    "template", sorted(TEMPLATES.rglob("*.html")), ids=lambda path: path.relative_to(TEMPLATES).as_posix()
)
def test_a_page_says_nothing_that_cannot_be_translated(template: Path) -> None:
    assert bare(template.read_text(encoding="utf-8")) == []


def test_a_bare_word_is_found() -> None:
    assert bare('<p title="{% translate "Fine" %}">{% translate "Fine" %} but</p>') == ["but"]
    assert bare('<img alt="A squat" class="wide">{# not said #}') == ["squat"]
