"""`python -m midstance.knowledge.compile`: checks what is known and writes the form that the program loads.

The bytes depend on the data alone. With `--check` nothing is written: it leaves with 1 when the compiled form is stale
or the data has a problem.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from pathlib import Path

import msgspec

from midstance.knowledge.catalogue import read_catalogue
from midstance.knowledge.checks import problems
from midstance.knowledge.library import COMPILED, Library
from midstance.knowledge.poses import COMPILED as COMPILED_POSES
from midstance.knowledge.poses import compiled_poses, read_poses, unknown_poses


def compiled(found: Library) -> bytes:
    """The library as bytes, its digest within: MessagePack in the order of the structs, maps in the order given."""
    plain = msgspec.structs.replace(found, digest="")
    digest = hashlib.sha256(msgspec.msgpack.encode(plain)).hexdigest()
    return msgspec.msgpack.encode(msgspec.structs.replace(plain, digest=digest))


def is_fresh(data: bytes, path: Path = COMPILED) -> bool:
    """Whether the compiled form on disk is these bytes."""
    return path.is_file() and path.read_bytes() == data


def main(arguments: list[str] | None = None) -> int:
    """Compile, or check; the exit code says whether all is well."""
    parser = argparse.ArgumentParser(description="Check what is known and write the form that the program loads.")
    parser.add_argument("--check", action="store_true", help="write nothing; leave with 1 when something is amiss")
    asked = parser.parse_args(arguments)
    found, unreadable = read_catalogue()
    figures, unreadable_poses = read_poses()
    wrong = unreadable + problems(found) + unreadable_poses + unknown_poses(figures, found)
    for sentence in wrong:
        print(sentence, file=sys.stderr)
    if wrong:
        return 1
    stale = [
        (path, data)
        for path, data in ((COMPILED, compiled(found)), (COMPILED_POSES, compiled_poses(figures)))
        if not is_fresh(data, path)
    ]
    for path, data in stale:
        if asked.check:
            print(f"{path.name} is stale: run `make knowledge`", file=sys.stderr)
        else:
            path.write_bytes(data)
    return 1 if asked.check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
