# `make` lists the commands; CI calls the same ones.
SHELL := /bin/bash
.DEFAULT_GOAL := help
PYTHON ?= python3
BIN := .venv/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PYTHONDONTWRITEBYTECODE :=

.PHONY: help run test lint types unit browser bench pictures lock clean

help: ## List the commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

run: .venv/run.stamp node_modules/run.stamp ## Start the demo site with everything it needs
	@$(BIN)/python manage.py start $(if $(PORT),--port $(PORT))

test: .venv/test.stamp node_modules/test.stamp ## Everything CI checks
	@CI_PYTHON=$(BIN)/python tools/check.sh

lint: .venv/test.stamp ## Style of code and templates
	$(BIN)/ruff check . && $(BIN)/ruff format --check .

types: .venv/test.stamp ## Static types
	$(BIN)/mypy accounts content demo home printing search services site/config outbox subscriptions webhooks

unit: .venv/test.stamp node_modules/test.stamp ## Tests without browser and slow ones
	$(BIN)/python -m pytest -n 2 -m "not browser and not slow"

browser: .venv/test.stamp node_modules/test.stamp ## Browser tests
	$(BIN)/python -m pytest -m browser

bench: .venv/test.stamp node_modules/run.stamp ## Ratios against a bare view, stock Wagtail and bare queries
	$(BIN)/python -m benchmarks.run
	$(BIN)/python -m benchmarks.search
	$(BIN)/python -m benchmarks.desk
	$(BIN)/python -m benchmarks.public_reports

pictures: .venv/test.stamp ## Draw docs/pictures from the running demo (make run; PORT as there)
	$(BIN)/python tools/pictures.py http://127.0.0.1:$(or $(PORT),8000)

lock: ## Resolve requirements/*.in anew into the lock files (needs uv in .venv: make test)
	$(BIN)/uv pip compile -q --upgrade --generate-hashes --no-header --python-version 3.11 requirements/run.in -o requirements/run.lock
	$(BIN)/uv pip compile -q --upgrade --generate-hashes --no-header --python-version 3.11 requirements/test.in -o requirements/test.lock

clean: ## Remove what the commands made (also the demo database)
	-$(BIN)/python -c "import sys; sys.path.insert(0, 'site'); from pathlib import Path; from config.embedded_postgres import stop; stop(Path('var/postgres'))"
	rm -rf .venv node_modules var

.venv/run.stamp: requirements/run.lock
	@tools/install.sh run

.venv/test.stamp: requirements/test.lock
	@tools/install.sh test
	@touch .venv/run.stamp

node_modules/run.stamp: package-lock.json
	@tools/install.sh npm-run

node_modules/test.stamp: package-lock.json
	@tools/install.sh npm-test
	@touch node_modules/run.stamp
