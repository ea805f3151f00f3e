# make run     install, then the main job on a newsroom of samples
# make test    install, then everything that must hold
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/pip --disable-pip-version-check --quiet

.DEFAULT_GOAL := help
.PHONY: help run test lint types unit browser test-slow quality bench lock clean

help: ## say what there is
	@grep -hE '^[a-z-]+:.*## ' Makefile | sed -E 's/:.*## /\t/' | expand -t 12

run: $(VENV)/run.stamp ## install what running needs, then the demo
	$(BIN)/axiswatch demo

test: lint types unit ## lint, types, and the whole suite on both databases

lint: $(VENV)/dev.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/dev.stamp
	$(BIN)/mypy

unit: $(VENV)/dev.stamp browser
	$(BIN)/pytest -n 2 --dist loadfile -m "not slow"

test-slow: $(VENV)/dev.stamp ## fault and load runs, up to an hour
	$(BIN)/pytest -m slow --timeout=3600

# The pages of `render = true` sources are tested in a real browser. It is Debian's: nothing is
# downloaded by a tool. Where there is none and we may not install it, those tests say so and skip.
browser:
	@command -v chromium chromium-browser google-chrome >/dev/null && exit 0; \
	test "$$(id -u)" = 0 && command -v apt-get >/dev/null || exit 0; \
	echo "Installing a browser for the tests (apt-get install chromium) …"; \
	export DEBIAN_FRONTEND=noninteractive; \
	apt-get install -qq -y --no-install-recommends chromium >/dev/null 2>&1 \
	  || { apt-get -qq update && apt-get install -qq -y --no-install-recommends chromium; } >/dev/null 2>&1 \
	  || echo "chromium could not be installed: the tests of rendered pages are skipped"

quality: $(VENV)/dev.stamp ## measure against the labelled sets; fails under the floors
	$(BIN)/python -m tests.quality.report

lock: $(VENV)/dev.stamp ## pin the newest versions that fit pyproject.toml (needs uv)
	uv pip compile -q --universal --python-version 3.11 --generate-hashes \
	  --no-header --upgrade pyproject.toml --extra postgres --group build -o requirements.lock
	uv pip compile -q --universal --python-version 3.11 --generate-hashes \
	  --no-header pyproject.toml --extra postgres --group build --group dev \
	  -c requirements.lock -o requirements-dev.lock

clean: ## remove what was made here, but no data
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' \
	  || { echo "axiswatch needs Python 3.11, 3.12 or 3.13: make $(MAKECMDGOALS) PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -m venv $(VENV)

$(VENV)/run.stamp: requirements.lock pyproject.toml | $(BIN)/python
	@echo "Installing what axiswatch needs (about a minute) …"
	@$(PIP) install --require-hashes -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/dev.stamp: requirements-dev.lock $(VENV)/run.stamp
	@echo "Installing what the tests need …"
	@$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@
