"""`make gallery`: every figure on one page, and contact sheets as PNG, in build/gallery.

The page moves in any browser. Contact sheets need the optional resvg_py; without it only the page is written.
"""

from __future__ import annotations

import sys
from html import escape
from pathlib import Path

from midstance.figure.pictures import fault_from, figure_from, strip_from, words_of
from midstance.figure.raster import NoRasteriser, png_of
from midstance.knowledge.library import library
from midstance.knowledge.poses import read_poses
from midstance.training.figure import Figure

OUT = Path(__file__).parents[1] / "build" / "gallery"
PER_SHEET, WIDE, HIGH = 12, 1500, 250
PAGE = """<!doctype html><meta charset="utf-8"><title>Figures</title><style>
body{{font:16px system-ui,sans-serif;margin:24px;background:#fbf8f3;color:#2b2926}}
@media(prefers-color-scheme:dark){{body{{background:#191816;color:#ece7df}}}}
main{{display:grid;grid-template-columns:repeat(auto-fill,minmax(320px,1fr));gap:16px}}
figure{{margin:0}}svg{{width:100%;height:auto}}.wrong svg{{width:24%}}</style>
<h1>{count} figures</h1><p>Without one: {missing}</p><main>{cells}</main>
"""


def cell(figure: Figure) -> str:
    """One figure on the page, its faults below."""
    words = words_of(figure.id)
    faults = "".join(fault_from(figure, words, name) for name in figure.fault)
    return (
        f'<figure id="{figure.id}">{figure_from(figure, words)}<figcaption>{escape(words.name)} · {figure.id}'
        f'</figcaption><div class="wrong">{faults}</div></figure>'
    )


def sheet_of(figures: list[Figure]) -> str:
    """Strips of some figures on one picture, two in a row."""
    cells = []
    for k, figure in enumerate(figures):
        x, y = k % 2 * WIDE // 2, k // 2 * HIGH
        strip = strip_from(figure, words_of(figure.id), 5, theme="print")
        sized = f'<svg x="{x}" y="{y + 20}" width="{WIDE // 2 - 10}" height="{HIGH - 24}" '
        cells.append(f'<text x="{x + 8}" y="{y + 16}" font-family="sans-serif" font-size="14">{figure.id}</text>')
        cells.append(strip.replace("<svg ", sized, 1))
    high = HIGH * ((len(figures) + 1) // 2)
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {high}">{"".join(cells)}</svg>'


def sheets(figures: list[Figure]) -> int:
    """Contact sheets of strips; how many were made."""
    for old in OUT.glob("sheet-*.png"):
        old.unlink()
    found = [figures[k : k + PER_SHEET] for k in range(0, len(figures), PER_SHEET)]
    for number, some in enumerate(found, 1):
        try:
            (OUT / f"sheet-{number:02}.png").write_bytes(png_of(sheet_of(some), WIDE))
        except NoRasteriser as error:
            print(f"no contact sheets: {error}", file=sys.stderr)
            return 0
    return len(found)


def main() -> int:
    """Write the page and the sheets; 1 when a pose cannot be read."""
    found, problems = read_poses()
    for sentence in problems:
        print(sentence, file=sys.stderr)
    known = library()
    missing = [name for name in (*known.exercises, *known.drills, *known.home_tests) if name not in found]
    OUT.mkdir(parents=True, exist_ok=True)
    figures = list(found.values())
    page = PAGE.format(count=len(figures), missing=", ".join(missing) or "none", cells="".join(map(cell, figures)))
    (OUT / "index.html").write_text(page, "utf-8")
    made = sheets(figures)
    print(f"{OUT / 'index.html'}: {len(figures)} figures, {made} contact sheets; {len(missing)} without a figure")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
