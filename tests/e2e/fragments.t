#!/bin/sh
# places on pages and words that links point at
. tests/lib/e2e.sh
setup
start_server <<'EOS'
listen a 127.0.0.1
listen b 127.0.0.2
path /
  body <h1>Home of the office</h1><p id="办法">关于印发《办法》的通知</p><a name="附件 1">1</a><p id="%E5%85%83">2</p>
  body <a href="#办法">1</a> <a href="#%E5%8A%9E%E6%B3%95">1</a> <a href="#附件 1">1</a>
  body <a href="#%E9%99%84%E4%BB%B6%201">1</a> <a href="#%25E5%2585%2583">1</a> <a href="#元">1</a> <a href="#亨">1</a>
  body <a href="#">1</a> <a href="#top">1</a> <a href="#%54op">1</a> <a href="#!/list">1</a>
  body <a href="#:~:text=home%20of">1</a> <a href="#:~:text=home%20for">1</a>
  body <a href="/law#:~:text=Article%201">1</a> <a href="/law#:~:text=Article%209">1</a>
  body <a href="/law#two:~:text=article%202">1</a> <a href="/law#gone:~:text=article%202">1</a>
  body <a href="/law#gone:~:text=article%2010">1</a> <a href="/law#gone:~:other">1</a>
  body <a href="/law#:~:text=article%201&text=nowhere">1</a>
  body <a href="/law#:~:text=%E7%AC%AC%E4%B8%80%E6%9D%A1,%E7%AC%AC%E4%BA%8C%E6%9D%A1">1</a>
  body <a href="/law#:~:text=%E7%AC%AC%E4%B8%80%E6%9D%A1%20%E7%AC%AC%E4%BA%8C%E6%9D%A1">1</a>
  body <a href="/moved#:~:text=article%202">1</a> <a href="/moved#:~:text=article%208">1</a>
  body <a href="/elsewhere#gone">1</a> <a href="http://{b}/x#:~:text=other">1</a>
  body <a href="http://{b}/x#:~:text=nothing">1</a> <a href="/missing#:~:text=x">1</a>
  body <a href="/app#:~:text=drawn">1</a> <a href="/later">1</a>
path /law
  body <h2 id=one>Article 1</h2><p><b>Article</b> 2</p><p id=two>第一条</p><p>第二条</p>
path /moved
  status 301
  location /moved-to
path /moved-to
  body <p>Article 2
path /elsewhere
  location /law#one
path /app
  body <div id=app></div><script src="/app.js"></script>
path /app.js
  type text/javascript
  body 1
path /later
  body <a href="/#:~:text=notification">1</a> <a href="/#:~:text=office">1</a>
on b
path /x
  body the other site
EOS
check --all --pace fast "http://$a/"
verdicts <<EOR
/#%E4%BA%A8 broken fragment
/#:~:text=home%20for broken text-fragment
/law#:~:text=Article%209 broken text-fragment
/law#gone:~:text=article%2010 broken text-fragment
/law#gone broken fragment
/law#:~:text=article%201&text=nowhere broken text-fragment
/law#:~:text=%E7%AC%AC%E4%B8%80%E6%9D%A1%20%E7%AC%AC%E4%BA%8C%E6%9D%A1 broken text-fragment
/moved#:~:text=article%208 broken text-fragment
/x#:~:text=nothing broken text-fragment
/#:~:text=notification broken text-fragment
/#!/list unverified spa-anchor
EOR
json "nothing else is wrong but what is missing" 'count("broken") == 11'
json "the words that are missing are named" 'link("/law#:~:text=article%201&text=nowhere").detail == "nowhere"'
ok "in a person's words" grep -q "home for" "$tmp/out.json"
json "Chinese is decoded in the message" 'link("#%E4%BA%A8").message:find("#亨", 1, true)'
is "$(requests 'a /law')" 1 "words that are known before the page is read cost no request"
is "$(requests 'a /( |$)')" 2 "a page that was read before is asked for once more"
is "$(requests 'b /x')" 1 "other sites are not asked again either"
"$govpub" check-links --lang zh --pace fast "http://$a/" >"$tmp/zh" 2>"$tmp/err" 9>&-
ok "the report has Chinese words for it" grep -q '没有链接要找的文字' "$tmp/zh"

# a folder
mkdir "$tmp/folder"
cat >"$tmp/folder/index.html" <<'EOH'
<p>Some words</p> <a href="b.html#:~:text=yes">1</a> <a href="b.html#:~:text=no%20such">1</a> <a href="#:~:text=some%20words">1</a>
EOH
echo '<p>yes</p> <a href="index.html#:~:text=other%20words">1</a> <a href="a%20b.html">1</a>' >"$tmp/folder/b.html"
echo '<p>yes</p> <a href="index.html#:~:text=words">1</a>' >"$tmp/folder/a b.html"
check --all "$tmp/folder"
verdicts <<'EOR'
b.html#:~:text=no%20such broken text-fragment
index.html#:~:text=other%20words broken text-fragment
EOR
json "what is there is not reported" 'count("broken") == 2'

# a run that was cut off knows of links that it saw before
start_server <<'EOS'
listen a 127.0.0.1
path /
  body <p>words</p><a href="/links">1</a> <a href="/slow">1</a>
path /links
  body <a href="/#:~:text=words">1</a> <a href="/#:~:text=other">1</a>
path /slow
  delay 2500
  body slow
EOS
"$govpub" check-links --json --pace fast "http://$a/" >"$tmp/cut" 2>&1 9>&- &
cut=$!
sleep 1.5
kill -9 "$cut"
wait "$cut" 2>"$tmp/why"
check --pace fast "http://$a/"
json "after a resumed run words are missed as well" 'verdict("/#:~:text=other") == "broken" and count("broken") == 1'
ok "and it was resumed" test "$(requests 'a /links')" = 1
# --- asked for again, what comes may be no page, and other hosts keep their rules
start_server <<'EOS'
listen a 127.0.0.1
listen b 127.0.0.2
on a
path /
  body <a href="/guarded#there">1</a> <a href="/refused#there">1</a> <a href="http://{b}/page">1</a> <a href="/2">2</a>
path /2
  body <a href="/3">3</a>
path /3
  times 1
  body <a href="/guarded#:~:text=words">1</a> <a href="/refused#:~:text=words">1</a>
path /3
  body <a href="http://{b}/page#:~:text=words">1</a>
path /guarded
  times 1
  body <p id=there>a few words
path /guarded
  body <script>var arg1='0123';setCookie("acw_sc__v2", x);</script>
path /refused
  times 1
  body <p id=there>a few words
path /refused
  header cf-mitigated: challenge
  body Just a moment
on b
path /robots.txt
  times 1
  status 404
path /robots.txt
  type text/plain
  body User-agent: *\nDisallow: /page
path /page
  body a few words
EOS
check --all --pace fast --store "$tmp/again.db" "http://$a/"
is "$(requests 'a /guarded')$(requests 'a /refused')" 22 "pages are asked for again when a link names their words late"
json "a challenge instead of the page takes no place away from it" 'not link("/guarded#there") and not link("/refused#there")'
json "nor says anything of its words" 'not link("text=words")'
: >"$tmp/log"
check --all --pace fast --store "$tmp/again.db" --recheck-after 3 "http://$a/"
is "$(requests 'b /robots.txt') $(requests 'b /page')" "1 0" "nor is a page of another host asked for against its robots.txt"
finish
