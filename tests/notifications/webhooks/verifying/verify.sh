#!/bin/sh
# usage: verify.sh ID TIMESTAMP SIGNATURES BODY_FILE WHSEC WHPK
# Verifies both signatures with nothing but a shell and openssl; prints "v1 v1a", each yes or no.
set -eu
id=$1 at=$2 signatures=$3 body=$4 secret=${5#whsec_} public=${6#whpk_}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
{ printf '%s.%s.' "$id" "$at"; cat "$body"; } >"$work/signed"
key=$(printf %s "$secret" | openssl base64 -d -A | od -An -v -tx1 | tr -d ' \n')
expected=$(openssl dgst -sha256 -mac HMAC -macopt "hexkey:$key" -binary "$work/signed" | openssl base64 -A)
{ printf '\060\052\060\005\006\003\053\145\160\003\041\000'; printf %s "$public" | openssl base64 -d -A; } >"$work/key"
v1=no v1a=no
for each in $signatures; do
  case $each in
    v1,*) [ "${each#v1,}" = "$expected" ] && v1=yes ;;
    v1a,*)
      printf %s "${each#v1a,}" | openssl base64 -d -A >"$work/signature"
      openssl pkeyutl -verify -pubin -keyform DER -inkey "$work/key" -rawin -in "$work/signed" \
        -sigfile "$work/signature" >/dev/null 2>&1 && v1a=yes ;;
  esac
done
echo "$v1 $v1a"
