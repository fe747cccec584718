#!/bin/sh
# usage: BASE_URL=… API_KEY=… sh download.sh <address of a video> <file>
set -eu
url=$1 file=$2
curl=${CURL:-curl}

api() { "$curl" --silent --show-error --fail-with-body -H "Authorization: Bearer $API_KEY" "$@"; }
# The first text member of that name; a real program uses jq.
member() { sed -n "s/.*\"$1\":\"\([^\"]*\)\".*/\1/p"; }

# An address that holds a quote or a backslash would have to be escaped.
answer=$(api -X POST "$BASE_URL/api/v1/security/validate" -H 'Content-Type: application/json' -d "{\"url\":\"$url\"}")
case $answer in *'"valid":true'*) ;; *) echo "$answer" >&2; exit 1 ;; esac

id=$(api -X POST "$BASE_URL/api/v1/downloads" -H 'Content-Type: application/json' -d "{\"url\":\"$url\"}" |
  sed -n 's/^{"id":"\([^"]*\)".*/\1/p')
while :; do
  status=$(api "$BASE_URL/api/v1/downloads/$id" | sed -n 's/.*"status":"\(queued\|running\|completed\|failed\|cancelled\)".*/\1/p')
  case $status in
    completed) break ;;
    failed | cancelled) api "$BASE_URL/api/v1/downloads/$id" | member error_message >&2; exit 1 ;;
  esac
  sleep 1
done
api "$BASE_URL/api/v1/downloads/$id/file" --output "$file"
echo "$file"
