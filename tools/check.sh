#!/usr/bin/env bash
# Everything CI checks, in the order that fails soonest. Stops at the first failure.
set -euo pipefail
cd "$(dirname "$0")/.."
python=.venv/bin/python
step() { printf '\n== %s (%s s)\n' "$1" "$SECONDS"; }

step "browser and HTML checker"
CHROMIUM=$(tools/browser.sh); export CHROMIUM
step "translations"
$python manage.py messages compile --settings=config.settings.test
step "lint"
.venv/bin/ruff check .
.venv/bin/ruff format --check .
step "types"
.venv/bin/mypy accounts content demo home printing search services site/config outbox subscriptions webhooks
step "migrations and system checks"
$python manage.py makemigrations --check --dry-run --settings=config.settings.test
SECRET_KEY=$($python -c 'import secrets; print(secrets.token_urlsafe(64))') \
  ALLOWED_HOSTS=www.example.org CACHE_URL=redis://localhost:6379/0 VAR_DIR=var/check env $($python -m accounts.keys) \
  $python manage.py check --deploy --fail-level WARNING --settings=config.settings.production
step "unit, PostgreSQL, Elasticsearch-compatible server"
$python -m pytest -n 2 -m "not browser" --durations=10
step "browser"
$python -m pytest -m browser --durations=10
step "done"
