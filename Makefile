# What people type. Each target says what it does; `make help` lists them.
.DEFAULT_GOAL := help
SHELL := /bin/bash
PYTHON ?= python3
BIN := .venv/bin
FLASK := $(BIN)/flask --app wsgi
PROCESSES ?= 2

.PHONY: help run test test-fast test-full check bench words lock new pictures

help: ## list the targets
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | sort

run: .venv/run.done ## install, migrate, load the demo city if the database is new, and serve
	@$(FLASK) serve

test: .venv/dev.done ## all tests on both databases, the large matrices sampled (at most 12 minutes)
	$(BIN)/python -m pytest -n $(PROCESSES) -m "not full"

test-fast: .venv/dev.done ## a sample without a browser, on SQLite: rules most of all (at most 60 seconds)
	$(BIN)/python -m pytest -n $(PROCESSES) -q --database sqlite --share 12 -m "not full and not browser and not slow"

test-full: .venv/dev.done ## everything (at most 60 minutes)
	$(BIN)/python -m pytest -n $(PROCESSES)

check: .venv/dev.done ## format, lint, types, imports, templates, words
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/djlint templates --lint --quiet
	$(BIN)/python -m scripts.words --check

bench: .venv/dev.done ## the benchmark table, ours beside the limits
	$(BIN)/python -m benchmarks

words: .venv/dev.done ## gather all messages and bring every catalogue up to date
	$(BIN)/python -m scripts.words

lock: ## write the locked requirements anew (needs uv)
	UV_PYTHON_DOWNLOADS=never uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header requirements/run.in -o requirements/run.txt
	UV_PYTHON_DOWNLOADS=never uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header requirements/dev.in -o requirements/dev.txt

new: .venv/dev.done ## make the rooms of a new capability: make new name=offers
	$(BIN)/python -m scripts.new $(name)

pictures: .venv/dev.done ## pictures of the pages at 360 and 1280 px, into instance/pictures
	$(BIN)/python -m scripts.pictures

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Ortsstimme braucht Python 3.11 oder neuer."; exit 1; }
	$(PYTHON) -m venv .venv

.venv/run.done: requirements/run.txt | .venv/bin/python
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/run.txt
	@touch $@

.venv/dev.done: requirements/run.txt requirements/dev.txt | .venv/bin/python
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/run.txt -r requirements/dev.txt
	@touch $@ .venv/run.done
