# Needs GNU make and Python 3.11 or newer; `uv` is used where it is installed, pip where it is not.
#
#   make run      the dashboard with a sample ministry, at http://127.0.0.1:8501
#   make check    formatting, lint, types, who may import whom
#   make test     everything that can be tested by a machine, a browser and both databases included
#   make bench    the measurements that are too slow or too noisy for every day
#   make sample   fills the empty database of DASHBOARD_DATA or DATABASE_URL with the sample ministry
#   make requirements   the pinned requirements, from pyproject.toml

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

PYTHON ?= python3
PORT ?= 8501
DASHBOARD_DATA ?= data
WORKERS ?= 2
TESTS ?=

venv := .venv
run_stamp := $(venv)/.run-requirements
dev_stamp := $(venv)/.dev-requirements
uv := $(shell command -v uv 2>/dev/null)

# What a person's shell may carry must not decide how the tools of this repository behave.
unexport PYTHONPATH PYTHONHOME VIRTUAL_ENV

ifneq ($(uv),)
install = $(uv) pip install --quiet --python $(venv)/bin/python --require-hashes --requirement
else
install = $(venv)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement
endif

.PHONY: help run test check bench requirements sample environment dev-environment test-tools

help:
	@sed -n 's/^#   make/  make/p' Makefile

run: environment
	@echo "The dashboard answers at http://127.0.0.1:$(PORT) (Ctrl-C ends it)."
	@echo "Sign in there with one click as somebody of the sample ministry: executive, head or officer of a"
	@echo "department, planning office, auditor, administrator. Only on this machine, and only on the sample's data."
	@DASHBOARD_SAMPLE=1 DASHBOARD_DEMO=1 DASHBOARD_DATA="$(DASHBOARD_DATA)" \
	    exec $(venv)/bin/streamlit run dashboard.py --server.port $(PORT) --server.headless true

test: dev-environment test-tools
	$(venv)/bin/python -m pytest -n $(WORKERS) $(TESTS)

check: dev-environment
	$(venv)/bin/ruff format --check .
	$(venv)/bin/ruff check .
	$(venv)/bin/mypy
	$(venv)/bin/lint-imports

bench: dev-environment
	$(venv)/bin/python -m pytest tests/benchmarks $(TESTS)

sample: environment
	$(venv)/bin/python manage.py load-sample

# The command is written into the files in place of a machine's own paths and addresses.
requirements:
	@command -v uv >/dev/null || { echo "Compiling the requirements needs uv: pip install uv"; exit 1; }
	UV_CUSTOM_COMPILE_COMMAND="make requirements" uv pip compile pyproject.toml --quiet --universal \
	    --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links \
	    $(UPGRADE) --output-file requirements.txt
	UV_CUSTOM_COMPILE_COMMAND="make requirements" uv pip compile pyproject.toml --quiet --universal \
	    --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links \
	    $(UPGRADE) --group dev --constraint requirements.txt --output-file requirements-dev.txt

environment: $(run_stamp)
dev-environment: $(dev_stamp)

$(venv)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	    echo "Python 3.11 or newer is needed; say which with make PYTHON=python3.12"; exit 1; }
ifneq ($(uv),)
	@$(uv) venv --quiet --python "$$($(PYTHON) -c 'import sys; print(sys.executable)')" $(venv)
else
	@$(PYTHON) -m venv $(venv)
endif

$(run_stamp): requirements.txt | $(venv)/bin/python
	@echo "Installing what the dashboard needs …"
	@$(install) requirements.txt
	@touch $@

$(dev_stamp): requirements-dev.txt | $(venv)/bin/python
	@echo "Installing what the checks and tests need …"
	@$(install) requirements-dev.txt
	@touch $(run_stamp) $@

# The browser tests drive Chromium and look at Thai letters, others fill in returns in LibreOffice. On a machine
# whose packages may be installed without asking they are installed; elsewhere a test that misses them says what to do.
test-tools:
	@.ci/test-tools
