#!/bin/sh
# links to other sites that became something else, and those that only changed
. tests/lib/e2e.sh
setup
start_server <<'EOS'
listen a 127.0.0.1
listen b 127.0.0.2
listen c 127.0.0.3
on a
path /
  body <a href="http://{b}/sold">1</a> <a href="http://{b}/betting">2</a> <a href="http://{b}/redesign">3</a>
  body <a href="http://{b}/moved">4</a> <a href="http://{b}/login">5</a> <a href="http://{b}/broken">6</a>
  body <a href="http://{b}/twice">7</a> <a href="/own">8</a> <a href="http://{b}/back">9</a>
path /own
  times 1
  body <title>通知公告</title>
path /own
  body <title>博彩专项整治</title>
on b
path /sold
  times 1
  body <title>某县人民医院</title>
path /sold
  location http://{c}/shop
path /betting
  times 1
  body <title>某市旅游协会</title>
path /betting
  body <title>澳门新葡京娱乐城_官方网站</title>
path /redesign
  times 1
  body <title>某某大学图书馆</title>
path /redesign
  body <title>Welcome to our new site</title>
path /moved
  times 1
  body <title>中心图书馆</title>
path /moved
  location http://{c}/library
path /login
  times 1
  body <title>某某论坛</title>
path /login
  location http://{c}/login
path /broken
  times 1
  body <title>某某研究会</title>
path /broken
  status 404
path /twice
  times 1
  body <title>桥梁工程师协会</title>
path /twice
  location http://{b}/twice/
path /twice/
  location http://{c}/shop
path /back
  times 2
  body <title>县志办公室</title>
path /back
  times 1
  location http://{c}/shop
path /back
  body <title>县志办公室</title>
on c
path /shop
  body <title>Cheap Shoes Online</title>
path /library
  body <title>中心图书馆 - 首页</title>
path /login
  body <title>请登录</title>
EOS
again() {
	check -q --pace fast --store "$tmp/crawl.db" "$@" "http://$a/"
}
again
is "$status" 0 "at first all is fine"
again
is "$status" 4 "then some became something else: exit status 4"
verdicts <<'ROWS'
/sold danger takeover
/betting danger takeover
/twice danger takeover
/moved redirected redirect-temporary
/login redirected redirect-temporary
/broken broken http-404
ROWS
json "both titles and hosts are the evidence" "link('/sold').detail == '“某县人民医院” (127.0.0.2) → “Cheap Shoes Online” (127.0.0.3)'"
json "in the message too" "link('/betting').message:find('某市旅游协会', 1, true) and link('/betting').message:find('葡京', 1, true)"
json "a redesign, and a new title on the own site, are fine" 'not link("/redesign") and not link("/own")'
json "they are new" 'link("/sold").change == "new" and r.history.new == 4'
again
verdicts <<'ROWS'
/sold danger takeover
/betting danger takeover
/back danger takeover
ROWS
json "it stays dangerous, because it is still not what it was" 'link("/sold").streak == 2 and link("/sold").change == "still"'
again
json "one that is again what it was is fine" 'not link("/back") and r.history.fixed == 1'
"$govpub" check-links -q --lang zh --pace fast --store "$tmp/crawl.db" "http://$a/" >"$tmp/out.txt" </dev/null 9>&-
ok "people are told what to do" grep -q '立即从页面上去掉这个链接' "$tmp/out.txt"
rm -f "$tmp"/crawl.db*
again
is "$status" 1 "without a memory nobody can tell"
finish
