#!/bin/sh
# servers that break HTTP in every way: one verdict each, within its budget, and the rest stays exact
. tests/lib/e2e.sh
. tests/lib/survive.sh
setup
six=::1
grep -q '^0*1 ' /proc/net/if_inet6 2>/dev/null || six=127.0.0.3 # without IPv6: any other address
connections=100 names="six.example=$six;dual.example=127.0.0.9,$six"
{
	echo "listen six $six"
	cat <<'EOS'
listen a 127.0.0.1
listen mute 127.0.0.2 says
listen ssh 127.0.0.2 says SSH-2.0-OpenSSH_9.2\r\n
listen tlsalert 127.0.0.2 says \x15\x03\x03\x00\x02\x02\x28

# --- redirects
on a
try loop-self broken redirect-loop
  location /loop-self
try loop-two broken redirect-loop
  location /loop-two-b
path /loop-two-b
  location /loop-two
try loop-growing broken too-many-redirects
  counting
  location /grow/1
path /grow/1
  location /grow/11
path /grow/11
  location /grow/12
path /grow/*
  location /count/30
try chain broken too-many-redirects
  location /count/30
path /count/*
  countdown
try loop-fragment broken redirect-loop
  location /loop-fragment#again
try loop-301 broken redirect-loop
  status 301
  location /loop-301?x
path /loop-301?x
  location /loop-301
try nowhere broken malformed-reply
  status 302
try empty-location broken redirect-loop
  status 302
  header Location:
try two-locations broken malformed-reply
  status 302
  header Location: /before
  header Location: /after
try same-locations redirected redirect-temporary
  status 302
  header Location: /before
  header Location: /before

# --- lengths
try length-short ok -
  length 2
  body <p>more than it says
try length-long broken timeout
  length 100000
  body <p>and then silence
try length-long-closed broken truncated
  length 100000
  close
  body <p>short
try length-negative broken malformed-reply
  raw HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: -5\r\n\r\n<p>x
try length-huge unchecked too-large 1500 64
  raw HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 9000000000000000000\r\n\r\n<p>x
try length-beyond ok -
  raw HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 99999999999999999999999\r\n\r\n<p>x
try length-words broken malformed-reply
  raw HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: many\r\n\r\n<p>x
try length-two broken malformed-reply
  raw HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 4\r\nContent-Length: 8\r\n\r\n<p>xxxxxx
try length-twice ok -
  raw HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 8\r\nContent-Length: 8\r\n\r\n<p>xxxxx
try length-list broken malformed-reply
  raw HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 4, 8\r\n\r\n<p>xxxxx
try length-and-chunks ok -
  raw HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n<p>xx\r\n0\r\n\r\n

# --- chunks
try chunk-sizes broken malformed-reply
  raw HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Type: text/html\r\n\r\nzzz\r\n<p>
try chunk-negative broken malformed-reply
  raw HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Type: text/html\r\n\r\n-5\r\n<p>xx\r\n0\r\n\r\n
try chunk-overflow broken malformed-reply
  raw HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Type: text/html\r\n\r\nfffffffffffffffffffff\r\n<p>
try chunk-extensions broken timeout 7500 999999
  raw HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Type: text/html\r\n\r\n5;
  endless-body ext=val;
try chunk-no-end broken truncated
  raw HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Type: text/html\r\n\r\n5\r\n<p>xx\r\n
try chunk-cut broken truncated
  raw HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Type: text/html\r\n\r\nff\r\n<p>xx
try chunk-ones ok -
  text HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Type: text/html\r\n\r\n
  repeat 30000 1\r\nx\r\n
  raw 0\r\n\r\n
try chunk-trailer ok -
  raw HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Type: text/html\r\n\r\n5\r\n<p>xx\r\n0\r\nLocation: /x\r\nContent-Type: image/png\r\n\r\n
try chunk-trailers-endless broken malformed-reply 7500 8192
  raw HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Type: text/html\r\n\r\n5\r\n<p>xx\r\n0\r\n
  endless-body X-More: and more\r\n
try coding-unknown broken malformed-reply
  raw HTTP/1.1 200 OK\r\nTransfer-Encoding: magic\r\nContent-Type: text/html\r\n\r\nxxx
try coding-gzip-lie broken malformed-reply
  header Content-Encoding: gzip
  body this is no gzip
try coding-gzip-cut ok -
  header Content-Encoding: gzip
  text \x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03

# --- cut off
try cut-in-body broken reset
  length 100000
  reset-after
  body <p>short
try cut-in-head broken truncated
  raw HTTP/1.1 200 OK\r\nContent-Ty
try cut-in-status broken empty-reply
  raw HTTP/1.
try reset broken reset
  reset
try empty broken empty-reply
  empty
try never broken timeout
  never
at http://{mute}/mute broken timeout
at http://{ssh}/ssh broken malformed-reply
at http://{tlsalert}/alert broken malformed-reply
at https://{mute}/tls-mute broken timeout

# --- interim replies
try interim broken malformed-reply 7500 8192
  interim 0
try interim-few ok -
  interim 3
  body fine
try interim-switch broken malformed-reply
  raw HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n\x81\x05hello
try interim-last broken empty-reply
  raw HTTP/1.1 100 Continue\r\n\r\n

# --- status lines
try old broken malformed-reply
  raw <html><p>HTTP/0.9 has no head</html>
try version-9 broken malformed-reply
  raw HTTP/9.9 200 OK\r\nContent-Type: text/html\r\nContent-Length: 4\r\n\r\n<p>x
try status-99999 broken malformed-reply
  raw HTTP/1.1 99999 Strange\r\n\r\n
try status-words broken malformed-reply
  raw HTTP/1.1 OK\r\n\r\n
try status-000 broken malformed-reply
  raw HTTP/1.1 000 Nothing\r\nContent-Length: 0\r\n\r\n
try status-700 broken malformed-reply
  status 700
try reason-long broken malformed-reply
  text HTTP/1.1 200 
  repeat 200000 OK
  raw \r\n\r\n
try reason-none ok -
  raw HTTP/1.1 200\r\nContent-Type: text/html\r\nContent-Length: 4\r\n\r\n<p>x
try partial ok -
  status 206
  header Content-Range: bytes 0-3/9999
  body <p>x
try no-content ok -
  status 204
  text HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n
try not-modified ok -
  status 304
  text HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n
try smuggled ok -
  text HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5\r\n\r\n<p>xx
  raw HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n

# --- headers
try headers-endless broken malformed-reply 7500 8192
  endless-headers
try headers-many broken malformed-reply 7500 8192
  header-repeat 20000 X-Flood-%d: yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy
try cookies broken malformed-reply 7500 8192
  header-repeat 160000 Set-Cookie: c%d=yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy; path=/
try cookie-long broken malformed-reply 7500 8192
  text HTTP/1.1 200 OK\r\nSet-Cookie: a=
  repeat 2000000 yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy
  raw \r\n\r\n
try header-nul broken malformed-reply
  raw HTTP/1.1 200 OK\r\nX-A: a\x00b\r\nContent-Type: text/html\r\nContent-Length: 4\r\n\r\n<p>x
try header-no-colon broken malformed-reply
  raw HTTP/1.1 200 OK\r\nthis is no header\r\nContent-Type: text/html\r\nContent-Length: 4\r\n\r\n<p>x
try header-no-name ok -
  raw HTTP/1.1 200 OK\r\n: value\r\nContent-Type: text/html\r\nContent-Length: 4\r\n\r\n<p>x
try header-folded redirected redirect-temporary
  raw HTTP/1.1 302 Found\r\nLocation:\r\n /before\r\nContent-Length: 0\r\n\r\n
try header-folded-twice redirected redirect-temporary
  raw HTTP/1.1 302 Found\r\nLocation: /after\r\n\t\r\n  \r\nContent-Length: 0\r\n\r\n
try header-folded-first broken malformed-reply
  raw HTTP/1.1 200 OK\r\n folded: x\r\nContent-Type: text/html\r\nContent-Length: 4\r\n\r\n<p>x
try header-bare-lf ok -
  raw HTTP/1.1 200 OK\nContent-Type: text/html\nContent-Length: 4\n\n<p>x
try header-bare-cr broken redirect-broken
  raw HTTP/1.1 302 Found\r\nLocation: /gone\rSet-Cookie: evil=1\r\nContent-Length: 0\r\n\r\n
try header-injected broken redirect-broken
  raw HTTP/1.1 302 Found\r\nLocation: /gone%0d%0aSet-Cookie:evil=1\r\nContent-Length: 0\r\n\r\n
try header-bytes ok -
  raw HTTP/1.1 200 OK\r\nX-\xff\xfe: \xd6\xd0\xce\xc4\x1b[2J\r\nContent-Type: text/html\r\nContent-Length: 4\r\n\r\n<p>x
try refresh ok -
  header Refresh: 0; url=/refresh
  body <meta http-equiv=refresh content="0; url=/refresh">
try file-name ok -
  header Content-Disposition: attachment; filename="../../../../etc/passwd"; filename*=UTF-8''%2e%2e%2fx
  body <p>x
try slow broken timeout
  trickle 900
  repeat 1000 x
try slow-body broken timeout
  trickle 25
  repeat 1000 x

# --- hosts that only have an IPv6 address
at http://{six}/six ok -
at http://six.example:{six:}/six-name ok -
at http://dual.example:{six:}/dual ok -
on six
path /six*
  body <p>fine
path /dual
  body <p>fine
EOS
} >"$tmp/replies"
survive <"$tmp/replies"
memory_within 40
ok "nothing but the test was connected to" test -z "$(grep -v '^127\.\|^::1$' "$tmp/dialled")"
finish
