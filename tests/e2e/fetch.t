#!/bin/sh
# govpub fetch: hops, headers, content where it belongs, and one cause when it fails
. tests/lib/e2e.sh
setup
openssl req -x509 -newkey rsa:2048 -nodes -keyout "$tmp/self.key" -out "$tmp/self.pem" -days 2 \
	-subj /CN=self -addext subjectAltName=IP:127.0.0.1 2>/dev/null
sed "s|TMP|$tmp|g" >"$tmp/words" <<'EOS'
listen a 127.0.0.1
listen b 127.0.0.2
listen s 127.0.0.1 tls TMP/self.pem TMP/self.key
reserve r 127.0.0.1
log-header Cookie
on a
path /
  type text/html; charset=UTF-8
  header Set-Cookie: a=b
  header Set-Cookie: c=d
  header X-Odd: \x1b[2J\xff
  body hello \x1b[31mred\r
  body 中文
path /old
  status 301
  location /older
path /older
  location /#part
path /abroad
  location http://{b}/page
path /count/*
  countdown
  body bottom
path /self
  location /self
path /ring1
  location /ring2
path /ring2
  location /ring1
path /session
  times 1
  status 302
  header Location: /session
  header Set-Cookie: id=7; Path=/
path /session
  body inside
path /to-metadata
  location http://169.254.169.254/latest/
path /to-private
  location http://10.255.255.1/
path /to-file
  location file:///etc/passwd
path /to-bad
  location http://[bad/
path /to-gone
  location /gone
path /gone
  status 404
  body nothing here
path /forbidden
  status 403
  body no
path /empty
  empty
path /never
  never
path /cut
  length 100
  close
  body short
path /large
  repeat 300000 0123456789012345678901234567890123456789012345678901234567890123
path /coded
  header Content-Encoding: utf-8
  body plain
path /gbk
  text \xd6\xd0\xce\xc4
path /pdf
  type application/pdf
  text \x00\x01\xff
on b
path /page
  body abroad
on s
path /
  body secret
EOS
start_server <"$tmp/words"
fetch() {
	timeout -k 5 60 "$govpub" fetch "$@" >"$tmp/out" 2>"$tmp/err" </dev/null 9>&-
	status=$?
}
fetch_json() {
	fetch --json "$@"
	cp "$tmp/out" "$tmp/out.json"
}

fetch "http://$a/old"
is "$status $(od -An -c "$tmp/out" | tr -d ' \n')" \
	'0 hello033[31mred\r\n344270255346226207\n' "the content is standard output, byte for byte"
is "$(sed 's/ *[0-9]* ms */ /; s/127.0.0.1:[0-9]*/A/' "$tmp/err")" "301 http://A/old
302 http://A/older
200 http://A/
text/html; charset=UTF-8, 23 bytes" "the hops and the type are standard error"
fetch_json "http://$a/old"
json "JSON: where it led" "r.url == 'http://$a/old' and r.final_url == 'http://$a/' and r.status == 200"
json "every hop" '#r.hops == 3 and r.hops[1].status == 301 and r.hops[1].location == "/older" and r.hops[3].status == 200'
json "nothing is wrong" 'not text(r.cause) and not text(r.message) and not text(r.hops[3].location)'
json "type, charset and size" 'r.type == "text/html" and r.charset == "UTF-8" and r.size == 23'
json "every header, repeated ones with every value" \
	'#r.headers["set-cookie"] == 2 and r.headers["set-cookie"][2] == "c=d" and r.headers["content-type"][1]:find("UTF")'
fetch_json "$a/abroad#x"
json "without a scheme it is http; another host is followed" "r.final_url == 'http://$b/page' and r.url == 'http://$a/abroad'"

fetch --headers --head "http://$a/"
is "$(grep -c ' HEAD a /$' "$tmp/log")" 1 "--head asks by HEAD"
ok "the headers are standard output then" grep -q '^set-cookie: a=b$' "$tmp/out"
ok "and obey nothing on a terminal" grep -qF 'x-odd: \x1b[2J' "$tmp/out"
ok "without content" sh -c "! grep -q hello '$tmp/out'"
fetch --headers --lang zh -o "$tmp/saved" "http://$a/"
is "$(wc -c <"$tmp/saved") $(grep -c hello "$tmp/out")" "23 0" "-o FILE takes the content"
ok "and the report is standard output, in Chinese" grep -q '23 字节' "$tmp/out"
fetch -o "$tmp/saved" "http://$a/cut"
is "$status $(wc -c <"$tmp/saved")" "1 23" "a content that is cut short does not replace a saved one"
fetch --json -o "$tmp/saved" "http://$a/pdf"
is "$status $(wc -c <"$tmp/saved") $(head -c 1 "$tmp/out")" "0 3 {" "--json with -o gives both"

causes() { # PATH STATUS CAUSE HOPS
	while read -r path want cause hops; do
		fetch_json --timeout 1 "http://$a$path"
		is "$status" "$want" "$path: status $want"
		json "$path: $cause" "(text(r.cause) or '-') == '$cause' and #r.hops == $hops"
	done
}
causes <<'EOR'
/count/10 0 - 11
/count/11 1 too-many-redirects 11
/self 1 redirect-loop 1
/ring1 1 redirect-loop 2
/session 0 - 2
/to-metadata 3 private-address 2
/to-private 3 private-address 2
/to-file 1 redirect-broken 1
/to-bad 1 redirect-broken 1
/to-gone 1 http-404 2
/gone 1 http-404 1
/forbidden 0 waf-403 1
/empty 1 empty-reply 1
/never 1 timeout 1
/cut 1 truncated 1
/large 3 too-large 1
/coded 0 - 1
EOR
json "a content coding that nobody knows is not undone" 'r.size == 6'
is "$(grep -c ' /session id=7$' "$tmp/log")" 1 "an address that wants its cookie back gets it"
fetch_json "http://$r/"
json "a refused connection has words" 'r.cause == "refused" and text(r.message) and text(r.fix) and type(r.status) ~= "number"'
fetch --lang zh "https://$s/"
is "$status $(grep -c '^错链 · tls-self-signed$' "$tmp/err") $(grep -c ' s /' "$tmp/log")" "1 1 0" \
	"a certificate that nobody vouches for is the end of it"
ok "and is said in words" grep -q '自签名证书' "$tmp/err"
fetch "http://$a/gone"
is "$(cat "$tmp/out")" "nothing here" "a 404 page is content too"
ok "the report says what to do" grep -q 'To do: ' "$tmp/err"
fetch --lang zh "http://$a/to-file"
ok "a dead end shows where it wanted to go" grep -q -e '-> file:///etc/passwd' "$tmp/err"
ok "in Chinese" grep -q '^错链 · redirect-broken$' "$tmp/err"

on_terminal() { script -qec "$govpub fetch --lang en $*" /dev/null </dev/null 9>&- >"$tmp/tty"; }
if script -qec true /dev/null >/dev/null 2>&1 </dev/null; then
	on_terminal "http://$a/"
	ok "on a terminal control characters are made visible" grep -qF 'hello \x1b[31mred' "$tmp/tty"
	ok "and texts are shown" grep -q '中文' "$tmp/tty"
	on_terminal "http://$a/pdf"
	ok "what is no text is not shown" grep -q 'not shown on a terminal' "$tmp/tty"
	on_terminal "http://$a/gbk"
	ok "nor is text in another charset" grep -q 'not shown on a terminal' "$tmp/tty"
	on_terminal -o - "http://$a/gbk"
	is "$(LC_ALL=C grep -c "$(printf '\326\320\316\304')" "$tmp/tty")" 1 "-o - writes it as it is"
else
	echo "# no terminal can be made here: left out"
fi

refused() { # NAME STATUS ARG...
	what=$1 want=$2
	shift 2
	fetch "$@"
	is "$status $(wc -l <"$tmp/err")" "$want 1" "$what: status $want and one line"
	ok "$what: nothing on standard output" test ! -s "$tmp/out"
}
refused "no address" 2
refused "two addresses" 2 "http://$a/" "http://$a/"
refused "an address that is none" 2 'http://[/'
refused "another scheme" 2 ftp://ftp.example/
refused "no such option" 2 --follow "http://$a/"
refused "a timeout that is none" 2 --timeout 0 "http://$a/"
refused "-o without a name" 2 "http://$a/" -o
refused "--head with -o" 2 --head -o "$tmp/x" "http://$a/"
refused "JSON and content on one stream" 2 --json -o - "http://$a/"
refused "a folder for -o" 2 --json -o "$tmp" "http://$a/"
refused "a file that cannot be made" 8 --json -o "$tmp/none/x" "http://$a/"
refused "a full disk under -o" 8 --json -o /dev/full "http://$a/"
"$govpub" fetch --json "http://$a/" >/dev/full 2>"$tmp/err" </dev/null
is "$? $(wc -l <"$tmp/err")" "8 1" "a full disk on standard output"
"$govpub" fetch "http://$a/" >/dev/full 2>"$tmp/err" </dev/null
is "$?" 8 "also for the content"
if unshare -n true 2>/dev/null; then
	unshare -n "$govpub" fetch --json http://192.0.2.1/ >"$tmp/out" 2>"$tmp/err" </dev/null
	is "$? $(wc -l <"$tmp/err")" "8 1" "a machine without network: status 8 and one line"
fi
"$govpub" 取网页 -h >"$tmp/out"
ok "the Chinese name is the same verb" grep -q '^usage: govpub fetch' "$tmp/out"
finish
