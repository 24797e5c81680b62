#!/bin/sh
# mail addresses and telephone numbers: what cannot work is broken, all else is left alone
. tests/lib/e2e.sh
setup
start_server <<'EOS'
listen a 127.0.0.1
path /
  body <a href="mailto:xxgk＠sh.gov.cn">1</a> <a href="mailto://a@b.example">2</a> <a href="MAILTO:xxgk.sh.gov.cn">3</a>
  body <a href="mailto:">4</a> <a href="tel:021-1234567x">5</a> <a href=" tel: ">6</a>
  body <a href="tel:12345678901234567">7</a> <a href="tel:+86-21-23111111">8</a> <a href="tel:021-23111111转8001">9</a>
  body <a href="tel:+44 20 7946 0000">10</a> <a href="mailto:?subject=x">11</a>
EOS
check --all "http://$a/"
verdicts <<EOR
mailto:xxgk＠sh.gov.cn broken malformed-url
mailto://a@b.example broken malformed-url
MAILTO:xxgk.sh.gov.cn broken malformed-url
mailto: broken malformed-url
tel:021-1234567x broken malformed-url
tel: broken malformed-url
tel:12345678901234567 broken malformed-url
EOR
json "each says why" "link('MAILTO:xxgk.sh.gov.cn').message:find('without @', 1, true) and
	link('mailto:xxgk＠sh.gov.cn').message:find('full-width', 1, true)"
json "and what to do" "link('tel:021-1234567x').fix:find('digits after tel:', 1, true)"
json "what may work is not listed" "not link('tel:+86-21-23111111') and not link('tel:021-23111111转8001') and
	not link('tel:+44 20 7946 0000') and not link('mailto:?subject=x')"
is "$status" 1 "they count as broken"

# domains: a name server of our own
mkfifo "$tmp/keep" "$tmp/port"
"$PWD/$GP_BUILD/tests/lib/names" "$tmp/names" <"$tmp/keep" >"$tmp/port" 9>&- &
pids="$pids $!"
exec 8>"$tmp/keep"
read -r GOVPUB_NAME_SERVER <"$tmp/port"
export GOVPUB_NAME_SERVER
start_server <<'EOS'
listen a 127.0.0.1
path /
  body <a href="/2">0</a> <a href="mailto:x@mx-1.zz">1</a> <a href="mailto:y@MX-1.zz?subject=x">2</a>
  body <a href="mailto:x@a-1.zz">3</a> <a href="mailto:x@six-1.zz">4</a> <a href="mailto:x@null-1.zz">5</a>
  body <a href="mailto:x@bare-1.zz">6</a> <a href="mailto:x@gone-1.zz">7</a> <a href="mailto:x@fails-1.zz">8</a>
  body <a href="mailto:x@once-1.zz">9</a> <a href="mailto:x@silent-1.zz">10</a>
  body <a href="mailto:a@mx-1.zz,b@gone-1.zz">11</a> <a href="mailto:a@mx-1.zz,b@fails-1.zz">12</a>
  body <a href="mailto:x@docs.example">13</a> <a href="mailto:?subject=x">14</a>
path /2
  body <a href="mailto:z@mx-1.zz">1</a> <a href="mailto:x@mx-1.zz">2</a>
EOS
check --all --pace fast "http://$a/"
verdicts <<EOR
mailto:x@mx-1.zz ok -
mailto:y@MX-1.zz?subject=x ok -
mailto:z@mx-1.zz ok -
mailto:x@a-1.zz ok -
mailto:x@six-1.zz ok -
mailto:x@once-1.zz ok -
mailto:x@null-1.zz broken dns
mailto:x@bare-1.zz broken dns
mailto:x@gone-1.zz broken dns
mailto:a@mx-1.zz,b@gone-1.zz broken dns
mailto:x@fails-1.zz unverified no-resolver
mailto:x@silent-1.zz unverified no-resolver
mailto:a@mx-1.zz,b@fails-1.zz unverified no-resolver
EOR
json "each says why" "link('x@null-1.zz').message:find('takes no mail', 1, true) and
	link('x@bare-1.zz').message:find('no mail server', 1, true) and link('x@gone-1.zz').message:find('no such domain', 1, true)"
json "a no was asked for twice" "link('x@gone-1.zz').confirmed"
json "what is not looked up is no link" "not link('x@docs.example') and not link('mailto:?subject=x')"
is "$(grep -c ' mx-1.zz' "$tmp/names")" 1 "a domain is asked for once"
is "$(grep -c ' gone-1.zz' "$tmp/names")" 2 "one that is not there twice"
is "$(grep -c 'example' "$tmp/names")" 0 "names of documentation never"
json "that is no request" "r.run.requests <= 6"
check --all --pace fast --no-mx --fresh "http://$a/"
json "without look-ups there are no links to mail" "not link('x@mx-1.zz') and not link('x@gone-1.zz')"
is "$(grep -c ' mx-1.zz' "$tmp/names")" 1 "and none is asked for"

# a run that is killed while a domain is asked for goes on with it
printf 'http://%s/2\nmailto:x@mx-2.zz\nmailto:x@silent-2.zz\n' "$a" >"$tmp/list.txt"
"$govpub" check-links -q --all --json "$tmp/list.txt" >/dev/null 2>&1 </dev/null 8>&- 9>&- &
killed=$!
for _ in 1 2 3 4 5 6 7 8 9 10; do
	grep -q silent-2 "$tmp/names" && break
	sleep 0.1
done
sleep 1
kill -9 $killed
wait $killed 2>/dev/null
check --all --pace fast "$tmp/list.txt"
ok "the run goes on" grep -q 'unfinished' "$tmp/err"
verdicts <<EOR
/2 ok -
mailto:x@mx-2.zz ok -
mailto:x@silent-2.zz unverified no-resolver
EOR
exec 8>&-

# no name server at all
GOVPUB_NAME_SERVER=127.0.0.1:9
check --all --fresh --pace fast "$tmp/list.txt"
verdicts <<EOR
mailto:x@mx-2.zz unverified no-resolver
EOR
finish
