#!/bin/sh
# hostile servers: one verdict each, in bounded time, and the check goes on
. tests/lib/e2e.sh
setup
start_server <<'EOS'
listen a 127.0.0.1
listen b 127.0.0.2
path /
  body <a href="/endless-body">1</a> <a href="/endless-headers">1</a> <a href="/flood">1</a>
  body <a href="/interim">1</a> <a href="/interim-few">1</a> <a href="/trickle">1</a>
  body <a href="/bomb">1</a> <a href="/cut">1</a> <a href="/cut-reset">1</a> <a href="/old">1</a>
  body <a href="/chunks">1</a> <a href="/long-status">1</a> <a href="/attribute">1</a>
  body <a href="/many">1</a> <a href="/deep">1</a> <a href="/nul">1</a> <a href="/bytes">1</a>
  body <a href="/split">1</a> <a href="/to-file">1</a> <a href="/to-metadata">1</a>
  body <a href="/to-private">1</a> <a href="/to-javascript">1</a> <a href="/to-nothing">1</a>
  body <a href="http://www.gov.example@{b}/userinfo">1</a> <a href="/bad-gzip">1</a>
  body <a href="/short-body-keep">1</a> <a href="/last">1</a>
path /endless-body
  endless-body <p>and so on and on</p>
path /endless-headers
  endless-headers
path /flood
  header-repeat 20000 X-Flood-%d: yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy
path /interim
  interim 0
path /interim-few
  interim 3
  body fine
path /trickle
  trickle 900
  repeat 1000 x
path /bomb
  text <p>
  bomb 200
path /cut
  length 100000
  close
  body <p>short
path /cut-reset
  length 100000
  reset-after
  body <p>short
path /short-body-keep
  length 100000
  body <p>and then silence
path /old
  raw <html><p>HTTP/0.9 has no head</html>
path /chunks
  raw HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Type: text/html\r\n\r\nzzz\r\n<p>
path /long-status
  raw HTTP/1.1 99999 Strange\r\n\r\n
path /attribute
  text <a href="/
  repeat 4000000 aaaa
  text ">x</a>
path /many
  repeat 150000 <a href="#x">x</a>
path /deep
  repeat 200000 <div>
  text <a href="/from-the-deep">x</a>
path /nul
  text \x00\x00<a\x00 href="/x\x00y">\x00</a><a href="/after-nul">x</a>
path /bytes
  type text/html; charset=utf-8
  text <p>\xff\xfe\xc0\x80\xed\xa0\x80<a href="/after-bytes">\xf8</a>
path /split
  raw HTTP/1.1 302 Found\r\nLocation: /last%0d%0aSet-Cookie:x\r\nContent-Length: 0\r\n\r\n
path /to-file
  location file:///etc/passwd
path /to-metadata
  location http://169.254.169.254/latest/
path /to-private
  location http://192.168.1.1/
path /to-javascript
  location javascript:alert(1)
path /to-nothing
  status 302
path /bad-gzip
  header Content-Encoding: gzip
  body this is no gzip
path /last*
  body last
path /from-the-deep
  body deep
path /after-nul
  body nul
path /after-bytes
  body bytes
on b
path /userinfo
  body elsewhere
EOS
check --all --timeout 2 "http://$a/"
is "$status" 1 "the check ends with a report"
ok "in bounded time" test "$(took)" -le 40
verdicts <<EOR
/endless-body unchecked too-large
/endless-headers broken malformed-reply
/flood broken malformed-reply
/interim broken -
/interim-few ok -
/trickle broken timeout
/bomb unchecked bomb
/cut broken truncated
/cut-reset broken -
/short-body-keep broken timeout
/old broken malformed-reply
/chunks broken malformed-reply
/long-status broken malformed-reply
/deep - -
/nul ok -
/bytes ok -
/split - -
/to-file broken -
/to-metadata unverified private-address
/to-private unverified private-address
/to-javascript broken -
/to-nothing broken -
/bad-gzip broken malformed-reply
/after-nul ok -
/after-bytes ok -
/last ok -
EOR
json "every address has one record" '(function()
	local seen = {}
	for _, l in ipairs(links) do
		if seen[l.url] then return false end
		seen[l.url] = true
	end
	return #links >= 25
end)()'
json "a page that was cut short says so" 'verdict("/attribute") ~= nil and verdict("/many") ~= nil'
json "userinfo does not hide the host" "(function()
	for _, l in ipairs(links) do
		if l.url:find('@$b/userinfo', 1, true) then return l.verdict == 'ok' end
	end
end)()"
ok "nothing private was asked for" test "$(requests '.*(169\.254|192\.168)')" -eq 0
finish
