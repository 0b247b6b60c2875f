"""The numbers of the coach, each with its source. `ours`: our own choice, to be changed here and nowhere else.

Numbers that planning needs too stand with the planner and are taken from there.
"""

from __future__ import annotations

from typing import NamedTuple

from midstance.planner.prescription.tables import NO_PROGRESS_FROM_PAIN
from midstance.training.exercise import REGIONS, Region
from midstance.training.log import RedFlag, RunFeel, Symptom
from midstance.training.session import STRESS, Stress

# Pain (evidence, section 7; silbernagel-2007; rule H16). The scores of amber and red stand with the planner.
GREEN_PAIN_MOST = NO_PROGRESS_FROM_PAIN - 1
"""Pain up to here is green."""
AMBERS, AMBERS_DAYS = 2, 7
"""So many days with amber within so many days mean less load and no jumps (evidence, section 7)."""
AMBERS_LOAD_PERCENT = 80
"""What is left of the load then (evidence, section 7: 20 % off)."""
PAIN_WEEK_DAYS = 7
"""The worst of so many days is held against the worst of as many before: no weekly rise (evidence, section 7)."""
OLD_PAIN_DAYS = 14
"""A pain that lasts longer should be looked at (evidence, section 7)."""
GREENS_TO_END = 2
"""Days in a row with nothing but green, after which a pain is over (ours)."""
SILENT_DAYS = 7
"""An amber of which nothing is said for so long, while training goes on, is over (ours). Red never ends in silence."""
SAME_PAIN_DAYS = 7
"""A pain that is back within so many days is the same one (ours)."""
AMBER_AHEAD_DAYS = 14
"""Days ahead for which an amber is planned; the next revision looks again (ours). Red is planned until it is better."""
PAIN_SOURCES = ("silbernagel-2007", "ours")

# Red flags (S4:349; evidence, section 13).
LIMP_HOURS = 24
"""A limp that lasts longer is a red flag (evidence, section 13)."""
LIMP_LINK_DAYS = 7
"""Two reports of a limp further apart than this are two limps (ours)."""
EMERGENCY: frozenset[RedFlag] = frozenset({"chest-pain", "fainting", "palpitations", "breathless"})
"""Signs for which the emergency number is named (ours, on the side of caution)."""
SAME_DAY: frozenset[RedFlag] = frozenset({"calf-swelling", "back-pain-with-weakness", "numbness"})
"""Signs that want a professional today (ours, on the side of caution)."""

# Readiness.
LEG_REGIONS: frozenset[Region] = frozenset(REGIONS) - {"trunk"}
SORE_LEGS = 4
"""From here on nothing heavy and no hard jumps (evidence, section 3; the jumps ours)."""
VERY_SORE_LEGS = 7
"""From here on mobility only (evidence, section 3)."""
SORE_DAYS = 2
"""The day it is said and the next: heavy work moves by 24 hours or turns light (evidence, section 3)."""
SORE_BARS: tuple[Stress, ...] = ("heavy-legs", "high-plyometric")
VERY_SORE_BARS: tuple[Stress, ...] = tuple(stress for stress in STRESS if stress != "mobility")
SORE_SOURCES = ("doma-2015", "henschke-2011", "ours")
LOW_ENERGY, HIGH_FATIGUE = 2, 4
"""Energy up to, fatigue from (1 to 5; ours)."""
SHORT_SLEEP_H = 6.0
"""A shorter night makes a low day (ours; sources ask for seven hours, unverified)."""
LOW_DAY_SETS_PERCENT = 67
"""Sets of a low day: one of three goes (R-DEL-1; number ours)."""
LOW_DAYS, LOW_DAYS_WITHIN = 3, 7
"""So many low days within so many make a fatigue week (ours)."""
HARD_RPE, HARD_SESSIONS, HARD_WITHIN_DAYS = 9, 2, 7
"""So many sessions rated so hard (session-RPE) within so many days do too (day-2004 for the rating; numbers ours)."""
FATIGUE_DAYS = 7
FATIGUE_SETS_PERCENT, FATIGUE_LOAD_PERCENT = 50, 90
"""A fatigue week is dosed as a deload (R-DEL-1, S0:92; evidence, section 5)."""
FATIGUE_SOURCES = ("S0:92", "bell-2023", "ours")
WORSE_RUNS, WORSE_RUNS_DAYS = 2, 4
"""So many runs that felt worse within so many days hold a beginner's loads (R-PRG-5, S4:315: several days; numbers
ours)."""


# Layoff (evidence, section 8; bosquet-2013, mcmaster-2013).
class Return(NamedTuple):
    """How to come back after a gap."""

    after_days: int
    """Gaps longer than this; up to the next band."""
    one_set_less: bool
    load_percent: int
    sessions: int
    """Sessions at this load; then it rises by at most a load step a session."""
    contacts_percent: int
    bars: tuple[Stress, ...]


RETURNS: tuple[Return, ...] = (
    Return(7, True, 95, 1, 100, ()),
    Return(14, False, 85, 2, 50, ("heavy-legs", "high-plyometric")),
    Return(28, False, 70, 2, 50, ("heavy-legs", "high-plyometric")),
    Return(56, False, 60, 2, 50, ("heavy-legs", "high-plyometric", "low-plyometric")),
)
"""Shortest gap first. Loads, sets, the two technical sessions and the halved contacts are those of evidence, section 8;
nothing heavy in technical sessions, and the numbers beyond eight weeks but for the new foundation, are ours."""
BACK_ONE_PHASE_AFTER_DAYS, FOUNDATION_AFTER_DAYS = RETURNS[2].after_days, RETURNS[3].after_days
"""Longer gaps put the phase back by one, or begin with foundation (evidence, section 8)."""
BEGUN_LATE_DAYS = 14
"""A plan whose first session comes later than this begins with its first phase then (ours)."""
LAYOFF_SOURCES = ("bosquet-2013", "mcmaster-2013", "ours")
USUAL_WEEK_SESSIONS = 2
"""Sessions a week where the plan does not say (R-FRQ-1)."""
USUAL_SETS = 2
"""Sets of an exercise where no session behind says (ours)."""
ASKED_GAP_DAYS = 14
"""A gap up to here may be the plan's own, where it asks for one session a week; it is a layoff only when something was
missed in it (ours: Monday of one week to Sunday of the next is 13 days)."""

# Illness (evidence, section 8; return-after-illness-2020).
SERIOUS: frozenset[Symptom] = frozenset({"fever", "chest", "stomach"})
"""No training while it lasts."""
LIGHT_SESSIONS_AFTER = 2
"""Light sessions before moderate work (evidence, section 8)."""
FEVER_HEAVY_DAYS = 7
"""Days without symptoms after a fever before heavy legs and hard jumps (evidence, section 8)."""
ILL_AHEAD_DAYS = 7
"""An illness without an end is planned for so many days ahead; the next revision looks again (ours)."""
ILLNESS_SOURCES = ("return-after-illness-2020", "ours")

LONGEST_AWAY_DAYS = 366
"""A longer absence is no absence (ours)."""

# Runs.
FELT_BAD: frozenset[RunFeel] = frozenset({"bad"})
WORSE: frozenset[RunFeel] = frozenset({"bad", "heavy"})
HEAVY_RUN_HOURS = 72
"""A key run that felt bad within so many hours after heavy legs (evidence, section 3: 72 h preferred)."""
HEAVY_RUNS, HEAVY_RUNS_DAYS = 2, 28
"""So many within so many days rest heavy legs (ours)."""
HEAVY_REST_DAYS = 7
HEAVY_HOLD_DAYS = 14
"""The next heavy session rises by nothing; looked for so many days ahead (ours)."""
HEAVY_RUN_SOURCES = ("doma-2017", "doma-2015", "ours")
NEWS_DAYS = 7
"""A changed run is told for so many days (ours)."""
FEEL_WINDOW_DAYS = 28
"""Windows in which ratings of runs are counted (ours: four weeks)."""
FEEL_RATED_LEAST = 8
"""Fewer rated runs say nothing (ours: two a week over four weeks)."""

# What was done.
EXTRA_SET_MINUTES = 3
"""A set outside any plan with its rest (ours)."""
LONGEST_SPAN_MINUTES = 180
"""Entries of one session further apart are no longer session, only written down later (ours)."""
SUBSTITUTES_MOST = 5
"""Exercises offered in another's place (ours)."""
