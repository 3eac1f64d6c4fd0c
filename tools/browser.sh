#!/usr/bin/env bash
# Make sure Chromium is there for the browser tests, and Java for the HTML checker; print Chromium's path.
set -euo pipefail
find_chromium() { command -v chromium || command -v chromium-browser || command -v google-chrome || true; }
missing=()
[ -n "$(find_chromium)" ] || missing+=(chromium)
command -v java >/dev/null || missing+=(default-jre-headless)
if [ ${#missing[@]} -gt 0 ]; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing ${missing[*]} …" >&2
    apt-get update -qq >&2 && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "${missing[@]}" >/dev/null
  else
    echo "Missing for the browser tests: ${missing[*]}. Install them (Debian: sudo apt-get install ${missing[*]}), then run make test again." >&2
    exit 1
  fi
fi
find_chromium
