#!/bin/sh
# the own site by IPv4 and by IPv6: asked once by each, and told only when they really differ
. tests/lib/e2e.sh
setup
grep -q '^00000000000000000000000000000001 ' /proc/net/if_inet6 2>/dev/null || skip_all "this machine has no IPv6"
start_server <<'EOS'
listen same 127.0.0.1
listen6 same6 same
listen half 127.0.0.1
listen6 half6 half
listen luck 127.0.0.1
listen6 luck6 luck
listen four 127.0.0.1
on *
path /one.html
  body 1
path /two.html
  body 2
on same6
path /
  body <a href="/one.html">1</a> <a href="/two.html">2</a>
on same
path /
  body <a href="/one.html">1</a> <a href="/two.html">2</a>
on half
path /
  body <a href="/one.html">1</a>
on half6
path /
  status 500
  body down
on luck
path /
  times 1
  status 500
  body down
path /
  body <a href="/one.html">1</a>
on luck6
path /
  body <a href="/one.html">1</a>
on four
path /
  body <a href="/one.html">1</a>
EOS
port() {
	eval "echo \${$1#*:}"
}
check --pace fast --no-sitemap "http://localhost:$(port same)/"
json "the same by both: nothing to say" '#r.findings == 0'
is "$(requests 'same6? /$')" 2 "for one request"
check --pace fast --no-sitemap "http://localhost:$(port half)/"
json "down by IPv6 only" '#r.findings == 1 and r.findings[1].rule == "site.family-differs" and
	r.findings[1].severity == "warning" and r.findings[1].message:find("IPv4 the start page answers: ok .200.; by IPv6: .*500")'
ok "each was asked twice about it, no more" test "$(requests 'half6? /$')" -ge 4 -a "$(requests 'half6? /$')" -le 5
check --pace fast --no-sitemap "http://localhost:$(port luck)/"
json "once is chance" '#r.findings == 0'
check --pace fast --no-sitemap "http://localhost:$(port four)/"
json "an address that refuses is in nobody's interest" '#r.findings == 1 and r.findings[1].message:find("refused")'
: >"$tmp/log"
check --pace fast --no-sitemap "http://$four/"
json "a host that is an address has one family" '#r.findings == 0'
is "$(requests 'four /$')" 1 "and is not asked again"
finish
