#!/usr/bin/env bash
# Runs the graphql-http audit and real clients against a running server.
# usage: tests/clients/run.sh URL [DOCUMENTS [TEXT]]
#   URL        the endpoint, for example http://localhost:5080/graphql
#   DOCUMENTS  a folder of tests/clients/documents (default: test)
#   KG_KEY     (environment) an API key that may bring articles in, for the test that cuts connections while articles come
#   TEXT       what the page's example shows as a result (default: nothing is looked for)
set -euo pipefail
url=${1:?usage: tests/clients/run.sh URL [DOCUMENTS [TEXT]]}
documents=${2:-test}
text=${3:-}
cd "$(dirname "$0")"

if [ ! -e node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
  PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >&2
fi

failed=0
for script in audit websocket events apollo urql relay typed reconnect page; do
  echo "== $script"
  if [ "$script" = page ]; then
    node page.mjs "$url" "$documents" "$text" || failed=1
  else
    node "$script.mjs" "$url" "$documents" || failed=1
  fi
done
exit $failed
