#!/bin/sh
# usage: BASE_URL=… API_KEY=… sh download.sh <address of a video> <file>
set -eu
url=$1 file=$2
base=${BASE_URL:-http://localhost:8001}/api/v1
curl=${CURL:-curl}

get() { "$curl" --silent --show-error -H "Authorization: Bearer $API_KEY" "$@"; }
# Leaves the answer in $answer; a refusal is told, and ends this.
api() { answer=$(get --fail-with-body "$@") || { printf '%s\n' "$answer" >&2; exit 1; }; }
post() { api -X POST "$1" -H 'Content-Type: application/json' -d "$2"; }
# The first text member of that name; a real program uses jq.
member() { printf '%s' "$answer" | sed -n "s/.*\"$1\":\"\([^\"]*\)\".*/\1/p"; }

# An address that holds a quote or a backslash would have to be escaped.
post "$base/security/validate" "{\"url\":\"$url\"}"
case $answer in *'"valid":true'*) ;; *) printf '%s\n' "$answer" >&2; exit 1 ;; esac

post "$base/downloads" "{\"url\":\"$url\"}"
id=$(printf '%s' "$answer" | sed -n 's/^{"id":"\([^"]*\)".*/\1/p')
while :; do
  case $answer in
    *'"status":"completed"'*) break ;;
    *'"status":"failed"'* | *'"status":"cancelled"'*) member error_message >&2; exit 1 ;;
  esac
  sleep 1
  api "$base/downloads/$id"
done
get --fail "$base/downloads/$id/file" --output "$file"
echo "$file"
