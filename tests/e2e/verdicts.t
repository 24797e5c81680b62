#!/bin/sh
# every cause of the verdict table gets its verdict
. tests/lib/e2e.sh
setup
start_server <<'EOS'
listen a 127.0.0.1
listen b 127.0.0.2
reserve r 127.0.0.1
path /
  body <a href="/fine">1</a> <a href="/gone">1</a> <a href="/missing">1</a> <a href="/refuses">1</a>
  body <a href="/error">1</a> <a href="/login">1</a> <a href="/forbidden">1</a>
  body <a href="/jsl">1</a> <a href="/acw">1</a>
  body <a href="/loop">1</a> <a href="/count/30">1</a> <a href="/to-missing">1</a>
  body <a href="/moved">1</a> <a href="/elsewhere">1</a>
  body <a href="htp://wrong.example/">1</a> <a href="http://wrong.example:99999/">1</a>
  body <a href="file:///C:/a.doc">1</a> <a href="http://10.1.2.3/">1</a>
  body <a href="http://169.254.169.254/latest/meta-data/">1</a>
  body <a href="javascript:go('x')">1</a> <a href="/fine#here">1</a> <a href="/fine#nowhere">1</a>
  body <a href="/fine#/route">1</a> <a href="/fine#:~:text=present">1</a>
  body <a href="/fine#:~:text=absent">1</a> <a href="/soft">1</a> <a href="/deleted">1</a>
  body <a href="/left-out">1</a> <a href="http://{b}/private/x">1</a>
  body <a href="http://{b}/public">1</a> <a href="http://{r}/">1</a> <a href="/reset">1</a>
  body <a href="/empty">1</a> <a href="/never">1</a> <a href="/cut">1</a> <a href="/garbage">1</a>
  body <a href="http://nowhere.invalid/">1</a> <a href="/busy">1</a> <a href="/down">1</a>
  body <a href="/flaky">1</a> <a href="/dropped-once">1</a>
path /fine
  body <title>Fine</title><p id=here>All is present here.
path /gone
  status 410
path /refuses
  status 400
path /error
  status 500
path /login
  status 401
  header WWW-Authenticate: Basic realm="x"
path /forbidden
  status 403
  body <title>403</title>访问被拒绝：您的请求存在威胁，已被安全防护拦截
path /jsl
  status 521
  header Set-Cookie: __jsluid_s=abc; path=/
  body <script>document.cookie='__jsl_clearance_s=1;path=/';location.href=location.pathname</script>
path /acw
  body <html><script>var arg1='0123456789ABCDEF';document.cookie='acw_sc__v2='+arg1;</script></html>
path /loop
  location /loop2
path /loop2
  location /loop
path /count/*
  countdown
path /to-missing
  location /missing-target
path /moved
  status 301
  location /fine
path /elsewhere
  location /fine
path /soft
  body <title>页面不存在</title><p>您访问的页面不存在或已被删除</p>
path /deleted
  body <title></title><div>该内容已被发布者删除</div>
path /reset
  reset
path /empty
  empty
path /never
  never
path /cut
  length 5000
  close
  body <p>short
path /garbage
  raw \x00\xff not http at all\r\n\r\n
path /busy
  status 429
  header Retry-After: 1
path /down
  status 503
  header Retry-After: 1
path /flaky
  times 1
  status 500
path /flaky
  body fine now
path /dropped-once
  times 1
  empty
path /dropped-once
  body fine now
on b
path /robots.txt
  type text/plain
  body User-agent: *\nDisallow: /private/
path /public
  body public
EOS
check --all --timeout 2 --exclude '*left-out*' "http://$a/"
is "$status" 1 "broken links make exit status 1"
ok "it takes seconds, not minutes" test "$(took)" -le 30
verdicts <<EOR
/fine ok -
/gone broken http-410
/missing broken http-404
/refuses broken http-4xx
/error broken http-5xx
/login blocked login-401
/forbidden blocked waf-403
/jsl blocked -
/acw blocked challenge
/loop broken redirect-loop
/count/30 broken too-many-redirects
/to-missing broken redirect-broken
/moved redirected redirect-permanent
/elsewhere redirected redirect-temporary
htp://wrong.example/ broken bad-scheme
http://wrong.example:99999/ broken malformed-url
file:///C:/a.doc broken local-file
http://10.1.2.3/ unverified private-address
http://169.254.169.254/latest/meta-data/ unverified private-address
javascript:go('x') unverified javascript
/fine#nowhere broken fragment
/fine#/route unverified spa-anchor
/fine#:~:text=absent broken text-fragment
/soft broken soft-404
/deleted broken deleted-article
/left-out unverified excluded
$b/private/x unverified robots
$b/public ok -
http://$r/ broken refused
/reset broken reset
/empty broken empty-reply
/never broken timeout
/cut broken truncated
/garbage broken malformed-reply
http://nowhere.invalid/ broken dns
/busy throttled http-429
/down broken -
/flaky unverified changing
EOR
json "fine fragments are not reported as wrong" \
	'(verdict("/fine#here") or "ok") == "ok" and (verdict("#:~:text=present") or "ok") == "ok"'
json "a connection that is dropped once is not called broken" 'not link("/dropped-once").broken'
json "counts agree with the list" 'r.counts.broken == count("broken")'
json "status is a number or null" '(function()
	for _, l in ipairs(links) do
		if type(l.status) ~= "number" and l.status ~= require("cjson").null then return false end
	end
	return link("/gone").status == 410
end)()'
is "$(requests 'a /left-out')" 0 "what is excluded is never requested"
is "$(requests 'b /private')" 0 "what robots.txt forbids is never requested"
is "$(requests 'a /missing( |$)')" 1 "a 404 is believed at once"
is "$(requests 'a /error')" 2 "a server error is probed a second time"
is "$(requests 'a /flaky')" 2 "and so is one that goes away"
finish
