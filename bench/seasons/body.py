"""The body behind the log: what it can lift today, how it answers to work, where it hurts.

A model of our own: strength rises with good sets, less and less; soreness follows dose and novelty; a pain comes by
chance and lasts longer while what hurts is loaded. It shows whether a plan's logic holds, not what a body would do.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping
from typing import Literal, NamedTuple, get_args

from bench.seasons.runners import Runner, noise
from midstance.training.exercise import PAIN_SITES, REGIONS, Exercise, Kit, PainSite, Pattern, Region
from midstance.training.prescription import Item, Load
from midstance.training.running import Run

Group = Literal["squat", "hinge", "calf", "hip", "spring"]
GROUPS: tuple[Group, ...] = get_args(Group)
GROUP: dict[Pattern, Group] = {
    "squat": "squat", "lunge": "squat", "step-up": "squat", "press": "squat", "hinge": "hinge",
    "hip-extension": "hinge", "knee-flexion": "hinge", "calf-raise": "calf", "hip-abduction": "hip",
    "hip-flexion": "hip", "trunk": "hip", "jump": "spring", "hop": "spring", "bound": "spring",
}  # fmt: skip
TIMES_BODY_MASS: dict[Pattern, float] = {
    "squat": 0.7, "lunge": 0.5, "step-up": 0.45, "press": 1.5, "hinge": 0.8, "hip-extension": 1.0,
    "knee-flexion": 0.4, "calf-raise": 0.9, "hip-abduction": 0.2, "hip-flexion": 0.2, "trunk": 0.3,
}  # fmt: skip
"""What a beginner lifts once on both legs, as a share of body mass."""
ONE_LEG = 0.55
NEAR: dict[PainSite, Region] = {
    "foot": "foot", "ankle": "calf-soleus", "achilles": "calf-soleus", "calf": "calf-soleus", "shin": "calf-soleus",
    "knee": "quadriceps", "hamstring": "hamstrings", "hip": "hip-abductors", "groin": "adductors", "back": "trunk",
}  # fmt: skip
"""The region whose work a sore place feels."""
PAIR = frozenset({"dumbbell", "kettlebell"})
STEP_KG: dict[Kit, float] = {"barbell": 2.5, "dumbbell": 2.0, "kettlebell": 2.0}
MACHINE_STEP_KG = 5.0
SORE_A_SET = 0.4
SORE_HALF_LIFE_DAYS = 1.1
FORGETS_AFTER_DAYS, FORGETS_A_DAY = 21, 0.0015
"""Strength holds for about three weeks, then falls (McMaster 2013)."""
FULL_STIMULUS_RIR, NO_STIMULUS_RIR = 3.0, 10.0
"""A set this near to failure counts fully, one this far from it not at all (ours: strength depends little on RIR)."""
KEEPS_STRENGTH = 0.3
BAND_SHARE = {"light": 1.0, "medium": 0.8, "heavy": 0.6}


class Lift(NamedTuple):
    """An exercise as this runner finds it on the first day."""

    group: Group
    max_kg: float
    """Per implement; 0 where it takes no load."""
    step_kg: float
    reps: float
    """How often (or how many seconds) at body mass, to failure."""


class Body:
    """One runner's body, day by day. The same seed meets the same luck whatever is planned."""

    def __init__(self, runner: Runner, exercises: Mapping[str, Exercise]) -> None:
        self.runner = runner
        self.truth = runner.truth
        self.exercises = exercises
        self.gained: dict[Group, float] = dict.fromkeys(GROUPS, 1.0)
        self.sore: dict[Region, float] = dict.fromkeys(REGIONS, 0.0)
        self.pains: dict[PainSite, float] = {}
        self.exposures: dict[str, int] = {}
        self._recent: dict[Group, list[dt.date]] = {group: [] for group in GROUPS}
        self._last: dict[Group, dt.date] = dict.fromkeys(GROUPS, runner.brief.start)
        self._lifts: dict[str, Lift] = {}
        self._form = 1.0
        self._weak = 1.0

    def lift(self, name: str) -> Lift:
        """The first day's truth about an exercise."""
        if name not in self._lifts:
            self._lifts[name] = self._drawn(self.exercises[name])
        return self._lifts[name]

    def _drawn(self, exercise: Exercise) -> Lift:
        rng = noise(self.runner.seed, "lift", exercise.id)
        owned = [kit for kit in exercise.load_kit if kit in self.runner.brief.athlete.kit]
        kit = next(iter((*owned, *exercise.load_kit)), None)
        share = TIMES_BODY_MASS.get(exercise.pattern, 0.3) * (1.0 if exercise.laterality == "bilateral" else ONE_LEG)
        own = rng.lognormvariate(0, 0.12)
        kg = self.truth.body_kg * share * self.truth.strength * own * (0.5 if kit in PAIR else 1.0)
        dose = exercise.dose.get(self.runner.brief.athlete.level) or next(iter(exercise.dose.values()))
        return Lift(
            group=GROUP[exercise.pattern],
            max_kg=kg if kit else 0.0,
            step_kg=STEP_KG.get(kit, MACHINE_STEP_KG) if kit else 0.0,
            reps=dose.amount[1] * rng.lognormvariate(math.log(1.45), 0.22),
        )

    # ---------------------------------------------------------------------------------------------- what it can do

    def one_rep_max_kg(self, name: str, *, today: bool = False) -> float:
        """True one-repetition maximum per implement, of today with its good or bad form where asked."""
        lift = self.lift(name)
        return lift.max_kg * self.gained[lift.group] * (self.form(name) if today else 1.0)

    def form(self, name: str) -> float:
        """Today's form: luck, soreness and illness."""
        regions = self.exercises[name].primary
        ache = max((self.sore[region] for region in regions), default=0.0)
        return self._form * self._weak * (1 - 0.01 * ache)

    def to_failure(self, name: str, load: Load, tempo: str | None, *, sets_before: int = 0) -> float:
        """Repetitions or seconds to failure today with a load."""
        lift, strength = self.lift(name), self.gained[self.lift(name).group] * self.form(name)
        if load.kg is not None and load.kg > 0 and lift.max_kg:
            most = self.truth.endurance * (lift.max_kg * strength / load.kg - 1) + 1
        else:
            free = lift.reps * BAND_SHARE.get(load.band or "light", 1.0)
            most = self.truth.endurance * ((1 + free / self.truth.endurance) * strength - 1)
            most *= 0.95 ** max(0, _slow(tempo) - 3)
        return max(0.0, most * (1 - 0.03 * sets_before))

    def load_for_kg(self, name: str, reps: float, rir: float) -> float:
        """The true load that leaves `rir` after `reps`."""
        return self.one_rep_max_kg(name) / (1 + max(0.0, reps + rir - 1) / self.truth.endurance)

    # ------------------------------------------------------------------------------------------------ how it answers

    def wake(self, day: dt.date, *, ill: bool) -> None:
        """A night passes: soreness fades, pains settle or begin, strength that is not used fades."""
        rng = noise(self.runner.seed, "form", day)
        self._form = rng.gauss(1.0, self.truth.form_sd)
        self._weak = 0.9 if ill else min(1.0, self._weak + 0.02)
        for region in self.sore:
            self.sore[region] *= 0.5 ** (1 / SORE_HALF_LIFE_DAYS)
        for group in GROUPS:
            if (day - self._last[group]).days > FORGETS_AFTER_DAYS:
                self.gained[group] = max(0.9, self.gained[group] - FORGETS_A_DAY)
        self._settle(day)

    def _settle(self, day: dt.date) -> None:
        for site in PAIN_SITES:
            rng = noise(self.runner.seed, "pain", site, day)
            if site in self.pains:
                self.pains[site] -= rng.uniform(0.1, 0.7)
                if self.pains[site] < 0.5:
                    del self.pains[site]
            elif rng.random() < self.truth.prone[site]:
                self.pains[site] = rng.choice((2.0, 3.0, 3.0, 4.0, 4.0, 5.0, 6.0))

    def run(self, run: Run) -> None:
        """A run leaves its mark on the legs."""
        mark = {"race": 4.0, "long": 1.6, "intervals": 1.2, "hills": 1.5, "threshold": 1.0}.get(run.kind, 0.3)
        regions: tuple[Region, ...] = ("quadriceps", "calf-soleus", "hamstrings")
        for region in regions:
            self.sore[region] = min(10.0, self.sore[region] + mark)

    def trained(self, name: str, day: dt.date, rir: float) -> None:
        """One set is done: it makes sore and, if it was hard enough, stronger."""
        exercise, group = self.exercises[name], self.lift(name).group
        novelty = 1 + 1.2 * math.exp(-self.exposures.get(name, 0) / 2)
        hard = 1.7 if rir < 0.5 else 1.0 if rir < 2.5 else 0.7 if rir < 4.5 else 0.35
        for regions, share in ((exercise.primary, 1.0), (exercise.secondary, 0.4)):
            for region in regions:
                more = SORE_A_SET * novelty * hard * share * self.truth.soreness
                self.sore[region] = min(10.0, self.sore[region] + more)
        for site in self.pains:
            if hurts(exercise, site) and self.pains[site] >= 2.5:
                self.pains[site] = min(9.0, self.pains[site] + 0.12 * hard)
        far = max(0.0, rir - FULL_STIMULUS_RIR) / (NO_STIMULUS_RIR - FULL_STIMULUS_RIR)
        if far < 1:
            self._stronger(group, day, 1 - far)

    def _stronger(self, group: Group, day: dt.date, stimulus: float) -> None:
        week = [one for one in self._recent[group] if (day - one).days < 7]
        left = max(0.0, (self.truth.ceiling - self.gained[group]) / (self.truth.ceiling - 1))
        self.gained[group] += self.truth.gain * stimulus * left / (1 + len(week) / 8)
        self._recent[group] = [*week, day]
        if stimulus >= KEEPS_STRENGTH:
            self._last[group] = day

    def met(self, name: str) -> None:
        """A session with an exercise is over."""
        self.exposures[name] = self.exposures.get(name, 0) + 1

    def hurt(self, name: str) -> tuple[PainSite, float] | None:
        """The worst pain an exercise meets today."""
        met = [(score, site) for site, score in self.pains.items() if hurts(self.exercises[name], site)]
        return (max(met)[1], max(met)[0]) if met else None

    @property
    def worst_pain(self) -> float:
        """The strongest pain of today, 0 where nothing hurts."""
        return max(self.pains.values(), default=0.0)

    @property
    def ache(self) -> float:
        """The sorest region of today."""
        return max(self.sore.values())


def hurts(exercise: Exercise, site: PainSite) -> bool:
    """Whether an exercise works the tissue of a site."""
    return NEAR[site] in exercise.primary or site in exercise.excluded_by


def _slow(tempo: str | None) -> int:
    return int(tempo[0]) if tempo and tempo[0].isdigit() else 0


def wanted(item: Item) -> tuple[tuple[int, int], tuple[int, int]]:
    """Reps or seconds and RIR an item asks for."""
    return item.reps or item.seconds or (1, 1), item.rir or (2, 3)
