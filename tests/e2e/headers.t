#!/bin/sh
# a header given for one origin reaches that origin only
. tests/lib/e2e.sh
setup
start_server <<'EOS'
listen a 127.0.0.1
listen b 127.0.0.2
log-header X-Token
path /
  body <a href="/two">1</a> <a href="http://{b}/three">1</a> <a href="/over">1</a>
path /two
  body 2
path /over
  location http://{b}/four
on b
path /*
  body b
EOS
check --pace fast --header "http://$a X-Token: opensesame" --store "$tmp/crawl.db" "http://$a/"
ok "its own origin gets it" grep -qE ' a /two opensesame$' "$tmp/log"
is "$(grep -E ' b .*opensesame' "$tmp/log")" "" \
	"no other origin gets it, not through a redirect either"
ok "other origins were asked" grep -qE ' b /four' "$tmp/log"
is "$(grep -l opensesame "$tmp"/out.json "$tmp"/err "$tmp"/crawl.db* 2>/dev/null)" "" \
	"it appears in no report and no store"
printf 'http://%s X-Token: fromfile\n' "$a" >"$tmp/secret"
check --pace fast --fresh --header "@$tmp/secret" "http://$a/"
ok "it can come from a file" grep -qE ' a /two fromfile$' "$tmp/log"
finish
