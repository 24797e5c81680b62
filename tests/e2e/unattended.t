#!/bin/sh
# examples/unattended: checks night after night, tells each thing once, and can be installed as it is
. tests/lib/e2e.sh
setup
files=$tmp/office/unattended
"$govpub" init --unattended "$tmp/office" >"$tmp/out"
is "$? $(ls "$files" | tr '\n' ' ')" "0 README.md README.zh-CN.md govpub-check.service govpub-check.timer nightly.conf nightly.sh " \
	"init --unattended writes what is needed"
ok "as it is in the source" diff -r "$files" examples/unattended
"$govpub" init --unattended "$tmp/office" >"$tmp/out"
is "$? $(grep -c unattended "$tmp/out")" "0 0" "a second time writes nothing"

# --- the files for the system
if command -v systemd-analyze >/dev/null; then
	ok "systemd takes service and timer" systemd-analyze verify --man=no \
		"$files/govpub-check.service" "$files/govpub-check.timer"
	is "$(systemd-analyze verify --man=no "$files/govpub-check.service" 2>&1)" "" "without a word"
	ok "and the service is well closed" systemd-analyze security --offline=yes --threshold=25 \
		"$files/govpub-check.service"
else
	ok "the service runs the script with its settings # SKIP no systemd-analyze" \
		grep -q '^ExecStart=/bin/sh .*/nightly.sh .*/nightly.conf$' "$files/govpub-check.service"
fi
ok "the settings are shell" sh -c ". '$files/nightly.conf' && [ \"\$OFFICE\" = /srv/govpub ] && [ \"\$NOTIFY\" = - ]"
for page in README.md README.zh-CN.md; do
	is "$(grep -c '^| [0-9]' "$files/$page")" 11 "$page: every exit status"
done

# --- night after night
start_server <<EOS
listen a 127.0.0.1
save $tmp/got
path GET /
  times 2
  body <a href="/gone">gone</a> <a href="/fine">fine</a>
path GET /
  times 1
  body <a href="/worse">worse</a> <a href="/fine">fine</a>
path GET /
  times 1
  body <a href="/late">late</a> <a href="/worse">worse</a>
path GET /
  body <a href="/late">late</a> <a href="/worse">worse</a>
path GET /fine
path POST /hook
  times 2
  status 400
path POST /hook
EOS
printf 's3cret\n' >"$tmp/secret"
chmod 600 "$tmp/secret"
settings() { # what the conf has beside the common
	cat >"$tmp/conf" <<-EOS
	GOVPUB=$govpub
	TARGET=http://$a/
	STATE=$tmp/nights
	OPTIONS="--pace fast --lang en --no-sitemap --exclude */x*y"
	KEEP=3
	$1
	EOS
}
night() { # $status, $tmp/out, $tmp/err
	LC_ALL=en_US.UTF-8 timeout 60 sh "$files/nightly.sh" "$tmp/conf" >"$tmp/out" 2>"$tmp/err" </dev/null 9>&-
	status=$?
}
calm() {
	night
	is "$status $(cat "$tmp/out" "$tmp/err")" "0 " "$1"
}
told() { # WORD NAME
	night
	is "$status $(grep -c "$1" "$tmp/out") $(cat "$tmp/err")" "0 1 " "$2"
}
settings ""
told '^1\. broken: .*/gone$' "the first night tells what is broken"
calm "the second night has nothing to say"
ok "its report shows the figures all the same" grep -q '<html' "$tmp/nights/latest.html"
told '^1\. broken: .*/worse$' "what broke since is told"
is "$(grep -c '^Fixed: .*/gone$' "$tmp/out")" 1 "and what was fixed"

# --- to a receiver, which is out of order
settings "NOTIFY=http://$a/hook SECRET_FILE=$tmp/secret"
night
is "$status $(ls "$tmp/nights/outbox" | wc -l) $(grep -c 'not delivered' "$tmp/err")" "8 1 1" "news that nobody takes is kept, and that is said"
night
is "$status $(requests "a /hook")" "8 2" "the night after it is tried once again"
calm "until it is taken"
is "$(ls "$tmp/nights/outbox" | wc -l) $(requests 'a /hook')" "0 3" "once"
n=$(grep -l '^POST /hook' "$tmp"/got* | sort -V | tail -n 1)
sed '1,/^\r$/d' "$n" >"$tmp/out.json"
json "with what was new when it was found" 'r.new == 1 and r.problems[1].url:match("/late$")'
calm "and not again"
is "$(requests 'a /hook')" 3 "nothing was sent"
is "$(ls "$tmp/nights/reports" | wc -l)" 3 "the last reports are kept, older ones not"

# --- a check that fails
settings 'OPTIONS=--no-such-option'
night
is "$status $(grep -c 'check failed (exit status 2)' "$tmp/out") $(grep -c 'no-such-option' "$tmp/out")" "2 1 1" "a check that fails is told with its reason"
night
is "$status $(cat "$tmp/out" "$tmp/err")" "2 " "once"
settings ""
told 'works again' "and that it works again"
calm "once as well"
settings "STATE=$tmp/none/nights"
: >"$tmp/none"
night
is "$status" 8 "a state folder that cannot be made: 8"

# --- one that takes longer than a day
start_server <<'EOS'
listen slow 127.0.0.1
path /*
  never
EOS
settings ""
"$govpub" check-links -q --store "$tmp/nights/crawl.db" "http://$slow/" >/dev/null 2>&1 </dev/null 9>&- &
busy=$!
pids="$pids $busy"
until [ "$(requests 'slow /')" -gt 0 ]; do sleep 0.05; done
night
is "$status $(cat "$tmp/out" "$tmp/err")" "6 " "the check before it still runs: nothing is said"
night
is "$status $(grep -c 'exit status 6' "$tmp/out")" "6 1" "twice in a row: told"
night
is "$status $(cat "$tmp/out" "$tmp/err")" "6 " "once"
kill -9 "$busy"
wait "$busy" 2>/dev/null

# --- a mail, a limit, an office
rm -rf "$tmp/nights"
start_server <<'EOS'
listen a 127.0.0.1
path GET /
  body <a href="/gone">gone</a>
EOS
settings "MAILER='cat >$tmp/mail'"
calm "with MAILER nothing is printed"
ok "the text goes there" grep -q '^1\. broken: ' "$tmp/mail"
rm "$tmp/mail"
calm "nothing new"
ok "no mail" test ! -e "$tmp/mail"
rm -rf "$tmp/nights"
settings 'OPTIONS="--pace fast --max-urls 1"'
calm "a limit before anything was found: nothing to tell"
echo "return { name = '云岚局', code = 'yl', sites = { { name = 'x', url = 'http://$a/' } } }" >"$tmp/office/office.lua"
rm -rf "$tmp/nights"
settings "TARGET= OFFICE=$tmp/office"
told '云岚局' "without TARGET the sites of the office are checked, and its name is told"
finish
