"""A season printed for eyes: weeks as rows, runs above, strength marks below, then what to look at."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from .contents import HL, LT, MB, ML, PH, PL, Season, Visit
from .document import Block, Breach, Item, Run
from .phases import count_weeks, weekly_sets

MARKS = {HL: "HVY", PH: "JMP", ML: "mod", PL: "hop", LT: "light", MB: "mob"}
SHORT = {"threshold": "thresh", "intervals": "interv", "recovery": "recov", "cross-training": "cross"}
CELL = 14


def run_cell(season: Season, run: Run) -> str:
    name = SHORT.get(run.kind, run.kind)
    if run.kind == "race":
        name = "RACE " + next((r.priority for r in season.doc.races if r.date == run.date), "?")
    if run.kind == "rest":
        return "."
    far = f" {run.distance_m / 1000:.0f}" if run.distance_m else ""
    return f"{'*' if run.key else ''}{name}{far}"


def strength_cell(visit: Visit) -> str:
    marks = "+".join(MARKS[c] for c in MARKS if c in visit.session.claimed)
    return f"{'mini ' if visit.session.mini else ''}{marks} {visit.session.start[:2]}h{visit.session.minutes}"


def table_row(label: str, cells: list[list[str]]) -> Iterator[str]:
    """One or more lines: every day has as many lines as its entries."""
    for line in range(max(1, max(len(c) for c in cells))):
        text = "".join((c[line] if line < len(c) else "").ljust(CELL)[: CELL - 1] + " " for c in cells)
        yield f"{label if line == 0 else '':<28}{text}".rstrip()


def week_rows(season: Season) -> Iterator[str]:
    sets = weekly_sets(season)
    for index, (week, count) in enumerate(zip(season.doc.microcycles, count_weeks(season), strict=True)):
        days = [week.start + dt.timedelta(days=d) for d in range(7)]
        runs = [[run_cell(season, r) for r in season.doc.runs if r.date == day] or ["."] for day in days]
        lifts = [[strength_cell(v) for v in season.visits if v.session.date == day] for day in days]
        for cell, day in zip(lifts, days, strict=True):
            cell.extend(["(blocked)"] if day in season.doc.blocked else [])
        name = week.phase + (" deload" if week.deload else "")
        yield from table_row(f"{week.start} {name}", runs)
        flag = " <" if count.ordinary and count.reached < count.wanted else ""
        label = f"  {count.run_m / 1000:.0f} km {sets[index]} sets {count.reached}/{count.wanted}{flag}"
        yield from table_row(label, lifts)


def amount(item: Item) -> str:
    low, high = item.reps or item.seconds or (0, 0)
    unit = "" if item.reps else " s"
    span = f"{low}" if low == high else f"{low}-{high}"
    return f"{item.sets} x {span}{unit}{'/side' if item.per_side else ''}"


def load_text(item: Item) -> str:
    if item.kg:
        return f"{item.kg:g} kg"
    if item.percent:
        return f"{item.percent:g} %"
    return f"{item.band} band" if item.band else item.load


def item_line(item: Item) -> str:
    parts = [f"{item.exercise:<30}", f"{amount(item):<16}", f"{load_text(item):<11}"]
    parts.append(f"RIR {item.rir[0]}-{item.rir[1]}" if item.rir else "")
    parts.extend([item.tempo or "", f"rest {item.rest_s}" if item.rest_s else ""])
    parts.append(f"ramp {item.ramp_sets}" if item.ramp_sets else "")
    parts.append(f"{item.contacts} contacts" if item.contacts else "")
    return "    " + "  ".join(p for p in [*parts, item.starts] if p)


def block_lines(block: Block) -> Iterator[str]:
    yield f"   [{block.kind}]"
    yield from (item_line(item) for item in block.items)


def session_cards(season: Season) -> Iterator[str]:
    for visit in season.visits:
        session = visit.session
        names = ", ".join(session.claimed)
        yield f"{session.date:%a} {session.date} {session.start} {session.minutes} min [{names}] {session.title}"
        for block in session.blocks:
            yield from block_lines(block)


def head(season: Season) -> Iterator[str]:
    athlete = season.doc.athlete
    yield f"{athlete.level}, age {athlete.age}, kit {', '.join(athlete.kit) or 'none'}, minutes {athlete.minutes}"
    yield f"{season.doc.start} to {season.doc.end}; " + "; ".join(
        f"{r.priority} {r.date} {r.distance_m} m" for r in season.doc.races
    )
    yield " " * 28 + "".join(day.ljust(CELL) for day in ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"))


def render(season: Season, breaches: list[Breach]) -> str:
    """The report as one text."""
    lines = [*head(season), *week_rows(season), "", *session_cards(season), ""]
    lines.extend(f"{'look at' if b.strict else 'BREACH'}  {b.rule}: {b.where}: {b.text}" for b in breaches)
    return "\n".join(lines) + "\n"
