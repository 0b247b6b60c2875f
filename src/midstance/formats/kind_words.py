"""Single words that name a kind of run where nothing else stands beside them: week strips, a table's type column."""

from __future__ import annotations

from midstance.training.running import RUN_KINDS, RunKind

KIND_WORDS: dict[str, RunKind] = {
    **{kind: kind for kind in RUN_KINDS},
    ".": "rest", "off": "rest", "-": "rest", "jog": "easy", "base": "easy", "regeneration": "recovery",
    "tempo": "threshold", "pace": "threshold", "mp": "threshold", "cruise": "threshold", "steady": "threshold",
    "interval": "intervals", "repeats": "intervals", "fartlek": "intervals", "track": "intervals", "speed": "intervals",
    "hill": "hills", "stride": "strides", "cross": "cross-training", "bike": "cross-training", "swim": "cross-training",
    "xt": "cross-training", "gym": "strength",
}  # fmt: skip
"""Kind by word, in lower case."""
