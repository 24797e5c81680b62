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
  body <a href="/story">1</a> <a href="/412">1</a> <a href="/503">1</a> <a href="/491">1</a> <a href="/503v">1</a>
  body <a href="/g01">1</a> <a href="/api">1</a> <a href="/wx-test">1</a> <a href="/wx-often">1</a> <a href="/wx-gone">1</a>
  body <a href="/wx-bad">1</a> <a href="/wx-live">1</a> <a href="/visitor">1</a> <a href="/weibo-gone">1</a> <a href="/baidu">1</a>
  body <a href="/firm">1</a> <a href="/bili">1</a>
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
path /491
  status 491
path /503v
  status 503
  body <title>安全验证</title><p>请拖动滑块</p>
path /g01
  status 202
  body <script>var a=1;document.cookie='k='+a;location.reload()</script>
path /api
  status 202
  type application/json
  body {"accepted":true}
path /wx-test
  body <h2>环境异常</h2><p>当前环境异常，完成验证后即可继续访问。</p><a href="#">去验证</a>
path /wx-often
  body <h2>访问过于频繁，请用微信扫描二维码进行访问</h2>
path /wx-gone
  body <div class="weui-msg"><h2>该内容已被发布者删除</h2></div>
path /wx-bad
  body <div class="weui-msg"><h2>此内容因违规无法查看</h2><p>由用户投诉并经平台审核</p></div>
path /wx-live
  body <h1 id="activity-name">收到“该内容已被发布者删除”怎么办</h1><div id="js_content">
  repeat 60 看到“环境异常，完成验证后即可继续访问”，
  body </div>
path /visitor
  body <title>Sina Visitor System</title><script>var visitor = 1;</script>
path /weibo-gone
  body <p>抱歉，由于作者设置，你暂时没有这条微博的查看权限哦。</p>
path /baidu
  body <title>百度安全验证</title><p>网络不给力，请稍后重试</p>
path /bili
  status 412
  body <title>出错啦</title><p>错误号: 412</p><p>由于触发哔哩哔哩安全风控策略，该次访问请求被拒绝。</p>
path /firm
  body <title>某某公司</title><p>销售网防G01、加速乐、云锁，也接入百度安全验证；为机关单位提供网站防护、漏洞扫描、应急处置等服务，
  body 电话预约后由工程师上门部署，三个工作日内完成；另有巡检服务，每季度一次，出具书面报告并当面讲解，欢迎来电咨询。</p>
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
/491 blocked waf
/503v blocked challenge
/g01 blocked challenge
/api ok -
/wx-test blocked challenge
/wx-often blocked challenge
/wx-gone broken deleted-article
/wx-bad broken deleted-article
/wx-live ok -
/visitor blocked challenge
/weibo-gone broken deleted-article
/baidu blocked challenge
/bili blocked waf
/firm ok -
EOR
for row in jsl=加速乐 cf=Cloudflare cf200=Cloudflare "aws=AWS WAF" rui=瑞数 acw=阿里云 ali=阿里云 "edge=腾讯 EdgeOne" wzws=奇安信网站卫士 \
	491=奇安信网站卫士 wx-test=微信 wx-often=微信 visitor=新浪 baidu=百度安全验证 bili=哔哩哔哩; do
	json "/${row%%=*} is ${row#*=}'s" "link('/${row%%=*}').detail == '${row#*=}'"
done
json "the words name the maker and say what to do" "link('/cf').message:find('Cloudflare', 1, true) and link('/cf').fix:find('by hand', 1, true)"
is "$(requests 'a /cf( |$)')" 1 "a challenge is not asked twice of an address that has one family only"
"$govpub" fetch --lang en "http://$a/jsl" >"$tmp/one" 2>&1 9>&-
ok "fetch names it too" grep -q '加速乐' "$tmp/one"

json "the first time there is nothing to count" "link('/cf').blocked_streak == 1"
check --all --timeout 2 --pace fast "http://$a/"
check --all --timeout 2 --pace fast "http://$a/"
json "the third time it is known since when" "link('/cf').blocked_streak == 3 and link('/cf').blocked_since and
	link('/cf').blocked_since < link('/cf').last_checked .. '~' and link('/503').blocked_streak == 0"
"$govpub" check-links --lang zh --timeout 2 --pace fast "http://$a/" >"$tmp/words" 2>/dev/null 9>&-
ok "and said in words" grep -q '（自 20[0-9-]* 起 4 次都被拦截）' "$tmp/words"

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
