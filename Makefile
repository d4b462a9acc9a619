# Væksttavlen: everything one does from the shell. `make` alone lists it.

PORT ?= 8501
TESTS ?= tests
REGION := $(or $(VAEKSTTAVLEN_HOME),var)/region/agreements
PYTHON := .venv/bin/python
BROWSER_TESTS := tests/browser
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
# Compiled once: tests start a hundred processes, and each would compile the house anew.
unexport PYTHONDONTWRITEBYTECODE

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: .venv/runtime.stamp ## what running needs, in .venv and nowhere else

run: setup ## the sample figures, and a made-up region around them, on http://127.0.0.1:8501 (PORT=… for another port)
	@$(PYTHON) -m data_pipeline load --samples --region
	@echo "http://127.0.0.1:$(PORT)"
	@export VAEKSTTAVLEN_FIRST_AGREEMENT="$${VAEKSTTAVLEN_FIRST_AGREEMENT-viborg-2014}"; \
	if [ -z "$$VAEKSTTAVLEN_AGREEMENTS" ] && [ -d "$(REGION)" ]; then export VAEKSTTAVLEN_AGREEMENTS="$(REGION)"; fi; \
	exec $(PYTHON) -m streamlit run dashboard.py --server.address 127.0.0.1 --server.port $(PORT) --server.headless true

test: tools ## all tests (TESTS=tests/spec for some of them)
	$(PYTHON) -m pytest -n 3 --dist loadfile -m "not soak" $(TESTS)

soak: tools ## the tests that take hours: killing, mutating, filling the disk
	$(PYTHON) -m pytest -m soak $(TESTS)

check: .venv/dev.stamp ## format, lint, types, SQL style, agreement files, the warehouse's promises
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m ruff check .
	$(PYTHON) -m mypy data_pipeline ui pages dashboard.py
	$(PYTHON) -m sqlfluff lint --processes 1 --disable-progress-bar data_pipeline/sql
	$(PYTHON) -m data_pipeline check
	$(PYTHON) -m tests.supply.advisories --notice

advisories: .venv/dev.stamp ## known faults of the pinned packages, asked of osv.dev where the network allows
	$(PYTHON) -m tests.supply.advisories

format: .venv/dev.stamp ## Python files in the house's format
	$(PYTHON) -m ruff format .
	$(PYTHON) -m ruff check --fix .

bench: .venv/dev.stamp ## how fast, against DuckDB alone on the same rows (benchmarks/README.md)
	$(PYTHON) -m benchmarks

# Each is made again only when the file it is made from has changed.
.venv/runtime.stamp: requirements.txt
	@.ci/environment
	$(PYTHON) -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

.venv/dev.stamp: requirements-dev.txt .venv/runtime.stamp
	$(PYTHON) -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

$(BROWSER_TESTS)/node_modules/.stamp: $(wildcard $(BROWSER_TESTS)/package*.json)
	@.ci/packages npm
	cd $(BROWSER_TESTS) && npm ci --no-audit --no-fund --loglevel error
	@touch $@

tools: .venv/dev.stamp packages $(BROWSER_TESTS)/node_modules/.stamp

packages:
	@.ci/packages chromium postgresql

.PHONY: help setup run test soak check advisories format bench tools packages
