# make serve    try the site
# make test     check everything
# make check    the quick checks alone
# make format   lay out code and templates
# make bench    the benchmarks
# make audit    what Lighthouse and the HTML checker say of the public pages
# make lock     lock requirements/*.in again (UPGRADE=--upgrade takes newer releases)
# make clean    take away everything that was made here, but for the data in DATA_DIR

PYTHON   ?= python3
HOST     ?= 127.0.0.1
PORT     ?= 8000
DATA_DIR ?= var

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
MAKEFLAGS += --no-print-directory
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help
.PHONY: help serve test bench audit check format lock clean \
        check-format check-code check-templates check-types check-walls check-migrations check-deployment

BIN     := .venv/bin
TO_RUN  := .venv/installed-to-run
TO_TEST := .venv/installed-to-test
INSTALL := $(BIN)/python -m pip install --quiet --no-input --disable-pip-version-check --require-hashes
AUDIT   := tests/audit/node_modules
NU      := $(AUDIT)/vnu-jar/build/dist/vnu.jar
LIGHTHOUSE := $(AUDIT)/lighthouse/package.json
# Nothing that a package brings runs while it is installed.
NPM     := npm ci --prefix tests/audit --ignore-scripts --no-audit --no-fund --loglevel=error
CODE    := manage.py cramps_site content tests
# Checks and tests leave alone the site that the environment may describe.
APART   := env -u DATA_DIR -u DATABASE_URL -u PRODUCTION -u DJANGO_DEBUG

help:
	@sed -n '/^$$/q; s/^# //p' Makefile

serve: export HOST := $(HOST)
serve: export PORT := $(PORT)
serve: export DATA_DIR := $(DATA_DIR)
serve: $(TO_RUN)
	@$(BIN)/python manage.py prepare
	@exec $(BIN)/gunicorn --config cramps_site/gunicorn.py cramps_site.wsgi

test: check $(NU)
	@$(APART) $(BIN)/python -m tests.run

bench: $(TO_TEST)
	@$(APART) $(BIN)/python -m pytest -m bench -p no:randomly
	@server=$$($(BIN)/python -c 'from tests import surroundings; print(surroundings.postgres() or "")'); \
	  if [ "$$server" ]; then echo "The search on $$server"; \
	  $(APART) DATABASE_URL="$$server" $(BIN)/python -m pytest -m bench -p no:randomly tests/bench/test_search.py; fi
	@for database in "" $$($(BIN)/python -c 'from tests import surroundings; print(surroundings.postgres() or "")'); do \
	  echo "Two hundred meetings of each kind on $${database:-SQLite}"; \
	  $(APART) ROUNDS=200 DATABASE_URL="$$database" $(BIN)/python -m pytest -q tests/journeys/test_concurrency.py; done

audit: $(TO_TEST) $(LIGHTHOUSE)
	@$(APART) $(BIN)/python -m tests.audit.lighthouse
	@$(APART) $(BIN)/python -m pytest -q -p no:randomly tests/reading/test_every_page.py

check: check-format check-code check-templates check-types check-walls check-migrations check-deployment

check-format: $(TO_TEST)
	@echo "Format"
	@$(BIN)/ruff format --quiet --check $(CODE) || { echo "Run: make format"; exit 1; }

check-code: $(TO_TEST)
	@echo "Code"
	@$(BIN)/ruff check --quiet $(CODE)

check-templates: $(TO_TEST)
	@echo "Templates"
	@$(BIN)/djhtml --tabwidth 2 --check templates 2>/dev/null || { $(BIN)/djhtml --tabwidth 2 --check templates; echo "Run: make format"; exit 1; }
	@$(BIN)/djlint --lint --quiet templates

check-types: $(TO_TEST)
	@echo "Types"
	@$(APART) $(BIN)/mypy --no-error-summary

check-walls: $(TO_TEST)
	@echo "Walls"
	@walls=$$($(BIN)/lint-imports --no-logo 2>&1) || { echo "$$walls"; exit 1; }

check-migrations: $(TO_TEST)
	@echo "Migrations"
	@$(APART) DJANGO_SETTINGS_MODULE=tests.settings $(BIN)/python manage.py makemigrations --check --dry-run --verbosity 0 \
	  || { echo "A table has changed. Run: $(BIN)/python manage.py makemigrations content --name what_it_does"; exit 1; }

# As for a site that patients read, with nothing kept of it.
check-deployment: $(TO_TEST)
	@echo "Deployment"
	@folder=$$(mktemp -d); trap 'rm -rf "$$folder"' EXIT; \
	  $(APART) DATA_DIR="$$folder" PRODUCTION=1 DJANGO_HTTPS=1 DJANGO_ALLOWED_HOSTS=example.org \
	  DJANGO_SECRET_KEY="$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(64))')" \
	  bash -euc '$(BIN)/python manage.py migrate --verbosity 0; $(BIN)/python manage.py check --deploy --fail-level WARNING >/dev/null'

format: $(TO_TEST)
	@$(BIN)/ruff check --quiet --fix-only $(CODE)
	@$(BIN)/ruff format --quiet $(CODE)
	@$(BIN)/djhtml --tabwidth 2 templates 2>/dev/null || true

lock: $(TO_TEST)
	@cd requirements && for set in base test; do \
	  ../$(BIN)/uv pip compile $$set.in --output-file $$set.txt --quiet --no-config --universal --no-strip-extras --python-version 3.11 \
	  --generate-hashes --custom-compile-command "make lock" $(UPGRADE); done

clean:
	@rm -rf .venv .coverage .coverage.* htmlcov .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache $(AUDIT)
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# --- What the commands above stand on ---

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "This needs Python 3.11 or newer. Name one with: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@echo "Making .venv"
	@$(PYTHON) -m venv --clear .venv || { rm -rf .venv; exit 1; }

$(TO_RUN): requirements/base.txt | $(BIN)/python
	@echo "Installing what the site runs on"
	@$(INSTALL) --requirement $<
	@touch $@

$(TO_TEST): requirements/test.txt | $(BIN)/python
	@echo "Installing what the tests need"
	@$(INSTALL) --requirement $<
	@touch $(TO_RUN) $@

# Where this cannot be done, the tests say that the HTML checker was left out.
$(NU): tests/audit/package-lock.json
	@if command -v npm >/dev/null; then echo "Installing the HTML checker"; $(NPM) --omit=dev >/dev/null && touch $@ || true; fi

$(LIGHTHOUSE): tests/audit/package-lock.json
	@echo "Installing Lighthouse"
	@$(NPM) >/dev/null
	@touch $@ $(NU)
