"""What the coach says when an exercise stays or steps back: short, to one person, without blame."""

from __future__ import annotations

from midstance.coach.progression.judging import Verdict

HOLDS: dict[Verdict | str, str] = {
    "as-asked": "Done as asked, but without numbers, so it stays. Note reps and reserve, and it can go on.",
    "unsaid": "The reps are there; how many were left was not said. Note it next time, and it can go on.",
    "unasked": "This was your own choice, so the plan asks the same and waits for what it asks itself.",
    "within": "You are inside the range. Fill it first; every set at the top opens the next step.",
    "low-reserve": "The reps came closer to your limit than asked. Same again, until they come easier.",
    "short": "Some sets ended below the range. That happens; the dose stays and you try again.",
    "lighter": "You took less than asked, which is always fine. The dose stays until the asked load is done.",
    "half": "Part of it was left out, so nothing changes. Do the asked sets, and it goes on from there.",
    "loud": "Landings got loud. Stop the set there; the jumps stay as they are until they are quiet.",
    "once-more": "That was good. Once more like this, and it goes on.",
    "named": "That was good, so this load now stands in the plan. Once more like this, and it goes on.",
    "too-light": "That left far more than asked. Pick a heavier weight, by how many reps are left.",
    "outgrown": "Twice running that left far more than asked. Pick a heavier weight, by how many reps are left.",
    "back-up": "Two clean sessions on the easier form, so the one you came from is back, a little lighter than it was.",
    "top": "You have done all this exercise asks for now. Keep it as it is.",
    "sore": "Something it works on hurts at the moment, so it stays until that is quiet.",
    "run": "A run has felt worse lately. Nothing goes up until running feels as usual for some days.",
    "screen": "Health questions are still open, so the work stays light and nothing goes up.",
}
"""By verdict, and by what keeps an earned step back."""

TROUBLE: dict[str, str] = {
    "pain": "It hurt during the sets, so the next dose is easier.",
    "all-out": "Nothing was left in reserve, so the next dose is easier. A rep or two should always remain.",
    "stability": "Hip, knee or foot gave way, so the dose goes down while you learn the line again.",
    "fault": "Form broke, so the dose goes down until every rep looks alike.",
    "heavier": "The heavier weight was too much this time. It goes on with the lighter one, which was in order.",
    "short": "The reps fell below the range twice running, so the dose takes a small step back.",
    "lighter": "You took the lighter load twice running, so the plan now asks for that one.",
    "loud": "Landings were loud twice running, so there are fewer of them until they are quiet.",
}
