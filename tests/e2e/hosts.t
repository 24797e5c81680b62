#!/bin/sh
# what an office says of single hosts: how many at once, how long between, how long to wait, HEAD or not
. tests/lib/e2e.sh
setup
start_server <<'EOS'
listen a 127.0.0.1
listen b 127.0.0.2
listen c 127.0.0.3
on a
path /
  repeat 5 <a href="http://{b}/%d.pdf">1</a>
  repeat 3 <a href="/own/%d.html">1</a>
  body <a href="http://{c}/slow">1</a>
path /own/*
  body x
on b
path /*
  type application/pdf
  delay 150
  body x
on c
path /robots.txt
  status 404
  body x
path /slow
  delay 3500
  body x
EOS
mkdir "$tmp/office"
office() {
	printf 'return office { name = "x", sites = { { url = "http://%s/" } }, hosts = { %s } }\n' "$a" "$1" \
		>"$tmp/office/office.lua"
}
# the most connections that were open at once; milliseconds between the first and the last request
most() {
	awk -v name="$1" '$3 == name { n += $2 == "open" ? 1 : $2 == "close" ? -1 : 0; if (n > most) most = n } END { print most + 0 }' "$tmp/log"
}
span() {
	awk -v name="$1" '$3 == name && $2 ~ /GET|HEAD/ && $4 ~ /html|pdf/ { if (!first) first = $1; last = $1 } END { print last - first }' "$tmp/log"
}
office ''
check --all --rules none -C "$tmp/office" --pace fast
is "$(requests 'b /.*pdf') $(grep -c 'HEAD b ' "$tmp/log")" "5 5" "documents are asked for with HEAD"
is "$(most b)" 2 "over two connections to a host that is not ours"
: >"$tmp/log"
office '["127.0.0.2"] = { connections = 1, head = false }, ["127.0.0.1"] = { delay = 0.4 }, ["127.0.0.*"] = { connections = 7, timeout = 1 }'
check --all --fresh --rules none -C "$tmp/office" --pace fast
is "$(grep -c 'HEAD b ' "$tmp/log") $(grep -c 'GET b /.*pdf' "$tmp/log")" "0 5" "head = false: with GET at once"
is "$(most b)" 1 "connections = 1: one after the other; a name wins over a pattern"
ok "delay: on the own site as well, whatever the pace" test "$(span a)" -ge 800
verdicts <<EOR
$c/slow broken timeout
EOR
: >"$tmp/log"
office '["127.0.0.3"] = { timeout = 5 }'
check --all --fresh --rules none -C "$tmp/office" --pace fast --timeout 1
verdicts <<EOR
$c/slow ok -
EOR
office '["127.0.0.3"] = { tiemout = 5 }'
check -C "$tmp/office"
is "$status" 2 "a key that does not exist is refused"
ok "by place, with the nearest" grep -qF "unknown key 'tiemout'; did you mean 'timeout'?" "$tmp/err"
finish
