#!/bin/sh
# Builds the web interface into folder $1; called by Maven. Does nothing where nothing changed.
set -eu
out=$1

node_version=$(node --version 2>/dev/null | sed 's/^v\([0-9]*\).*/\1/') || node_version=
if [ -z "$node_version" ] || [ "$node_version" -lt 20 ]; then
  echo "the web interface needs Node 20 or later to be built (found: ${node_version:-none}); install it together with npm" >&2
  exit 1
fi

if [ ! -f node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
  npm ci --no-audit --no-fund --loglevel=error
  touch node_modules/.package-lock.json
fi

if [ -f "$out/index.html" ] && [ -z "$(find . -path ./node_modules -prune -o -path ./dist -prune -o -type f -newer "$out/index.html" -print | head -n 1)" ]; then
  exit 0
fi
mkdir -p "$out"
ONSHORE_WEBUI_OUT="$out" npm run --silent build
