#!/bin/sh
# blocked is not broken: whose protection it is, and another road at the end of the run
. tests/lib/e2e.sh
setup
if ! grep -q '00000000000000000000000000000001 ' /proc/net/if_inet6 2>/dev/null; then
	skip_all "this machine has no IPv6"
fi
start_server <<'EOS'
listen a 127.0.0.1
listen six 127.0.0.1
listen6 a6 a
listen b 127.0.0.1
listen6 b6 b
listen c 127.0.0.1
on *
path /
  body <a href="/jsl">1</a> <a href="/cf">1</a> <a href="/cf200">1</a> <a href="/aws">1</a> <a href="/rui">1</a>
  body <a href="/acw">1</a> <a href="/ali">1</a> <a href="/edge">1</a> <a href="/wzws">1</a> <a href="/403">1</a>
  body <a href="/story">1</a> <a href="/412">1</a> <a href="/503">1</a>
path /jsl
  status 521
  header Set-Cookie: __jsluid_s=abc; path=/
  body <script>document.cookie=('_')+('_')+('j')</script>
path /cf
  status 403
  header cf-mitigated: challenge
  body <title>Just a moment...</title>
path /cf200
  header CF-Mitigated: challenge
  body <title>Just a moment...</title>
path /aws
  status 202
  header x-amzn-waf-action: challenge
path /rui
  status 202
  body <meta id="x" content="y" r='m'><script>$_ts=window['$_ts'];if(!$_ts)$_ts={};</script>
path /acw
  body <html><script>var arg1='0123';setCookie("acw_sc__v2", x);</script></html>
path /ali
  status 405
  body <script src="https://errors.aliyun.com/error.js"></script>
path /edge
  status 567
path /wzws
  status 491
  header WZWS-RAY: 1145
path /403
  status 403
  body no
path /412
  status 412
path /503
  status 503
path /story
  body <title>A story</title><h1>How acw_sc__v2 works</h1>
  repeat 400 word
EOS
check --all --timeout 2 --pace fast "http://$a/"
verdicts <<EOR
/jsl blocked challenge
/cf blocked challenge
/cf200 blocked challenge
/aws blocked challenge
/rui blocked challenge
/acw blocked challenge
/ali blocked waf
/edge blocked waf
/wzws blocked waf
/403 blocked waf-403
/story ok -
/412 broken http-4xx
/503 broken http-5xx
EOR
for row in jsl=加速乐 cf=Cloudflare cf200=Cloudflare "aws=AWS WAF" rui=瑞数 acw=阿里云 ali=阿里云 "edge=腾讯 EdgeOne" wzws=奇安信网站卫士; do
	json "/${row%%=*} is ${row#*=}'s" "link('/${row%%=*}').detail == '${row#*=}'"
done
json "the words name the maker and say what to do" "link('/cf').message:find('Cloudflare', 1, true) and link('/cf').fix:find('by hand', 1, true)"
is "$(requests 'a /cf( |$)')" 1 "a challenge is not asked twice of an address that has one family only"
"$govpub" fetch --lang en "http://$a/jsl" >"$tmp/one" 2>&1 9>&-
ok "fetch names it too" grep -q '加速乐' "$tmp/one"

# a host with both families that refuses one of them
start_server <<'EOS'
listen a 127.0.0.1
listen6 a6 a
listen b 127.0.0.1
listen6 b6 b
on *
path /
  body <a href="/p1">1</a> <a href="/p2">1</a> <a href="/p3">1</a> <a href="/q1">1</a> <a href="/q2">1</a>
path /deep/1
  body <a href="/p4">1</a> <a href="/deep/2">1</a>
path /deep/2
  body <a href="/deep/3">1</a> <a href="/p1">1</a>
path /deep/3
  body <a href="/p2">1</a>
on a
path /p*
  status 403
  header Server: CloudWAF
on a6
path /p1
  body <p>one</p> <a href="/behind">1</a>
path /p*
  body <p>two</p>
on b
path /q*
  status 403
on b6
path /q*
  status 403
EOS
# libcurl asks localhost by IPv4 first
check --all --timeout 2 --pace fast "http://localhost:${a#*:}/"
verdicts <<EOR
/p1 ok -
/p2 ok -
/p3 ok -
/behind broken http-404
EOR
is "$(requests 'a6 /p1')" 1 "what IPv4 refused is asked for by IPv6"
limit=30 check --all --depth 4 --timeout 2 --pace fast "http://localhost:${a#*:}/deep/1"
is "$status" 1 "with a limit of depth as well, and the check comes to its end"
verdicts <<EOR
/p2 ok -
/p4 ok -
/behind broken http-404
EOR
check --all --timeout 2 --pace fast "http://localhost:${b#*:}/"
verdicts <<EOR
/q1 blocked waf-403
/q2 blocked waf-403
EOR
is "$(requests 'b6 /q')" 1 "where both refuse, one address was enough to know"
finish
