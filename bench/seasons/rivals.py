"""The same runners with the same luck under plans that do not learn."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import msgspec

from bench.seasons.body import PAIR, wanted
from bench.seasons.lifting import as_asked
from bench.seasons.living import Days
from bench.seasons.measures import Course
from bench.seasons.runners import Runner
from midstance.training.clock import minute_of
from midstance.training.exercise import Exercise
from midstance.training.plan import Plan
from midstance.training.prescription import Block, Item, Load
from midstance.training.running import Run
from midstance.training.session import Session
from midstance.training.strength import rounded_down_kg

FIXED_STEP_KG = 2.5
"""The plan that many people follow: so much more every week, shared between two dumbbells where there are two."""
Way = Literal["blind", "fixed"]


class Unlearned(Days):
    """A season by the first plan. Blind: as it was projected. Fixed: what was lifted first, and 2.5 kg more a week."""

    def __init__(self, runner: Runner, exercises: Mapping[str, Exercise], plan: Plan, way: Way) -> None:
        super().__init__(runner, exercises)
        self._plan, self._way = plan, way
        self._first: dict[str, tuple[int, float]] = {}
        self._shown: dict[str, Item] = {}

    def live(self) -> Course:
        """The whole season."""
        for number, day in enumerate(self.life.days):
            self.body.wake(day, ill=self.life.ill(day))
            events: list[tuple[int, Run | Session]] = [(minute_of(run.start), run) for run, _ in self.runs(day)]
            events += [(minute_of(one.start) + one.minutes, one) for one in self._plan.sessions if one.date == day]
            for _, what in sorted(events, key=lambda event: event[0]):
                if isinstance(what, Run):
                    self.body.run(what)
                else:
                    self.lift(self._with_loads(what, number // 7), number // 7)
            self.sleep()
        return self.finish()

    def _with_loads(self, session: Session, week: int) -> Session:
        """The session with kg in place of loads by feel."""
        blocks = tuple(
            block if block.kind in ("warm-up", "cooldown") else self._block(block, week) for block in session.blocks
        )
        return msgspec.structs.replace(session, blocks=blocks)

    def _block(self, block: Block, week: int) -> Block:
        return msgspec.structs.replace(block, items=tuple(self._item(item, week) for item in block.items))

    def _item(self, item: Item, week: int) -> Item:
        if item.exercise not in self.body.exercises or item.load.kind not in ("effort", "kg"):
            return item
        step = self.body.lift(item.exercise).step_kg
        if not step:
            return item
        since, kg = self._start(item, week)
        if self._way == "fixed":
            pair = bool(PAIR & set(self.body.exercises[item.exercise].load_kit))
            more = FIXED_STEP_KG * (week - since) * (0.5 if pair else 1.0)
            return as_asked(item, Load(kind="kg", kg=kg + rounded_down_kg(more, step)))
        return self._projected(item, kg, step)

    def _start(self, item: Item, week: int) -> tuple[int, float]:
        """The week and load it began with: the plan's own, or picked by feel once."""
        if item.exercise not in self._first:
            load = item.load if item.load.kg is not None else self.chooser.load(item)
            self._first[item.exercise] = (week, load.kg or 0.0)
            self._shown[item.exercise] = item
        return self._first[item.exercise]

    def _projected(self, item: Item, kg: float, step: float) -> Item:
        """The load the projection means: its own kg, or the first load carried over to other reps by Epley's line."""
        if item.load.kg is not None:
            return item
        then, now = (sum(wanted(one)[0]) / 2 + sum(wanted(one)[1]) / 2 for one in (self._shown[item.exercise], item))
        carried = kg * (1 + then / 30) / (1 + now / 30)
        if item.starts == "more-load":
            self._first[item.exercise] = (self._first[item.exercise][0], kg + step)
            carried += step
        return as_asked(item, Load(kind="kg", kg=max(step, round(carried / step) * step)))
