#!/bin/sh
# where a page that is gone is now: said when it is certain, and never else
. tests/lib/e2e.sh
setup
start_server <<'EOS'
listen a 127.0.0.1
path /
  body <a href="/lost/t20230412_88421.html">旧闻</a> <a href="/lost/info.jsp?id=70012">信息</a>
  body <a href="/lost/20230131.html">日报</a> <a href="/lost/about.html">关于</a> <a href="/lost/a_002db_002dc.html">码</a> <a href="/lost/t88888.html">两处</a>
  body <a href="/tz/old.html">关于举办2023年云澜市文化艺术节的通知</a> <a href="/tz/bare.html">关于做好防汛工作的紧急通知</a>
  body <a href="/jy/nb.html">2023年政府信息公开工作年度报告</a>
  body <a href="/gg/1.html">关于征求意见的公告全文</a> <a href="/gg/2.html">关于征求意见的公告全文</a>
  body <a href="/gz/1.html">规章制度汇编第一部分</a> <a href="/more.html">更多</a> <a href="/duo/1.html">同名的两个页面在此</a>
  body <a href="/list.html">列表</a>
path /list.html
  body <a href="/hd/t20230412_88421.html">a</a> <a href="/hd/info.jsp?id=70012">b</a> <a href="/hd/20230131.html">c</a>
  body <a href="/hd/about.html">d</a> <a href="/hd/a_002db_002dc.html">o</a> <a href="/hd/t88888.html">e</a> <a href="/hd2/t88888.html">f</a>
  body <a href="/tz/new.html">g</a> <a href="/tz/bare-new.html">h</a> <a href="/cz/nb.html">i</a>
  body <a href="/gg/3.html">j</a> <a href="/gz/2.html">k</a> <a href="/gz/1.html">规章制度汇编第一部分</a>
  body <a href="/duo/2.html">l</a> <a href="/duo/3.html">m</a> <a href="/t/12.html">n</a>
path /hd/info.jsp?id=70012
  body <title>甲</title>one
path /hd/t20230412_88421.html
  body <title>乙</title>two
path /hd/20230131.html
  body <title>丙</title>three
path /hd/about.html
  body <title>丁</title>four
path /hd/a_002db_002dc.html
  body <title>庚</title>fifteen
path /hd/t88888.html
  body <title>戊</title>five
path /hd2/t88888.html
  body <title>己</title>six
path /tz/new.html
  body <title>关于举办2023年云澜市文化艺术节的通知_云澜市文化和旅游局</title>seven
path /tz/bare-new.html
  body <title>关于做好防汛工作的紧急通知</title>eight
path /cz/nb.html
  body <title>2023年政府信息公开工作年度报告</title>nine
path /gg/3.html
  body <title>关于征求意见的公告全文</title>ten
path /gz/2.html
  body <title>规章制度汇编第一部分</title>eleven
path /duo/2.html
  body <title>同名的两个页面在此</title>twelve
path /duo/3.html
  body <title>同名的两个页面在此 - 局</title>thirteen
path /t/12.html
  body <title>更多</title>fourteen
EOS
check --pace fast --lang zh "http://$a/"
found() { # LINK PAGE
	json "$1 is now $2" "link('$1').suggestion == 'http://$a$2' and link('$1').fix:find('$2', 1, true)"
}
nothing() { # LINK WHY
	json "$1: nothing, $2" "not text(link('$1').suggestion) and link('$1').broken"
}
found /lost/t20230412_88421.html /hd/t20230412_88421.html
found "/lost/info.jsp?id=70012" "/hd/info.jsp?id=70012"
found /tz/old.html /tz/new.html
found /tz/bare.html /tz/bare-new.html
nothing /lost/20230131.html "a date is no number of its own"
nothing /lost/about.html "a name without a number"
nothing /lost/a_002db_002dc.html "digits here and there are no number"
nothing /lost/t88888.html "two pages have the name"
nothing /jy/nb.html "the same title in another department's folder"
nothing /gg/1.html "two broken links have the text"
nothing /gg/2.html "two broken links have the text"
nothing /gz/1.html "a page links to both"
nothing /more.html "too short a text"
nothing /duo/1.html "two pages have the title"
"$govpub" check-links -q --offline --lang zh -o "$tmp/text" "http://$a/"
ok "the text report says it" grep -q "可能已移到 http://$a/tz/new.html，核对" "$tmp/text"
is "$(grep -c 可能已移到 "$tmp/text")" 4 "of each where it is known, not of their group"
"$govpub" check-links -q --offline --format html --lang zh -o "$tmp/html" "http://$a/"
ok "the HTML says it" grep -q "可能已移到 http://$a/tz/new.html" "$tmp/html"
"$govpub" check-links -q --offline --format csv --lang en -o "$tmp/csv" "http://$a/"
ok "the CSV says it beside the fix" grep -q "gone. Its page seems to be at http://$a/tz/new.html now" "$tmp/csv"
check --pace fast --fresh --max-urls 25 "http://$a/"
json "nothing of a check that is not complete" '(function()
	for _, l in ipairs(r.links) do if text(l.suggestion) then return false end end
	return r.run.state == "budget"
end)()'
finish
