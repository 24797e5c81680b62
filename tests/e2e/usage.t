#!/bin/sh
# wrong words: one clear line and exit status 2; a failing machine: 8
. tests/lib/e2e.sh
setup
start_server <<'EOS'
listen a 127.0.0.1
path /
  body <a href="/fine">1</a>
path /fine
  body fine
path /bad
  body <a href="/gone">1</a>
EOS
refused() { # NAME STATUS ARG...
	what=$1 want=$2
	shift 2
	"$govpub" "$@" >"$tmp/out" 2>"$tmp/err" </dev/null
	is "$? $(wc -l <"$tmp/err")" "$want 1" "$what: status $want and one line"
	ok "$what: nothing on stdout" test ! -s "$tmp/out"
}
refused "an option before the verb" 2 --lang zh help
ok "is told where to stand" grep -q "govpub .* --lang" "$tmp/err"
refused "an unknown verb" 2 chek-links
refused "an unknown option" 2 check-links --dpeth 3 "http://$a/"
refused "an option without its value" 2 check-links --depth
refused "a number that is none" 2 check-links --depth three "http://$a/"
refused "a negative number" 2 check-links --max-urls -5 "http://$a/"
refused "a number that is too large" 2 check-links -c 99999999999999999999 "http://$a/"
refused "an unknown format" 2 check-links --format pdf "http://$a/"
refused "an unknown pace" 2 check-links --pace slow "http://$a/"
refused "an unknown language" 2 check-links --lang fr "http://$a/"
refused "a header without an origin" 2 check-links --header 'X-A: b' "http://$a/"
refused "a scheme that is not checked" 2 check-links ftp://ftp.example/
refused "an address that is none" 2 check-links 'http://[/'
refused "a file that does not exist" 2 check-links "$tmp/absent.html"
refused "a preview without a folder" 2 preview
refused "a preview of nothing" 2 preview "$tmp/absent"
refused "a preview port that is none" 2 preview --port 70000 "$tmp"
echo '<p>' >"$tmp/secret.html"
chmod 0 "$tmp/secret.html"
if [ "$(id -u)" -ne 0 ]; then
	refused "a file that cannot be read" 8 check-links "$tmp/secret.html"
fi
"$govpub" check-links --depth three "http://$a/" >/dev/null 2>"$tmp/err"
ok "the line names the option" grep -q -e --depth "$tmp/err"
"$govpub" >"$tmp/out" 2>"$tmp/err" </dev/null
is "$?" 2 "no verb: status 2"
ok "and the verbs are listed" grep -q check-links "$tmp/err"
"$govpub" check-links --json "http://$a/" >/dev/full 2>"$tmp/err" </dev/null
is "$? $(wc -l <"$tmp/err")" "8 1" "a full disk on standard output"
"$govpub" check-links -q --json -o "$tmp/none/out.json" "http://$a/" 2>"$tmp/err" </dev/null
is "$? $(wc -l <"$tmp/err")" "8 1" "a report that cannot be created"
"$govpub" check-links -q --json -o /dev/full "http://$a/" 2>"$tmp/err" </dev/null
is "$? $(wc -l <"$tmp/err")" "8 1" "a full disk under -o"
"$govpub" check-links -q --store /proc/nothing/x.db "http://$a/" >"$tmp/out" 2>"$tmp/err" </dev/null
is "$?" 8 "a store that cannot be created"
echo "this is no database, whatever its name says" >"$tmp/foreign.db"
"$govpub" check-links -q --store "$tmp/foreign.db" "http://$a/" >"$tmp/out" 2>"$tmp/err" </dev/null
ok "a foreign file is not taken for a store" test "$?" -ne 0
is "$(cat "$tmp/foreign.db")" "this is no database, whatever its name says" "nor written to"
if unshare -n true 2>/dev/null; then
	unshare -n "$govpub" check-links -q --fresh --pace fast http://192.0.2.1/ >"$tmp/out" 2>"$tmp/err" </dev/null
	is "$? $(wc -l <"$tmp/err")" "8 1" "a machine without network: status 8 and one line"
	ok "and no site is blamed" test ! -s "$tmp/out"
fi
check "http://$a/"
is "$status" 0 "a clean site is exit status 0"
check "http://$a/bad"
is "$status" 1 "a broken link is exit status 1"
check --fail-on never "http://$a/bad"
is "$status" 0 "--fail-on never: exit status 0"
"$govpub" check-links -h >"$tmp/out" 2>"$tmp/err"
is "$?" 0 "-h is exit status 0"
ok "and prints the synopsis" grep -q '^usage: govpub check-links' "$tmp/out"
"$govpub" preview -h >"$tmp/out" 2>"$tmp/err"
ok "for preview too" grep -q '^usage: govpub preview' "$tmp/out"
finish
