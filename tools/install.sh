#!/usr/bin/env bash
# Set up what a command needs: `run` or `test` (Python), `npm-run` or `npm-test` (front-end packages).
set -euo pipefail
cd "$(dirname "$0")/.."
PYTHON=${PYTHON:-python3}

python_packages() {
  "$PYTHON" - <<'CHECK' || exit 1
import sys
if sys.version_info < (3, 11):
    sys.exit("Python 3.11 or newer is needed; set PYTHON=/path/to/python3.11 and try again.")
CHECK
  if [ ! -x .venv/bin/python ]; then
    "$PYTHON" -m venv .venv || { echo "Python's venv module is missing (Debian: apt-get install python3-venv)."; exit 1; }
  fi
  echo "Installing Python packages ($1) …"
  # uv installs many times faster; where it cannot be had, pip does the same from the same lock.
  if .venv/bin/python -m uv --version >/dev/null 2>&1 || .venv/bin/python -m pip install -q "$(grep -m1 -oE '^uv==[^ ]+' requirements/test.lock)" 2>/dev/null; then
    .venv/bin/python -m uv pip install -q --require-hashes --python .venv/bin/python -r "requirements/$1.lock" 2>/dev/null ||
      .venv/bin/python -m pip install -q --require-hashes -r "requirements/$1.lock"
  else
    .venv/bin/python -m pip install -q --require-hashes -r "requirements/$1.lock"
  fi
  .venv/bin/python -m pip check >/dev/null || { .venv/bin/python -m pip check; exit 1; }
  touch ".venv/$1.stamp"
}

npm_packages() {
  command -v npm >/dev/null || {
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
      echo "Installing Node.js …"
      apt-get update -qq && apt-get install -y -qq nodejs npm >/dev/null
    else
      echo "npm is missing: install Node.js 18 or newer (https://nodejs.org), then try again."; exit 1
    fi
  }
  echo "Installing front-end packages …"
  npm ci --silent --no-audit --no-fund "$@"
}

case "$1" in
  run|test) python_packages "$1" ;;
  npm-run) npm_packages --omit=dev; touch node_modules/run.stamp ;;
  npm-test) npm_packages; touch node_modules/test.stamp ;;
esac
