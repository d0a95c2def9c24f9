# `make help` lists the verbs. PYTHON=python3.12 picks another Python (3.11 or newer).
PYTHON ?= python3
export PYTHON

BIN := .venv/bin
CLIENTS := tests/formspree
CHECKER := tests/sitecheck

.PHONY: help dev test check bench scripts sitecheck soak

help: ## list these verbs
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' Makefile

dev: .venv/installed ## the workbench on http://127.0.0.1:8000
	$(BIN)/formkit dev

test: check $(CLIENTS)/node_modules/installed ## everything: format, lint, types and tests, a real browser included
	@sh .ci/setup chromium
	@sh .ci/setup java
	@sh .ci/setup strace
	$(BIN)/pytest -n 2

check: .venv/installed ## format, lint and types only
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy

bench: .venv/installed ## the measurements of bench/, as tables
	@for script in $(sort $(filter-out bench/measure.py,$(wildcard bench/*.py))); do printf '\n%s\n' "$$script"; $(BIN)/python "$$script" || exit 1; done

scripts: .venv/installed $(CLIENTS)/node_modules/installed ## after a change to a script of site_templates: its small twin
	$(BIN)/python docs/minify.py

sitecheck: .venv/installed $(CLIENTS)/node_modules/installed $(CHECKER)/node_modules/installed ## every theme in every language, by all checks: an hour. SITECHECK='--themes night --languages ar' for less
	@sh .ci/setup chromium
	@sh .ci/setup java
	$(BIN)/python -m tests.sitecheck $(SITECHECK)

soak: .venv/installed ## half an hour of kills and faults: nothing may be lost. SOAK='--minutes 1 --database sqlite' for less
	@sh .ci/setup strace
	$(BIN)/python -m tests.crash $(SOAK)

.venv/installed: pyproject.toml constraints.txt
	@sh .ci/setup python
	@echo 'formkit: installing into .venv what it needs; this takes a minute or two, once'
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev,postgres]'
	@touch $@

%/node_modules/installed: %/package.json
	@sh .ci/setup npm
	cd $* && npm install --silent --no-package-lock --ignore-scripts --no-audit --no-fund
	@touch $@
