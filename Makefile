# Everything a newcomer needs: `make demo` shows a plan, `make test` proves the house stands, `make check` is the stricter sweep.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help setup oracle demo serve test check lint types imports scripts calendars docs docs-check knowledge gallery screenshots bench fuzz seasons real-data lock clean

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
JOBS ?= 2
FUZZ ?= 10000
SEASONS ?= 2000
REAL_DATA ?= ../shared/data

help:
	@echo "make setup      the project in $(VENV), with $(BIN)/midstance"
	@echo "make demo       a strength plan around an invented half-marathon build"
	@echo "make serve      the web app on this machine"
	@echo "make test       all tests"
	@echo "make check      lint, format, types, import contracts, freshness of what is generated"
	@echo "make docs       write the generated reference pages and the compiled knowledge"
	@echo "make gallery    every figure on one page, and contact sheets, in build/gallery"
	@echo "make screenshots the README's two pictures of pages"
	@echo "make bench      the table of speed, memory and exactness (with the oracle, if 'make oracle' was run)"
	@echo "make fuzz       $(FUZZ) invented runners, planned and audited (FUZZ=n for fewer)"
	@echo "make seasons    $(SEASONS) invented runners live twenty weeks with the coach (SEASONS=n for fewer)"
	@echo "make real-data  the running plans people really follow, where they are at hand"
	@echo "make lock       resolve the dependencies anew (needs uv)"

# ---------------------------------------------------------------------------------------------------------- setting up

setup: $(STAMP)

# Debian splits venv from Python; the import says so before a half-made environment does.
$(STAMP): requirements/dev.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Midstance needs Python 3.11 or newer: make setup PYTHON=python3.11" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; \
		then apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq python3-venv; \
		else echo "Python's venv is missing; on Debian or Ubuntu: sudo apt-get install python3-venv" >&2; exit 1; fi; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@$(BIN)/python -m compileall -q src
	@touch $@

oracle: setup
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/oracle.txt

lock:
	@command -v uv >/dev/null || test -x $(BIN)/uv || { echo "make lock needs uv" >&2; exit 1; }
	bash requirements/lock.sh "$$(command -v uv || echo $(BIN)/uv)"

# ------------------------------------------------------------------------------------------------------------- running

serve: setup
	$(BIN)/midstance serve

demo: setup
	$(BIN)/midstance plan examples/half_12_weeks.yaml --brief examples/runner.toml --race 2027-04-18 --from 2027-01-25

test: setup
	@bash tests/prepare.sh
	MIDSTANCE_TESTS_ON=postgresql $(BIN)/python -m pytest -q -n $(JOBS) tests/web
	$(BIN)/python -m pytest -n $(JOBS)

check: lint types imports docs-check scripts

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

# Our calendar in other people's programs; `make test` runs these too.
calendars: setup
	@bash tests/prepare.sh
	$(BIN)/python -m pytest tests/web/test_calendar_programs.py

types: setup
	$(BIN)/mypy src tests

imports: setup
	$(BIN)/lint-imports

# The scripts of the pages, by their JSDoc types; only where Node is at hand, since nobody needs it to run or to build.
scripts:
	@if command -v npx >/dev/null; then npx --yes -p typescript@5.9 tsc -p jsconfig.json; \
	else echo "no Node here: the scripts of the pages are not checked"; fi

# ------------------------------------------------------------------------------------------- what is made from the code

knowledge: setup
	$(BIN)/python -m midstance.knowledge.compile

docs: knowledge
	$(BIN)/python docs/generate.py

docs-check: setup
	$(BIN)/python -m midstance.knowledge.compile --check
	$(BIN)/python docs/generate.py --check

gallery: setup
	$(BIN)/python docs/gallery.py

screenshots: setup
	@bash tests/prepare.sh
	$(BIN)/python docs/screenshots.py

# ----------------------------------------------------------------------------------------------------- the longer proofs

bench: setup
	$(BIN)/python -m bench
	$(BIN)/python -m bench.web
	$(BIN)/python -m bench.player
	$(BIN)/python -m bench.figures
	$(BIN)/python -m bench.activities

fuzz: setup
	$(BIN)/python -m bench.fuzz --instances $(FUZZ)
	$(BIN)/python -m bench.fuzz_readers --rounds 500 --keep tests/samples/activities

seasons: setup
	$(BIN)/python -m bench.seasons --runners $(SEASONS) --processes $(JOBS)

real-data: setup
	@if [ -d "$(REAL_DATA)/plans" ]; then MIDSTANCE_REAL_DATA="$(REAL_DATA)" $(BIN)/python -m pytest -n $(JOBS) tests/real_data; \
	else echo "no real plans at $(REAL_DATA): skipped"; fi

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
