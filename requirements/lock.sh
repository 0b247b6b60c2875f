#!/bin/bash
# Resolves the dependencies and writes them with their hashes; no line names where packages come from.
# usage: requirements/lock.sh [uv]
set -euo pipefail
cd "$(dirname "$0")/.."
uv=${1:-uv}

compile() {
  "$uv" pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes \
    --no-header --no-annotate --no-emit-index-url --no-emit-find-links "$@"
}

compile --output-file requirements/run.txt
compile --group dev --extra web --extra postgres --extra pdf --extra figures --constraints requirements/run.txt --output-file requirements/dev.txt
compile --group build --extra web --extra postgres --extra pdf --constraints requirements/dev.txt --output-file requirements/web.txt
compile --extra oracle --constraints requirements/dev.txt --output-file requirements/oracle.txt
