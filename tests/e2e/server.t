#!/bin/sh
# the test server itself does what its scenarios say
. tests/lib/e2e.sh
setup
openssl req -x509 -newkey rsa:2048 -nodes -keyout "$tmp/key" -out "$tmp/cert" -days 1 \
	-subj /CN=localhost -addext subjectAltName=IP:127.0.0.1 2>/dev/null
start_server <<EOS
listen a 127.0.0.1
listen b 127.0.0.2
listen s 127.0.0.1 tls $tmp/cert $tmp/key
listen old 127.0.0.1 tls $tmp/cert $tmp/key old
reserve r 127.0.0.1
log-header X-Token
path /plain
  header X-Other: {b}
  body <a href="http://{r}/">\x41</a>
path /many
  text [
  repeat 3 %d,
  text ]
path /cut
  length 100
  close
  body short
path /empty
  empty
path /reset
  reset
path /never
  never
path /slow
  delay 300
  body late
path /trickle
  trickle 5
  body x
path /bomb
  text top
  bomb 8
path /flood
  header-repeat 100 X-%d: y
path HEAD /lies
  status 404
path /lies
  body truth
path /twice
  times 2
  status 503
  header Retry-After: 1
path /twice
  body back
path /count/*
  countdown
  body bottom
path /raw
  raw HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n
path /interim
  interim 3
  body after
path /endless
  endless-body abc
path /endless-headers
  endless-headers
path /more-interim
  interim 0
on b
path /plain-b
  body on b
EOS
get() { curl -s -m 3 "$@"; }
code() { curl -s -m 3 -o /dev/null -w '%{http_code}' "$@"; }
fails() { # curl's own exit status
	curl -s -m 0.4 -o /dev/null "$@"
	echo $?
}
is "$(get "http://$a/plain?x")" "<a href=\"http://$r/\">A</a>" "names and escapes are replaced"
ok "headers too" sh -c "curl -s -D- -o /dev/null http://$a/plain | grep -q 'X-Other: $b'"
is "$(get "http://$a/many")" '[1,2,3,]' "repeats count"
is "$(fails "http://$a/cut")" 18 "a cut body is short"
is "$(fails "http://$a/empty")" 52 "an empty reply is empty"
is "$(fails "http://$a/reset")" 56 "a reset is a reset"
is "$(fails "http://$a/never")" 28 "never means never"
is "$(get -o /dev/null -w '%{time_total}' "http://$a/slow" | awk '{ print ($1 >= 0.3) }')" 1 \
	"a delay delays"
is "$(get "http://$a/trickle")" x "a trickle arrives"
is "$(get --compressed "http://$a/bomb" | wc -c)" 8388611 "a bomb unpacks"
is "$(curl -s -D- -o /dev/null "http://$a/flood" | grep -c ': y')" 100 "headers can be many"
is "$(code -I "http://$a/lies") $(code "http://$a/lies")" "404 200" "HEAD may differ"
is "$(code "http://$a/twice") $(code "http://$a/twice") $(code "http://$a/twice")" "503 503 200" \
	"answers change after n times"
is "$(curl -s -L -w "%{num_redirects}" "http://$a/count/4" | tr -d "\n")" bottom4 \
	"chains count down"
is "$(fails "http://$a/raw")" 56 "raw bytes are raw"
is "$(get "http://$a/interim")" after "1xx answers come first"
is "$(fails "http://$a/endless")" 28 "an endless body never ends"
ok "endless headers never end" test "$(fails "http://$a/endless-headers")" -ne 0
ok "endless 1xx answers never end" test "$(fails "http://$a/more-interim")" -ne 0
is "$(code "http://$b/plain-b") $(code "http://$a/plain-b")" "200 404" "listeners can differ"
is "$(fails "http://$r/")" 7 "a reserved port refuses"
is "$(curl -s --cacert "$tmp/cert" "https://$s/many")" '[1,2,3,]' "TLS works"
is "$(fails "https://$s/many")" 60 "and its certificate is judged"
is "$(fails -k "https://$old/many")" 35 "TLS 1.0 is refused"
get -H 'X-Token: t1' "http://$a/many" >/dev/null
ok "the log holds requests and the wanted header" grep -qE '^[0-9]+ GET a /many t1$' "$tmp/log"
is "$(requests 'a /twice')" 3 "requests are counted"
kill -0 $pids && exec 9>&-
i=0
while kill -0 $pids 2>/dev/null && [ $i -lt 50 ]; do
	sleep 0.02
	i=$((i + 1))
done
ok "it ends when its standard input closes" test $i -lt 50
finish
