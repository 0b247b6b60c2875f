"""The numbers of prescription, each with its source. `ours`: our own choice, to be changed here and nowhere else."""

from __future__ import annotations

from typing import Literal, NamedTuple

from midstance.training.exercise import Kit, Level
from midstance.training.periods import Phase
from midstance.training.prescription import BandStrength

RANK: dict[Level, int] = {"beginner": 0, "intermediate": 1, "advanced": 2}

Stage = Literal["foundation", "build", "strength"]


class Effort(NamedTuple):
    """Repetitions and repetitions in reserve, each lowest to highest."""

    reps: tuple[int, int]
    rir: tuple[int, int]


# Reps and RIR of compounds in moderate work (rules.md, Phases; evidence 16.3). Lowest reps + lowest RIR stay at 8 or
# more, so that the session is not heavy (rules.md, Words).
MODERATE: dict[Level, dict[Stage, Effort]] = {
    "beginner": {
        "foundation": Effort((8, 10), (3, 4)),
        "build": Effort((8, 10), (2, 3)),
        "strength": Effort((8, 10), (2, 3)),
    },
    "intermediate": {
        "foundation": Effort((8, 10), (2, 3)),
        "build": Effort((8, 10), (2, 3)),
        "strength": Effort((6, 8), (2, 3)),
    },
    "advanced": {
        "foundation": Effort((8, 10), (2, 3)),
        "build": Effort((6, 8), (2, 3)),
        "strength": Effort((6, 8), (2, 3)),
    },
}
# Reps and RIR of the main lift in heavy work: intermediate up to 80 %, advanced 80 to 90 % (rules.md, Phases).
HEAVY: dict[Level, dict[Stage, Effort]] = {
    "intermediate": {
        "foundation": Effort((5, 6), (2, 3)),
        "build": Effort((5, 6), (2, 3)),
        "strength": Effort((5, 6), (2, 3)),
    },
    "advanced": {
        "foundation": Effort((5, 6), (2, 3)),
        "build": Effort((5, 6), (2, 3)),
        "strength": Effort((3, 5), (1, 3)),
    },
}
HEAVY_CAREFUL = Effort((5, 6), (2, 3))
"""A heavy hinge and a heavy lift on one leg stay here: back and balance give out before the legs do (ours)."""
MODERATE_LEAST = 8
"""Lowest reps + lowest RIR of a compound that is not heavy (rules.md, Words: HL at 7 or less)."""
BEGINNER_CAREFUL_DAYS = 21
"""Days from the start in which a beginner keeps RIR 3 to 4 (evidence, section 5: weeks 1 to 3)."""
BEGINNER_CAREFUL_RIR = (3, 4)
ACCESSORY_RIR: dict[Level, tuple[int, int]] = {"beginner": (3, 4), "intermediate": (2, 3), "advanced": (2, 3)}
"""Calf, bridge and hamstring work in a full session (rules.md, Phases)."""
LIGHT_RIR = (4, 5)
"""Hip and trunk work everywhere, and all light work (rules.md, Words: LT)."""
EASIER_RIR = 2
"""Reps in reserve added in a deload and where a heavy lift is done in a moderate session (ours)."""
LOADED_REPS_MOST = 12
"""Reps above this are for calf, hip, core and bridges (catalogue, section 7: C-12)."""
BODY_MASS_REPS_MOST, ONE_LEG_REPS_MOST = 15, 12
"""Where reps of compounds at body mass end: on two legs (rules.md, Phases: 8 to 15) and on one (ours)."""
SLOWEST_LOWERING_S = 4
"""Seconds of lowering at the most; then a harder variation is due (R-TMP-1 starts at three; the rest ours)."""
YOUTH_AGE, YOUTH_REPS, YOUTH_RIR = 18, (8, 15), (3, 4)
"""Under 18 (rule H19; evidence, section 12)."""
HIGH_JUMPS_FROM_AGE = 16
"""No high plyometrics below (rule H19)."""
MASTERS_AGE = 65
"""From here on a season starts with fewer sets (Fragala 2019; evidence, section 12)."""
ECCENTRIC_REPS: tuple[tuple[int, int], ...] = ((3, 5), (3, 5), (4, 6), (6, 8))
"""Nordic lowers by exposure: from 1-2 x 3-5 to 3 x 6-8 (evidence, section 9)."""

# Sets of a full session in successive mesocycles: beginner 8-10, intermediate 10-14, advanced 12-18 (rules.md, Phases);
# no step above 15 % (P13).
SETS: dict[Level, tuple[int, ...]] = {
    "beginner": (8, 9, 10),
    "intermediate": (10, 11, 12, 13, 14),
    "advanced": (12, 13, 14, 16, 18),
}
ROOMY_SETS: dict[Level, tuple[int, tuple[int, ...]]] = {
    "beginner": (35, (9, 10)),
    "intermediate": (45, (12, 13, 14)),
    "advanced": (55, (14, 16, 18)),
}
"""From how many minutes on a season starts higher in its range, and the sets then (ours; steps as above)."""
HEAVY_SETS_MOST = 10
"""Heavy sets of a session (rules.md, Phases)."""
EXERCISES_LEAST, EXERCISES_MOST = 4, 7
"""Exercises of a full session (rule H09; S4:344)."""
EXERCISES: dict[Level, tuple[int, int]] = {"beginner": (5, 5), "intermediate": (5, 6), "advanced": (6, 7)}
"""Usual count at the fewest and at the most sets (evidence 16.3)."""

# Rest in seconds: heavy 150-240, moderate 90-150, accessory 45-75 (evidence, section 5), cut to the sources' 30-150
# where time is short (R-RST-1). Paired sets rest 60-90 before the partner (C-03, Kadota 2024).
HEAVY_REST = (180, 150)
STRAIGHT_REST = 90
PAIRED_REST = (90, 75, 60)
ACCESSORY_REST = (60, 60, 45)
BAND_REST = (45, 45, 30)
JUMP_REST = (90, 75, 60)
"""R-PLY-5: 60 to 120 s."""

RAMP_SET_S = 40
"""A lighter practice set with the short rest after it (S4:333; duration ours)."""
HEAVY_RAMP_SET_S = 60
CHANGE_OVER_S = 30
"""From one exercise to the next: put away, set up (ours)."""
CHANGE_SIDES_S = 5
SECONDS_WITHOUT_TEMPO = 2
"""A rep or step that has no tempo: jumps, swings, band walks (ours)."""
SECONDS_A_LUNGE_STEP = 3
"""A step of a walking lunge (ours)."""

WARM_UP_S, WARM_UP_AFTER_RUN_S = 300, 180
"""H20; right after a run the run is the aerobic part."""

# Ground contacts (rule H14).
CONTACTS: dict[Level, int] = {"beginner": 30, "intermediate": 60, "advanced": 100}
CONTACTS_FROM_AGE: tuple[tuple[int, int], ...] = ((65, 50), (50, 75))
"""Per cent of them, from an age."""
CONTACTS_WEEK_TIMES = 2
CONTACTS_GROWTH_PERCENT = 120
CONTACTS_GROWTH_WEEKS = 4
LOW_JUMPS_MOST = 60
"""Weighted contacts of a low-plyometric session (rules.md, Words)."""
JUMPS_AFTER_DAYS = 28
"""Days of strength before the first jump (evidence, section 6)."""
FIRST_JUMP_SETS = 2
"""Sets of a jump done for the first time, where contacts allow (ours)."""
HOP_SECONDS_FIRST, HOP_SECONDS_STEP = 10, 2
"""Timed hops start with 10 s (R-PLY-5: 10 to 20 s; step ours)."""

# Loads.
STEP_KG: dict[Kit, float] = {
    "barbell": 2.5,
    "dumbbell": 2.0,
    "kettlebell": 2.0,
    "leg-press": 5.0,
    "hamstring-curl": 5.0,
    "calf-machine": 5.0,
    "seated-calf-machine": 5.0,
}
"""Smallest step unless the runner says otherwise (plan document; machines ours)."""
LOAD_STEP, LOAD_STEP_MOST = 1.025, 1.10
"""A load step is 2.5 %, never above 10 % (rule H12)."""
BAND: dict[Level, BandStrength] = {"beginner": "light", "intermediate": "light", "advanced": "medium"}
BAND_LATER: dict[Level, BandStrength] = {"beginner": "light", "intermediate": "medium", "advanced": "heavy"}
"""In the strength phase (S4:243-245 name a stronger band for the advanced; the rest ours)."""

FULL_PHASES: frozenset[Phase] = frozenset({"foundation", "build", "strength"})
HOLDING_PHASES: frozenset[Phase] = frozenset({"maintain", "taper", "race", "recovery"})
"""Phases in which nothing rises (rules.md, Phases)."""

NO_PROGRESS_FROM_PAIN, STOP_ABOVE_PAIN, STOP_ABOVE_JOINT_PAIN = 3, 5, 3
"""Scores of rule H16; what a painful place's tissue is stands in `rules.tissue`."""
