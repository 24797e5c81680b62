#!/bin/sh
# accounts on platforms: read by adapters, judged by day, and their articles by the links
. tests/lib/e2e.sh
setup

start_server <<'S'
listen site 127.0.0.1
listen api 127.0.0.1
listen wx 127.0.0.1
listen feed 127.0.0.1
log-header authorization
on site
path /
body <title>云澜市文化和旅游局</title><a href="/20261110/a.html">甲</a> <a href="/20261112/c.html">丙</a> <a href="/20250101/d.html">丁</a> <a href="/20261113/e.html">戊</a>
path /20261113/e.html
body <title>关于公布第三批文化场馆名单的通知_云澜市文化和旅游局</title><p>正文</p>
path /20261110/a.html
body <title>关于举办云澜文化节的通知_云澜市文化和旅游局</title><p>正文</p>
path /20261112/c.html
body <title>关于丙类场馆免费开放的公告_云澜市文化和旅游局</title><p>正文</p>
path /20250101/d.html
body <title>去年的旧公告怎么写都行_云澜市文化和旅游局</title><p>正文</p>
on api
path POST /cgi-bin/stable_token
type application/json
body {"access_token":"TOKEN-1","expires_in":7200}
path POST /cgi-bin/freepublish/batchget
type application/json
body {"total_count":5,"item_count":5,"item":[
body {"content":{"create_time":1794278000,"news_item":[{"title":"关于公布第二批文化场馆名单的通知","url":"https://mp.weixin.qq.com/s/b"}]}},
body {"content":{"create_time":1794278000,"news_item":[{"title":"关于举办云澜文化节的通知","url":"https://mp.weixin.qq.com/s/a"}]}},
body {"content":{"create_time":1794278000,"news_item":[{"title":"只在公众号上发过的这一篇","url":"https://mp.weixin.qq.com/s/b"}]}},
body {"content":{"create_time":1794191600,"news_item":[{"title":"已经删掉的","url":"https://mp.weixin.qq.com/s/gone"}]}},
body {"content":{"create_time":1794191600,"news_item":[{"title":"看不到的","url":"https://mp.weixin.qq.com/s/wall"},{"title":"早删了","url":"https://mp.weixin.qq.com/s/old","is_deleted":true}]}}]}
on wx
path /s/a
body <title>关于举办云澜文化节的通知</title><div id="js_content"><p>正文 <a href="http://{site}/nothing.html">附件</a></p></div>
path /s/b
body <title>只在公众号上发过的这一篇</title><div id="js_content"><p>正文</p></div>
path /s/gone
body <title></title><div class="weui-msg"><p>该内容已被发布者删除</p></div>
path /s/wall
body <title>验证</title><p>环境异常</p><p>当前环境异常，完成验证后即可继续访问。</p><a>去验证</a>
path /s/violates
body <title></title><div class="weui-msg"><p>此内容因违规无法查看</p></div>
path /s/sued
body <title></title><p>此内容被投诉且经审核涉嫌侵权，无法查看</p>
path /s/banned
body <title></title><p>此账号已被屏蔽，内容无法查看</p>
path /s/moved
body <title></title><p>该公众号已迁移</p><p>该公众号已迁移至新的账号，原账号已回收。</p>
path /s/expired
body <title></title><p>链接已过期</p>
path /s/private
body <title></title><p>根据作者隐私设置，无法查看该内容</p>
path /s/wrong
body <title></title><p>参数错误</p>
path /s/often
body <title></title><p>访问过于频繁，请用微信扫描二维码进行访问</p>
path /s/client
body <title></title><p>请在微信客户端打开链接</p>
path /s/captcha
location https://mp.weixin.qq.com/mp/wappoc_appmsgcaptcha?poc_token=x
path /mp/wappoc_appmsgcaptcha
body <title>weixin110</title><p>环境异常</p><a>去验证</a>
path /s/quotes
body <title>怎样核对失效的链接</title><div id="js_content"><p>打开以后看到“该内容已被发布者删除”的，说明发布者撤回了文章；看到“环境异常”的，说明平台要求验证。
body 这两种情况要分开登记，前者联系发布者，后者换一个时间再看。核对完成以后，把登记表交给办公室，由办公室统一回复。请各科室在本周五以前完成。</p>
repeat 12 <p>核对时逐条打开，不要只看标题，看完一条登记一条，拿不准的写明原因，由办公室复核以后再处理。</p>
body </div>
on feed
path /rss
type application/rss+xml
body <rss><channel><item><title>很久以前的一条</title><link>/1</link><pubDate>Mon, 02 Nov 2026 08:00:00 +0800</pubDate></item></channel></rss>
path /moved
location http://{wx}/rss
path /1
body <title>很久以前的一条</title><p>正文</p>
S

mkdir -p "$tmp/office/data"
umask 077
printf 'appid=wx-app\nappsecret=S3CRET"VALUE\n' >"$tmp/office/wechat.secret"
umask 022
cat >"$tmp/office/office.lua" <<L
return {
	name = "云澜市文化和旅游局",
	departments = { { id = "news", name = "宣传科" } },
	sites = { { name = "门户", url = "http://$site/" } },
	accounts = {
		{ platform = "wechat", name = "云澜文旅", owner = "news", secret = "wechat.secret", site = "门户" },
		{ platform = "toutiao", name = "云澜头条", adapter = "feed", url = "http://$feed/rss" },
		{ platform = "weibo", name = "登记的微博", file = "weibo.csv", days = 7 },
		{ platform = "douyin", name = "云澜抖音" },
		{ platform = "wechat", name = "旧文登记", file = "old.json" },
	},
	network = { pace = "fast", remap = { ["https://api.weixin.qq.com/"] = "http://$api/", ["https://mp.weixin.qq.com/"] = "http://$wx/" } },
}
L
printf '标题,链接,发布时间\n登记的一条,http://%s/1,2026-11-15\n' "$feed" >"$tmp/office/weibo.csv"
for page in violates sued banned moved expired private wrong often client captcha quotes; do
	echo "{\"标题\":\"$page\",\"链接\":\"https://mp.weixin.qq.com/s/$page\",\"发布时间\":\"2026-11-20\"}"
done | paste -sd, | sed 's/^/[/; s/$/]/' >"$tmp/office/old.json"
cd "$tmp/office" || exit 1
here=$here govpub=$govpub

check --accounts --today 2026-11-23 --rules none
is "$status" 1 "a dead article is a broken link"
json "an article that the publisher deleted" "row('/s/gone', 'broken', 'deleted-article')"
json "an article behind a test for browsers is not dead" "row('/s/wall', 'blocked', 'challenge')"
verdicts <<V
/s/violates broken deleted-article
/s/sued broken deleted-article
/s/banned broken deleted-article
/s/moved broken deleted-article
/s/expired broken deleted-article
/s/private broken deleted-article
/s/wrong broken deleted-article
/s/often blocked challenge
/s/client blocked challenge
/s/captcha blocked challenge
V
json "an article that quotes what gone ones say is fine" "not link('/s/quotes')"
json "a link in an article is checked" "row('/nothing.html', 'broken', 'http-404')"
json "it stands on the article" "first_page('/nothing.html'):find('mp.weixin.qq.com/s/a', 1, true)"
json "the article stands on its account" "first_page('/s/gone'):find('^account:wechat/')"
json "what the platform says is deleted is not asked for" "not link('/s/old')"
json "an account that is fresh is not complained of" "not finding('account.stale', '%E6%96%87%E6%97%85')"
json "one without a post for three weeks is a veto" "finding('account.stale', 'account:toutiao/').severity == 'veto'"
json "the provision is named" "finding('account.stale', 'account:toutiao/').basis:find('19号', 1, true)"
json "the office's own limit is a warning" "finding('account.stale', 'account:weibo/').severity == 'warning'"
json "one that nobody can read is unchecked" "finding('account.unread', 'account:douyin/').severity == 'unchecked'"
json "an article that the site has not" "finding('account.not-on-site', 'account:wechat/').message:find('只在公众号上发过的这一篇', 1, true)"
json "what is on both is not complained of" "not finding('account.not-on-site', 'account:wechat/').message:find('文化节', 1, true)"
json "one of a series is not taken for another" "finding('account.not-on-site', 'account:wechat/').message:find('第二批', 1, true)"
json "a page of those days that the account has not" "finding('account.not-on-account', 'account:wechat/').message:find('丙类场馆', 1, true)"
json "older pages are not compared" "not finding('account.not-on-account', 'account:wechat/').message:find('旧公告', 1, true)"
json "accounts are listed with their owner" "r.accounts[1].owner == '宣传科' and r.accounts[1].newest == '2026-11-10'"
is "$(grep -c 'S3CRET' "$tmp/out.json" "$tmp/err" data/crawl.db | grep -vc ':0$')" 0 "no secret is in report, messages or database"
is "$(grep -c 'TOKEN-1' "$tmp/out.json" data/crawl.db | grep -vc ':0$')" 0 "nor is what the platform gave for it"

"$govpub" check-links --offline --json --lang en >"$tmp/out.json" 2>"$tmp/err"
json "the report from the file says the same" "finding('account.stale', 'account:toutiao/').message:find('since 2026-11-02', 1, true) and finding('account.stale', 'account:toutiao/').params.days == 21"
"$govpub" check-links --offline -o "$tmp/report.html" --lang zh 2>"$tmp/err"
ok "the HTML report has a section" grep -q '<section class="accounts">' "$tmp/report.html"
ok "with the platform's name" grep -q '微信公众号 云澜文旅' "$tmp/report.html"

for form in csv jsonl junit sarif xlsx dot; do
	"$govpub" check-links --offline --format $form -o "$tmp/report.$form" 2>"$tmp/err"
	ok "a report as $form" test -s "$tmp/report.$form"
done

check --accounts --today 2026-11-24 --rules none --since last
json "a dead article was known" "not link('/s/gone')"
json "and so was the silence" "not finding('account.stale', 'account:toutiao/')"
json "an account that turned stale is new" "not finding('account.stale', 'account:wechat/%E4%BA%91') and #r.accounts == 5"
check --accounts --today 2026-11-25 --rules none --since last
json "a day later it is" "finding('account.stale', 'account:wechat/%E4%BA%91').severity == 'veto'"
check --accounts --today 2026-11-25 --rules none --by-owner "$tmp/owners"
ok "the department has a report of its own" grep -rq 's/gone' "$tmp/owners"

sed -i "s,/rss\",/moved\"," office.lua
"$govpub" accounts read --json --today 2026-11-23 toutiao >"$tmp/out.json" 2>"$tmp/err"
is $? 5 "an account that could not be read ends with 5"
json "a redirect to another place is refused" "r.accounts[1].state == 'unread' and r.accounts[1].problem:find('127.0.0.1', 1, true)"
mkdir alone && cat >alone/office.lua <<S
return office { name = "x", sites = { { name = "x", url = "http://$site/20261110/a.html" } }, network = { pace = "fast" },
	accounts = { { platform = "douyin", name = "x" } } }
S
(cd alone && check --accounts --rules none; exit $status)
is $? 0 "a check of links does not end with 5 for one: no script broke"
(cd alone && check --accounts --rules none --fail-on info; exit $status)
is $? 1 "it is unchecked as a link is"
sed -i 's|name = "x" } } }|name = "x", adapter = "x" } } }|' alone/office.lua
mkdir alone/adapters && echo 'return adapter { id = "x", title = "x", mark = "D",
	request = function() error("broken") end, parse = function() return { articles = {} } end,
	tests = { { name = "x", response = { body = "" }, finds = {} } } }' >alone/adapters/x.lua
(cd alone && check --accounts --rules none; exit $status)
is $? 5 "an adapter that broke is a script that broke"
chmod 644 wechat.secret
"$govpub" accounts read --json --lang en wechat >"$tmp/out.json" 2>"$tmp/err"
json "a secret that others can read is not used" "r.accounts[1].problem:find('chmod 600', 1, true)"
rm weibo.csv
"$govpub" accounts read --json --lang en weibo >"$tmp/out.json" 2>"$tmp/err"
json "a file that is gone is told" "r.accounts[1].state == 'unread' and r.accounts[1].problem:find('weibo.csv', 1, true)"
"$govpub" accounts read --lang en --today 2026-11-23 douyin wechat >"$tmp/out" 2>"$tmp/err"
ok "without JSON it is said in words" grep -q '^douyin 云澜抖音: not read, 0' "$tmp/out"
ok "with the day and the title of each" grep -q '^  2026-11-20  violates' "$tmp/out"
printf '<table><tr><th>标题</th><th>链接</th><th>发布时间</th></tr><tr><td>网页表</td><td>/1</td><td>2026/11/3 9:30</td></tr></table>' >weibo.csv
"$govpub" accounts read --json weibo >"$tmp/out.json" 2>"$tmp/err"
json "a page that calls itself a table is read as one" "r.accounts[1].articles[1].date == '2026-11-03'"
"$govpub" accounts read nobody >"$tmp/out.json" 2>"$tmp/err"
is $? 2 "an account that is not there is an error of usage"
"$govpub" accounts test >"$tmp/out" 2>"$tmp/err"
is $? 0 "the shipped adapters pass their tests"
finish
