#!/bin/sh
# other hosts: few connections, few starts, robots.txt obeyed; the own site: at full speed
. tests/lib/e2e.sh
setup
links=$(i=0; while [ $i -lt 8 ]; do printf '<a href="http://{b}/p%d">1</a> ' $i; i=$((i + 1)); done)
own=$(i=0; while [ $i -lt 40 ]; do printf '<a href="/own/%d">1</a> ' $i; i=$((i + 1)); done)
start_server <<EOS
listen a 127.0.0.1
listen b 127.0.0.2
log-header User-Agent
on a
path /
  body $links $own <a href="/secret/x">1</a> <a href="http://{b}/secret/x">1</a>
  body <a href="http://{b}/secret/open">1</a>
path /robots.txt
  type text/plain
  body User-agent: *\nDisallow: /secret/
path /own/*
  delay 20
  body own
path /secret/x
  body no secret here
on b
path /robots.txt
  type text/plain
  body User-agent: *\nDisallow: /\n\nUser-agent: govpub\nDisallow: /secret/\nAllow: /secret/open
path /p*
  delay 300
  body other
path /secret/open
  body open
EOS
measure() { # "most-at-once most-starts-a-second" on listener $1
	awk -v who="$1" '
		$3 == who && $2 == "open" { now++; if (now > most) most = now }
		$3 == who && $2 == "close" { now-- }
		$3 == who && $2 ~ /^(GET|HEAD)$/ && $4 != "/robots.txt" {
			t[n] = $1
			for (i = n; i >= 0 && t[n] - t[i] < 1000; i--) ;
			if (n - i > starts) starts = n - i
			n++
		}
		END { print most, starts + 0 }' "$tmp/log"
}
check --all "http://$a/"
set -- $(measure b)
ok "another host sees at most two connections" test "$1" -le 2
ok "and at most four starts a second" test "$2" -le 5
set -- $(measure a)
ok "the own site is asked in parallel" test "$1" -gt 2
ok "without delay" test "$2" -gt 10
ok "in no more than -c connections by default" test "$1" -le 64
verdicts <<EOR
$b/secret/x unverified robots
$b/secret/open ok -
$a/secret/x ok -
$b/p7 ok -
EOR
is "$(requests 'b /robots.txt')" 1 "robots.txt of another host is asked once"
is "$(requests 'b /secret/x')" 0 "and obeyed"
ok "the user agent names govpub" grep -qE 'GET a / .*govpub' "$tmp/log"
wanted=$(awk '$2 ~ /^(GET|HEAD)$/ { print $3, $4 }' "$tmp/log" | sort -u | wc -l)
made=$(awk '$2 ~ /^(GET|HEAD)$/' "$tmp/log" | wc -l)
ok "hardly anything is asked twice" test $((made * 10)) -le $((wanted * 11))
: >"$tmp/log"
check --all --pace fast --fresh -c 3 "http://$a/"
set -- $(measure b)
ok "--pace fast lifts the delay" test "$2" -gt 4
set -- $(measure a)
ok "-c bounds the connections" test "$1" -le 3
start_server <<'EOS'
listen a 127.0.0.1
listen b 127.0.0.1
listen c 127.0.0.2
on a
path /
  delay 800
  location http://{b}/
on c
path /
  body <a href="http://{b}/robots-first">1</a>
on b
path /robots.txt
  type text/plain
  body User-agent: *\nDisallow: /
path /
  body <a href="/inside">ours</a>
path /inside
  body inside
EOS
check --all --pace fast "http://$a/" "http://$c/"
verdicts <<EOR
$b/ ok -
$b/inside ok -
EOR
finish
