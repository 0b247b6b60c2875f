"""A session card for the gym: each exercise with its figure, what is asked, and boxes for what was done."""

from __future__ import annotations

from midstance.application.recording.notebook import Notebook
from midstance.application.recording.sessions import Placed
from midstance.application.session_card import BlockCard, ItemCard, SessionCard, session_card
from midstance.figure.figures import NoFigure, has_figure, strip_svg
from midstance.paper.qr_code import qr_svg
from midstance.paper.said_in_units import load_said
from midstance.paper.season_page import foot
from midstance.paper.typesetting import Data, PrintOptions
from midstance.training.clock import said_date, said_weekday
from midstance.training.prescription import Item

FRAMES = 2
"""Stills of a figure: where it begins and where it ends (ours)."""
MOST_CUES = 2
"""More do not stay in mind under a bar (ours)."""
NAMELESS = "Strength"
"""The title of a session that a plan from elsewhere gives none."""


def session_data(book: Notebook, one: Placed, options: PrintOptions) -> Data:
    """What the card holds. Raises DiaryError without a plan."""
    card = session_card(book, one)
    asked = {item.exercise: item for item in one.session.work()}
    day = f"{said_weekday(card.date)} {said_date(card.date)} {card.date.year}"
    return {
        "title": card.title.strip() or NAMELESS,
        "says": f"A session card for {day}",
        "facts": [f"{day}, {'about ' if card.about else ''}{card.start}", f"{card.minutes} min", card.stress],
        "kit": ", ".join(card.kit),
        "why": card.reasons[0].text if card.reasons else "",
        "warm_up": [_easy(item) for item in card.warm_up],
        "blocks": [_block(block, asked, options) for block in card.work],
        "cooldown": [_easy(item) for item in card.cooldown],
        "qr": qr_svg(options.address) if options.address else "",
        "qr_says": f"QR code: this session in the web app, {options.address}",
        "address": options.address,
        "dense": False,
        "foot": _foot(card),
    }


def _foot(card: SessionCard) -> str:
    return f"{foot()} · stop and ask a professional about sharp pain, numbness, dizziness or chest pain · {card.id}"


def _easy(item: ItemCard) -> Data:
    return {"name": item.name, "parts": [item.dose] if item.dose else []}


def _block(block: BlockCard, asked: dict[str, Item], options: PrintOptions) -> Data:
    turns = f"{block.turns[:1].upper()}{block.turns[1:]}." if block.turns else ""
    return {"turns": turns, "items": [_item(item, asked.get(item.exercise), options) for item in block.items]}


def _item(item: ItemCard, asked: Item | None, options: PrintOptions) -> Data:
    ramp = f"{item.ramp_sets} lighter set{'s' if item.ramp_sets != 1 else ''} first" if item.ramp_sets else ""
    parts = [item.reserve, item.tempo, item.rest, ramp, item.starts]
    cues = item.known.cues[:MOST_CUES] if item.known is not None else ()
    return {
        "name": item.name,
        "label": item.label,
        "doses": [item.dose, load_said(item.mass, options)],
        "parts": [part for part in parts if part],
        "note": item.note,
        "cues": " ".join(cues),
        "cue": "".join(cues[:1]),
        "sets": [str(number) for number in range(1, (asked.sets if asked is not None else 1) + 1)],
        "columns": _columns(item, asked, options),
        "figure": _figure(item.exercise),
        "alt": f"{item.name}: where it begins and where it ends",
    }


def _columns(item: ItemCard, asked: Item | None, options: PrintOptions) -> list[str]:
    """What is written down of each set."""
    timed = asked is not None and bool(asked.seconds) and not asked.reps
    amount, unit = ("seconds", ", s") if timed else ("reps", "")
    columns = [f"left{unit}", f"right{unit}"] if item.per_side else [amount]
    if item.mass.kind in ("kg", "lb", "effort", "percent-1rm"):
        columns.append(options.weight_unit)
    elif item.mass.kind == "band":
        columns.append("band")
    if asked is not None and asked.rir:
        columns.append("reserve")
    return columns


def _figure(exercise: str) -> str:
    """Stills of the figure as SVG; nothing where none is drawn yet."""
    if not has_figure(exercise):
        return ""
    try:
        return strip_svg(exercise, FRAMES, theme="print")
    except NoFigure:
        return ""
