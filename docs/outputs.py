"""Real output in hand-written pages: a block behind a marker is what the command of the marker prints.

A marker is a comment in front of a `text` block: `<!-- shows: COMMAND :: FIRST -> LAST :: FIRST -> LAST -->`. Each part
runs from the first line that begins with FIRST to the next that begins with LAST, or stops before it where `until`
stands for the arrow; without parts all is shown. Commands
run in a folder that holds the examples and, under the names the pages use, files to stand in for the reader's own.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from click.testing import CliRunner

from midstance.cli.main import cli

ROOT = Path(__file__).parents[1]
STAND_INS = {
    "my-plan.ics": "half_12_weeks.ics", "my-runs.ics": "half_12_weeks.ics", "me.toml": "runner.toml",
    "my-diary.json": "diary.json", "my-run.fit": "run.fit",
}  # fmt: skip
"""Names of the reader's own files in the pages, and the examples that stand in for them."""
FROM = ("--from", "2027-01-25")
"""The day that stands for today in commands that do not say one, so that no page depends on the clock."""
_MARKER = re.compile(r"(<!-- shows: (.+?) -->\n```text\n)(.*?)(```)", re.DOTALL)
_SHELL = re.compile(r"^```sh\n(.*?)^```", re.DOTALL | re.MULTILINE)


class Stale(Exception):
    """A page shows a command that no longer runs, or lines that it no longer prints."""


@contextmanager
def desk() -> Iterator[Path]:
    """A folder as a reader of the pages has it, and the working directory while it is open; a diary only of its own."""
    before, home = Path.cwd(), os.environ.get("MIDSTANCE_HOME")
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        shutil.copytree(ROOT / "examples", place / "examples")
        for mine, example in STAND_INS.items():
            shutil.copy(ROOT / "examples" / example, place / mine)
        (place / "my-activities").mkdir()
        shutil.copy(ROOT / "examples" / "run.fit", place / "my-activities" / "1.fit")
        with zipfile.ZipFile(place / "my-export.zip", "w") as packed:
            packed.write(ROOT / "examples" / "run.fit", "activities/1.fit")
        os.chdir(place)
        os.environ["MIDSTANCE_HOME"] = str(place / "home")
        try:
            (place / "my-strength.ics").write_text(run("midstance plan my-plan.ics --format ics")[1], "utf-8")
            yield place
        finally:
            os.chdir(before)
            del os.environ["MIDSTANCE_HOME"]
            if home is not None:
                os.environ["MIDSTANCE_HOME"] = home


def commands(page: str) -> list[str]:
    """The lines of a page's `sh` blocks that call midstance, continued lines joined, comments left out.

    What goes on running, asks for a password or wants another machine stands in a `console` block, which is not run.
    """
    lines = "\n".join(_SHELL.findall(page)).replace("\\\n", " ").splitlines()
    bare = [re.sub(r"\s+#.*", "", line).strip() for line in lines]
    return [line for line in bare if re.match(r"(\.venv/bin/)?midstance ", line)]


def run(command: str) -> tuple[int, str]:
    """The exit code of a command and what it prints. `make demo` is read from the Makefile."""
    if command == "make demo":
        recipe = (ROOT / "Makefile").read_text("utf-8").partition("\ndemo:")[2]
        command = recipe.partition("midstance ")[2].partition("\n")[0]
    words = shlex.split(re.sub(r"^(\.venv/bin/)?midstance ", "", command))
    if words[0] in ("plan", "init") and "--from" not in words:
        words += FROM
    done = CliRunner().invoke(cli, words, env={"COLUMNS": "80"}, prog_name="midstance")
    return done.exit_code, done.output


def filled(page: str) -> str:
    """The page with every marked block as its command prints it now. Raises Stale."""
    if not _MARKER.search(page):
        return page
    with desk():
        for command in commands(page):
            run(command)
        return _MARKER.sub(lambda block: block[1] + _shown(block[2]) + block[4], page)


def _shown(marker: str) -> str:
    """What a marker asks for."""
    command, *parts = (part.strip() for part in marker.split(" :: "))
    code, printed = run(command)
    if code not in (0, 1):
        raise Stale(f"`{command}` leaves with {code}: {printed.strip()}")
    lines = printed.splitlines()
    cuts = [_cut(lines, part, command) for part in parts] or [lines]
    return "\n\n".join("\n".join(cut) for cut in cuts) + "\n"


def _cut(lines: list[str], part: str, command: str) -> list[str]:
    first, without, last = part.rpartition(" until ")
    if not without:
        first, _, last = part.partition(" -> ")
    try:
        start = next(at for at, line in enumerate(lines) if line.lstrip().startswith(first))
        end = next(at for at in range(start, len(lines)) if lines[at].lstrip().startswith(last or first))
    except StopIteration:
        raise Stale(f"`{command}` prints no lines from {first!r} to {last!r}") from None
    cut = lines[start:end] if without else lines[start : end + 1]
    return "\n".join(cut).rstrip().splitlines()


def shown_pages() -> dict[Path, str]:
    """Every hand-written page that shows output, as it should be now."""
    pages = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
    texts = {path: path.read_text("utf-8") for path in pages if "reference" not in path.parts}
    return {path: filled(text) for path, text in texts.items() if _MARKER.search(text)}
