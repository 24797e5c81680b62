#!/bin/sh
# cookies: sent back where a host redirects to itself for them, or where the operator brought them; to that host alone
. tests/lib/e2e.sh
setup
start_server <<'EOS'
listen a 127.0.0.1
listen b 127.0.0.2
log-header Cookie
on a
path /
  header Set-Cookie: seen=1; path=/
  body <a href="/session">1</a> <a href="http://{b}/x">1</a> <a href="/door">1</a> <a href="/private/">1</a>
path /session
  times 1
  header Set-Cookie: sid=Kanarienvogel; path=/session; HttpOnly
  location /session
path /session
  body <a href="/session/in">1</a> in
path /session/in
  body in
path /door
  header Set-Cookie: door=7; path=/room
  location /room
path /room
  body room
path /private/
  header Set-Cookie: log=second; path=/private
  body <a href="/private/two">2</a>
path /private/two
  body two
on b
path /x
  header Set-Cookie: theirs=1
  location http://{a}/back
EOS
sent() { # PATH: the cookies it was asked with last
	sed -n "s,^[0-9]* GET a $1\( \(.*\)\)\{0\,1\}$,\2,p" "$tmp/log" | tail -1
}
check --all --pace fast --no-sitemap --store "$tmp/x.db" "http://$a/"
verdicts <<EOR
/session ok -
/session/in ok -
/door redirected redirect-temporary
EOR
is "$(sent /session/in)" "sid=Kanarienvogel" "a session goes on, on its path"
is "$(sent /room)" "door=7" "a redirect on the same host takes its cookie along"
is "$(sent /private/two)" "" "a page that just opens sets none"
is "$(grep -c 'b .*=' "$tmp/log")" 0 "another host gets none of them"
is "$(sent /back)" "" "nor sets one for us"
is "$(grep -rlaF Kanarienvogel "$tmp/out.json" "$tmp/err" "$tmp/x.db" "$tmp/state")" "" "they are written nowhere"
: >"$tmp/log"
printf '127.0.0.1\tFALSE\t/private\tFALSE\t0\tlog\tKanarienvogel\n' >"$tmp/cookies.txt"
check --cookies "$tmp/cookies.txt" "http://$a/"
is "$status" 2 "a file that others can read is refused"
chmod 600 "$tmp/cookies.txt"
check --all --pace fast --fresh --no-sitemap --store "$tmp/x.db" --cookies "$tmp/cookies.txt" "http://$a/"
is "$(sent /private/)" "log=Kanarienvogel; seen=1" "those of a file are sent, and the host may set more"
is "$(sent /private/two)" "log=second; seen=1" "and followed when the host changes them"
is "$(sent /)" "" "on their path"
is "$(grep -c 'b .*=' "$tmp/log")" 0 "to their host"
is "$(grep -rlaF Kanarienvogel "$tmp/out.json" "$tmp/err" "$tmp/x.db" "$tmp/state")" "" "and written nowhere"
echo "Kanarienvogel" >"$tmp/cookies.txt"
check --cookies "$tmp/cookies.txt" "http://$a/"
is "$status $(grep -c Kanarienvogel "$tmp/err")" "2 0" "a file of something else is refused by its line"
finish
