"""Plans in calendar-hack's YAML: weeks of seven cells, titles with distances in braces, no dates.

The text is taken from the YAML nodes as it stands, so that `no`, `12:30` or `1e3` stay what the writer typed, and a key
given twice is found. Shape of the files: formats page 1.1.
"""

from __future__ import annotations

import datetime as dt
import re

import yaml

from midstance.formats.entry import METRES_PER_MILE, Entry, Extract, Unit, UnreadableFile, fewer, one_line
from midstance.training.clock import EPOCH
from midstance.training.running import Dropped, Problem

try:
    from yaml import CSafeLoader as Loader
except ImportError:  # PyYAML built without libyaml
    from yaml import SafeLoader as Loader  # type: ignore[assignment]

MOST_WEEKS = 104
"""Longer plans are refused (our choice: two years)."""
MOST_CELLS = 21
"""A week with more cells is no week (our choice)."""
MOST_DEPTH = 20
"""Deeper nesting is refused: a plan has four levels."""
MOST_CHARACTERS = 2_000_000
"""Longer files are refused (our choice: the longest known plan has under 20,000)."""

_WORKOUT_KEYS = ("title", "description", "distance", "tags")


def read_yaml_plan(name: str, text: str) -> Extract:
    """The cells of a plan, its days counted from `EPOCH`. Raises UnreadableFile when it is no such plan."""
    root = _root(name, text)
    plan = _mapping(name, root)
    schedule = plan.get("schedule")
    if not isinstance(schedule, yaml.SequenceNode) or not schedule.value:
        raise UnreadableFile(name, "it has no `schedule` with weeks; a plan needs `schedule:` and `- workouts:`")
    if len(schedule.value) > MOST_WEEKS:
        raise UnreadableFile(name, f"it has {len(schedule.value)} weeks; at most {MOST_WEEKS} are read")
    reading = _Weeks(name, "km" if _scalar(plan.get("units")).lower().startswith("k") else "mi")
    if _scalar(plan.get("units")).lower() not in ("km", "mi"):
        reading.problem(root, "`units` is neither km nor mi: read as miles")
    for number, week in enumerate(schedule.value):
        reading.take_week(number, week)
    return Extract(
        entries=tuple(reading.entries),
        dropped=tuple(reading.dropped),
        problems=fewer(reading.problems, name),
        dated=False,
        about=one_line(f"{_scalar(plan.get('type'))} {_scalar(plan.get('name'))}"),
    )


class _Weeks:
    """The weeks read so far."""

    def __init__(self, name: str, units: Unit) -> None:
        self.name = name
        self.units = units
        self.entries: list[Entry] = []
        self.dropped: list[Dropped] = []
        self.problems: list[Problem] = []

    def problem(self, node: yaml.Node, says: str) -> None:
        """Note what is wrong at a node."""
        self.problems.append(Problem(place=_place(self.name, node), says=says))

    def take_week(self, number: int, week: yaml.Node) -> None:
        """Read the cells of one week."""
        fields = _mapping(self.name, week)
        cells = fields.get("workouts")
        if not isinstance(cells, yaml.SequenceNode):
            raise UnreadableFile(_place(self.name, week), f"week {number + 1} has no list of `workouts`")
        if len(cells.value) > MOST_CELLS:
            raise UnreadableFile(_place(self.name, cells), f"week {number + 1} has {len(cells.value)} cells, not 7")
        if len(cells.value) != 7:
            kept = (
                "the cells beyond are left out" if len(cells.value) > 7 else "the days missing at its end are left free"
            )
            self.problem(cells, f"week {number + 1} has {len(cells.value)} cells, not 7: {kept}")
        for index, cell in enumerate(cells.value):
            date = EPOCH + dt.timedelta(days=7 * number + index)
            self._take_cell(date, cell, beyond=index >= 7)

    def _take_cell(self, date: dt.date, cell: yaml.Node, *, beyond: bool) -> None:
        source = _place(self.name, cell)
        fields = {"title": cell} if isinstance(cell, yaml.ScalarNode) else _mapping(self.name, cell)
        for key in fields:
            if key not in _WORKOUT_KEYS:
                self.problem(cell, f"a cell has no `{one_line(key, 40)}`: passed over")
        title = resolved(_scalar(fields.get("title")), self.units).strip()
        description = resolved(_scalar(fields.get("description")), self.units)
        if beyond:
            self.dropped.append(Dropped(source=source, title=one_line(title), why="an eighth cell in its week"))
            return
        self.entries.append(
            Entry(
                date=date, title=title, description=description, source=source, default_unit=self.units,
                distance_m=self._metres(fields.get("distance")),
            )
        )  # fmt: skip

    def _metres(self, node: yaml.Node | None) -> int | None:
        """The stated distance, of a range the longer end."""
        values = node.value if isinstance(node, yaml.SequenceNode) else [node]
        found: list[float] = []
        for value in values:
            word = _scalar(value)
            if re.fullmatch(r"\d{1,4}(\.\d{1,6})?", word):
                found.append(float(word))
            elif word and isinstance(value, yaml.Node):
                self.problem(value, f"`distance: {one_line(word, 40)}` is no number: passed over")
        longest = max(found, default=0.0)
        return round(longest * (1000 if self.units == "km" else METRES_PER_MILE)) or None


_NUMBER = r"\d+(?:\.\d+)?"
_AMOUNT = rf"{_NUMBER}(?:\s*-\s*{_NUMBER})?"
_TEMPLATE = re.compile(rf"\{{\s*({_AMOUNT})\s*(?::\s*({_AMOUNT})\s*)?\}}")


def resolved(text: str, units: Unit) -> str:
    """A title with its templates as words: `{6}`, `{6:9.7}`, `{5-7:8-12}`, `{1.5}` → `6 mi`, `5-7 mi`, `1.5 km`.

    The number before the colon is in the plan's own units; the other says the same in the other unit.
    """
    return _TEMPLATE.sub(lambda match: f"{_trimmed(match.group(1))} {units}", text)


def _trimmed(amount: str) -> str:
    return re.sub(r"(\d)\.0+\b", r"\1", amount.replace(" ", ""))


def _root(name: str, text: str) -> yaml.Node:
    if len(text) > MOST_CHARACTERS:
        raise UnreadableFile(name, "it is too long for a plan in YAML")
    try:
        _check_depth(name, text)
        root = yaml.compose(text, Loader=Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = f"{name}:{mark.line + 1}" if mark else name
        raise UnreadableFile(place, f"this is no YAML: {one_line(error.problem or 'it breaks off', 120)}") from error
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise UnreadableFile(name, f"this is no YAML: {one_line(str(error), 120)}") from error
    if root is None:
        raise UnreadableFile(name, "it is empty; a plan needs `schedule:` with weeks")
    return root


def _check_depth(name: str, text: str) -> None:
    """Raise UnreadableFile for deep nesting, which would overrun the stack when the nodes are built."""
    depth = 0
    for event in yaml.parse(text, Loader=Loader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > MOST_DEPTH:
                line = event.start_mark.line + 1 if event.start_mark else 1
                raise UnreadableFile(f"{name}:{line}", "it is nested too deep for a plan")
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


def _mapping(name: str, node: yaml.Node) -> dict[str, yaml.Node]:
    """The fields of a mapping. Raises UnreadableFile for other nodes and for a key given twice."""
    if not isinstance(node, yaml.MappingNode):
        raise UnreadableFile(_place(name, node), "fields like `title: …` are expected here")
    fields: dict[str, yaml.Node] = {}
    for key, value in node.value:
        word = _scalar(key)
        if word in fields:
            raise UnreadableFile(_place(name, key), f"`{one_line(word, 40)}` is given twice; keep one of them")
        fields[word] = value
    return fields


def _scalar(node: yaml.Node | None) -> str:
    """What is written at a node, nothing where it is empty or a list."""
    if not isinstance(node, yaml.ScalarNode):
        return ""
    value = str(node.value)
    return "" if node.style is None and value in ("~", "null", "Null", "NULL") else value[:5000].strip()


def _place(name: str, node: yaml.Node) -> str:
    return f"{name}:{node.start_mark.line + 1}"
