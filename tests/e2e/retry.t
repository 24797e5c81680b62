#!/bin/sh
# waiting when told to, asking again when in doubt, and never more than that
. tests/lib/e2e.sh
setup
start_server <<'EOS'
listen a 127.0.0.1
listen b 127.0.0.2
path /
  body <a href="/busy-twice">1</a> <a href="/down-once">1</a> <a href="/plain-503">1</a>
  body <a href="/far-future">1</a> <a href="/error-once">1</a>
  body <a href="http://{b}/head-404">1</a> <a href="http://{b}/head-405">1</a>
  body <a href="http://{b}/head-empty">1</a> <a href="http://{b}/head-hangs">1</a>
  body <a href="http://{b}/really-gone">1</a>
path /busy-twice
  times 2
  status 429
  header Retry-After: 1
path /busy-twice
  body fine
path /down-once
  times 1
  status 503
  header Retry-After: 1
path /down-once
  body fine
path /plain-503
  status 503
path /far-future
  status 429
  header Retry-After: 86400
path /error-once
  times 1
  status 500
path /error-once
  body fine
on b
path HEAD /head-404
  status 404
path HEAD /head-405
  status 405
path HEAD /head-empty
  empty
path HEAD /head-hangs
  never
path /head-*
  body fine
path /really-gone
  status 404
EOS
check --all --timeout 2 "http://$a/"
ok "a Retry-After of a day is not waited for" test "$(took)" -le 20
verdicts <<EOR
/busy-twice ok -
/down-once ok -
/plain-503 broken -
/far-future throttled http-429
/error-once unverified changing
/head-404 ok -
/head-405 ok -
/head-empty ok -
/head-hangs ok -
/really-gone broken http-404
EOR
is "$(requests 'a /busy-twice')" 3 "a 429 is asked again when the time is up"
waited=$(awk '$2 == "GET" && $4 == "/busy-twice" { t[n++] = $1 }
	END { print (t[1] - t[0] >= 990 && t[2] - t[1] >= 990) }' "$tmp/log")
is "$waited" 1 "and not before"
is "$(requests 'a /plain-503')" 2 "a 503 without Retry-After is probed twice"
json "a failure that went away is not confirmed" 'not link("/error-once").confirmed'
json "one that stayed is" 'link("/plain-503").confirmed'
start_server <<'EOS'
listen a 127.0.0.1
path /
  times 1
  status 500
path /
  status 429
  header Retry-After: 86400
EOS
"$govpub" check-links -q --format jsonl --pace fast "http://$a/" >"$tmp/lines" 2>"$tmp/err" </dev/null
ok "two probes that differ are no certain failure while the check runs" test "$(grep -c partial "$tmp/lines")" -eq 0
finish
