#!/bin/sh
# credentials go to the origin they are for and to nobody else, and stand in nothing that is written
. tests/lib/e2e.sh
setup
start_server <<'EOS'
listen a 127.0.0.1
listen b 127.0.0.2
log-header Authorization
on a
path /
  body <a href="/two">1</a> <a href="http://{b}/three">1</a> <a href="/over">1</a> <a href="/denied">1</a>
path /two
  body 2
path /over
  location http://{b}/four
path /denied
  status 401
  header WWW-Authenticate: Basic realm="x"
on b
path /*
  body b
EOS
canary='zhang:Kanarienvogel 7'
coded=$(printf %s "$canary" | openssl base64)
(umask 077 && printf '%s\n' "$canary" >"$tmp/secret")
written() { # files that hold the secret, in either spelling
	grep -rlaF -e Kanarienvogel -e "${coded%%=*}" "$tmp"/out* "$tmp"/err "$tmp"/crawl.db* "$tmp"/state
}
check --all --pace fast --auth "http://$a=$tmp/secret" --store "$tmp/crawl.db" "http://$a/"
is "$(grep -c ' GET a ' "$tmp/log")" "$(grep -cF "Basic $coded" "$tmp/log")" "every request to the origin has them"
is "$(grep -E ' b .*Basic' "$tmp/log")" "" "none elsewhere, by a link or by a redirect"
ok "others are asked" grep -q ' b /four' "$tmp/log"
verdicts <<EOR
/denied blocked login-401
EOR
for format in text jsonl csv html junit sarif xlsx dot; do
	"$govpub" check-links --all --pace fast --fresh --auth "http://$a=$tmp/secret" --store "$tmp/crawl.db" \
		--format $format -o "$tmp/out.$format" "http://$a/" 2>>"$tmp/err" </dev/null
done
is "$(written)" "" "they stand in no report, no store and no message"
: >"$tmp/log"
PORTAL='Bearer abc.DEF-123' check --pace fast --fresh --auth "http://$a/any=env:PORTAL" "http://$a/"
ok "a token from the environment" grep -q ' a /two Bearer abc.DEF-123$' "$tmp/log"
: >"$tmp/log"
check --pace fast --fresh --auth "https://$a=$tmp/secret" "http://$a/"
is "$(grep -c Basic "$tmp/log")" 0 "what is for https is not sent by http"
chmod 644 "$tmp/secret"
check --auth "http://$a=$tmp/secret" "http://$a/"
is "$status" 2 "a file that others can read is refused"
ok "with what to do" grep -q 'chmod 600' "$tmp/err"
chmod 600 "$tmp/secret"
check --auth "http://$a=$tmp/secret" --auth "http://$a=env:HOME" "http://$a/"
is "$status" 2 "so are two for one origin"
check --auth "http://zhang:Kanarienvogel@$a=$tmp/secret" "http://$a/"
is "$status $(written)" "2 " "and credentials on the command line, which are not repeated"
printf 'zhang:Kanarienvogel\r\nX-Evil: 1\n' >"$tmp/secret"
check --auth "http://$a=$tmp/secret" "http://$a/"
is "$status $(written)" "2 " "and a second line"
mkdir "$tmp/office"
(umask 077 && printf '%s' "$canary" >"$tmp/office/login")
cat >"$tmp/office/office.lua" <<EOS
return office { name = "x", sites = { { url = "http://$a/", auth = "login" } } }
EOS
: >"$tmp/log"
check --pace fast --rules none -C "$tmp/office"
ok "an office says where they are" grep -qF "Basic $coded" "$tmp/log"
is "$(grep -E ' b .*Basic' "$tmp/log")" "" "for its site only"
sed -i 's/"login"/"zhang:Kanarienvogel"/' "$tmp/office/office.lua"
check -C "$tmp/office"
is "$status" 2 "and not what they are"
finish
