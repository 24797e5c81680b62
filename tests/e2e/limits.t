#!/bin/sh
# budgets end a crawl early, say so, and leave a valid report
. tests/lib/e2e.sh
setup
start_server <<'EOS'
listen a 127.0.0.1
path /
  body <a href="/trap/1">1</a> <a href="/slow">1</a> <a href="/d1">1</a>
path /trap/*
  repeat 50 <a href="./%d/">next</a>
path /slow
  delay 15000
  body slow
path /d1
  body <a href="/d2">2</a>
path /d2
  body <a href="/d3">3</a>
path /d3
  body <a href="/d4">4</a>
path /d4
  body the end
EOS
check --max-urls 30 --exclude '*slow' "http://$a/"
is "$status" 3 "a spent budget is exit status 3"
ok "no more was requested than allowed" test "$(requests 'a /')" -le 34
json "the report says that it is partial" \
	'r.run.state == "budget" or r.run.partial or r.run.complete == false'
check --max-time 1 --fresh "http://$a/"
is "$status" 3 "spent time is exit status 3"
ok "and is spent soon" test "$(took)" -le 15
: >"$tmp/log"
check --all --depth 2 --exclude '*trap*' --exclude '*slow' --fresh "http://$a/"
is "$(requests 'a /d2') $(requests 'a /d3') $(requests 'a /d4')" "1 1 0" \
	"--depth 2 follows links of pages two deep and no further"
: >"$tmp/log"
check --all --include '*/d*' --exclude '*/d3' --fresh "http://$a/"
is "$(requests 'a /d2') $(requests 'a /d3')" "1 0" "--include and --exclude choose"
is "$(requests 'a /trap/1/')" 0 "pages that are not included are not followed"
start_server <<'EOS'
listen a 127.0.0.1
path /*
  body <h1>News</h1> <a href="news/">wrong by one folder</a> <a href="/2024/2024/2024/page.html">right</a>
EOS
check --pace fast --max-time 20 "http://$a/"
json "relative links that go round and round come to an end" 'r.run.state == "complete" and r.counts.total < 20'
finish
