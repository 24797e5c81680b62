#!/bin/sh
# a copy of the site is fetched, and everything is said of the site itself
. tests/lib/e2e.sh
setup
start_server <<'EOS'
listen b 127.0.0.2
listen c 127.0.0.3
log-header Authorization
on b
path /robots.txt
  type text/plain
  body Sitemap: http://www.portal.example/map.txt
path /map.txt
  type text/plain
  body http://www.portal.example/news/1.html
path /
  header ETag: "1"
  body <a href="/news/1.html">1</a> <a href="http://www.portal.example/gone.html">1</a>
  body <a href="/there">1</a> <a href="/up/">1</a> <a href="/away">1</a> <a href="http://{b}/direct">1</a>
  body <a href="/loop">1</a> <a href="http://www.portal.example/app/x">1</a>
path /news/1.html
  body <p id=here>1 <a href="2.html#nowhere">1</a>
path /news/2.html
  body 2
path /there
  location http://{b}/news/2.html
path /up/
  location ../news/1.html
path /away
  location http://127.0.0.1/secret
path /loop
  location http://{b}/loop
on c
path /
  status 304
path /app/x
  body x
EOS
(umask 077 && echo 'a:b' >"$tmp/staging" && echo 'c:d' >"$tmp/live")
check --all --pace fast --remap "http://www.portal.example=http://$b" \
	--remap "http://www.portal.example/app/=http://$c/app" \
	--auth "http://$b=$tmp/staging" --auth "http://www.portal.example=$tmp/live" http://www.portal.example/
verdicts <<EOR
http://www.portal.example/ ok -
http://www.portal.example/news/1.html ok -
http://www.portal.example/news/2.html#nowhere broken fragment
http://www.portal.example/gone.html broken http-404
http://www.portal.example/there redirected redirect-temporary
http://www.portal.example/up/ redirected redirect-temporary
http://www.portal.example/away unverified private-address
http://www.portal.example/loop broken redirect-loop
http://www.portal.example/app/x ok -
http://$b/direct unverified private-address
EOR
json "a redirect within the copy is one within the site" \
	'link("/there").final_url == "http://www.portal.example/news/2.html"'
json "the site itself was asked for nothing, and all of it was read" 'r.counts.broken == 3 and r.run.pages == 4'
ok "the longest address wins" grep -q 'GET c /app/x' "$tmp/log"
is "$(requests 'b /direct')" 0 "a link to the copy is no link to the site"
is "$(requests 'b /map.txt')" 1 "sitemaps are those of the copy"
is "$(grep -c 'b .*Basic YTpi' "$tmp/log") $(grep -c 'Basic Yzpk' "$tmp/log")" "$(grep -c 'GET b ' "$tmp/log") 0" \
	"the login of the copy goes there, that of the site does not"
is "$(grep -c 'c .*Basic' "$tmp/log")" 0 "and none to a third"
: >"$tmp/log"
check --all --pace fast --store "$tmp/one.db" "http://$b/"
check --all --pace fast --store "$tmp/one.db" --remap "http://$b=http://$c" "http://$b/"
json "what was seen another way is not taken for the same" 'r.run.pages == 0'
mkdir "$tmp/office" "$tmp/dump"
echo '<a href="/two.html">2</a><a href="http://old.portal.example/three.html">3</a>' >"$tmp/dump/index.html"
echo two >"$tmp/dump/two.html"
start_preview "$tmp/dump"
cat >"$tmp/office/office.lua" <<EOS
return office { name = "x", sites = { { url = "http://www.portal.example/" } },
	network = { remap = { ["http://www.portal.example/"] = "$site", ["http://old.portal.example"] = "$site" } } }
EOS
check --all --rules none --pace fast -C "$tmp/office"
verdicts <<EOR
http://www.portal.example/two.html ok -
http://old.portal.example/three.html broken http-404
EOR
for wrong in http://a.example http://a.example/?x=http://b.example/ ftp://a.example=http://b.example \
	http://a.example=/b http://u:p@a.example=http://b.example; do
	check --remap "$wrong" http://a.example/
	is "$status" 2 "$wrong: not so"
done
finish
